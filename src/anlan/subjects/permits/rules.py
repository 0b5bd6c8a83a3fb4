"""The clock of applications in working days, the term of permits, the clocks of complaints. Pure: no queries."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.text import check_credit_code
from anlan.subjects.permits.choices import Kind

ACCEPT_DAYS = 5  # 行政许可法 第三十二条: all that is missing is told at once within five (working) days
EXPIRING_DAYS = 90


def decision_due_on(accepted_on: date, promised_days: int, paused: int = 0) -> date:
    """The last day to decide: so many working days after the day of acceptance, and as many more as the clock stood."""
    return clock.add_working_days(accepted_on, promised_days + paused) if promised_days + paused else accepted_on


def stood_still(begun_on: date, ended_on: date) -> int:
    """Working days between the day on which the clock stopped and the day on which it went on."""
    return max(clock.working_days_between(begun_on, ended_on), 0)


def expires_on(valid_from_on: date, years: int | None) -> date | None:
    """The last day of a permit of so many years: the day before the anniversary. ``None`` for one without an end."""
    if not years:
        return None
    try:
        return valid_from_on.replace(year=valid_from_on.year + years) - timedelta(days=1)
    except ValueError:  # the 29th of February
        return valid_from_on.replace(year=valid_from_on.year + years, day=28)


def saved_share(legal: int, promised: int) -> float | None:
    """承诺时限压缩率: by how many per cent the promised days are fewer than the legal ones; ``None`` without legal."""
    return (legal - promised) / legal * 100 if legal else None


def item_faults(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for one permit item."""
    legal, promised = values.get("legal_days"), values.get("promised_days")
    if legal is not None and promised is not None and promised > legal:
        return {"promised_days": _("承诺时限不能长于法定时限。")}
    return {}


def application_faults(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for one application."""
    errors: dict[str, str] = {}
    if (received := values.get("received_on")) and received > clock.today():
        errors["received_on"] = _("收件日期不能晚于今天。")
    if (code := values.get("credit_code")) and (sentence := check_credit_code(code)):
        errors["credit_code"] = sentence
    needs = values.get("kind") in (Kind.RENEWAL, Kind.CHANGE, Kind.END)
    if needs and "permit" in values and not values["permit"]:
        errors["permit"] = _("延续、变更和注销要选原来的许可证。")
    return errors


def permit_faults(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for one permit."""
    begins, ends = values.get("valid_from_on"), values.get("expires_on")
    return {"expires_on": _("有效期止不能早于有效期起。")} if begins and ends and ends < begins else {}


def complaint_faults(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for one complaint."""
    errors: dict[str, str] = {}
    if values.get("anonymous") and (values.get("reporter") or values.get("phone")):
        errors["anonymous"] = _("匿名举报不记录姓名和电话；如系实名，请去掉“匿名”。")
    received = values.get("received_at")
    if received and received > clock.now():
        errors["received_at"] = _("接到时间不能晚于现在。")
    return errors


def acceptance_due_on(received_on: date, days: int) -> date:
    """By when it is said whether a complaint is taken up, in working days."""
    return clock.add_working_days(received_on, days)


def check_due_on(accepted_on: date, days: int, return_due_on: date | None) -> date:
    """By when it is checked: so many days, and not later than the sender wants his answer."""
    own = accepted_on + timedelta(days=days)
    return min(own, return_due_on) if return_due_on else own
