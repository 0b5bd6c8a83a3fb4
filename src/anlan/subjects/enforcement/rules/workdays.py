"""Working days of a yearly plan (安全生产年度监督检查计划编制办法); pure."""

from dataclasses import dataclass
from datetime import date

from anlan.base import clock


@dataclass(frozen=True, slots=True)
class Workdays:
    """``supervision`` is what is left for planned checks; below zero where the rest already takes more."""

    gross: int
    supervision: int


def workdays(*, staff: int, statutory_days: int, other: int, non_enforcement: int) -> Workdays:
    """总法定工作日 − 其他执法工作日 − 非执法工作日 = 监督检查工作日."""
    gross = staff * statutory_days
    return Workdays(gross, gross - other - non_enforcement)


def statutory_days(year: int) -> int:
    """Working days of a year by the State Council's holidays and what the bureau decided."""
    return clock.working_days_between(date(year - 1, 12, 31), date(year, 12, 31))
