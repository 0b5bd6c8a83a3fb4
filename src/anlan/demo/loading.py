"""Puts many finished rows of one model into an empty table as fast as the database takes them; rows bring their keys.

For the demonstration's millions only: it writes no audit and asks no rule. Everything else goes through `kit.records`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

import numpy as np
from django.core.management.color import no_style
from django.db import connection, models

from anlan.kit.geo import quadkey
from anlan.kit.geo.models import Located

_TAKEN_AS_THEY_ARE = {
    "CharField", "TextField", "ForeignKey", "OneToOneField", "FloatField", "BooleanField", "IntegerField",
    "BigAutoField", "PositiveIntegerField", "PositiveSmallIntegerField", "LineField", "PlaceField", "TermField",
    "QuadkeyField",
}  # fmt: skip


@lru_cache(maxsize=16)
def _columns(model: type[models.Model]) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Attribute names of all columns, and what each holds where nothing is given (a callable where it varies)."""
    fields = model._meta.concrete_fields
    return tuple(f.attname for f in fields), tuple(_default(f) for f in fields)


def _default(field: Any) -> Any:
    if field.has_default():
        return field.default() if callable(field.default) else field.default
    return None if field.null or not field.empty_strings_allowed else ""


def made(model: type[models.Model], **values: Any) -> Any:
    """An instance from column values (`place_id`, not `place`), several times faster than by the constructor."""
    names, defaults = _columns(model)
    row = model(*[values.pop(name, default) for name, default in zip(names, defaults, strict=True)])
    if values:
        raise TypeError(f"{model.__name__} has no columns {sorted(values)}")
    return row


def load(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Insert rows that have their keys, in the caller's transaction."""
    if not rows:
        return
    if issubclass(model, Located):
        _place(rows)
    fields = model._meta.concrete_fields
    table = connection.ops.quote_name(str(model._meta.db_table))
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    values = attrgetter(*(field.attname for field in fields))
    changed = [(number, prepare) for number, field in enumerate(fields) if (prepare := _prepare(field)) is not None]
    prepared = (_row(values(row), changed) for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in prepared:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(prepared))  # noqa: S608


def continue_after(*loaded: type[models.Model]) -> None:
    """Let the next keys follow those that the rows brought."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(loaded)):
            cursor.execute(statement)


def _row(values: tuple[Any, ...], changed: list[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    row = list(values)
    for number, prepare in changed:
        if row[number] is not None:
            row[number] = prepare(row[number])
    return row


def _prepare(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    kind = type(field).__name__
    if kind in _TAKEN_AS_THEY_ARE or (connection.vendor == "postgresql" and kind in ("DateField", "DateTimeField")):
        return None
    if kind == "DateField":
        return lambda value: value.isoformat()
    if kind == "DateTimeField":
        return connection.ops.adapt_datetimefield_value
    return lambda value: field.get_db_prep_save(value, connection)


def _place(rows: Sequence[Any]) -> None:
    located = [row for row in rows if row.longitude is not None]
    keys = quadkey.encode_many(
        np.array([row.longitude for row in located]), np.array([row.latitude for row in located])
    )
    for row, key in zip(located, keys, strict=True):
        row.quadkey = key
