"""A spreadsheet as people have it, opened as one plain table: header, rows, and what was left out and why.

It must not know the fields of any ledger, nor who imports; cells are handed on as the file holds them.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from anlan.kit.imports import delimited, guard, layout
from anlan.kit.imports.cells import Cell, as_text, fold, is_blank
from anlan.kit.imports.context import Context
from anlan.kit.imports.layout import Layout, Merge
from anlan.kit.imports.refusal import Refused, broken
from anlan.kit.imports.sheetscan import MAX_AREA, column_letters
from anlan.kit.imports.sieve import Sieve

# Every visible sheet with the same header as the first, read one after another.
ALL_SHEETS = "*"
_SAME_AS_ABOVE = frozenset({"同上", "〃", "″", "〞", "同 上"})
_KEPT_DROPPED = 200
_MOST_MERGES = 300_000


@dataclass(frozen=True)
class SheetInfo:
    """One sheet. ``same_shape``: its header equals that of the sheet that is read. ``rows``: below the header."""

    name: str
    hidden: bool
    rows: int
    header_row: tuple[int, int] | None
    headers: tuple[str, ...]
    same_shape: bool


@dataclass(frozen=True)
class DroppedRow:
    """A row that is no record. ``reason`` is a key of ``sieve.REASONS``."""

    sheet: str
    row: int
    reason: str
    text: str


class _CalamineSource:
    def __init__(self, sheet: CalamineSheet, hidden: bool) -> None:
        self._sheet = sheet
        self.name, self.hidden = sheet.name, hidden
        self.height = 0 if sheet.end is None else sheet.end[0] + 1
        self.merges: list[Merge] = sheet.merged_cell_ranges or []

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        # The library leaves out the empty columns on the left, but not the empty rows above.
        pad: list[Cell] = [""] * (0 if self._sheet.start is None else self._sheet.start[1])
        for number, cells in enumerate(self._sheet.iter_rows()):
            yield number, [*pad, *cells] if pad else list(cells)


class _TextSource:
    hidden = False

    def __init__(self, path: Path, encoding: str, name: str) -> None:
        self._path, self._encoding, self.name = path, encoding, name
        self.merges: list[Merge] = []
        self.height = sum(1 for _row in delimited.rows(path, encoding))

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        for number, (_line, cells) in enumerate(delimited.rows(self._path, self._encoding)):
            yield number, list(cells)


_Source = _CalamineSource | _TextSource


@dataclass
class Table:
    """An opened table.

    ``sheet``: name of the sheet (the first, when several are read); ``header_row``: first and last row of the header,
    1-based; ``headers``: one distinct name a column, the levels of a header of several rows joined by ``/``;
    ``column_letters``: where each stands in the sheet. ``dropped`` and ``filled_down`` are complete only once
    the rows have been read; reading them again counts anew.
    """

    facts: guard.Facts
    sheet: str
    sheets: list[SheetInfo]
    titles: tuple[str, ...]
    year_hint: int | None
    unit_hint: str
    header_row: tuple[int, int]
    headers: list[str]
    column_letters: list[str]
    notes: list[str]
    _parts: list[tuple[_Source, Layout]] = field(repr=False)
    dropped: Counter[str] = field(default_factory=Counter)
    dropped_rows: list[DroppedRow] = field(default_factory=list)
    filled_down: Counter[str] = field(default_factory=Counter)

    @property
    def title_text(self) -> str:
        return "\n".join(self.titles)

    @property
    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """(1-based row number in its sheet, cells in the order of ``headers``)."""
        for _sheet, number, cells in self.rows_by_sheet():
            yield number, cells

    def rows_by_sheet(self) -> Iterator[tuple[str, int, list[Cell]]]:
        self.dropped.clear()
        self.dropped_rows.clear()
        self.filled_down.clear()
        for source, found in self._parts:
            for number, cells in self._records(source, found):
                yield source.name, number + 1, cells

    def context(self, default_year: int | None = None) -> Context:
        """What a converter has to know of the table: the title's year (else the default) and the date system."""
        return Context(self.year_hint or default_year, self.facts.date_1904)

    def _records(self, source: _Source, found: Layout) -> Iterator[tuple[int, list[Cell]]]:
        sieve = Sieve(found)
        merges = _Merges(source.merges, found)
        columns, size = found.columns, len(found.columns)
        whole = columns == tuple(range(size))
        previous: list[Cell] = [None] * size
        for number, row in source.rows():
            if number <= found.last:
                continue
            if whole and len(row) == size:
                cells = row
            else:
                cells = [row[column] if column < len(row) else None for column in columns]
            reason = sieve.reason(cells, merges.widest.get(number, 1))
            merges.begin(number, cells)
            if reason is not None:
                self._drop(source.name, number, reason, cells)
                continue
            for place, value in merges.continued(number):
                if is_blank(cells[place]):
                    cells[place] = value
                    self.filled_down[self.headers[place]] += 1
            for place, cell in enumerate(cells):
                if cell in _SAME_AS_ABOVE and not is_blank(previous[place]):
                    cells[place] = previous[place]
                    self.filled_down[self.headers[place]] += 1
            previous = cells
            yield number, cells

    def _drop(self, sheet: str, number: int, reason: str, cells: list[Cell]) -> None:
        self.dropped[reason] += 1
        if reason != "blank" and len(self.dropped_rows) < _KEPT_DROPPED:
            text = " ".join(as_text(cell, lines=False) for cell in cells if not is_blank(cell))
            self.dropped_rows.append(DroppedRow(sheet, number + 1, reason, text[:120]))


