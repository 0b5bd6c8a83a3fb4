"""Orders to stop work (停产停业) until a hazard is gone, and their lifting after re-inspection."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.records.models import Record
from anlan.subjects.hazards.choices import Stop, StopScope
from anlan.subjects.hazards.models.hazard import Hazard


class StopOrder(Record):
    """One firm, or a part of it, told to stand still from a day until it was inspected again and may go on."""

    number = models.CharField(_("停产编号"), max_length=24, unique=True, editable=False)
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, verbose_name=_("企业"))
    hazard = models.ForeignKey(
        Hazard, models.PROTECT, null=True, blank=True, related_name="stops", verbose_name=_("所因隐患")
    )
    extent = models.CharField(_("范围"), max_length=8, choices=StopScope.choices, default=StopScope.WHOLE)
    part = models.CharField(_("停用部位"), max_length=200, blank=True)
    reason = models.TextField(_("停产停业理由"))
    basis = models.CharField(_("法律依据"), max_length=300, blank=True)
    paper = models.CharField(_("决定书文号"), max_length=80, blank=True)
    ordered_on = models.DateField(_("停产日期"))
    due_on = models.DateField(_("计划恢复日期"), null=True, blank=True)
    asked_on = models.DateField(_("申请恢复日期"), null=True, blank=True, editable=False)
    reinspected_on = models.DateField(_("复查日期"), null=True, blank=True, editable=False)
    reinspectors = models.CharField(_("复查人员"), max_length=120, blank=True, editable=False)
    resumed_on = models.DateField(_("恢复日期"), null=True, blank=True, editable=False)
    refused = models.PositiveSmallIntegerField(_("不同意恢复次数"), default=0, editable=False)
    status = models.CharField(_("状态"), max_length=8, choices=Stop.choices, default=Stop.STOPPED, editable=False)
    place = PlaceField(_("属地"))
    line = LineField(_("监管条线"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("停产停业")
        indexes = [
            models.Index(fields=["ordered_on", "id"]),
            models.Index(fields=["status", "ordered_on"]),
            models.Index(fields=["place", "ordered_on"]),
        ]

    def __str__(self) -> str:
        return self.number
