"""Registers the application that makes the invented demonstration county."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """No tables of its own: it fills those of the others."""

    name = "anlan.demo"
    label = "demo"
    verbose_name = _("演示县")

    def ready(self) -> None:
        import_module("anlan.demo.checks")
