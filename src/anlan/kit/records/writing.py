"""The one road by which rows are written: envelope, audit and search index change in the caller's transaction.

Forms, bulk edits, imports, the API and moves of state all write through here. It must not know what a row is about: a
ledger registers a ``Profile`` of its model.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit.records import Entry, record_many
from anlan.base.inserting import insert_many
from anlan.base.people.access import Scope
from anlan.kit.records.models import Record, Unindexed
from anlan.kit.search import index

Hearer = Callable[[Sequence[Any], Sequence[Mapping[str, Any] | None], Any], None]
ENVELOPE = ("version", "created_at", "created_by", "updated_at", "updated_by")
CHUNK = 2000
ORDINARY = (models.Field.pre_save, models.DateField.pre_save, models.DateTimeField.pre_save)


class Conflict(Exception):
    """Somebody else changed the row since it was read; nothing was written."""

    def __init__(self) -> None:
        super().__init__(_("这条记录刚被别人改过，您的修改没有保存。请刷新后对照最新内容再改。"))


class Barred(Conflict):
    """A rule about what the row was before stands against the change; nothing was written. Its message says which."""

    def __init__(self, sentence: str) -> None:
        Exception.__init__(self, sentence)


@dataclass(frozen=True)
class Profile:
    """What writing must know of one model: its audit name, masks, search words and scope tags, and the linked rows that
    words and tags read."""

    kind: str
    masks: Mapping[str, Callable[[str], str]]
    words: Callable[[Any], str]
    tags: Callable[[Any], tuple[str, ...]]
    scope: Scope
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """A row about to be written over, with its field values as they were (``values_of``)."""

    row: Record
    before: Mapping[str, Any]
    detail: Mapping[str, Any] | None = None


_profiles: dict[type[models.Model], Profile] = {}
_later: ContextVar[bool] = ContextVar("index_later", default=False)
_restoring: ContextVar[bool] = ContextVar("restoring", default=False)
_followers: dict[type[models.Model], set[tuple[str, type[models.Model], str]]] = {}
_hearers: dict[type[models.Model], list["Hearer"]] = {}


def describe(model: type[models.Model], profile: Profile) -> None:
    """Register the profile of a model, at start-up."""
    _profiles[model] = profile


def follow(model: type[models.Model], field: str, follower: type[models.Model], link: str) -> None:
    """Rows of ``follower`` are found by ``field`` of the row that their ``link`` leads to: they are indexed with it."""
    _followers.setdefault(model, set()).add((field, follower, link))


def on_written(model: type[models.Model], hearer: Hearer) -> None:
    """Call ``hearer(rows, before, actor)`` in the same transaction after rows were added, changed or removed, so that
    what is summed up from them stays true. ``before`` are their earlier values, ``None`` for a new row."""
    if hearer not in _hearers.setdefault(model, []):
        _hearers[model].append(hearer)


def forget(model: type[models.Model]) -> None:
    """Drop a model's profile, who hears of it and what it follows; for tests that declare a ledger of their own."""
    _profiles.pop(model, None)
    _hearers.pop(model, None)
    for found in _followers.values():
        found -= {item for item in found if item[1] is model}


def profile_of(model: type[models.Model]) -> Profile:
    """The profile of a registered model; ``KeyError`` when no ledger declares it."""
    return _profiles[model]


def plain(value: Any) -> Any:
    """A field's value as JSON can hold it: ISO dates and moments, decimals as text."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


def values_of(row: models.Model) -> dict[str, Any]:
    """Raw values of all own fields but key and envelope, by attribute name (``town_id`` for a foreign key)."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in ENVELOPE
    }


def _shown(profile: Profile, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: profile.masks[name](str(value)) if name in profile.masks and value else plain(value)
        for name, value in values.items()
    }


