"""Campaigns themselves: how long they last, what they are made of, and what was given to do and done."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from anlan.base.periods import Period
from anlan.base.places.models import PlaceLevel
from anlan.reports.figures.declaration import Facts, Norm, Ratio, Waiting
from anlan.reports.figures.dimensions import Area, Choice, Dimension, Term
from anlan.reports.figures.measures import Apart
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by
from anlan.subjects.campaigns.choices import OPEN, Cadence, DocumentStatus, TaskStatus
from anlan.subjects.campaigns.models import Campaign, WorkGroup

DAYS_A_MONTH = Decimal("30.4375")
LEVELS: tuple[tuple[Any, Any], ...] = tuple((level.value, level.label) for level in PlaceLevel)
OF_CAMPAIGN: dict[str, Dimension] = {**by.AREA, **by.campaign()}
ITSELF: dict[str, Dimension] = {
    **by.AREA, **by.campaign("pk"), "类别": Term("kind", dictionary="campaign-kind"), **by.LINE,
}  # fmt: skip


class Span(Apart):
    """From the first day of one campaign with its strands to the last, in days, both included."""

    def of(self, rows: QuerySet[Any], period: Period) -> int | None:
        held = list(rows.order_by().values_list("pk", "parent_id", "begins_on", "ends_on"))
        keys = {key for key, *_rest in held}
        if sum(parent not in keys for _key, parent, *_days in held) != 1:
            return None
        return self.between(min(row[2] for row in held), max(row[3] for row in held))

    def between(self, first: date, last: date) -> int:
        """In this measure's unit."""
        return (last - first).days + 1


class Months(Span):
    """The same in months."""

    def between(self, first: date, last: date) -> int:
        return round((super().between(first, last)) / DAYS_A_MONTH)


class Years(Span):
    """In how many calendar years it runs."""

    def between(self, first: date, last: date) -> int:
        return last.year - first.year + 1


class Named(Apart):
    """How many different sectors campaigns name."""

    def of(self, rows: QuerySet[Any], period: Period) -> int:
        return len({code for codes in rows.order_by().values_list("sectors", flat=True) for code in codes})


def _running(period: Period) -> Q:
    return by.lasting(period, "begins_on", "ends_on")


campaigns = Facts("campaign", by=ITSELF)
days = campaigns.indicator(
    "campaign-days",
    _("行动天数"),
    _("天"),
    Span(),
    _running,
    definition=_("所问的一个专项行动（含子行动）从开始日期到结束日期的天数，首尾两天都算；没有指明行动的不计算。"),
    answers=("S0-032", "S0-035", "S1-004", "S2-029", "S3-034", "S4-013", "S4-064"),
)
months = campaigns.indicator(
    "campaign-months",
    _("行动月数"),
    _("个月"),
    Months(),
    _running,
    definition=_("所问的一个专项行动（含子行动）的天数按每月 30.4375 天折算，四舍五入到整月。"),
    answers=("S2-039",),
)
years = campaigns.indicator(
    "campaign-years",
    _("行动年限"),
    _("年"),
    Years(),
    _running,
    definition=_("所问的一个专项行动（含子行动）开始到结束所跨的年度数。"),
    answers=(
        "S0-021",
        "S2-037",
        "S3-002",
        "S4-010",
        "S4-032",
    ),
)
whole = campaigns.indicator(
    "campaign-count",
    _("专项行动数"),
    _("项"),
    where=lambda period: _running(period) & Q(parent=None),
    definition=_("本期开展过的专项行动数，起止日期与本期有交集的都算，子行动不单独计。"),
)
sectors = campaigns.indicator(
    "campaign-sectors",
    _("专项行动涉及行业数"),
    _("个"),
    Named(),
    _running,
    definition=_("本期开展过的专项行动（含子行动）所列的涉及行业，去重后的个数。"),
    answers=("S3-070",),
)
strands = Facts("campaign", by={**by.AREA, **by.campaign("parent")}).indicator(
    "campaign-strands",
    _("子行动数"),
    _("个"),
    where=lambda period: _running(period) & Q(parent__isnull=False),
    definition=_("本期开展过的、有上级行动的专项行动数；指明专项的，为它之下各级的子行动数。"),
    answers=("S3-015", "S4-011", "S4-017"),
)


def _standing(period: Period) -> Q:
    """In existence in the period; of a group that was re-formed within it, only the last form."""
    replaced = WorkGroup.objects.filter(predecessor__isnull=False, formed_on__lte=period.last).values("predecessor")
    return by.lasting(period, "formed_on", "dissolved_on") & ~Q(pk__in=replaced)