class _Merges:
    """Merged cells below the header: a value is carried down its column, never sideways."""

    def __init__(self, merges: Sequence[Merge], found: Layout) -> None:
        place_of = {column: place for place, column in enumerate(found.columns)}
        self.widest: dict[int, int] = {}
        self._starts: dict[int, list[tuple[int, int]]] = {}
        self._open: dict[int, tuple[int, Cell]] = {}
        for (top, left), (bottom, right) in merges:
            if top <= found.last:
                continue
            if right > left:
                covered = sum(left <= column <= right for column in found.columns)
                for row in range(top, min(bottom, top + 50) + 1):
                    self.widest[row] = max(self.widest.get(row, 1), covered)
            if bottom > top and left in place_of:
                self._starts.setdefault(top, []).append((place_of[left], bottom))

    def begin(self, row: int, cells: list[Cell]) -> None:
        for place, bottom in self._starts.get(row, ()):
            self._open[place] = (bottom, cells[place])

    def continued(self, row: int) -> list[tuple[int, Cell]]:
        if not self._open:
            return []
        self._open = {place: (bottom, value) for place, (bottom, value) in self._open.items() if bottom >= row}
        return [(place, value) for place, (_bottom, value) in self._open.items()]


def open_table(path: Path, sheet: str | int | None = None, *, name: str = "", known: Collection[str] = ()) -> Table:
    """Inspect (``guard.inspect``) and open a file; ``Refused`` if it is no table.

    ``sheet``: a name, a position from 0, ``ALL_SHEETS``, or None for the first visible sheet with a header and rows
    (the one with the most known headings where ``known``, names and synonyms of fields, is given).
    ``name``: the file's name as sent, where it is stored under another.
    """
    facts = guard.inspect(path, name)
    name = name or path.name
    sources = _sources(path, facts, name)
    words = frozenset(map(fold, known))
    layouts = [_layout(source, words) for source in sources]
    chosen = _choose(sources, layouts, sheet, words)
    found = layouts[chosen]
    if found is None:
        raise Refused(_("工作表“%(sheet)s”没有找到表头。请在前 10 行内写一行列名。") % {"sheet": sources[chosen].name})
    same = [_same_shape(found, other) for other in layouts]
    parts = [(sources[chosen], found)]
    if sheet == ALL_SHEETS:
        all_three = zip(sources, layouts, same, strict=True)
        parts = [(source, other) for source, other, alike in all_three if alike and other and not source.hidden]
    infos = list(map(_info, sources, layouts, same))
    table = Table(
        facts=facts,
        sheet=sources[chosen].name,
        sheets=infos,
        titles=found.titles,
        year_hint=layout.year_in([*found.titles, sources[chosen].name, Path(name).stem]),
        unit_hint=layout.unit_in(found.titles),
        header_row=(found.first + 1, found.last + 1),
        headers=list(found.headers),
        column_letters=[column_letters(column + 1) for column in found.columns],
        notes=_notes(facts, infos, len(parts)),
        _parts=parts,
    )
    if next(table.rows, None) is None:
        raise Refused(_("工作表“%(sheet)s”只有表头，没有数据行。") % {"sheet": table.sheet})
    return table


