"""登记 → 下达整改 → 整改中 → 报请复查 → 复查 → 销号, with return, extension and reopening."""

from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.kit.flow.moves import Flow, Move
from anlan.subjects.hazards import rules, services
from anlan.subjects.hazards.choices import Status, Stop
from anlan.subjects.hazards.forms import (
    AgainForm,
    CorrectionForm,
    EvidenceForm,
    ExtensionForm,
    HandOverForm,
    LoweringForm,
    OpinionForm,
    OrderForm,
    PlanForm,
    RemarkForm,
    ResumeForm,
    UndertakeForm,
)

BUREAU = (roles.SAFETY_OFFICE, roles.ENFORCEMENT, roles.TOWNSHIP)
BOTH = (roles.ENTERPRISE, roles.VILLAGE, *BUREAU)
DECIDING = (*BUREAU, roles.LEADER)
FOUND, ORDERED, RECTIFYING = Status.FOUND, Status.ORDERED, Status.RECTIFYING
REVIEWING, PASSED, CLOSED = Status.REVIEWING, Status.PASSED, Status.CLOSED
WORKING = {ORDERED, RECTIFYING}

rectification = Flow(
    "status",
    (
        Move("order", _("下达整改"), {FOUND}, ORDERED, BUREAU, rules.supervises, OrderForm,
             services.order_rectification, "primary"),
        Move("fix", _("立行立改"), {FOUND}, CLOSED, BUREAU, rules.supervises, EvidenceForm,
             services.fix_on_the_spot, photographs="after"),
        Move("undertake", _("自行整改"), {FOUND}, RECTIFYING, (roles.ENTERPRISE,), rules.found_by_itself, UndertakeForm,
             services.undertake, "primary"),
        Move("start", _("开始整改"), {ORDERED}, RECTIFYING, BOTH, rules.answers_for, tone="primary",
             own=rules.rectifies),
        Move("submit", _("报请复查"), WORKING, REVIEWING, BOTH, rules.answers_for, EvidenceForm,
             services.report_rectified, "primary", photographs="after", own=rules.rectifies),
        Move("pass", _("复查合格"), {REVIEWING}, PASSED, BUREAU, rules.supervises, RemarkForm, services.pass_review,
             "primary"),
        Move("correct", _("更正报送"), {REVIEWING}, None, BOTH, rules.answers_for, CorrectionForm,
             services.correct_report, photographs="after", own=rules.rectifies),
        Move("return", _("退回整改"), {REVIEWING}, RECTIFYING, BUREAU, rules.supervises, AgainForm,
             services.return_to_rectification, "danger"),
        Move("close", _("销号"), {PASSED}, CLOSED, BUREAU, rules.supervises, RemarkForm, services.close, "primary"),
        Move("reopen", _("重新打开"), {CLOSED}, RECTIFYING, BUREAU, rules.supervises, AgainForm, services.reopen),
        Move("extend", _("申请延期"), WORKING, None, BOTH, rules.extension_open, ExtensionForm, services.ask_extension,
             own=rules.rectifies),
        Move("grant", _("同意延期"), WORKING, None, BUREAU, rules.extension_waits, RemarkForm,
             services.grant_extension, "primary"),
        Move("refuse", _("不同意延期"), WORKING, None, BUREAU, rules.extension_waits, OpinionForm,
             services.refuse_extension),
        Move("plan", _("五落实"), {FOUND, *WORKING}, None, BOTH, rules.is_major, PlanForm, services.plan_rectification,
             own=rules.rectifies),
        Move("lower", _("申请降级"), set(Status) - {CLOSED}, None, BUREAU, rules.may_propose_lowering, LoweringForm,
             services.propose_lowering),
        Move("agree-lower", _("同意降级"), set(Status) - {CLOSED}, None, DECIDING, rules.may_lower, RemarkForm,
             services.lower, "primary"),
        Move("refuse-lower", _("不降级"), set(Status) - {CLOSED}, None, DECIDING, rules.lowering_waits, OpinionForm,
             services.refuse_to_lower),
        Move("hand-over", _("移送执法"), set(Status), None, BUREAU, rules.not_handed, HandOverForm,
             services.hand_over),
    ),
    final={CLOSED},
)  # fmt: skip

stopping = Flow(
    "status",
    (
        Move("ask", _("申请恢复"), {Stop.STOPPED}, Stop.ASKED, (*BUREAU, roles.ENTERPRISE, roles.VILLAGE),
             rules.answers_for, RemarkForm, services.ask_to_resume, "primary", own=rules.rectifies),
        Move("resume", _("复查合格，恢复生产经营"), {Stop.STOPPED, Stop.ASKED}, Stop.RESUMED, BUREAU, rules.may_resume,
             ResumeForm, services.resume, "primary"),
        Move("refuse", _("不同意恢复"), {Stop.ASKED}, Stop.STOPPED, BUREAU, rules.supervises, OpinionForm,
             services.refuse_to_resume, "danger"),
    ),
    final={Stop.RESUMED},
)  # fmt: skip
