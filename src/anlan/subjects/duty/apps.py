"""Registers the duty subject and, when the program is ready, its ledgers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DutyConfig(AppConfig):
    """值班."""

    name = "anlan.subjects.duty"
    label = "duty"
    verbose_name = _("值班")

    def ready(self) -> None:
        import_module("anlan.subjects.duty.ledgers")
