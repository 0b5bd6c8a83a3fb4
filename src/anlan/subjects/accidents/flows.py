"""Moves of accidents (核实、上报、变更、核销), investigations (报告、批复、结案、评估) and measures (落实、核查)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.kit.flow.moves import Flow, Move
from anlan.subjects.accidents import forms, services
from anlan.subjects.accidents.choices import Inquiry, MeasureStatus, Status

BUREAU = (roles.SAFETY_OFFICE, roles.ENFORCEMENT)
REPORTERS = (*BUREAU, roles.DUTY, roles.COMMAND)
OWNERS = (*BUREAU, roles.TOWNSHIP)
REGISTERED, VERIFIED, VOID = Status.REGISTERED, Status.VERIFIED, Status.VOID
RUNNING, REPORTED, APPROVED, CLOSED = Inquiry.RUNNING, Inquiry.REPORTED, Inquiry.APPROVED, Inquiry.CLOSED
OPEN, DONE, SEEN = MeasureStatus.OPEN, MeasureStatus.DONE, MeasureStatus.VERIFIED
STANDING = {REGISTERED, VERIFIED}


def not_direct(user: Any, accident: Any) -> bool:
    """It has not been reported to the statistical system yet."""
    return accident.direct_reported_at is None


def unpublished(user: Any, investigation: Any) -> bool:
    """The report is not published yet."""
    return investigation.published_on is None


def unassessed(user: Any, investigation: Any) -> bool:
    """Nobody has assessed the measures yet."""
    return investigation.assessed_on is None


register = Flow(
    "status",
    (
        Move("report", _("上报"), STANDING, None, REPORTERS, form=forms.StepForm, effect=services.report_step,
             tone="primary"),
        Move("verify", _("核实"), {REGISTERED}, VERIFIED, REPORTERS, form=forms.RemarkForm, tone="primary"),
        Move("direct", _("统计直报"), STANDING, None, BUREAU, not_direct, forms.SentForm, services.report_directly,
             unmet=_("这起事故已经统计直报。")),
        Move("revise", _("伤亡变更"), STANDING, None, REPORTERS, form=forms.ReviseForm, effect=services.revise),
        Move("void", _("核销"), STANDING, VOID, BUREAU, form=forms.OpinionForm, effect=services.strike_off,
             tone="danger"),
        Move("restore", _("恢复"), {VOID}, REGISTERED, BUREAU, form=forms.OpinionForm, effect=services.take_back),
    ),
    final={VERIFIED, VOID},
)  # fmt: skip

inquiry = Flow(
    "status",
    (
        Move("submit", _("提交调查报告"), {RUNNING}, REPORTED, BUREAU, form=forms.SubmitForm, effect=services.submit,
             tone="primary", photographs="report"),
        Move("extend", _("延长调查期限"), {RUNNING}, None, BUREAU, form=forms.DaysForm, effect=services.extend,
             chases=True),
        Move("appraise", _("扣除技术鉴定时间"), {RUNNING}, None, BUREAU, form=forms.DaysForm,
             effect=services.leave_out_appraisal),
        Move("approve", _("批复"), {REPORTED}, APPROVED, (*BUREAU, roles.LEADER), form=forms.ApproveForm,
             effect=services.approve, tone="primary"),
        Move("return", _("退回补充调查"), {REPORTED}, RUNNING, (*BUREAU, roles.LEADER), form=forms.OpinionForm,
             effect=services.send_back, tone="danger"),
        Move("publish", _("公布调查报告"), {APPROVED, CLOSED}, None, BUREAU, unpublished, forms.PublishForm,
             services.publish, unmet=_("调查报告已经公布。")),
        Move("close", _("结案"), {APPROVED}, CLOSED, BUREAU, form=forms.RemarkForm, effect=services.close,
             tone="primary"),
        Move("assess", _("整改评估和回访"), {APPROVED, CLOSED}, None, BUREAU, unassessed, forms.AssessForm,
             services.assess, unmet=_("已经作过整改评估。")),
        Move("reopen", _("重新调查处理"), {CLOSED}, APPROVED, BUREAU, form=forms.OpinionForm, effect=services.reopen),
    ),
    final={CLOSED},
)  # fmt: skip

carrying_out = Flow(
    "status",
    (
        Move("finish", _("报告落实"), {OPEN}, DONE, OWNERS, form=forms.FinishForm, effect=services.finish,
             tone="primary", photographs="after"),
        Move("verify", _("核查落实"), {DONE}, SEEN, OWNERS, form=forms.RemarkForm, effect=services.verify,
             tone="primary", photographs="after"),
        Move("return", _("退回"), {DONE, SEEN}, OPEN, OWNERS, form=forms.OpinionForm, effect=services.undo,
             tone="danger"),
    ),
    final={SEEN},
)  # fmt: skip
