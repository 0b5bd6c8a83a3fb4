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
