"""What a report is about — period, place, campaign, event — and the words that stand for it in a template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from anlan.base.periods import Period, PeriodKind
from anlan.base.places.models import Place, PlaceLevel
from anlan.kit.documents.filling import moment
from anlan.reports.papers import spans

CAMPAIGN, PLACE, EVENT, EACH = "本专项", "本属地", "本事件", "本项"
ASKED_FOR = {CAMPAIGN: "专项", PLACE: "属地", EVENT: "事件", EACH: EACH}


@dataclass(frozen=True)
class Setting:
    """``period`` as the report names it; ``on`` is the day it is made, after which nothing has happened yet."""

    period: Period
    on: date
    bureau: str
    place: Place | None = None
    campaign: Any = None
    event: Any = None

    @property
    def span(self) -> Period:
        """The days that are counted: a running period ends today, so that the same days of last year compare."""
        return self.period if self.period.first > self.on else self.period.until(self.on)

    @property
    def narrowed(self) -> str:
        """The place that all figures are narrowed to; empty for a whole county."""
        if self.place is None or self.place.level <= PlaceLevel.COUNTY:
            return ""
        return str(self.place.name if self.place.level == PlaceLevel.TOWN else self.place.code)

    def value(self, text: str) -> str | None:
        """What 本专项, 本属地 and 本事件 stand for here; other values as they are; None where it is not given.

        本项 has its value before a tag is looked at, or none at all.
        """
        if text == CAMPAIGN:
            return str(self.campaign.name) if self.campaign is not None else None
        if text == PLACE:
            return str(self.place.name) if self.place is not None else None
        if text == EVENT:
            return str(self.event.number) if self.event is not None else None
        return None if text == EACH else text


def words(setting: Setting) -> Mapping[str, str | None]:
    """Every word with its text; None where the report lacks what it stands for."""
    period, last = setting.period, setting.span.last
    before, after = period.previous_year(), period.next()
    return {
        "年": str(period.last.year),
        "月": str(period.last.month),
        "季": str((period.last.month + 2) // 3),
        "周": str(period.last.isocalendar().week),
        "上年": str(period.last.year - 1),
        "下年": str(period.last.year + 1),
        "时段": period.label,
        "同期": before.label,
        "上期": period.previous().label,
        "下期": after.label,
        "起日": spans.day(period.first),
        "止日": spans.day(last),
        "今日": spans.day(setting.on),
        "期号": _ordinal(period),
        "单位": setting.bureau,
        "属地": str(setting.place.name) if setting.place is not None else None,
        "专项": str(setting.campaign.name) if setting.campaign is not None else None,
        EACH: None,
        **_of_event(setting.event),
    }


def _ordinal(period: Period) -> str:
    """Which of its year: the week, month or day's number."""
    if period.kind == PeriodKind.WEEK:
        return str(period.first.isocalendar().week)
    if period.kind == PeriodKind.MONTH:
        return str(period.first.month)
    if period.kind == PeriodKind.QUARTER:
        return str((period.first.month + 2) // 3)
    return str(period.first.timetuple().tm_yday) if period.days == 1 else "1"


NOT_FILLED = _later("（未填）")
EVENT_WORDS = {
    "事件": "title",
    "事件编号": "number",
    "事件地点": "address",
    "事件情况": "situation",
    "事件处置": "measures",
    "事件下步措施": "next_steps",
    "事件原因": "cause",
    "事件死亡": "deaths",
    "事件失踪": "missing",
    "事件受伤": "injured",
    "事件被困": "trapped",
    "事件转移": "evacuated",
    "事件损失": "loss",
}


def _of_event(event: Any) -> dict[str, str | None]:
    names = (*EVENT_WORDS, "事件类型", "事件级别", "发生时间", "接报时间")
    if event is None:
        return dict.fromkeys(names)
    told: dict[str, str | None] = {}
    for word, column in EVENT_WORDS.items():
        value = getattr(event, column)
        told[word] = str(NOT_FILLED) if value in (None, "") else str(value)
    told["事件地点"] = f"{event.place.name}{event.address}"
    told["事件类型"] = str(event.kind or NOT_FILLED)
    told["事件级别"] = str(event.get_level_display() or _("未定级")) if event.level is not None else _("未定级")
    told["发生时间"] = moment(localtime(event.occurred_at or event.received_at))
    told["接报时间"] = moment(localtime(event.received_at))
    return told
