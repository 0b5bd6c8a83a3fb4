"""The pivot's start: its button on every list, and the cells that open."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PivotsConfig(AppConfig):
    """交叉统计."""

    name = "anlan.reports.pivots"
    label = "pivots"
    verbose_name = _("交叉统计")

    def ready(self) -> None:
        """Register what others ask for."""
        from anlan.kit.ledger import lists
        from anlan.kit.pages.extra import Beside, beside_list

        fields = import_module("anlan.reports.pivots.fields")
        lists.narrow_by(fields.PARAMETER, fields.narrowing)
        beside_list(Beside(_("交叉统计"), "table", lambda code, query: f"/pivot/{code}/?{query}"))
