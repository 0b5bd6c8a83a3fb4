"""All tags of a report answered for one person: every figure and table of it is planned first, then asked at once.

It must not know Word, pages or where answers are kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import DateField
from django.utils.translation import gettext as _

from anlan.base.people import access
from anlan.kit.ledger.columns import Column as LedgerColumn
from anlan.kit.ledger.columns import describe
from anlan.kit.ledger.lists import joined
from anlan.reports.checks import reconciling
from anlan.reports.checks.reconciling import Finding, Mention
from anlan.reports.figures import counting, splitting
from anlan.reports.figures.addresses import opening
from anlan.reports.figures.counting import Ask, Value
from anlan.reports.figures.declaration import Counted
from anlan.reports.papers import meaning, wording
from anlan.reports.papers.meaning import Annex, Figure, Grid, Nothing, Said
from anlan.reports.papers.setting import Setting
from anlan.reports.papers.tags import Tag
from anlan.reports.papers.word import Paragraph, Sheet
from anlan.reports.shown import ranking

CHUNK = 2000


@dataclass(frozen=True)
class Shown:
    """What stands in the place of a tag within a sentence. ``why`` says why there is no number."""

    text: str
    value: Value | None = None
    ask: Ask | None = None
    address: str = ""
    why: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell of a table, with the rows behind it."""

    text: str
    address: str = ""
    value: Value | None = None


@dataclass(frozen=True)
class Table:
    """A table of figures, or an annex whose ``rows`` are read only when it is written."""

    heads: tuple[str, ...]
    lines: tuple[tuple[Cell, ...], ...] = ()
    annex: Annex | None = None
    count: int = 0
    why: str = ""


Answer = Shown | Table


@dataclass
class Answers:
    """The answers of a report by tag, what does not fit, and the tags that ask for nothing."""

    of: dict[Tag, Answer] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    nothing: dict[Tag, Nothing] = field(default_factory=dict)
    values: Mapping[Ask, Value] = field(default_factory=dict)


def tags_of(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Tag, Paragraph]]:
    """Every tag with its paragraph, in order."""
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if isinstance(piece, Tag):
                yield piece, paragraph


def answered(paragraphs: Sequence[Paragraph], setting: Setting, user: Any) -> Answers:
    """What every tag comes to; ``user`` None is the bureau itself."""
    with counting.looking_up_once():
        return _answered(paragraphs, setting, user)


def _answered(paragraphs: Sequence[Paragraph], setting: Setting, user: Any) -> Answers:
    made = Answers()
    meant = {tag: meaning.of(tag, setting) for tag, _paragraph in tags_of(paragraphs)}
    mentions = [
        Mention(one.ask, _where(paragraph))
        for tag, paragraph in tags_of(paragraphs)
        if isinstance(one := meant[tag], Figure)
    ]
    told = splitting.reckon(_wanted(meant.values(), mentions), _splits(meant.values()), user)
    made.values = told.values
    grids = {tag: _split(one, told) for tag, one in meant.items() if isinstance(one, Grid)}
    for tag, one in meant.items():
        if isinstance(one, Nothing):
            made.nothing[tag] = one
            made.of[tag] = Shown(tag.text, why=one.sentence)
        elif isinstance(one, Said):
            made.of[tag] = Shown(one.text)
        elif isinstance(one, Figure):
            made.of[tag] = _shown(one, made.values, user)
        elif isinstance(one, Grid):
            made.of[tag] = _table(one, grids[tag], made.values)
        else:
            made.of[tag] = _annexed(one, user)
    made.findings = [*reconciling.findings(mentions, made.values), *_sums(meant, grids, made.values, paragraphs)]
    made.findings += reconciling.apart(_mentioned(meant, paragraphs), made.values)
    return made


def _mentioned(meant: Mapping[Tag, meaning.Meaning], paragraphs: Sequence[Paragraph]) -> Iterator[Mention]:
    """Every figure that the report says or holds one against, and the totals of its tables."""
    for tag, paragraph in tags_of(paragraphs):
        one = meant[tag]
        asks = [one.ask, *(ask for _word, ask in one.against)] if isinstance(one, Figure) else []
        asks += [column.ask for column in one.columns if one.total] if isinstance(one, Grid) else []
        yield from (Mention(ask, _where(paragraph)) for ask in asks)


