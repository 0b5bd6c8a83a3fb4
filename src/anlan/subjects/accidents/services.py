"""What is done to accidents, investigations and measures. Moves run in their transaction, on the locked row."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.kit.flow.making import Refused
from anlan.kit.records import writing
from anlan.subjects.accidents import queries, rules, standards
from anlan.subjects.accidents.choices import CASUALTIES, FIGURES, Inquiry, MeasureStatus, Step, Way
from anlan.subjects.accidents.models import (
    Accident,
    AccidentMeasure,
    AccidentReport,
    AccidentRevision,
    InquiryAnswer,
    InquiryItem,
    Investigation,
    ReportingLimit,
)


def set_limits(rows: Sequence[Accident]) -> None:
    """Give new accidents the limits in force, as a snapshot: a limit edited later changes no clock that runs."""
    for row in rows:
        level = row.override or rules.judge(row.deaths, row.serious_injuries, row.loss).level
        row.firm_minutes = queries.minutes_for(Step.FIRM, level)
        row.report_minutes = queries.minutes_for(Step.UPWARD, level)


def report_step(accident: Accident, *, actor: Any, data: Mapping[str, Any]) -> None:
    """Keep that a step of reporting was taken; the first report to the city stops the bureau's clock."""
    step = data.get("step") or Step.UPWARD
    sent_at = data.get("sent_at") or clock.now()
    if sent_at < accident.occurred_at:
        raise Refused(_("报告时间不能早于事故发生时间。"))
    known_at = (accident.firm_knew_at if step == Step.FIRM else None) or accident.received_at
    row = AccidentReport(
        accident=accident,
        step=step,
        sender=data.get("sender", ""),
        recipient=data["recipient"],
        way=data["way"],
        known_at=known_at,
        sent_at=sent_at,
        content=data.get("content", ""),
    )
    set_report_limits([row])
    writing.add(row, actor=actor)
    if step == Step.UPWARD and accident.reported_at is None:
        accident.reported_at = sent_at
    if step == Step.STATISTICS and accident.direct_reported_at is None:
        accident.direct_reported_at = sent_at


def set_report_limits(rows: Sequence[AccidentReport]) -> None:
    """Give reports the limit of their step in force now."""
    for row in rows:
        row.minutes = queries.minutes_for(row.step, row.accident.level)


def report_directly(accident: Accident, *, actor: Any, data: Mapping[str, Any]) -> None:
    """统计联网直报 was made."""
    told = {"step": Step.STATISTICS, "recipient": _("生产安全事故统计系统"), "way": Way.NETWORK}
    report_step(accident, actor=actor, data=told | {"sent_at": data.get("sent_at")})


def revise(accident: Accident, *, actor: Any, data: Mapping[str, Any]) -> None:
    """Change the casualties and the loss with a reason. After the window the accident keeps the casualties that count,
    and only the history tells the others; the loss is what it is found to be, whenever that is."""
    given = {name: data[name] for name in FIGURES if data.get(name) is not None}
    over = clock.today() > rules.last_counted_on(accident.occurred_at, accident.sector.code)
    late = {name: value for name, value in given.items() if over and name in CASUALTIES}
    for counted, part in ((False, late), (True, {name: given[name] for name in given if name not in late})):
        if part:
            before = _told({name: getattr(accident, name) for name in FIGURES}, accident.override)
            _keep_revision(accident, part, before, counted=counted, reason=data["reason"], actor=actor)
    accident.revision_kept = True  # type: ignore[attr-defined]  # so that keep_changes keeps no second one


def _keep_revision(
    accident: Accident, given: Mapping[str, Any], before: dict[str, Any], *, counted: bool, reason: str, actor: Any
) -> None:
    figures = {name: getattr(accident, name) for name in FIGURES} | dict(given)
    after = _told(figures, accident.override)
    if not counted:
        after["level"] = before["level"]
    AccidentRevision.objects.create(
        accident=accident, revised_at=clock.now(), revised_by=actor, before=before, after=after, counted=counted,
        reason=reason,
    )  # fmt: skip
    for name, value in given.items() if counted else ():
        setattr(accident, name, value)


def _told(figures: Mapping[str, Any], override: int | None) -> dict[str, Any]:
    """Figures as a revision keeps them, with the level that they give."""
    level = override or rules.judge(figures["deaths"], figures["serious_injuries"], figures["loss"]).level
    return {name: writing.plain(figures[name]) for name in FIGURES} | {"level": int(level) if level else None}


