"""Which existing row a row of the sheet means, found by the ledger's import keys for many rows at once.

It must not know files, nor what is to be written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import QuerySet

from anlan.kit.imports.cells import clean
from anlan.kit.ledger.columns import describe
from anlan.kit.ledger.declaration import Ledger

_FEW = 1500  # up to so many distinct values a key's part is asked for by value
_CHUNK = 2000
_NONE = (None, "", ())


@dataclass(frozen=True)
class Key:
    """One import key. ``unique``: no two rows may share it, whoever may see them."""

    names: tuple[str, ...]
    attnames: tuple[str, ...]
    needed: tuple[bool, ...]
    unique: bool
    masked: tuple[int, ...] = ()  # parts that an export shows masked, which finds no row

    def of(self, values: Mapping[str, Any], names: Sequence[str]) -> tuple[Any, ...] | None:
        """The key of a row's values, found under ``names``, or ``None`` where a part that it needs is empty.

        Other empty parts, and columns that the sheet does not have, compare as empty.
        """
        parts = tuple([_plain(values.get(name)) for name in names])
        if any("*" in str(parts[place]) for place in self.masked):
            return None
        if None not in parts:
            return parts
        if any(part is None and needed for needed, part in zip(self.needed, parts, strict=True)):
            return None
        return parts if any(part is not None for part in parts) else None


def keys_of(ledger: Ledger) -> tuple[Key, ...]:
    """The ledger's import keys. A key needs the parts that every row has; a single-field key needs its field."""
    unique = _unique_names(ledger.model)
    made = []
    for names in ledger.import_keys:
        fields = [describe(ledger.model, name).field for name in names]
        needed = tuple(len(names) == 1 or not field.blank for field in fields)
        masked = tuple(place for place, name in enumerate(names) if name in ledger.masked)
        made.append(Key(names, tuple(field.attname for field in fields), needed, frozenset(names) in unique, masked))
    return tuple(made)


def _unique_names(model: type[models.Model]) -> set[frozenset[str]]:
    single = {frozenset([field.name]) for field in model._meta.concrete_fields if field.unique}
    several = {frozenset(c.fields) for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)}
    return single | several


def _plain(value: Any) -> Any:
    """A key's part as it is compared; ``None`` for nothing."""
    if value.__class__ is str:
        return clean(value, lines=False) or None
    return None if value in _NONE else value


Found = dict[tuple[Any, ...], int]


def lookup(rows: QuerySet[Any], key: Key, wanted: Iterable[tuple[Any, ...]]) -> Found:
    """Key → id of existing rows that have a wanted key; the oldest where several do."""
    asked = set(wanted)
    found: Found = {}
    if not asked:
        return found
    for pk, parts in _candidates(rows, key, asked):
        if parts in asked and (parts not in found or pk < found[parts]):
            found[parts] = pk
    return found


def touched(rows: QuerySet[Any], key: Key) -> set[tuple[Any, ...]]:
    """The keys of all rows of a queryset."""
    return {_parts(row) for row in rows.order_by().values_list("pk", *key.attnames).iterator(chunk_size=_CHUNK)}


def _candidates(rows: QuerySet[Any], key: Key, asked: set[tuple[Any, ...]]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Existing rows that may have a wanted key: asked for by value where the values are few, by range for days."""
    rows = rows.order_by()
    best: tuple[str, list[Any]] | None = None
    for place, name in enumerate(key.attnames):
        given = {parts[place] for parts in asked}
        if None in given:
            continue
        if all(type(value) is date for value in given):
            rows = rows.filter(**{f"{name}__gte": min(given), f"{name}__lte": max(given)})
        elif len(key.attnames) == 1 or (len(given) <= _FEW and (best is None or len(given) < len(best[1]))):
            best = (name, list(given))
    if best is None:
        parts = [rows]
    else:
        name, listed = best
        parts = [rows.filter(**{f"{name}__in": listed[start : start + _FEW]}) for start in range(0, len(listed), _FEW)]
    for part in parts:
        for row in part.values_list("pk", *key.attnames).iterator(chunk_size=_CHUNK):
            yield row[0], _parts(row)


def _parts(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(_plain(value) for value in row[1:])
