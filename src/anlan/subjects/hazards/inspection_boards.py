"""What inspections hand in to the boards and bulletins of campaigns: visits (家次) and different units (家).

Counted as the indicators of the same names are: without what firms check themselves."""

from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.campaigns.boards import Question, grouped, register_counter
from anlan.subjects.hazards.counting import unit_key
from anlan.subjects.hazards.inspection_choices import SELF
from anlan.subjects.hazards.models import Inspection, InspectionCampaign


def register() -> None:
    """Put the columns on all boards, once, at start-up."""
    register_counter("inspections", _("检查家次"), visits)
    register_counter("inspected-firms", _("检查单位（家）"), firms)


def visits(question: Question) -> Mapping[str, int]:
    """Inspections that count for any of the campaigns, each once."""
    return grouped(_rows(question), question.by, sector="enterprise__sector__code", measure=Count("pk"))


def firms(question: Question) -> Mapping[str, int]:
    """Different units among them."""
    measure = Count(unit_key(), distinct=True)
    return grouped(_rows(question), question.by, sector="enterprise__sector__code", measure=measure)


def _rows(question: Question) -> QuerySet[Inspection]:
    counted = InspectionCampaign.objects.filter(campaign__in=question.campaigns).values("inspection")
    days = Q()
    if question.from_on is not None:
        days &= Q(inspected_on__gte=question.from_on)
    if question.to_on is not None:
        days &= Q(inspected_on__lte=question.to_on)
    rows = Inspection.objects.filter(days, pk__in=counted).exclude(kind__code=SELF)  # firms' own checks are told apart
    if question.user is not None:
        rows = rows.filter(pk__in=visible(ledger_by_code("inspection"), question.user).values("pk"))
    return rows
