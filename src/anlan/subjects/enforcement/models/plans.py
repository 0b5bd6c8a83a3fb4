"""The yearly plan of supervision and checks: working days, planned checks, matters, quotas of towns."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.records.models import Record
from anlan.subjects.enforcement.choices import ItemStatus, ItemWay, MatterKind, PlanStatus
from anlan.subjects.enforcement.rules.workdays import Workdays, workdays


class EnforcementPlan(Record):
    """年度监督检查计划 of one body. Working days follow from strength (安全生产年度监督检查计划编制办法)."""

    name = models.CharField(_("计划名称"), max_length=120)
    year = models.PositiveSmallIntegerField(_("年度"), validators=[MinValueValidator(2000), MaxValueValidator(2199)])
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", verbose_name=_("编制单位")
    )
    place = PlaceField(_("适用范围"))
    staff = models.PositiveSmallIntegerField(_("执法人员数"))
    statutory_days = models.PositiveSmallIntegerField(
        _("法定工作日"), default=0, help_text=_("填 0 按国务院放假安排自动计算。")
    )
    other_days = models.PositiveIntegerField(_("其他执法工作日"), default=0)
    non_enforcement_days = models.PositiveIntegerField(_("非执法工作日"), default=0)
    days_a_check = models.DecimalField(_("每户次平均工作日"), max_digits=5, decimal_places=2, null=True, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True, editable=False)
    approval = models.CharField(_("批准文号"), max_length=80, blank=True)
    reported_on = models.DateField(_("报上级备案日期"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=PlanStatus.choices, default=PlanStatus.DRAFTED, editable=False
    )
    note = models.TextField(_("说明"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("执法计划")
        constraints = [models.UniqueConstraint(fields=["year", "organisation"], name="enforcement_plan_once")]
        indexes = [models.Index(fields=["place", "year"])]

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> Workdays:
        """Gross days, and those left for planned checks."""
        return workdays(
            staff=self.staff,
            statutory_days=self.statutory_days,
            other=self.other_days,
            non_enforcement=self.non_enforcement_days,
        )


class SupervisionMatter(Record):
    """One entry of the list of matters that may be drawn for checks (随机抽查事项清单)."""

    code = models.CharField(_("事项编码"), max_length=40, unique=True)
    name = models.CharField(_("抽查事项"), max_length=160)
    category = TermField("matter-category", verbose_name=_("抽查类别"), null=True, blank=True)
    kind = models.CharField(_("事项类别"), max_length=8, choices=MatterKind.choices, default=MatterKind.GENERAL)
    objects_text = models.CharField(_("检查对象"), max_length=200, blank=True)
    method = models.CharField(_("检查方式"), max_length=80, blank=True)
    basis = models.TextField(_("检查依据"), blank=True)
    content = models.TextField(_("检查内容"), blank=True)
    ratio = models.CharField(_("抽查比例"), max_length=80, blank=True)
    yearly_limit = models.PositiveSmallIntegerField(
        _("每户每年上限"), null=True, blank=True, help_text=_("同一企业一年最多检查几次；不填不限。")
    )
    joint = models.BooleanField(_("跨部门联合"), default=False)
    place = PlaceField(_("适用范围"))
    active = models.BooleanField(_("应当开展"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("抽查事项")
        indexes = [models.Index(fields=["place", "active"])]

    def __str__(self) -> str:
        return self.name


class PlanItem(Record):
    """One planned check of one enterprise: from the plan to the published result."""

    number = models.CharField(_("任务编号"), max_length=24, unique=True, editable=False)
    plan = models.ForeignKey(EnforcementPlan, models.PROTECT, related_name="items", verbose_name=_("执法计划"))
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, verbose_name=_("检查对象"))
    matter = models.ForeignKey(
        SupervisionMatter, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("抽查事项")
    )
    way = models.CharField(_("检查方式"), max_length=10, choices=ItemWay.choices, default=ItemWay.ROUTINE)
    draw = models.ForeignKey(
        "enforcement.Draw", models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("随机抽取"),
        editable=False,
    )  # fmt: skip
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("专项行动")
    )
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("承办机构")
    )
    place = PlaceField(_("属地"))
    line = LineField(_("监管条线"), null=True, blank=True)
    lead = models.ForeignKey(
        "enforcement.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("主办人员")
    )
    second = models.ForeignKey(
        "enforcement.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("协办人员")
    )
    due_on = models.DateField(_("完成期限"))
    notice_needed = models.BooleanField(_("应当事先告知"), default=True)
    notified_on = models.DateField(_("事先告知日期"), null=True, blank=True)
    done_on = models.DateField(_("检查日期"), null=True, blank=True)
    inspection = models.ForeignKey(
        "hazards.Inspection", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("检查记录")
    )
    result = TermField("draw-result", verbose_name=_("检查结果"), null=True, blank=True)
    publish_due_on = models.DateField(_("公示期限"), null=True, editable=False)
    published_on = models.DateField(_("公示日期"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=ItemStatus.choices, default=ItemStatus.PLANNED, editable=False
    )
    note = models.CharField(_("备注"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("检查任务")
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "enterprise"], condition=models.Q(draw__isnull=False), name="plan_item_draw_once"
            )
        ]
        indexes = [
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["status", "due_on", "id"]),
            models.Index(fields=["place", "due_on"]),
            models.Index(fields=["done_on"]),
        ]

    def __str__(self) -> str:
        return self.number


class TownQuota(Record):
    """How many checks a town owes in one month."""

    plan = models.ForeignKey(EnforcementPlan, models.PROTECT, related_name="quotas", verbose_name=_("执法计划"))
    place = PlaceField(_("乡镇街道"))
    month_on = models.DateField(_("月份"), help_text=_("填当月任意一天，保存为 1 日。"))
    target = models.PositiveSmallIntegerField(_("应检查户次"))
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("乡镇月度任务")
        constraints = [models.UniqueConstraint(fields=["place", "month_on", "plan"], name="town_quota_once")]
        indexes = [models.Index(fields=["month_on", "id"])]

    def __str__(self) -> str:
        return f"{self.month_on:%Y-%m}"
