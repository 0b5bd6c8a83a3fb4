"""How indicators (指标) are declared: once, as data, with the sentence that says what they count (统计口径).

    visits = Facts("inspection", on="inspected_on", by={"属地": Area(), "专项": …})
    checked = visits.indicator("inspection-units", "检查单位数", "家", Distinct("enterprise"), definition="…")

Must not know how they are computed (``counting``) nor which there are (``registry``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Self

from django.db.models import Q

from anlan.base.periods import Period
from anlan.reports.figures.dimensions import Dimension
from anlan.reports.figures.measures import Count, Measure

Condition = Q | Callable[[Period], Q]
COUNT = Count()


@dataclass(frozen=True)
class Facts:
    """The rows of one ledger as figures see them: what places a row in a period, and by what it is split.

    ``on`` is the day or moment column; empty where the rows are counted as they stand, whatever the period.
    ``by`` maps the Chinese name of a dimension, as templates write it, to where it is found. ``where`` holds for all
    indicators over these rows, ``unit_in`` names the column with the unit where each row has one of its own.
    """

    ledger: str
    on: str = ""
    by: Mapping[str, Dimension] = field(default_factory=dict, hash=False)
    where: Q = field(default_factory=Q, hash=False)
    unit_in: str = ""

    def indicator(
        self,
        code: str,
        name: str,
        unit: str,
        measure: Measure = COUNT,
        where: Condition | None = None,
        *,
        definition: str,
        on: str | None = None,
        answers: tuple[str, ...] = (),
    ) -> "Counted":
        """One indicator over these rows; ``on`` where another column than usual places its rows in a period."""
        return Counted(
            code=code, name=name, unit=unit, definition=definition, answers=answers, facts=self, measure=measure,
            where=() if where is None else (where,), on=self.on if on is None else on,
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """What every indicator has. ``code`` never changes once released; ``definition`` is printed beside the figure.

    ``answers`` names the figures of the five work reports that it computes (with fitting qualifiers and periods);
    ``places`` is how many decimals are shown at most.
    """

    code: str
    name: str
    unit: str
    definition: str
    answers: tuple[str, ...] = ()
    places: int = 2

    @property
    def parts(self) -> tuple["Indicator", ...]:
        """The indicators that it is made of; itself where it counts rows."""
        return (self,)


@dataclass(frozen=True, kw_only=True)
class Counted(Indicator):
    """One that counts or measures rows of a ledger."""

    facts: Facts
    measure: Measure = COUNT
    where: tuple[Condition, ...] = field(default=(), hash=False)
    on: str = ""

    def narrowed(
        self, code: str, name: str, where: Condition, *, definition: str, unit: str = "", answers: tuple[str, ...] = ()
    ) -> Self:
        """The same measure over fewer rows."""
        return replace(
            self, code=code, name=name, where=(*self.where, where), definition=definition, answers=answers,
            unit=unit or self.unit,
        )  # fmt: skip

    def condition(self, period: Period) -> Q:
        """Which rows of the period meet it, the period itself left aside."""
        whole = self.facts.where
        for one in self.where:
            whole &= one(period) if callable(one) else one
        return whole


@dataclass(frozen=True, kw_only=True)
class Ratio(Indicator):
    """``top`` ÷ ``bottom`` × ``scale``; no denominator, no figure."""

    top: Indicator
    bottom: Indicator
    unit: str = "%"
    scale: int = 100

    @property
    def parts(self) -> tuple[Indicator, ...]:
        return (self.top, self.bottom)


@dataclass(frozen=True, kw_only=True)
class Difference(Indicator):
    """``whole`` − ``less``."""

    whole: Indicator
    less: Indicator

    @property
    def parts(self) -> tuple[Indicator, ...]:
        return (self.whole, self.less)


@dataclass(frozen=True, kw_only=True)
class Total(Indicator):
    """The sum of several indicators over different rows."""

    of: tuple[Indicator, ...]

    @property
    def parts(self) -> tuple[Indicator, ...]:
        return self.of


@dataclass(frozen=True, kw_only=True)
class Change(Indicator):
    """How much ``of`` grew (+) or fell (−) against the same months last year: in per cent, or ``absolute``."""

    of: Indicator
    unit: str = "%"
    absolute: bool = False

    @property
    def parts(self) -> tuple[Indicator, ...]:
        return (self.of,)


@dataclass(frozen=True, kw_only=True)
class Norm(Indicator):
    """A number that a rule or a plan sets (二十四小时、每周一次、半小时), read from the row that holds it.

    ``read`` gives the number, or None where it is not set; ``ledger`` is where it is kept.
    """

    read: Callable[[Period, Mapping[str, str]], Decimal | int | None] = field(hash=False)
    ledger: str


@dataclass(frozen=True, kw_only=True)
class Waiting(Indicator):
    """One whose ledger does not exist yet; ``waiting_for`` names it."""

    waiting_for: str
