"""Safety insurance with the services it owes, institutions, and contracts for third-party safety service."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.kit.records.models import Record
from anlan.subjects.enterprises.choices import ServiceStatus
from anlan.subjects.enterprises.models.firms import Enterprise


class SafetyProvider(Record):
    """An institution that insures, evaluates, tests, trains or serves (中介机构、技术服务机构)."""

    name = models.CharField(_("机构名称"), max_length=120, unique=True)
    kind = TermField("provider-kind", verbose_name=_("机构类别"))
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    qualification = models.CharField(_("资质证书编号"), max_length=80, blank=True)
    scope_of_work = models.CharField(_("业务范围"), max_length=200, blank=True)
    due_on = models.DateField(_("资质有效期至"), null=True, blank=True)
    contact = models.CharField(_("联系人"), max_length=40, blank=True)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    blamed_on = models.DateField(_("查处日期"), null=True, blank=True)
    blamed_for = models.CharField(_("查处情况"), max_length=200, blank=True)
    ended_on = models.DateField(_("退出日期"), null=True, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("服务机构")
        indexes = [models.Index(fields=["due_on", "id"]), models.Index(fields=["kind", "id"])]

    def __str__(self) -> str:
        return self.name


class InsurancePolicy(Record):
    """One policy of work-safety liability insurance (安责险)."""

    number = models.CharField(_("保单号"), max_length=60, unique=True)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name=_("投保企业"))
    insurer = models.ForeignKey(SafetyProvider, models.PROTECT, related_name="+", verbose_name=_("保险机构"))
    insured = models.PositiveIntegerField(_("参保人数"), null=True, blank=True)
    cover = models.DecimalField(_("保额（万元）"), max_digits=12, decimal_places=4, null=True, blank=True)
    premium = models.DecimalField(_("保费（万元）"), max_digits=12, decimal_places=4, null=True, blank=True)
    prevention = models.DecimalField(_("事故预防费用（万元）"), max_digits=12, decimal_places=4, null=True, blank=True)
    starts_on = models.DateField(_("保险起期"))
    due_on = models.DateField(_("保险止期"))
    ended_on = models.DateField(_("退保日期"), null=True, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("安责险保单")
        indexes = [
            models.Index(fields=["enterprise", "due_on"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["starts_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.number


class InsuranceService(Record):
    """One accident-prevention service that comes with a policy (事故预防服务)."""

    policy = models.ForeignKey(InsurancePolicy, models.PROTECT, related_name="+", verbose_name=_("保单"))
    kind = TermField("safety-service-kind", verbose_name=_("服务项目"))
    provider = models.ForeignKey(
        SafetyProvider, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("实施机构")
    )
    due_on = models.DateField(_("计划服务日期"))
    delivered_on = models.DateField(_("服务日期"), null=True, blank=True, editable=False)
    people = models.PositiveIntegerField(_("服务人数"), null=True, blank=True, editable=False)
    issues_found = models.PositiveIntegerField(_("发现问题隐患数"), null=True, blank=True, editable=False)
    issues_fixed = models.PositiveIntegerField(_("指导整改数"), null=True, blank=True, editable=False)
    fee = models.DecimalField(
        _("服务费用（元）"), max_digits=12, decimal_places=2, null=True, blank=True, editable=False
    )
    summary = models.TextField(_("服务情况"), blank=True, editable=False)
    rating = models.PositiveSmallIntegerField(_("企业评价（1–5分）"), null=True, blank=True, editable=False)
    status = models.CharField(
        _("状态"), max_length=12, choices=ServiceStatus.choices, default=ServiceStatus.PLANNED, editable=False
    )
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("保险服务")
        indexes = [
            models.Index(fields=["policy", "id"]),
            models.Index(fields=["status", "due_on"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["delivered_on", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.policy} {self.kind}"


class ServiceContract(Record):
    """A contract by which an institution serves a small firm (社会化服务)."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name=_("企业"))
    provider = models.ForeignKey(SafetyProvider, models.PROTECT, related_name="+", verbose_name=_("服务机构"))
    subject = models.CharField(_("服务内容"), max_length=200)
    visits_agreed = models.PositiveSmallIntegerField(_("约定服务次数"), default=1)
    visits_made = models.PositiveSmallIntegerField(_("已服务次数"), default=0)
    last_visit_on = models.DateField(_("最近服务日期"), null=True, blank=True)
    issues_found = models.PositiveIntegerField(_("发现问题隐患数"), default=0)
    fee = models.DecimalField(_("合同金额（元）"), max_digits=12, decimal_places=2, null=True, blank=True)
    paid_by_public = models.BooleanField(_("政府购买服务"), default=False)
    starts_on = models.DateField(_("合同起期"))
    due_on = models.DateField(_("合同止期"))
    ended_on = models.DateField(_("提前终止日期"), null=True, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("社会化服务合同")
        indexes = [
            models.Index(fields=["enterprise", "due_on"]),
            models.Index(fields=["due_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.subject
