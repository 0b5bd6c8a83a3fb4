"""What the moves of a hazard do to it. Each runs inside the move's transaction on the locked row."""

from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.subjects.hazards.choices import Mode
from anlan.subjects.hazards.models import Extension, Hazard


def order_rectification(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """Set the deadline and who answers for it."""
    hazard.mode = Mode.DEADLINE
    hazard.due_on = data["due_on"]
    hazard.person = data.get("person") or hazard.person


def report_rectified(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """Keep what was done and when; a request for more time that still waits is taken back.

    Raises ``Refused`` when it was done before the hazard was found.
    """
    if data["rectified_on"] < hazard.found_on:
        raise Refused(_("整改完成日期不能早于发现日期 %(day)s。") % {"day": hazard.found_on.isoformat()})
    hazard.rectified_on = data["rectified_on"]
    hazard.measure = data["measure"]
    if data.get("funds") is not None:
        hazard.funds = data["funds"]
    if hazard.extension_asked:
        _decide(hazard, actor, {"opinion": _("已报请复查，申请自动撤回。")}, granted=False)


def fix_on_the_spot(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """立行立改: rectified under the inspector's eyes, closed at once."""
    report_rectified(hazard, actor=actor, data=data)
    hazard.mode = Mode.ON_THE_SPOT
    hazard.closed_on = clock.today()


def return_to_rectification(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """The review failed: the rectification does not count."""
    hazard.rectified_on = None
    hazard.returned += 1


def close(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """销号."""
    hazard.closed_on = clock.today()


def reopen(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """The hazard is back: neither rectified nor closed."""
    hazard.closed_on = None
    hazard.rectified_on = None
    hazard.rectified_at_entry = False


def ask_extension(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """Put the request before the supervisor; the old deadline stands until it is granted."""
    if hazard.due_on is not None and data["new_due_on"] <= hazard.due_on:
        raise Refused(_("申请的期限必须晚于原期限 %(day)s。") % {"day": hazard.due_on.isoformat()})
    Extension.objects.create(
        hazard=hazard,
        asked_by=actor,
        asked_at=clock.now(),
        reason=data["reason"],
        old_due_on=hazard.due_on,
        new_due_on=data["new_due_on"],
    )
    hazard.extension_asked = True


def grant_extension(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """The deadline moves to the day asked for."""
    hazard.due_on = _decide(hazard, actor, data, granted=True).new_due_on


def refuse_extension(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """The deadline stays."""
    _decide(hazard, actor, data, granted=False)


def _decide(hazard: Hazard, actor: Any, data: dict[str, Any], *, granted: bool) -> Extension:
    extension = hazard.extensions.filter(granted=None).latest("asked_at")
    extension.granted = granted
    extension.decided_by, extension.decided_at = actor, clock.now()
    extension.opinion = data.get("opinion", "")
    extension.save()
    hazard.extension_asked = False
    return extension
