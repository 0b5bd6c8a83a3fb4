"""What must hold between the dates and numbers of an enterprise's records, and when something is due again; pure."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.subjects.enterprises.choices import Cadence

DAYS = {Cadence.DAY: 1, Cadence.WEEK: 7, Cadence.TEN_DAYS: 10}
MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF: 6, Cadence.YEAR: 12}


def months_later(on: date, months: int) -> date:
    """The same day so many months on; the last of the month where it has no such day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def following(on: date, cadence: str) -> date:
    """When it is due again. Raises ``ValueError`` for a cadence that is none."""
    named = Cadence(cadence)
    return on + timedelta(days=DAYS[named]) if named in DAYS else months_later(on, MONTHS[named])


def not_before(values: Mapping[str, Any], first: str, second: str, sentence: Any) -> dict[str, str]:
    """The sentence at ``second`` where it lies before ``first``."""
    one, other = values.get(first), values.get(second)
    return {second: str(sentence)} if one and other and other < one else {}


def not_ahead(values: Mapping[str, Any], *names: str) -> dict[str, str]:
    """A sentence at every day that has not come yet."""
    return {name: _("不能晚于今天。") for name in names if (day := values.get(name)) and day > clock.today()}


def equipment_counts(values: Mapping[str, Any]) -> dict[str, str]:
    """In service ≤ installed ≤ required: what is not installed is not in service."""
    required, installed, used = values.get("required"), values.get("installed"), values.get("in_service")
    errors: dict[str, str] = {}
    if required is not None and installed is not None and installed > required:
        errors["installed"] = _("已装数量不能多于应装数量。")
    if installed is not None and used is not None and used > installed:
        errors["in_service"] = _("有效投用数量不能多于已装数量。")
    return errors


def thresholds(values: Mapping[str, Any]) -> dict[str, str]:
    """Red above orange above yellow."""
    red, orange, yellow = values.get("red"), values.get("orange"), values.get("yellow")
    errors: dict[str, str] = {}
    if red is not None and orange is not None and orange >= red:
        errors["orange"] = _("橙色界限必须低于红色界限。")
    if orange is not None and yellow is not None and yellow >= orange:
        errors["yellow"] = _("黄色界限必须低于橙色界限。")
    return errors
