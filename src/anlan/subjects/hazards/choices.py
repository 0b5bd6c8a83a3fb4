"""States of rectification and the choices that law fixes; everything local is dictionary data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Where a hazard stands in its closed loop."""

    FOUND = "found", _("已登记")
    ORDERED = "ordered", _("待整改")
    RECTIFYING = "rectifying", _("整改中")
    REVIEWING = "reviewing", _("待复查")
    PASSED = "passed", _("待销号")
    CLOSED = "closed", _("已销号")


OPEN = (Status.FOUND, Status.ORDERED, Status.RECTIFYING)  # the clock of rectification runs in these


class Level(TextChoices):
    """一般 or 重大 (安全生产事故隐患排查治理暂行规定 第三条)."""

    GENERAL = "general", _("一般")
    MAJOR = "major", _("重大")


class Mode(TextChoices):
    """How rectification is demanded."""

    ON_THE_SPOT = "on_the_spot", _("立行立改")
    DEADLINE = "deadline", _("限期整改")


VERIFIED = (Status.PASSED, Status.CLOSED)  # rectified, and the re-inspection has said so


class Side(TextChoices):
    """Whose clock runs, or has run out."""

    FIRM = "firm", _("整改")
    BUREAU = "bureau", _("复查")


class Needed(TextChoices):
    """Photographs without which nobody can ask for re-inspection."""

    NONE = "none", _("不要求")
    AFTER = "after", _("整改后")
    BOTH = "both", _("整改前和整改后")


class Receiver(TextChoices):
    """Who can be told of lateness: roles over the hazard's territory, and the firm itself."""

    ENTERPRISE = "enterprise", _("企业")
    VILLAGE = "village", _("村社网格")
    TOWNSHIP = "township", _("乡镇街道")
    ENFORCEMENT = "enforcement", _("执法大队")
    SAFETY_OFFICE = "safety_office", _("安委办")
    LEADER = "leader", _("局领导")


class StopScope(TextChoices):
    """How much of a firm stands still."""

    WHOLE = "whole", _("全部")
    PART = "part", _("局部")


class Stop(TextChoices):
    """Where an order to stop work stands."""

    STOPPED = "stopped", _("停产停业中")
    ASKED = "asked", _("申请恢复")
    RESUMED = "resumed", _("已恢复")
