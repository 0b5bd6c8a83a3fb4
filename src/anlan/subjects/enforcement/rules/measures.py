"""How long property may be held and who may ask for more; pure, no queries."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.subjects.enforcement.choices import MeasureKind

SEIZED = (MeasureKind.SEAL, MeasureKind.SEIZE)
LIMITS = {MeasureKind.SEAL: "ENF-06", MeasureKind.SEIZE: "ENF-06", MeasureKind.STORE: "ENF-05"}
LONGER = ("ENF-06B", "ENF-06")
"""The limit of an extension; an installation that does not keep one of its own takes the first limit once more."""


def is_seizure(user: Any, measure: Any) -> bool:
    """Only what is sealed or seized may be appraised outside its term (行政强制法 第二十五条)."""
    return measure.kind in SEIZED


def may_extend(user: Any, measure: Any) -> bool:
    """Sealed or seized, not extended before, nothing asked, and not over yet: what is over cannot be made longer."""
    return (
        measure.kind in SEIZED
        and measure.extended_until_on is None
        and measure.asked_until_on is None
        and measure.due_on is not None
        and measure.due_on >= clock.today()
    )


def extension_waits(user: Any, measure: Any) -> bool:
    """More time was asked for and nobody has decided."""
    return measure.asked_until_on is not None


def contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for what cannot be."""
    errors: dict[str, str] = {}
    taken, approved = values.get("taken_on"), values.get("approved_on")
    if taken and taken > clock.today():
        errors["taken_on"] = _("实施日期不能晚于今天。")
    if approved and taken and approved > taken and values.get("urgent") is False:
        errors["approved_on"] = _("实施前须经批准；情况紧急先行实施的，请勾选。")
    if (done := values.get("disposed_on")) and taken and not taken <= done <= clock.today():
        errors["disposed_on"] = _("处理日期应在实施日期与今天之间。")
    if values.get("lead") is not None and values.get("lead") == values.get("second"):
        errors["second"] = _("主办和协办不能是同一人：执法人员不得少于两名。")
    return errors


def days_out(measure: Any, until: date) -> int:
    """Days of the appraisal that runs, which the term does not count."""
    return (until - measure.appraised_from_on).days if measure.appraised_from_on else 0
