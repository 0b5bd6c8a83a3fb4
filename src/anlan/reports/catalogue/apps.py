"""The catalogue's start: its entry in the menu, and the lists that open for a figure."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """指标目录。"""

    name = "anlan.reports.catalogue"
    label = "catalogue"
    verbose_name = _("指标目录")

    def ready(self) -> None:
        """Register what others ask for."""
        from anlan.kit.ledger import lists
        from anlan.kit.pages.extra import Beside, Onward, add_page, beside_list, lead_on
        from anlan.reports.figures import registry
        from anlan.reports.figures.addresses import PARAMETER

        import_module("anlan.reports.catalogue.ledgers")

        grants = import_module("anlan.reports.catalogue.grants")
        lists.narrow_by(PARAMETER, import_module("anlan.reports.catalogue.opening").narrowing)
        add_page(_("统计报告"), _("指标目录"), "indicators", grants.VIEW)
        own = import_module("anlan.reports.catalogue.own")
        registry.own_from(own.read)
        beside_list(Beside(_("存为指标"), "bookmark", own.address_to_make, "own-indicator.add"))
        shown = Onward(_("看数值"), "report-analytics", grants.VIEW, lambda _code, pk: f"/indicators/{own.PREFIX}{pk}/")
        lead_on(("own-indicator",), shown)
