"""What hazards hand in to the boards and bulletins of campaigns: found, rectified, late; those fixed at once never."""

from collections.abc import Callable, Mapping

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.campaigns.boards import Question, grouped, register_counter
from anlan.subjects.hazards import queries
from anlan.subjects.hazards.choices import VERIFIED, Mode, Side
from anlan.subjects.hazards.models import Hazard


def register() -> None:
    """Put the columns on all boards, once, at start-up."""
    register_counter("hazards-found", _("发现隐患"), found)
    register_counter("hazards-rectified", _("已整改隐患"), rectified)
    register_counter("hazards-late", _("超期隐患"), late)


def found(question: Question) -> Mapping[str, int]:
    """Hazards found within the days asked for."""
    return _counted(question, lambda rows: rows)


def rectified(question: Question) -> Mapping[str, int]:
    """Of those found, the ones whose rectification a re-inspection has confirmed by now."""
    return _counted(question, lambda rows: rows.filter(status__in=VERIFIED))


def late(question: Question) -> Mapping[str, int]:
    """Of those found, the ones whose rectification is late today."""
    return _counted(question, lambda rows: rows.filter(queries.late(Side.FIRM, clock.today())))


def _counted(question: Question, narrow: Callable[[QuerySet[Hazard]], QuerySet[Hazard]]) -> Mapping[str, int]:
    rows = queries.of_campaigns(question.campaigns).exclude(mode=Mode.ON_THE_SPOT)
    if question.user is not None:
        rows = rows.filter(pk__in=visible(ledger_by_code(queries.HAZARD), question.user).values("pk"))
    days = Q()
    if question.from_on is not None:
        days &= Q(found_on__gte=question.from_on)
    if question.to_on is not None:
        days &= Q(found_on__lte=question.to_on)
    return grouped(narrow(rows.filter(days)), question.by, sector="enterprise__sector__code", measure=Count("pk"))
