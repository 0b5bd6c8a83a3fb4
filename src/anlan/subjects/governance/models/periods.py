"""Key periods (重要时段): holidays, great events and guard periods in which duty is stronger. It knows no duty post."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.envelope import Record
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField


class KeyPeriod(Record):
    """From ``begins_at`` to ``ends_at`` these rules hold in the place and below it; nothing else switches them.

    ``on_duty_parts`` of ``of_parts`` are on duty, the others rest on standby; 0 leaves the usual strength.
    """

    name = models.CharField(_("时段名称"), max_length=80)
    kind = TermField("key-period-kind", verbose_name=_("类别"), null=True, blank=True)
    place = PlaceField(_("适用范围"))
    line = LineField(_("条线"), null=True, blank=True)
    begins_at = models.DateTimeField(_("开始时间"))
    ends_at = models.DateTimeField(_("结束时间"))
    on_duty_parts = models.PositiveSmallIntegerField(_("在岗份数"), default=2, help_text=_("2/3 值班、1/3 备勤填 2。"))
    of_parts = models.PositiveSmallIntegerField(_("总份数"), default=3, help_text=_("2/3 值班、1/3 备勤填 3。"))
    leave_cancelled = models.BooleanField(_("取消休假"), default=True)
    daily_report = models.BooleanField(_("实行日报告"), default=True)
    checks_a_day = models.PositiveSmallIntegerField(_("每日抽查次数"), default=2)
    requirement = models.TextField(_("工作要求"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("重要时段")
        indexes = [
            models.Index(fields=["begins_at", "id"]),
            models.Index(fields=["ends_at"]),
            models.Index(fields=["place", "begins_at"]),
        ]

    def __str__(self) -> str:
        return self.name
