"""What is done to applications, permits and complaints. Moves run in their transaction, on the locked row."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people.models import Organisation
from anlan.base.places.codes import holds
from anlan.kit.documents import numbering
from anlan.kit.flow.making import Refused
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_by_code, ledger_of
from anlan.kit.records import writing
from anlan.subjects.hazards.models import Hazard
from anlan.subjects.permits import queries, rules
from anlan.subjects.permits.choices import Pause
from anlan.subjects.permits.models import Complaint, ComplaintLimit, Permit, PermitApplication, PermitPause

CASES = "case"  # the ledger that takes clues, where it is installed


def receive(rows: Sequence[PermitApplication]) -> None:
    """New applications: by when it is said whether they are taken up."""
    for row in rows:
        row.due_on = clock.add_working_days(row.received_on, row.item.accept_days)


def ask_for_more(row: PermitApplication, *, actor: Any, data: Mapping[str, Any]) -> None:
    """一次性告知补正: the clock stops until the applicant has brought what is missing."""
    _stop(row, Pause.SUPPLEMENT, data["text"], actor)


def take_more(row: PermitApplication, *, actor: Any, data: Mapping[str, Any]) -> None:
    """What was missing is here: the days to accept begin anew (行政许可法 第三十二条)."""
    _go_on(row)
    row.due_on = clock.add_working_days(clock.today(), row.item.accept_days)


def accept(row: PermitApplication, *, actor: Any, data: Mapping[str, Any]) -> None:
    """受理: from now on the promise runs; it stays as it was promised, whatever becomes of the item."""
    row.accepted_on = clock.today()
    row.promised_days, row.legal_days = row.item.promised_days, row.item.legal_days
    row.paused_days = 0
    _set_due(row)


def pause(row: PermitApplication, *, actor: Any, data: Mapping[str, Any]) -> None:
    """Hearing, experts or tests: their days do not count (行政许可法 第四十五条)."""
    _stop(row, data["cause"], data["text"], actor)


def resume(row: PermitApplication, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The clock goes on with as many working days as were left."""
    row.paused_days += _go_on(row)
    _set_due(row)


def _stop(row: PermitApplication, cause: str, text: str, actor: Any) -> None:
    PermitPause.objects.create(application=row, cause=cause, text=text, begun_on=clock.today(), by=actor)


def _go_on(row: PermitApplication) -> int:
    """End the running pause, if there is one; returns its working days."""
    running = row.pauses.filter(ended_on=None).first()
    if running is None:
        return 0
    running.ended_on = clock.today()
    running.days = rules.stood_still(running.begun_on, running.ended_on)
    running.save()
    return running.days


def _set_due(row: PermitApplication) -> None:
    if row.accepted_on is not None:
        row.due_on = rules.decision_due_on(row.accepted_on, row.promised_days or 0, row.paused_days)
        row.legal_due_on = rules.decision_due_on(row.accepted_on, row.legal_days or 0, row.paused_days)


def decide(row: PermitApplication, data: Mapping[str, Any]) -> None:
    """Keep the day of the decision, the working days used, and whether the promise was kept."""
    row.decided_on = clock.today()
    begun = row.accepted_on or row.received_on
    row.used_days = max(rules.stood_still(begun, row.decided_on) - row.paused_days, 0)
    row.in_time = row.due_on is None or row.decided_on <= row.due_on
    row.decision_paper = data.get("paper", "")
    row.reason = data.get("reason", "")


def deny(row: PermitApplication, *, actor: Any, data: Mapping[str, Any]) -> None:
    """不予许可, with the reason."""
    decide(row, data)


def end_application(row: PermitApplication, *, actor: Any, data: Mapping[str, Any]) -> None:
    """不予受理 or 撤回, with the reason; a pause that runs ends with it."""
    _go_on(row)
    row.reason = data["reason"]


