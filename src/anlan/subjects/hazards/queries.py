"""Questions to hazards: figures that reconcile, the rules in force, clauses and duplicates that a description fits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from anlan.base import clock
from anlan.base.places.models import Place
from anlan.subjects.hazards import likeness
from anlan.subjects.hazards.choices import OPEN, VERIFIED, Level, Mode, Needed, Receiver, Side, Status
from anlan.subjects.hazards.models import Hazard, InspectionCampaign, LatenessRule, MajorCriteria, ReviewTerm

HAZARD = "hazard"  # the code of its ledger, under which attachments and audit know it
REVIEW_DAYS = 10  # working days, until the bureau writes down its own
LOOKED_THROUGH = 400
TOWN_DIGITS = 9
MOST_CLAUSES = 5
MOST_ALIKE = 5
LEAST_ALIKE = 0.45
LEAST_FITTING = 0.3

DEFAULT_RULES: tuple[tuple[str, str, int, str], ...] = (
    (Side.FIRM, "", 1, Receiver.ENTERPRISE),
    (Side.FIRM, "", 1, Receiver.TOWNSHIP),
    (Side.FIRM, Level.MAJOR, 1, Receiver.SAFETY_OFFICE),
    (Side.FIRM, "", 3, Receiver.SAFETY_OFFICE),
    (Side.FIRM, Level.MAJOR, 3, Receiver.LEADER),
    (Side.FIRM, "", 7, Receiver.LEADER),
    (Side.BUREAU, "", 1, Receiver.TOWNSHIP),
    (Side.BUREAU, "", 3, Receiver.SAFETY_OFFICE),
    (Side.BUREAU, "", 7, Receiver.LEADER),
)


@dataclass(frozen=True)
class Counts:
    """Hazards without those fixed on the spot: ``found`` is always ``rectified`` + ``rectifying``.

    ``waiting`` (for re-inspection) and the two kinds of late ones are parts of ``rectifying``.
    """

    found: int
    rectified: int
    rectifying: int
    waiting: int
    overdue: int
    review_overdue: int
    on_the_spot: int
    returned: int
    reopened: int

    @property
    def rate(self) -> float | None:
        """Share of the found that are rectified; nothing where nothing was found."""
        return self.rectified / self.found if self.found else None


def late(side: str, today: date, days: int = 1) -> Q:
    """Hazards on which that side is late by so many days or more."""
    if side == Side.FIRM:
        return Q(status__in=OPEN, due_on__lte=_before(today, days))
    return Q(status=Status.REVIEWING, review_due_on__lte=_before(today, days))


def counts(rows: QuerySet[Hazard], today: date | None = None) -> Counts:
    """The figures of any selection of hazards, in one query."""
    today = today or clock.today()
    return Counts(**rows.order_by().aggregate(**_measures(today)))


def _measures(today: date) -> dict[str, Count]:
    counted = ~Q(mode=Mode.ON_THE_SPOT)
    return {
        "found": Count("pk", filter=counted),
        "rectified": Count("pk", filter=counted & Q(status__in=VERIFIED)),
        "rectifying": Count("pk", filter=counted & ~Q(status__in=VERIFIED)),
        "waiting": Count("pk", filter=counted & Q(status=Status.REVIEWING)),
        "overdue": Count("pk", filter=counted & late(Side.FIRM, today)),
        "review_overdue": Count("pk", filter=counted & late(Side.BUREAU, today)),
        "on_the_spot": Count("pk", filter=~counted),
        "returned": Count("pk", filter=counted & Q(returned__gt=0)),
        "reopened": Count("pk", filter=counted & Q(reopened__gt=0)),
    }


def of_campaigns(campaigns: Iterable[Any]) -> QuerySet[Hazard]:
    """Hazards that count for one of these campaigns: named on them, added by hand, or found by its inspections."""
    keys = [getattr(campaign, "pk", campaign) for campaign in campaigns]
    named = Hazard.objects.filter(campaign_id__in=keys).values("pk")
    by_hand = Hazard.campaigns.through.objects.filter(campaign_id__in=keys).values("hazard_id")
    inspections = InspectionCampaign.objects.filter(campaign_id__in=keys).values("inspection_id")
    visited = Hazard.objects.filter(inspection_id__in=inspections).values("pk")
    return Hazard.objects.filter(pk__in=named.union(by_hand, visited))  # three indexes; an OR of them would use none


def review_term(level: str) -> ReviewTerm:
    """How long a re-inspection may take and which photographs it asks for; the usual where nothing is written down."""
    today = clock.today()
    written = ReviewTerm.objects.filter(level=level, valid_from_on__lte=today).order_by("-valid_from_on").first()
    return written or ReviewTerm(level=level, valid_from_on=today, working_days=REVIEW_DAYS, photographs=Needed.NONE)


def lateness_rules() -> list[LatenessRule]:
    """Who hears of lateness: the bureau's own rules, or the usual ones where it has written down none."""
    written = list(LatenessRule.objects.order_by("side", "after_days", "id"))
    if written:
        return [rule for rule in written if rule.active]
    return [
        LatenessRule(side=side, level=level, after_days=days, receiver=receiver)
        for side, level, days, receiver in DEFAULT_RULES
    ]


