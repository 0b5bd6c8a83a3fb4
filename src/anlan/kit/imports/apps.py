"""Registers the imports application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    """Stored import sessions; the engine finds its part in ``tasks``."""

    name = "anlan.kit.imports"
    label = "imports"
    verbose_name = _("导入")
