"""Tells a firm's own people ahead that a certificate, policy, assessment … of theirs is going to end.

The last day itself, and lateness, are told by the reminders that every ledger has.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people.models import Person
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.notify.choices import Urgency
from anlan.kit.notify.services import send_notice
from anlan.kit.notify.targets import Target

TOPIC = "expiry"
MORNING = "08:30"
STEPS = (30, 60, 90)
SLACK = 7  # days within which a step is still told, over holidays and downtime
CODES = ("certificate", "insurance-policy", "service-contract", "standardisation", "contractor", "major-source",
         "safety-equipment")  # fmt: skip


def tell() -> int:
    """Send what is due to be told; repeating it tells nothing twice. Returns how many notices stand for it."""
    today = clock.today()
    if not clock.is_working_day(today) or clock.now() < clock.at(MORNING):
        return 0
    return sum(_tell_ledger(ledger_by_code(code), today) for code in CODES)


def _tell_ledger(ledger: Ledger, today: date) -> int:
    told = 0
    for step in STEPS:
        last = today + timedelta(days=step)
        due = Q(due_on__gt=last - timedelta(days=SLACK), due_on__lte=last)
        rows = _rows(ledger).filter(due, enterprise__organisation__isnull=False).select_related("enterprise")
        people = _people({row.enterprise.organisation_id for row in rows})
        for row in rows:
            if ledger.deadline(row) is not None and (to := people.get(row.enterprise.organisation_id)):
                _tell_row(ledger, row, step, to, today)
                told += 1
    return told


def _rows(ledger: Ledger) -> Any:
    return ledger.model._base_manager


def _people(units: set[int]) -> dict[int, list[Target]]:
    found: dict[int, list[Target]] = {}
    for person in Person.objects.filter(organisation__in=units, active=True).select_related("organisation"):
        target = Target(person.pk, person.organisation_id, "", person.organisation.place_id)
        found.setdefault(person.organisation_id, []).append(target)
    return found


def _tell_row(ledger: Ledger, row: Any, step: int, to: list[Target], today: date) -> None:
    send_notice(
        key=f"{TOPIC}-{ledger.code}-{row.pk}-{row.due_on:%Y%m%d}-{step}",
        topic=TOPIC,
        title=_("%(ledger)s将于 %(day)s 到期") % {"ledger": ledger.title, "day": row.due_on.isoformat()},
        text=_("%(firm)s：%(name)s，还有 %(days)d 天。请提前办理。")
        % {"firm": row.enterprise.name, "name": ledger.headline_column.text(row), "days": (row.due_on - today).days},
        to=to,
        urgency=Urgency.LOW,
        about=ledger.code,
        about_id=row.pk,
        expires_at=clock.at(row.due_on.isoformat()),
        place=row.enterprise.place_id,
    )
