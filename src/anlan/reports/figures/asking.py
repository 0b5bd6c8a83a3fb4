"""Questions and answers: an indicator, a period, qualifiers; what they ask of the rows of a ledger. Counts nothing."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from django.db.models import DateTimeField, Model, Q
from django.utils.translation import gettext as _

from anlan.base.periods import Period
from anlan.kit.ledger.columns import describe
from anlan.kit.ledger.registry import ledger_by_code
from anlan.reports.figures.declaration import Counted, Facts, Indicator
from anlan.reports.figures.dimensions import Dimension, Members, unknown
from anlan.reports.figures.measures import Apart

Number = int | Decimal | None
DASH = "—"
Found = TypeVar("Found")
_looked_up: ContextVar[dict[Hashable, Any] | None] = ContextVar("looked_up", default=None)


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


def answer(ask: Ask, number: Any) -> Value:
    """What the database said as an answer."""
    one = counted(ask)
    if number is None:
        number = one.measure.of_nothing if not isinstance(one.measure, Apart) else None
    if isinstance(number, float):
        number = Decimal(str(round(number, 6)))
    return Value(number, one.unit, "" if number is not None else _("没有可计算的记录。"), places=one.places)


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
