"""States of incident information and of call-outs, and the choices that law fixes."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """How far the information about an incident has come."""

    RECEIVED = "received", _("已接报")
    VERIFIED = "verified", _("已核实")
    REPORTED = "reported", _("已初报")
    FOLLOWED = "followed", _("续报中")
    CLOSED = "closed", _("已终报")
    DISMISSED = "dismissed", _("不属实")


RUNNING = (Status.RECEIVED, Status.VERIFIED, Status.REPORTED, Status.FOLLOWED)
UNREPORTED = (Status.RECEIVED, Status.VERIFIED)


class EventLevel(IntegerChoices):
    """事件级别 (突发事件应对法 第三条); neither a warning's level nor a response's."""

    EXTREME = 1, _("特别重大")
    MAJOR = 2, _("重大")
    LARGER = 3, _("较大")
    GENERAL = 4, _("一般")


class ReportKind(TextChoices):
    PHONE = "phone", _("电话报告")
    FIRST = "first", _("初报")
    FOLLOW = "follow", _("续报")
    FINAL = "final", _("终报")


class Way(TextChoices):
    """How a report reached its recipient."""

    PHONE = "phone", _("电话")
    NETWORK = "network", _("网络直报")
    FAX = "fax", _("传真")
    PAPER = "paper", _("纸质送达")
    MESSAGE = "message", _("短信")


class CalloutStatus(TextChoices):
    """``PREPARED`` is written but not sent."""

    PREPARED = "prepared", _("待发起")
    RUNNING = "running", _("叫应中")
    ENDED = "ended", _("已结束")
    CANCELLED = "cancelled", _("已取消")
