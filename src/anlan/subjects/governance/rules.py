"""What makes periods, orders, scores and years consistent, and who may judge an answer; pure, no queries of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import access
from anlan.base.places import codes
from anlan.subjects.campaigns.rules import speaks_for
from anlan.subjects.governance.choices import BINDING, Mode

CENT = Decimal("0.01")
PARTIES = ("enterprise", "target", "target_name")


def contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field about a key period."""
    errors: dict[str, str] = {}
    begins, ends = values.get("begins_at"), values.get("ends_at")
    if begins and ends and ends <= begins:
        errors["ends_at"] = _("结束时间应晚于开始时间。")
    duty, of = values.get("on_duty_parts"), values.get("of_parts")
    if duty and of is not None and duty > of:
        errors["on_duty_parts"] = _("在岗份数不能多于总份数。")
    return errors


def in_order(values: Mapping[str, Any], first: str, second: str) -> dict[str, str]:
    """A sentence at the second day where it lies before the first."""
    one, other = values.get(first), values.get(second)
    return {second: _("日期早于开始日期，请检查。")} if one and other and other < one else {}


def somebody(values: Mapping[str, Any], names: Iterable[str], at: str) -> dict[str, str]:
    """A sentence where none of these fields says who it is about; silent while one of them is not known."""
    named = tuple(names)
    if any(name not in values for name in named) or any(values[name] for name in named):
        return {}
    return {at: _("请选择单位或企业，或填写名称。")}


def order_contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """督办 and 交办 bind: they name a day. 建议 and 提醒 may go without."""
    errors = in_order(values, "issued_on", "due_on") | somebody(values, PARTIES, "target_name")
    if "due_on" in values and values.get("mode") in BINDING and not values["due_on"]:
        errors["due_on"] = _("督办、交办必须写明办理期限。")
    return errors


def listing_contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """A listed matter has a day by which it must be off the list."""
    errors = in_order(values, "listed_on", "due_on") | somebody(values, PARTIES, "target_name")
    if "due_on" in values and not values["due_on"]:
        errors["due_on"] = _("挂牌督办必须写明治理期限。")
    return errors | in_order(values, "listed_on", "publicised_on")


def _territories(user: Any, grant: str) -> list[str]:
    return [one.place_code for one in access.reach(user, grant) if one.place_code]


def judges(grant: str) -> Any:
    """Whoever judges an answer stands over the issuer's territory: the unit that was told cannot close it itself."""

    def allowed(user: Any, row: Any) -> bool:
        if row.target_id is not None and row.target_id == getattr(user, "organisation_id", None):
            return False
        return any(codes.holds(place, row.issuer.place_id) for place in _territories(user, grant))

    return allowed


def judged_by(user: Any, grant: str) -> Q:
    """The rows of which ``judges`` is true, as a condition."""
    mine = Q(pk__in=[])
    for place in _territories(user, grant):
        low, high = codes.code_range(place)
        mine |= Q(issuer__place__gte=low, issuer__place__lt=high)
    own = getattr(user, "organisation_id", None)
    return mine & ~Q(target_id=own) if own is not None else mine


def may_be_raised(user: Any, order: Any) -> bool:
    """建议 and 提醒 can become a 督办."""
    return order.mode in (Mode.SUGGEST, Mode.REMIND) and judges("supervision-order.move.raise")(user, order)


def answers(field: str) -> Any:
    """Whoever was told answers: the unit's own people, or the clerk of the very town or village that it serves."""

    def allowed(user: Any, row: Any) -> bool:
        unit = getattr(row, field)
        return unit is not None and speaks_for(user, unit)

    return allowed


def not_of(field: str) -> Any:
    """Nobody judges his own unit."""

    def allowed(user: Any, row: Any) -> bool:
        own = getattr(user, "organisation_id", None)
        return own is None or getattr(row, f"{field}_id") != own

    return allowed


def wholly_answered(user: Any, assessment: Any) -> bool:
    """Every item has been given its mark."""
    return bool(assessment.of_items) and assessment.answered >= assessment.of_items


@dataclass(frozen=True, slots=True)
class Mark:
    """What one item was given: its full points (``None`` where it is only met or not), and what was earned."""

    full: Decimal | None
    veto: bool
    met: bool
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class Result:
    """Score, items met, and whether the unit passes; ``score`` is ``None`` where no item bears points."""

    score: Decimal | None
    met: int
    passed: bool


def scored(marks: Iterable[Mark], *, pass_score: Decimal | None, all_needed: bool) -> Result:
    """Add up the marks. An unmet veto fails; so does any unmet item where all are needed; so does too low a score."""
    given = list(marks)
    bearing = [one for one in given if one.full is not None]
    score = sum((one.points or Decimal(0) for one in bearing), Decimal(0)).quantize(CENT) if bearing else None
    met = sum(one.met for one in given)
    passed = bool(given) and not any(one.veto and not one.met for one in given)
    if all_needed:
        passed = passed and met == len(given)
    if pass_score is not None:
        passed = passed and score is not None and score >= pass_score
    return Result(score, met, passed)


def ranked(scores: Iterable[Decimal | None]) -> list[int | None]:
    """Places of scores, highest first: equal scores share a place and the next is left out. No score, no place."""
    given = list(scores)
    known = sorted((score for score in given if score is not None), reverse=True)
    return [None if score is None else known.index(score) + 1 for score in given]


def share(part: int, whole: int) -> str:
    """``98.5%``; no denominator, no figure. 100% only where none is missing."""
    if not whole:
        return "—"
    if part != whole:
        return f"{min(Decimal('99.9'), (Decimal(100 * part) / whole).quantize(Decimal('0.1'), ROUND_HALF_UP))}%"
    return "100%"


def growth(now: Decimal, before: Decimal) -> str:
    """Growth over an earlier sum in per cent; no denominator, no figure."""
    if not before:
        return "—"
    return f"{((now - before) * 100 / before).quantize(Decimal('0.1'), ROUND_HALF_UP):+}%"


def running(years: Iterable[int]) -> int:
    """How many years in a row, counted back from the latest."""
    known = set(years)
    count, year = 0, max(known, default=0)
    while year in known:
        count, year = count + 1, year - 1
    return count


def late_days(due_on: date | None) -> int:
    """Whole days past a deadline; 0 while it runs."""
    return max(0, (clock.today() - due_on).days) if due_on else 0
