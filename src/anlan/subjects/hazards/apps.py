"""Registers the hazards subject and, when the program is ready, its ledgers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HazardsConfig(AppConfig):
    """隐患治理."""

    name = "anlan.subjects.hazards"
    label = "hazards"
    verbose_name = _("隐患治理")

    def ready(self) -> None:
        import_module("anlan.subjects.hazards.ledgers")
        import_module("anlan.subjects.hazards.boarding").register()
        import_module("anlan.subjects.hazards.inspection_boards").register()
        from anlan.kit.pages.extra import add_page

        add_page(_("安全监管"), _("从 Excel 建检查表"), "checklist-book", "checklist.add")
