"""接报 → 核实 → 初报 → 续报 → 终报; and of a call-out: 待发起 → 叫应中 → 已结束."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.kit.flow.moves import Flow, Move
from anlan.subjects.incidents import calling, services
from anlan.subjects.incidents.choices import CalloutStatus, Status
from anlan.subjects.incidents.forms import FinalForm, PhoneForm, ReasonForm, ReportForm, VerifyForm

BUREAU = (roles.DUTY, roles.COMMAND, roles.LEADER, roles.SAFETY_OFFICE)
INFORMERS = (*BUREAU, roles.TOWNSHIP)
RECEIVED, VERIFIED, REPORTED, FOLLOWED = Status.RECEIVED, Status.VERIFIED, Status.REPORTED, Status.FOLLOWED
CLOSED, DISMISSED = Status.CLOSED, Status.DISMISSED
SENT = {REPORTED, FOLLOWED}


def not_phoned(user: Any, row: Any) -> bool:
    """No telephone report has been made yet."""
    return row.phoned_at is None


information = Flow(
    "status",
    (
        Move("verify", _("核实"), {RECEIVED}, VERIFIED, INFORMERS, form=VerifyForm, effect=services.verify,
             tone="primary"),
        Move("phone", _("电话报告"), {RECEIVED, VERIFIED}, None, BUREAU, not_phoned, PhoneForm,
             services.report_by_phone),
        Move("report", _("报送初报"), {VERIFIED}, REPORTED, BUREAU, form=ReportForm, effect=services.report_first,
             tone="primary"),
        Move("follow", _("续报"), SENT, FOLLOWED, BUREAU, form=ReportForm, effect=services.report_again,
             tone="primary"),
        Move("finish", _("终报"), SENT, CLOSED, BUREAU, form=FinalForm, effect=services.report_finally),
        Move("dismiss", _("不属实"), {RECEIVED, VERIFIED}, DISMISSED, INFORMERS, form=ReasonForm,
             effect=services.dismiss, tone="danger"),
        Move("restore", _("恢复"), {DISMISSED}, RECEIVED, BUREAU, form=ReasonForm, effect=services.restore),
        Move("reopen", _("重新续报"), {CLOSED}, FOLLOWED, BUREAU, form=ReasonForm, effect=services.reopen),
    ),
    final={CLOSED, DISMISSED},
)  # fmt: skip

PREPARED, RUNNING = CalloutStatus.PREPARED, CalloutStatus.RUNNING
CALLERS = INFORMERS

CALL = Move("call", _("发起叫应"), {PREPARED}, RUNNING, CALLERS, calling.chosen, effect=calling.call)

calls = Flow(
    "status",
    (
        Move("end", _("结束叫应"), {RUNNING}, CalloutStatus.ENDED, CALLERS, effect=calling.end, tone="primary"),
        Move("cancel", _("取消叫应"), {PREPARED, RUNNING}, CalloutStatus.CANCELLED, CALLERS, form=ReasonForm,
             effect=calling.cancel, tone="danger"),
        CALL,
    ),
    final={CalloutStatus.ENDED, CalloutStatus.CANCELLED},
)  # fmt: skip
