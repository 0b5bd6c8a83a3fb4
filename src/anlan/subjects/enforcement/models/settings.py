"""What law and the province fix and the bureau can edit: limits of time and money, formulas of the five rates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.kit.records.models import Record
from anlan.subjects.enforcement.choices import LimitUnit


class StatutoryLimit(Record):
    """One limit of time or money that the handling of cases obeys."""

    code = models.CharField(_("编码"), max_length=20, unique=True)
    matter = models.CharField(_("事项"), max_length=80)
    trigger = models.CharField(_("起算"), max_length=80, blank=True)
    amount = models.PositiveIntegerField(_("期限或限额"))
    unit = models.CharField(_("单位"), max_length=8, choices=LimitUnit.choices, default=LimitUnit.DAY)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("法定期限")

    def __str__(self) -> str:
        return self.matter


class RateFormula(Record):
    """One rate: numerator and denominator as arithmetic over named counts."""

    code = models.CharField(_("编码"), max_length=20, unique=True)
    name = models.CharField(_("比率名称"), max_length=60)
    numerator = models.CharField(_("分子"), max_length=300)
    denominator = models.CharField(_("分母"), max_length=300)
    target = models.DecimalField(_("目标（%）"), max_digits=5, decimal_places=2, null=True, blank=True)
    definition = models.TextField(_("统计口径"), blank=True)
    position = models.PositiveSmallIntegerField(_("次序"), default=1)
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("执法比率")

    def __str__(self) -> str:
        return self.name
