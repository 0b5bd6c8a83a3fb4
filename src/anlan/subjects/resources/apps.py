"""Registers the resources subject and, when the program is ready, its ledgers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    """应急资源."""

    name = "anlan.subjects.resources"
    label = "resources"
    verbose_name = _("应急资源")

    def ready(self) -> None:
        import_module("anlan.subjects.resources.ledgers")
