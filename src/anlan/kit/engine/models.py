"""What the engine remembers: leases, the last run of each part, and which engines are alive. Knows no part by name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lease(models.Model):
    """A right to work, for a while. Each new holder gets a higher version, so a holder that overslept is noticed."""

    name = models.CharField(_("名称"), max_length=80, unique=True)
    holder = models.CharField(_("持有者"), max_length=120, blank=True)
    version = models.PositiveBigIntegerField(_("版本"), default=0)
    until_at = models.DateTimeField(_("有效至"))

    class Meta:
        verbose_name = verbose_name_plural = _("后台租约")

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


class PartRun(models.Model):
    """One row a part: when it is due next, and how its last run went."""

    name = models.CharField(_("任务"), max_length=60, unique=True)
    due_at = models.DateTimeField(_("下次运行"))
    started_at = models.DateTimeField(_("上次开始"), null=True, blank=True)
    ended_at = models.DateTimeField(_("上次结束"), null=True, blank=True)
    ok = models.BooleanField(_("成功"), null=True)
    error = models.TextField(_("错误"), blank=True)
    lag_seconds = models.FloatField(_("延迟（秒）"), default=0)
    runs = models.PositiveBigIntegerField(_("运行次数"), default=0)
    failures = models.PositiveIntegerField(_("连续失败次数"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("后台任务运行情况")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Heartbeat(models.Model):
    """One row an engine process."""

    holder = models.CharField(_("引擎进程"), max_length=120, unique=True)
    started_at = models.DateTimeField(_("启动时间"))
    seen_at = models.DateTimeField(_("最近心跳"))

    class Meta:
        verbose_name = verbose_name_plural = _("引擎心跳")

    def __str__(self) -> str:
        return self.holder


class SelfAudit(models.Model):
    """One look of the engine at itself: what did not hold, and whether the address outside heard of it."""

    at = models.DateTimeField(_("时间"))
    ok = models.BooleanField(_("正常"))
    findings = models.JSONField(_("发现"), default=list)
    told = models.BooleanField(_("已报心跳"), null=True)
    trouble = models.CharField(_("心跳失败原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("自检结果")
        indexes = [models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {'ok' if self.ok else len(self.findings)}"