def _wanted(meant: Iterable[meaning.Meaning], mentions: Sequence[Mention]) -> Iterator[Ask]:
    """Every figure of the report: in its sentences, in its tables by time and their totals, and what checks need."""
    for one in meant:
        if isinstance(one, Figure):
            yield one.ask
            yield from (ask for _word, ask in one.against)
        elif isinstance(one, Grid):
            for column in one.columns:
                if one.total:
                    yield column.ask
                if one.by in meaning.BY_TIME:
                    yield from splitting.steps(column.ask, meaning.BY_TIME[one.by])
    yield from reconciling.wanted(mentions)


def _splits(meant: Iterable[meaning.Meaning]) -> Iterator[tuple[Ask, str]]:
    for one in meant:
        if isinstance(one, Grid) and one.by not in meaning.BY_TIME:
            yield from ((column.ask, one.by) for column in one.columns)


def _where(paragraph: Paragraph) -> str:
    text = paragraph.text.strip()
    return text if len(text) <= 40 else text[:40] + "…"


def _shown(one: Figure, values: Mapping[Ask, Value], user: Any) -> Shown:
    value = values[one.ask]
    text = wording.roughly(value) if one.rough else wording.number_of(value, one.places)
    if one.with_unit and value.number is not None:
        text += value.unit or _unit_of(one.ask, user)
    for word, ask in one.against:
        text += "，" + wording.against(value, values[ask], word, absolute=one.stepwise)
    return Shown(text, value, one.ask, opening(one.ask, value), value.why)


def _unit_of(ask: Ask, user: Any) -> str:
    """What its rows say they are measured in, where all say the same."""
    one = ask.indicator
    if not isinstance(one, Counted) or not one.facts.unit_in:
        return ""
    _one, _ledger, rows = counting.opened(ask, user)[0]
    said = [] if rows is None else list(rows.order_by().values_list(one.facts.unit_in, flat=True).distinct()[:2])
    return str(said[0]) if len(said) == 1 else ""


Split = dict[Any, tuple[str, dict[int, Value], dict[int, Ask]]]


def _split(grid: Grid, told: splitting.Reckoned) -> Split:
    """Key of a line → its name, the value and the question of each column."""
    found: Split = {}
    for number, column in enumerate(grid.columns):
        if grid.by in meaning.BY_TIME:
            for ask in splitting.steps(column.ask, meaning.BY_TIME[grid.by]):
                _name, values, asks = found.setdefault(ask.period, (ask.period.label, {}, {}))
                values[number], asks[number] = told.values[ask], ask
        else:
            for part in told.parts[column.ask, grid.by]:
                _name, values, asks = found.setdefault(part.key, (part.name, {}, {}))
                values[number] = part.value
                asks[number] = column.ask.within(grid.by, part.name)
    return found


def _table(grid: Grid, split: Split, values: Mapping[Ask, Value]) -> Table:
    lines = list(split.values())
    if grid.by not in meaning.BY_TIME:
        lines.sort(key=lambda line: _order(line[1].get(0), rising=grid.rising))
    heads = (_("名次"),) if grid.ranked else ()
    made: list[tuple[Cell, ...]] = []
    for rank, (name, numbers, asks) in zip(_ranks(lines), lines, strict=True):
        if grid.first and len(made) >= grid.first:
            break
        cells = [_cell(numbers.get(n), asks.get(n), column.ask) for n, column in enumerate(grid.columns)]
        made.append((*([Cell(rank)] if grid.ranked else []), Cell(name), *cells))
    if grid.total:
        made.append((Cell(_("合计")), *(_cell(values[column.ask], column.ask, column.ask) for column in grid.columns)))
    return Table(
        (*heads, grid.by if grid.by not in meaning.BY_TIME else _("时段"), *(c.title for c in grid.columns)),
        tuple(made),
    )


