"""Inspections (监督检查). Knows enterprises by name only, and nothing of how a hazard is closed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.records.models import Record


class Inspection(Record):
    """One visit to one unit on one day by one inspecting organisation."""

    number = models.CharField(_("检查编号"), max_length=24, unique=True, editable=False)
    inspected_on = models.DateField(_("检查日期"))
    kind = TermField("inspection-kind", verbose_name=_("检查类型"))
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, verbose_name=_("被检查单位"))
    inspectors = models.CharField(_("检查人员"), max_length=120)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("检查单位")
    )
    conclusion = models.TextField(_("检查情况"), blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("监管条线"), null=True, blank=True)

    class Meta:
        verbose_name = _("监督检查")
        verbose_name_plural = _("监督检查")
        indexes = [
            models.Index(fields=["inspected_on", "id"]),
            models.Index(fields=["place", "inspected_on"]),
        ]

    def __str__(self) -> str:
        return self.number
