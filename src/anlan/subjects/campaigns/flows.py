"""The moves of campaigns, documents, receipts, tasks and bulletins."""

from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.kit.flow.moves import Flow, Move, nobody
from anlan.subjects.campaigns import issuing, rules, services
from anlan.subjects.campaigns.choices import (
    ANSWERABLE,
    OPEN,
    BulletinStatus,
    DocumentStatus,
    ReceiptStatus,
    Stage,
    TaskStatus,
)
from anlan.subjects.campaigns.forms import (
    AnswerForm,
    DistributionForm,
    EndForm,
    ExtensionForm,
    OpinionForm,
    OrderForm,
    ProgressForm,
    RemarkForm,
    SubmitForm,
)

OFFICE = (roles.SAFETY_OFFICE,)
ABOVE = (roles.SAFETY_OFFICE, roles.TOWNSHIP)
ANSWERING = (roles.SAFETY_OFFICE, roles.TOWNSHIP, roles.VILLAGE, roles.ENTERPRISE, roles.ENFORCEMENT, roles.DUTY)
WORKING = set(ANSWERABLE)

campaign = Flow(
    "stage",
    (
        Move("start", _("启动"), {Stage.PLANNED}, Stage.RUNNING, OFFICE, effect=services.start, tone="primary"),
        Move("end", _("结束行动"), {Stage.RUNNING}, Stage.ENDED, OFFICE, form=EndForm, effect=services.end,
             tone="primary"),
        Move("resume", _("重新启动"), {Stage.ENDED}, Stage.RUNNING, OFFICE, form=OpinionForm, effect=services.start),
    ),
    final={Stage.ENDED},
)  # fmt: skip

document = Flow(
    "status",
    (
        Move("issue", _("印发"), {DocumentStatus.DRAFT}, DocumentStatus.ISSUED, (*OFFICE, roles.TOWNSHIP),
             form=DistributionForm, effect=issuing.issue, tone="primary"),
        Move("send", _("补发"), {DocumentStatus.ISSUED}, None, (*OFFICE, roles.TOWNSHIP), form=DistributionForm,
             effect=issuing.send_more),
        Move("withdraw", _("废止"), {DocumentStatus.ISSUED}, DocumentStatus.WITHDRAWN, OFFICE, form=OpinionForm,
             tone="danger"),
    ),
    final={DocumentStatus.WITHDRAWN},
)  # fmt: skip

receipt = Flow(
    "status",
    (
        Move("enter", _("代录反馈"), {ReceiptStatus.SENT, ReceiptStatus.READ}, ReceiptStatus.ANSWERED,
             (*OFFICE, roles.TOWNSHIP), rules.chases, AnswerForm, issuing.answer, own=nobody),
        Move("read", _("签收"), {ReceiptStatus.SENT}, ReceiptStatus.READ, ANSWERING, rules.receives,
             effect=issuing.read, tone="primary"),
        Move("answer", _("反馈"), {ReceiptStatus.READ}, ReceiptStatus.ANSWERED, ANSWERING, rules.receives,
             AnswerForm, issuing.answer, "primary", "answer"),
        Move("chase", _("催收"), {ReceiptStatus.SENT, ReceiptStatus.READ}, None, (*OFFICE, roles.TOWNSHIP),
             rules.chases, RemarkForm, issuing.chase, chases=True),
    ),
    final={ReceiptStatus.READ, ReceiptStatus.ANSWERED},
)  # fmt: skip

task = Flow(
    "status",
    (
        Move("order", _("下达"), {TaskStatus.DRAFT}, TaskStatus.ORDERED, ABOVE, rules.gives, OrderForm,
             services.order, "primary"),
        Move("receive", _("签收"), {TaskStatus.ORDERED}, TaskStatus.WORKING, ANSWERING, rules.acts,
             effect=services.receive, tone="primary"),
        Move("submit", _("报请验收"), {TaskStatus.WORKING}, TaskStatus.REVIEWING, ANSWERING, rules.acts,
             SubmitForm, services.submit, "primary", "evidence"),
        Move("accept", _("验收通过"), {TaskStatus.REVIEWING}, TaskStatus.DONE, ABOVE, rules.may_accept, RemarkForm,
             services.accept, "primary"),
        Move("return", _("退回"), {TaskStatus.REVIEWING}, TaskStatus.WORKING, ABOVE, rules.supervises, OpinionForm,
             services.send_back, "danger"),
        Move("grant", _("同意延期"), WORKING, None, ABOVE, rules.extension_waits, RemarkForm,
             services.grant_extension, "primary"),
        Move("refuse", _("不同意延期"), WORKING, None, ABOVE, rules.extension_waits, OpinionForm,
             services.refuse_extension),
        Move("urge", _("催办"), WORKING, None, (*ABOVE, roles.LEADER), rules.supervises, RemarkForm, services.urge,
             chases=True),
        Move("progress", _("报进度"), {TaskStatus.WORKING}, None, ANSWERING, rules.answers_for, ProgressForm,
             services.report_progress, photographs="evidence", own=rules.acts),
        Move("extend", _("申请延期"), WORKING, None, ANSWERING, rules.extension_open, ExtensionForm,
             services.ask_extension, own=rules.acts),
        Move("receive-for", _("代签收"), {TaskStatus.ORDERED}, TaskStatus.WORKING, ABOVE, rules.acts_instead,
             effect=services.receive, own=nobody),
        Move("submit-for", _("代报验收"), {TaskStatus.WORKING}, TaskStatus.REVIEWING, ABOVE, rules.acts_instead,
             SubmitForm, services.submit, photographs="evidence", own=nobody),
        Move("reopen", _("重新办理"), {TaskStatus.DONE}, TaskStatus.WORKING, ABOVE, rules.supervises, OpinionForm,
             services.reopen),
        Move("cancel", _("撤销任务"), {TaskStatus.DRAFT, *OPEN}, TaskStatus.CANCELLED, ABOVE, rules.supervises,
             OpinionForm, services.cancel, "danger"),
    ),
    final={TaskStatus.DONE, TaskStatus.CANCELLED},
)  # fmt: skip

bulletin = Flow(
    "status",
    (
        Move("issue", _("印发"), {BulletinStatus.DRAFT}, BulletinStatus.ISSUED, OFFICE, form=DistributionForm,
             effect=issuing.issue_bulletin, tone="primary"),
    ),
    final={BulletinStatus.ISSUED},
)  # fmt: skip
