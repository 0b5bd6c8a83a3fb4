"""Permit items, permits, and applications for them with every stretch in which the clock stood still."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.geo.models import Located
from anlan.kit.geo.tiles import tile_index
from anlan.kit.records.models import Record
from anlan.subjects.permits.choices import Kind, Pause, Stage, Validity
from anlan.subjects.permits.rules import ACCEPT_DAYS


class PermitItem(Record):
    """One item of the published list. All days are working days; ``walked_on`` tells when we walked it ourselves."""

    code = models.CharField(_("事项编码"), max_length=40, unique=True)
    name = models.CharField(_("事项名称"), max_length=120)
    basis = models.CharField(_("设定依据"), max_length=300, blank=True)
    category = TermField("permit-category", verbose_name=_("类别"), null=True, blank=True)
    accept_days = models.PositiveSmallIntegerField(_("受理时限（工作日）"), default=ACCEPT_DAYS)
    legal_days = models.PositiveSmallIntegerField(_("法定时限（工作日）"))
    promised_days = models.PositiveSmallIntegerField(_("承诺时限（工作日）"))
    valid_years = models.PositiveSmallIntegerField(_("证书有效期（年）"), null=True, blank=True)
    series = models.CharField(_("证书编号前缀"), max_length=20, blank=True)
    materials = models.TextField(_("申请材料"), blank=True, help_text=_("一行一件。"))
    published_on = models.DateField(_("公示日期"), null=True, blank=True)
    published_where = models.CharField(_("公示载体"), max_length=200, blank=True)
    walked_on = models.DateField(_("“走流程”日期"), null=True, blank=True)
    walked_issues = models.TextField(_("“走流程”发现的问题"), blank=True)
    walked_fixed_on = models.DateField(_("问题整改日期"), null=True, blank=True)
    active = models.BooleanField(_("在用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("行政许可事项")
        indexes = [models.Index(fields=["active", "id"])]

    def __str__(self) -> str:
        return self.name


class Permit(Record, Located):
    """One certificate. ``ended_on`` with the state tells how it came to its end."""

    number = models.CharField(_("证书编号"), max_length=60, unique=True)
    item = models.ForeignKey(PermitItem, models.PROTECT, related_name="permits", verbose_name=_("许可事项"))
    holder = models.CharField(_("持证人"), max_length=120)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("监管企业")
    )
    person = models.CharField(_("主要负责人"), max_length=40, blank=True)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    scope_text = models.CharField(_("许可范围"), max_length=300, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    issued_on = models.DateField(_("发证日期"))
    valid_from_on = models.DateField(_("有效期起"))
    expires_on = models.DateField(_("有效期止"), null=True, blank=True)
    ended_on = models.DateField(_("终止日期"), null=True, editable=False)
    end_reason = models.CharField(_("终止原因"), max_length=300, blank=True, editable=False)
    status = models.CharField(
        _("状态"), max_length=12, choices=Validity.choices, default=Validity.VALID, editable=False
    )
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("许可证")
        indexes = [
            models.Index(fields=["status", "expires_on", "id"]),
            models.Index(fields=["expires_on", "id"]),
            models.Index(fields=["issued_on", "id"]),
            models.Index(fields=["item", "status", "ended_on"]),
            models.Index(fields=["place", "id"]),
            tile_index("status", "permit_tile", "place"),
        ]

    def __str__(self) -> str:
        return self.number


class PermitApplication(Record):
    """One application. ``due_on`` is the promise that runs now; ``in_time`` says how it was kept."""

    number = models.CharField(_("办件编号"), max_length=24, unique=True, editable=False)
    item = models.ForeignKey(PermitItem, models.PROTECT, related_name="applications", verbose_name=_("许可事项"))
    kind = models.CharField(_("申请类型"), max_length=8, choices=Kind.choices, default=Kind.FIRST)
    permit = models.ForeignKey(
        Permit, models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("原许可证")
    )
    applicant = models.CharField(_("申请人"), max_length=120)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("监管企业")
    )
    person = models.CharField(_("联系人"), max_length=40, blank=True)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    received_on = models.DateField(_("收件日期"))
    content = models.TextField(_("申请内容"), blank=True)
    accepted_on = models.DateField(_("受理日期"), null=True, editable=False)
    promised_days = models.PositiveSmallIntegerField(_("承诺时限（工作日）"), null=True, editable=False)
    legal_days = models.PositiveSmallIntegerField(_("法定时限（工作日）"), null=True, editable=False)
    paused_days = models.PositiveSmallIntegerField(_("不计时（工作日）"), default=0, editable=False)
    due_on = models.DateField(_("期限"), null=True, editable=False)
    legal_due_on = models.DateField(_("法定期限"), null=True, editable=False)
    decided_on = models.DateField(_("决定日期"), null=True, editable=False)
    used_days = models.PositiveSmallIntegerField(_("办理用时（工作日）"), null=True, editable=False)
    in_time = models.BooleanField(_("按承诺办结"), null=True, editable=False)
    decision_paper = models.CharField(_("决定书文号"), max_length=80, blank=True, editable=False)
    reason = models.CharField(_("理由"), max_length=500, blank=True, editable=False)
    certificate = models.ForeignKey(
        Permit, models.PROTECT, null=True, related_name="granted_by", editable=False, verbose_name=_("发给的许可证")
    )
    delivered_on = models.DateField(_("送达日期"), null=True, editable=False)
    status = models.CharField(_("状态"), max_length=14, choices=Stage.choices, default=Stage.RECEIVED, editable=False)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("许可办件")
        indexes = [
            models.Index(fields=["received_on", "id"]),
            models.Index(fields=["status", "due_on", "id"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["decided_on", "id"]),
            models.Index(fields=["place", "received_on", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.applicant}"


class PermitPause(models.Model):
    """One stretch in which the clock stood still, and why."""

    application = models.ForeignKey(
        PermitApplication, models.CASCADE, related_name="pauses", verbose_name=_("许可办件")
    )
    cause = models.CharField(_("原因"), max_length=12, choices=Pause.choices)
    text = models.CharField(_("说明"), max_length=500, blank=True)
    begun_on = models.DateField(_("停止计时"))
    ended_on = models.DateField(_("恢复计时"), null=True)
    days = models.PositiveSmallIntegerField(_("不计时（工作日）"), default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("办理人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("许可计时中止")
        ordering = ["application", "begun_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(ended_on=None), name="permit_pause_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} {self.begun_on}"
