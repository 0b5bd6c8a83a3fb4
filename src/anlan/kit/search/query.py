"""Asks the search tables. What was typed is only ever tokens of letters and digits, passed as a parameter."""

# ruff: noqa: S608, S611 - table names come from a checked code, everything else is a parameter

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.utils import DEFAULT_DB_ALIAS

from anlan.kit.search import tables
from anlan.kit.search.words import Phrase, phrases, tag_token

_SAMPLE = 2_000
_COMMON = 50
_TELLING = 8  # hits in the sample from which a share can be told

Tag = str | tuple[str, ...]


def holding(codes: Iterable[str], text: str, using: str = DEFAULT_DB_ALIAS) -> set[str]:
    """Which of these ledgers hold anything that was typed, whoever may see it: one statement for all of them."""
    connection = connections[using]
    asked = expression(text, None, connection.vendor)
    named = {code: tables.name(code) for code in codes}
    if asked is None or not named:
        return set()
    match = "{0} MATCH %s" if connection.vendor == "sqlite" else "words @@ %s::tsquery"
    one = "SELECT %s WHERE EXISTS (SELECT 1 FROM {0} WHERE " + match + ")"
    statement = " UNION ALL ".join(one.format(table) for table in named.values())
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('enable_seqscan', 'off', true)")
        cursor.execute(statement, [value for code in named for value in (code, asked)])
        found = {row[0] for row in cursor.fetchall()}
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('enable_seqscan', 'on', true)")
    return found


def matching_ids(
    code: str, text: str, tags_any: Iterable[Tag] | None = None, limit: int = 50, using: str = DEFAULT_DB_ALIAS
) -> list[int]:
    """Ids of the rows that hold all that was typed and any of the tags, newest (highest) first.

    ``tags_any`` None asks for no tag; empty means that nothing may be seen. A tuple of tags must be there together.
    """
    asked = expression(text, tags_any, connections[using].vendor)
    if asked is None:
        return []
    if connections[using].vendor == "sqlite":
        return _newest_sqlite(tables.name(code), asked, limit, using)
    return _newest_postgresql(tables.name(code), asked, limit, using)


