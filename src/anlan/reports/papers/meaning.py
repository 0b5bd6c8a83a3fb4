"""What a tag of a template asks for: words, a figure, a table or an annex; or why it asks for nothing.

Reads the catalogue of indicators and the names of dimensions' values; counts nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from anlan.base.periods import Period, PeriodKind
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledger_by_code, ledgers
from anlan.reports.figures import counting, registry, splitting
from anlan.reports.figures.counting import Ask
from anlan.reports.figures.declaration import Counted, Indicator, Norm, Waiting
from anlan.reports.figures.dimensions import UnknownValue
from anlan.reports.papers import setting as told
from anlan.reports.papers import spans
from anlan.reports.papers.setting import Setting
from anlan.reports.papers.tags import EACH, Given, Named, Tag
from anlan.subjects.campaigns.models import Campaign

SPLIT, MAY_LACK = "分列", "可缺"
FIGURE_OPTIONS = ("时段", "同比", "环比", "约", "带单位", "小数", SPLIT, "前", MAY_LACK)
TABLE_OPTIONS = {
    "表": ("按", "前", "时段", "合计", "序"),
    "排名": ("按", "前", "时段", "序"),
    "附表": ("列", "前", "时段", "序"),
    EACH: ("按", "前", "时段"),
}
YES, NO, STEP = "是", "否", "增减"
BY_TIME = {"月": PeriodKind.MONTH, "季": PeriodKind.QUARTER, "周": PeriodKind.WEEK, "日": PeriodKind.DAY}
ANNEX_MOST = 20_000
EACH_MOST = 12  # parts of 分列, paragraphs of 逐项, where 前 says nothing
SINCE = "行动以来"
PLACE = "属地"


class Wrong(ValueError):
    """A tag means nothing here; the message is a sentence."""


class Lacking(Exception):
    """A tag needs what the report was not given: 专项, 属地 or 事件."""


@dataclass(frozen=True)
class Said:
    """A word of the report: 年, 单位, 同期."""

    text: str


@dataclass(frozen=True)
class Figure:
    """A number within a sentence; ``against`` are the words and questions that it is compared with."""

    ask: Ask
    against: tuple[tuple[str, Ask], ...] = ()
    stepwise: bool = False  # 增加3起 rather than 上升12%
    rough: bool = False
    with_unit: bool = False
    places: int | None = None


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    title: str
    ask: Ask


@dataclass(frozen=True)
class Grid:
    """A table or ranking of figures, split by a dimension or by time."""

    columns: tuple[Column, ...]
    by: str
    ranked: bool = False
    first: int = 0
    rising: bool = False
    total: bool = True


@dataclass(frozen=True)
class Annex:
    """The rows that an indicator counts, or those of a ledger within the period."""

    ask: Ask
    ledger: Ledger = field(compare=False)
    columns: tuple[str, ...] = ()
    first: int = ANNEX_MOST
    rising: bool = False


@dataclass(frozen=True)
class Nothing:
    """Why the tag asks for nothing; ``needs`` names what the report was not given."""

    sentence: str
    needs: str = ""


Meaning = Said | Figure | Grid | Annex | Nothing


def of(tag: Tag, setting: Setting) -> Meaning:
    """What the tag asks for in this report."""
    if tag.wrong:
        return Nothing(tag.wrong)
    try:
        if tag.block == "附表":
            return _annex(tag, setting)
        if tag.block:
            grid = _grid(tag, setting)
            return Said("") if tag.block == EACH else grid
        return _inline(tag.names[0], setting)
    except Lacking as lacking:
        name = str(lacking)
        return Nothing(_("这份报告没有选定%(name)s。") % {"name": name}, needs=name)
    except UnknownValue as unknown:
        allowed = not tag.block and (MAY_LACK, YES) in tag.names[0].given
        return Said(_("无")) if allowed else Nothing(str(unknown))
    except (Wrong, ValueError) as wrong:
        return Nothing(str(wrong))


def _inline(named: Named, setting: Setting) -> Meaning:
    known = told.words(setting)
    if named.name in known:
        if named.given:
            raise Wrong(_("“%(name)s”不带参数。") % {"name": named.name})
        text = known[named.name]
        if text is None:
            raise Lacking(named.name if named.name in ("专项", PLACE, told.EACH) else "事件")
        return Said(text)
    return _figure(named, setting)


def _figure(named: Named, setting: Setting) -> Figure:
    one = _indicator(named.name, tuple(told.words(setting)))
    options = _options(named, FIGURE_OPTIONS)
    ask = _ask(one, named.given, setting, FIGURE_OPTIONS)
    if SPLIT in options:
        _by(one, options[SPLIT])
    against: list[tuple[str, Ask]] = []
    stepwise = False
    for word, before in (("同比", ask.period.previous_year), ("环比", ask.period.previous)):
        choice = _choice(options, word, (YES, NO, STEP))
        if choice in (YES, STEP):
            against.append((word, ask.against(before())))
            stepwise = stepwise or choice == STEP
    places = options.get("小数")
    if places is not None and places not in ("0", "1", "2"):
        raise Wrong(_("“小数”可以是 0、1 或 2。"))
    return Figure(
        ask,
        tuple(against),
        stepwise,
        rough=_choice(options, "约", (YES, NO)) == YES,
        with_unit=bool(against) or _choice(options, "带单位", (YES, NO)) == YES,
        places=None if places is None else int(places),
    )


def _grid(tag: Tag, setting: Setting) -> Grid:
    allowed = TABLE_OPTIONS[tag.block]
    given = dict(tag.given)
    options = {name: given.pop(name) for name in allowed if name in given}
    columns = []
    for named in tag.names:
        inner = dict(named.given)
        one = _indicator(named.name)
        title = inner.pop("题", _titled(one, inner, setting))
        whole = {"时段": options["时段"]} | given | inner if "时段" in options else given | inner
        columns.append(Column(title, _ask(one, tuple(whole.items()), setting, ("时段",))))
    by = options.get("按", PLACE)
    for column in columns:
        _by(column.ask.indicator, by, () if tag.block == EACH else BY_TIME)
    return Grid(
        tuple(columns), by, tag.block == "排名", _number(options, "前", 0),
        rising=_choice(options, "序", ("升", "降")) == "升",
        total=tag.block == "表" and _choice(options, "合计", (YES, NO)) != NO,
    )  # fmt: skip


def _by(one: Indicator, by: str, times: Iterable[str] = ()) -> None:
    known = [*splitting.dimensions(one), *times]
    if by not in known:
        told_values = {"name": one.name, "by": by, "known": "、".join(known)}
        raise Wrong(_("“%(name)s”不能按“%(by)s”分，可以按%(known)s。") % told_values)


def parts_of(tag: Tag, setting: Setting) -> tuple[Ask, str, int] | None:
    """What a tag splits that is written part by part (逐项, 分列=): question, dimension, how many at most.

    None for other tags, and for one that means nothing.
    """
    try:
        if tag.block == EACH:
            grid = _grid(tag, setting)
            return grid.columns[0].ask, grid.by, grid.first or EACH_MOST
        options = dict(tag.names[0].given) if tag.names else {}
        if tag.block or SPLIT not in options:
            return None
        return _figure(tag.names[0], setting).ask, options[SPLIT], _number(options, "前", EACH_MOST)
    except (Wrong, Lacking, UnknownValue, ValueError):
        return None


def _annex(tag: Tag, setting: Setting) -> Annex:
    if len(tag.names) != 1:
        raise Wrong(_("附表只能写一个指标或一本台账。"))
    options = {name: text for name, text in tag.given if name in TABLE_OPTIONS["附表"]}
    one = _rows_of(tag.names[0].name)
    given = (*tag.names[0].given, *tag.given)
    ask = _ask(one, given, setting, TABLE_OPTIONS["附表"])
    leaves = list(counting.leaves(ask))
    if not leaves:
        raise Wrong(_("“%(name)s”没有可以列出的记录。") % {"name": one.name})
    ledger = ledger_by_code(counting.counted(leaves[0]).facts.ledger)
    return Annex(
        leaves[0], ledger, _columns(ledger, options.get("列", "")),
        _number(options, "前", ANNEX_MOST), _choice(options, "序", ("升", "降")) == "升",
    )  # fmt: skip


def _columns(ledger: Ledger, text: str) -> tuple[str, ...]:
    """Names of the columns that 列= asks for by their headings."""
    known = {str(column.label): column.name for column in (*ledger.entered, *ledger.imported, *ledger.listed)}
    wanted = [part.strip() for part in text.replace("，", ",").replace("、", ",").split(",") if part.strip()]
    for title in wanted:
        if title not in known:
            sentence = _("台账“%(ledger)s”没有“%(title)s”这一列") % {"ledger": ledger.title, "title": title}
            raise Wrong(sentence + _hint(title, known))
    return tuple(known[title] for title in wanted)


def _rows_of(name: str) -> Indicator:
    """An indicator by its name, or all rows of a ledger by its code or Chinese name."""
    for ledger in ledgers():
        if name in (ledger.code, ledger.title):
            facts = next(
                (one for one in registry.indicators() if isinstance(one, Counted) and one.facts.ledger == ledger.code),
                None,
            )
            if facts is None:
                raise Wrong(_("台账“%(ledger)s”还没有指标，不能按时段列出记录。") % {"ledger": ledger.title})
            whole = replace(facts.facts, where=type(facts.facts.where)())
            return whole.indicator(f"rows-{ledger.code}", ledger.title, str(ledger.unit), definition=ledger.title)
    return _indicator(name)


def _indicator(name: str, words: Iterable[str] = ()) -> Indicator:
    found = registry.by_name(name)
    if found is None:
        try:
            return registry.indicator(name)
        except Http404:
            names = [*registry.nearest(name), *get_close_matches(name, words, n=1, cutoff=0.7)]
        raise Wrong(_("没有名为“%(name)s”的指标") % {"name": name} + _hint_of(names))
    return found


def _ask(one: Indicator, given: Given, setting: Setting, options: Iterable[str]) -> Ask:
    """The question with its period and qualifiers, each looked up once. Raises ``Wrong`` and ``UnknownValue``."""
    known = splitting.dimensions(one)
    anything = isinstance(one, (Norm, Waiting))
    for name, _text in given:
        if name not in options and name not in known and not anything:
            raise Wrong(
                _("指标“%(name)s”没有参数“%(parameter)s”，可用：%(known)s。")
                % {"name": one.name, "parameter": name, "known": "、".join([*known, *options])}
            )
    qualifiers = [(name, _value(text, setting)) for name, text in given if name not in options]
    when = dict(given).get("时段")
    if when == SINCE:
        period = _since(dict(qualifiers).get("专项", ""), setting.span)
    else:
        period = setting.span if when is None else spans.of_tag(when, setting.span)
    if setting.narrowed and PLACE not in dict(qualifiers) and not anything:
        if PLACE not in known:
            sentence = _("指标“%(name)s”不能按属地统计，只能用在全县的报告里。") % {"name": one.name}
            raise UnknownValue(sentence) if (MAY_LACK, YES) in given else Wrong(sentence)
        qualifiers.append((PLACE, setting.narrowed))
    ask = Ask(one, period, tuple(qualifiers), compared=period.last < setting.span.first)
    _look_up(ask)
    return ask


def _since(name: str, span: Period) -> Period:
    """From the first day of a campaign to the last of the report, or its own."""
    if not name:
        raise Wrong(_("“时段=%(word)s”要和“专项=”一起写。") % {"word": SINCE})
    found = Campaign.objects.filter(Q(name=name) | Q(short_name=name)).order_by("-pk").first()
    if found is None or found.begins_on > span.last:
        return span
    return Period(found.begins_on, min(found.ends_on, span.last))


def _value(text: str, setting: Setting) -> str:
    found = setting.value(text)
    if found is None:
        raise Lacking(told.ASKED_FOR[text])
    return found


def _look_up(ask: Ask) -> None:
    if isinstance(ask.indicator, Norm):
        ask.indicator.read(ask.period, dict(ask.qualifiers))
    seen: set[tuple[str, str, str]] = set()
    for leaf in counting.leaves(ask):
        facts = counting.counted(leaf).facts
        for title, text in ask.qualifiers:
            if (facts.ledger, title, text) not in seen:
                seen.add((facts.ledger, title, text))
                counting.look_up(facts, title, text)


def _options(named: Named, names: Iterable[str]) -> dict[str, str]:
    return {name: text for name, text in named.given if name in names}


def _choice(options: dict[str, str], name: str, values: tuple[str, ...]) -> str:
    text = options.get(name, "")
    if text and text not in values:
        told_values = {"name": name, "values": "、".join(values), "text": text}
        raise Wrong(_("“%(name)s”可以写%(values)s，不能写“%(text)s”。") % told_values)
    return text


def _number(options: dict[str, str], name: str, default: int) -> int:
    text = options.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:6]) <= ANNEX_MOST:
        raise Wrong(_("“%(name)s”要写 1 到 %(most)d 的整数。") % {"name": name, "most": ANNEX_MOST})
    return int(text)


def _titled(one: Indicator, given: dict[str, str], setting: Setting) -> str:
    qualified = "、".join(setting.value(text) or text for name, text in given.items() if name != "时段")
    name = f"{one.name}（{qualified}）" if qualified else str(one.name)
    return name if not one.unit else f"{name}（{one.unit}）"


def _hint(name: str, known: Iterable[str]) -> str:
    return _hint_of(get_close_matches(name, list(known), n=3, cutoff=0.3))


def _hint_of(names: Iterable[str]) -> str:
    near = "、".join(f"“{name}”" for name in dict.fromkeys(names))
    return _("，是否指%(names)s？") % {"names": near} if near else "。"
