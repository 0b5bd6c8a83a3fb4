"""Registers the enterprises subject and, when the program is ready, its ledgers, pages and what it listens to."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnterprisesConfig(AppConfig):
    """监管对象."""

    name = "anlan.subjects.enterprises"
    label = "enterprises"
    verbose_name = _("监管对象")

    def ready(self) -> None:
        import_module("anlan.subjects.enterprises.ledgers")
        import_module("anlan.subjects.enterprises.services").listen()
