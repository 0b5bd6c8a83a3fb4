"""One search table a ledger, made of what the database ships; knows nothing of ledgers but their code.

SQLite: an FTS5 table whose rowid is the row's id. PostgreSQL: ``id`` and a ``tsvector`` written by us, with GIN.
"""

# ruff: noqa: S608 - table names come from a checked code, everything else is a parameter

import re

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DEFAULT_DB_ALIAS

_CODE = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_SHADOWS = ("data", "idx", "content", "docsize", "config")

_SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5("
    "words, tokenize = \"ascii tokenchars '#'\", prefix = '1', columnsize = 0)"
)
_HASH_SIZE = 16 * 2**20
_POSTGRESQL = "CREATE TABLE IF NOT EXISTS {table} (id bigint PRIMARY KEY, words tsvector NOT NULL)"
# A long list of entries still to be sorted in keeps saving fast; the engine sorts them in every half minute.
_POSTGRESQL_INDEX = (
    "CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin (words) WITH (gin_pending_list_limit = 524288)"
)


def name(code: str) -> str:
    """The table of a ledger's code. Raises ``ValueError`` for a code that could name anything else."""
    if not _CODE.fullmatch(code) or len(code) > 40 or code.replace("_", "-").rsplit("-", 1)[-1] in _SHADOWS:
        raise ValueError(f"not a searchable code: {code!r}")
    return "search_" + code.replace("-", "__")


def _vendor(connection: BaseDatabaseWrapper) -> str:
    if connection.vendor not in ("sqlite", "postgresql"):
        raise NotImplementedError(f"search knows no {connection.vendor}")
    return connection.vendor


def ensure(code: str, using: str = DEFAULT_DB_ALIAS) -> None:
    """Makes the table if it is missing."""
    if not exists(code, using):
        create(code, using)
        create_index(code, using)


def create(code: str, using: str = DEFAULT_DB_ALIAS) -> None:
    connection = connections[using]
    statement = _SQLITE if _vendor(connection) == "sqlite" else _POSTGRESQL
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=name(code)))
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {name(code)} ({name(code)}, rank) VALUES ('hashsize', {_HASH_SIZE})")


def create_index(code: str, using: str = DEFAULT_DB_ALIAS) -> None:
    """Apart from ``create``, as a large table is filled faster without (PostgreSQL; FTS5 is an index)."""
    if _vendor(connections[using]) == "postgresql":
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute("SELECT set_config('maintenance_work_mem', '256MB', true)")
            cursor.execute(_POSTGRESQL_INDEX.format(table=name(code)))


def exists(code: str, using: str = DEFAULT_DB_ALIAS) -> bool:
    connection = connections[using]
    sqlite = _vendor(connection) == "sqlite"
    query = "SELECT 1 FROM sqlite_master WHERE name = %s" if sqlite else "SELECT to_regclass(%s)"
    with connection.cursor() as cursor:
        cursor.execute(query, [name(code)])
        row = cursor.fetchone()
    return row is not None and row[0] is not None


def present(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The names of all search tables in the database."""
    if _vendor(connections[using]) == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE name LIKE 'search\\_%' ESCAPE '\\' AND sql LIKE '%USING fts5(%'"
    else:
        query = (
            "SELECT tablename FROM pg_indexes WHERE schemaname = ANY(current_schemas(false)) "
            "AND tablename LIKE 'search\\_%' AND indexname = tablename || '_words'"
        )
    with connections[using].cursor() as cursor:
        cursor.execute(query)
        return sorted(row[0] for row in cursor.fetchall())


def drop(code: str, using: str = DEFAULT_DB_ALIAS) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {name(code)}")