def clauses(text: str, on: date, sector: str = "") -> list[MajorCriteria]:
    """Clauses in force on a day that a description fits, best first; those of other industries are left out."""
    if len(text.strip()) < likeness.SHORTEST:
        return []
    valid = MajorCriteria.objects.filter(
        Q(valid_from_on__isnull=True) | Q(valid_from_on__lte=on), Q(valid_to_on__isnull=True) | Q(valid_to_on__gt=on)
    )
    ranked = []
    for clause in valid.order_by("standard", "id"):
        if sector and clause.sectors and sector not in clause.sectors:
            continue
        score = likeness.fits(text, clause.keywords, clause.text)
        if score >= LEAST_FITTING:
            ranked.append((-score, clause.pk, clause))
    return [clause for _score, _pk, clause in sorted(ranked, key=lambda each: each[:2])[:MOST_CLAUSES]]


def alike(
    rows: QuerySet[Hazard], text: str, *, enterprise: int | None = None, unit: str = "", leave: int | None = None
) -> list[Hazard]:
    """Hazards of the same firm described alike, open ones first, out of ``rows`` that the asker may see."""
    if len(text.strip()) < likeness.SHORTEST or not (enterprise or unit.strip()):
        return []
    same = Q(enterprise_id=enterprise) if enterprise else Q(unit=unit.strip(), enterprise=None)
    near = (
        rows.filter(same).exclude(pk=leave or 0).select_related("place").order_by("-found_on", "-pk")[:LOOKED_THROUGH]
    )
    pairs = likeness.pairs(text)
    ranked = []
    for row in near:
        score = likeness.dice(pairs, likeness.pairs(row.content))
        if score >= LEAST_ALIKE:
            ranked.append((row.status in VERIFIED, -score, -row.pk, row))
    return [row for *_order, row in sorted(ranked, key=lambda each: each[:3])[:MOST_ALIKE]]


def by_town(rows: QuerySet[Hazard]) -> list[tuple[str, Counts]]:
    """The same figures town by town, the town with most late ones first; one query and one for the names."""
    measures = _measures(clock.today())
    keyed = rows.order_by().annotate(town=Substr("place_id", 1, TOWN_DIGITS)).values("town").annotate(**measures)
    told = {town: Counts(*figures) for town, *figures in keyed.values_list("town", *measures)}
    towns = Place.objects.filter(code__in=[f"{town:0<12}" for town in told])
    names = {code[:TOWN_DIGITS]: name for code, name in towns.values_list("code", "name")}
    ranked = sorted(told.items(), key=lambda one: (-one[1].overdue, -one[1].rectifying, one[0]))
    return [(names.get(town, town), counted) for town, counted in ranked]


def _before(today: date, days: int) -> date:
    return today - timedelta(days=days)
