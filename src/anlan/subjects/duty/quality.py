"""How good a roster is, from 0 to 100, and hours and counts per person. Pure, no queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anlan.subjects.duty.choices import Part
from anlan.subjects.duty.rules import Broken, Roster, Turn, kinds_of

COVERAGE, RULES, FAIRNESS = 50, 25, 25
KINDS = ("all", "night", "weekend", "holiday")
GOOD, FAIR = 90, 75


@dataclass(frozen=True, slots=True)
class Load:
    """What one person bears in a span. ``hours`` leave standby out."""

    person: int
    name: str
    shifts: int
    hours: float
    nights: int
    weekends: int
    holidays: int
    leading: int
    standby: int


@dataclass(frozen=True, slots=True)
class Quality:
    """``score`` is the sum of the three; ``spread``: kind → most and least that people of one post bear."""

    score: int
    coverage: int
    rules: int
    fairness: int
    empty: int
    understaffed: int
    gaps: int
    spread: Mapping[str, tuple[int, int]]

    @property
    def tone(self) -> str:
        """How the figure is coloured."""
        return "done" if self.score >= GOOD else "soon" if self.score >= FAIR else "late"


def loads(turns: Sequence[Turn], holidays: Collection[date] = ()) -> list[Load]:
    """Per person, those with most hours first."""
    counted: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    names: dict[int, str] = {}
    for turn in turns:
        kinds = kinds_of(turn.begins, turn.ends, holidays)
        for one in turn.people:
            names[one.person] = one.name
            own = counted[one.person]
            if one.part == Part.STANDBY:
                own["standby"] += 1
                continue
            for kind in kinds:
                own[kind] += 1
            own["hours"] += (turn.ends - turn.begins).total_seconds() / 3600
            own["leading"] += one.part == Part.LEADER
    made = [
        Load(
            person, names[person], int(own["all"]), own["hours"], int(own["night"]), int(own["weekend"]),
            int(own["holiday"]), int(own["leading"]), int(own["standby"]),
        )
        for person, own in counted.items()
    ]  # fmt: skip
    return sorted(made, key=lambda load: (-load.hours, load.name, load.person))


def quality(roster: Roster, faults: Iterable[Broken], holidays: Collection[date] = ()) -> Quality | None:
    """The figure of a span; none where there is no shift: no denominator, no figure."""
    if not roster.turns:
        return None
    faults = list(faults)
    needed = filled = 0
    for turn in roster.turns:
        for part, need in zip((Part.LEADER, Part.MEMBER, Part.STANDBY), roster.needs(turn), strict=True):
            needed += need
            filled += min(need, len(turn.of(part)))
    gaps = sum(one.rule == "gap" for one in faults)
    empty = sum(one.rule == "empty" for one in faults)
    short = len({one.shift for one in faults if one.rule in ("leader", "members", "strength", "standby")})
    covered = filled / needed if needed else 1.0
    burdened = len({(one.shift, one.person) for one in faults if not one.grave or one.rule == "twice"})
    seats = sum(len(turn.people) for turn in roster.turns)
    coverage = round(COVERAGE * max(covered - gaps / len(roster.turns), 0))
    rules = round(RULES * (1 - min(burdened / seats, 1.0))) if seats else 0
    spread, fairness = _fairness(roster, holidays)
    points = round(FAIRNESS * fairness) if seats else 0
    return Quality(coverage + rules + points, coverage, rules, points, empty, short, gaps, spread)


def _fairness(roster: Roster, holidays: Collection[date]) -> tuple[dict[str, tuple[int, int]], float]:
    """Within each post and part, a difference of one is fair; each more takes its share off."""
    spread: dict[str, tuple[int, int]] = {}
    marks: list[float] = []
    for post in roster.posts:
        for part in (Part.LEADER, Part.MEMBER):
            able = _able(roster, post, part)
            if len(able) < 2:
                continue
            for kind in KINDS:
                counts = _counts(roster, post, part, kind, holidays, able)
                total = sum(counts.values())
                if not total:
                    continue
                most, least = max(counts.values()), min(counts.values())
                known = spread.get(kind, (most, least))
                spread[kind] = max((known, (most, least)), key=lambda pair: pair[0] - pair[1])
                marks.append(1 - min(max(most - least - 1, 0) / max(total / len(counts), 1.0), 1.0))
    return spread, sum(marks) / len(marks) if marks else 1.0


def _able(roster: Roster, post: int, part: str) -> list[int]:
    return [
        person
        for (of, person), fit in roster.pool.items()
        if of == post and (fit.can_lead if part == Part.LEADER else fit.can_serve)
    ]


def _counts(
    roster: Roster, post: int, part: str, kind: str, holidays: Collection[date], able: Iterable[int]
) -> dict[int, int]:
    counts = dict.fromkeys(able, 0)
    for turn in roster.turns:
        if turn.post == post and kind in kinds_of(turn.begins, turn.ends, holidays):
            for one in turn.of(part):
                if one.person in counts:
                    counts[one.person] += 1
    return counts
