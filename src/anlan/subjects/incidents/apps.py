"""Registers the incidents subject and, when the program is ready, its ledgers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncidentsConfig(AppConfig):
    """应急处置."""

    name = "anlan.subjects.incidents"
    label = "incidents"
    verbose_name = _("应急处置")

    def ready(self) -> None:
        import_module("anlan.subjects.incidents.ledgers")
