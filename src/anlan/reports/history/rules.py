"""Periods of past figures, and their values in an indicator's unit. Touches no row."""

from datetime import date
from decimal import Decimal

from anlan.base.periods import Period, PeriodKind

KINDS = (PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.DAY)
TIMES = {"万": 10_000, "亿": 100_000_000}


def period_of(first: date, last: date) -> Period:
    """The whole period that begins and ends on these days, by its usual name where it has one."""
    for kind in KINDS:
        found = Period.of(kind, first)
        if (found.first, found.last) == (first, last):
            return found
    return Period(first, last)


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal:
    """8.7万家次 is 87000家次; a unit that differs otherwise is left as it is."""
    return value * _times(unit) / _times(wanted)


def _times(unit: str) -> int:
    return TIMES.get(unit[:1], 1) if len(unit) > 1 else 1
