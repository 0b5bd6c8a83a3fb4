"""Property sealed or taken, and evidence kept in place, in a case: each with its own clock (行政强制法、行政处罚法)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.records.models import Record
from anlan.subjects.enforcement.choices import MeasureKind, MeasureStatus
from anlan.subjects.enforcement.models.cases import Case


class CoerciveMeasure(Record):
    """One measure in one case. ``due_on`` is the last day it may last; days of an appraisal are not counted in it."""

    number = models.CharField(_("措施编号"), max_length=24, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="measures", verbose_name=_("执法案件"))
    kind = models.CharField(_("措施种类"), max_length=8, choices=MeasureKind.choices)
    objects_taken = models.CharField(_("场所、设施或财物"), max_length=300)
    quantity = models.CharField(_("数量"), max_length=60, blank=True)
    location = models.CharField(_("存放地点"), max_length=120, blank=True)
    keeper = models.CharField(_("保管人"), max_length=60, blank=True)
    approver = models.CharField(_("批准人"), max_length=40, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    taken_on = models.DateField(_("实施日期"))
    urgent = models.BooleanField(_("情况紧急先行实施"), default=False, help_text=_("二十四小时内报告并补办批准手续。"))
    document = models.CharField(_("决定书（通知书）文号"), max_length=80, blank=True)
    lead = models.ForeignKey(
        "enforcement.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("主办人员")
    )
    second = models.ForeignKey(
        "enforcement.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("协办人员")
    )
    due_on = models.DateField(_("届满日期"), null=True, editable=False)
    asked_until_on = models.DateField(_("申请延长至"), null=True, editable=False)
    ask_reason = models.CharField(_("延长理由"), max_length=300, blank=True, editable=False)
    extended_until_on = models.DateField(_("延长至"), null=True, editable=False)
    extension_document = models.CharField(_("延长决定文号"), max_length=80, blank=True, editable=False)
    appraised_from_on = models.DateField(_("送检日期"), null=True, editable=False)
    appraisal_days = models.PositiveIntegerField(_("检测鉴定（天）"), default=0, editable=False)
    disposal = TermField("measure-disposal", verbose_name=_("处理结果"), null=True, blank=True)
    disposed_on = models.DateField(_("处理日期"), null=True, blank=True)
    disposal_document = models.CharField(_("处理决定文号"), max_length=80, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=MeasureStatus.choices, default=MeasureStatus.RUNNING, editable=False
    )
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("查封扣押和证据保存")
        indexes = [
            models.Index(fields=["taken_on", "id"]),
            models.Index(fields=["status", "due_on", "id"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["place", "taken_on", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"
