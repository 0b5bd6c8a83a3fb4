"""Experts by tier and the services they give to firms, with issues, fees and ratings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.dictionaries.multiple import TermsField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.records.models import Record
from anlan.subjects.enterprises.choices import Cadence, ServiceStatus
from anlan.subjects.enterprises.models.firms import Enterprise


class Expert(Record):
    """An expert of one tier (省级、市级、企业自聘、企业内部); ``enterprise`` is who hired or employs him."""

    name = models.CharField(_("姓名"), max_length=40)
    tier = TermField("expert-tier", verbose_name=_("层级"))
    specialities = TermsField("expert-speciality", verbose_name=_("专业"))
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("服务企业")
    )
    employer = models.CharField(_("工作单位"), max_length=120, blank=True)
    title = models.CharField(_("职称或资格"), max_length=60, blank=True)
    certificate = models.CharField(_("证书编号"), max_length=60, blank=True)
    id_number = models.CharField(_("身份证号"), max_length=18, blank=True)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    cadence = models.CharField(
        _("服务周期"), max_length=12, choices=Cadence.choices, blank=True, help_text=_("对每家服务企业至少多久一次。")
    )
    day_fee = models.DecimalField(_("服务费标准（元/天）"), max_digits=10, decimal_places=2, null=True, blank=True)
    hired_on = models.DateField(_("聘任日期"), null=True, blank=True)
    due_on = models.DateField(_("聘期至"), null=True, blank=True)
    ended_on = models.DateField(_("解聘日期"), null=True, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("账号所属单位")
    )
    place = PlaceField(_("服务区域"))
    line = LineField(_("条线"), null=True, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("专家")
        indexes = [
            models.Index(fields=["place", "id"]),
            models.Index(fields=["name", "id"]),
            models.Index(fields=["tier", "id"]),
            models.Index(fields=["due_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.name


class ExpertService(Record):
    """One visit of an expert to a firm: planned, made, rated and paid."""

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="+", verbose_name=_("专家"))
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name=_("企业"))
    kind = TermField("expert-service-kind", verbose_name=_("服务类型"))
    topic = models.CharField(_("服务内容"), max_length=200)
    due_on = models.DateField(_("计划日期"))
    served_on = models.DateField(_("服务日期"), null=True, blank=True, editable=False)
    days = models.DecimalField(_("服务天数"), max_digits=4, decimal_places=1, null=True, blank=True, editable=False)
    issues_found = models.PositiveIntegerField(_("发现问题隐患数"), null=True, blank=True, editable=False)
    issues_fixed = models.PositiveIntegerField(_("指导治理数"), null=True, blank=True, editable=False)
    trained = models.PositiveIntegerField(_("培训人次"), null=True, blank=True, editable=False)
    summary = models.TextField(_("服务情况"), blank=True, editable=False)
    rating = models.PositiveSmallIntegerField(_("评价（1–5分）"), null=True, blank=True, editable=False)
    rated_on = models.DateField(_("评价日期"), null=True, blank=True, editable=False)
    fee = models.DecimalField(_("服务费（元）"), max_digits=12, decimal_places=2, null=True, blank=True, editable=False)
    paid_on = models.DateField(_("支付日期"), null=True, blank=True, editable=False)
    status = models.CharField(
        _("状态"), max_length=12, choices=ServiceStatus.choices, default=ServiceStatus.PLANNED, editable=False
    )
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("专家服务")
        indexes = [
            models.Index(fields=["enterprise", "served_on"]),
            models.Index(fields=["expert", "served_on"]),
            models.Index(fields=["status", "due_on"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["served_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.topic
