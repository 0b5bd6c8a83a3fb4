"""What the moves of a seizure or of stored evidence do. Each runs inside the move's transaction on the locked row."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.kit.flow.making import Refused
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.choices import MeasureKind, MeasureStatus
from anlan.subjects.enforcement.models import Case, CoerciveMeasure
from anlan.subjects.enforcement.rules import measures as rules


def first_end(measure: CoerciveMeasure) -> date | None:
    """The last day as the law sets it for this kind, from the day it was taken."""
    return queries.limit_end(rules.LIMITS[MeasureKind(measure.kind)], measure.taken_on)


def last_end(measure: CoerciveMeasure) -> date | None:
    """The last day that an extension may reach."""
    ends = (queries.limit_end(code, measure.due_on) for code in rules.LONGER)
    return next((end for end in ends if end is not None), None)


def ask_longer(measure: CoerciveMeasure, *, actor: Any, data: dict[str, Any]) -> None:
    """申请延长: the old day stands until somebody in charge decides."""
    last = last_end(measure)
    if measure.due_on is None or data["until_on"] <= measure.due_on:
        raise Refused(_("延长必须晚于届满日期 %(day)s。") % {"day": measure.due_on})
    if last is not None and data["until_on"] > last:
        raise Refused(_("延长最晚到 %(day)s。") % {"day": last})
    measure.asked_until_on, measure.ask_reason = data["until_on"], data["opinion"]


def grant_longer(measure: CoerciveMeasure, *, actor: Any, data: dict[str, Any]) -> None:
    """批准延长, on paper, before the term is over."""
    if measure.due_on is not None and measure.due_on < clock.today():
        raise Refused(_("期限已于 %(day)s 届满，不能再延长；请解除或处理。") % {"day": measure.due_on})
    measure.extended_until_on = measure.due_on = measure.asked_until_on
    measure.extension_document = data["document"]
    measure.asked_until_on = None


def refuse_longer(measure: CoerciveMeasure, *, actor: Any, data: dict[str, Any]) -> None:
    """The old day stands."""
    measure.asked_until_on, measure.ask_reason = None, ""


def send_out(measure: CoerciveMeasure, *, actor: Any, data: dict[str, Any]) -> None:
    """送检测鉴定: from that day the term does not run."""
    if data["day"] < measure.taken_on:
        raise Refused(_("送检日期不能早于实施日期 %(day)s。") % {"day": measure.taken_on})
    if measure.due_on is not None and measure.due_on < data["day"]:
        raise Refused(_("期限已于 %(day)s 届满；请解除或处理。") % {"day": measure.due_on})
    measure.appraised_from_on = data["day"]


def take_back(measure: CoerciveMeasure, *, actor: Any, data: dict[str, Any]) -> None:
    """检测鉴定完毕: the days it took are given back."""
    out = rules.days_out(measure, data["day"])
    if out < 0:
        raise Refused(_("完毕日期不能早于送检日期 %(day)s。") % {"day": measure.appraised_from_on})
    measure.appraisal_days += out
    measure.appraised_from_on = None
    for name in ("due_on", "asked_until_on", "extended_until_on"):
        if (day := getattr(measure, name)) is not None:
            setattr(measure, name, day + timedelta(days=out))


def dispose(measure: CoerciveMeasure, *, actor: Any, data: dict[str, Any]) -> None:
    """解除, 没收, 移送 …: it is over, and what was asked for falls."""
    if data["day"] < measure.taken_on:
        raise Refused(_("处理日期不能早于实施日期 %(day)s。") % {"day": measure.taken_on})
    measure.disposed_on, measure.disposal_document = data["day"], data.get("document") or ""
    measure.disposal = next((one for one in terms.every("measure-disposal") if one.code == data["disposal"]), None)
    measure.asked_until_on = None


def refuse_while_held(case: Case) -> None:
    """A case ends only when nothing is held in it any more (行政强制法 第二十八条). Raises ``Refused``."""
    if held := case.measures.exclude(status=MeasureStatus.DISPOSED).count():
        raise Refused(_("还有 %(count)d 项查封扣押或证据保存没有处理，不能结案。") % {"count": held})
