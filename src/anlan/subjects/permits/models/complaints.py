"""Complaints and reports from the public, anonymous or not, and by when they are taken up and checked."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.geo.models import Located
from anlan.kit.geo.tiles import tile_index
from anlan.kit.records.models import Record
from anlan.subjects.permits.choices import Handling, Result


class Complaint(Record, Located):
    """One complaint. Who reported is told to few; ``reward`` is 元. ``due_on`` is the clock that runs now."""

    number = models.CharField(_("举报编号"), max_length=24, unique=True, editable=False)
    title = models.CharField(_("举报事项"), max_length=120)
    content = models.TextField(_("举报内容"), blank=True)
    source = TermField("complaint-source", verbose_name=_("来源"))
    sender_number = models.CharField(_("转办编号"), max_length=60, blank=True)
    received_at = models.DateTimeField(_("接到时间"))
    return_due_on = models.DateField(_("要求回复日期"), null=True, blank=True)
    category = TermField("complaint-category", verbose_name=_("类别"), null=True, blank=True)
    anonymous = models.BooleanField(_("匿名"), default=False)
    reporter = models.CharField(_("举报人"), max_length=40, blank=True)
    phone = models.CharField(_("举报人电话"), max_length=30, blank=True)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("被举报企业")
    )
    unit = models.CharField(_("被举报单位"), max_length=120, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    address = models.CharField(_("地点"), max_length=200, blank=True)
    accept_due_on = models.DateField(_("受理期限"), null=True, editable=False)
    accepted_at = models.DateTimeField(_("受理时间"), null=True, editable=False)
    handler = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("承办单位")
    )
    assigned_at = models.DateTimeField(_("交办时间"), null=True, editable=False)
    due_on = models.DateField(_("期限"), null=True, editable=False)
    checked_on = models.DateField(_("核查日期"), null=True, editable=False)
    result = models.CharField(_("核查结果"), max_length=8, choices=Result.choices, blank=True, editable=False)
    finding = models.TextField(_("核查情况"), blank=True, editable=False)
    answered_on = models.DateField(_("反馈日期"), null=True, editable=False)
    answer = models.TextField(_("反馈内容"), blank=True, editable=False)
    closed_on = models.DateField(_("办结日期"), null=True, editable=False)
    moved_to = models.CharField(_("移送单位"), max_length=120, blank=True, editable=False)
    reward = models.DecimalField(_("奖励金额（元）"), max_digits=10, decimal_places=2, null=True, editable=False)
    rewarded_on = models.DateField(_("奖励日期"), null=True, editable=False)
    hazard = models.ForeignKey(
        "hazards.Hazard", models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("转成的隐患")
    )
    clue_on = models.DateField(_("转执法线索日期"), null=True, editable=False)
    clue_number = models.CharField(_("案件编号"), max_length=40, blank=True, editable=False)
    status = models.CharField(
        _("状态"), max_length=10, choices=Handling.choices, default=Handling.RECEIVED, editable=False
    )
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("投诉举报")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "sender_number"],
                condition=~models.Q(sender_number=""),
                name="complaint_sender_number_once",
            )
        ]
        indexes = [
            models.Index(fields=["received_at", "id"]),
            models.Index(fields=["status", "due_on", "id"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["place", "received_at", "id"]),
            models.Index(fields=["source", "closed_on"]),
            tile_index("status", "complaint_tile", "place"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ComplaintLimit(Record):
    """By when complaints of a source (of all, where it is empty) are taken up and checked."""

    name = models.CharField(_("名称"), max_length=80)
    source = TermField("complaint-source", verbose_name=_("来源"), null=True, blank=True)
    accept_days = models.PositiveSmallIntegerField(
        _("受理（工作日）"), validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )
    check_days = models.PositiveSmallIntegerField(
        _("办结（日）"), validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("举报办理时限")
        indexes = [models.Index(fields=["active", "id"])]

    def __str__(self) -> str:
        return self.name
