"""How the engine fares, for the system page and for monitoring; reads only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anlan.base import clock
from anlan.kit.engine import parts
from anlan.kit.engine.models import Heartbeat, PartRun

SILENT_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class PartState:
    name: str
    title: str
    started_at: datetime | None
    ended_at: datetime | None
    ok: bool | None
    error: str
    lag_seconds: float
    failures: int
    overdue_seconds: float


def alive(moment: datetime | None = None) -> bool:
    """Has any engine given a sign within the last minute?"""
    return Heartbeat.objects.filter(seen_at__gte=(moment or clock.now()) - SILENT_AFTER).exists()


def part_states(moment: datetime | None = None) -> list[PartState]:
    """One row a registered part, with how late it is now (0 for parts that only run when something waits)."""
    moment = moment or clock.now()
    known = {row.name: row for row in PartRun.objects.all()}
    states = []
    for part in parts.discover():
        row = known.get(part.name) or PartRun(name=part.name, due_at=moment)
        overdue = 0.0 if part.waiting else max((moment - row.due_at).total_seconds(), 0.0)
        states.append(
            PartState(
                part.name,
                str(part.title or part.name),
                row.started_at,
                row.ended_at,
                row.ok,
                row.error,
                row.lag_seconds,
                row.failures,
                overdue,
            )
        )
    return states
