"""What rules of duty set, and the information and reports that go up."""

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.utils.translation import gettext as _

from anlan.base.periods import Period
from anlan.reports.figures.declaration import Facts, Ratio
from anlan.reports.figures.dimensions import Choice, Dimension, Link
from anlan.reports.figures.measures import Largest, Least, Sum
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by
from anlan.subjects.duty.choices import ReportKind
from anlan.subjects.duty.models import DutyPost

POSTS: dict[str, Dimension] = {**by.AREA, "岗位": Link("pk", model=DutyPost)}
posts = Facts("duty-post", by=POSTS, where=Q(active=True))
hours = posts.indicator(
    "duty-hours",
    _("值班时长标准"),
    _("小时"),
    Least(Case(When(round_the_clock=True, then=Value(24)), default=F("hours"), output_field=IntegerField())),
    definition=_("启用的值班岗位每日值守小时数中最少的；二十四小时值守的计 24。"),
    answers=("S0-071", "S2-062", "S3-068", "S4-056", "S4-068"),
)
days = posts.indicator(
    "duty-days",
    _("每周值班天数"),
    _("天"),
    Least(Case(When(round_the_clock=True, then=Value(7)), default=Value(5), output_field=IntegerField())),
    definition=_("启用的值班岗位每周值守天数中最少的；二十四小时值守的计 7 天，其余计工作日 5 天。"),
    answers=("S2-063",),
)
members = posts.indicator(
    "duty-members",
    _("每班值班人数"),
    _("人"),
    Least("members"),
    definition=_("启用的值班岗位每班值班员人数中最少的，不含带班领导。"),
    answers=("S2-064", "S3-069"),
)


def _within(period: Period) -> Q:
    return Q(begins_at__lt=period.ends_at, ends_at__gte=period.begins_at)


periods = Facts("key-period", by=by.AREA)
parts = periods.indicator(
    "key-period-parts",
    _("重要时段总份数"),
    _("份"),
    Sum("of_parts"),
    _within,
    definition=_("与本期有交集的重要时段所定人员总份数之和。"),
)
on_duty = periods.indicator(
    "key-period-on-duty",
    _("重要时段在岗份数"),
    _("份"),
    Sum("on_duty_parts"),
    _within,
    definition=_("与本期有交集的重要时段所定在岗份数之和。"),
)
standby = periods.indicator(
    "key-period-standby",
    _("重要时段备勤份数"),
    _("份"),
    Sum(F("of_parts") - F("on_duty_parts")),
    _within,
    definition=_("与本期有交集的重要时段所定备勤份数之和。"),
)
every = periods.indicator(
    "key-periods",
    _("重要时段数"),
    _("个"),
    where=_within,
    definition=_("与本期有交集的重要时段数。"),
)
cancelled = every.narrowed(
    "key-periods-leave-cancelled",
    _("取消休假重要时段数"),
    Q(leave_cancelled=True),
    definition=_("与本期有交集、要求全员取消休假的重要时段数。"),
)
duty_share = Ratio(
    code="key-period-on-duty-share",
    name=_("重要时段在岗比例"),
    top=on_duty,
    bottom=parts,
    definition=_("重要时段在岗份数 ÷ 总份数 × 100%。"),
    answers=("S4-058",),
)
standby_share = Ratio(
    code="key-period-standby-share",
    name=_("重要时段备勤比例"),
    top=standby,
    bottom=parts,
    definition=_("重要时段备勤份数 ÷ 总份数 × 100%。"),
    answers=("S4-059",),
)
cancelled_share = Ratio(
    code="key-period-leave-share",
    name=_("取消休假比例"),
    top=cancelled,
    bottom=every,
    definition=_("要求取消休假的重要时段数 ÷ 重要时段数 × 100%。"),
    answers=("S4-057",),
)
DAILY = Case(
    When(cycle="daily", then=Value(1)), default=Value(0), output_field=IntegerField()
)  # a weekly or monthly report is none a day
reports = Facts(
    "report-duty", by={**by.AREA, "类别": Choice("kind", choices=tuple(ReportKind.choices))}, where=Q(active=True)
).indicator(
    "reports-a-day",
    _("报告频次"),
    _("次/日"),
    Largest(DAILY),
    lambda period: Q(starts_on__lte=period.last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=period.first)),
    definition=_("本期有效的报送任务所定每日报告次数；按周、按月的计 0。"),
    answers=("S3-067", "S4-004"),
)
handled = Facts("incident", on="reported_at", by=by.AREA, where=Q(exercise=False)).indicator(
    "incidents-reported",
    _("处置上报突发事件信息数"),
    _("条"),
    definition=_("本期书面初报过的突发事件数，按初报时间计，不含演练。"),
    answers=("S0-059",),
)
register(
    hours,
    days,
    members,
    parts,
    on_duty,
    standby,
    every,
    cancelled,
    duty_share,
    standby_share,
    cancelled_share,
    reports,
    handled,
)
