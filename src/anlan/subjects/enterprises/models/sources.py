"""Major-hazard sources of dangerous chemicals: units, what is in them, and the equipment that watches them."""

from decimal import Decimal
from fractions import Fraction

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.kit.geo.models import Located
from anlan.kit.geo.tiles import tile_index
from anlan.kit.records.models import Record
from anlan.subjects.enterprises import gb18218
from anlan.subjects.enterprises.choices import SourceLevel, SourceStatus, UnitKind
from anlan.subjects.enterprises.computed import ComputedDecimal, ComputedWord
from anlan.subjects.enterprises.models.firms import Enterprise

TENTH_OF_MILLE = Decimal("0.0001")


def _rounded(number: Fraction | None) -> Decimal | None:
    if number is None:
        return None
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(TENTH_OF_MILLE)


class MajorHazardSource(Record, Located):
    """One unit (GB 18218-2018 4.1) that was identified; S, R and level follow from its substances.

    The three responsible persons are those of 包保责任制 (AQ 3072).
    """

    number = models.CharField(_("编号"), max_length=30, unique=True)
    name = models.CharField(_("单元名称"), max_length=80)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name=_("企业"))
    kind = models.CharField(_("单元类型"), max_length=12, choices=UnitKind.choices, default=UnitKind.STORAGE)
    boundary = models.CharField(
        _("单元划分"),
        max_length=200,
        blank=True,
        help_text=_("生产单元以切断阀分，储罐区以防火堤分，仓库以独立建筑分。"),
    )
    people_500m = models.PositiveIntegerField(_("500米内常住人口"), default=0)
    key_process = models.BooleanField(_("重点监管危险化工工艺"), default=False)
    key_chemical = models.BooleanField(_("重点监管危险化学品"), default=False)
    started_on = models.DateField(_("投用日期"), null=True, blank=True)
    s_value = ComputedDecimal(_("S值"), max_digits=16, decimal_places=4, null=True)
    r_value = ComputedDecimal(_("R值"), max_digits=16, decimal_places=4, null=True)
    level = ComputedWord(_("级别"), max_length=8, choices=SourceLevel.choices, default=SourceLevel.OPEN)
    assessed_on = models.DateField(_("安全评估日期"), null=True, blank=True)
    due_on = models.DateField(_("评估有效期至"), null=True, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True, editable=False)
    file_number = models.CharField(_("备案编号"), max_length=60, blank=True, editable=False)
    retired_on = models.DateField(_("核销日期"), null=True, blank=True, editable=False)
    principal = models.CharField(_("主要负责人"), max_length=40, blank=True)
    principal_phone = models.CharField(_("主要负责人电话"), max_length=30, blank=True)
    technician = models.CharField(_("技术负责人"), max_length=40, blank=True)
    technician_phone = models.CharField(_("技术负责人电话"), max_length=30, blank=True)
    operator = models.CharField(_("操作负责人"), max_length=40, blank=True)
    operator_phone = models.CharField(_("操作负责人电话"), max_length=30, blank=True)
    connected_on = models.DateField(_("接入在线监测日期"), null=True, blank=True)
    disconnected_on = models.DateField(_("断开在线监测日期"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=8, choices=SourceStatus.choices, default=SourceStatus.UNFILED, editable=False
    )
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("重大危险源")
        constraints = [models.UniqueConstraint(fields=["enterprise", "name"], name="source_name_once")]
        indexes = [
            models.Index(fields=["level", "id"]),
            models.Index(fields=["status", "id"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["r_value", "id"]),
            tile_index("level", "source_tile"),
        ]

    def __str__(self) -> str:
        return self.name

    def items(self) -> list[gb18218.Item]:
        """What is in the unit, in the order of entry."""
        held = SourceSubstance.objects.filter(source=self.pk).order_by("pk") if self.pk else ()
        return [substance.item for substance in held]

    def assessment(self) -> gb18218.Assessment:
        """The calculation over the substances as they stand."""
        return gb18218.assess(self.items(), self.people_500m)

    def computed_s_value(self) -> Decimal | None:
        found = self.assessment()
        return _rounded(found.s) if found.lines else None

    def computed_r_value(self) -> Decimal | None:
        return _rounded(self.assessment().r)

    def computed_level(self) -> str:
        found = self.assessment()
        if found.s is None or not found.lines:
            return SourceLevel.OPEN
        return str(found.level) if found.level else SourceLevel.NONE


class SourceSubstance(Record):
    """One dangerous chemical in one unit. Where 表1 does not name it, its hazard classes must be given."""

    source = models.ForeignKey(MajorHazardSource, models.PROTECT, related_name="+", verbose_name=_("重大危险源"))
    name = models.CharField(_("危险化学品"), max_length=120, help_text=_("品名、别名或 CAS 号。"))
    quantity = models.DecimalField(
        _("设计最大量（吨）"), max_digits=14, decimal_places=4, validators=[MinValueValidator(Decimal(0))]
    )
    classes = models.CharField(
        _("危险性类别"),
        max_length=60,
        blank=True,
        help_text=_("表2、表4 的符号，如 J3、W5.3；多个用顿号隔开。表1 有名称的可不填。"),
    )
    form = models.CharField(_("状态和条件"), max_length=80, blank=True)
    place_of_use = models.CharField(_("所在设备"), max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("重大危险源物质")
        indexes = [models.Index(fields=["source", "id"])]

    def __str__(self) -> str:
        return self.name

    @property
    def symbols(self) -> tuple[str, ...]:
        """The hazard classes one by one."""
        return tuple(part for part in self.classes.split("、") if part)

    @property
    def item(self) -> gb18218.Item:
        """As the standard's arithmetic takes it."""
        return gb18218.Item(self.name, Fraction(self.quantity), self.symbols)


class MonitoringEquipment(Record):
    """Safety equipment of one system in a firm: how much should be, is installed, and is really in service."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name=_("企业"))
    source = models.ForeignKey(
        MajorHazardSource, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("重大危险源")
    )
    system = TermField("safety-system", verbose_name=_("系统"))
    name = models.CharField(_("装置或部位"), max_length=80)
    required = models.PositiveIntegerField(_("应装数量"))
    installed = models.PositiveIntegerField(_("已装数量"), default=0)
    in_service = models.PositiveIntegerField(_("有效投用数量"), default=0)
    installed_on = models.DateField(_("安装日期"), null=True, blank=True)
    checked_on = models.DateField(_("最近检测校验日期"), null=True, blank=True)
    due_on = models.DateField(_("下次检测校验日期"), null=True, blank=True)
    out_since_on = models.DateField(_("停用起始日期"), null=True, blank=True)
    out_reason = models.CharField(_("停用原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("安全监测设施")
        indexes = [
            models.Index(fields=["enterprise", "system"]),
            models.Index(fields=["system", "id"]),
            models.Index(fields=["due_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.name
