"""Reports that are owed: which units owe one for which day, reminding and chasing them, and the summary of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people.models import Organisation, Person
from anlan.base.places.codes import code_range, holds
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.notify.choices import Urgency
from anlan.kit.notify.services import send_notice
from anlan.kit.notify.targets import Target
from anlan.kit.records import writing
from anlan.subjects.duty import targets
from anlan.subjects.duty.choices import Cycle, ReportStatus
from anlan.subjects.duty.models import DutyPost, ReportDue, ReportDuty
from anlan.subjects.duty.questions import Question, read, totals
from anlan.subjects.duty.rules import clock_times
from anlan.subjects.governance.models import KeyPeriod

TOPIC = "report-due"
CHUNK = 500
FEW = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """What all units told for one day. ``totals``: question → sum or how many said what."""

    duty: ReportDuty
    on: date
    filed: tuple[ReportDue, ...]
    missing: tuple[ReportDue, ...]
    excused: int
    questions: tuple[Question, ...]
    totals: dict[str, str]

    @property
    def owed(self) -> int:
        """How many were owed at all; those excused left out."""
        return len(self.filed) + len(self.missing)

    @property
    def late(self) -> int:
        """How many came after the deadline."""
        return sum(one.filed_at is not None and one.filed_at > one.due_at for one in self.filed)

    @property
    def zeros(self) -> int:
        """How many said that nothing happened."""
        return sum(one.zero for one in self.filed)

    @property
    def share(self) -> str:
        """On time of those owed; no denominator, no figure."""
        return f"{100 * (len(self.filed) - self.late) / self.owed:.1f}%" if self.owed else "—"


def units_of(duty: ReportDuty) -> QuerySet[Organisation]:
    """The units that owe a report: of the kinds named, within the place; the place's own are asked too."""
    low, high = code_range(duty.place_id)
    found = Organisation.objects.filter(active=True, place_id__gte=low, place_id__lt=high)
    return found.filter(kind__code__in=list(duty.unit_kinds)).order_by("place", "id")


