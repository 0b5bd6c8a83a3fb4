"""Which key periods hold; whom a lesson, letter or notice reaches; the boards of letters, visits, scores, money."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from anlan.base import clock
from anlan.base.people.models import Organisation, Person
from anlan.base.places.codes import pad, prefixes
from anlan.kit.notify.targets import Target
from anlan.subjects.governance import rules
from anlan.subjects.governance.models import (
    Assessment,
    Fund,
    KeyPeriod,
    LeaderContact,
    LeaderVisit,
    Letter,
    LetterRound,
    Milestone,
    MilestoneRecord,
    Programme,
    ResponsibilityList,
)

FEW = 3
CLOSED_FIRM = "closed"


def touching(place: str, begins: datetime, ends: datetime) -> QuerySet[KeyPeriod]:
    """Periods of a place, or of one above it, that share a moment with a span."""
    above = [pad(part) for part in prefixes(place)]
    return KeyPeriod.objects.filter(place_id__in=above, begins_at__lt=ends, ends_at__gt=begins).order_by("begins_at")


def in_force(place: str, moment: datetime | None = None) -> QuerySet[KeyPeriod]:
    """Periods that hold in a place at a moment, or now."""
    moment = moment or clock.now()
    above = [pad(part) for part in prefixes(place)]
    return KeyPeriod.objects.filter(place_id__in=above, begins_at__lte=moment, ends_at__gt=moment).order_by("ends_at")


def everywhere(moment: datetime | None = None) -> QuerySet[KeyPeriod]:
    """All periods in force, wherever."""
    moment = moment or clock.now()
    return KeyPeriod.objects.filter(begins_at__lte=moment, ends_at__gt=moment).order_by("ends_at")


def units_of_kinds(kinds: Iterable[str], low: str, high: str) -> QuerySet[Organisation]:
    """Active organisations of these kinds within a range of places."""
    found = Organisation.objects.filter(active=True, place_id__gte=low, place_id__lt=high, kind__code__in=list(kinds))
    return found.order_by("place", "id")


def enterprises() -> QuerySet[Any]:
    """Enterprises that run; the model is known by the link to it alone."""
    model: Any = Letter._meta.get_field("enterprise").related_model
    found: QuerySet[Any] = model.objects.exclude(operation=CLOSED_FIRM).order_by("place", "id")
    return found


def enterprises_of_sectors(sectors: Iterable[str], low: str, high: str) -> QuerySet[Any]:
    """Running enterprises of these sectors within a range of places."""
    return enterprises().filter(place_id__gte=low, place_id__lt=high, sector__code__in=list(sectors))


def people_of(units: Collection[int]) -> list[Target]:
    """The first few people of each of these organisations who can be reached by telephone."""
    found = (
        Person.objects.filter(organisation_id__in=units, active=True)
        .exclude(phone="")
        .order_by("organisation_id", "id")
        .values_list("pk", "organisation_id", "organisation__name", "organisation__place_id")
    )
    made: dict[int, list[Target]] = defaultdict(list)
    for person, unit, name, place in found:
        if len(made[unit]) < FEW:
            made[unit].append(Target(person, unit, name, str(place)))
    return [target for targets in made.values() for target in targets]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of those who should have."""

    label: str
    should: int
    done: int
    key: Any = None

    @property
    def missing(self) -> int:
        """Those who have not."""
        return self.should - self.done

    @property
    def share(self) -> str:
        """In per cent."""
        return rules.share(self.done, self.should)


def rounds_covered(rounds: Sequence[LetterRound], letters: QuerySet[Letter]) -> list[Coverage]:
    """Each round with its signed letters of those that one may see."""
    counted = {
        row["round"]: row
        for row in letters.filter(round__in=rounds)
        .values("round")
        .annotate(should=Count("id"), done=Count("signed_on"))
    }
    empty = {"should": 0, "done": 0}
    return [
        Coverage(one.name, counted.get(one.pk, empty)["should"], counted.get(one.pk, empty)["done"], one)
        for one in rounds
    ]


