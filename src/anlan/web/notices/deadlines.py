"""Reminders before a deadline and notices of lateness, for every ledger alike: what waits for somebody on the workbench
is told to that person, once a day for days and once a row for moments. Knows no ledger by name."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import access
from anlan.base.people.models import User
from anlan.kit.ledger import entry
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledgers
from anlan.kit.notify.choices import Urgency
from anlan.kit.notify.services import send_notice
from anlan.kit.notify.targets import Target

TOPIC = "deadline"
MORNING = "08:00"
AHEAD_DAYS = 1
AHEAD = timedelta(hours=1)
LATE_FOR = timedelta(days=1)
NAMED = 3
MOST_ROWS = 200


def remind() -> int:
    """Tell everybody what is due; repeating it tells nothing twice. Returns how many notices stand for it."""
    told = sum(_tell_moments(ledger) for ledger in _dated("due_at"))
    if clock.is_working_day(clock.today()) and clock.now() >= clock.at(MORNING):
        told += sum(_tell_days(ledger) for ledger in _dated("due_on"))
    return told


def _dated(field: str) -> Iterator[Ledger]:
    """Ledgers whose rows have a deadline of that kind; a moment goes before a day."""
    for ledger in ledgers():
        if entry.has_field(ledger, field) and not (field == "due_on" and entry.has_field(ledger, "due_at")):
            yield ledger


def _rows(ledger: Ledger) -> Any:
    return ledger.model._base_manager


def _people() -> QuerySet[User]:
    return User.objects.filter(is_active=True, person__active=True).select_related("person__organisation")


def _tell_days(ledger: Ledger) -> int:
    """One notice a person and day, over all rows that are late or due by tomorrow."""
    today = clock.today()
    if not _rows(ledger).filter(ledger.due_by(today + timedelta(days=AHEAD_DAYS))).exists():
        return 0
    return sum(_digest(ledger, user, today) for user in _people())


def _digest(ledger: Ledger, user: Any, today: date) -> int:
    rows = _waiting(ledger, user)
    if rows is None:
        return 0
    due = rows.filter(ledger.due_by(today + timedelta(days=AHEAD_DAYS)))
    late = rows.filter(ledger.due_by(today - timedelta(days=1))).count()
    soon = due.count() - late
    if not late and not soon:
        return 0
    parts = [
        _("超期 %(count)d %(unit)s") % {"count": late, "unit": ledger.unit} if late else "",
        _("今明两天到期 %(count)d %(unit)s") % {"count": soon, "unit": ledger.unit} if soon else "",
    ]
    first = [ledger.headline_column.text(row) for row in due.order_by("due_on", "pk")[:NAMED]]
    send_notice(
        key=f"{TOPIC}-{ledger.code}-{user.pk}-{today:%Y%m%d}",
        topic=TOPIC,
        title=_("%(ledger)s：%(what)s") % {"ledger": ledger.title, "what": "、".join(part for part in parts if part)},
        text="；".join(first) + ("……" if late + soon > NAMED else ""),
        to=[_target(user)],
        urgency=Urgency.LOW,
        about=ledger.code,
        expires_at=clock.end_of(today),
        place=user.person.organisation.place_id,
    )
    return 1


def _tell_moments(ledger: Ledger) -> int:
    """One notice a row and person within the last hour before its moment, and one when it has passed."""
    moment = clock.now()
    due = _rows(ledger).filter(due_at__gt=moment - LATE_FOR, due_at__lte=moment + AHEAD)
    keys = list(due.order_by("due_at").values_list("pk", flat=True)[:MOST_ROWS])
    if not keys:
        return 0
    told = 0
    for user in _people():
        rows = _waiting(ledger, user)
        for row in rows.filter(pk__in=keys) if rows is not None else ():
            if ledger.deadline(row) is not None:
                _tell_row(ledger, user, row, moment)
                told += 1
    return told


def _tell_row(ledger: Ledger, user: Any, row: Any, moment: datetime) -> None:
    late = row.due_at <= moment
    said = timezone.localtime(row.due_at).strftime("%m-%d %H:%M")
    word = _("已超时") if late else _("即将到时")
    send_notice(
        key=f"{TOPIC}-{ledger.code}-{row.pk}-{user.pk}-{row.due_at:%Y%m%d%H%M}-{'late' if late else 'soon'}",
        topic=TOPIC,
        title=_("%(ledger)s%(word)s") % {"ledger": ledger.title, "word": word},
        text=_("%(name)s，期限 %(moment)s。") % {"name": ledger.headline_column.text(row), "moment": said},
        to=[_target(user)],
        urgency=Urgency.NORMAL if late else Urgency.LOW,
        about=ledger.code,
        about_id=row.pk,
        expires_at=moment + LATE_FOR,
        place=user.person.organisation.place_id,
    )


def _waiting(ledger: Ledger, user: Any) -> QuerySet[Any] | None:
    """The rows that wait for this user, as on the workbench."""
    if not access.can(user, f"{ledger.code}.view"):
        return None
    condition = ledger.waiting(user)
    return None if condition is None else visible(ledger, user).filter(condition)


def _target(user: Any) -> Target:
    return Target(user.person.pk, user.person.organisation_id, "", user.person.organisation.place_id)
