"""Fixed choices of the enterprises subject: those that law or national standards fix, nothing local."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Risk(TextChoices):
    """Four risk colours (国务院安委办〔2016〕11号): red is the highest."""

    RED = "red", _("红")
    ORANGE = "orange", _("橙")
    YELLOW = "yellow", _("黄")
    BLUE = "blue", _("蓝")


class Size(TextChoices):
    """Size by the national statistical division (大中小微)."""

    LARGE = "large", _("大型")
    MEDIUM = "medium", _("中型")
    SMALL = "small", _("小型")
    MICRO = "micro", _("微型")


class Operation(TextChoices):
    """Is the enterprise at work?"""

    OPEN = "open", _("在产")
    STOPPED = "stopped", _("停产")
    CLOSED = "closed", _("关闭")