groups = Facts("work-group", by={**OF_CAMPAIGN, "类别": Term("kind", dictionary="work-group-kind")}).indicator(
    "work-groups",
    _("工作组数"),
    _("个"),
    where=_standing,
    definition=_("本期内存在过的检查组、督查组、包联督导组等工作组数，按成立和撤销日期计；改组前后的组只计一个。"),
    answers=(
        "S0-033",
        "S2-024",
        "S2-030",
        "S2-031",
        "S3-004",
        "S3-005",
        "S3-016",
        "S3-028",
        "S3-083",
    ),
)
measures = Facts("measure", on="issued_on", by=OF_CAMPAIGN).indicator(
    "campaign-measures",
    _("部署措施数"),
    _("条"),
    definition=_("本期提出的工作措施条数，按提出日期计。"),
    answers=(
        "S0-019",
        "S3-003",
        "S4-001",
    ),
)
documents = Facts(
    "document", on="dated_on", by={**OF_CAMPAIGN, "类别": Term("kind", dictionary="document-kind")}
).indicator(
    "documents-issued",
    _("印发文件数"),
    _("份"),
    where=Q(status=DocumentStatus.ISSUED),
    definition=_("本期成文并已印发、没有废止的文件数，按成文日期计。"),
    answers=(
        "S0-012",
        "S3-014",
        "S3-036",
    ),
)

TASKS: dict[str, Dimension] = {
    "属地": Area("organisation__place"),
    **by.campaign(),
    "层级": Choice("organisation__place__level", choices=LEVELS),
    "行业": Term("sector", dictionary="sector"),
    **by.BODY,
    **by.LINE,
}
tasks = Facts("task", on="ordered_on", by=TASKS, where=~Q(status__in=(TaskStatus.DRAFT, TaskStatus.CANCELLED)))
tasks_ordered = tasks.indicator(
    "tasks-ordered",
    _("下达任务数"),
    _("项"),
    definition=_("本期下达的工作任务数，按下达日期计，不含已撤销的。"),
    answers=("S0-020",),
)
tasks_done = tasks.indicator(
    "tasks-done",
    _("完成任务数"),
    _("项"),
    where=Q(status=TaskStatus.DONE),
    on="completed_on",
    definition=_("本期完成并通过验收的工作任务数，按完成日期计；层级指责任单位属地的层级。"),
    answers=("S1-007", "S1-008"),
)
tasks_late = tasks.indicator(
    "tasks-late",
    _("超期未完成任务数"),
    _("项"),
    where=lambda period: Q(status__in=OPEN, due_on__lt=by.day(period)),
    definition=_("本期下达的任务中，截至期末（本期未结束的截至今天）已过完成时限、至今没有完成的。"),
)
tasks_due_done = tasks_ordered.narrowed(
    "tasks-ordered-done",
    _("下达任务完成数"),
    lambda period: Q(status=TaskStatus.DONE, completed_on__lte=period.last),
    definition=_("本期下达的工作任务中，截至期末已完成并通过验收的。"),
)
tasks_rate = Ratio(
    code="tasks-rate",
    name=_("任务完成比例"),
    top=tasks_due_done,
    bottom=tasks_ordered,
    definition=_("下达任务完成数 ÷ 下达任务数 × 100%。"),
)


def _often(named: Mapping[str, str], times: Mapping[str, int]) -> int | None:
    """How many bulletins the cadence of a campaign comes to in one stretch; None where it is not whole."""
    asked = by.campaign("pk")["专项"].condition("专项", named["专项"]) if "专项" in named else Q(parent=None)
    set_down = set(Campaign.objects.filter(asked).exclude(cadence=Cadence.NONE).values_list("cadence", flat=True))
    return times.get(set_down.pop()) if len(set_down) == 1 else None


weekly = Norm(
    code="bulletins-weekly",
    name=_("每周通报次数"),
    unit=_("次/周"),
    ledger="campaign",
    read=lambda period, named: _often(named, {Cadence.DAILY: 7, Cadence.WEEKLY: 1}),
    definition=_("专项行动所定的通报周期折合每周几次；周期长于一周的不折算。"),
    answers=("S0-034",),
)
quarterly = Norm(
    code="bulletins-quarterly",
    name=_("每季通报次数"),
    unit=_("次/季度"),
    ledger="campaign",
    read=lambda period, named: _often(named, {Cadence.MONTHLY: 3, Cadence.QUARTERLY: 1}),
    definition=_("专项行动所定的通报周期折合每季度几次；按日、按周和两月一次的不折算。"),
    answers=(
        "S3-007",
        "S4-066",
    ),
)
dispatching = Waiting(
    code="campaign-dispatching",
    name=_("每月调度次数"),
    unit=_("次/月"),
    waiting_for=_("专项行动调度周期"),
    definition=_("专项行动所定的调度会周期折合每月几次。"),
    answers=("S4-065",),
)
register(days, months, years, whole, sectors, strands, groups, measures, documents)
register(tasks_ordered, tasks_done, tasks_late, tasks_due_done, tasks_rate, weekly, quarterly, dispatching)
