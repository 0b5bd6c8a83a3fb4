"""What makes a hazard a major one: clauses of standards, each valid from a day to a day. Must not know any hazard."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.multiple import TermsField
from anlan.kit.records.models import Record


class MajorCriteria(Record):
    """One clause of a standard by which a hazard is a major one, as in force on the day it is found.

    ``keywords`` are what suggests the clause while a hazard is described: words parted by 、 of which one must
    occur; ``a+b`` asks for both.
    """

    standard = models.CharField(_("判定标准"), max_length=80)
    document = models.CharField(_("文号"), max_length=80, blank=True)
    section = models.CharField(_("章节"), max_length=80)
    item = models.CharField(_("条目"), max_length=20)
    text = models.TextField(_("判定情形"))
    sectors = TermsField("sector", verbose_name=_("适用行业"))
    keywords = models.CharField(_("提示词"), max_length=300, blank=True)
    valid_from_on = models.DateField(_("施行日期"), null=True, blank=True)
    valid_to_on = models.DateField(_("废止日期"), null=True, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("重大隐患判定标准")
        constraints = [models.UniqueConstraint(fields=["standard", "section", "item"], name="major_criteria_once")]
        indexes = [models.Index(fields=["valid_from_on", "id"])]

    def __str__(self) -> str:
        return f"{self.standard} {self.section} {self.item}"
