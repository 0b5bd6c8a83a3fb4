"""How people answer a call-out, believably: seen, on the way, arrived, unable, silent, some reported by their leader.

The same course serves the past of the demonstration county and the replay before one's eyes; it knows no database.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

MINUTE = 60.0
COMES, UNABLE, LATE = 0.925, 0.962, 0.985  # the rest never answers
EXCUSES = ("外出务工，不在县里", "在县医院陪护", "车坏在路上", "身体不适", "在外地出差")
BY_LEADER = 0.35
FURTHEST = 0.004  # degrees around the point of muster


@dataclass(frozen=True)
class Person:
    """Whom the course is about: his key, his team, the journey of his team in minutes, whether he leads it."""

    key: int
    team: str
    journey: float
    leads: bool = False


@dataclass(frozen=True)
class Event:
    """At so many seconds from the call: an answer of one person. ``leader`` where his leader gave it for him."""

    seconds: float
    key: int
    word: str
    note: str = ""
    leader: int | None = None
    offset: tuple[float, float] | None = None


def course(rng: random.Random, people: Sequence[Person]) -> list[Event]:
    """All answers in the order of time."""
    leaders = {person.team: person.key for person in people if person.leads}
    events: list[Event] = []
    for number, person in enumerate(people):
        heard = 20 + number * 0.05 + rng.lognormvariate(3.6, 0.7)
        fate = 0.0 if person.leads else rng.random()
        if fate < COMES:
            events += _comes(rng, person, heard, leaders.get(person.team))
        elif fate < UNABLE:
            events += [Event(heard, person.key, "seen")]
            events += [Event(heard + rng.uniform(10, 90), person.key, "unable", rng.choice(EXCUSES))]
        elif fate < LATE:
            events += _comes(rng, person, heard + rng.uniform(3.2, 7) * MINUTE, leaders.get(person.team))
    return sorted(events, key=lambda event: event.seconds)


def _comes(rng: random.Random, person: Person, heard: float, leader: int | None) -> list[Event]:
    starts = heard + rng.uniform(5, 60)
    dressed = rng.triangular(2, 8, 4) * MINUTE
    road = min(person.journey, 14) * MINUTE * rng.triangular(0.7, 1.25, 0.9)
    arrives = starts + dressed + road
    made = [Event(heard, person.key, "seen"), Event(starts, person.key, "on_the_way")]
    if rng.random() < 0.008:
        made.append(Event(starts + dressed / 2, person.key, "need_help", "缺一辆运兵车"))
    reporter = leader if leader != person.key and rng.random() < BY_LEADER else None
    offset = None if reporter else (rng.gauss(0, FURTHEST / 3), rng.gauss(0, FURTHEST / 3))
    made.append(Event(arrives, person.key, "arrived", "队长代报" if reporter else "", reporter, offset))
    return made
