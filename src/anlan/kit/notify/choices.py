"""The words of notices: levels, rules of answering, states, kinds of channel, doors of an answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Urgency(models.IntegerChoices):
    """How urgent a notice is; the smaller goes first."""

    CRITICAL = 1, _("特急")
    URGENT = 2, _("紧急")
    NORMAL = 3, _("一般")
    LOW = 4, _("低")


class Rule(models.TextChoices):
    """Whose answer a notice waits for."""

    NONE = "none", _("不需回复")
    FIRST = "first", _("一人回复即可")
    EVERYONE = "everyone", _("人人都要回复")
    QUORUM = "quorum", _("限时内满人数")


class NoticeState(models.TextChoices):
    OPEN = "open", _("进行中")
    ANSWERED = "answered", _("已答复")
    EXHAUSTED = "exhausted", _("已叫完仍无答复")
    CANCELLED = "cancelled", _("已取消")
    EXPIRED = "expired", _("已过期")
    DONE = "done", _("已送完")


class DeliveryState(models.TextChoices):
    """``WAITING`` waits for its moment, ``TAKEN`` is being handed over, ``SENT`` was accepted by the gateway."""

    WAITING = "waiting", _("待发")
    TAKEN = "taken", _("发送中")
    SENT = "sent", _("已发")
    DELIVERED = "delivered", _("已送达")
    FAILED = "failed", _("发送失败")
    DROPPED = "dropped", _("不再发送")


class ChannelKind(models.TextChoices):
    CONSOLE = "console", _("演示手机")
    INAPP = "inapp", _("站内")
    SMS = "sms", _("短信")
    GSM = "gsm", _("短信猫")
    VOICE = "voice", _("语音电话")
    EMAIL = "email", _("邮件")
    WECOM = "wecom", _("企业微信群")
    DINGTALK = "dingtalk", _("钉钉群")
    FEISHU = "feishu", _("飞书群")
    WEBHOOK = "webhook", _("接口推送")
    BROADCAST = "broadcast", _("应急广播")


class Word(models.TextChoices):
    """What a person may answer; ``SEEN`` alone is no answer."""

    SEEN = "seen", _("已看到")
    UNDERSTOOD = "understood", _("明白")
    ON_THE_WAY = "on_the_way", _("已出发")
    ARRIVED = "arrived", _("已到位")
    NEED_HELP = "need_help", _("需要支援")
    UNABLE = "unable", _("无法到达")
    HANDED_OVER = "handed_over", _("已转交")
    ESCALATED = "escalated", _("请求上报")


class Door(models.TextChoices):
    """Where an answer came in."""

    LINK = "link", _("链接")
    SMS = "sms", _("短信")
    VOICE = "voice", _("语音按键")
    APP = "app", _("站内")
    BOARD = "board", _("值班代录")
