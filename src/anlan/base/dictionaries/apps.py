"""Registers the dictionaries application: holidays for the clock, shipped terms after a migration, a check of lists."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DictionariesConfig(AppConfig):
    """Lists kept as data."""

    name = "anlan.base.dictionaries"
    label = "dictionaries"
    verbose_name = _("字典")

    def ready(self) -> None:
        from anlan.base import clock
        from anlan.base.dictionaries.choosing import nothing_to_choose
        from anlan.base.dictionaries.queries import decided_days
        from anlan.base.dictionaries.shipped import offer_after_migrate

        clock.decide_days_by(decided_days)
        checks.register(nothing_to_choose, checks.Tags.database)
        post_migrate.connect(offer_after_migrate, sender=self)
