"""The bureau's own report templates, and reports with the figures that were frozen in them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.people.fields import LineField
from anlan.base.periods import Period, PeriodKind
from anlan.base.places.fields import PlaceField
from anlan.kit.records.models import Record
from anlan.reports.papers import outlines
from anlan.reports.papers.choices import ReportStatus


class ReportTemplate(Record):
    """A template of the bureau's own: a Word file with tags, or an outline in plain text set by GB/T 9704."""

    name = models.CharField(_("模板名称"), max_length=120, unique=True)
    rhythm = models.CharField(_("周期"), max_length=8, choices=PeriodKind.choices, default=PeriodKind.YEAR)
    description = models.CharField(_("用途说明"), max_length=300, blank=True)
    outline = models.TextField(
        _("提纲"),
        blank=True,
        help_text=_("没有 Word 模板时按此生成：一行一段，“一、”“（一）”“1.”开头的是标题。上传了 Word 模板的不用填。"),
    )
    place = PlaceField(_("属地"))
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("报告模板")
        indexes = [models.Index(fields=["rhythm", "name"]), models.Index(fields=["place", "name"])]

    def __str__(self) -> str:
        return self.name


class Report(Record):
    """One report. ``content`` holds, once frozen, the text, every figure with its definition, and the tables."""

    title = models.CharField(_("标题"), max_length=160, blank=True, help_text=_("不填则按模板和时段自动命名。"))
    outline = models.CharField(
        _("系统提纲"), max_length=40, blank=True, choices=outlines.choices, help_text=_("与“本局模板”选填一个。")
    )
    template = models.ForeignKey(
        ReportTemplate, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("本局模板")
    )
    period = models.CharField(
        _("时段"), max_length=24, help_text=_("如 2026、2026年上半年、2026Q3、2026-11、2026-W47、2026-11-22。")
    )
    begins_on = models.DateField(_("统计起日"), null=True, editable=False)
    ends_on = models.DateField(_("统计止日"), null=True, editable=False)
    place = PlaceField(_("属地"), help_text=_("选乡镇的，全部数字只统计该乡镇。"))
    line = LineField(_("条线"), null=True, blank=True)
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("专项")
    )
    event = models.ForeignKey(
        "incidents.Incident", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("事件")
    )
    status = models.CharField(
        _("状态"), max_length=8, choices=ReportStatus.choices, default=ReportStatus.DRAFT, editable=False
    )
    content = models.JSONField(_("冻结的内容"), default=dict, editable=False)
    frozen_at = models.DateTimeField(_("冻结时间"), null=True, blank=True, editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("冻结人"),
    )
    note = models.CharField(_("备注"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("报告")
        indexes = [
            models.Index(fields=["ends_on", "id"]),
            models.Index(fields=["status", "ends_on"]),
            models.Index(fields=["place", "ends_on"]),
            models.Index(fields=["template", "ends_on"]),
            models.Index(fields=["outline", "ends_on"]),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        try:
            stretch = self.stretch
        except ValueError:  # told at its field
            return
        self.begins_on, self.ends_on = stretch.first, stretch.last

    @property
    def stretch(self) -> Period:
        """Its period."""
        return Period.parse(self.period)

    @property
    def frozen(self) -> bool:
        """Are its figures kept, never to be counted again?"""
        return self.status == ReportStatus.FROZEN
