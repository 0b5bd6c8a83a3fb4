"""When a statutory limit ends; pure, the limits themselves are data."""

from calendar import monthrange
from datetime import date, timedelta

from anlan.base import clock
from anlan.subjects.enforcement.choices import LimitUnit

MONTHS = 12


def ends_on(start: date, amount: int, unit: str) -> date:
    """The last day of a limit; the first day is not counted. Refuses units that are no time."""
    if unit == LimitUnit.DAY:
        return start + timedelta(days=amount)
    if unit == LimitUnit.WORKDAY:
        return clock.add_working_days(start, amount)
    if unit == LimitUnit.MONTH:
        return _months_after(start, amount)
    if unit == LimitUnit.YEAR:
        return _months_after(start, amount * MONTHS)
    raise ValueError(f"{unit} is no unit of time")


def _months_after(start: date, months: int) -> date:
    number = start.year * MONTHS + start.month - 1 + months
    year, month = divmod(number, MONTHS)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
