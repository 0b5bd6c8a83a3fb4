"""Inserting thousands of rows in one statement a batch, several times faster than ``bulk_create`` compiles them.

Values are prepared by the model's own fields, so that both databases hold what Django would have written. It must not
know any model, and says nothing to anybody: callers audit.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any

from django.db import connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field
from django.db.models.base import ModelState
from django.db.models.expressions import DatabaseDefault

Prepare = Callable[[Any], Any]
_PLAIN = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.FloatField,
    models.BooleanField,
    models.ForeignKey,
)
_NATIVE = {str, int, float, bool, type(None)}
_to_json = json.JSONEncoder().encode  # as Django writes it, so that its look-ups by key find it


def insert_many(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model and give them their keys. The model has a key that counts up, and no parents."""
    if not rows:
        return
    model = type(rows[0])
    if model._meta.parents:
        raise TypeError(f"{model.__name__} inherits the table of another model; use bulk_create")
    connection = _connection(model)
    own = [field for field in model._meta.concrete_fields if not field.primary_key and not field.generated]
    asked = [field for field in own if type(field).pre_save is not Field.pre_save]
    for field in asked:
        for row in rows:
            field.pre_save(row, add=True)
    names = [field.attname for field in own]
    values_of = itemgetter(*names) if len(names) > 1 else lambda held: (held[names[0]],)
    keys = insert_values(model, names, [values_of(row.__dict__) for row in rows])
    for row, key in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias


def maker(model: type[models.Model]) -> Callable[[dict[str, Any]], Any]:
    """A function that makes an unsaved row of values by attribute, an order faster than calling the model.

    Defaults are filled in. Nothing is heard of ``pre_init`` and ``post_init``, which only picture fields use.
    """
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    called = [(field.attname, field.default) for field in fields if field.has_default() and callable(field.default)]
    fixed = {
        field.attname: field.get_default() for field in fields if not callable(field.default) or not field.has_default()
    }

    def made(values: dict[str, Any]) -> Any:
        row = model.__new__(model)
        row._state = ModelState()
        held = row.__dict__
        held.update(fixed)
        for name, default in called:
            if name not in values:
                held[name] = default()
        held.update(values)
        return row

    return made


def insert_values(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> range | list[int]:
    """Insert rows given as values of the named attributes, which are all of the model but its key; returns the keys."""
    connection = _connection(model)
    fields: list[Any] = [model._meta.get_field(_field_name(model, name)) for name in names]
    preparers = [_preparer(field, connection) for field in fields]
    given = list(rows)
    if not given:
        return []
    # By columns, since most columns are native to the database whole and are told so without a look at each value.
    prepared = [_prepared(column, prepare) for column, prepare in zip(zip(*given, strict=True), preparers, strict=True)]
    table = model._meta.db_table
    key_column = str(model._meta.pk.column)
    columns = [key_column, *(str(field.column) for field in fields)]
    with transaction.atomic(using=connection.alias, savepoint=False):
        if connection.vendor == "sqlite":
            keys: range | list[int] = _reserve_sqlite(connection, table, key_column, len(given))
            _write_sqlite(connection, table, columns, zip(keys, *prepared, strict=True))
        else:
            keys = _reserve_postgresql(connection, table, key_column, len(given))
            _copy_postgresql(connection, table, columns, zip(keys, *prepared, strict=True))
    return keys


def _connection(model: type[models.Model]) -> BaseDatabaseWrapper:
    return connections[router.db_for_write(model)]


def _field_name(model: type[models.Model], attname: str) -> str:
    known: dict[str, str] = model.__dict__.get("_anlan_attnames", {})
    if not known:
        known = {field.attname: field.name for field in model._meta.concrete_fields}
        model._anlan_attnames = known  # type: ignore[attr-defined]
    return known.get(attname, attname)


def _prepared(column: Sequence[Any], prepare: Prepare | None) -> Sequence[Any]:
    if prepare is None:
        if set(map(type, column)) <= _NATIVE:
            return column
        prepare = _plain
    return [None if value is None else prepare(value) for value in column]


def _preparer(field: Any, connection: BaseDatabaseWrapper) -> Prepare | None:
    """What turns a value into the database's; ``None`` where Python's own will do."""
    if isinstance(field, models.JSONField):
        return lambda value: _json(value, field.encoder)
    if isinstance(field, _PLAIN) and type(field).get_prep_value in _ORDINARY:
        return None
    if isinstance(field, (models.DateField, models.TimeField)):
        return _remembering(lambda value: field.get_db_prep_save(value, connection))
    return lambda value: field.get_db_prep_save(value, connection)


def _remembering(prepare: Prepare) -> Prepare:
    """The same few days and moments stand in thousands of rows."""
    seen: dict[Any, Any] = {}

    def remembered(value: Any) -> Any:
        if value not in seen:
            seen[value] = prepare(value)
        return seen[value]

    return remembered


def _json(value: Any, encoder: type[json.JSONEncoder] | None) -> str:
    try:
        return _to_json(value)
    except TypeError:
        return json.dumps(value, cls=encoder)


_ORDINARY = {one.get_prep_value for one in _PLAIN}


def _plain(value: Any) -> Any:
    """Choices and lazy translations become the text or number that they stand for."""
    if isinstance(value, DatabaseDefault) or hasattr(value, "resolve_expression"):
        raise TypeError("expressions are not inserted here; use bulk_create")
    if value.__class__ in _NATIVE:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    return value.value if hasattr(value, "value") else str(value)


def _reserve_sqlite(connection: BaseDatabaseWrapper, table: str, key: str, count: int) -> range:
    """The next keys. Counting up takes the write lock, so that nobody is given the same ones."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [count, table])
        found = cursor.fetchone()
        if found is None:
            highest = f"SELECT COALESCE(MAX({_quoted(connection, key)}), 0) FROM {_quoted(connection, table)}"  # noqa: S608
            cursor.execute(highest)
            found = (cursor.fetchone()[0] + count,)
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, found[0]])
    return range(found[0] - count + 1, found[0] + 1)


def _write_sqlite(
    connection: BaseDatabaseWrapper, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    listed = ", ".join(_quoted(connection, column) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {_quoted(connection, table)} ({listed}) VALUES ({marks})"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))


def _reserve_postgresql(connection: BaseDatabaseWrapper, table: str, key: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [_quoted(connection, table), key, count],
        )
        return [row[0] for row in cursor.fetchall()]


def _copy_postgresql(
    connection: BaseDatabaseWrapper, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    listed = ", ".join(_quoted(connection, column) for column in columns)
    # the copy is the driver's own, whose errors Django does not translate by itself
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {_quoted(connection, table)} ({listed}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _quoted(connection: BaseDatabaseWrapper, name: str) -> str:
    return str(connection.ops.quote_name(name))
