"""What is made of the rows that meet a condition: one number. Must not know which rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Avg, Case, F, Max, Min, Q, QuerySet, Value, When
from django.utils import timezone

from anlan.base.periods import Period

ANY = Q(pk__isnull=False)  # where every row counts: a case must have a condition


@dataclass(frozen=True)
class Measure:
    """A measure that the database makes in the pass over all rows.

    ``path`` is a column, own or of a linked row, or an expression of several.
    """

    path: Any = "pk"
    of_nothing: int | None = 0  # what it is where no row meets the condition

    adds_up: ClassVar[bool] = False  # whether the whole is the sum of its parts
    folded: ClassVar[str] = ""  # the aggregate in SQL of what ``of_row`` gives

    def expression(self, where: Q) -> Any:
        """The aggregate over the rows that meet a condition."""
        raise NotImplementedError

    def together(self, parts: Iterable[Any]) -> Any:
        """The whole of what ``adds_up``."""
        known = [part for part in parts if part is not None]
        return sum(known) if known else None

    def of_row(self, where: Q) -> Any:
        """What one row brings: nothing where it does not meet the condition."""
        return Case(When(where or ANY, then=self.path if hasattr(self.path, "resolve_expression") else F(self.path)))


class Count(Measure):
    """How many rows (次, 处, 起, 项 …)."""

    adds_up = True
    folded = "COUNT({})"

    def expression(self, where: Q) -> Any:
        return models.Count(Value(1), filter=where)

    def of_row(self, where: Q) -> Any:
        return Case(When(where or ANY, then=Value(1)))


class Distinct(Measure):
    """How many different values of ``path`` (家: different enterprises, not visits)."""

    folded = "COUNT(DISTINCT {})"

    def expression(self, where: Q) -> Any:
        return models.Count(self.path, distinct=True, filter=where)


class Sum(Measure):
    """The sum of ``path`` (人次, 万元, 亩 …)."""

    adds_up = True
    folded = "SUM({})"

    def expression(self, where: Q) -> Any:
        return models.Sum(self.path, filter=where)


@dataclass(frozen=True)
class Largest(Measure):
    """The largest value of ``path``."""

    of_nothing: int | None = None
    folded: ClassVar[str] = "MAX({})"

    def expression(self, where: Q) -> Any:
        return Max(self.path, filter=where)


@dataclass(frozen=True)
class Least(Measure):
    """The least value of ``path``."""

    of_nothing: int | None = None
    folded: ClassVar[str] = "MIN({})"

    def expression(self, where: Q) -> Any:
        return Min(self.path, filter=where)


@dataclass(frozen=True)
class Mean(Measure):
    """The mean of ``path``."""

    of_nothing: int | None = None
    folded: ClassVar[str] = "AVG({})"

    def expression(self, where: Q) -> Any:
        return Avg(self.path, filter=where)


@dataclass(frozen=True)
class Apart(Measure):
    """A measure that no aggregate gives: the rows that meet the condition are read, in one query of its own."""

    def of(self, rows: QuerySet[Any], period: Period) -> int | float | None:
        """The number; ``rows`` meet the condition already."""
        raise NotImplementedError


@dataclass(frozen=True)
class Peak(Apart):
    """The most rows in force at once within the period: each from ``path`` to ``until``, both days included.

    A row without an end lasts on. ``weight`` names a column to be summed instead of counting rows.
    """

    path: str = "begins_on"
    until: str = "ends_on"
    weight: str = ""

    def of(self, rows: QuerySet[Any], period: Period) -> int | float | None:
        columns = (self.path, self.until, *([self.weight] if self.weight else []))
        steps: dict[date, int] = {}
        for begin, end, *weight in rows.order_by().values_list(*columns):
            first, last = _day(begin), _day(end)
            if first is None or first > period.last or (last is not None and last < period.first):
                continue
            size = (weight[0] or 0) if weight else 1
            first = max(first, period.first)
            steps[first] = steps.get(first, 0) + size
            if last is not None:
                after = last + timedelta(days=1)
                steps[after] = steps.get(after, 0) - size
        highest = running = 0
        for _on, step in sorted(steps.items()):
            running += step
            highest = max(highest, running)
        return highest


@dataclass(frozen=True)
class Lasting(Apart):
    """How long rows last on average, from ``path`` to ``until``, in ``unit`` (minutes, hours or days)."""

    path: str = "begins_at"
    until: str = "ends_at"
    unit: str = "days"

    def of(self, rows: QuerySet[Any], period: Period) -> int | float | None:
        seconds = [
            (end - begin).total_seconds()
            for begin, end in rows.order_by().values_list(self.path, self.until)
            if begin is not None and end is not None
        ]
        if not seconds:
            return None
        return float(sum(seconds)) / len(seconds) / {"minutes": 60, "hours": 3600, "days": 86400}[self.unit]


def _day(value: date | datetime | None) -> date | None:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
