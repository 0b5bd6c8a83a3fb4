"""Old reports with their text, and the figures of earlier years taken from them, imported or entered by hand."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.envelope import Record
from anlan.base.places.fields import PlaceField
from anlan.reports.history.choices import FigureStatus

PERSON = settings.AUTH_USER_MODEL


class OldReport(models.Model):
    """The text of one report as it was read; its figures point into it by position. The file, where one came, hangs
    on it as an attachment of the kind ``old-report``."""

    title = models.CharField(_("报告名称"), max_length=120)
    year = models.PositiveIntegerField(
        _("年度"), null=True, blank=True, validators=[MinValueValidator(1949), MaxValueValidator(2199)]
    )
    place = PlaceField(_("属地"))
    text = models.TextField(_("全文"))
    read_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("读取人"))
    read_at = models.DateTimeField(_("读取时间"), default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = _("往年报告")
        indexes = [models.Index(fields=["place", "id"])]

    def __str__(self) -> str:
        return self.title


class PastFigure(Record):
    """One figure of an earlier period. ``indicator`` is an indicator's code; empty where the catalogue has none."""

    name = models.CharField(_("指标名称"), max_length=120)
    indicator = models.CharField(
        _("对应指标"), max_length=80, blank=True, help_text=_("填指标的编码或名称；没有对应的不填。")
    )
    value = models.DecimalField(_("数值"), max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    from_on = models.DateField(_("起始日期"))
    to_on = models.DateField(_("截止日期"))
    place = PlaceField(_("属地"))
    campaign = models.CharField(_("专项行动"), max_length=120, blank=True)
    source = models.CharField(_("来源文件"), max_length=150, blank=True)
    sentence = models.TextField(_("原文"), blank=True)
    approximate = models.CharField(_("约数"), max_length=20, blank=True)
    bound = models.CharField(_("上下限"), max_length=20, blank=True)
    report = models.ForeignKey(
        OldReport, models.PROTECT, null=True, editable=False, related_name="figures", verbose_name=_("往年报告")
    )
    section = models.CharField(_("章节"), max_length=200, blank=True, editable=False)
    starts = models.PositiveIntegerField(_("起始位置"), null=True, editable=False)
    ends = models.PositiveIntegerField(_("结束位置"), null=True, editable=False)
    status = models.CharField(
        _("状态"), max_length=10, choices=FigureStatus.choices, default=FigureStatus.PROPOSED, editable=False
    )
    confirmed_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("确认人")
    )
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("往年数字")
        indexes = [
            models.Index(fields=["indicator", "from_on", "to_on"]),
            models.Index(fields=["report", "starts"]),
            models.Index(fields=["from_on", "id"]),
            models.Index(fields=["place", "from_on", "id"]),
            models.Index(fields=["status", "from_on", "id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "from_on", "to_on", "place", "campaign"],
                condition=Q(status="confirmed") & ~Q(indicator=""),
                name="one_confirmed_figure",
            )
        ]

    def __str__(self) -> str:
        return self.name