def _sources(path: Path, facts: guard.Facts, name: str) -> list[_Source]:
    if facts.kind == "csv":
        return [_TextSource(path, facts.encoding, Path(name).stem)]
    try:
        sources = _calamine_sources(path)
    except (CalamineError, ValueError, OSError) as error:
        raise broken() from error
    except BaseException as error:
        # The reader is written in Rust; where it gives up in a panic, Python sees an exception that is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise broken() from error
    if not sources:
        raise Refused(_("文件里没有工作表。"))
    return sources


def _calamine_sources(path: Path) -> list[_Source]:
    sources: list[_Source] = []
    area = 0
    book = CalamineWorkbook.from_path(path)
    for metadata in book.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(metadata.name)
        # Each sheet may be as large as the inspection allows; all of them together no larger.
        area += sheet.height * sheet.width
        if area > MAX_AREA or len(sheet.merged_cell_ranges or ()) > _MOST_MERGES:
            raise Refused(_("文件里的工作表合起来太大。请分成几个文件。"))
        sources.append(_CalamineSource(sheet, metadata.visible != SheetVisibleEnum.Visible))
    return sources


def _layout(source: _Source, known: frozenset[str]) -> Layout | None:
    sample: list[list[Cell]] = []
    for _number, cells in source.rows():
        sample.append(cells)
        if len(sample) >= layout.SAMPLE_ROWS:
            break
    return layout.find(sample, source.merges, known)


def _choose(
    sources: Sequence[_Source], layouts: Sequence[Layout | None], sheet: str | int | None, known: frozenset[str]
) -> int:
    names = [source.name for source in sources]
    if isinstance(sheet, int):
        if 0 <= sheet < len(sources):
            return sheet
    elif sheet in names:
        return names.index(sheet)
    elif sheet is None or sheet == ALL_SHEETS:
        visible = [place for place, source in enumerate(sources) if source.height and not source.hidden]
        if not visible:
            raise Refused(_("文件里的工作表都是空的或隐藏的。"))
        return max(visible, key=lambda place: (*_promise(sources[place], layouts[place], known), -place))
    raise Refused(_("没有工作表“%(sheet)s”。文件里有：%(names)s。") % {"sheet": sheet, "names": "、".join(names)})


def _promise(source: _Source, found: Layout | None, known: frozenset[str]) -> tuple[bool, bool, int]:
    """How good a sheet is to begin with: it has a header, rows, and headings that are known."""
    if found is None:
        return (False, False, 0)
    hits = sum(fold(part) in known for name in found.headers for part in (name, name.rpartition("/")[2]))
    return (True, source.height > found.last + 1, hits)


def _same_shape(one: Layout | None, other: Layout | None) -> bool:
    return one is not None and other is not None and list(map(fold, one.headers)) == list(map(fold, other.headers))


def _info(source: _Source, found: Layout | None, alike: bool) -> SheetInfo:
    rows = source.height - (found.last + 1 if found else 0)
    header_row = (found.first + 1, found.last + 1) if found else None
    return SheetInfo(source.name, source.hidden, max(rows, 0), header_row, found.headers if found else (), alike)


def _notes(facts: guard.Facts, infos: Sequence[SheetInfo], read: int) -> list[str]:
    notes = []
    hidden = [info.name for info in infos if info.hidden and info.rows]
    if hidden:
        notes.append(_("隐藏的工作表没有读：%(names)s。") % {"names": "、".join(hidden)})
    others = sum(info.same_shape and not info.hidden for info in infos) - read
    if others > 0:
        notes.append(_("另有 %(count)d 张工作表的表头相同，可以一起导入。") % {"count": others})
    for sheet, count in facts.hidden_rows.items():
        notes.append(_("工作表“%(sheet)s”有 %(count)d 行被隐藏或筛掉，也已读入。") % {"sheet": sheet, "count": count})
    if facts.results:
        notes.append(_("有 %(count)d 个求和、计数等公式，按文件里存的结果读入。") % {"count": facts.results})
    if facts.pictures:
        notes.append(_("有 %(count)d 个单元格是图片，没有读入；图片请在记录里上传。") % {"count": facts.pictures})
    return notes