def _cell(value: Value | None, ask: Ask | None, whole: Ask) -> Cell:
    if value is None or ask is None:
        nothing = counting.answer(whole, None) if isinstance(whole.indicator, Counted) else None
        return Cell(nothing.digits if nothing is not None else counting.DASH, value=nothing)
    return Cell(value.digits, opening(ask, value), value)


def _order(value: Value | None, *, rising: bool) -> tuple[bool, Any]:
    if value is None or value.number is None:
        return (True, 0)
    return (False, value.number if rising else -value.number)


def _ranks(lines: Sequence[tuple[str, dict[int, Value], dict[int, Ask]]]) -> list[str]:
    """Equal figures share a rank; who has none has no rank."""
    numbers = (value.number if (value := values.get(0)) is not None else None for _name, values, _asks in lines)
    return [counting.DASH if place is None else str(place) for place in ranking.places(numbers)]


def _sums(
    meant: Mapping[Tag, meaning.Meaning],
    grids: Mapping[Tag, Split],
    values: Mapping[Ask, Value],
    paragraphs: Sequence[Paragraph],
) -> list[Finding]:
    """Where the lines of a table do not come to its total."""
    made: list[Finding] = []
    where = {tag: _where(paragraph) for tag, paragraph in tags_of(paragraphs)}
    for tag, one in meant.items():
        if isinstance(one, Grid) and one.total:
            for number, column in enumerate(one.columns):
                parts = [line[1][number] for line in grids[tag].values() if number in line[1]]
                made += reconciling.sums_up(column.ask, parts, values[column.ask], where[tag])
    return made


def _annexed(annex: Annex, user: Any) -> Table:
    columns = annex_columns(annex)
    heads = (_("序号"), *(str(column.label) for column in columns))
    rows = annex_rows(annex, user)
    if rows is None:
        return Table(heads, annex=annex, why=_("您没有导出台账“%(ledger)s”的权限。") % {"ledger": annex.ledger.title})
    return Table(heads, annex=annex, count=min(rows.count(), annex.first))


def annex_columns(annex: Annex) -> tuple[LedgerColumn, ...]:
    """Those asked for, else what the ledger's list shows; a day as it is, not as it looks from today (还剩 7 天)."""
    listed = {column.name: column for column in annex.ledger.listed}
    dated = {item.name for item in annex.ledger.model._meta.concrete_fields if isinstance(item, DateField)}
    return tuple(
        listed[name] if name in listed and name not in dated else describe(annex.ledger.model, name)
        for name in annex.columns or tuple(listed)[:7]
    )


def annex_rows(annex: Annex, user: Any) -> Any:
    """The rows, oldest first; None where the person may not take them out of the bureau."""
    if user is not None and not access.can(user, f"{annex.ledger.code}.export"):
        return None
    _one, _ledger, rows = counting.opened(annex.ask, user)[0]
    if rows is None:
        return None
    on = counting.counted(annex.ask).on
    sign = "-" if not annex.rising and annex.first < meaning.ANNEX_MOST else ""
    return rows.order_by(*([f"{sign}{on}"] if on else []), f"{sign}pk")


def annex_lines(annex: Annex, user: Any) -> Iterator[list[str]]:
    """The cells of each row, masked as the list masks them."""
    rows = annex_rows(annex, user)
    if rows is None:
        return
    columns = annex_columns(annex)
    masks = [annex.ledger.masked.get(column.name) for column in columns]
    found = joined(rows, annex.ledger, columns, lean=True)[: annex.first]
    for number, row in enumerate(found.iterator(chunk_size=CHUNK), 1):
        texts = (column.text(row) for column in columns)
        yield [str(number), *(mask(text) if mask and text else text for mask, text in zip(masks, texts, strict=True))]


def sheet(table: Table, user: Any) -> Sheet:
    """The table as Word takes it."""
    if table.annex is not None:
        return Sheet(table.heads, annex_lines(table.annex, user))
    return Sheet(table.heads, [[cell.text for cell in line] for line in table.lines])


__all__ = ["Answers", "Cell", "Shown", "Table", "answered", "sheet", "tags_of"]
