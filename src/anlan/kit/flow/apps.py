"""Registers the flow application (tables of moves; no tables in the database)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FlowConfig(AppConfig):
    """No tables of its own."""

    name = "anlan.kit.flow"
    label = "flow"
    verbose_name = _("流程")
