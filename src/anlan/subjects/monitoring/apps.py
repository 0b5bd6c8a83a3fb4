"""Registers the monitoring subject and, when the program is ready, its ledgers, pages and what answers mean."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    """监测."""

    name = "anlan.subjects.monitoring"
    label = "monitoring"
    verbose_name = _("监测")

    def ready(self) -> None:
        from anlan.kit.notify import hooks
        from anlan.kit.pages.extra import add_page

        import_module("anlan.subjects.monitoring.happenings")
        import_module("anlan.subjects.monitoring.ledgers")
        answering = import_module("anlan.subjects.monitoring.answering")
        hooks.on_answer("alarm", answering.heard)
        add_page(_("监测预警"), _("设备运行"), "monitoring-health", "device.view")
