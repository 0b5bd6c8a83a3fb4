"""What is remembered of each channel besides its set-up: its pace, its minutes, its checks. It knows no notice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base import clock


class Pace(models.Model):
    """How many messages the channel may hand over at once: a bucket that fills at its rate, shared by all processes."""

    channel = models.OneToOneField("notify.Channel", models.CASCADE, related_name="pace", verbose_name=_("通道"))
    allowance = models.FloatField(_("可发条数"), default=0)
    at = models.DateTimeField(_("计算时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("通道配速")

    def __str__(self) -> str:
        return f"{self.channel_id} {self.allowance:.1f}"


class ChannelMinute(models.Model):
    """What one channel did in one minute. ``slow`` counts those that took longer than the channel's limit."""

    channel = models.ForeignKey("notify.Channel", models.CASCADE, related_name="minutes", verbose_name=_("通道"))
    at = models.DateTimeField(_("分钟"))
    sent = models.PositiveIntegerField(_("已发"), default=0)
    failed = models.PositiveIntegerField(_("失败"), default=0)
    slow = models.PositiveIntegerField(_("慢"), default=0)
    seconds = models.FloatField(_("用时合计（秒）"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("通道分钟统计")
        constraints = [models.UniqueConstraint(fields=["channel", "at"], name="channel_minute")]

    def __str__(self) -> str:
        return f"{self.channel_id} {self.at:%H:%M}"


class ChannelCheck(models.Model):
    """One look whether a channel works: by itself every few minutes, or by a message that somebody sent to try it."""

    class Kind(models.TextChoices):
        LINK = "link", _("线路检测")
        TRIAL = "trial", _("测试发送")

    channel = models.ForeignKey("notify.Channel", models.CASCADE, related_name="checks", verbose_name=_("通道"))
    kind = models.CharField(_("方式"), max_length=5, choices=Kind.choices)
    at = models.DateTimeField(_("时间"), default=clock.now)
    ok = models.BooleanField(_("正常"))
    seconds = models.FloatField(_("用时（秒）"), default=0)
    text = models.CharField(_("结果"), max_length=300, blank=True)
    address = models.CharField(_("测试号码"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("操作人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("通道检测")
        indexes = [models.Index(fields=["channel", "-id"], name="channel_check")]

    def __str__(self) -> str:
        return f"{self.channel_id} {self.at:%m-%d %H:%M}"


class ModemPiece(models.Model):
    """One part of a long message that came in over a modem and waits for the others."""

    channel = models.ForeignKey("notify.Channel", models.CASCADE, related_name="+", verbose_name=_("通道"))
    address = models.CharField(_("号码"), max_length=30)
    reference = models.PositiveIntegerField(_("参考号"))
    total = models.PositiveSmallIntegerField(_("总段数"))
    position = models.PositiveSmallIntegerField(_("第几段"))
    text = models.CharField(_("内容"), max_length=160)
    at = models.DateTimeField(_("时间"), default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = _("短信分段")
        constraints = [
            models.UniqueConstraint(fields=["channel", "address", "reference", "total", "position"], name="modem_piece")
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.position}/{self.total}"
