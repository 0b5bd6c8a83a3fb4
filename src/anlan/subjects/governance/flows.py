"""Orders, listings, interviews, lessons and their receipts, score sheets and assessments: who moves what."""

from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.kit.flow.moves import Allowed, Flow, Move, nobody
from anlan.subjects.governance import rules, services
from anlan.subjects.governance.choices import (
    ORDER_OPEN,
    AssessmentStatus,
    FollowUp,
    LessonStatus,
    ListingStatus,
    OrderStatus,
    ReceiptStatus,
    SheetStatus,
)
from anlan.subjects.governance.forms import CheckForm, DeadlineForm, OpinionForm, RaiseForm, RemarkForm, ReplyForm

OFFICE = (roles.SAFETY_OFFICE, roles.LEADER)
ISSUERS = (roles.SAFETY_OFFICE, roles.ENFORCEMENT, roles.TOWNSHIP)
ANSWERERS = (roles.TOWNSHIP, roles.VILLAGE, roles.ENTERPRISE, roles.ENFORCEMENT, roles.SAFETY_OFFICE)
OPEN, REPLIED, CLOSED = set(ORDER_OPEN), OrderStatus.REPLIED, OrderStatus.CLOSED


def _judges(ledger: str, move: str) -> Allowed:
    return rules.judges(f"{ledger}.move.{move}")


supervision = Flow(
    "status",
    (
        Move("receive", _("签收"), {OrderStatus.ISSUED}, OrderStatus.WORKING, ANSWERERS, rules.answers("target"),
             effect=services.receive, tone="primary"),
        Move("reply", _("回复办理情况"), OPEN, REPLIED, ANSWERERS, rules.answers("target"), ReplyForm,
             services.reply, "primary", "evidence"),
        Move("accept", _("审核通过"), {REPLIED}, CLOSED, (*ISSUERS, roles.LEADER),
             _judges("supervision-order", "accept"), RemarkForm, services.close_order, "primary"),
        Move("return", _("退回重办"), {REPLIED}, OrderStatus.WORKING, (*ISSUERS, roles.LEADER),
             _judges("supervision-order", "return"), OpinionForm, services.send_back, "danger"),
        Move("urge", _("催办"), OPEN, None, (*ISSUERS, roles.LEADER), _judges("supervision-order", "urge"), RemarkForm,
             services.urge, chases=True),
        Move("raise", _("升级督办"), OPEN, None, ISSUERS, rules.may_be_raised, RaiseForm, services.raise_order,
             chases=True),
        Move("extend", _("延长期限"), OPEN, None, ISSUERS, _judges("supervision-order", "extend"), DeadlineForm,
             services.extend, chases=True),
        Move("reply-for", _("代录回复"), OPEN, REPLIED, ISSUERS, _judges("supervision-order", "reply-for"), ReplyForm,
             services.reply, photographs="evidence", own=nobody),
        Move("withdraw", _("撤销"), OPEN, OrderStatus.WITHDRAWN, ISSUERS, _judges("supervision-order", "withdraw"),
             OpinionForm, tone="danger"),
        Move("reopen", _("重新督办"), {CLOSED}, OrderStatus.WORKING, ISSUERS, _judges("supervision-order", "reopen"),
             DeadlineForm, services.reopen_order),
    ),
    final={CLOSED, OrderStatus.WITHDRAWN},
)  # fmt: skip

listing = Flow(
    "status",
    (
        Move("ask", _("申请摘牌"), {ListingStatus.LISTED}, ListingStatus.ASKED, ANSWERERS, rules.answers("target"),
             ReplyForm, services.reply, "primary", "evidence"),
        Move("urge", _("催办"), {ListingStatus.LISTED}, None, (*OFFICE, roles.TOWNSHIP), _judges("listing", "urge"),
             RemarkForm, services.urge, chases=True),
        Move("remove", _("摘牌"), {ListingStatus.ASKED}, ListingStatus.REMOVED, OFFICE, _judges("listing", "remove"),
             OpinionForm, services.remove, "primary"),
        Move("return", _("不予摘牌"), {ListingStatus.ASKED}, ListingStatus.LISTED, OFFICE,
             _judges("listing", "return"), OpinionForm, services.send_back, "danger"),
        Move("extend", _("延长期限"), {ListingStatus.LISTED}, None, OFFICE, _judges("listing", "extend"),
             DeadlineForm, services.extend, chases=True),
        Move("ask-for", _("代录申请"), {ListingStatus.LISTED}, ListingStatus.ASKED, OFFICE,
             _judges("listing", "ask-for"), ReplyForm, services.reply, photographs="evidence", own=nobody),
        Move("relist", _("重新挂牌"), {ListingStatus.REMOVED}, ListingStatus.LISTED, OFFICE,
             _judges("listing", "relist"), DeadlineForm, services.relist),
    ),
    final={ListingStatus.REMOVED},
)  # fmt: skip

