"""Rules of accidents: level, edition of types, windows, clocks, contradictions. Pure: they ask no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.text import check_id_number
from anlan.subjects.accidents import standards
from anlan.subjects.accidents.choices import Inquiry, Level, MeasureStatus, Outcome

# (level, deaths, serious injuries, direct loss in 万元) from which it begins: 国务院令第493号 第三条, “以上” includes.
THRESHOLDS: tuple[tuple[Level, int, int, int], ...] = (
    (Level.EXTREME, 30, 100, 10_000),
    (Level.MAJOR, 10, 50, 5_000),
    (Level.LARGER, 3, 10, 1_000),
    (Level.GENERAL, 0, 0, 0),
)
WINDOW_DAYS, SHORT_WINDOW_DAYS = 30, 7  # 第十三条: road traffic and fire seven days
INVESTIGATION_DAYS, EXTENSION_MOST = 60, 60  # 第二十九条
REPLY_DAYS, EXTREME_REPLY_DAYS = 15, 30  # 第三十二条
FIRE_CODES = ("other-06",)


@dataclass(frozen=True, slots=True)
class Judged:
    """The level that the known figures give; ``provisional`` while one is unknown: then it can only become graver."""

    level: Level | None
    provisional: bool


def judge(deaths: int | None, serious: int | None, loss: Decimal | float | None) -> Judged:
    """The gravest level that any known figure reaches; an unknown one takes no part. ``loss`` in 万元."""
    figures = (deaths, serious, loss)
    known = [(place, figure) for place, figure in enumerate(figures, 1) if figure is not None]
    reached = (row[0] for row in THRESHOLDS if any(figure >= row[place] for place, figure in known))
    return Judged(next(reached, None), len(known) < len(figures))


def window_days(sector_code: str) -> int:
    """For how many days after the accident a death still counts: 7 for road traffic and fire, else 30."""
    short = sector_code.partition("-")[0] == "road" or sector_code in FIRE_CODES
    return SHORT_WINDOW_DAYS if short else WINDOW_DAYS


def last_counted_on(occurred_at: datetime, sector_code: str) -> date:
    """The last day on which a change of the casualties still counts. The day of the accident is not counted."""
    return timezone.localtime(occurred_at).date() + timedelta(days=window_days(sector_code))


def edition(occurred_at: datetime) -> str:
    """The beginning of the codes of types that hold for an accident of that moment."""
    return standards.NEW if timezone.localtime(occurred_at).date() >= standards.EDITION_FROM else standards.OLD


def fitting_kind(kind: Any, occurred_at: datetime, candidates: Sequence[Any]) -> Any:
    """The same type in the edition in force at that moment where there is exactly one of that name, else ``kind``."""
    wanted = edition(occurred_at)
    if not _of_an_edition(kind) or kind.code.startswith(wanted):
        return kind
    if wanted == standards.NEW and kind.parent_id is None:
        return kind  # what it is now, somebody must choose
    plain = kind.name.removesuffix("（1986）")
    same = [term for term in candidates if term.code.startswith(wanted) and term.name.removesuffix("（1986）") == plain]
    return same[0] if len(same) == 1 else kind


def _of_an_edition(kind: Any) -> bool:
    return kind is not None and kind.code.startswith((standards.NEW, standards.OLD))


def report_due_on(occurred_at: datetime, extension_days: int, appraisal_days: int) -> date:
    """By when the report is owed: 60 days, the extension granted, and days of expertise, which do not count."""
    day = timezone.localtime(occurred_at).date()
    return day + timedelta(days=INVESTIGATION_DAYS + extension_days + appraisal_days)


def reply_due_on(submitted_on: date, level: int | None) -> date:
    """By when the government replies to the report."""
    return submitted_on + timedelta(days=EXTREME_REPLY_DAYS if level == Level.EXTREME else REPLY_DAYS)


def assessment_due_on(approved_on: date) -> date:
    """One year after the reply the carrying out of measures is assessed (安全生产法 第八十六条)."""
    try:
        return approved_on.replace(year=approved_on.year + 1)
    except ValueError:
        return approved_on.replace(year=approved_on.year + 1, day=28)


def change_of(now: float | None, before: float | None) -> float | None:
    """Per cent of change against the same period; ``None`` where there was nothing to compare with."""
    if not before or now is None:
        return None
    return (now - before) / before * 100


def contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for what contradicts itself in one accident."""
    errors: dict[str, str] = {}
    occurred = values.get("occurred_at")
    for name in ("occurred_at", "firm_knew_at", "received_at", "reported_at", "direct_reported_at"):
        moment = values.get(name)
        if moment and moment > clock.now():
            errors[name] = _("时间不能晚于现在。")
        elif moment and occurred and moment < occurred:
            errors[name] = _("不能早于事故发生时间。")
    knew, received, reported = (values.get(name) for name in ("firm_knew_at", "received_at", "reported_at"))
    if knew and received and received < knew:
        errors.setdefault("received_at", _("县应急局接报不能早于单位负责人接报。"))
    if received and reported and reported < received:
        errors.setdefault("reported_at", _("上报不能早于接报。"))
    if "enterprise" in values and "unit" in values and not values["enterprise"] and not values["unit"]:
        errors["unit"] = _("请选择事故企业，或填写事故单位。")
    kind = values.get("kind")
    if kind and occurred and _of_an_edition(kind) and not kind.code.startswith(edition(occurred)):
        errors["kind"] = (
            _("2026-07-01 起的事故按 GB 6441-2025 分类，请另选。")
            if edition(occurred) == standards.NEW
            else _("2026-06-30 及以前的事故按 GB 6441-1986 分类，请另选带“1986”的类别。")
        )
    return errors | _level_faults(values)


