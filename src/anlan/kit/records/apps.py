"""Registers the records application: the one road by which rows are written."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """Start-up wiring only."""

    name = "anlan.kit.records"
    label = "records"
    verbose_name = _("记录")
