"""The fixed choices of campaigns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where a campaign stands."""

    PLANNED = "planned", _("未开始")
    RUNNING = "running", _("进行中")
    ENDED = "ended", _("已结束")