def towns_covered(drive: LetterRound, letters: QuerySet[Letter], names: dict[str, str]) -> list[Coverage]:
    """One round by town; rows above the towns come first."""
    made: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    rows = letters.filter(round=drive).values_list("place_id").annotate(should=Count("id"), done=Count("signed_on"))
    for place, should, done in rows:
        town = town_code(place)
        made[town][0] += should
        made[town][1] += done
    return [Coverage(names.get(town, town), made[town][0], made[town][1], town) for town in sorted(made)]


def town_code(place: str) -> str:
    """The town of a place, or the place itself above the towns."""
    parts = prefixes(place)
    town = next((part for part in parts if len(part) == TOWN_DIGITS), "")
    return pad(town) if town else place


TOWN_DIGITS = 9


@dataclass(slots=True)
class LeaderRow:
    """A leader's areas, the visits of one month, and the fewest there should be."""

    leader: Person
    contacts: list[LeaderContact] = field(default_factory=list)
    visits: int = 0
    problems: int = 0
    last_on: date | None = None

    @property
    def least(self) -> int:
        """The highest minimum among the leader's contacts: one visit serves all of them."""
        return max((one.visits_a_month for one in self.contacts), default=0)

    @property
    def short(self) -> int:
        """How many visits are missing."""
        return max(0, self.least - self.visits)


def leaders_month(
    contacts: QuerySet[LeaderContact], visits: QuerySet[LeaderVisit], begins: date, ends: date
) -> list[LeaderRow]:
    """Leaders with contacts on some day of ``[begins, ends)``, or with a visit in it; who is short comes first."""
    rows: dict[int, LeaderRow] = {}
    held = contacts.filter(from_on__lt=ends).filter(Q(to_on=None) | Q(to_on__gte=begins))
    for contact in held.select_related("leader", "place", "line", "unit", "enterprise", "kind").order_by("id"):
        rows.setdefault(contact.leader_id, LeaderRow(contact.leader)).contacts.append(contact)
    for visit in visits.filter(visited_on__gte=begins, visited_on__lt=ends).select_related("leader"):
        row = rows.setdefault(visit.leader_id, LeaderRow(visit.leader))
        row.visits += 1
        row.problems += visit.problems
        row.last_on = max(row.last_on or visit.visited_on, visit.visited_on)
    return sorted(rows.values(), key=lambda row: (-row.short, row.leader.name, row.leader.pk))


@dataclass(frozen=True, slots=True)
class ListRow:
    """A unit with its lists in force by kind, in the order of the kinds asked for; ``None`` where it has none."""

    unit: Organisation
    lists: tuple[ResponsibilityList | None, ...]

    @property
    def whole(self) -> bool:
        """Has it all of them?"""
        return all(self.lists)


def lists_by_unit(lists: QuerySet[ResponsibilityList], kinds: Sequence[Any], on: date) -> list[ListRow]:
    """Units that have any list in force on a day, with one of each kind (五张清单)."""
    held: dict[int, dict[int, ResponsibilityList]] = defaultdict(dict)
    units: dict[int, Organisation] = {}
    current = lists.filter(from_on__lte=on).filter(Q(to_on=None) | Q(to_on__gte=on))
    for one in current.select_related("unit", "owner").order_by("unit__place", "unit", "from_on", "id"):
        held[one.unit_id][one.kind_id] = one
        units[one.unit_id] = one.unit
    return [ListRow(unit, tuple(held[key].get(kind.pk) for kind in kinds)) for key, unit in units.items()]


@dataclass(frozen=True, slots=True)
class RankRow:
    """One assessment with its place among the others."""

    rank: int | None
    assessment: Assessment


