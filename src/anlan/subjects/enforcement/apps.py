"""Registers the enforcement subject and, when the program is ready, its ledgers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnforcementConfig(AppConfig):
    """执法."""

    name = "anlan.subjects.enforcement"
    label = "enforcement"
    verbose_name = _("执法")

    def ready(self) -> None:
        import_module("anlan.subjects.enforcement.ledgers")
