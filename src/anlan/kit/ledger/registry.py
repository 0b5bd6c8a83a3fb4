"""All declared ledgers by code. Start-up refuses a declaration that contradicts itself or another."""

from collections.abc import Iterator
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.http import Http404
from django.utils.translation import gettext as _

from anlan.base.people import access
from anlan.kit.flow import past
from anlan.kit.ledger import entry
from anlan.kit.ledger.columns import describe
from anlan.kit.ledger.declaration import ACTIONS, Ledger
from anlan.kit.records import writing
from anlan.kit.records.models import Record

_ledgers: dict[str, Ledger] = {}
L = TypeVar("L", bound=type[Ledger])


def register(declared: L) -> L:
    """Class decorator: check the declaration and open all doors to it."""
    if declared.code in _ledgers:
        other = type(_ledgers[declared.code]).__name__
        raise ImproperlyConfigured(f"{declared.__name__} and {other} both have the code {declared.code!r}; change one.")
    for ledger in _ledgers.values():
        if ledger.model is declared.model:
            raise ImproperlyConfigured(
                f"{declared.__name__}: {declared.model.__name__} already has {type(ledger).__name__}."
            )
    ledger = declared()
    _check(ledger)
    access.declare(ledger.default_grants(), system=ledger.system)  # may refuse; only then is the ledger open
    _ledgers[ledger.code] = ledger
    links = tuple(sorted({path.rpartition("__")[0] for path in (*ledger.search, *_scoping(ledger))} - {""}))
    writing.describe(
        ledger.model,
        writing.Profile(ledger.code, ledger.masked, ledger.words, ledger.tags, ledger.scope, links),
    )
    if ledger.settled:
        writing.on_written(ledger.model, entry.hold_settled(ledger))
    if ledger.layer and ledger.flow:
        writing.on_written(ledger.model, past.keep(ledger.code, ledger.flow, ledger.layer.standing.ended))
    for path in (*ledger.search, *_scoping(ledger)):
        link, _separator, field = path.partition("__")
        if field and "__" not in field:
            writing.follow(describe(ledger.model, link).field.related_model, field, ledger.model, link)
    return declared


def unregister(code: str) -> None:
    """Forget a ledger; for tests that declare one of their own."""
    if ledger := _ledgers.pop(code, None):
        writing.forget(ledger.model)


def _scoping(ledger: Ledger) -> list[str]:
    scope = ledger.scope
    return [path for path in (scope.place, scope.line, scope.organisation) if path]


def ledgers() -> Iterator[Ledger]:
    """All ledgers in the order of their registration."""
    return iter(tuple(_ledgers.values()))


def ledger_by_code(code: str) -> Ledger:
    """The ledger of that code; ``Http404`` when there is none."""
    if code not in _ledgers:
        raise Http404(_("没有这个台账。"))
    return _ledgers[code]


def ledger_of(model: type) -> Ledger | None:
    """The ledger of a model, or ``None``."""
    return next((ledger for ledger in _ledgers.values() if ledger.model is model), None)


def _check(ledger: Ledger) -> None:
    name = type(ledger).__name__
    if not ledger.code.replace("-", "").isalnum() or not ledger.code.islower():
        raise ImproperlyConfigured(f"{name}: code {ledger.code!r} must be lower-case letters, digits and hyphens.")
    if not issubclass(ledger.model, Record):
        raise ImproperlyConfigured(f"{name}: {ledger.model.__name__} must inherit kit.records.models.Record.")
    entered = {column.name for column in ledger.imported}
    for path in (
        *ledger.search,
        *ledger.filters,
        *(s.lstrip("-") for s in ledger.sorts),
        *ledger.masked,
        *ledger.chart,
        *ledger.unlinked.values(),
        *_scoping(ledger),
        *([ledger.layer.colour] if ledger.layer and ledger.layer.colour else []),
        *(ledger.layer.dates if ledger.layer else ()),
    ):
        describe(ledger.model, path)
    for path in (*(name for key in ledger.import_keys for name in key), *ledger.synonyms):
        if path not in entered:
            raise ImproperlyConfigured(
                f"{name}: {path!r} is named for import but stands in no group; add it to groups."
            )
    if unknown := set(ledger.grants) - set(ACTIONS):
        raise ImproperlyConfigured(f"{name}: grants name unknown actions {sorted(unknown)}; use {ACTIONS}.")
    if ledger.flow is not None:
        ledger.flow.check(ledger.model)
        if unknown := set(ledger.settled) - entered:
            raise ImproperlyConfigured(f"{name}: settled names {sorted(unknown)}, which stand in no group.")
        if ledger.flow.field in entered:
            raise ImproperlyConfigured(f"{name}: {ledger.flow.field!r} is set by moves only; take it out of groups.")
