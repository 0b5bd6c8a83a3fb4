"""What makes entries of monitoring consistent and who may make which move; pure, no queries."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import access, roles


def supervises(user: Any, row: Any) -> bool:
    """Anybody holding the grant who is not the enterprise itself."""
    return not access.only(user, roles.ENTERPRISE)


def threshold_errors(values: Mapping[str, Any]) -> dict[str, str]:
    """A threshold is for one device or for a kind, and never lets go on the wrong side of its value."""
    errors: dict[str, str] = {}
    if "device" in values and "kind" in values and not values["device"] and not values["kind"]:
        errors["kind"] = _("请选择设备，或选择设备类型。")
    if (values.get("hysteresis") or 0) < 0:
        errors["hysteresis"] = _("回差不能小于 0。")
    return errors


def element_errors(values: Mapping[str, Any]) -> dict[str, str]:
    """The range has two ends in their order."""
    lowest, highest = values.get("lowest"), values.get("highest")
    if lowest is not None and highest is not None and lowest > highest:
        return {"highest": _("量程上限不能小于下限。")}
    step = values.get("largest_step")
    return {"largest_step": _("最大变幅必须大于 0。")} if step is not None and step <= 0 else {}


def not_ahead(values: Mapping[str, Any], *names: str) -> dict[str, str]:
    """What has happened did not happen in the future."""
    errors = {}
    for name in names:
        value = values.get(name)
        if value is None:
            continue
        present = clock.now() if hasattr(value, "hour") else clock.today()
        if value > present:
            errors[name] = _("不能晚于现在。") if hasattr(value, "hour") else _("不能晚于今天。")
    return errors
