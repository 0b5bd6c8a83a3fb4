"""Keeps the search tables: puts, removes and rebuilds rows. Writes in the caller's transaction; knows no ledger."""

# ruff: noqa: S608 - table names come from a checked code, everything else is a parameter

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.db import connections, transaction
from django.db.utils import DEFAULT_DB_ALIAS

from anlan.kit.search import tables
from anlan.kit.search.words import document

_T = TypeVar("_T")
Row = tuple[int, str, tuple[str, ...]]

_BATCH = 5_000
_LEXEME_LIMIT = 16_383
_AUTOMERGE = 4
_MERGE_PAGES = 2_000


def put(code: str, rows: Iterable[Row], using: str = DEFAULT_DB_ALIAS) -> int:
    """Adds or replaces rows of (id, text, tags); returns how many."""
    table = tables.name(code)
    sqlite = connections[using].vendor == "sqlite"
    written = 0
    with transaction.atomic(using=using):
        for batch in _batches(rows):
            if sqlite and written == _BATCH:
                _merge_by_itself(table, False, using)
            latest = {pk: document(text, tags) for pk, text, tags in batch}
            if sqlite:
                _put_sqlite(table, latest, using)
            else:
                _put_postgresql(table, latest, using)
            written += len(batch)
        if sqlite and written > _BATCH:
            _merge_by_itself(table, True, using)
    return written


def _merge_by_itself(table: str, on: bool, using: str) -> None:
    """FTS5 merges its segments while it writes; in a large load that is work done twice."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('automerge', %s)", [_AUTOMERGE if on else 0])


def _put_sqlite(table: str, rows: dict[int, list[str]], using: str) -> None:
    with connections[using].cursor() as cursor:
        _delete(table, "rowid", list(rows), using)
        statement = f"INSERT INTO {table} (rowid, words) VALUES (%s, %s)"
        cursor.executemany(statement, [(pk, " ".join(rows[pk])) for pk in sorted(rows)])


def _put_postgresql(table: str, rows: dict[int, list[str]], using: str) -> None:
    keys = sorted(rows)
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, words) "
            "SELECT key, words::tsvector FROM unnest(%s::bigint[], %s::text[]) AS given(key, words) "
            "ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words",
            [keys, [_vector(rows[key]) for key in keys]],
        )


def _vector(tokens: Sequence[str]) -> str:
    """A ``tsvector`` literal. Tokens hold letters, digits and our own signs, so none needs escaping."""
    return " ".join(f"{token}:{place}" for place, token in enumerate(tokens[:_LEXEME_LIMIT], 1))


def remove(code: str, pks: Iterable[int], using: str = DEFAULT_DB_ALIAS) -> None:
    table = tables.name(code)
    column = "rowid" if connections[using].vendor == "sqlite" else "id"
    with transaction.atomic(using=using):
        for batch in _batches(pks):
            _delete(table, column, batch, using)


def _delete(table: str, column: str, pks: Sequence[int], using: str) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            given = json.dumps(list(pks))
            cursor.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(%s))", [given])
        else:
            cursor.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", [list(pks)])


def clear(code: str, using: str = DEFAULT_DB_ALIAS) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(f"DELETE FROM {tables.name(code)}")


def rebuild(code: str, rows: Iterable[Row], using: str = DEFAULT_DB_ALIAS) -> int:
    """Makes the table anew from all rows of the ledger, in one transaction: searches see the old one until it ends."""
    with transaction.atomic(using=using):
        tables.drop(code, using)
        tables.create(code, using)
        written = put(code, rows, using)
        tables.create_index(code, using)
    tidy(code, using)
    return written


def tidy(code: str, using: str = DEFAULT_DB_ALIAS) -> None:
    """After a large load: sorts in what was only put down. Cheap where there is nothing to do."""
    _tidy(tables.name(code), using)


def tidy_all(using: str = DEFAULT_DB_ALIAS) -> None:
    for table in tables.present(using):
        _tidy(table, using)


def _tidy(table: str, using: str) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', %s)", [_MERGE_PAGES])
        else:
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{table}_words"])


def _batches(items: Iterable[_T]) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
