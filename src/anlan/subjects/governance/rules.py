"""What makes a key period consistent; pure, no queries."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


def contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field."""
    errors: dict[str, str] = {}
    begins, ends = values.get("begins_at"), values.get("ends_at")
    if begins and ends and ends <= begins:
        errors["ends_at"] = _("结束时间应晚于开始时间。")
    duty, of = values.get("on_duty_parts"), values.get("of_parts")
    if duty and of is not None and duty > of:
        errors["on_duty_parts"] = _("在岗份数不能多于总份数。")
    return errors
