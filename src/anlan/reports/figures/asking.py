"""Questions and answers: an indicator, a period, qualifiers; what they ask of the rows of a ledger. Counts nothing."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from django.db.models import DateTimeField, Model, Q
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.periods import Period
from anlan.kit.ledger.columns import describe
from anlan.kit.ledger.registry import ledger_by_code
from anlan.reports.figures.declaration import Change, Counted, Difference, Facts, Indicator, Ratio, Total
from anlan.reports.figures.dimensions import Dimension, Members, unknown
from anlan.reports.figures.measures import Apart

Number = int | Decimal | None
DASH = "—"
Found = TypeVar("Found")
_looked_up: ContextVar[dict[Hashable, Any] | None] = ContextVar("looked_up", default=None)


@dataclass(frozen=True)
class Ask:
    """One question: an indicator, a period, and qualifiers as (dimension, value) in the words of a template.

    ``compared`` where another figure is held against it: a reported figure then goes before a counted one.
    """

    indicator: Indicator
    period: Period
    qualifiers: tuple[tuple[str, str], ...] = ()
    compared: bool = False

    def of(self, other: Indicator) -> "Ask":
        """The same question about another indicator."""
        return replace(self, indicator=other)

    def against(self, period: Period) -> "Ask":
        """The same question about the period that this one is compared with."""
        return replace(self, period=period, compared=True)

    def within(self, title: str, value: str) -> "Ask":
        """Narrowed to a value of a dimension, in the place of another value of it."""
        rest = tuple(pair for pair in self.qualifiers if pair[0] != title)
        return replace(self, qualifiers=(*rest, (title, value)))

    @property
    def of_rows(self) -> "Ask":
        """What is asked of the rows: the same, compared with or not."""
        return replace(self, compared=False) if self.compared else self


@dataclass(frozen=True)
class Value:
    """An answer. ``why`` is a sentence where there is no number; ``past`` says that it was reported, not counted.

    ``other`` is the other of the two where both are known: what the rows come to, or what was reported.
    """

    number: Number
    unit: str = ""
    why: str = ""
    past: bool = False
    places: int = 2
    other: Number = None

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

    @property
    def apart(self) -> str:
        """上报数 1234处，台账内计 40处; empty where only one is known or both say the same."""
        if self.number is None or self.other is None:
            return ""
        reported, rows = (self.number, self.other) if self.past else (self.other, self.number)
        exponent = Decimal(reported).normalize().as_tuple().exponent
        step = Decimal(1).scaleb(min(int(exponent), 0))
        if Decimal(rows).quantize(step, ROUND_HALF_UP) == Decimal(reported):
            return ""
        told = {"reported": replace(self, number=reported).text, "rows": replace(self, number=rows).text}
        return (
            _("上报数 %(reported)s，台账内计 %(rows)s") if self.past else _("台账内计 %(rows)s，上报数 %(reported)s")
        ) % told


def answer(ask: Ask, number: Any) -> Value:
    """What the database said as an answer."""
    one = counted(ask)
    if number is None:
        number = one.measure.of_nothing if not isinstance(one.measure, Apart) else None
    if isinstance(number, float):
        number = Decimal(str(round(number, 6)))
    return Value(number, one.unit, "" if number is not None else _("没有可计算的记录。"), places=one.places)


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
        yield from leaves(ask.of(one.of).against(year_before(ask.period)))
    elif isinstance(one, (Ratio, Difference, Total)):
        for part in one.parts:
            yield from leaves(ask.of(part))


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
        whole &= named(one.facts, title, text)
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


@contextmanager
def looking_up_once() -> Iterator[None]:
    """Within it the place, campaign or term that a qualifier names is looked up once, however many figures name it."""
    if _looked_up.get() is not None:
        yield
        return
    token = _looked_up.set({})
    try:
        yield
    finally:
        _looked_up.reset(token)


def recall(key: Hashable, found: Callable[[], Found]) -> Found:
    """What was found under this key before, or is found now."""
    known = _looked_up.get()
    if known is None:
        return found()
    if key not in known:
        known[key] = found()
    made: Found = known[key]
    return made


def look_up(facts: Facts, title: str, text: str) -> Any:
    """What a qualifier names: of a dimension of members its key, of others its rows. Raises ``UnknownValue``."""
    kind = dimension(facts, title)
    look = kind.key_of if isinstance(kind, Members) else kind.condition
    return recall((kind, title, text), lambda: look(title, text))


def named(facts: Facts, title: str, text: str) -> Q:
    """The rows of a value of a dimension. Raises ``UnknownValue``."""
    kind, found = dimension(facts, title), look_up(facts, title, text)
    whole: Q = recall((kind, found), lambda: kind.of_key(found)) if isinstance(kind, Members) else found
    return whole