def ranking(assessments: QuerySet[Assessment]) -> list[RankRow]:
    """By score, highest first; where no item bears points, by the number of items met. Equal scores share a place."""
    rows = list(assessments.select_related("unit", "place", "sheet"))
    values = [row.score if row.score is not None else Decimal(row.met) if row.answered else None for row in rows]
    made = [RankRow(rank, row) for rank, row in zip(rules.ranked(values), rows, strict=True)]
    return sorted(made, key=lambda one: (one.rank is None, one.rank or 0, one.assessment.place_id, one.assessment.pk))


@dataclass(frozen=True, slots=True)
class FundRow:
    """One use of money: this year so far, the same months of last year, last year whole."""

    label: str
    amount: Decimal
    spent: Decimal
    same_months: Decimal
    whole_year: Decimal

    @property
    def growth(self) -> str:
        """Over the same months of last year."""
        return rules.growth(self.amount, self.same_months)

    @property
    def growth_over_year(self) -> str:
        """Over the whole of last year."""
        return rules.growth(self.amount, self.whole_year)

    @property
    def spent_share(self) -> str:
        """What has been spent of what was given."""
        return f"{(self.spent * 100 / self.amount).quantize(Decimal('0.1'))}%" if self.amount else "—"


def funds_compared(funds: QuerySet[Fund], uses: Sequence[Any], until: date) -> list[FundRow]:
    """Money allocated from 1 January to ``until`` by use, beside last year; the last row is the sum of the uses."""
    begins, before = until.replace(month=1, day=1), until.replace(year=until.year - 1, month=1, day=1)
    last_day = until.replace(year=until.year - 1, day=min(until.day, 28 if until.month == FEBRUARY else until.day))
    this = _by_use(funds.filter(allocated_on__gte=begins, allocated_on__lte=until))
    same = _by_use(funds.filter(allocated_on__gte=before, allocated_on__lte=last_day))
    whole = _by_use(funds.filter(allocated_on__gte=before, allocated_on__lt=begins))
    none = (Decimal(0), Decimal(0))
    rows = [
        FundRow(use.name, *this.get(use.pk, none), same.get(use.pk, none)[0], whole.get(use.pk, none)[0])
        for use in uses
        if use.pk in this or use.pk in whole
    ]
    sums = [sum((getattr(row, name) for row in rows), Decimal(0)) for name in FUND_SUMS]
    return [*rows, FundRow("", *sums)]


FEBRUARY = 2
FUND_SUMS = ("amount", "spent", "same_months", "whole_year")


def _by_use(funds: QuerySet[Fund]) -> dict[int, tuple[Decimal, Decimal]]:
    summed = funds.values("use").annotate(given=Sum("amount"), gone=Sum("spent"))
    return {row["use"]: (row["given"], row["gone"]) for row in summed}


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units × milestones: ``rows`` are (unit, its records in the order of ``milestones``), ``sums`` (done, units)."""

    milestones: tuple[Milestone, ...]
    rows: tuple[tuple[Organisation, tuple[MilestoneRecord | None, ...]], ...]
    sums: tuple[Coverage, ...]

    @property
    def whole(self) -> int:
        """Units that have reached every milestone they owe."""
        return sum(all(one is not None and one.done_on for one in records) for _unit, records in self.rows)


def matrix(programme: Programme, records: QuerySet[MilestoneRecord]) -> Matrix:
    """The programme over the units that one may see."""
    milestones = tuple(programme.milestones.order_by("position", "id"))
    held: dict[int, dict[int, MilestoneRecord]] = defaultdict(dict)
    units: dict[int, Organisation] = {}
    for one in records.filter(programme=programme).select_related("unit").order_by(F("unit__place"), "unit_id"):
        held[one.unit_id][one.milestone_id] = one
        units[one.unit_id] = one.unit
    rows = tuple((unit, tuple(held[key].get(each.pk) for each in milestones)) for key, unit in units.items())
    sums = tuple(
        Coverage(
            each.name,
            sum(each.pk in one for one in held.values()),
            sum(each.pk in one and one[each.pk].done_on is not None for one in held.values()),
            each,
        )
        for each in milestones
    )
    return Matrix(milestones, rows, sums)
