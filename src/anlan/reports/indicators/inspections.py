"""Inspections in the measures of reports: 次, 家, 户次, 家次 and 人次. What firms check themselves is told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from anlan.base.dictionaries import models
from anlan.base.periods import Period
from anlan.reports.figures.asking import recall
from anlan.reports.figures.declaration import Facts, Total
from anlan.reports.figures.dimensions import Choice, Dimension, Term
from anlan.reports.figures.measures import Apart, Distinct
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by
from anlan.subjects.hazards import counting
from anlan.subjects.hazards.inspection_choices import SELF
from anlan.subjects.hazards.models import Inspection, InspectionCampaign


def _of_campaigns(keys: Sequence[int]) -> QuerySet[Inspection]:
    counted = InspectionCampaign.objects.filter(campaign__in=keys).values("inspection")
    return Inspection.objects.filter(pk__in=counted)


BY: dict[str, Dimension] = {
    **by.AREA,
    **by.campaign(rows=_of_campaigns, links=("campaigns",)),
    "类型": Term("kind", dictionary="inspection-kind"),
    "行业": Term("enterprise__sector", dictionary="sector"),
    "双随机": Choice("drawn", choices=by.YES_OR_NO),
    **by.BODY,
    **by.LINE,
}
OWN = Q(kind__in=models.Term.objects.filter(dictionary="inspection-kind", code=SELF).values("pk"))  # looked up once
every = Facts("inspection", on="inspected_on", by=BY)
visits = Facts("inspection", on="inspected_on", by=BY, where=~OWN)


@dataclass(frozen=True)
class Turns(Apart):
    """人次: people who took part, each once a day, or experts alone; one statement counts both."""

    experts: bool = False

    def of(self, rows: QuerySet[Any], period: Period) -> int:
        within = rows.filter(inspected_on__range=(period.first, period.last))
        try:
            asked = within.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            return 0
        people, experts = recall(("turns", asked), lambda: counting.turns(within, period.first, period.last))
        return experts if self.experts else people


@dataclass(frozen=True)
class Days(Apart):
    """户次: different days on which each value of ``path`` was seen."""

    path: str = "enterprise"

    def of(self, rows: QuerySet[Any], period: Period) -> int:
        within = rows.filter(inspected_on__range=(period.first, period.last))
        return counting.different(within, self.path, "inspected_on")


firms = visits.indicator(
    "inspected-firms",
    _("检查在册企业数"),
    _("家"),
    Distinct("enterprise"),
    definition=_("本期检查过的企业台账内的企业，同一企业不论检查几次只计一家，不含企业自查。"),
)
strangers = visits.indicator(
    "inspected-strangers",
    _("检查未入册单位数"),
    _("家"),
    Distinct("unit"),
    Q(enterprise=None),
    definition=_("本期检查过的未列入企业台账的单位，按名称去重，不含企业自查。"),
)
units = Total(
    code="inspected-units",
    name=_("检查单位数"),
    unit=_("家"),
    of=(firms, strangers),
    definition=_("本期检查过的不同单位，按检查日期计，同一单位不论检查几次只计一家，不含企业自查。"),
    answers=("S0-022", "S0-024", "S0-029", "S0-036", "S3-017", "S4-053"),
)
firm_days = visits.indicator(
    "inspected-firm-days",
    _("在册企业检查户次"),
    _("户次"),
    Days(),
    Q(enterprise__isnull=False),
    definition=_("本期检查企业台账内企业的户次：同一企业一天内不论几份记录只计一户次，不同天分别计，不含企业自查。"),
)
stranger_days = visits.indicator(
    "inspected-stranger-days",
    _("未入册单位检查户次"),
    _("户次"),
    Days("unit"),
    Q(enterprise=None),
    definition=_("本期检查未列入企业台账单位的户次，单位按名称认，同一单位一天内只计一户次，不含企业自查。"),
)
unit_days = Total(
    code="inspected-unit-days",
    name=_("检查户次"),
    unit=_("户次"),
    of=(firm_days, stranger_days),
    definition=_("本期检查的户次：同一单位一天内不论几份记录只计一户次，不同天分别计，不含企业自查。"),
    answers=("S2-033",),
)
times = visits.indicator(
    "inspection-visits",
    _("检查家次"),
    _("家次"),
    definition=_("本期的检查记录数，一份检查记录为一家次，不含企业自查。"),
    answers=("S3-088",),
)
rounds = visits.indicator(
    "inspection-rounds",
    _("按轮次检查次数"),
    _("次"),
    Distinct("round"),
    definition=_("本期有检查记录的检查轮次数，同一轮次查多家只计一次，不含企业自查。"),
)
alone = visits.indicator(
    "inspections-alone",
    _("单独检查次数"),
    _("次"),
    where=Q(round=None),
    definition=_("本期不属于任何检查轮次的检查记录数，不含企业自查。"),
)
outings = Total(
    code="inspection-outings",
    name=_("检查次数"),
    unit=_("次"),
    of=(rounds, alone),
    definition=_("本期的检查次数：同一检查轮次查多家只计一次，不属于任何轮次的每份记录计一次，不含企业自查。"),
    answers=("S0-028",),
)
people = visits.indicator(
    "inspection-person-days",
    _("检查人员人次"),
    _("人次"),
    Turns(),
    definition=_("本期检查人员和带队领导的人次：一人一天不论查几家只计一人次，不含专家，不含企业自查。"),
    answers=("S2-032",),
)
experts = visits.indicator(
    "inspection-expert-days",
    _("检查专家人次"),
    _("人次"),
    Turns(experts=True),
    definition=_("本期参加检查的专家人次：一人一天不论查几家只计一人次，不含企业自查。"),
)
self_checks = every.indicator(
    "self-checks",
    _("企业自查次数"),
    _("次"),
    where=OWN,
    definition=_("本期类型为企业自查的检查记录数。"),
)
register(
    firms,
    strangers,
    units,
    firm_days,
    stranger_days,
    unit_days,
    rounds,
    alone,
    times,
    outings,
    people,
    experts,
    self_checks,
)