def deliver(row: PermitApplication, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The decision reached the applicant."""
    row.delivered_on = clock.today()


def issue(row: PermitApplication, *, actor: Any, data: Mapping[str, Any]) -> Permit:
    """The certificate of a granted application, with a number of its own series unless one was given."""
    today = clock.today()
    number = data.get("certificate") or numbering.take_formatted(row.item.series or row.item.code, today.year)[0]
    if Permit.objects.filter(number=number).exists():
        raise Refused(_("证书编号 %(number)s 已经有了，请换一个。") % {"number": number})
    permit = Permit(
        number=number,
        item=row.item,
        holder=row.applicant,
        credit_code=row.credit_code,
        enterprise=row.enterprise,
        person=row.person,
        phone=row.phone,
        place=row.place,
        line=row.line,
        issued_on=today,
        valid_from_on=today,
        expires_on=data.get("expires_on") or rules.expires_on(today, row.item.valid_years),
    )
    writing.add(permit, actor=actor)
    return permit


def end_permit(row: Permit, *, actor: Any, data: Mapping[str, Any]) -> None:
    """不再核发, 注销, 撤销 or renewal: when and why."""
    row.ended_on = clock.today()
    row.end_reason = data["reason"]


def revive(row: Permit, *, actor: Any, data: Mapping[str, Any]) -> None:
    """It is valid after all."""
    row.ended_on, row.end_reason = None, ""


def register(rows: Sequence[Complaint]) -> None:
    """New complaints: by when it is said whether they are taken up."""
    for row in rows:
        accept_days, _check = queries.limits_for(row.source_id)
        row.accept_due_on = rules.acceptance_due_on(timezone.localtime(row.received_at).date(), accept_days)
        row.due_on = row.accept_due_on


def take_up(row: Complaint, *, actor: Any, data: Mapping[str, Any]) -> None:
    """受理."""
    row.accepted_at = clock.now()
    _accept, check_days = queries.limits_for(row.source_id)
    row.due_on = rules.check_due_on(clock.today(), check_days, row.return_due_on)


def turn_down(row: Complaint, *, actor: Any, data: Mapping[str, Any]) -> None:
    """不予受理."""
    row.closed_on, row.due_on = clock.today(), None


def move_on(row: Complaint, *, actor: Any, data: Mapping[str, Any]) -> None:
    """移送: it belongs to somebody else."""
    row.moved_to = data["recipient"]
    row.closed_on, row.due_on = clock.today(), None


def assign(row: Complaint, *, actor: Any, data: Mapping[str, Any]) -> None:
    """交办. A complaint that lay at the county goes to the handler's territory, so that its people see it."""
    handler = Organisation.objects.filter(pk=data["handler"], active=True).first()
    if handler is None:
        raise Refused(_("没有这个承办单位。"))
    row.handler, row.assigned_at = handler, clock.now()
    if holds(row.place_id, handler.place_id):
        row.place_id = handler.place_id
    if data.get("due_on"):
        row.due_on = data["due_on"] if row.return_due_on is None else min(data["due_on"], row.return_due_on)


def report_check(row: Complaint, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The check is done: true, partly, false, or not to be found out."""
    row.checked_on = clock.today()
    row.result, row.finding = data["result"], data["finding"]


def check_again(row: Complaint, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The check does not do."""
    row.checked_on, row.result = None, ""


def answer(row: Complaint, *, actor: Any, data: Mapping[str, Any]) -> None:
    """反馈 to whoever reported or sent it; with that it is closed."""
    row.answered_on = row.closed_on = clock.today()
    row.answer = data["text"]


def close(row: Complaint, *, actor: Any, data: Mapping[str, Any]) -> None:
    """Nobody is to be answered: an anonymous report that no one transferred."""
    row.closed_on = clock.today()


def reopen(row: Complaint, *, actor: Any, data: Mapping[str, Any]) -> None:
    """It is checked again."""
    row.closed_on = row.checked_on = row.answered_on = None
    row.result = ""
    row.due_on = clock.today() + timedelta(days=queries.limits_for(row.source_id)[1])


def reward(row: Complaint, *, actor: Any, data: Mapping[str, Any]) -> None:
    """举报奖励, once."""
    row.reward, row.rewarded_on = data["amount"], clock.today()


def make_hazard(row: Complaint, *, actor: Any, data: Mapping[str, Any]) -> None:
    """A hazard of its own from what was reported, in its own ledger and loop. Nothing of the reporter goes with it."""
    source = next((term for term in terms.active("hazard-source") if "举报" in term.name), None)
    hazard = Hazard(
        content=data.get("content") or row.content[:1000] or row.title,
        enterprise=row.enterprise,
        unit=row.unit or (row.enterprise.name if row.enterprise else row.title),
        location=row.address,
        place=row.place,
        line=row.line,
        source=source,
        found_on=clock.today(),
        finder=_("投诉举报"),
        longitude=row.longitude,
        latitude=row.latitude,
        note=_("来自投诉举报 %(number)s") % {"number": row.number},
    )
    ledger = ledger_of(Hazard)
    if ledger is None:
        raise Refused(_("没有隐患台账。"))
    row.hazard = entry.enter(ledger, hazard, actor=actor)


def make_clue(row: Complaint, *, actor: Any, data: Mapping[str, Any]) -> None:
    """A clue in the ledger of cases, which is known by its code only: ``about`` and ``about_id`` lead back here."""
    try:
        ledger = ledger_by_code(CASES)
    except Http404 as missing:
        raise Refused(_("没有执法案件台账，不能转为线索。")) from missing
    source = next((term for term in terms.active("case-source") if "举报" in term.name), None)
    model: Any = ledger.model
    case = model(
        cause=data.get("cause") or row.title,
        enterprise=row.enterprise,
        party=row.unit or (row.enterprise.name if row.enterprise else row.title),
        source=source,
        place=row.place,
        line=row.line,
        found_on=clock.today(),
        about="complaint",
        about_id=row.pk,
    )
    made = entry.enter(ledger, case, actor=actor)
    row.clue_on, row.clue_number = clock.today(), str(getattr(made, "number", made.pk))[:40]


def forget_limits() -> None:
    """Limits were changed in this process."""
    cache.delete(queries.LIMITS_KEY)


def seed() -> int:
    """The limits that an installation starts with; nothing where there are some."""
    if ComplaintLimit.objects.exists():
        return 0
    ComplaintLimit.objects.create(
        name=_("一般举报：7 个工作日内受理、60 日内办结"),
        accept_days=queries.ACCEPT_DAYS,
        check_days=queries.CHECK_DAYS,
        basis=_("请按本省举报办理规定核对修改"),
    )
    forget_limits()
    return 1
