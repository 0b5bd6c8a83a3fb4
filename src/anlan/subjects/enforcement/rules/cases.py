"""What a case must have before its next step, and what makes its dates consistent; pure, no queries."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.subjects.enforcement.choices import INVESTIGATED, CaseStatus

STAGES = (
    "found_on", "filed_on", "investigated_on", "notified_on", "decided_on", "served_on", "executed_on", "closed_on",
)  # fmt: skip


def contradictions(values: Mapping[str, Any], labels: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for dates and choices that contradict one another."""
    errors: dict[str, str] = {}
    last, last_name = None, ""
    for name in STAGES:
        day = values.get(name)
        if day is None:
            continue
        if day > clock.today():
            errors[name] = _("%(what)s不能晚于今天。") % {"what": labels[name]}
        if last is not None and day < last:
            errors[name] = _("%(what)s不能早于%(other)s。") % {"what": labels[name], "other": labels[last_name]}
        last, last_name = day, name
    if "enterprise" in values and "party" in values and not values["enterprise"] and not values["party"]:
        errors["party"] = _("请选择涉案企业，或填写当事人。")
    if values.get("lead") is not None and values.get("lead") == values.get("second"):
        errors["second"] = _("主办和协办不能是同一人：执法人员不得少于两名。")
    paid, fine = values.get("reported_paid"), values.get("fine")
    if paid and paid > (fine or 0):
        errors["reported_paid"] = _("收缴不能多于罚款。")
    return errors


def outstanding(case: Any) -> Decimal:
    """What of the fine is not yet paid, 元."""
    left = (case.fine or Decimal(0)) - case.collected
    return Decimal(left)


def surcharge(owed: Decimal, *, late_days: int, percent: int) -> Decimal:
    """加处罚款 on what is owed, per day late, never more than what is owed (行政处罚法 第七十二条), 元."""
    if late_days <= 0 or owed <= 0:
        return Decimal(0)
    return min(owed * percent * late_days / 100, owed).quantize(Decimal("0.01"))


def owes(user: Any, case: Any) -> bool:
    """Is part of the fine unpaid?"""
    return outstanding(case) > 0


def owes_whole(user: Any, case: Any) -> bool:
    """May the fine still be divided into instalments?"""
    return owes(user, case) and case.deferred_until_on is None


def may_ask_hearing(user: Any, case: Any) -> bool:
    """The party has the right and has not used it."""
    return bool(case.hearing_right) and case.hearing_asked_on is None


def hearing_waits(user: Any, case: Any) -> bool:
    """A hearing was asked for and not yet held."""
    return case.hearing_asked_on is not None and case.heard_on is None


def unpublished(user: Any, case: Any) -> bool:
    """The decision is not public yet."""
    return case.published_on is None and not case.unpunished


def urged(user: Any, case: Any) -> bool:
    """The party was urged in writing: only then may the court be asked."""
    return case.urged_on is not None and case.court_on is None and owes(user, case)


def ahead_of_state(case: Any) -> bool:
    """Do dates that came with the province's table say more than the state?"""
    return next_by_dates(case) is not None or (
        case.status == CaseStatus.SERVED and (case.reported_paid or 0) > case.collected
    )


NEXT_BY_DATES: Sequence[tuple[str, str, str]] = (
    (CaseStatus.CLUE, "take", "filed_on"),
    (CaseStatus.FILED, "submit", "investigated_on"),
    (CaseStatus.REVIEWING, "notify", "notified_on"),
    (CaseStatus.NOTIFIED, "decide", "decided_on"),
    (CaseStatus.DECIDED, "serve", "served_on"),
    (CaseStatus.SERVED, "finish", "executed_on"),
    (CaseStatus.EXECUTED, "close", "closed_on"),
)


def next_by_dates(case: Any) -> tuple[str, date] | None:
    """The move that the dates written on a case say was made, and its day. A later stage implies the earlier ones."""
    for number, (state, move, _name) in enumerate(NEXT_BY_DATES):
        if case.status != state:
            continue
        days = [day for _s, _m, name in NEXT_BY_DATES[number:] if (day := getattr(case, name)) is not None]
        return (move, days[0]) if days else None
    return None


def lacks_for_decision(case: Any, *, hearing_ends_on: date | None, decided_on: date) -> str | None:
    """Why no decision may be made yet (行政处罚法 第五十七、五十八、六十三、六十四条)."""
    if case.major and case.reviewed_on is None:
        return _("重大复杂案件未经法制审核，不得作出决定。")
    if case.major and case.discussed_on is None:
        return _("重大复杂案件未经集体讨论，不得作出决定。")
    if case.hearing_asked_on is not None and case.heard_on is None:
        return _("当事人已要求听证，听证举行前不得作出决定。")
    window_open = hearing_ends_on is not None and decided_on <= hearing_ends_on
    if case.hearing_right and case.hearing_asked_on is None and window_open:
        return _("当事人要求听证的期限到 %(day)s 为止，期满前不得作出决定。") % {"day": hearing_ends_on}
    return None


def runs(case: Any) -> bool:
    """Does the clock of the whole case run?"""
    return case.status in INVESTIGATED
