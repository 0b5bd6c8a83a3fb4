"""Bars, lines and towns as numbers that a template puts into an SVG; must not know where they come from."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil
from typing import Any

from anlan.reports.pivots.tables import Line, Table
from anlan.reports.shown import towns as shown

WIDTH, HEIGHT, FOOT, SERIES = 960, 260, 28, 8
MOST_BARS = 40
LETTER = 13  # how wide a Chinese letter is


def bars(table: Table) -> dict[str, Any]:
    """Stacked bars, one a line, parted by the columns (the first so many; the rest as one)."""
    found = _few_lines(table)
    most = max((float(line.total) for line in found), default=0) or 1
    wide = WIDTH / max(len(found), 1)
    made = []
    for at, (line, label) in enumerate(zip(found, _labels(found, wide), strict=True)):
        top, parts = float(HEIGHT), []
        for series, number in enumerate(_few(line.cells, line.total)):
            tall = max(float(number), 0) / most * (HEIGHT - 24)
            top -= tall
            parts.append({"y": round(top, 1), "height": round(tall, 1), "series": series})
        made.append(
            label
            | {"x": round(at * wide + wide * 0.15, 1), "width": round(wide * 0.7, 1), "parts": parts, "line": line,
               "above": round(top - 5, 1), "total": line.total if len(found) <= 24 else ""}
        )  # fmt: skip
    return {"width": WIDTH, "height": HEIGHT + FOOT, "bars": made, "legend": _legend(table)}


def lines(table: Table) -> dict[str, Any]:
    """One line a column over the values of the first field, with the heights of the most and of half of it."""
    found = _few_lines(table)
    series = [[float(line.total) for line in found]] if not table.columns else [
        [float(line.cells[at]) for line in found] for at in range(min(len(table.columns), SERIES))
    ]  # fmt: skip
    most = max((max(one, default=0) for one in series), default=0) or 1
    step = WIDTH / max(len(found), 1)

    def height(number: float) -> float:
        return round(HEIGHT - max(number, 0) / most * (HEIGHT - 24), 1)

    points = [[(round(at * step + step / 2, 1), height(number)) for at, number in enumerate(one)] for one in series]
    return {
        "width": WIDTH, "height": HEIGHT + FOOT, "labels": _labels(found, step), "legend": _legend(table)[:SERIES],
        "lines": [" ".join(f"{x},{y}" for x, y in one) for one in points],
        "points": [{"series": at, "x": x, "y": y} for at, one in enumerate(points) for x, y in one],
        "grid": [{"y": height(part), "text": f"{part:g}"} for part in (most, most / 2)],
    }  # fmt: skip


def _few_lines(table: Table) -> tuple[Line, ...]:
    """The first lines; of those that follow one another in time the last."""
    return table.lines[-MOST_BARS:] if table.lines and table.lines[-1].short else table.lines[:MOST_BARS]


def _labels(found: Sequence[Line], wide: float) -> list[dict[str, Any]]:
    """What stands below each value: short, and none where the one before needs the room."""
    every = ceil(3 * LETTER / wide) if found and found[-1].short else 1
    return [
        {"middle": round(at * wide + wide / 2, 1), "foot": HEIGHT + 18,
         "name": (line.short if at % every == 0 else "") if line.short else line.name[: max(2, int(wide / LETTER))]}
        for at, line in enumerate(found)
    ]  # fmt: skip


def towns(table: Table, rows: Mapping[str, str] | None = None) -> dict[str, Any] | None:
    """The towns of the table's lines as a map."""
    return shown.drawn({line.key: line.total for line in table.lines if line.key}, write=_written, rows=rows)


def _written(number: Any) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


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
