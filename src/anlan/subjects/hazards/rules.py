"""Who may do what to a hazard and what makes a hazard's dates and states consistent; pure, no queries."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.subjects.hazards.choices import OPEN, Level, Mode, Side, Status

SELF_FOUND = frozenset({"self", "party"})  # sources whose hazards the firm sets out to rectify without being told to
FIVE = {
    "person": _later("责任"),
    "measure": _later("措施"),
    "funds": _later("资金"),
    "due_on": _later("时限"),
    "contingency": _later("预案"),
}


def supervises(user: Any, hazard: Any) -> bool:
    """The supervising side: anybody holding the grant who is not the enterprise itself."""
    return not access.only(user, roles.ENTERPRISE)


def answers_for(user: Any, hazard: Any) -> bool:
    """The side that must rectify; supervisors may enter it on the enterprise's behalf."""
    return True


def rectifies(user: Any, hazard: Any) -> bool:
    """The side that must rectify, and nobody in its stead."""
    return access.only(user, roles.ENTERPRISE, roles.VILLAGE)


def extension_open(user: Any, hazard: Any) -> bool:
    """No request is waiting, and there is a deadline to extend."""
    return hazard.due_on is not None and not hazard.extension_asked


def extension_waits(user: Any, hazard: Any) -> bool:
    """A request for more time waits for a supervisor's decision."""
    return bool(hazard.extension_asked) and supervises(user, hazard)


def state_on_entry(*, mode: str, rectified_at_entry: bool, rectified_on: date | None) -> str:
    """A hazard registered as already rectified is closed from the start; any other begins as registered.

    A rectification date alone proves nothing was reviewed, so it does not close a hazard that has a deadline.
    """
    if rectified_at_entry or (mode == Mode.ON_THE_SPOT and rectified_on is not None):
        return Status.CLOSED
    return Status.FOUND


def contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for dates and choices that contradict one another."""
    errors: dict[str, str] = {}
    found, due, rectified = values.get("found_on"), values.get("due_on"), values.get("rectified_on")
    if found and found > clock.today():
        errors["found_on"] = _("发现日期不能晚于今天。")
    if found and due and due < found:
        errors["due_on"] = _("整改期限不能早于发现日期。")
    if found and rectified and rectified < found:
        errors["rectified_on"] = _("整改完成日期不能早于发现日期。")
    if "level" in values and "basis" in values and values["level"] == Level.MAJOR and not values["basis"]:
        errors["basis"] = _("重大隐患必须写明判定依据。")
    if "enterprise" in values and "unit" in values and not values["enterprise"] and not values["unit"]:
        errors["unit"] = _("请选择所在企业，或填写责任单位。")
    return errors


def not_handed(user: Any, hazard: Any) -> bool:
    """Handing over to enforcement is done by the supervising side, and once."""
    return hazard.handed_on is None and supervises(user, hazard)


def is_major(user: Any, hazard: Any) -> bool:
    """The five-fold plan is asked for major hazards."""
    return bool(hazard.level == Level.MAJOR)


def may_propose_lowering(user: Any, hazard: Any) -> bool:
    """A major hazard on which no such proposal waits, while it is not closed."""
    return bool(hazard.level == Level.MAJOR) and hazard.lowering_by_id is None and supervises(user, hazard)


def lowering_waits(user: Any, hazard: Any) -> bool:
    """A proposal waits; whoever made it may take it back."""
    return hazard.lowering_by_id is not None and supervises(user, hazard)


def may_lower(user: Any, hazard: Any) -> bool:
    """A proposal waits, and this person is not who made it."""
    return lowering_waits(user, hazard) and hazard.lowering_by_id != user.pk


def found_by_itself(user: Any, hazard: Any) -> bool:
    """What a firm has found by its own check it may set out to rectify, unless it is a major one."""
    source = hazard.source.code if hazard.source_id else ""
    return source in SELF_FOUND and hazard.level != Level.MAJOR


def may_resume(user: Any, order: Any) -> bool:
    """Work goes on only after the hazard that stopped it has passed its re-inspection."""
    if not supervises(user, order):
        return False
    return order.hazard is None or order.hazard.status in (Status.PASSED, Status.CLOSED)


def missing_of_five(hazard: Any) -> list[str]:
    """Names of the parts of a major hazard's plan (责任 …) that are not written down; none for other hazards."""
    if hazard.level != Level.MAJOR:
        return []
    return [str(label) for name, label in FIVE.items() if getattr(hazard, name) in (None, "")]


def clock_of(hazard: Any) -> tuple[Side, date] | None:
    """Whose clock runs on a hazard and until when; ``None`` where none does."""
    if hazard.status in OPEN and hazard.due_on is not None:
        return Side.FIRM, hazard.due_on
    if hazard.status == Status.REVIEWING and hazard.review_due_on is not None:
        return Side.BUREAU, hazard.review_due_on
    return None


def days_late(hazard: Any, today: date) -> int:
    """Days by which the running clock is over; 0 where it is not, or none runs."""
    running = clock_of(hazard)
    return max((today - running[1]).days, 0) if running else 0


def days_taken(hazard: Any, today: date) -> tuple[int, int]:
    """Days that the firm and the bureau were late in all: (rectification, re-inspection), both never negative.

    Rectification is measured by the day it was reported done, re-inspection by the day it passed.
    """
    done = hazard.submitted_on or hazard.rectified_on or (hazard.closed_on if hazard.status == Status.CLOSED else None)
    firm = max(((done or today) - hazard.due_on).days, 0) if hazard.due_on else 0
    bureau = max(((hazard.passed_on or today) - hazard.review_due_on).days, 0) if hazard.review_due_on else 0
    if hazard.status == Status.CLOSED and done is None:
        firm = 0  # entered as done, nobody knows when
    return firm, bureau
