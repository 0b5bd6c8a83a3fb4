"""What makes an inspection consistent, and who took part in it by its words; pure, no queries."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.places import codes
from anlan.base.text import normalise
from anlan.subjects.hazards.inspection_choices import COVERT, MUTUAL, SELF

LONGEST_NAME = 40
_BETWEEN = re.compile(r"[、，,;；/|\n\t]+")
_TITLES = re.compile(r"[（(][^（()）]*[)）]")
_OTHERS = re.compile(r"等(?:\d+[人名]|人)?$")


def names_in(text: str) -> tuple[str, ...]:
    """The people that a list of names means: 「吴晓、周建（组长）等」 is 吴晓 and 周建, each once, in that order."""
    found = []
    for part in _BETWEEN.split(_TITLES.sub("", text or "")):
        pieces = normalise(part).split(" ")
        whole = "".join(pieces) if all(len(piece) == 1 for piece in pieces) else ""  # 「周 建」 is one name
        found += [whole] if whole else pieces
    return tuple(dict.fromkeys(name[:LONGEST_NAME] for each in found if (name := _OTHERS.sub("", each))))


def turn_of(name: str, on: date, organisation: int | None) -> str:
    """The same for one person of one organisation on one day, however many units were seen."""
    return f"{on:%Y%m%d}-{organisation or 0}-{name}"


def turns_between(first: date, last: date) -> tuple[str, str]:
    """All that ``turn_of`` says of these days, both included, lies from the one up to before the other."""
    return f"{first:%Y%m%d}", f"{last + timedelta(days=1):%Y%m%d}"


def contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for an inspection whose values contradict one another; values may be missing."""
    return _days(values) | _parties(values) | _following(values)


def _days(values: Mapping[str, Any]) -> dict[str, str]:
    errors = {}
    on = values.get("inspected_on")
    if on is None:
        return {}
    if on > clock.today():
        errors["inspected_on"] = _("检查日期不能晚于今天。")
    if values.get("due_on") and values["due_on"] < on:
        errors["due_on"] = _("应复查日期不能早于检查日期。")
    if values.get("published_on") and values["published_on"] < on:
        errors["published_on"] = _("结果公开日期不能早于检查日期。")
    if values.get("notified_on"):
        if values["notified_on"] > on:
            errors["notified_on"] = _("事前告知日期不能晚于检查日期。")
        elif _code(values.get("kind")) in COVERT:
            errors["notified_on"] = _("暗访和“四不两直”检查不事先告知，请去掉告知日期，或改检查类型。")
    outing = values.get("round")
    if outing is not None and not outing.begins_on <= on <= outing.ends_on:
        errors["round"] = _("这一轮检查从 %(first)s 到 %(last)s，检查日期不在其中。") % {
            "first": outing.begins_on.isoformat(), "last": outing.ends_on.isoformat()
        }  # fmt: skip
    return errors


def _parties(values: Mapping[str, Any]) -> dict[str, str]:
    errors = {}
    if "enterprise" in values and "unit" in values and not values["enterprise"] and not values["unit"]:
        errors["unit"] = _("请选择被检查单位，或填写未入册单位的名称。")
    kind, outing = _code(values.get("kind")), values.get("round")
    if kind == MUTUAL and "home" in values:
        errors |= mutual(values["home"] or getattr(outing, "home", None), values.get("place"), "home")
    if kind == SELF and "rank" in values and not values["rank"]:
        errors["rank"] = _("企业自查请选择自查层级。")
    return errors


def mutual(home: Any, place: Any, field: str) -> dict[str, str]:
    """交叉互查: who inspects comes from an area that does not hold the inspected place."""
    if home is None:
        return {field: _("交叉互查必须写明检查方属地。")}
    if place is not None and codes.holds(home.code, place.code):
        return {field: _("交叉互查的检查方不能来自受检区域本身。")}
    return {}


def _following(values: Mapping[str, Any]) -> dict[str, str]:
    """A revisit sees the same unit, not before the visit that it follows."""
    first, on = values.get("revisit_of"), values.get("inspected_on")
    if first is None:
        return {}
    if on and on < first.inspected_on:
        day = first.inspected_on.isoformat()
        return {"revisit_of": _("复查不能早于它所复查的那次检查（%(day)s）。") % {"day": day}}
    enterprise = getattr(values.get("enterprise"), "pk", None)
    if "enterprise" in values and (
        enterprise != first.enterprise_id or (enterprise is None and values.get("unit", first.unit) != first.unit)
    ):
        return {"revisit_of": _("复查的单位与那次检查的单位（%(unit)s）不是同一家。") % {"unit": first.subject}}
    return {}


def round_contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """The same for a round."""
    errors = {}
    if values.get("begins_on") and values.get("ends_on") and values["ends_on"] < values["begins_on"]:
        errors["ends_on"] = _("结束日期不能早于开始日期。")
    if _code(values.get("kind")) == MUTUAL and "home" in values:
        errors |= mutual(values["home"], values.get("place"), "home")
    return errors


def _code(term: Any) -> str:
    return str(getattr(term, "code", "") or "")
