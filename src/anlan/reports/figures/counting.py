"""Many indicators in one pass over each ledger, for one person's rows, with what cannot be said left unsaid.

Values are exact: counts are ``int``, sums and ratios ``Decimal``; None stands for “—” and ``Value.why`` says why.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import DateTimeField, Model, Q, QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import access
from anlan.base.periods import Period
from anlan.kit.ledger import lists
from anlan.kit.ledger.columns import describe
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledger_by_code
from anlan.reports.figures import registry
from anlan.reports.figures.declaration import Change, Counted, Difference, Facts, Indicator, Norm, Ratio, Total, Waiting
from anlan.reports.figures.dimensions import Dimension, unknown
from anlan.reports.figures.measures import Apart

Number = int | Decimal | None
AT_ONCE = 400  # expressions in one statement
DASH = "—"


@dataclass(frozen=True)
class Ask:
    """One question: an indicator, a period, and qualifiers as (dimension, value) in the words of a template."""

    indicator: Indicator
    period: Period
    qualifiers: tuple[tuple[str, str], ...] = ()

    def of(self, other: Indicator, period: Period | None = None) -> "Ask":
        """The same question about another indicator."""
        return Ask(other, period or self.period, self.qualifiers)


@dataclass(frozen=True)
class Value:
    """An answer. ``why`` is a sentence where there is no number; ``past`` says that it was entered, not counted."""

    number: Number
    unit: str = ""
    why: str = ""
    past: bool = False
    places: int = 2

    @property
    def digits(self) -> str:
        """The number as a report prints it, without its unit; — where there is none."""
        if self.number is None:
            return DASH
        rounded = Decimal(self.number).quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        text = f"{rounded:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    @property
    def text(self) -> str:
        """The number with its unit."""
        return DASH if self.number is None else f"{self.digits}{self.unit}"


@dataclass
class Rows:
    """The rows of one ledger that a person may see; ``user`` None stands for the bureau itself."""

    user: Any
    _kept: dict[str, QuerySet[Any] | None] = field(default_factory=dict)

    def of(self, code: str) -> QuerySet[Any] | None:
        """None where the person may not open the ledger."""
        if code not in self._kept:
            self._kept[code] = self._found(ledger_by_code(code))
        return self._kept[code]

    def whole(self, code: str) -> bool:
        """Does the person see every row of the ledger?"""
        ledger = ledger_by_code(code)
        return self.user is None or access.unlimited(self.user, f"{code}.view", ledger.scope)

    def _found(self, ledger: Ledger) -> QuerySet[Any] | None:
        if self.user is None:
            return ledger.model._default_manager.all()
        if not access.can(self.user, f"{ledger.code}.view"):
            return None
        return lists.visible(ledger, self.user)


def compute(asks: Iterable[Ask], user: Any = None) -> dict[Ask, Value]:
    """The answers to all questions, one statement a ledger. Raises ``UnknownValue`` for a qualifier that is unknown."""
    wanted = list(dict.fromkeys(asks))
    found = _count(list(dict.fromkeys(leaf for ask in wanted for leaf in leaves(ask))), Rows(user))
    return {ask: combine(ask, found) for ask in wanted}


def value(indicator: Indicator, period: Period, user: Any = None, **qualifiers: str) -> Value:
    """One figure."""
    ask = Ask(indicator, period, tuple(qualifiers.items()))
    return compute([ask], user)[ask]


def year_before(period: Period) -> Period:
    """The same months and days last year; of a period that still runs, up to the day of today."""
    return period.until(max(clock.today(), period.first)).previous_year()


def leaves(ask: Ask) -> Iterable[Ask]:
    """The counted questions that an answer is made of."""
    one = ask.indicator
    if isinstance(one, Counted):
        yield ask
    elif isinstance(one, Change):
        yield from leaves(ask.of(one.of))
        yield from leaves(ask.of(one.of, year_before(ask.period)))
    elif isinstance(one, (Ratio, Difference, Total)):
        for part in one.parts:
            yield from leaves(ask.of(part))


def combine(ask: Ask, known: Mapping[Ask, Value]) -> Value:
    """The answer from those of its leaves."""
    one = ask.indicator
    if isinstance(one, Counted):
        return known[ask]
    if isinstance(one, Waiting):
        return Value(None, one.unit, _("等待台账“%(ledger)s”。") % {"ledger": one.waiting_for})
    if isinstance(one, Norm):
        number = one.read(ask.period, dict(ask.qualifiers))
        return Value(number, one.unit, "" if number is not None else _("尚未设定。"), places=one.places)
    if isinstance(one, Change):
        parts = [combine(ask.of(one.of), known), combine(ask.of(one.of, year_before(ask.period)), known)]
    else:
        parts = [combine(ask.of(part), known) for part in one.parts]
    for part in parts:
        if part.number is None:
            return Value(None, one.unit, part.why or _("没有数据。"))
    return _made(one, [part.number for part in parts], any(part.past for part in parts))


def _made(one: Indicator, numbers: Sequence[Any], past: bool) -> Value:
    if isinstance(one, Ratio):
        if not numbers[1]:
            return Value(None, one.unit, _("分母为零，不计算。"))
        return Value(Decimal(numbers[0]) * one.scale / Decimal(numbers[1]), one.unit, past=past, places=one.places)
    if isinstance(one, Difference):
        return Value(numbers[0] - numbers[1], one.unit, past=past, places=one.places)
    if isinstance(one, Change) and not one.absolute:
        if not numbers[1]:
            return Value(None, one.unit, _("去年同期为零，不计算增幅。"))
        change = (Decimal(numbers[0]) - Decimal(numbers[1])) * 100 / Decimal(numbers[1])
        return Value(change, one.unit, past=past, places=one.places)
    if isinstance(one, Change):
        return Value(numbers[0] - numbers[1], one.unit, past=past, places=one.places)
    return Value(sum(numbers), one.unit, past=past, places=one.places)


def _count(asks: Sequence[Ask], rows: Rows) -> dict[Ask, Value]:
    """The leaves, gathered by the ledger that they are counted in."""
    groups: dict[tuple[str, str], list[Ask]] = defaultdict(list)
    seen_of: dict[str, QuerySet[Any]] = {}
    found: dict[Ask, Value] = {}
    for ask in asks:
        one = counted(ask)
        seen = rows.of(one.facts.ledger)
        if seen is None:
            found[ask] = Value(None, one.unit, _("您没有查看这本台账的权限。"))
        elif isinstance(one.measure, Apart):
            number = one.measure.of(seen.filter(condition(ask, dated=False)), ask.period)
            found[ask] = answer(ask, number)
        else:
            groups[one.facts.ledger, one.on].append(ask)
            seen_of[one.facts.ledger] = seen
    for (ledger, on), group in groups.items():
        for start in range(0, len(group), AT_ONCE):
            found |= _one_pass(seen_of[ledger], on, group[start : start + AT_ONCE])
    return _with_past(found, rows)


def _one_pass(seen: QuerySet[Any], on: str, asks: Sequence[Ask]) -> dict[Ask, Value]:
    """One statement: every row between the first and the last day asked for is looked at once."""
    wanted = {f"n{number}": ask for number, ask in enumerate(asks)}
    if on:
        span = Period(min(ask.period.first for ask in asks), max(ask.period.last for ask in asks))
        seen = seen.filter(in_period(seen.model, on, span))
    several = bool(on) and len({ask.period for ask in asks}) > 1
    made = seen.order_by().aggregate(
        **{
            name: counted(ask).measure.expression(condition(ask, dated=several))
            for name, ask in wanted.items()
        }
    )  # fmt: skip
    return {ask: answer(ask, made[name]) for name, ask in wanted.items()}


def answer(ask: Ask, number: Any) -> Value:
    """What the database said as an answer."""
    one = counted(ask)
    if number is None:
        number = one.measure.of_nothing if not isinstance(one.measure, Apart) else None
    if isinstance(number, float):
        number = Decimal(str(round(number, 6)))
    return Value(number, one.unit, "" if number is not None else _("没有可计算的记录。"), places=one.places)


def _with_past(found: dict[Ask, Value], rows: Rows) -> dict[Ask, Value]:
    """Where nothing was counted, the figure entered for that time: for those who see all rows that it speaks of."""
    empty = [ask for ask, value in found.items() if not value.number and rows.whole(counted(ask).facts.ledger)]
    known = registry.past_codes() if empty else frozenset()
    for ask in empty:
        one = ask.indicator
        earlier = _past(ask) if one.code in known else None
        if earlier is not None:
            found[ask] = Value(earlier, one.unit, past=True, places=one.places)
    return found


def _past(ask: Ask) -> Decimal | None:
    named = dict(ask.qualifiers)
    place, campaign = named.pop("属地", None), named.pop("专项", None)
    return None if named else registry.past(ask.indicator.code, ask.period, place, campaign)


def counted(ask: Ask) -> Counted:
    """The counted indicator of a leaf."""
    if not isinstance(ask.indicator, Counted):
        raise TypeError(ask.indicator.code)
    return ask.indicator


def condition(ask: Ask, *, dated: bool = True) -> Q:
    """Which rows of its ledger a counted indicator counts. Raises ``UnknownValue``."""
    one = counted(ask)
    whole = one.condition(ask.period)
    if dated and one.on:
        whole &= in_period(ledger_by_code(one.facts.ledger).model, one.on, ask.period)
    for title, text in ask.qualifiers:
        whole &= dimension(one.facts, title).condition(title, text)
    return whole


def in_period(model: type[Model], on: str, period: Period) -> Q:
    """Rows whose day or moment lies in the period."""
    item = describe(model, on).field
    if isinstance(item, DateTimeField):
        return Q(**{f"{on}__gte": period.begins_at, f"{on}__lt": period.ends_at})
    return Q(**{f"{on}__gte": period.first, f"{on}__lt": period.last + timedelta(days=1)})


def dimension(facts: Facts, title: str) -> Dimension:
    """A dimension by its Chinese name. Raises ``UnknownValue`` with those that there are."""
    if title not in facts.by:
        raise unknown(_("统计维度"), title, facts.by)
    return facts.by[title]


def opened(ask: Ask, user: Any) -> list[tuple[Indicator, Ledger, QuerySet[Any] | None]]:
    """The rows behind a figure: one entry for each counted part; None where the person may not open its ledger."""
    found: list[tuple[Indicator, Ledger, QuerySet[Any] | None]] = []
    rows = Rows(user)
    for leaf in leaves(ask):
        one = counted(leaf)
        seen = rows.of(one.facts.ledger)
        found.append((one, ledger_by_code(one.facts.ledger), None if seen is None else seen.filter(condition(leaf))))
    return found
