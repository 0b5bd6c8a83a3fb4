"""Registers the warnings subject and, when the program is ready, its ledgers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WarningsConfig(AppConfig):
    """预警."""

    name = "anlan.subjects.warnings"
    label = "warnings"
    verbose_name = _("预警")

    def ready(self) -> None:
        import_module("anlan.subjects.warnings.ledgers")