def keep_changes(rows: Sequence[Accident], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
    """Figures or a level that came to change by form, import or interface leave a revision too, whoever wrote them."""
    for row, was in zip(rows, before, strict=True):
        if was is None or row.__dict__.pop("revision_kept", False):
            continue
        changed = [name for name in (*FIGURES, "override") if was.get(name) != getattr(row, name)]
        if changed:
            told = _told({name: was.get(name) for name in FIGURES}, was.get("override"))
            reason = row.override_reason if changed == ["override"] else _("登记表填写、导入或接口写入")
            _keep_revision(row, {}, told, counted=True, reason=reason or _("取消另行认定"), actor=actor)


def strike_off(accident: Accident, *, actor: Any, data: Mapping[str, Any]) -> None:
    """核销: it is no accident of this register and makes no figure."""
    accident.counted = False


def take_back(accident: Accident, *, actor: Any, data: Mapping[str, Any]) -> None:
    """It is one after all."""
    accident.counted = True


def set_clocks(rows: Sequence[Investigation], state: str = "") -> None:
    """The three clocks of investigations, and the one that runs now (in the state that a move is about to set)."""
    for row in rows:
        accident = row.accident
        row.report_due_on = rules.report_due_on(accident.occurred_at, row.extension_days, row.appraisal_days)
        row.reply_due_on = rules.reply_due_on(row.submitted_on, accident.level) if row.submitted_on else None
        row.assess_due_on = rules.assessment_due_on(row.approved_on) if row.approved_on else None
        row.due_on = _running(row, state or row.status)


def _running(row: Investigation, state: str) -> Any:
    if state == Inquiry.RUNNING:
        return row.report_due_on
    if state == Inquiry.REPORTED:
        return row.reply_due_on
    return None if row.assessed_on else row.assess_due_on


def extend(row: Investigation, *, actor: Any, data: Mapping[str, Any]) -> None:
    """延长 by the government's approval, sixty days at most in all."""
    whole = row.extension_days + int(data["days"])
    if whole > rules.EXTENSION_MOST:
        raise Refused(_("延长累计不超过 60 日，现已延长 %(days)d 日。") % {"days": row.extension_days})
    row.extension_days = whole
    set_clocks([row])


def leave_out_appraisal(row: Investigation, *, actor: Any, data: Mapping[str, Any]) -> None:
    """Days of technical expertise do not count (国务院令第493号第二十七条)."""
    row.appraisal_days += int(data["days"])
    set_clocks([row])


def submit(row: Investigation, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The report goes to the government. Raises ``Refused`` while a line of the inquiry schemes has no answer."""
    missing = queries.unanswered(row)
    if count := missing.count():
        first = missing.first()
        raise Refused(
            _("“一案四查”“两个倒查”还有 %(count)d 项没有填写，如“%(first)s”。") % {"count": count, "first": first}
        )
    for name in ("nature", "direct_cause", "indirect_cause", "opinion"):
        setattr(row, name, data.get(name) or getattr(row, name))
    row.submitted_on = clock.today()
    set_clocks([row], Inquiry.REPORTED)


def send_back(row: Investigation, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The report is not approved: the investigation goes on."""
    row.submitted_on = None
    set_clocks([row], Inquiry.RUNNING)


def approve(row: Investigation, *, actor: Any, data: Mapping[str, Any]) -> None:
    """批复: from now on measures and accountability are carried out."""
    row.approved_on = clock.today()
    row.approval_paper = data.get("paper", "")
    set_clocks([row], Inquiry.APPROVED)


def publish(row: Investigation, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The report is published."""
    row.published_on = clock.today()
    row.published_where = data["where"]


def close(row: Investigation, *, actor: Any, data: Mapping[str, Any]) -> None:
    """结案. Raises ``Refused`` while a measure is not verified."""
    open_measures = AccidentMeasure.objects.filter(accident=row.accident_id).exclude(status=MeasureStatus.VERIFIED)
    if count := open_measures.count():
        raise Refused(_("还有 %(count)d 条整改措施没有核查落实，不能结案。") % {"count": count})
    row.closed_on = clock.today()
    set_clocks([row], Inquiry.CLOSED)


def reopen(row: Investigation, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The case is taken up again."""
    row.closed_on = None
    set_clocks([row], Inquiry.APPROVED)


def assess(row: Investigation, *, actor: Any, data: Mapping[str, Any]) -> None:
    """整改评估 within a year after the reply, with a revisit; its result is to be published."""
    row.assessed_on = row.revisited_on = clock.today()
    row.assessment = data["assessment"]
    row.assessment_note = data["note"]
    set_clocks([row])


def finish(row: AccidentMeasure, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The responsible unit says that it is done, and how."""
    row.done_on = data["rectified_on"]
    row.evidence = data["evidence"]


def verify(row: AccidentMeasure, *, actor: Any, data: Mapping[str, Any]) -> None:
    """Somebody went there and saw it."""
    row.revisited_on = clock.today()
    row.verified_by = getattr(actor, "name", "")[:40]


def undo(row: AccidentMeasure, *, actor: Any, data: Mapping[str, Any]) -> None:
    """It is not done."""
    row.done_on = None
    row.returned += 1


def answer(investigation: Investigation, item: InquiryItem, finding: str, text: str, *, actor: Any) -> InquiryAnswer:
    """Keep what was found on one line. Raises ``Refused`` once the report is submitted: it tells these answers."""
    if investigation.status != Inquiry.RUNNING:
        raise Refused(_("调查报告已经提交，倒查结果不能再改。"))
    kept, _made = InquiryAnswer.objects.update_or_create(
        investigation=investigation,
        item=item,
        defaults={
            "scheme": str(item.scheme),
            "content": item.content,
            "finding": finding,
            "text": text,
            "answered_at": clock.now(),
            "answered_by": actor,
        },
    )
    return kept


def retype(values: dict[str, Any]) -> None:
    """A type of the other edition becomes the one of the same name in the edition in force when it happened."""
    if values.get("kind") is not None and values.get("occurred_at"):
        values["kind"] = rules.fitting_kind(values["kind"], values["occurred_at"], terms.active(standards.KINDS))


def forget_limits() -> None:
    """Limits were changed in this process."""
    cache.delete(queries.LIMITS_KEY)


def seed() -> int:
    """What an installation starts with: limits of reporting and inquiry lines, where there are none."""
    made = 0
    if not ReportingLimit.objects.exists():
        for name, step, gravest, lightest, minutes, basis in standards.LIMITS:
            ReportingLimit.objects.create(
                name=name, step=step, gravest=gravest, lightest=lightest, minutes=minutes, basis=basis
            )
            made += 1
        forget_limits()
    schemes = {term.code: term for term in terms.every(standards.SCHEMES)}
    if schemes and not InquiryItem.objects.exists():
        rows = [
            InquiryItem(scheme=schemes[scheme], position=number, content=content)
            for number, (scheme, content) in enumerate(standards.INQUIRY_LINES, 1)
        ]
        InquiryItem.objects.bulk_create(rows)
        made += len(rows)
    return made
