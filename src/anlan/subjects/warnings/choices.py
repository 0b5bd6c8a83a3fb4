"""States, colours and doors of warnings; kinds are dictionary data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Where a warning stands."""

    DRAFT = "draft", _("草稿")
    REVIEW = "review", _("待审批")
    APPROVED = "approved", _("待发布")
    ISSUED = "issued", _("生效中")
    REPLACED = "replaced", _("已被更新")
    LIFTED = "lifted", _("已解除")
    EXPIRED = "expired", _("已过期")
    WITHDRAWN = "withdrawn", _("已作废")


class Level(TextChoices):
    """四色 (突发事件应对法: 红、橙、黄、蓝)."""

    RED = "red", _("红色")
    ORANGE = "orange", _("橙色")
    YELLOW = "yellow", _("黄色")
    BLUE = "blue", _("蓝色")


class Origin(TextChoices):
    """Ours, or received from somebody else."""

    OWN = "own", _("本级发布")
    RECEIVED = "received", _("接收")


class MessageKind(TextChoices):
    """What a message does, in CAP's words."""

    ALERT = "Alert", _("首发")
    UPDATE = "Update", _("更新")
    CANCEL = "Cancel", _("解除")


class Door(TextChoices):
    """How a message came in."""

    FILE = "file", _("上传文件")
    HTTP = "http", _("接口推送")
    FEED = "feed", _("订阅源")
    TEXT = "text", _("文本录入")


class Verdict(TextChoices):
    """What became of a message that came in."""

    ACCEPTED = "accepted", _("已接收")
    REMARKS = "remarks", _("接收，有疑点")
    REFUSED = "refused", _("拒收")


class Act(TextChoices):
    """What a template is for."""

    ISSUE = "issue", _("发布")
    UPDATE = "update", _("更新")
    LIFT = "lift", _("解除")


class Online(TextChoices):
    """Whether a terminal can be heard."""

    ONLINE = "online", _("在线")
    OFFLINE = "offline", _("离线")
    FAULTY = "faulty", _("故障")
