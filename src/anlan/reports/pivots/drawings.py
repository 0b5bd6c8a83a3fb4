"""Bars, lines and towns as numbers that a template puts into an SVG; must not know where they come from."""

from collections.abc import Iterator, Mapping, Sequence
from math import cos, radians
from typing import Any

from anlan.base.places.models import Place, PlaceLevel
from anlan.reports.pivots.tables import Line, Table

WIDTH, HEIGHT, FOOT, SHADES, SERIES = 960, 260, 28, 6, 8
MOST_BARS = 40


def bars(table: Table) -> dict[str, Any]:
    """Stacked bars, one a line, parted by the columns (the first so many; the rest as one)."""
    lines = table.lines[:MOST_BARS]
    most = max((float(line.total) for line in lines), default=0) or 1
    wide = WIDTH / max(len(lines), 1)
    made = []
    for at, line in enumerate(lines):
        top, parts = float(HEIGHT), []
        for series, number in enumerate(_few(line.cells, line.total)):
            tall = max(float(number), 0) / most * (HEIGHT - 24)
            top -= tall
            parts.append({"y": round(top, 1), "height": round(tall, 1), "series": series})
        made.append(
            {"x": round(at * wide + wide * 0.15, 1), "width": round(wide * 0.7, 1), "parts": parts, "line": line,
             "middle": round(at * wide + wide / 2, 1), "above": round(top - 5, 1), "foot": HEIGHT + 18,
             "name": line.name[: max(2, int(wide / 13))]}
        )  # fmt: skip
    return {"width": WIDTH, "height": HEIGHT + FOOT, "bars": made, "legend": _legend(table)}


def lines(table: Table) -> dict[str, Any]:
    """One line a column over the values of the first field."""
    found = table.lines[:MOST_BARS]
    series = [[float(line.total) for line in found]] if not table.columns else [
        [float(line.cells[at]) for line in found] for at in range(min(len(table.columns), SERIES))
    ]  # fmt: skip
    most = max((max(one, default=0) for one in series), default=0) or 1
    step = WIDTH / max(len(found), 1)
    drawn = [
        " ".join(
            f"{round(at * step + step / 2, 1)},{round(HEIGHT - max(number, 0) / most * (HEIGHT - 24), 1)}"
            for at, number in enumerate(one)
        )
        for one in series
    ]
    labels = [
        {"middle": round(at * step + step / 2, 1), "foot": HEIGHT + 18, "name": line.name[: max(2, int(step / 13))]}
        for at, line in enumerate(found)
    ]
    return {
        "width": WIDTH,
        "height": HEIGHT + FOOT,
        "lines": drawn,
        "labels": labels,
        "legend": _legend(table)[:SERIES],
    }


def towns(table: Table) -> dict[str, Any] | None:
    """The towns of the table's lines as paths, darker for more, their neighbours pale; None without any boundary."""
    found = {line.key: line for line in table.lines if line.key}
    above = Place.objects.filter(code__in=[f"{key}000" for key in found]).values("parent_id")
    places = [place for place in Place.objects.filter(level=PlaceLevel.TOWN, parent__in=above) if place.shape]
    if not places:
        return None
    west, south = min(place.west or 0.0 for place in places), min(place.south or 0.0 for place in places)
    east, north = max(place.east or 0.0 for place in places), max(place.north or 0.0 for place in places)
    flat = cos(radians((south + north) / 2))
    scale = WIDTH / max((east - west) * flat, 1e-9)
    most = max((float(line.total) for line in found.values()), default=0) or 1
    made = []
    for place in places:
        line = found.get(place.code[:9]) or Line(place.code[:9], place.name, (), 0)
        x, y = place.longitude or west, place.latitude or north
        made.append(
            {"path": _path(place.shape or {}, west, north, flat * scale, scale), "line": line,
             "x": round((x - west) * flat * scale, 1), "y": round((north - y) * scale, 1),
             "shade": min(int(float(line.total) / most * SHADES), SHADES - 1) if line.total else "none"}
        )  # fmt: skip
    return {"width": WIDTH, "height": round((north - south) * scale), "towns": made}


def _path(shape: Mapping[str, Any], west: float, north: float, across: float, up: float) -> str:
    drawn = []
    for ring in _rings(shape):
        points = [f"{(x - west) * across:.1f},{(north - y) * up:.1f}" for x, y, *_height in ring]
        drawn.append(f"M{'L'.join(points)}Z")
    return "".join(drawn)


def _rings(shape: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    for polygon in polygons:
        yield from polygon


def _few(cells: Sequence[Any], total: Any) -> list[Any]:
    if not cells:
        return [total]
    first = list(cells[: SERIES - 1])
    rest = sum((float(number) for number in cells[SERIES - 1 :]), start=0.0)
    return [*first, rest] if len(cells) >= SERIES else first


def _legend(table: Table) -> list[dict[str, Any]]:
    names = [name for _key, name in table.columns]
    if len(names) >= SERIES:
        names = [*names[: SERIES - 1], "…"]
    return [{"name": name, "series": at, "x": at * 118, "text": at * 118 + 16} for at, name in enumerate(names)]