def _level_faults(values: Mapping[str, Any]) -> dict[str, str]:
    names = ("deaths", "serious_injuries", "loss", "override", "override_reason")
    if not all(name in values for name in names) or not values["override"]:
        return {}
    judged = judge(values["deaths"], values["serious_injuries"], values["loss"])
    if int(values["override"]) == judged.level or values["override_reason"]:
        return {}
    told = judged.level.label if judged.level else _("无法判定")
    return {"override_reason": _("按伤亡和损失应为“%(level)s”；另行认定要写明理由。") % {"level": told}}


def casualty_faults(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for one casualty."""
    errors: dict[str, str] = {}
    if (number := values.get("id_number")) and "*" not in number and (sentence := check_id_number(number)):
        errors["id_number"] = sentence
    died = values.get("died_on")
    if died and died > clock.today():
        errors["died_on"] = _("死亡日期不能晚于今天。")
    if died and "outcome" in values and values["outcome"] != Outcome.DEAD:
        errors["died_on"] = _("只有死亡人员才填死亡日期。")
    return errors


DAYS_IN_ORDER = ("begun_on", "submitted_on", "approved_on", "closed_on")


def order_of_days(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field where the days of an investigation do not follow one another."""
    errors: dict[str, str] = {}
    last: date | None = None
    for name in DAYS_IN_ORDER:
        day = values.get(name)
        if day and day > clock.today():
            errors[name] = _("日期不能晚于今天。")
        elif day and last and day < last:
            errors[name] = _("不能早于前一步的日期 %(day)s。") % {"day": last.isoformat()}
        last = day or last
    return errors


def state_on_entry(investigation: Any) -> str:
    """An investigation entered with its later days was taken over from paper and begins where those days put it."""
    if investigation.closed_on and investigation.approved_on:
        return Inquiry.CLOSED
    if investigation.approved_on:
        return Inquiry.APPROVED
    return Inquiry.REPORTED if investigation.submitted_on else Inquiry.RUNNING


def measure_state_on_entry(measure: Any) -> str:
    """A measure entered with the day it was done, and the day somebody looked, begins there."""
    if measure.done_on and measure.revisited_on:
        return MeasureStatus.VERIFIED
    return MeasureStatus.DONE if measure.done_on else MeasureStatus.OPEN


def measure_faults(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for one measure."""
    done = values.get("done_on")
    return {"done_on": _("完成日期不能晚于今天。")} if done and done > clock.today() else {}
