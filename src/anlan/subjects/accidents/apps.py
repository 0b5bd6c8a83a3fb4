"""Registers the accidents subject and, when the program is ready, its ledgers."""

from collections.abc import Callable
from importlib import import_module

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class AccidentsConfig(AppConfig):
    """事故."""

    name = "anlan.subjects.accidents"
    label = "accidents"
    verbose_name = _("事故")

    def ready(self) -> None:
        import_module("anlan.subjects.accidents.ledgers")
        from anlan.base.dictionaries import shipped
        from anlan.kit.pages.extra import Onward, add_page, lead_on
        from anlan.kit.records import writing

        models = import_module("anlan.subjects.accidents.models")
        services = import_module("anlan.subjects.accidents.services")
        writing.on_written(models.Accident, services.keep_changes)
        shipped.ship(import_module("anlan.subjects.accidents.standards").dictionaries)
        for title, icon, code in ((_("警示教育"), "school", "lesson"), (_("约谈"), "headset", "interview")):
            lead_on(("accident",), Onward(title, icon, f"{code}.add", _address(code)))
        add_page(_("安全监管"), _("事故双下降监测"), "accident-monitor", "accident.view")


def _address(code: str) -> Callable[[str, int], str]:
    return lambda ledger, pk: reverse("governance-about", args=[code, ledger, pk])
