"""Enterprises, their risk points, safety equipment and hazard sources, and the experts who serve them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.base.periods import Period
from anlan.reports.figures.declaration import Facts, Norm, Ratio, Waiting
from anlan.reports.figures.dimensions import Area, Choice, Dimension, Marks, Supervision, Term
from anlan.reports.figures.measures import Count, Distinct, Sum
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by
from anlan.subjects.enterprises.choices import Cadence, Operation, Risk, Size
from anlan.subjects.enterprises.models import Expert, InsurancePolicy, ServiceContract, Standardisation
from anlan.subjects.enterprises.queries import MAJOR, running

FLAGS = "enterprise-flag"
OF_FIRM: dict[str, Dimension] = {
    "属地": Area("enterprise__place"),
    "行业": Term("enterprise__sector", dictionary="sector"),
    "标识": Marks("enterprise__flags", dictionary=FLAGS),
    "条线": Supervision("enterprise__line"),
}
firms = Facts(
    "enterprise", where=~Q(operation=Operation.CLOSED),
    by={
        **by.AREA, "行业": Term("sector", dictionary="sector"), "风险等级": Choice("risk", choices=tuple(Risk.choices)),
        "规模": Choice("size", choices=tuple(Size.choices)), "标识": Marks("flags", dictionary=FLAGS),
        "标识除外": Marks("flags", dictionary=FLAGS, without=True), **by.LINE,
    },
)  # fmt: skip


def _in_force(model: Any, period: Period) -> Q:
    return Q(pk__in=model.objects.filter(running(by.day(period))).values("enterprise"))


def _graded(period: Period) -> Q:
    rows = Standardisation.objects.exclude(grade="").filter(running(by.day(period), "graded_on"))
    return Q(pk__in=rows.values("enterprise"))


def _self_assessed(period: Period) -> Q:
    rows = Standardisation.objects.filter(self_assessed_on__range=(period.first, period.last))
    return Q(pk__in=rows.values("enterprise"))


count = firms.indicator(
    "enterprises", _("监管企业数"), _("家"), definition=_("企业台账中没有关闭的企业数，为现有数，与统计期无关。"),
)  # fmt: skip
with_system = count.narrowed(
    "enterprises-risk-system", _("建成风险管控体系企业数"), lambda period: Q(risk_system_on__lte=period.last),
    definition=_("没有关闭的企业中，截至期末已建成安全风险管控体系的。"),
)  # fmt: skip
system_rate = Ratio(
    code="enterprises-risk-system-rate", name=_("企业安全风险管控体系覆盖率"), top=with_system, bottom=count,
    definition=_("建成风险管控体系企业数 ÷ 监管企业数 × 100%。"), answers=("S1-056",),
)  # fmt: skip
assessed = count.narrowed(
    "enterprises-self-assessed", _("标准化自评企业数"), _self_assessed,
    definition=_("没有关闭的企业中，本期完成安全生产标准化自评的，按自评完成日期计。"),
)  # fmt: skip
assessed_rate = Ratio(
    code="enterprises-self-assessed-rate", name=_("标准化自评完成率"), top=assessed, bottom=count,
    definition=_("标准化自评企业数 ÷ 监管企业数 × 100%；高危行业外其他规上企业，用标识和标识除外限定。"),
    answers=("S1-057",),
)  # fmt: skip
graded = count.narrowed(
    "enterprises-standardised", _("标准化达标企业数"), _graded,
    definition=_("没有关闭的企业中，截至期末（本期未结束的截至今天）标准化等级在有效期内的。"),
)  # fmt: skip
graded_rate = Ratio(
    code="enterprises-standardised-rate", name=_("标准化达标率"), top=graded, bottom=count,
    definition=_("标准化达标企业数 ÷ 监管企业数 × 100%。"),
)  # fmt: skip
insured = count.narrowed(
    "enterprises-insured", _("安责险投保企业数"), lambda period: _in_force(InsurancePolicy, period),
    definition=_("没有关闭的企业中，截至期末（本期未结束的截至今天）安责险保单在保险期内的。"),
)  # fmt: skip
insured_rate = Ratio(
    code="enterprises-insured-rate", name=_("安责险覆盖率"), top=insured, bottom=count,
    definition=_("安责险投保企业数 ÷ 监管企业数 × 100%。"),
)  # fmt: skip
SMALL = Q(size__in=(Size.SMALL, Size.MICRO))
small = count.narrowed(
    "enterprises-small", _("小微企业数"), SMALL, definition=_("没有关闭的企业中，规模为小型、微型的，为现有数。"),
)  # fmt: skip
served = small.narrowed(
    "enterprises-small-served", _("社会化服务小微企业数"), lambda period: _in_force(ServiceContract, period),
    definition=_("小微企业中，截至期末（本期未结束的截至今天）社会化服务合同在合同期内的。"),
)  # fmt: skip
served_rate = Ratio(
    code="enterprises-small-served-rate", name=_("小微企业社会化服务覆盖率"), top=served, bottom=small,
    definition=_("社会化服务小微企业数 ÷ 小微企业数 × 100%。"), answers=("S1-058",),
)  # fmt: skip
register(count, with_system, system_rate, assessed, assessed_rate, graded, graded_rate)
register(insured, insured_rate, small, served, served_rate)

points = Facts(
    "risk-point",
    by={
        **by.AREA, "类型": Term("kind", dictionary="risk-point-kind"),
        "风险等级": Choice("level", choices=tuple(Risk.choices)),
        "行业": Term("enterprise__sector", dictionary="sector"), **by.LINE,
    },
)  # fmt: skip
identified = points.indicator(
    "risk-points", _("排查风险点数"), _("个"), where=lambda period: Q(found_on__lte=period.last),
    definition=_("截至期末累计辨识的风险点数，按辨识日期计，含已整治完成的。"), answers=("S1-009", "S4-023"),
)  # fmt: skip
new = points.indicator(
    "risk-points-new", _("新增排查风险点数"), _("个"), on="found_on",
    definition=_("本期辨识的风险点数，按辨识日期计。"), answers=("S1-010",),
)  # fmt: skip
earlier = points.indicator(
    "risk-points-earlier", _("前期排查风险点数"), _("个"), where=lambda period: Q(found_on__lt=period.first),
    definition=_("本期开始以前辨识的风险点数，含已整治完成的。"), answers=("S1-011",),
)  # fmt: skip
treated = identified.narrowed(
    "risk-points-treated", _("风险点整治完成数"), lambda period: Q(treated_on__lte=period.last),
    definition=_("截至期末累计辨识的风险点中，整治完成日期不晚于期末的。"), answers=("S1-012",),
)  # fmt: skip
treated_rate = Ratio(
    code="risk-points-treated-rate", name=_("风险点整治率"), top=treated, bottom=identified,
    definition=_("风险点整治完成数 ÷ 排查风险点数 × 100%；废弃矿洞封堵率即类型为废弃矿洞的整治率。"),
    answers=("S1-013", "S4-024"),
)  # fmt: skip
register(identified, new, earlier, treated, treated_rate)

equipment = Facts(
    "safety-equipment", by={**OF_FIRM, "系统": Term("system", dictionary="safety-system")}
)  # fmt: skip
required = equipment.indicator(
    "equipment-required", _("安全设施应装数"), _("套"), Sum("required"),
    definition=_("安全监测设施台账的应装数量之和，为现有数，与统计期无关。"),
)  # fmt: skip
installed = equipment.indicator(
    "equipment-installed", _("安全设施已装数"), _("套"), Sum("installed"),
    definition=_("安全监测设施台账的已装数量之和，为现有数，与统计期无关。"),
)  # fmt: skip
used = equipment.indicator(
    "equipment-in-service", _("安全设施有效投用数"), _("套"), Sum("in_service"),
    definition=_("安全监测设施台账的有效投用数量之和，为现有数，与统计期无关。"),
)  # fmt: skip
installed_rate = Ratio(
    code="equipment-installed-rate", name=_("安全设施装备率"), top=installed, bottom=required,
    definition=_("安全设施已装数 ÷ 安全设施应装数 × 100%。"), answers=("S3-057", "S3-059", "S3-061", "S3-063"),
)  # fmt: skip
used_rate = Ratio(
    code="equipment-in-service-rate", name=_("安全设施有效投用率"), top=used, bottom=installed,
    definition=_("安全设施有效投用数 ÷ 安全设施已装数 × 100%。"), answers=("S3-060", "S3-062", "S3-064"),
)  # fmt: skip


def _major(period: Period) -> Q:
    return Q(level__in=MAJOR) & (Q(retired_on=None) | Q(retired_on__gt=by.day(period)))


def _connected(period: Period) -> Q:
    on = by.day(period)
    return Q(connected_on__lte=on) & (Q(disconnected_on=None) | Q(disconnected_on__gt=on))


sources = Facts("major-source", by=OF_FIRM).indicator(
    "major-sources", _("重大危险源数"), _("处"), Count(), _major,
    definition=_("截至期末（本期未结束的截至今天）构成四级及以上、没有核销的重大危险源数。"),
)  # fmt: skip
connected = sources.narrowed(
    "major-sources-connected", _("在线监测重大危险源数"), _connected,
    definition=_("重大危险源中，截至期末（本期未结束的截至今天）接入在线监测、没有断开的。"),
)  # fmt: skip
connected_rate = Ratio(
    code="major-sources-connected-rate", name=_("重大危险源在线监测监控率"), top=connected, bottom=sources,
    definition=_("在线监测重大危险源数 ÷ 重大危险源数 × 100%。"), answers=("S3-058",),
)  # fmt: skip
register(required, installed, used, installed_rate, used_rate, sources, connected, connected_rate)

TIER: dict[str, Dimension] = {"层级": Term("tier", dictionary="expert-tier")}
services = Facts(
    "expert-service", on="served_on", by={**OF_FIRM, "层级": Term("expert__tier", dictionary="expert-tier")}
)  # fmt: skip
service_count = services.indicator(
    "expert-services", _("专家服务次数"), _("次"), definition=_("本期专家到企业服务的次数，按服务日期计。"),
)  # fmt: skip
service_firms = services.indicator(
    "expert-served-firms", _("专家服务企业数"), _("家"), Distinct("enterprise"),
    definition=_("本期专家服务过的企业数，同一企业不论几次只计一家。"),
)  # fmt: skip
service_fixed = services.indicator(
    "expert-services-fixed", _("专家服务指导治理数"), _("个"), Sum("issues_fixed"),
    definition=_("本期专家服务记录中指导治理的问题隐患数之和，按服务日期计。"),
)  # fmt: skip


def _owed(period: Period, named: Mapping[str, str], times: Mapping[str, int]) -> Decimal | int | None:
    """How often experts come at least, by the rarest cadence agreed with those engaged."""
    on = by.day(period)
    engaged = Expert.objects.exclude(cadence="").filter(
        Q(hired_on=None) | Q(hired_on__lte=on),
        Q(ended_on=None) | Q(ended_on__gt=on),
        Q(due_on=None) | Q(due_on__gte=on),
    )
    for title, text in named.items():
        engaged = engaged.filter(TIER[title].condition(title, text)) if title in TIER else engaged
    agreed = set(engaged.values_list("cadence", flat=True))
    return min(times[one] for one in agreed) if agreed and agreed <= times.keys() else None


monthly = Norm(
    code="expert-monthly", name=_("专家每月指导频次"), unit=_("次/月"), ledger="expert",
    read=lambda period, named: _owed(period, named, {Cadence.TEN_DAYS: 3, Cadence.MONTH: 1}),
    definition=_("在聘专家服务周期折合每月至少几次，各专家不同的取最少的；周期长于一月的不折算。"), answers=("S3-023",),
)  # fmt: skip
quarterly = Norm(
    code="expert-quarterly", name=_("专家每季指导频次"), unit=_("次/季度"), ledger="expert",
    read=lambda period, named: _owed(period, named, {Cadence.TEN_DAYS: 9, Cadence.MONTH: 3, Cadence.QUARTER: 1}),
    definition=_("在聘专家服务周期折合每季度至少几次，各专家不同的取最少的；周期长于一季的不折算。"),
    answers=("S3-022",),
)  # fmt: skip
floor_area = Waiting(
    code="survey-floor-area", name=_("摸排面积门槛"), unit=_("万平方米"), waiting_for=_("摸排范围规则"),
    definition=_("消防摸排所定的建筑面积下限，如大型商业综合体超过 2 万平方米的。"), answers=("S3-074",),
)  # fmt: skip
register(service_count, service_firms, service_fixed, monthly, quarterly, floor_area)
