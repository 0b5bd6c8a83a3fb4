"""Meetings, interviews, letters, money, daily acts of the grass roots, committees, assessments and awards."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.periods import Period
from anlan.reports.figures.declaration import Change, Facts, Norm, Ratio
from anlan.reports.figures.dimensions import Dimension, Link, Term, Words
from anlan.reports.figures.measures import Apart, Distinct, Least, Sum
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by
from anlan.subjects.campaigns.choices import Cadence
from anlan.subjects.campaigns.models import Campaign
from anlan.subjects.governance.models import Sheet

MEETINGS: dict[str, Dimension] = {
    **by.AREA,
    **by.campaign(),
    **by.BODY,
    "类别": Term("kind", dictionary="meeting-kind"),
    "主题": Term("topic", dictionary="meeting-topic"),
}
meetings = Facts("meeting", on="held_on", by=MEETINGS)
held = meetings.indicator(
    "meetings",
    _("会议次数"),
    _("次"),
    definition=_("本期召开的会议次数，按召开日期计。"),
    answers=("S0-046", "S2-022", "S2-025", "S3-078"),
)
meeting_units = meetings.indicator(
    "meeting-units",
    _("召开会议单位数"),
    _("家"),
    Distinct("organisation"),
    definition=_("本期召开过会议的不同单位数。"),
    answers=("S0-048",),
)
interviewed = Facts(
    "interviewee",
    on="interview__held_on",
    by={
        **by.AREA,
        "类别": Term("interview__kind", dictionary="interview-kind"),
        **by.campaign("interview__campaign"),
    },
).indicator(
    "interviewed-firms",
    _("约谈企业数"),
    _("家"),
    Distinct("enterprise"),
    Q(enterprise__isnull=False),
    definition=_("本期约谈的不同企业数，按约谈日期计；同一企业约谈几次只计一家。"),
    answers=("S0-039",),
)
LETTERS: dict[str, Dimension] = {
    **by.AREA,
    "类别": Term("round__kind", dictionary="letter-kind"),
    "主题": Term("round__topic", dictionary="letter-topic"),
}
signed = Facts("letter", on="signed_on", by=LETTERS)
letters = signed.indicator(
    "letters-signed",
    _("责任书签订份数"),
    _("份"),
    definition=_("本期签订的责任书、承诺书份数，按签订日期计。"),
    answers=("S0-055",),
)
letter_firms = signed.indicator(
    "letter-firms",
    _("签订责任书企业数"),
    _("家"),
    Distinct("enterprise"),
    Q(enterprise__isnull=False),
    definition=_("本期签订责任书的不同企业数。"),
    answers=("S0-040",),
)
letters_due = Facts("letter", on="round__begins_on", by=LETTERS).indicator(
    "letters-due",
    _("应签责任书份数"),
    _("份"),
    definition=_("本期开始的签订活动中应签的责任书份数。"),
)
letters_done = letters_due.narrowed(
    "letters-due-signed",
    _("应签责任书已签份数"),
    lambda period: Q(signed_on__lte=period.last),
    definition=_("本期开始的签订活动中，截至期末已签的份数。"),
)
letters_rate = Ratio(
    code="letters-rate",
    name=_("责任书签订率"),
    top=letters_done,
    bottom=letters_due,
    definition=_("应签责任书已签份数 ÷ 应签责任书份数 × 100%。"),
    answers=("S2-049",),
)
allocated = Facts(
    "fund",
    on="allocated_on",
    by={**by.AREA, "用途": Term("use", dictionary="fund-use"), "来源": Term("source", dictionary="fund-source")},
).indicator(
    "funds-allocated",
    _("资金拨付额"),
    _("万元"),
    Sum("amount"),
    definition=_("本期拨付的资金之和，按拨付日期计。"),
    answers=("S2-026", "S2-065", "S3-039"),
)
growth = Change(
    code="funds-growth",
    name=_("资金拨付同比增幅"),
    of=allocated,
    definition=_("（本期资金拨付额 − 去年同期）÷ 去年同期 × 100%。"),
    answers=("S2-027",),
)


def _member(period: Period) -> Q:
    return by.lasting(period, "from_on", "to_on") | Q(from_on__isnull=True, to_on__isnull=True)


inner_units = Facts("committee-member", by=by.AREA).indicator(
    "committee-inner-units",
    _("设安监内设机构成员单位数"),
    _("家"),
    Distinct("unit"),
    lambda period: _member(period) & ~Q(inner_unit=""),
    definition=_("本期在册的委员会成员单位中，设有安全生产监管内设机构的不同单位数。"),
    answers=("S4-002",),
)
leader_visits = Facts("leader-contact", by=by.AREA).indicator(
    "leader-visits-least",
    _("领导每月带队检查次数"),
    _("次/月"),
    Least("visits_a_month"),
    lambda period: by.lasting(period, "from_on", "to_on") & Q(visits_a_month__gt=0),
    definition=_("本期在册的领导包联所定每月最少带队检查次数中最小的。"),
    answers=("S2-023",),
)


class VillageDays(Apart):
    """On how many days of the period, up to today, all villages that did anything could have done it."""

    def of(self, rows: QuerySet[Any], period: Period) -> int:
        within = rows.filter(done_on__range=(period.first, period.last))
        villages = within.order_by().values("place").distinct().count()
        return villages * period.until(max(clock.today(), period.first)).days


ACTS: dict[str, Dimension] = {**by.AREA, "事项": Term("kind", dictionary="grassroots-act")}
acts = Facts("grassroots-act", on="done_on", by=ACTS)
acts_done = acts.indicator(
    "grassroots-acts",
    _("基层履职次数"),
    _("次"),
    definition=_("本期记录的巡查、调度、报告、通报、宣传等履职次数。"),
)
act_days = acts.indicator(
    "grassroots-act-days",
    _("基层履职村社日数"),
    _("日"),
    VillageDays(),
    definition=_("本期有履职记录的村社数 × 本期天数，本期未结束的截至今天。"),
)
acts_a_day = Ratio(
    code="grassroots-acts-a-day",
    name=_("基层履职频次"),
    unit=_("次/日"),
    scale=1,
    top=acts_done,
    bottom=act_days,
    definition=_("基层履职次数 ÷ 基层履职村社日数：有记录的村社平均每天几次，没有履职的日子也算在内。"),
    answers=("S4-003", "S4-005", "S4-006", "S4-007", "S4-008"),
)
acts_at_firms = acts_done.narrowed(
    "grassroots-acts-at-firms",
    _("企业履职次数"),
    Q(enterprise__isnull=False),
    definition=_("本期记录的到企业的履职次数。"),
)
act_firms = acts.indicator(
    "grassroots-act-firms",
    _("履职企业数"),
    _("家"),
    Distinct("enterprise"),
    Q(enterprise__isnull=False),
    definition=_("本期有履职记录的不同企业数。"),
)
acts_a_firm = Ratio(
    code="grassroots-acts-a-firm",
    name=_("企业履职频次"),
    unit=_("次/企"),
    scale=1,
    top=acts_at_firms,
    bottom=act_firms,
    definition=_("企业履职次数 ÷ 履职企业数。"),
    answers=("S4-009",),
)

ASSESSED: dict[str, Dimension] = {**by.AREA, "评分表": Link("sheet", model=Sheet, by=("name", "family"))}
passed = Facts("assessment", on="confirmed_on", by=ASSESSED).indicator(
    "assessed-units-passed",
    _("考核达标单位数"),
    _("个"),
    Distinct("unit"),
    Q(passed=True),
    definition=_("本期确认达标的不同单位数，按确认日期计。"),
    answers=("S4-033",),
)


@dataclass(frozen=True)
class YearsRunning(Apart):
    """How many years on end, up to the last year of the period, have a row."""

    path: str = "year"

    def of(self, rows: QuerySet[Any], period: Period) -> int:
        years = set(rows.values_list(self.path, flat=True))
        last = period.last.year
        running = 0
        while last - running in years:
            running += 1
        return running


awarded = Facts(
    "award", by={**by.AREA, "奖项": Words("name"), "级别": Term("level", dictionary="award-level")}
).indicator(
    "award-years",
    _("连续获奖年数"),
    _("年"),
    YearsRunning(),
    definition=_("所问奖项到期末所在年度为止连续获得的年数。"),
    answers=("S1-038",),
)


def _months_between(period: Period, named: Mapping[str, str]) -> int | None:
    """The one rhythm in months that the bulletins' campaigns are set to; None where they differ or there is none."""
    asked = by.campaign("pk")["专项"].condition("专项", named["专项"]) if "专项" in named else Q(parent=None)
    months = {Cadence.MONTHLY: 1, Cadence.TWO_MONTHLY: 2, Cadence.QUARTERLY: 3}
    found = {months.get(Cadence(one)) for one in Campaign.objects.filter(asked).values_list("cadence", flat=True)}
    return found.pop() if len(found) == 1 else None


interval = Norm(
    code="bulletin-months",
    name=_("通报间隔"),
    unit=_("月"),
    ledger="campaign",
    read=_months_between,
    definition=_("专项行动所定的通报周期是几个月一次；按日、按周的不折算。"),
    answers=("S4-020",),
)
register(
    held,
    meeting_units,
    interviewed,
    letters,
    letter_firms,
    letters_due,
    letters_done,
    letters_rate,
    allocated,
    growth,
    inner_units,
    leader_visits,
    acts_done,
    act_days,
    acts_a_day,
    acts_at_firms,
    act_firms,
    acts_a_firm,
    passed,
    awarded,
    interval,
)