def differences(row: models.Model, before: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Changed attributes with their values before and after."""
    now = values_of(row)
    return {name: (before.get(name), now[name]) for name in now if before.get(name) != now[name]}


def add(row: Record, *, actor: Any, act: str = "add", detail: Mapping[str, Any] | None = None) -> Record:
    """Insert one row; returns it with its key."""
    add_many([row], actor=actor, act=act, details=[detail])
    return row


def add_many(
    rows: Sequence[Record],
    *,
    actor: Any,
    act: str = "add",
    details: Sequence[Mapping[str, Any] | None] | None = None,
    keep_values: bool = True,
) -> None:
    """Insert rows of one model in bulk. ``keep_values=False`` leaves their values out of the audit: an import
    keeps them itself."""
    if not rows:
        return
    profile = profile_of(type(rows[0]))
    moment = clock.now()
    for row in rows:
        row.created_at = row.updated_at = moment
        row.created_by = row.updated_by = actor
    with transaction.atomic():
        insert_many(rows)
        entries = []
        for number, row in enumerate(rows):
            after = (
                _shown(profile, {k: v for k, v in values_of(row).items() if v not in (None, "")}) if keep_values else {}
            )
            entries.append(
                _entry(profile, row, act, actor, None, after | dict(details[number] or {} if details else {}))
            )
        record_many(entries)
        reindex(rows)
        _tell(rows, [None] * len(rows), actor)


def change(
    row: Record, before: Mapping[str, Any], *, actor: Any, act: str = "change", detail: Mapping[str, Any] | None = None
) -> bool:
    """Write one changed row; ``False`` when nothing differs. Raises ``Conflict`` when its version has moved on."""
    return change_many([Change(row, before, detail)], actor=actor, act=act) == 1


def change_many(changes: Iterable[Change], *, actor: Any, act: str = "change") -> int:
    """Write changed rows of one model in bulk and return how many really differed.

    Each row must still have the version it was read with, else ``Conflict`` and nothing is written.
    """
    real = [(item, found) for item in changes if (found := differences(item.row, item.before)) or item.detail]
    if not real:
        return 0
    model = type(real[0][0].row)
    profile = profile_of(model)
    moment = clock.now()
    touched: set[str] = {"version", "updated_at", "updated_by"}
    with transaction.atomic():
        _hold_versions(model, [item.row for item, _found in real])
        entries = []
        for item, found in real:
            item.row.version += 1
            item.row.updated_at, item.row.updated_by = moment, actor
            touched.update(model._meta.get_field(name).name for name in found)
            before = _shown(profile, {name: pair[0] for name, pair in found.items()})
            after = _shown(profile, {name: pair[1] for name, pair in found.items()})
            entries.append(_entry(profile, item.row, act, actor, before, after | dict(item.detail or {})))
        rows = [item.row for item, _found in real]
        touched |= _computed(model)
        if len(rows) == 1:
            rows[0].save(update_fields=touched)
        else:
            manager: Any = model._base_manager
            manager.bulk_create(  # an upsert: many times faster than bulk_update's CASE chains
                rows, update_conflicts=True, unique_fields=["id"], update_fields=sorted(touched), batch_size=CHUNK
            )
        record_many(entries)
        reindex(rows)
        _reindex_followers(model, [row.pk for row in rows], touched)
        _tell(rows, [item.before for item, _found in real], actor)
    return len(real)


def remove_many(
    rows: Sequence[Record],
    *,
    actor: Any,
    act: str = "delete",
    details: Sequence[Mapping[str, Any]] | None = None,
) -> None:
    """Delete rows of one model; the audit keeps their values. Raises ``ProtectedError`` when others refer to them.

    With ``details`` the audit keeps those instead: an import keeps the values itself.
    """
    if not rows:
        return
    model = type(rows[0])
    profile = profile_of(model)
    with transaction.atomic():
        kept = details or [_shown(profile, values_of(row)) for row in rows]
        record_many([_entry(profile, row, act, actor, kept[number], None) for number, row in enumerate(rows)])
        keys = [row.pk for row in rows]
        for start in range(0, len(keys), CHUNK):
            model._base_manager.filter(pk__in=keys[start : start + CHUNK]).delete()
        index.remove(profile.kind, keys)
        if model in _hearers:
            _tell(rows, [values_of(row) for row in rows], actor)


def reindex(rows: Sequence[models.Model]) -> None:
    """Bring the search index up to date with rows of one model."""
    profile = profile_of(type(rows[0]))
    if _later.get():
        Unindexed.objects.create(kind=profile.kind, keys=[row.pk for row in rows])
    else:
        index.put(profile.kind, [(row.pk, profile.words(row), profile.tags(row)) for row in rows])


@contextmanager
def indexed_later(when: bool = True) -> Iterator[None]:
    """Within, rows are noted for the engine instead of being indexed, in the same transaction: half the time of a
    large load goes into the index, and nobody searches for its rows in the second they come."""
    token = _later.set(when)
    try:
        yield
    finally:
        _later.reset(token)


@contextmanager
def restoring() -> Iterator[None]:
    """Within, rows are put back as they were: what bars a person's change of them does not bar this."""
    token = _restoring.set(True)
    try:
        yield
    finally:
        _restoring.reset(token)


def is_restoring() -> bool:
    """Are rows being put back as they were?"""
    return _restoring.get()


def index_some() -> bool:
    """Index the oldest noted rows as they are now, those that still exist; ``True`` when more are noted."""
    with transaction.atomic():
        noted = Unindexed.objects.select_for_update().order_by("id").first()
        if noted is None:
            return False
        for model, profile in _profiles.items():
            if profile.kind == noted.kind:
                rows = model._base_manager.filter(pk__in=noted.keys).select_related(*profile.links)
                index.put(profile.kind, [(row.pk, profile.words(row), profile.tags(row)) for row in rows])
        noted.delete()
    return Unindexed.objects.exists()


def _reindex_followers(model: type[models.Model], keys: Sequence[Any], touched: set[str]) -> None:
    for field, follower, link in sorted(_followers.get(model, ()), key=str):
        if field not in touched:
            continue
        for start in range(0, len(keys), CHUNK):
            found = follower._base_manager.filter(**{f"{link}__pk__in": keys[start : start + CHUNK]}).select_related(
                link
            )
            part: list[models.Model] = []
            for row in found.iterator(chunk_size=CHUNK):
                part.append(row)
                if len(part) == CHUNK:
                    reindex(part)
                    part = []
            if part:
                reindex(part)


def _tell(rows: Sequence[Record], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
    for hearer in _hearers.get(type(rows[0]), ()):
        hearer(rows, before, actor)


def _computed(model: type[models.Model]) -> set[str]:
    """Fields that give themselves a value as the row is saved, such as the key of its point."""
    return {
        field.name
        for field in model._meta.concrete_fields
        if not field.editable and not field.primary_key and type(field).pre_save not in ORDINARY
    }


def _hold_versions(model: type[models.Model], rows: Sequence[Record]) -> None:
    expected = {row.pk: row.version for row in rows}
    keys = list(expected)
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        found = dict(model._base_manager.select_for_update().filter(pk__in=part).values_list("pk", "version"))
        if any(found.get(key) != expected[key] for key in part):
            raise Conflict


def _entry(
    profile: Profile, row: Any, act: str, actor: Any, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Entry:
    return Entry(
        act=f"{profile.kind}.{act}",
        actor=actor,
        kind=profile.kind,
        object_id=str(row.pk),
        label=str(row)[:200],
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
    )