following_up = Flow(
    "status",
    (
        Move("report", _("报告落实"), {FollowUp.OPEN}, FollowUp.REPORTED, ANSWERERS, rules.answers("unit"), ReplyForm,
             services.report_result, "primary", "evidence"),
        Move("report-for", _("代录落实"), {FollowUp.OPEN}, FollowUp.REPORTED, ISSUERS, rules.not_of("unit"), ReplyForm,
             services.report_result, photographs="evidence", own=nobody),
        Move("accept", _("核实通过"), {FollowUp.REPORTED}, FollowUp.DONE, ISSUERS, rules.not_of("unit"), RemarkForm,
             services.accept_result, "primary"),
        Move("return", _("退回"), {FollowUp.REPORTED}, FollowUp.OPEN, ISSUERS, rules.not_of("unit"), OpinionForm,
             tone="danger"),
    ),
    final={FollowUp.DONE},
)  # fmt: skip

teaching = Flow(
    "status",
    (
        Move("issue", _("下发"), {LessonStatus.DRAFT}, LessonStatus.ISSUED, ISSUERS, form=RemarkForm,
             effect=services.issue_lesson, tone="primary"),
        Move("end", _("结束"), {LessonStatus.ISSUED}, LessonStatus.ENDED, ISSUERS, form=RemarkForm),
    ),
    final={LessonStatus.ENDED},
)  # fmt: skip

learning = Flow(
    "status",
    (
        Move("read", _("已阅"), {ReceiptStatus.SENT}, ReceiptStatus.READ, ANSWERERS, rules.answers("unit"),
             effect=services.read_lesson, tone="primary"),
        Move("check", _("报告自查"), {ReceiptStatus.SENT, ReceiptStatus.READ}, ReceiptStatus.CHECKED, ANSWERERS,
             rules.answers("unit"), CheckForm, services.check_self, "primary", "evidence"),
        Move("chase", _("催收"), {ReceiptStatus.SENT, ReceiptStatus.READ}, None, ISSUERS, rules.not_of("unit"),
             RemarkForm, services.chase, chases=True),
        Move("return", _("退回重查"), {ReceiptStatus.CHECKED}, ReceiptStatus.READ, ISSUERS, rules.not_of("unit"),
             OpinionForm, tone="danger"),
    ),
    final={ReceiptStatus.CHECKED},
)  # fmt: skip

sheets = Flow(
    "status",
    (
        Move("start", _("启用"), {SheetStatus.DRAFT}, SheetStatus.IN_FORCE, (roles.SAFETY_OFFICE,),
             effect=services.start_sheet, tone="primary"),
        Move("revise", _("起草新版"), {SheetStatus.IN_FORCE, SheetStatus.RETIRED}, None, (roles.SAFETY_OFFICE,),
             effect=services.revise_sheet),
        Move("retire", _("停用"), {SheetStatus.IN_FORCE}, SheetStatus.RETIRED, (roles.SAFETY_OFFICE,),
             form=RemarkForm, tone="danger"),
    ),
    final={SheetStatus.RETIRED},
)  # fmt: skip

assessing = Flow(
    "status",
    (
        Move("submit", _("提交"), {AssessmentStatus.OPEN}, AssessmentStatus.SUBMITTED, ISSUERS,
             rules.wholly_answered, RemarkForm, tone="primary"),
        Move("confirm", _("确认"), {AssessmentStatus.SUBMITTED}, AssessmentStatus.CONFIRMED, OFFICE,
             rules.not_of("unit"), RemarkForm, services.confirm_assessment, "primary"),
        Move("return", _("退回重评"), {AssessmentStatus.SUBMITTED, AssessmentStatus.CONFIRMED},
             AssessmentStatus.OPEN, OFFICE, rules.not_of("unit"), OpinionForm, services.reopen_assessment, "danger"),
    ),
    final={AssessmentStatus.CONFIRMED},
)  # fmt: skip
