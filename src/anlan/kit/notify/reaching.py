"""How people are reached: their own order of channels, quiet hours, and what is known of each number."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.kit.notify.choices import Order, Urgency


class Preference(models.Model):
    """In what order one person wants to be called for notices of one level."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="preferences", verbose_name=_("人员"))
    urgency = models.PositiveSmallIntegerField(_("紧急程度"), choices=Urgency.choices)
    channels = models.CharField(_("通道顺序"), max_length=30, choices=Order.choices, default=Order.SMS_VOICE)

    class Meta:
        verbose_name = verbose_name_plural = _("个人通道顺序")
        constraints = [models.UniqueConstraint(fields=["person", "urgency"], name="preference_person_urgency")]
        indexes = [models.Index(fields=["urgency", "person"])]

    def __str__(self) -> str:
        return f"{self.person_id} {self.urgency}"


class QuietHours(models.Model):
    """What the bureau has set for notices of one level: when telephones stay silent (what falls into it is sent at its
    end), and the order of channels for whoever has chosen none."""

    urgency = models.PositiveSmallIntegerField(_("紧急程度"), choices=Urgency.choices, unique=True)
    from_time = models.TimeField(_("开始"))
    to_time = models.TimeField(_("结束"))
    active = models.BooleanField(_("启用"), default=True)
    channels = models.CharField(_("默认通道顺序"), max_length=60, choices=Order.choices, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("免打扰时段")

    def __str__(self) -> str:
        return f"{self.get_urgency_display()} {self.from_time:%H:%M}–{self.to_time:%H:%M}"


class Contact(models.Model):
    """What is known of a number: when it last answered, whether messages to it fail, whether it asked for silence."""

    address = models.CharField(_("号码"), max_length=200, unique=True)
    verified_at = models.DateTimeField(_("最近由本人回复"), null=True)
    delivered_at = models.DateTimeField(_("最近送达"), null=True)
    failed_at = models.DateTimeField(_("最近失败"), null=True)
    failures = models.PositiveIntegerField(_("连续失败"), default=0)
    stopped_at = models.DateTimeField(_("退订时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("联系方式状况")
        indexes = [
            models.Index(fields=["failed_at"], condition=models.Q(failures__gt=0), name="contact_failing"),
            models.Index(fields=["stopped_at"]),
        ]

    def __str__(self) -> str:
        return self.address


class EarlyReceipt(models.Model):
    """A status report that came before its message was recorded as sent, or belongs to none of ours."""

    provider_id = models.CharField(_("网关编号"), max_length=80)
    state = models.CharField(_("状态"), max_length=10)
    at = models.DateTimeField(_("时间"))
    error = models.CharField(_("原因"), max_length=300, blank=True)
    kept_at = models.DateTimeField(_("收到时间"), default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = _("未配对的状态报告")
        indexes = [models.Index(fields=["kept_at"]), models.Index(fields=["provider_id"])]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.state}"


class Guess(models.Model):
    """One try at a link that does not exist."""

    address = models.CharField(_("来源地址"), max_length=60)
    at = models.DateTimeField(_("时间"), default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = _("错误链接尝试")
        indexes = [models.Index(fields=["address", "at"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return self.address
