"""The choices of emergency resources that the law fixes; kinds of teams are dictionary data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Who keeps the team (三级队伍)."""

    COUNTY = "county", _("县级")
    TOWN = "town", _("乡镇级")
    VILLAGE = "village", _("村级")
