"""草稿 → 待审批 → 待发布 → 生效中 → 已更新、已解除或已过期. Whoever wrote a warning does not approve it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.flow.moves import Flow, Move
from anlan.subjects.warnings import rules, services
from anlan.subjects.warnings.choices import Status
from anlan.subjects.warnings.forms import LiftForm, OpinionForm, RemarkForm
from anlan.subjects.warnings.models import Alert

WRITERS = (roles.DUTY, roles.SAFETY_OFFICE, roles.COMMAND)
APPROVERS = (roles.LEADER, roles.SAFETY_OFFICE)
DRAFT, REVIEW, APPROVED, ISSUED = Status.DRAFT, Status.REVIEW, Status.APPROVED, Status.ISSUED
REPLACED, LIFTED, EXPIRED, WITHDRAWN = Status.REPLACED, Status.LIFTED, Status.EXPIRED, Status.WITHDRAWN


def _issue(alert: Alert, *, actor: Any, data: dict[str, Any]) -> None:
    """Issue it; what it updates is replaced in the same moment."""
    services.issue(alert, actor=actor, data=data)
    replace_previous(alert, actor=actor)


def replace_previous(alert: Alert, *, actor: Any) -> None:
    """The message that this one follows no longer counts."""
    if alert.previous is not None and alert.previous.status == ISSUED:
        making.make(lifecycle, REPLACE, alert.previous, actor=actor, trusted=True)


REPLACE = Move(
    "replace", _("被更新"), {ISSUED}, REPLACED, (roles.DUTY,), rules.replaced, effect=services.end, tone="plain"
)
EXPIRE = Move("expire", _("到期失效"), {ISSUED}, EXPIRED, (roles.DUTY,), rules.past, effect=services.expire)
FORWARD = Move("forward", _("转发到村到户"), {ISSUED}, None, WRITERS, rules.forwardable, effect=services.forward,
               tone="primary")  # fmt: skip
LIFT = Move("lift", _("解除"), {ISSUED}, LIFTED, WRITERS, rules.alive, LiftForm, services.lift, "danger")
END = Move("end", _("被解除"), {ISSUED}, LIFTED, (roles.DUTY,), rules.replaced, effect=services.end)

lifecycle = Flow(
    "status",
    (
        Move("submit", _("提交审批"), {DRAFT}, REVIEW, WRITERS, rules.own, effect=services.submit, tone="primary"),
        Move("approve", _("审批通过"), {REVIEW}, APPROVED, APPROVERS, rules.not_the_author, RemarkForm,
             services.approve, "primary"),
        Move("return", _("退回修改"), {REVIEW, APPROVED}, DRAFT, APPROVERS, rules.own, OpinionForm,
             services.take_back, "danger"),
        Move("issue", _("发布"), {APPROVED}, ISSUED, WRITERS, rules.own, effect=_issue, tone="primary"),
        FORWARD,
        Move("renew", _("更新"), {ISSUED}, None, WRITERS, rules.alive, effect=services.renew),
        LIFT,
        Move("withdraw", _("作废"), {DRAFT, REVIEW, APPROVED}, WITHDRAWN, WRITERS, rules.own, OpinionForm),
        REPLACE,
        END,
        EXPIRE,
    ),
    final={REPLACED, LIFTED, EXPIRED, WITHDRAWN},
)  # fmt: skip
