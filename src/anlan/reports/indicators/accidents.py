"""Accidents against the same months last year, their investigations, and who was held to account."""

from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from anlan.base.periods import Period
from anlan.reports.figures.declaration import Change, Facts, Ratio
from anlan.reports.figures.dimensions import Area, Choice, Dimension, Supervision, Term
from anlan.reports.figures.measures import Distinct, Sum
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by
from anlan.subjects.accidents import standards
from anlan.subjects.accidents.choices import Level, MeasureStatus, Subject
from anlan.subjects.accidents.models import AccidentMeasure
from anlan.subjects.hazards.counting import unit_key

BY: dict[str, Dimension] = {
    **by.AREA,
    "领域": Term("sector_group", dictionary=standards.SECTORS),
    "行业": Term("sector", dictionary=standards.SECTORS),
    "集团": Term("group", dictionary="enterprise-group"),
    "等级": Choice("level", choices=tuple(Level.choices)),
    "类别": Term("kind", dictionary=standards.KINDS),
    **by.LINE,
}
OF_ACCIDENT: dict[str, Dimension] = {
    "属地": Area("accident__place"),
    "领域": Term("accident__sector_group", dictionary=standards.SECTORS),
    "集团": Term("accident__group", dictionary="enterprise-group"),
    "条线": Supervision("accident__line"),
}
accidents = Facts("accident", on="occurred_at", by=BY, where=Q(counted=True))
count = accidents.indicator(
    "accidents", _("生产安全事故起数"), _("起"),
    definition=_("本期发生、纳入统计的生产安全事故起数，按发生时间计，已核销的不计。"),
    answers=("S2-001", "S2-007", "S2-009", "S2-011", "S2-014"),
)  # fmt: skip
deaths = accidents.indicator(
    "accident-deaths", _("生产安全事故死亡人数"), _("人"), Sum("deaths"),
    definition=_("本期发生、纳入统计的生产安全事故的死亡人数，按事故发生时间计。"),
    answers=("S2-002", "S2-008", "S2-010", "S2-012"),
)  # fmt: skip
injuries = accidents.indicator(
    "accident-injuries", _("生产安全事故重伤人数"), _("人"), Sum("serious_injuries"),
    definition=_("本期发生、纳入统计的生产安全事故的重伤（含急性工业中毒）人数，按事故发生时间计。"),
)  # fmt: skip
loss = accidents.indicator(
    "accident-loss", _("事故直接经济损失"), _("万元"), Sum("loss"),
    definition=_("本期发生、纳入统计的生产安全事故的直接经济损失，按事故发生时间计。"),
)  # fmt: skip
larger = count.narrowed(
    "accidents-larger", _("较大及以上事故起数"), Q(level__lte=Level.LARGER),
    definition=_("本期发生、纳入统计的生产安全事故中，等级为较大、重大、特别重大的起数。"),
    answers=("S2-013",),
)  # fmt: skip
count_less = Change(
    code="accidents-difference", name=_("事故起数同比增减"), unit=_("起"), of=count, absolute=True,
    definition=_("本期生产安全事故起数减去去年同期（相同月份）起数，负数为减少。"), answers=("S2-003",),
)  # fmt: skip
count_change = Change(
    code="accidents-change", name=_("事故起数同比增幅"), of=count,
    definition=_("（本期起数 − 去年同期起数）÷ 去年同期起数 × 100%，负数为下降；去年同期为零的不计算。"),
    answers=("S1-005", "S1-014", "S2-004"),
)  # fmt: skip
deaths_less = Change(
    code="accident-deaths-difference", name=_("事故死亡人数同比增减"), unit=_("人"), of=deaths, absolute=True,
    definition=_("本期生产安全事故死亡人数减去去年同期（相同月份）死亡人数，负数为减少。"), answers=("S2-005",),
)  # fmt: skip
deaths_change = Change(
    code="accident-deaths-change", name=_("事故死亡人数同比增幅"), of=deaths,
    definition=_("（本期死亡人数 − 去年同期死亡人数）÷ 去年同期死亡人数 × 100%，负数为下降；去年同期为零的不计算。"),
    answers=("S1-006", "S1-015", "S2-006"),
)  # fmt: skip
direct = count.narrowed(
    "accidents-direct-reported", _("统计联网直报事故起数"), Q(direct_reported_at__isnull=False),
    definition=_("本期发生、纳入统计的生产安全事故中，已作统计联网直报的。"),
)  # fmt: skip
direct_rate = Ratio(
    code="accidents-direct-rate", name=_("事故统计联网直报率"), top=direct, bottom=count,
    definition=_("统计联网直报事故起数 ÷ 生产安全事故起数 × 100%。"), answers=("S0-070",),
)  # fmt: skip
rescued = Facts("accident", on="rescue_begun_at", by=BY).indicator(
    "accidents-rescued", _("事故应急处置数"), _("起"),
    definition=_("本期开展应急处置的事故起数，按处置开始时间计，不论是否纳入统计。"), answers=("S0-043",),
)  # fmt: skip
register(count, deaths, injuries, loss, larger, count_less, count_change, deaths_less, deaths_change)
register(direct, direct_rate, rescued)

