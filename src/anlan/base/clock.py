"""The moment, the day, and the working day: the only place that asks the machine for the time.

It must not know any model: days that the bureau decides itself are handed in by `decide_days_by`.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

import chinese_calendar
from django.utils import timezone

from anlan.base.periods import Period, PeriodKind

__all__ = [
    "Period",
    "PeriodKind",
    "add_working_days",
    "at",
    "calendar_known",
    "decide_days_by",
    "is_working_day",
    "now",
    "set_for_tests",
    "tick",
    "today",
    "working_days_between",
]

Decided = Mapping[date, bool]
"""Days decided by the bureau: ``True`` for a working day, ``False`` for a holiday."""

_KNOWN_YEARS = frozenset(on.year for on in chinese_calendar.holidays)
_SATURDAY = 5


class _State:
    moment: datetime | None = None
    decided: Callable[[date, date], Decided] = staticmethod(lambda first, last: {})


def now() -> datetime:
    """This moment, aware."""
    return _State.moment or timezone.now()  # noqa: TID251 - here alone


def today() -> date:
    """This day in the bureau's time zone."""
    return timezone.localtime(now()).date()


def at(text: str) -> datetime:
    """A moment in the bureau's time zone from ``08:00`` (today), ``2026-11-22`` or ``2026-11-22 08:00``."""
    if "-" not in text:
        return timezone.make_aware(datetime.combine(today(), time.fromisoformat(text)))
    return timezone.make_aware(datetime.fromisoformat(text))


def end_of(day: date) -> datetime:
    """The midnight after a day."""
    return at((day + timedelta(days=1)).isoformat())


def set_for_tests(moment: datetime | None) -> None:
    """Stop the clock at a moment; ``None`` lets it run again."""
    _State.moment = moment


def tick(to: datetime | timedelta) -> datetime:
    """Move the stopped clock to a moment or by a span, never backwards; returns the new moment."""
    moment = now() + to if isinstance(to, timedelta) else to
    if moment < now():
        raise ValueError(f"The clock stands at {now()} and cannot go back to {moment}.")
    _State.moment = moment
    return moment


def decide_days_by(decided: Callable[[date, date], Decided]) -> None:
    """Hand in what the bureau decided: called with the first and last day asked about, both included."""
    _State.decided = staticmethod(decided)


def calendar_known(year: int) -> bool:
    """Are the State Council's holidays of that year built in? Otherwise only weekends and decided days count."""
    return year in _KNOWN_YEARS


def is_working_day(on: date) -> bool:
    """A day decided by the bureau, else by the State Council's arrangement, else Monday to Friday."""
    return _works(on, _State.decided(on, on))


def _works(on: date, decided: Decided) -> bool:
    if on in decided:
        return decided[on]
    if on.year in _KNOWN_YEARS:
        return bool(chinese_calendar.is_workday(on))
    return on.weekday() < _SATURDAY


def add_working_days(start: date, days: int) -> date:
    """The day that many working days after (before, when negative) ``start``, which itself is not counted.

    Zero gives ``start`` where it is a working day, else the next one.
    """
    step = timedelta(days=-1 if days < 0 else 1)
    left, on = abs(days), start
    span = timedelta(days=abs(days) * 2 + 30)
    window = _Window(start - span, start + span)
    if not left:
        while not window.works(on):
            on += step
        return on
    while left:
        on += step
        left -= window.works(on)
    return on


def working_days_between(start: date, end: date) -> int:
    """Working days after ``start`` up to and including ``end``; negative when ``end`` comes first."""
    if end < start:
        return -working_days_between(end, start)
    decided = _State.decided(start, end)
    return sum(_works(start + timedelta(days=number), decided) for number in range(1, (end - start).days + 1))


class _Window:
    """Decided days of a stretch, read at once and again only where the question leaves it."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.decided = _State.decided(first, last)

    def works(self, on: date) -> bool:
        if not self.first <= on <= self.last:
            self.first, self.last = min(on, self.first), max(on, self.last)
            self.decided = _State.decided(self.first, self.last)
        return _works(on, self.decided)
