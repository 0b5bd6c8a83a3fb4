"""The Django application ``engine``; start-up wiring only."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EngineConfig(AppConfig):
    name = "anlan.kit.engine"
    label = "engine"
    verbose_name = _("后台引擎")
