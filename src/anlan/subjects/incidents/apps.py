"""Registers the incidents subject and, when the program is ready, its ledgers and what notices tell it."""

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
        from anlan.kit.notify import hooks
        from anlan.kit.pages.extra import Onward, add_page, lead_on
        from anlan.subjects.incidents import calling
        from anlan.subjects.incidents.views.team import buttons

        add_page(_("应急处置"), _("发起叫应"), "callout-new", "callout.add")
        ways = Onward(_("叫应队伍"), "alarm", "callout.add", "/callouts/new?about={}&id={}".format)
        lead_on(("incident", "alarm", "warning"), ways)
        add_page(_("应急处置"), _("叫应看板"), "callout-latest", "callout.view")
        hooks.on_end(calling.TOPIC, calling.ended_by_itself)
        hooks.on_page(calling.TOPIC, buttons)
