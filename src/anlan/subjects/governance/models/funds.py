"""Money given for safety, emergency and rescue work, and honours received."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.envelope import Record
from anlan.base.places.fields import PlaceField
from anlan.subjects.governance import rules


class Fund(Record):
    """One allocation for one use; money is in 万元."""

    name = models.CharField(_("资金名称"), max_length=120)
    use = TermField("fund-use", verbose_name=_("用途"))
    source = TermField("fund-source", verbose_name=_("资金来源"), null=True, blank=True)
    year = models.PositiveIntegerField(_("预算年度"))
    allocated_on = models.DateField(_("拨付日期"))
    budget = models.DecimalField(_("预算（万元）"), max_digits=14, decimal_places=4, null=True, blank=True)
    amount = models.DecimalField(_("拨付（万元）"), max_digits=14, decimal_places=4)
    spent = models.DecimalField(_("已支出（万元）"), max_digits=14, decimal_places=4, default=0)
    payer = models.CharField(_("拨款单位"), max_length=80, blank=True)
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("使用单位")
    )
    place = PlaceField(_("属地"))
    paper = models.CharField(_("文号"), max_length=60, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("资金")
        indexes = [models.Index(fields=["allocated_on", "id"]), models.Index(fields=["place", "allocated_on", "id"])]

    def __str__(self) -> str:
        return self.name


class Award(Record):
    """One honour, in the year it counts for."""

    name = models.CharField(_("荣誉名称"), max_length=120)
    kind = TermField("award-kind", verbose_name=_("荣誉类别"), null=True, blank=True)
    level = TermField("award-level", verbose_name=_("级别"))
    year = models.PositiveIntegerField(_("年度"))
    conferred_on = models.DateField(_("授予日期"))
    conferred_by = models.CharField(_("授予单位"), max_length=80, blank=True)
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("获奖单位")
    )
    person = models.CharField(_("获奖个人"), max_length=60, blank=True)
    place = PlaceField(_("属地"))
    paper = models.CharField(_("文号"), max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("荣誉表彰")
        indexes = [models.Index(fields=["conferred_on", "id"]), models.Index(fields=["place", "conferred_on", "id"])]

    def __str__(self) -> str:
        return self.name

    def years_running(self) -> int:
        """How many years in a row the unit has had an honour of this name and level, up to this one."""
        same = Award.objects.filter(name=self.name, level_id=self.level_id, unit_id=self.unit_id, year__lte=self.year)
        return rules.running(same.values_list("year", flat=True))
