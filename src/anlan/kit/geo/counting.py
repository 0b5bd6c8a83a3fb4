"""How many rows of which colour stand in which cell of a tile; the database counts. Knows no subject."""

from collections.abc import Iterable
from typing import Any

from django.db import connections
from django.db.models import Count, F, QuerySet, TextField, Value
from django.db.models.functions import Substr

from anlan.kit.geo import quadkey

Counted = tuple[str, Any, int]
"""Cell, colour (None where there is none), and number of rows."""

WIDE_LEVEL = 11
_WIDE_STEP = 3


def counted(rows: QuerySet[Any], key: str, levels: int, colour: str | None) -> Iterable[Counted]:
    """Counts of the rows in the tile ``key``, in cells ``levels`` deeper (fewer where that is much faster)."""
    found = _by_ranges(rows, key, min(levels, _WIDE_STEP), colour) if _is_whole_table(rows, key) else None
    return _by_groups(rows, key, levels, colour) if found is None else found


def _by_groups(rows: QuerySet[Any], key: str, levels: int, colour: str | None) -> Iterable[Counted]:
    """One pass, whatever the rows are filtered by. Short groups (the tile's own key left out) sort faster."""
    within = rows.order_by().filter(quadkey__within=quadkey.key_range(key))
    cells = within.annotate(
        cell=Substr("quadkey", len(key) + 1, levels) if levels else Value("", TextField()),
        shade=F(colour) if colour else Value(None, TextField()),
    )
    grouped = cells.values("cell", "shade").annotate(number=Count("*")).values_list("cell", "shade", "number")
    return ((key + cell, shade, number) for cell, shade, number in grouped)


def _is_whole_table(rows: QuerySet[Any], key: str) -> bool:
    """Is this SQLite, a tile of the county's size, and a user who sees all?"""
    query = rows.query
    plain = not (query.where or query.distinct or query.is_sliced or query.combinator or query.annotations)
    return plain and len(key) <= WIDE_LEVEL and connections[rows.db].vendor == "sqlite"


def _by_ranges(rows: QuerySet[Any], key: str, levels: int, colour: str | None) -> list[Counted] | None:
    """Cell by cell along the index: SQLite sorts to group, which takes four times as long for a million rows.

    None where a colour turns up that is none of the field's choices.
    """
    meta = rows.model._meta
    shades = [value for value, _label in meta.get_field(colour).flatchoices] if colour else []
    if colour and not shades:
        return None
    connection = connections[rows.db]
    column = connection.ops.quote_name(meta.get_field(colour).column) if colour else "NULL"
    table = connection.ops.quote_name(meta.db_table)
    sums = "".join(f", SUM({column} IS %s)" for _shade in shades) + (f", SUM({column} IS NULL)" if colour else "")
    arm = f"SELECT %s, COUNT(*){sums} FROM {table} WHERE quadkey >= %s AND quadkey < %s"  # noqa: S608 - names of columns
    cells = [key]
    for _level in range(levels):
        cells = [child for cell in cells for child in quadkey.children(cell)]
    params = [param for cell in cells for param in (cell, *shades, *quadkey.key_range(cell))]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([arm] * len(cells)), params)
        counts = cursor.fetchall()
    return _told_apart(counts, [*shades, None])


def _told_apart(counts: list[Any], shades: list[Any]) -> list[Counted] | None:
    found: list[Counted] = []
    for cell, number, *each in counts:
        if not number:
            continue
        if not each:
            found.append((cell, None, number))
        elif sum(each) == number:
            found += [(cell, shade, part) for shade, part in zip(shades, each, strict=True) if part]
        else:
            return None
    return found
