"""Registers the resources subject and, when the program is ready, its ledgers and teams as those who can be called."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    """应急资源."""

    name = "anlan.subjects.resources"
    label = "resources"
    verbose_name = _("应急资源")

    def ready(self) -> None:
        from anlan.kit.notify import targets
        from anlan.subjects.resources import queries

        import_module("anlan.subjects.resources.ledgers")
        targets.register(targets.Kind("team", _("队伍"), queries.called, queries.choices))
