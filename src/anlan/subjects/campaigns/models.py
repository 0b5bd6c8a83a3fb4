"""Campaigns (专项行动): nested, with strands. They count what others record and record nothing twice themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.dictionaries.multiple import TermsField
from anlan.base.envelope import Record
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.subjects.campaigns.choices import Stage


class Campaign(Record):
    """One campaign or a strand of one; inspections, hazards and tasks of several campaigns name each of them."""

    name = models.CharField(_("行动名称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    number = models.CharField(_("发文字号"), max_length=60, blank=True)
    kind = TermField("campaign-kind", verbose_name=_("行动类别"), null=True, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="strands", verbose_name=_("上级行动")
    )
    organiser = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("牵头单位")
    )
    sectors = TermsField("sector", verbose_name=_("涉及行业"), blank=True)
    place = PlaceField(_("范围"))
    line = LineField(_("条线"), null=True, blank=True)
    begins_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    stage = models.CharField(_("状态"), max_length=8, choices=Stage.choices, default=Stage.PLANNED, editable=False)
    aim = models.TextField(_("目标"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("专项行动")
        indexes = [
            models.Index(fields=["begins_on", "id"]),
            models.Index(fields=["stage", "begins_on"]),
            models.Index(fields=["place", "begins_on"]),
        ]

    def __str__(self) -> str:
        return self.name
