"""次, 家, 户次, 家次 and 人次 of any set of inspections. Reads only; must not know who asks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, Max, Min, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from anlan.subjects.hazards.inspection_choices import Part
from anlan.subjects.hazards.models.inspecting import Inspection, InspectionPerson
from anlan.subjects.hazards.visiting import turns_between


@dataclass(frozen=True, slots=True)
class Counts:
    """The measures that reports use. Always ``firms`` ≤ ``unit_days`` ≤ ``visits`` and ``rounds`` ≤ ``visits``."""

    rounds: int
    """次: rounds, each once; an inspection of no round is one by itself"""
    firms: int
    """家: different units, however often seen"""
    unit_days: int
    """户次: different units a day; two papers about one unit on one day are one"""
    visits: int
    """家次: inspections"""
    person_days: int
    """人次: inspectors and leaders by day; one who sees five units on a day is one"""
    expert_days: int
    """专家人次, counted alike"""


def counts(inspections: QuerySet[Inspection]) -> Counts:
    """All of them in two queries, whatever the set is filtered by."""
    rows = Inspection.objects.filter(pk__in=inspections.order_by().values("pk"))
    found = rows.aggregate(
        rounds=Count(outing_key(), distinct=True),
        firms=Count(unit_key(), distinct=True),
        unit_days=Count(unit_day_key(), distinct=True),
        visits=Count("pk"),
    )
    people, experts = turns(rows)
    return Counts(**found, person_days=people, expert_days=experts)


def turns(inspections: QuerySet[Inspection], first: date | None = None, last: date | None = None) -> tuple[int, int]:
    """人次 of those who inspected or led, and of experts. ``first`` and ``last``, where known, are days between which
    all the inspections lie: nobody's of other days is looked at."""
    rows = InspectionPerson.objects.filter(inspection__in=inspections.order_by().values("pk"))
    if first and last:
        low, high = turns_between(first, last)
        rows = rows.filter(turn__gte=low, turn__lt=high)
    expert = Case(When(part=Part.EXPERT, then=Value(1)), default=Value(0))
    found = (
        rows.values("turn")
        .annotate(ever=Max(expert), always=Min(expert))
        .aggregate(
            people=Count(Value(1), filter=Q(always=0)),
            experts=Count(Value(1), filter=Q(ever=1)),
        )
    )
    return found["people"], found["experts"]


def different(rows: QuerySet[Any], *columns: str) -> int:
    """How many different values columns have together: grouped, several times faster than COUNT(DISTINCT …)."""
    found: int = rows.order_by().values(*columns).annotate(grouped=Count("pk")).count()
    return found


def unit_key(prefix: str = "") -> Any:
    """The same for all rows about one unit: the firm's key, or the name of a unit that stands in no ledger."""
    return Case(
        When(**{f"{prefix}enterprise__isnull": False}, then=Cast(f"{prefix}enterprise_id", CharField())),
        default=Concat(Value("u"), F(f"{prefix}unit"), output_field=CharField()),
        output_field=CharField(),
    )


def unit_day_key() -> Any:
    """The same for all inspections of one unit on one day."""
    return Concat(Cast("inspected_on", CharField()), Value("-"), unit_key(), output_field=CharField())


def outing_key() -> Any:
    """The same for all inspections of one round; an inspection of no round is one by itself."""
    return Coalesce(F("round_id"), -F("pk"))
