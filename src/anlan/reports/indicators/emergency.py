"""Warnings, consultations, patrols by video, devices and teams."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.periods import Period
from anlan.base.places.models import PlaceLevel
from anlan.reports.figures.declaration import Facts, Ratio, Waiting
from anlan.reports.figures.dimensions import Area, Choice, Dimension, Term
from anlan.reports.figures.measures import Apart, Distinct, Largest, Least, Sum
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by
from anlan.subjects.resources.choices import Level as TeamLevel
from anlan.subjects.warnings.choices import Level, MessageKind, Status

SENT = (Status.ISSUED, Status.REPLACED, Status.LIFTED, Status.EXPIRED)
warnings = Facts(
    "warning",
    on="issued_at",
    where=Q(exercise=False, status__in=SENT) & ~Q(message=MessageKind.CANCEL),
    by={
        **by.AREA,
        "类别": Term("kind", dictionary="warning-kind"),
        "级别": Choice("level", choices=tuple(Level.choices)),
    },
).indicator(
    "warnings-issued",
    _("发布预警信息数"),
    _("条"),
    definition=_("本期发布的预警信息条数，含更新，不含解除和演练，按发布时间计。"),
    answers=("S0-060",),
)
consultations = Facts(
    "consultation", on="held_at", by={**by.AREA, "类别": Term("kind", dictionary="warning-kind")}
).indicator(
    "consultations",
    _("会商次数"),
    _("轮"),
    definition=_("本期会商研判的次数，按会商时间计。"),
    answers=("S3-075",),
)


class PeriodDays(Apart):
    """The days of the period up to today, where anything was done in it at all."""

    def of(self, rows: QuerySet[Any], period: Period) -> int:
        within = rows.filter(patrolled_at__gte=period.begins_at, patrolled_at__lt=period.ends_at)
        return period.until(max(clock.today(), period.first)).days if within.exists() else 0


patrols = Facts("video-patrol", on="patrolled_at", by=by.AREA)
patrolled = patrols.indicator(
    "video-patrols",
    _("视频巡查次数"),
    _("次"),
    definition=_("本期视频巡查次数，按巡查时间计。"),
)
patrol_days = patrols.indicator(
    "video-patrol-days",
    _("视频巡查期天数"),
    _("天"),
    PeriodDays(),
    definition=_("本期天数，本期未结束的截至今天；本期没有视频巡查的计 0。"),
)
patrol_pace = Ratio(
    code="video-patrols-a-day",
    name=_("视频巡查频次"),
    unit=_("次/日"),
    scale=1,
    top=patrolled,
    bottom=patrol_days,
    definition=_("视频巡查次数 ÷ 视频巡查期天数：平均每天几次，没有巡查的日子也算在内。"),
    answers=("S3-084",),
)
devices = Facts(
    "device", by={**by.AREA, "类别": Term("kind", dictionary="device-kind")}, where=Q(active=True)
).indicator(
    "devices",
    _("监测设备数"),
    _("个"),
    where=lambda period: Q(installed_on__isnull=True) | Q(installed_on__lte=period.last),
    definition=_("截至期末已安装、启用的监测设备数。"),
    answers=("S4-036",),
)
TEAMS: dict[str, Dimension] = {
    **by.AREA,
    "类别": Term("kind", dictionary="team-kind"),
    "级别": Choice("level", choices=tuple(TeamLevel.choices)),
}
in_force = Facts("team", by=TEAMS, where=Q(active=True))
teams = in_force.indicator(
    "teams",
    _("应急救援队伍数"),
    _("支"),
    definition=_("在册应急救援队伍数，为现有数，与统计期无关。"),
    answers=("S0-062", "S1-031", "S1-032", "S1-033", "S1-034", "S2-044", "S2-048", "S2-060", "S4-038"),
)
people = in_force.indicator(
    "team-people",
    _("应急救援队员数"),
    _("人"),
    Sum("headcount"),
    definition=_("在册应急救援队伍编制人数之和，为现有数。"),
    answers=("S4-039", "S4-043"),
)
least = in_force.indicator(
    "team-people-least",
    _("每队最少人数"),
    _("名"),
    Least("headcount"),
    definition=_("在册应急救援队伍编制人数中最少的，为现有数。"),
    answers=("S4-044", "S4-045"),
)
muster = in_force.indicator(
    "team-muster-minutes",
    _("队伍集合时限"),
    _("分钟"),
    Largest("muster_minutes"),
    definition=_("在册应急救援队伍所定集合时限中最长的，为现有数。"),
    answers=("S4-046",),
)
town_teams = Facts(
    "team", by={"属地": Area(), "类别": TEAMS["类别"]}, where=Q(active=True, level=TeamLevel.TOWN)
).indicator(
    "towns-with-team",
    _("有救援队的镇街数"),
    _("个"),
    Distinct("place"),
    Q(place__level=PlaceLevel.TOWN),
    definition=_("有在册镇街级救援队伍的不同镇街数，为现有数。"),
)
towns = Facts("place", by={"属地": Area("code")}, where=Q(level=PlaceLevel.TOWN)).indicator(
    "towns",
    _("镇街数"),
    _("个"),
    definition=_("区划中的镇街数，为现有数。"),
)
covered = Ratio(
    code="towns-with-team-share",
    name=_("镇街救援队覆盖率"),
    top=town_teams,
    bottom=towns,
    definition=_("有救援队的镇街数 ÷ 镇街数 × 100%。"),
    answers=("S2-056",),
)
watching = Waiting(
    code="fire-watch-hours",
    name=_("林火监控时长标准"),
    unit=_("小时"),
    waiting_for=_("林火监控规则"),
    definition=_("林火监控每日的小时数。"),
    answers=("S4-037",),
)
register(
    warnings,
    consultations,
    patrolled,
    patrol_days,
    patrol_pace,
    devices,
    teams,
    people,
    least,
    muster,
    town_teams,
    towns,
    covered,
    watching,
)
