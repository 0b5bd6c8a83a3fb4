"""Registers the accidents subject and, when the program is ready, its ledgers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccidentsConfig(AppConfig):
    """事故."""

    name = "anlan.subjects.accidents"
    label = "accidents"
    verbose_name = _("事故")

    def ready(self) -> None:
        import_module("anlan.subjects.accidents.ledgers")
        from anlan.kit.pages.extra import add_page

        add_page(_("安全监管"), _("事故双下降监测"), "accident-monitor", "accident.view")
