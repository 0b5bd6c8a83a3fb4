"""Registers the web application and the ledgers of base data, which have pages but no subject."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """页面."""

    name = "anlan.web"
    label = "web"
    verbose_name = _("页面")

    def ready(self) -> None:
        import_module("anlan.web.ledgers")
        import_module("anlan.web.notices.ledgers")
        import_module("anlan.web.notices.menu")