def falls_on(duty: ReportDuty, on: date) -> bool:
    """Is a report of this duty owed for a day, key periods left aside?"""
    if not duty.active or on < duty.starts_on or (duty.ends_on is not None and on > duty.ends_on):
        return False
    if duty.cycle == Cycle.WEEKLY:
        return on.isoweekday() == duty.due_day
    if duty.cycle == Cycle.MONTHLY:
        last = ((on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day
        return on.day == min(duty.due_day or 1, last)
    return True


def spread(on: date) -> int:
    """Make what is owed for a day, once: safe to repeat, and units that joined since are added."""
    periods = list(
        KeyPeriod.objects.filter(
            daily_report=True, begins_at__lt=clock.end_of(on),
            ends_at__gt=clock.at(on.isoformat()),
        )
    )  # fmt: skip
    made = 0
    for duty in ReportDuty.objects.filter(active=True, starts_on__lte=on):
        if falls_on(duty, on):
            made += _spread(duty, on, periods)
    return made


@transaction.atomic
def _spread(duty: ReportDuty, on: date, periods: Sequence[KeyPeriod]) -> int:
    held = ReportDuty.objects.select_for_update().get(pk=duty.pk)
    units = list(units_of(held))
    if held.key_periods_only:
        units = [unit for unit in units if any(holds(one.place_id, unit.place_id) for one in periods)]
    known = set(ReportDue.objects.filter(duty=held, period_on=on).values_list("unit_id", flat=True))
    due_at = clock.at(f"{on.isoformat()} {clock_times(held.due_time)[0]:%H:%M}")
    remind = max(due_at - timedelta(minutes=held.remind_minutes), clock.at(on.isoformat()))
    fresh = [
        ReportDue(duty=held, unit=unit, place_id=unit.place_id, period_on=on, due_at=due_at, next_at=remind)
        for unit in units
        if unit.pk not in known
    ]
    ledger: Any = ledger_of(ReportDue)
    entry.number_rows(ledger, fresh)
    writing.add_many(fresh, actor=None)
    return len(fresh)


def chase() -> bool:
    """Remind before the deadline and chase after it; True when more wait."""
    now = clock.now()
    waiting = (
        ReportDue.objects.filter(status=ReportStatus.DUE, next_at__lte=now)
        .select_related("duty", "unit")
        .order_by("next_at")[:CHUNK]
    )
    rows = list(waiting)
    for due in rows:
        with transaction.atomic():
            _chase(due, now)
    return len(rows) == CHUNK


def _chase(due: ReportDue, now: datetime) -> None:
    late = now >= due.due_at
    following: datetime | None = due.due_at
    if late:
        last = due.chased + 1 >= due.duty.chase_times
        following = None if last else now + timedelta(minutes=max(due.duty.chase_minutes, 1))
    taken = ReportDue.objects.filter(pk=due.pk, status=ReportStatus.DUE, next_at=due.next_at).update(
        next_at=following, chased=F("chased") + int(late)
    )
    if not taken:
        return
    words = {"unit": str(due.unit), "duty": due.duty.name, "on": due.period_on, "at": clock_of(due.due_at)}
    text = _("%(unit)s：%(on)s 的“%(duty)s”请于 %(at)s 前报送。无情况的也要报“零报告”。") % words
    if late:
        text = _("%(unit)s：%(on)s 的“%(duty)s”已超时（截止 %(at)s），请立即报送。") % words
    if people := people_of(due):
        send_notice(
            key=f"report-due:{due.pk}:{due.next_at:%Y%m%d%H%M}",
            topic=TOPIC,
            title=_("催报：%(duty)s") % words if late else _("请报送：%(duty)s") % words,
            text=text,
            to=people,
            urgency=Urgency.URGENT if late else Urgency.NORMAL,
            about="report-due",
            about_id=due.pk,
            place=due.place_id,
        )


def clock_of(moment: datetime) -> str:
    """``17:00``."""
    return f"{moment.astimezone(clock.at('00:00').tzinfo):%H:%M}"


def people_of(due: ReportDue) -> list[Target]:
    """Whoever is on duty at the unit's posts, else the first people of its contacts book."""
    found = [
        target
        for code in DutyPost.objects.filter(unit=due.unit, active=True).values_list("code", flat=True)
        for target in targets.on_post(code)
    ]
    if found:
        return found
    people = Person.objects.filter(organisation=due.unit, active=True).exclude(phone="").order_by("id")[:FEW]
    return [Target(one.pk, one.organisation_id, str(due.unit), due.place_id) for one in people]


def summary(duty: ReportDuty, on: date, rows: QuerySet[ReportDue]) -> Summary:
    """The day's summary over the rows that one may see."""
    dues = list(rows.filter(duty=duty, period_on=on).select_related("unit", "place").order_by("place", "unit"))
    filed = tuple(one for one in dues if one.status == ReportStatus.FILED)
    missing = tuple(one for one in dues if one.status == ReportStatus.DUE)
    questions = tuple(read(duty.form_fields))
    told = totals(questions, [one.content for one in filed])
    return Summary(duty, on, filed, missing, len(dues) - len(filed) - len(missing), questions, told)


def in_words(made: Summary) -> str:
    """The summary as a paragraph for a bulletin."""
    words = {
        "on": made.on, "duty": made.duty.name, "owed": made.owed, "filed": len(made.filed), "late": made.late,
        "zeros": made.zeros,
    }  # fmt: skip
    text = _("%(on)s“%(duty)s”应报 %(owed)d 家，已报 %(filed)d 家（其中超时 %(late)d 家、零报告 %(zeros)d 家）") % words
    if made.missing:
        names = "、".join(str(one.unit) for one in made.missing)
        text += _("，未报 %(count)d 家：%(names)s") % {"count": len(made.missing), "names": names}
    told = "；".join(f"{name} {value}" for name, value in made.totals.items())
    return f"{text}。{_('汇总：')}{told}。" if told else f"{text}。"
