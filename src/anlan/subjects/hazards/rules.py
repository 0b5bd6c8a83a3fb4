"""Who may do what to a hazard and what makes a hazard's dates and states consistent; pure, no queries."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.subjects.hazards.choices import Level, Mode, Status


def supervises(user: Any, hazard: Any) -> bool:
    """The supervising side: anybody holding the grant who is not the enterprise itself."""
    return not access.only(user, roles.ENTERPRISE)


def answers_for(user: Any, hazard: Any) -> bool:
    """The side that must rectify; supervisors may enter it on the enterprise's behalf."""
    return True


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