inquiries = Facts("investigation", on="closed_on", by=OF_ACCIDENT)
concluded = inquiries.indicator(
    "investigations-closed", _("事故调查处理完成数"), _("起"), definition=_("本期结案的事故调查数，按结案日期计。"),
    answers=("S0-042",),
)  # fmt: skip
firms = inquiries.indicator(
    "investigated-units", _("已结案事故单位数"), _("家"), Distinct(unit_key("accident__")),
    definition=_("本期结案的事故调查所涉的事故单位数，同一单位只计一家。"), answers=("S2-020",),
)  # fmt: skip


def _carried_out(_period: Period) -> Q:
    left = AccidentMeasure.objects.exclude(status=MeasureStatus.VERIFIED)
    return ~Q(accident__in=left.values("accident"))


settled = firms.narrowed(
    "investigated-units-settled", _("整改落实事故单位数"), _carried_out,
    definition=_("已结案事故单位中，所结事故的整改措施已全部核查落实的。"),
)  # fmt: skip
settled_rate = Ratio(
    code="investigated-units-settled-rate", name=_("事故单位整改落实率"), top=settled, bottom=firms,
    definition=_("整改落实事故单位数 ÷ 已结案事故单位数 × 100%。"), answers=("S2-021",),
)  # fmt: skip
KIND: dict[str, Dimension] = {**OF_ACCIDENT, "方式": Term("kind", dictionary="sanction-kind")}
sanctions = Facts("accident-sanction", on="decided_on", by=KIND)
sanction_count = sanctions.indicator(
    "accident-sanctions", _("事故责任追究数"), _("项"),
    definition=_("本期对事故责任单位和人员作出的追究数，按决定日期计；吊销证照数即方式为吊销证照的。"),
    answers=("S2-018",),
)  # fmt: skip
WHO: Any = Concat("name", Value("／"), "employer")
sanction_people = sanctions.indicator(
    "accident-sanctioned-people", _("事故责任追究人数"), _("人"), Distinct(WHO), Q(subject=Subject.PERSON),
    definition=_("本期因事故被追究责任的人数，按决定日期计，同一人（姓名、单位职务相同）只计一人。"),
    answers=("S2-019",),
)  # fmt: skip
lines = Facts(
    "inquiry-item", by={"方案": Term("scheme", dictionary=standards.SCHEMES)}, where=Q(active=True)
).indicator(
    "inquiry-items", _("倒查事项数"), _("项"),
    definition=_("每起事故调查要回答的倒查事项（一案四查、两个倒查）中启用的项数，为现有数，与统计期无关。"),
    answers=("S3-009", "S3-010"),
)  # fmt: skip
register(concluded, firms, settled, settled_rate, sanction_count, sanction_people, lines)
