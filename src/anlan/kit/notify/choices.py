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
    BUNDLED = "bundled", _("并入他条")  # shares the fate of the delivery it was put into


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


class Order(models.TextChoices):
    """In what order the kinds of channel are tried: one entry an attempt, several at once joined by a plus."""

    SMS = "sms", _("只发短信")
    SMS_VOICE = "sms,voice", _("先短信，再电话")
    VOICE_SMS = "voice,sms", _("先电话，再短信")
    BOTH = "sms+voice", _("短信电话同时")
    INAPP = "inapp", _("只在站内")
    EMAIL = "email", _("只发邮件")
    SMS_EMAIL = "sms+email", _("短信邮件同时")


COUNTING = frozenset({Word.UNDERSTOOD, Word.ON_THE_WAY, Word.ARRIVED, Word.NEED_HELP})
"""What stops a notice that waits for the first answer: somebody has it in hand."""

COMING = frozenset({Word.UNDERSTOOD, Word.ON_THE_WAY, Word.ARRIVED})
"""What counts towards a number of people."""

ANSWERS = (Word.UNDERSTOOD, Word.ON_THE_WAY, Word.ARRIVED, Word.NEED_HELP, Word.UNABLE)
"""What a notice may offer as its answers."""


class EventKind(models.TextChoices):
    """A line of a notice's timeline."""

    STARTED = "started", _("发起")
    STEP = "step", _("叫应")
    REPEATED = "repeated", _("重复叫应")
    ROUND = "round", _("重新一轮")
    NOBODY = "nobody", _("无人可叫，已跳过")
    SKIPPED = "skipped", _("都已答复，已跳过")
    DEPUTY = "deputy", _("由代理人接替")
    BY_HAND = "by_hand", _("人工叫应")
    HANDED_OVER = "handed_over", _("转交")
    ESCALATED = "escalated", _("提前上报")
    REMINDED = "reminded", _("再次提醒")
    RESENT = "resent", _("重新发送")
    ACTED = "acted", _("已有行动")
    ENDED = "ended", _("结束")


class Door(models.TextChoices):
    """Where an answer came in."""

    LINK = "link", _("链接")
    SMS = "sms", _("短信")
    VOICE = "voice", _("语音按键")
    APP = "app", _("站内")
    BOARD = "board", _("值班代录")
