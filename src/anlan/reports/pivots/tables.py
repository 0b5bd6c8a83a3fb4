"""A ledger's rows counted by one or two fields, in one statement; totals are of the rows, not of what is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum, Value

from anlan.reports.pivots.fields import Field

MOST_ROWS, MOST_COLUMNS = 400, 60
Number = int | Decimal


@dataclass(frozen=True)
class Line:
    """One line or the foot: its value, name, cells in the order of the columns, and sum."""

    key: Any
    name: str
    cells: tuple[Number, ...]
    total: Number
    short: str = ""  # the name where there is little room; only of what follows in time


@dataclass(frozen=True)
class Table:
    """``columns`` is empty where only one field was asked for; ``left_out`` lines or columns were too many to show."""

    columns: tuple[tuple[Any, str], ...]
    lines: tuple[Line, ...]
    foot: Line
    left_out: int = 0


def counted(rows: QuerySet[Any], down: Field, across: Field | None, total_of: str = "") -> Table:
    """The table; ``total_of`` is the column summed instead of counting rows. One statement and two for names."""
    measure = Sum(total_of) if total_of else Count(Value(1))
    keys = {"pivot_down": down.key()} | ({"pivot_across": across.key()} if across else {})
    found = rows.order_by().values(**keys).annotate(pivot_value=measure)
    cells: dict[tuple[Any, Any], Number] = {}
    for row in found:
        place = (row["pivot_down"], row.get("pivot_across"))
        cells[place] = cells.get(place, 0) + _number(row["pivot_value"])
    lines, more_lines = _ordered(down, cells, 0, MOST_ROWS)
    columns, more_columns = _ordered(across, cells, 1, MOST_COLUMNS) if across else ([], 0)
    names = down.names(lines)
    made = [_line(down, key, names[key], columns, cells) for key in lines]
    sums = tuple(sum((cells.get((line, column), 0) for line in lines), start=0) for column in columns)
    foot = Line(None, "", sums, sum(cells.values(), start=0))
    heads = across.names(columns) if across else {}
    return Table(tuple((key, heads[key]) for key in columns), tuple(made), foot, more_lines + more_columns)


def _number(value: Any) -> Number:
    """What the database summed up; of a text with floating point the shortest number that it can mean."""
    return Decimal(str(round(value, 6))) if isinstance(value, float) else (value or 0)


def _line(down: Field, key: Any, name: str, columns: Sequence[Any], cells: dict[tuple[Any, Any], Number]) -> Line:
    own = tuple(cells.get((key, column), 0) for column in columns)
    return Line(
        key,
        name,
        own,
        sum((number for (one, _across), number in cells.items() if one == key), start=0),
        down.short(key),
    )


def _ordered(field: Field, cells: dict[tuple[Any, Any], Number], at: int, most: int) -> tuple[list[Any], int]:
    """The values of a field: in their order where they follow one another, else largest first."""
    sums: dict[Any, Number] = {}
    for place, number in cells.items():
        sums[place[at]] = sums.get(place[at], 0) + number
    if field.in_time:
        keys = sorted(sums, key=lambda key: (key is None, key))[-most:]
    else:
        keys = sorted(sums, key=lambda key: (-sums[key], str(key)))[:most]
    return keys, len(sums) - len(keys)
