"""Registers the flow application: tables of moves, and the states that rows have left."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FlowConfig(AppConfig):
    """Moves of state."""

    name = "anlan.kit.flow"
    label = "flow"
    verbose_name = _("流程")
