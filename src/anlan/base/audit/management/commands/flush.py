"""Django's ``flush``, by which tests empty their database; refused elsewhere, since the audit is append-only."""

from pathlib import PurePath
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as DjangoFlush
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from anlan.base.audit import guards


class Command(DjangoFlush):
    """Empties a test database, whose triggers refuse it to everybody else."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        if not is_for_tests(connection):
            raise CommandError("审计记录只增不改，不能清空数据库。要重新开始，请新建一个数据库。")
        if connection.vendor == "postgresql" and not options["reset_sequences"]:
            _delete_all(connection)
            if not options["inhibit_post_migrate"]:
                emit_post_migrate_signal(options["verbosity"], options["interactive"], connection.alias)
            return
        guards.lift(connection)
        try:
            super().handle(**options)
        finally:
            guards.lay(connection)


def _delete_all(connection: BaseDatabaseWrapper) -> None:
    """Empty the tables that hold rows, with no trigger and no foreign key looking.

    TRUNCATE would lay 220 tables and their indexes anew, which takes most of a second.
    """
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [connection.ops.quote_name(name) for name in names]
    first_rows = " UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in tables)  # noqa: S608
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(first_rows)
        for (name,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - names of our own tables


def is_for_tests(connection: BaseDatabaseWrapper) -> bool:
    """Was this database made by a test run? Those are named ``test_…`` or live in memory."""
    name = str(connection.settings_dict["NAME"])
    return "mode=memory" in name or name == ":memory:" or PurePath(name).name.startswith("test_")
