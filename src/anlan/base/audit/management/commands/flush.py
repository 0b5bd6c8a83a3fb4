"""Django's ``flush``, by which tests empty their database; refused elsewhere, since the audit is append-only."""

from pathlib import PurePath
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as DjangoFlush
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from anlan.base.audit import guards


class Command(DjangoFlush):
    """Lifts the triggers, empties a test database, lays them again."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        if not is_for_tests(connection):
            raise CommandError("审计记录只增不改，不能清空数据库。要重新开始，请新建一个数据库。")
        guards.lift(connection)
        try:
            super().handle(**options)
        finally:
            guards.lay(connection)


def is_for_tests(connection: BaseDatabaseWrapper) -> bool:
    """Was this database made by a test run? Those are named ``test_…`` or live in memory."""
    name = str(connection.settings_dict["NAME"])
    return "mode=memory" in name or name == ":memory:" or PurePath(name).name.startswith("test_")
