"""Turns: so many hours, days, weeks or months each, one after the other, by the clock on the wall.

It must not know posts, towns or tables.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeVar

Unit = Literal["hour", "day", "week", "month"]
T = TypeVar("T")
_DAYS = {"day": 1, "week": 7}


def turn_begins(first: datetime, unit: Unit, length: int, number: int) -> datetime:
    """When a turn begins. Days, weeks and months keep the hour of hand-over across a change to summer time; a month
    that is too short hands over on its last day. ``first`` may be naive or aware; ``number`` may be negative."""
    if length < 1:
        raise ValueError("a turn lasts at least one unit")
    if unit == "hour":
        return _later(first, timedelta(hours=length * number))
    if unit == "month":
        months = first.year * 12 + first.month - 1 + length * number
        year, month = divmod(months, 12)
        return first.replace(year=year, month=month + 1, day=min(first.day, monthrange(year, month + 1)[1]))
    return first + timedelta(days=_DAYS[unit] * length * number)


def number_at(first: datetime, unit: Unit, length: int, moment: datetime) -> int:
    """Which turn a moment falls into; negative before the first."""
    step = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1), "month": timedelta(31)}
    number = int((moment - first) / (step[unit] * length))
    while turn_begins(first, unit, length, number) > moment:
        number -= 1
    while turn_begins(first, unit, length, number + 1) <= moment:
        number += 1
    return number


def turns(first: datetime, unit: Unit, length: int, until: datetime) -> Iterator[tuple[int, datetime, datetime]]:
    """(number, begins, ends) of each turn that begins before ``until``; no moment between is left out."""
    number = 0
    begins = first
    while begins < until:
        ends = turn_begins(first, unit, length, number + 1)
        yield number, begins, ends
        number, begins = number + 1, ends


def whose(people: Sequence[T], number: int, together: int = 1) -> tuple[T, ...]:
    """Those whose turn it is: ``together`` at a time, and after the last the first again."""
    if not people:
        return ()
    places = (number * together + each for each in range(min(together, len(people))))
    return tuple(people[place % len(people)] for place in places)


def _later(moment: datetime, span: timedelta) -> datetime:
    """Elapsed time, not time on the wall."""
    if moment.tzinfo is None:
        return moment + span
    return (moment.astimezone(UTC) + span).astimezone(moment.tzinfo)
