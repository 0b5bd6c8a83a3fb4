"""How many rows of which colour stand in which cell of a tile; the database counts. Knows no subject."""

from collections.abc import Iterable
from typing import Any

from django.db import connections
from django.db.models import Count, F, QuerySet, TextField, Value
from django.db.models.expressions import Col
from django.db.models.functions import Substr

from anlan.kit.geo import quadkey

Counted = tuple[str, Any, int]
"""Cell, colour (None where there is none), and number of rows."""

WIDE_LEVEL = 11
WRITTEN = {"created_at", "updated_at"}
"""Columns by which the rows of a past moment are told: they follow the colour in the index of large tables."""
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
    """Is this SQLite, a tile of the county's size, and a user who sees all, now or as written until a moment?"""
    query = rows.query
    plain = not (query.distinct or query.is_sliced or query.combinator or query.annotations)
    return (
        plain
        and all(_is_written(rows, leaf) for leaf in query.where.leaves())
        and len(key) <= WIDE_LEVEL
        and connections[rows.db].vendor == "sqlite"
    )


def _is_written(rows: QuerySet[Any], condition: Any) -> bool:
    """Does a condition ask for no more than when the rows were written?"""
    column = getattr(condition, "lhs", None)
    table = rows.model._meta.db_table
    return isinstance(column, Col) and column.alias == table and column.target.name in WRITTEN


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
    also, given = _also(rows)
    arm = f"SELECT %s, COUNT(*){sums} FROM {table} WHERE quadkey >= %s AND quadkey < %s{also}"  # noqa: S608 - names
    cells = [key]
    for _level in range(levels):
        cells = [child for cell in cells for child in quadkey.children(cell)]
    params = [param for cell in cells for param in (cell, *shades, *quadkey.key_range(cell), *given)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([arm] * len(cells)), params)
        counts = cursor.fetchall()
    return _told_apart(counts, [*shades, None])


def _also(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    """What the rows are narrowed by, as SQL that follows other conditions."""
    query = rows.query.chain()
    if not query.where:
        return "", ()
    query.get_initial_alias()
    sql, params = query.get_compiler(rows.db).compile(query.where)
    return f" AND {sql}", tuple(params)


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
