"""What happens to plans and planned checks, and what follows from officers' trainings."""

from typing import Any

from django.utils.translation import gettext as _

from anlan.base.dictionaries import terms
from anlan.kit.flow.making import Refused
from anlan.kit.records import writing
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.choices import ClosureStatus
from anlan.subjects.enforcement.models import EnforcementPlan, FirmClosure, PlanItem
from anlan.subjects.enforcement.services.clocks import PUBLISH
from anlan.subjects.enterprises.choices import Operation
from anlan.subjects.enterprises.models import Enterprise


def approve(plan: EnforcementPlan, *, actor: Any, data: dict[str, Any]) -> None:
    """批准."""
    plan.approved_on = data["day"]


def tell_beforehand(item: PlanItem, *, actor: Any, data: dict[str, Any]) -> None:
    """事先告知."""
    item.notified_on = data["day"]


def check_done(item: PlanItem, *, actor: Any, data: dict[str, Any]) -> None:
    """检查完成: the days of publication run from here."""
    item.done_on = data["day"]
    result = next((term for term in terms.every("draw-result") if term.code == data.get("result")), None)
    item.result = result or item.result
    item.publish_due_on = queries.limit_end(PUBLISH, item.done_on)


def publish_result(item: PlanItem, *, actor: Any, data: dict[str, Any]) -> None:
    """公示结果."""
    item.published_on = data["day"]


def plan_again(item: PlanItem, *, actor: Any, data: dict[str, Any]) -> None:
    """恢复任务."""
    item.done_on = item.publish_due_on = item.published_on = None


def decide_closure(closure: FirmClosure, *, actor: Any, data: dict[str, Any]) -> None:
    """决定关闭."""
    closure.decided_on = data["day"]


def carry_out_closure(closure: FirmClosure, *, actor: Any, data: dict[str, Any]) -> None:
    """实施关闭: the firm's own file says so from now on."""
    closure.carried_out_on = data["day"]
    _operate(closure, Operation.CLOSED, actor)


def verify_closure(closure: FirmClosure, *, actor: Any, data: dict[str, Any]) -> None:
    """验收."""
    closure.verified_on = data["day"]


def relapse(closure: FirmClosure, *, actor: Any, data: dict[str, Any]) -> None:
    """死灰复燃: it works again; the closure begins anew where it was decided."""
    closure.carried_out_on = closure.verified_on = None
    _operate(closure, Operation.OPEN, actor)


def _operate(closure: FirmClosure, operation: str, actor: Any) -> None:
    firm = Enterprise.objects.select_for_update().get(pk=closure.enterprise_id)
    if closure.status == ClosureStatus.PROPOSED:
        raise Refused(_("还没有作出关闭决定。"))
    before = writing.values_of(firm)
    firm.operation = operation
    writing.change(firm, before, actor=actor, act="closure", detail={"_closure": closure.number})
