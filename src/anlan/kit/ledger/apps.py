"""Registers the ledger application; after migration every ledger has its search table, and SQLite knows its indexes."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db import connections
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
        post_migrate.connect(_measure, sender=self)


def _ensure_search_tables(**_kwargs: Any) -> None:
    from anlan.kit.ledger.registry import ledgers
    from anlan.kit.search import tables

    for ledger in ledgers():
        tables.ensure(ledger.code)


def _measure(plan: Sequence[Any] = (), using: str = "default", **_kwargs: Any) -> None:
    """SQLite leaves a new index aside until ANALYZE has looked at it; PostgreSQL looks by itself."""
    if plan and connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            cursor.execute("ANALYZE")