def _newest_sqlite(table: str, asked: str, limit: int, using: str) -> list[int]:
    """FTS5 walks its lists in the order of ids, so it stops early by itself."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH %s ORDER BY rowid DESC LIMIT %s", [asked, limit])
        return [row[0] for row in cursor.fetchall()]


def _newest_postgresql(table: str, asked: str, limit: int, using: str) -> list[int]:
    """What is common is found by walking back from the newest row, what is rare by the index.

    The planner cannot tell which (it knows nothing of phrases and beginnings of words), so the newest rows are
    asked first how common it is.
    """
    if limit < 1:
        return []
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        found = _walk(cursor, table, asked, limit, _SAMPLE)
        if len(found) == limit or not found:
            return found or _by_index(cursor, table, asked, limit)
        total = max(_rows_of(cursor, table), _SAMPLE)
        share = len(found) / _SAMPLE
        reach = limit / share * 2
        if reach < share * total * 4:
            walked = _walk(cursor, table, asked, limit, int(reach))
            if len(walked) == limit:
                return walked
        return _by_index(cursor, table, asked, limit)


def _walk(cursor: Any, table: str, asked: str, limit: int, reach: int) -> list[int]:
    """Looks at the newest ``reach`` rows only, and stops at ``limit`` hits."""
    cursor.execute(
        f"SELECT id FROM (SELECT id, words FROM {table} ORDER BY id DESC LIMIT %s) AS newest "
        "WHERE words @@ %s::tsquery LIMIT %s",
        [reach, asked, limit],
    )
    return sorted((row[0] for row in cursor.fetchall()), reverse=True)


def _by_index(cursor: Any, table: str, asked: str, limit: int) -> list[int]:
    cursor.execute("SELECT set_config('enable_seqscan', 'off', true)")
    cursor.execute(
        f"WITH found AS MATERIALIZED (SELECT id FROM {table} WHERE words @@ %s::tsquery) "
        "SELECT id FROM found ORDER BY id DESC LIMIT %s",
        [asked, limit],
    )
    ids = [row[0] for row in cursor.fetchall()]
    cursor.execute("SELECT set_config('enable_seqscan', 'on', true)")
    return ids


def few_matching_ids(
    code: str, text: str, most: int, tags_any: Iterable[Tag] | None = None, using: str = DEFAULT_DB_ALIAS
) -> list[int] | None:
    """All ids that match where they are at most so many, else None; PostgreSQL is spared finding them for that."""
    asked = expression(text, tags_any, connections[using].vendor)
    if asked is None:
        return []
    if connections[using].vendor == "sqlite":
        found = _newest_sqlite(tables.name(code), asked, most + 1, using)
    else:
        table = tables.name(code)
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            newest = len(_walk(cursor, table, asked, _COMMON, _SAMPLE))
            if newest >= _TELLING and newest * _rows_of(cursor, table) / _SAMPLE > 2 * most:
                return None
            found = _by_index(cursor, table, asked, most + 1)
    return found if len(found) <= most else None


def _rows_of(cursor: Any, table: str) -> float:
    """About how many rows a table has."""
    cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
    found: float = cursor.fetchone()[0]
    return found


def matching_among(
    code: str, text: str, ids: Sequence[int], tags_any: Iterable[Tag] | None = None, using: str = DEFAULT_DB_ALIAS
) -> list[int]:
    """Which of these rows hold all that was typed. Quick where the ids lie together, as those of one time do."""
    asked = expression(text, tags_any, connections[using].vendor)
    if asked is None or not ids:
        return []
    table, among = tables.name(code), set(ids)
    if connections[using].vendor == "sqlite":
        statement = f"SELECT rowid FROM {table} WHERE {table} MATCH %s AND rowid BETWEEN %s AND %s"
    else:
        statement = f"SELECT id FROM {table} WHERE ts_match_vq(words, %s::tsquery) AND id BETWEEN %s AND %s"
    with connections[using].cursor() as cursor:
        cursor.execute(statement, [asked, min(among), max(among)])
        return [row[0] for row in cursor.fetchall() if row[0] in among]


def condition(
    code: str, text: str, tags_any: Iterable[Tag] | None = None, using: str = DEFAULT_DB_ALIAS, field: str = "pk"
) -> Q:
    """The same as a condition for ``queryset.filter``."""
    asked = expression(text, tags_any, connections[using].vendor)
    if asked is None:
        return Q(pk__in=[])
    table = tables.name(code)
    if connections[using].vendor == "sqlite":
        found = RawSQL(f"SELECT rowid FROM {table} WHERE {table} MATCH %s", [asked])
    elif _is_common(table, asked, using):
        # As a function it cannot use the index, and the planner takes it for frequent, which it is.
        found = RawSQL(f"SELECT id FROM {table} WHERE ts_match_vq(words, %s::tsquery)", [asked])
    else:
        found = RawSQL(f"SELECT id FROM {table} WHERE words @@ %s::tsquery", [asked])
    return Q(**{f"{field}__in": found})


def _is_common(table: str, asked: str, using: str) -> bool:
    with connections[using].cursor() as cursor:
        return len(_walk(cursor, table, asked, _COMMON, _SAMPLE)) >= _TELLING


def expression(text: str, tags_any: Iterable[Tag] | None, vendor: str) -> str | None:
    """The question in the database's own language, or None when nothing can be found."""
    wanted = phrases(text)
    if not wanted:
        return None
    write = _fts5 if vendor == "sqlite" else _tsquery
    conjunction, disjunction = (" AND ", " OR ") if vendor == "sqlite" else (" & ", " | ")
    parts = [write(phrase) for phrase in wanted]
    if tags_any is not None:
        choices = [(tag,) if isinstance(tag, str) else tag for tag in tags_any]
        if not choices:
            return None
        tagged = (conjunction.join(write(Phrase((tag_token(tag),), False)) for tag in choice) for choice in choices)
        parts.append("(" + disjunction.join(f"({choice})" for choice in tagged) + ")")
    return conjunction.join(parts)


def _fts5(phrase: Phrase) -> str:
    return '"' + " ".join(phrase.tokens) + '"' + ("*" if phrase.prefix else "")


def _tsquery(phrase: Phrase) -> str:
    tokens = [f"'{token}'" for token in phrase.tokens]
    if phrase.prefix:
        tokens[-1] += ":*"
    return "(" + " <-> ".join(tokens) + ")"
