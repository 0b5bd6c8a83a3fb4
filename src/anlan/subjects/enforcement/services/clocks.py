"""The deadline of a case as its state and the statutory limits give it."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.choices import INVESTIGATED, CaseStatus
from anlan.subjects.enforcement.models import Case
from anlan.subjects.enforcement.rules import cases as rules

WHOLE, SERVE, HEARING, PAY, COURT = "ENF-01", "ENF-02", "ENF-03", "ENF-04", "ENF-07"
LIMITATION, GRAVE_LIMITATION, ARCHIVE, PUBLISH, APPEAL = "ENF-09", "ENF-09B", "OWN-01", "OWN-02", "ENF-11"
SIMPLE_UNIT, SIMPLE_PERSON, SURCHARGE = "ENF-12", "ENF-13", "ENF-14"


def set_clock(case: Case, state: str) -> None:
    """Write what is due next and by when, for the state the case is about to have."""
    case.due_on, case.due_for = _due(case, state)


def surcharge(case: Case) -> Decimal:
    """What may be added to the fine for paying late, as of today."""
    found = queries.limit(SURCHARGE)
    if found is None or case.status != CaseStatus.SERVED or case.due_on is None:
        return Decimal(0)
    late = (clock.today() - case.due_on).days
    return rules.surcharge(rules.outstanding(case), late_days=late, percent=found.amount)


def _due(case: Case, state: str) -> tuple[date | None, str]:
    if state in INVESTIGATED:
        return case.extended_until_on or queries.limit_end(WHOLE, case.filed_on), _("办结")
    if state == CaseStatus.DECIDED:
        return queries.limit_end(SERVE, case.decided_on), _("送达")
    if state == CaseStatus.SERVED:
        return _payment(case)
    if state == CaseStatus.EXECUTED:
        return queries.limit_end(ARCHIVE, case.executed_on), _("结案归档")
    return None, ""


def _payment(case: Case) -> tuple[date | None, str]:
    """The next instalment that what came in does not cover, else the limit for the whole fine."""
    paid = case.collected
    for part in case.instalments.order_by("due_on", "id") if case.deferred_until_on else ():
        paid -= part.amount
        if paid < 0:
            return part.due_on, _("缴纳分期罚款")
    return queries.limit_end(PAY, case.served_on), _("缴纳罚款")
