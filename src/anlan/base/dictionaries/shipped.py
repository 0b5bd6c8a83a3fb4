"""The dictionaries that the program brings along, and how an installation gets those that it has not met yet.

Each application keeps its own beside its models in ``dictionaries.toml``; lists that follow from a standard are handed
over by ``ship``. What the bureau renamed, moved, switched off or deleted is left alone. It must not know any subject.
"""

import tomllib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps as installed
from django.db import connections, transaction
from django.db.models import Model

from anlan.base.audit.models import AuditEntry
from anlan.base.audit.records import Entry, record_many
from anlan.base.dictionaries import terms
from anlan.base.dictionaries.models import Dictionary, Term
from anlan.base.text import normalise

FILE = "dictionaries.toml"


@dataclass(frozen=True)
class Word:
    """One term as it is brought; ``parent`` is a code of the same dictionary that comes before it."""

    code: str
    name: str
    parent: str = ""
    other_names: str = ""


@dataclass(frozen=True)
class Shipped:
    """One dictionary as the program brings it; without words where only the bureau knows them."""

    code: str
    name: str
    owner: str
    words: tuple[Word, ...]


Listed = Iterable[tuple[str, str, str, Iterable[Sequence[str]]]]
_handed: list[Callable[[], Listed]] = []


def ship(listed: Callable[[], Listed]) -> None:
    """Bring dictionaries that are worked out: ``listed()`` gives (code, name, owner, entries) as for ``terms.put``."""
    if listed not in _handed:
        _handed.append(listed)


def every() -> dict[str, Shipped]:
    """All that is brought, by code."""
    made = [_shipped(code, one["name"], one["owner"], one["terms"]) for code, one in _written()]
    made += [_shipped(*one) for listed in _handed for one in listed()]
    return {one.code: one for one in made}


def _written() -> Iterable[tuple[str, dict[str, Any]]]:
    for app in installed.get_app_configs():
        path = Path(app.path) / FILE
        if path.is_file():
            yield from tomllib.loads(path.read_text(encoding="utf-8")).items()


def _shipped(code: str, name: str, owner: str, entries: Iterable[Sequence[str]]) -> Shipped:
    return Shipped(code, name, owner, tuple(Word(*entry) for entry in entries))


def offer(
    only: Collection[str] = (), *, dictionaries: type[Model] = Dictionary, kept: type[Model] = Term
) -> dict[str, list[str]]:
    """Give each dictionary the words that it was never given; the names added by name of the dictionary.

    A word is given once: one that stands already under its code or its name counts as given. The models may be those
    of a migration's state.
    """
    brought = {code: one for code, one in every().items() if not only or code in only}
    added: dict[str, list[str]] = {}
    with transaction.atomic():
        stored = {row.pk: row for row in _objects(dictionaries).filter(pk__in=brought)}
        removed = _removed() if any(not row.offered for row in stored.values()) else set()
        for code, one in brought.items():
            row: Any = stored.get(code) or dictionaries(code=code, name=one.name, owner=one.owner)
            fresh = [word for word in one.words if word.code not in row.offered]
            if row._state.adding or fresh:
                gone = {other for dictionary, other in removed if dictionary == code} if not row.offered else set()
                row.offered = [*row.offered, *(word.code for word in fresh)]
                row.save()
                if names := _add(kept, code, [word for word in fresh if word.code not in gone]):
                    added[one.name] = names
        record_many(
            [Entry("dictionary.offer", None, "term", "", name, None, {"added": n}) for name, n in added.items()]
        )
    return added


def _add(kept: type[Model], dictionary: str, words: Iterable[Word]) -> list[str]:
    """Put the words that are not there behind the others, under their superior where it stands."""
    known = {term.code: term for term in _objects(kept).filter(dictionary_id=dictionary)}
    named = {normalise(name) for term in known.values() for name in (term.name, *term.other_names.split("、"))}
    position = max((term.position for term in known.values()), default=0)
    names = []
    for word in words:
        if word.code in known or normalise(word.name) in named:
            continue
        position += 1
        known[word.code] = _objects(kept).create(
            dictionary_id=dictionary,
            code=word.code,
            name=word.name,
            parent=known.get(word.parent),
            position=position,
            other_names=word.other_names,
        )
        names.append(word.name)
    terms.forget(dictionary)
    return names


def _objects(model: type[Model]) -> Any:
    return model._default_manager


def _removed() -> set[tuple[str, str]]:
    """(dictionary, code) of terms that somebody deleted before it was kept which words had been given."""
    before = AuditEntry.objects.filter(kind="term", act="term.delete").values_list("before", flat=True)
    return {(str(values.get("dictionary_id")), str(values.get("code"))) for values in before if values}


def offer_after_migrate(sender: Any, apps: Any = None, using: str = "default", **kwargs: Any) -> None:
    """An installation that stands gets what a new version brings; an empty one is filled by whoever starts it."""
    try:
        dictionaries, kept = ((apps or installed).get_model("dictionaries", name) for name in ("Dictionary", "Term"))
    except LookupError:
        return
    if not any(field.name == "offered" for field in dictionaries._meta.get_fields()):
        return  # migrated to an earlier state
    if dictionaries._meta.db_table not in connections[using].introspection.table_names():
        return
    if not _objects(dictionaries).exists():
        return
    added = offer(dictionaries=dictionaries, kept=kept)
    stdout = kwargs.get("stdout")
    if stdout is not None and kwargs.get("verbosity", 1):
        for name, names in added.items():
            stdout.write(f"字典“{name}”新增 {len(names)} 项：{'、'.join(names)}\n")
