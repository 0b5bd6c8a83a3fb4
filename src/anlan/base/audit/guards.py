"""The triggers that make the database itself refuse to change or remove what the audit holds."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("audit_auditentry", "audit_auditblock")
SENTENCE = "audit is append-only"

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{sentence}'); END
"""
_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_POSTGRES_ROWS = """
CREATE OR REPLACE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION audit_refuse()
"""
_POSTGRES_WHOLE = """
CREATE OR REPLACE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
"""


def lay(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; repeating does no harm."""
    _run(connection, laying(connection.vendor))


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for emptying a test database, never in service."""
    _run(connection, lifting(connection.vendor))


def laying(vendor: str) -> list[str]:
    """The statements that put the triggers in place."""
    if vendor == "postgresql":
        return [_POSTGRES_FUNCTION] + [sql.format(table=t) for t in TABLES for sql in (_POSTGRES_ROWS, _POSTGRES_WHOLE)]
    return [_SQLITE.format(table=t, verb=verb, sentence=SENTENCE) for t in TABLES for verb in ("update", "delete")]


def lifting(vendor: str) -> list[str]:
    """The statements that take the triggers away."""
    if vendor == "postgresql":
        return [f"DROP TRIGGER IF EXISTS {t}_{part} ON {t}" for t in TABLES for part in ("rows", "whole")]
    return [f"DROP TRIGGER IF EXISTS {t}_{verb}" for t in TABLES for verb in ("update", "delete")]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Audit tables whose triggers are gone or switched off."""
    if connection.vendor == "postgresql":
        sql = (
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE c.relname = ANY(%s) AND t.tgenabled <> 'D' AND NOT t.tgisinternal "
            "AND t.tgname IN (c.relname || '_rows', c.relname || '_whole') AND pg_table_is_visible(c.oid)"
        )
        parameters: list[Any] = [list(TABLES)]
    else:
        sql = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)"
        parameters = list(TABLES)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found = [row[0] for row in cursor.fetchall()]
    return [table for table in TABLES if found.count(table) < 2]


def lay_in_migration(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For ``RunPython``."""
    lay(schema_editor.connection)


def lift_in_migration(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For ``RunPython`` backwards."""
    lift(schema_editor.connection)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
