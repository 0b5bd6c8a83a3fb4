"""History's start: its ledger, its pages, the guard of its files, and where figures of earlier years are read from."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    """往年数字。"""

    name = "anlan.reports.history"
    label = "history"
    verbose_name = _("往年数字")

    def ready(self) -> None:
        """Register what others ask for."""
        import_module("anlan.reports.history.ledgers")
        from anlan.kit.files import guards
        from anlan.kit.pages.extra import add_page
        from anlan.kit.records import writing
        from anlan.reports.figures import registry

        guarding = import_module("anlan.reports.history.guarding")
        queries = import_module("anlan.reports.history.queries")
        models = import_module("anlan.reports.history.models")
        services = import_module("anlan.reports.history.services")
        writing.on_written(models.PastFigure, services.hold_confirmed)
        registry.past_from(queries.past_values, queries.known_times)
        guards.register(guarding.may_read)
        add_page(_("统计报告"), _("读取往年报告"), "history", "past-figure.view")
