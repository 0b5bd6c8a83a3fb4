"""Registers the dictionaries application and hands the bureau's own holidays to the clock."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DictionariesConfig(AppConfig):
    """Lists kept as data."""

    name = "anlan.base.dictionaries"
    label = "dictionaries"
    verbose_name = _("字典")

    def ready(self) -> None:
        from anlan.base import clock
        from anlan.base.dictionaries.queries import decided_days

        clock.decide_days_by(decided_days)
