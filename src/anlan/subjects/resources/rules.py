"""How long a team takes to come; pure arithmetic, no queries."""

from datetime import timedelta

WINDING = 1.4
"""A road through hills is that much longer than the straight line."""

SPEED_KMH = 40.0
"""A loaded truck on county and village roads."""


def travel_time(metres: float) -> timedelta:
    """An estimate from the straight line, without the time to get ready. Raises ``ValueError`` below zero."""
    if metres < 0:
        raise ValueError("a distance cannot be negative")
    return timedelta(hours=metres * WINDING / 1000 / SPEED_KMH)


def travel_minutes(metres: float) -> int:
    """The same in whole minutes, never below one."""
    return max(1, round(travel_time(metres).total_seconds() / 60))
