"""Where a sheet's header stands, in one to three rows, and what is written above it.

It must not know the fields of any ledger; words that are known to be headings may be handed in to decide close cases.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from anlan.kit.imports import units
from anlan.kit.imports.cells import Cell, as_text, fold, is_blank

Merge = tuple[tuple[int, int], tuple[int, int]]

# A header begins within the first fifteen rows: "the first ten" as people count them, blank rows not counted.
SEARCHED_ROWS = 15
SAMPLE_ROWS = 400
MAX_HEADER_ROWS = 3
_LONGEST_HEADING = 40
_SERIAL = frozenset({"序号", "序", "编号", "no", "no.", "行号", "项次", "顺序号"})
_NO_WORDS = re.compile(r"[\d.,:/%\-~+\s()年月日时分秒号￥¥*×√]*")
_BRACKETED = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_WHOLLY_BRACKETED = re.compile(r"[(（](?!\d+[)）])[^()（）]{1,20}[)）]")
_SENTENCE = re.compile(r"[。？！；;]")


@dataclass(frozen=True)
class Layout:
    """Rows and columns are 0-based. ``columns[i]`` is the sheet column of ``headers[i]``."""

    titles: tuple[str, ...]
    first: int
    last: int
    columns: tuple[int, ...]
    headers: tuple[str, ...]
    serial: int | None


@dataclass(frozen=True)
class _Spot:
    """One cell of the top rows: its text, whether it could be a heading, and the cell that its merge begins at."""

    text: str
    heading: bool
    plain: bool
    origin: tuple[int, int]


_Row = list[_Spot]


def find(rows: Sequence[Sequence[Cell]], merges: Sequence[Merge], known: frozenset[str] = frozenset()) -> Layout | None:
    """The layout of a sheet from its first ``SAMPLE_ROWS`` rows; None if no row looks like a header.

    ``known`` are folded heading names (``cells.fold``).
    """
    width = max((len(row) for row in rows), default=0)
    top = _spots(rows[: SEARCHED_ROWS + MAX_HEADER_ROWS], merges, width)
    best = _best(top[:SEARCHED_ROWS], known)
    if best is None:
        return None
    first, last = _extend(top, best)
    headers = _headers(top, first, last, width)
    used = _used_columns(rows[last + 1 :], width)
    owned = {column for column in range(width) if headers[column] and _owned(top, first, last, column)}
    columns = tuple(column for column in range(width) if column in owned or column in used)
    serial = next((column for column in columns if fold(headers[column]) in _SERIAL), None)
    names = _distinct([headers[column] or f"第{column + 1}列" for column in columns])
    return Layout(_titles(top[:first]), first, last, columns, tuple(names), serial)


def _spots(rows: Sequence[Sequence[Cell]], merges: Sequence[Merge], width: int) -> list[_Row]:
    grid = [
        [_spot(row[column] if column < len(row) else None, (number, column)) for column in range(width)]
        for number, row in enumerate(rows)
    ]
    for (top, left), (bottom, right) in merges:
        if top < len(grid) and left < width:
            spot = grid[top][left]
            for number in range(top, min(bottom + 1, len(grid))):
                grid[number][left : right + 1] = [spot] * (min(right + 1, width) - left)
    return grid


def _spot(cell: Cell, place: tuple[int, int]) -> _Spot:
    if is_blank(cell):
        return _Spot("", False, True, place)
    text = as_text(cell, lines=False)
    plain = isinstance(cell, str)
    heading = (
        plain
        and len(text) <= _LONGEST_HEADING
        and not _NO_WORDS.fullmatch(text)
        and not _SENTENCE.search(text)
        and not _is_remark(text)
    )
    return _Spot(text, heading, plain, place)


def _is_remark(text: str) -> bool:
    """``填报人：王某`` says something about the sheet; ``级别（1：低）`` does not."""
    bare = _BRACKETED.sub("", text)
    return "：" in bare or ":" in bare


def _best(rows: list[_Row], known: frozenset[str]) -> int | None:
    """The first row that looks nearly as much like a header as the one that looks most like it.

    Where a row holds two known headings or more, only rows with at least half as many are considered.
    """
    hits = [len({fold(spot.text) for spot in row} & known) for row in rows]
    wanted = max(hits, default=0) / 2 if max(hits, default=0) > 1 else 0
    scores = [_score(row, known) if hit >= wanted else 0.0 for row, hit in zip(rows, hits, strict=True)]
    highest = max(scores, default=0.0)
    if highest < 1:
        return None
    return next(number for number, score in enumerate(scores) if score >= max(1.0, 0.6 * highest))


def _score(row: _Row, known: frozenset[str]) -> float:
    """How much a row looks like a header: distinct headings count for it, numbers and sentences against it."""
    score, seen = 0.0, set()
    for spot in row:
        if not spot.text or spot.origin in seen:
            continue
        seen.add(spot.origin)
        if not spot.heading:
            score -= 0.5 if spot.plain else 1.0
            continue
        folded = fold(spot.text)
        score += 1.0 + 2.0 * (folded in known) + 2.0 * (folded in _SERIAL)
    return score


def _extend(top: list[_Row], best: int) -> tuple[int, int]:
    first = last = best
    while last - first + 1 < MAX_HEADER_ROWS and first > 0 and _joins(top[first - 1], top[first]):
        first -= 1
    while last - first + 1 < MAX_HEADER_ROWS and last + 1 < len(top) and _joins(top[last], top[last + 1]):
        last += 1
    return first, last


def _joins(upper: _Row, lower: _Row) -> bool:
    """Whether ``lower`` continues a header: each of its own cells stands under a group named in ``upper``."""
    own = [
        column
        for column, spot in enumerate(lower)
        if spot.text and spot.origin != upper[column].origin and spot.text != upper[column].text
    ]
    if not own or not all(lower[column].heading for column in own):
        return False
    if all(_WHOLLY_BRACKETED.fullmatch(lower[column].text) and upper[column].heading for column in own):
        return True
    groups = _groups(upper, set(own))
    if any(column not in groups for column in own):
        return False
    members: dict[int, int] = {}
    for column in own:
        members[groups[column]] = members.get(groups[column], 0) + 1
    whole = len({spot.origin for spot in upper if spot.text}) == 1
    return max(members.values()) >= 2 and not whole


def _groups(upper: _Row, own: set[int]) -> dict[int, int]:
    """Column → first column of the group heading above it, for columns under a heading wider than one column.

    A heading is as wide as its merge; without merges it reaches over the blanks to its right that have a heading below.
    """
    groups: dict[int, int] = {}
    start: int | None = None
    for column, spot in enumerate(upper):
        if spot.text:
            merged = spot.origin[1] != column or (column + 1 < len(upper) and upper[column + 1].origin == spot.origin)
            reaches = column + 1 < len(upper) and not upper[column + 1].text and column + 1 in own
            start = (spot.origin[1] if merged else column) if spot.heading and (merged or reaches) else None
        if start is not None and column in own:
            groups[column] = start
        elif not spot.text:
            start = None
    return groups


def _headers(top: list[_Row], first: int, last: int, width: int) -> list[str]:
    parts: list[list[str]] = [[] for _column in range(width)]
    for number in range(first, last + 1):
        groups = _groups(top[number], _headed(top[number + 1])) if number < last else {}
        for column, spot in enumerate(top[number]):
            text = spot.text or (top[number][groups[column]].text if column in groups else "")
            if text and (spot.heading or number == last or not spot.text) and text not in parts[column][-1:]:
                parts[column].append(text)
    return [_joined(part) for part in parts]


def _joined(levels: list[str]) -> str:
    """整改情况/完成时间; a level that is only a remark or a unit in brackets belongs to the one above: 资金（万元）."""
    name = ""
    for level in levels:
        name += level if not name or _WHOLLY_BRACKETED.fullmatch(level) else f"/{level}"
    return name


def _headed(row: _Row) -> set[int]:
    return {column for column, spot in enumerate(row) if spot.text}


def _owned(top: list[_Row], first: int, last: int, column: int) -> bool:
    """Whether a heading begins in this column; a column that only lies under a wide heading owns none."""
    return any(
        top[number][column].text and top[number][column].origin[1] == column for number in range(first, last + 1)
    )


def _used_columns(rows: Sequence[Sequence[Cell]], width: int) -> set[int]:
    return {column for column in range(width) if any(column < len(row) and not is_blank(row[column]) for row in rows)}


def _distinct(names: list[str]) -> list[str]:
    """Second and later headings of one name are numbered, so that each names one column."""
    times: dict[str, int] = {}
    result = []
    for name in names:
        times[name] = times.get(name, 0) + 1
        result.append(name if times[name] == 1 else f"{name}({times[name]})")
    return result


def _titles(rows: list[_Row]) -> tuple[str, ...]:
    """One line for each row above the header that says anything."""
    lines = []
    for row in rows:
        texts = {spot.origin: spot.text for spot in row if spot.text}
        if texts:
            lines.append(" ".join(texts.values()))
    return tuple(dict.fromkeys(lines))


_YEAR = r"(?<!\d)(19[5-9]\d|20\d{2})"
_YEAR_SAID = re.compile(_YEAR + r"\s*年")
_YEAR_BARE = re.compile(_YEAR + r"(?!\d)")
_YEARS = re.compile(_YEAR + r"\s*年?\s*[-—–~～至到]\s*(?:19|20)\d{2}")
_UNIT_SAID = re.compile(r"单位[:：]\s*([^\s、，,;；）)]{1,5})")


def year_in(lines: Sequence[str]) -> int | None:
    """The year of the first line that names exactly one (2022年 before a bare 2022); 2021—2022年度 names none."""
    for pattern in (_YEAR_SAID, _YEAR_BARE):
        for line in lines:
            years = set(pattern.findall(line))
            if len(years) == 1 and not _YEARS.search(line):
                return int(years.pop())
    return None


def unit_in(lines: Sequence[str]) -> str:
    """What stands behind 单位： above the table, if it is a unit of measure."""
    for line in lines:
        for said in _UNIT_SAID.findall(line):
            if units.known(said):
                return str(said)
    return ""
