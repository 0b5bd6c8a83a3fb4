"""Registers the governance subject and, when the program is ready, its ledgers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    """责任与督办."""

    name = "anlan.subjects.governance"
    label = "governance"
    verbose_name = _("责任与督办")

    def ready(self) -> None:
        import_module("anlan.subjects.governance.ledgers")
