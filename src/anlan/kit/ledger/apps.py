"""Registers the ledger application; after migration it makes sure that every ledger has its search table."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """台账."""

    name = "anlan.kit.ledger"
    label = "ledger"
    verbose_name = _("台账")

    def ready(self) -> None:
        from anlan.kit.files import guards
        from anlan.kit.ledger.attachments import may_read

        guards.register(may_read)
        post_migrate.connect(_ensure_search_tables, sender=self)


def _ensure_search_tables(**_kwargs: Any) -> None:
    from anlan.kit.ledger.registry import ledgers
    from anlan.kit.search import tables

    for ledger in ledgers():
        tables.ensure(ledger.code)
