"""Hazards (事故隐患) with their extensions. Knows enterprises by name only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.geo.models import Located
from anlan.kit.geo.tiles import tile_index
from anlan.kit.records.models import Record
from anlan.subjects.hazards.choices import Level, Mode, Status
from anlan.subjects.hazards.models.criteria import MajorCriteria
from anlan.subjects.hazards.models.inspecting import Inspection


class HazardGroup(Record):
    """The same hazard at many places: what its hazards have in common and who leads their removal."""

    number = models.CharField(_("归并编号"), max_length=24, unique=True, editable=False)
    name = models.CharField(_("同类隐患名称"), max_length=120)
    content = models.TextField(_("共性问题"), blank=True)
    measure = models.TextField(_("统一治理要求"), blank=True)
    raised_on = models.DateField(_("归并日期"))
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("牵头单位")
    )
    place = PlaceField(_("范围"))
    line = LineField(_("监管条线"), null=True, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("同类隐患")
        indexes = [
            models.Index(fields=["raised_on", "id"]),
            models.Index(fields=["place", "raised_on"]),
        ]

    def __str__(self) -> str:
        return self.name


class Hazard(Record, Located):
    """One hazard, from the moment it is registered until it is closed.

    ``unit`` is the responsible unit as written where it is not in the enterprise ledger. ``funds`` are 万元.
    """

    number = models.CharField(_("隐患编号"), max_length=24, unique=True, editable=False)
    content = models.CharField(_("隐患内容"), max_length=1000)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, verbose_name=_("所在企业")
    )
    unit = models.CharField(_("责任单位"), max_length=120, blank=True)
    location = models.CharField(_("隐患部位"), max_length=200, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("监管条线"), null=True, blank=True)
    category = TermField("hazard-category", verbose_name=_("隐患类别"), null=True, blank=True)
    consequence = TermField("accident-type", verbose_name=_("可能导致的事故"), null=True, blank=True)
    level = models.CharField(_("隐患级别"), max_length=8, choices=Level.choices, default=Level.GENERAL)
    criteria = models.ForeignKey(
        MajorCriteria, models.PROTECT, null=True, blank=True, related_name="hazards", verbose_name=_("判定条款")
    )
    basis = models.CharField(_("判定依据"), max_length=300, blank=True)
    source = TermField("hazard-source", verbose_name=_("隐患来源"), null=True, blank=True)
    mode = models.CharField(_("整改方式"), max_length=12, choices=Mode.choices, default=Mode.DEADLINE)
    found_on = models.DateField(_("发现日期"))
    finder = models.CharField(_("排查人"), max_length=120, blank=True)
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="hazards", verbose_name=_("检查记录")
    )
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所属行动")
    )
    campaigns = models.ManyToManyField(
        "campaigns.Campaign", blank=True, related_name="hazards", verbose_name=_("另行计入行动")
    )
    group = models.ForeignKey(
        HazardGroup, models.PROTECT, null=True, blank=True, related_name="hazards", verbose_name=_("同类隐患")
    )
    measure = models.TextField(_("整改措施"), blank=True)
    funds = models.DecimalField(_("整改资金（万元）"), max_digits=12, decimal_places=4, null=True, blank=True)
    due_on = models.DateField(_("整改期限"), null=True, blank=True)
    person = models.CharField(_("整改责任人"), max_length=40, blank=True)
    phone = models.CharField(_("责任人电话"), max_length=30, blank=True)
    contingency = models.TextField(_("应急预案与防范措施"), blank=True)
    planned_on = models.DateField(_("五落实日期"), null=True, blank=True, editable=False)
    outcome = models.TextField(_("整改结果"), blank=True, editable=False)
    rectified_on = models.DateField(_("整改完成日期"), null=True, blank=True)
    rectified_at_entry = models.BooleanField(_("登记时已整改"), default=False)
    submitted_on = models.DateField(_("报请复查日期"), null=True, blank=True, editable=False)
    review_due_on = models.DateField(_("复查期限"), null=True, blank=True, editable=False)
    passed_on = models.DateField(_("复查合格日期"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("销号日期"), null=True, blank=True, editable=False)
    returned = models.PositiveSmallIntegerField(_("退回次数"), default=0, editable=False)
    reopened = models.PositiveSmallIntegerField(_("重新打开次数"), default=0, editable=False)
    reopened_on = models.DateField(_("重新打开日期"), null=True, blank=True, editable=False)
    handed_on = models.DateField(_("移送执法日期"), null=True, blank=True, editable=False)
    handed_reason = models.CharField(_("移送理由"), max_length=500, blank=True, editable=False)
    told_on = models.DateField(_("向从业人员通报日期"), null=True, blank=True)
    reported_on = models.DateField(_("重大隐患双报告日期"), null=True, blank=True)
    extension_asked = models.BooleanField(_("延期待批"), default=False, editable=False)
    lowering_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", db_index=False,
        verbose_name=_("降级申请人（待批）"),
    )  # fmt: skip
    status = models.CharField(_("状态"), max_length=12, choices=Status.choices, default=Status.FOUND, editable=False)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = _("事故隐患")
        verbose_name_plural = _("事故隐患")
        indexes = [
            models.Index(  # by day, and all that figures of a period ask of a hazard, without the rows
                fields=[
                    "found_on",
                    "id",
                    "mode",
                    "status",
                    "level",
                    "rectified_on",
                    "due_on",
                    "place",
                    "campaign",
                    "inspection",
                    "funds",
                ],
                name="hazard_figures",
            ),
            models.Index(fields=["status", "found_on", "id"]),
            models.Index(fields=["status", "due_on", "id"]),
            models.Index(fields=["place", "found_on", "id"]),
            models.Index(fields=["level", "id"]),
            models.Index(fields=["mode", "found_on", "id"]),
            models.Index(fields=["due_on", "id"]),
            # A town's list by state, and all counts of it, are answered by this index alone, without the rows.
            models.Index(
                fields=["place", "status", "due_on", "level", "extension_asked", "found_on", "review_due_on"],
                name="hazard_scope",
            ),
            models.Index(fields=["status", "review_due_on"], name="hazard_review"),
            models.Index(fields=["handed_on", "id"], condition=models.Q(handed_on__isnull=False), name="hazard_handed"),
            models.Index(fields=["status"], condition=models.Q(extension_asked=True), name="hazard_extension"),
            models.Index(fields=["lowering_by"], condition=models.Q(lowering_by__isnull=False), name="hazard_lowering"),
            tile_index("status", "hazard_tile", "place"),
            tile_index("status", "hazard_past", "place", "found_on", "updated_at"),  # the tiles of a past moment
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.content[:40]}"


class Extension(models.Model):
    """A request for more time: who asked and why, and what was decided."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="extensions", verbose_name=_("隐患"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    asked_at = models.DateTimeField(_("申请时间"))
    reason = models.CharField(_("申请理由"), max_length=500)
    old_due_on = models.DateField(_("原期限"), null=True)
    new_due_on = models.DateField(_("申请期限"))
    granted = models.BooleanField(_("是否同意"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    decided_at = models.DateTimeField(_("审批时间"), null=True)
    opinion = models.CharField(_("审批意见"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("延期申请")
        verbose_name_plural = _("延期申请")

    def __str__(self) -> str:
        return f"{self.hazard_id} → {self.new_due_on}"


class Lowering(models.Model):
    """A major hazard proposed to be a general one: by whom and why, and what somebody else decided."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="lowerings", verbose_name=_("隐患"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    asked_at = models.DateTimeField(_("申请时间"))
    reason = models.CharField(_("降级理由"), max_length=500)
    granted = models.BooleanField(_("是否同意"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    decided_at = models.DateTimeField(_("审批时间"), null=True)
    opinion = models.CharField(_("审批意见"), max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("重大隐患降级")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | models.Q(granted=False)
                | ~models.Q(decided_by=models.F("asked_by")),
                name="lowering_by_two",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hazard_id} {self.reason[:40]}"
