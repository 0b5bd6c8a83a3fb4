"""Map tiles of rows: clusters counted by the beginning of the quadkey, points where they are few.

The rows come scoped and filtered; this module must not know what they are or who asks.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Index, Model, QuerySet

from anlan.kit.geo import quadkey
from anlan.kit.geo.counting import counted
from anlan.kit.geo.shapes import in_ranges

MOST_POINTS = 200
CLUSTER_STEP = 2
"""Clusters are tiles this many levels below: 4 x 4 in a tile."""
COUNT_STEP = 4
"""Rows are counted this many levels below, so that a cluster stands where its rows are."""

Tile = dict[str, list[Any]]
Part = tuple[QuerySet[Any], str | None]
"""Rows, and the column or annotation that gives them their colour."""


def tile(parts: Sequence[Part], z: int, x: int, y: int, *, label: str | None = None) -> Tile:
    """``{"clusters": [[lon, lat, count, {colour: count}]], "points": [[id, lon, lat, colour, label]]}`` of a tile.

    The rows come in parts, no row in two of them, each part with a colour column of its own; ``label`` names a column.
    More than 200 points become clusters, down to the finest level. Raises ``ValueError`` for a tile that is not.
    """
    key = quadkey.tile_key(z, x, y)
    points: list[list[Any]] = []
    for rows, colour in parts:
        within = rows.order_by().filter(quadkey__within=quadkey.key_range(key))
        points += _points(within[: MOST_POINTS + 1 - len(points)], [colour, label])
        if len(points) > MOST_POINTS:
            break
    else:
        return {"clusters": [], "points": points}
    clusters, lonely = _clusters(parts, key)
    alone = in_ranges(lonely)
    points = [
        point for rows, colour in parts if lonely for point in _points(rows.order_by().filter(alone), [colour, label])
    ]
    return {"clusters": clusters, "points": points}


def tile_index(colour: str, name: str, *also: str) -> Index:
    """An index that answers clusters alone, without reading rows; for the ``Meta.indexes`` of large ledgers.

    ``also`` names the columns by which rows are usually filtered, such as the place.
    """
    return Index(fields=["quadkey", colour, *also], name=name)


def _points(rows: QuerySet[Model], columns: Sequence[str | None]) -> list[list[Any]]:
    names = [name for name in columns if name]
    points = []
    for row in rows.values_list("pk", "longitude", "latitude", *names):
        given = iter(row[3:])
        extra = [_plain(next(given)) if name else None for name in columns]
        points.append([row[0], round(row[1], 6), round(row[2], 6), *extra])
    return points


def _clusters(parts: Sequence[Part], key: str) -> tuple[list[list[Any]], list[tuple[str, str]]]:
    """Clusters of two or more, and the key ranges of the cells that hold one row only."""
    depth = min(len(key) + CLUSTER_STEP, quadkey.LEVEL)
    levels = min(COUNT_STEP, quadkey.LEVEL - len(key))
    shades: dict[str, Counter[str]] = defaultdict(Counter)
    sums: dict[str, list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
    for rows, colour in parts:
        for cell, shade, number in counted(rows, key, levels, colour):
            sum_ = sums[cell[:depth]]
            longitude, latitude = quadkey.centre(cell)
            sum_[0] += number
            sum_[1] += longitude * number
            sum_[2] += latitude * number
            if colour:
                shades[cell[:depth]]["" if shade is None else str(shade)] += number
    clusters = [
        [round(lon / count, 6), round(lat / count, 6), int(count), dict(shades[cell])]
        for cell, (count, lon, lat) in sorted(sums.items())
        if count > 1
    ]
    return clusters, [quadkey.key_range(cell) for cell, (count, *_rest) in sums.items() if count == 1]


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float | str) else str(value)
