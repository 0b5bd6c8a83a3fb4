"""What the moves of a case do to it. Each runs inside the move's transaction on the locked row."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.places.codes import prefix
from anlan.kit.flow.making import Refused
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.choices import CaseStatus, Direction, LimitUnit, PartyKind
from anlan.subjects.enforcement.models import Case, CaseTransfer, Instalment, Payment
from anlan.subjects.enforcement.rules import cases as rules
from anlan.subjects.enforcement.rules.clocks import ends_on
from anlan.subjects.enforcement.services import clocks, measures
from anlan.subjects.hazards.models import Hazard

CENT = Decimal("0.01")
_TOWN = 9


def file_case(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """立案: two officers with valid certificates, a delegation where a town handles it, within the limitation."""
    day = data["day"]
    _two_officers(case, day)
    _delegated(case, day)
    _not_too_old(case, day)
    case.filed_on = day
    clocks.set_clock(case, CaseStatus.FILED)


def punish_at_once(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """当场处罚 (行政处罚法 第五十一条): small fines only, filed, decided and served on one day."""
    day, amount = data["day"], data["amount"]
    _two_officers(case, day)
    _delegated(case, day)
    code = clocks.SIMPLE_UNIT if case.party_kind == PartyKind.UNIT else clocks.SIMPLE_PERSON
    most = queries.limit(code)
    if most is not None and most.unit == LimitUnit.YUAN and amount > most.amount:
        raise Refused(_("当场处罚的罚款不得超过 %(most)d 元，请按普通程序立案。") % {"most": most.amount})
    case.filed_on = case.decided_on = case.served_on = day
    case.simple = True
    case.fine, case.decision_number = amount, data["decision_number"]
    clocks.set_clock(case, CaseStatus.SERVED)


def end_investigation(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """调查终结."""
    case.investigated_on = data["day"]


def review(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """法制审核, by somebody who does not handle the case."""
    handlers = {officer.person_id for officer in (case.lead, case.second) if officer is not None and officer.person_id}
    person = getattr(actor, "person", None) if actor is not None and hasattr(actor, "person") else None
    if person is not None and person.pk in handlers:
        raise Refused(_("办案人员不能审核自己的案件。"))
    case.reviewed_on = data["day"]


def discuss(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """集体讨论."""
    case.discussed_on = data["day"]


def notify(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """告知."""
    case.notified_on = data["day"]


def ask_hearing(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """要求听证, within the limit that began with the notification."""
    last = queries.limit_end(clocks.HEARING, case.notified_on)
    if last is not None and case.notified_on is not None and clock.today() >= case.notified_on and data["day"] > last:
        raise Refused(_("要求听证的期限已于 %(day)s 届满。") % {"day": last})
    case.hearing_asked_on = data["day"]


def hear(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """举行听证."""
    case.heard_on = data["day"]


def decide(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """作出处罚决定."""
    last = queries.limit_end(clocks.HEARING, case.notified_on)
    if lack := rules.lacks_for_decision(case, hearing_ends_on=last, decided_on=data["day"]):
        raise Refused(lack)
    case.decided_on = data["day"]
    case.fine, case.decision_number = data["amount"], data["decision_number"]
    clocks.set_clock(case, CaseStatus.DECIDED)


def leave_unpunished(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """不予处罚: decided and closed at once."""
    if case.major and case.reviewed_on is None:
        raise Refused(_("重大复杂案件未经法制审核，不得作出决定。"))
    measures.refuse_while_held(case)
    case.unpunished = True
    case.decided_on = case.closed_on = data["day"]
    case.fine = Decimal(0)
    clocks.set_clock(case, CaseStatus.CLOSED)


def serve(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """送达: from now on the fifteen days of payment run."""
    case.served_on = data["day"]
    clocks.set_clock(case, CaseStatus.SERVED)


def publish(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """公示."""
    case.published_on = data["day"]


def collect(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """收缴: never more than was imposed. The case is locked, so two who book at once are taken one after the other."""
    book(case, data["amount"], data["day"], data.get("receipt", ""), getattr(actor, "name", ""))
    clocks.set_clock(case, CaseStatus.SERVED)


def book(case: Case, amount: Decimal, day: date, receipt: str, by: str) -> None:
    """One payment. Raises ``Refused`` where it is more than what is owed."""
    owed = rules.outstanding(case)
    if amount > owed:
        raise Refused(_("还欠 %(owed)s 元，不能收 %(amount)s 元。") % {"owed": owed, "amount": amount})
    Payment.objects.create(case=case, paid_on=day, amount=amount, receipt=receipt, entered_by=by)
    case.collected += Decimal(amount)


def divide(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """批准分期: equal parts a month apart, the last takes the odd cents."""
    parts, owed = int(data["parts"]), rules.outstanding(case)
    each = (owed / parts).quantize(CENT)
    amounts = [each] * (parts - 1) + [owed - each * (parts - 1)]
    days = [ends_on(data["first_on"], number, LimitUnit.MONTH) for number in range(parts)]
    Instalment.objects.bulk_create(
        [Instalment(case=case, due_on=day, amount=amount) for day, amount in zip(days, amounts, strict=True)]
    )
    case.deferred_until_on = days[-1]
    clocks.set_clock(case, CaseStatus.SERVED)


def urge(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """催告."""
    case.urged_on = data["day"]


def ask_court(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """申请法院强制执行."""
    case.court_on = data["day"]


def finish(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """执行完毕: only when nothing is owed any more."""
    if (owed := rules.outstanding(case)) > 0:
        raise Refused(_("还有 %(owed)s 元罚款没有收缴，不能登记执行完毕。") % {"owed": owed})
    case.executed_on = data["day"]
    clocks.set_clock(case, CaseStatus.EXECUTED)


def close(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """结案."""
    measures.refuse_while_held(case)
    case.closed_on = data["day"]
    clocks.set_clock(case, CaseStatus.CLOSED)


def revisit(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """回访."""
    case.revisited_on, case.revisit = data["day"], data["revisit"]


def reopen(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """恢复办理: what came after filing is undone; money that came in stays booked."""
    if case.collected:
        raise Refused(_("案件已经收缴罚款，不能恢复到调查阶段；请另立案件。"))
    for name in ("investigated_on", "notified_on", "decided_on", "served_on", "executed_on", "closed_on"):
        setattr(case, name, None)
    case.unpunished = False
    case.filed_on = case.filed_on or clock.today()
    clocks.set_clock(case, CaseStatus.FILED)


def drop(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """不予立案, or taken back."""
    clocks.set_clock(case, CaseStatus.DROPPED)


def back_to_investigation(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """退回补充调查."""
    case.investigated_on = None
    clocks.set_clock(case, CaseStatus.FILED)


def extend(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """延期审批: a later day than the one that holds."""
    if case.due_on is not None and data["until_on"] <= case.due_on:
        raise Refused(_("延期必须晚于原期限 %(day)s。") % {"day": case.due_on})
    case.extended_until_on = data["until_on"]
    clocks.set_clock(case, CaseStatus.FILED)


def transfer(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """移送: the case rests, a transfer is registered that has its own way."""
    ledger: Any = ledger_of(CaseTransfer)
    made = CaseTransfer(
        direction=Direction.OUT, case=case, title=case.cause[:200], sent_on=data["day"], place_id=case.place_id,
        line_id=case.line_id, document=data.get("document") or "",
        counterpart=_term("transfer-body", data.get("counterpart")), crime=_term("suspected-crime", data.get("crime")),
    )  # fmt: skip
    entry.enter(ledger, made, actor=actor)
    clocks.set_clock(case, CaseStatus.MOVED)


def take_back(case: Case, *, actor: Any, data: dict[str, Any]) -> None:
    """The other body did not take it: the case goes on."""
    case.filed_on = case.filed_on or data["day"]
    clocks.set_clock(case, CaseStatus.FILED)


def open_from_hazard(hazard: Hazard, *, actor: Any, cause: str = "") -> Case:
    """A clue from a hazard that was handed over; the same hazard gives one case only."""
    found = Case.objects.filter(hazard=hazard).first()
    if found is not None:
        return found
    ledger: Any = ledger_of(Case)
    case = Case(
        cause=(cause or hazard.content)[:300], hazard=hazard, inspection_id=hazard.inspection_id,
        enterprise_id=hazard.enterprise_id, party=hazard.unit, place_id=hazard.place_id, line_id=hazard.line_id,
        found_on=hazard.found_on, source=_term("case-source", "inspection"),
    )  # fmt: skip
    made: Case = entry.enter(ledger, case, actor=actor)
    return made


def taken_from_hazard(hazard: Any, *, actor: Any, reason: str, handed_on: date) -> Case:
    """A hazard was handed over to enforcement: within the same transaction it becomes a clue."""
    return open_from_hazard(hazard, actor=actor, cause=f"{reason}：{hazard.content}" if reason else "")


def _term(dictionary: str, code: Any) -> Any:
    return next((term for term in terms.every(dictionary) if term.code == code), None)


def _two_officers(case: Case, day: date) -> None:
    if case.lead is None or case.second is None or case.lead_id == case.second_id:
        raise Refused(_("执法人员不得少于两名：请先在案件里填主办和协办人员。"))
    for officer in (case.lead, case.second):
        if not officer.active or officer.valid_until_on < min(day, clock.today()):
            raise Refused(_("%(name)s的执法证已过期或不在岗，不能办案。") % {"name": officer.name})


def _delegated(case: Case, day: date) -> None:
    """A township handles cases only under a delegation that holds on that day."""
    body = case.organisation
    if body is None or len(prefix(body.place_id)) != _TOWN:
        return
    found = case.delegation or queries.delegation_of(body, min(day, clock.today()))
    held = found is not None and found.organisation_id == body.pk and found.begins_on <= day
    if not held or (found is not None and found.ends_on is not None and found.ends_on < min(day, clock.today())):
        raise Refused(_("%(body)s没有有效的执法委托，不能以自己的名义立案。") % {"body": body.name})
    case.delegation = found


def _not_too_old(case: Case, day: date) -> None:
    code = clocks.GRAVE_LIMITATION if case.major else clocks.LIMITATION
    last = queries.limit_end(code, case.violated_on)
    if last is not None and case.found_on > last:
        raise Refused(_("违法行为终了之日起到 %(day)s 已过追溯时效，不能立案。") % {"day": last})
