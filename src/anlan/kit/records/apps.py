"""Registers the records application (abstract models and writing only)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """No tables of its own."""

    name = "anlan.kit.records"
    label = "records"
    verbose_name = _("记录")
