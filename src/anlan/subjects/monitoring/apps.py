"""Registers the monitoring subject and, when the program is ready, its ledgers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    """监测."""

    name = "anlan.subjects.monitoring"
    label = "monitoring"
    verbose_name = _("监测")

    def ready(self) -> None:
        import_module("anlan.subjects.monitoring.ledgers")
