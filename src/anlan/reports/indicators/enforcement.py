"""Cases, fines, transfers and closed firms; the yearly plan with its five rates; officers; what towns owe."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from anlan.base.periods import Period
from anlan.reports.figures.declaration import Facts, Ratio
from anlan.reports.figures.dimensions import Area, Choice, Dimension, Marks, Term
from anlan.reports.figures.measures import Apart, Distinct, Mean
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.choices import Direction
from anlan.subjects.enforcement.models import Payment, RateFormula

YUAN = Decimal(10000)  # in one 万元


class Collected(Apart):
    """万元 that came in on the days of the period, whenever the fine was imposed."""

    def of(self, rows: QuerySet[Any], period: Period) -> float:
        paid = Payment.objects.filter(case__in=rows, paid_on__range=(period.first, period.last))
        return float((paid.aggregate(amount=Sum("amount"))["amount"] or 0) / YUAN)


@dataclass(frozen=True)
class Rate(Apart):
    """A rate as the bureau's own formula (执法比率) makes it of the checks due in the period; None where it is off."""

    formula: str = ""

    def of(self, rows: QuerySet[Any], period: Period) -> float | None:
        asked = RateFormula.objects.filter(code=self.formula, active=True).first()
        if asked is None:
            return None
        counts = queries.counts_by_town(rows, period.first, period.last)[""]
        percent = queries.rate(asked, counts).percent
        return None if percent is None else float(percent)


def _paid_in(period: Period) -> Q:
    paid = Payment.objects.filter(paid_on__range=(period.first, period.last))
    return Q(pk__in=paid.values("case"))


BY: dict[str, Dimension] = {
    **by.AREA,
    **by.campaign(),
    "违法行为": Term("violation", dictionary="violation-kind"),
    "来源": Term("source", dictionary="case-source"),
    "领域": Term("accident__sector_group", dictionary="accident-sector"),
    "处罚种类": Marks("penalties", dictionary="penalty-kind"),
    **by.LINE,
}
OF_ACCIDENT = Q(accident__isnull=False)
cases = Facts("case", on="filed_on", by=BY)
filed = cases.indicator(
    "cases-filed", _("立案执法数"), _("起"), definition=_("本期立案的执法案件数，按立案日期计。"),
    answers=("S0-027", "S4-021"),
)  # fmt: skip
closed = cases.indicator(
    "cases-closed", _("执法案件结案数"), _("起"), on="closed_on",
    definition=_("本期结案的执法案件数，按结案日期计，不论何时立案。"),
)  # fmt: skip
punished = cases.indicator(
    "punished-firms", _("行政处罚企业数"), _("家"), Distinct("enterprise"), Q(unpunished=False), on="decided_on",
    definition=_("本期作出处罚决定的案件所涉企业数，按处罚决定日期计，同一企业只计一家，不予处罚的不计。"),
    answers=("S4-054",),
)  # fmt: skip
accident_filed = filed.narrowed(
    "accident-cases-filed", _("事故立案数"), OF_ACCIDENT,
    definition=_("本期立案的执法案件中因事故立案的，按立案日期计；领域为所涉事故的行业领域。"), answers=("S2-015",),
)  # fmt: skip
accident_closed = accident_filed.narrowed(
    "accident-cases-filed-closed", _("事故立案已结案数"), lambda period: Q(closed_on__lte=period.last),
    definition=_("本期因事故立案的案件中，截至期末已结案的。"),
)  # fmt: skip
accident_rate = Ratio(
    code="accident-cases-rate", name=_("事故案件结案率"), top=accident_closed, bottom=accident_filed,
    definition=_("事故立案已结案数 ÷ 事故立案数 × 100%。"), answers=("S2-016",),
)  # fmt: skip
collected = cases.indicator(
    "fines-collected", _("行政罚款收缴额"), _("万元"), Collected(), _paid_in, on="",
    definition=_("本期收缴的罚款，按缴款日期计，不论何时处罚。"),
)  # fmt: skip
accident_collected = collected.narrowed(
    "accident-fines-collected", _("事故罚款收缴额"), OF_ACCIDENT,
    definition=_("本期收缴的罚款中因事故处罚的，按缴款日期计，不论何时处罚。"), answers=("S2-017",),
)  # fmt: skip
register(filed, closed, punished, accident_filed, accident_closed, accident_rate, collected, accident_collected)

closures = Facts("firm-closure", on="carried_out_on", by={**by.AREA, **by.campaign("case__campaign"), **by.LINE})
closed_firms = closures.indicator(
    "closed-firms", _("关闭企业数"), _("家"), Distinct("enterprise"),
    definition=_("本期实施关闭的企业数，按实施日期计；专项指所涉执法案件所属的行动。"), answers=("S3-020",),
)  # fmt: skip
transfers = Facts(
    "case-transfer", on="sent_on",
    by={
        **by.AREA, "机关": Term("counterpart", dictionary="transfer-body"),
        "罪名": Term("crime", dictionary="suspected-crime"), "重大处罚": Choice("major", choices=by.YES_OR_NO),
    },
)  # fmt: skip
received = transfers.indicator(
    "cases-received", _("移入案件数"), _("起"), where=Q(direction=Direction.IN),
    definition=_("本期公安、检察等机关移交本局的案件数，按移送日期计。"), answers=("S4-022",),
)  # fmt: skip
sent = transfers.indicator(
    "cases-sent", _("移送案件数"), _("起"), where=Q(direction=Direction.OUT),
    definition=_("本期本局移送公安、检察等机关的案件数，按移送日期计。"),
)  # fmt: skip
register(closed_firms, received, sent)

checks = Facts("plan-item", by={**by.AREA, **by.campaign(), **by.BODY, **by.LINE})
TOLD = _("按“执法比率”中本局所定的公式，对本期到期的检查任务计算。")


def _due(period: Period) -> Q:
    return Q(due_on__range=(period.first, period.last))


rates = [
    checks.indicator(code, name, "%", Rate(formula=formula), _due, definition=TOLD, answers=(figure,))
    for code, name, formula, figure in (
        ("random-check-rate", _("双随机监管率"), "R1", "S1-050"),
        ("matter-coverage-rate", _("监管事项覆盖率"), "R2", "S1-051"),
        ("check-completion-rate", _("任务完成率"), "R3", "S1-052"),
        ("prior-notice-rate", _("事前告知率"), "R4", "S1-053"),
        ("result-publication-rate", _("结果公示率"), "R5", "S1-054"),
    )
]
register(*rates)

officers = Facts("officer", by={**by.AREA, **by.BODY}, where=Q(active=True)).indicator(
    "officers", _("执法人员数"), _("名"), definition=_("在岗执法人员数，为现有数，与统计期无关。"),
)  # fmt: skip
qualified = officers.narrowed(
    "officers-qualified", _("专业执法人员数"), Q(qualified=True),
    definition=_("在岗执法人员中有应急管理相关学历或执业证的，为现有数。"),
)  # fmt: skip
qualified_rate = Ratio(
    code="officers-qualified-rate", name=_("执法队伍专业人员比例"), top=qualified, bottom=officers,
    definition=_("专业执法人员数 ÷ 执法人员数 × 100%。"), answers=("S1-055",),
)  # fmt: skip
quota = Facts("town-quota", on="month_on", by={"属地": Area()}).indicator(
    "town-quota", _("乡镇每月执法任务"), _("次/月"), Mean("target"),
    definition=_("执法计划给乡镇街道定的每月应检查户次，取本期各乡镇各月的平均。"), answers=("S4-019",),
)  # fmt: skip
register(officers, qualified, qualified_rate, quota)
