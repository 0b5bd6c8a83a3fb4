"""Whom a step names: a registry of kinds, so that duty, teams and lists are known without being imported."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Target:
    """A person to be called. ``group`` and ``place`` are what boards count by; ``deputy`` stands in."""

    person: int
    unit: int | None = None
    group: str = ""
    place: str | None = None
    deputy: int | None = None


Resolve = Callable[[str], Iterable[Target]]  # key of the target → the persons it means at this moment


@dataclass(frozen=True, slots=True)
class Kind:
    """``choices()`` gives ``(key, label)`` for the pickers of pages; ``label(key)`` what a board shows."""

    name: str
    title: Any
    resolve: Resolve
    choices: Callable[[], Iterable[tuple[str, str]]]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Called from the ``apps.py`` of the subject whose people it names."""
    if kind.name in _kinds and _kinds[kind.name].resolve is not kind.resolve:
        raise ImproperlyConfigured(f"notify target kind {kind.name!r} is registered twice; give one another name")
    _kinds[kind.name] = kind
    return kind


def kinds() -> tuple[Kind, ...]:
    return tuple(_kinds.values())


def resolve(targets: Iterable[dict[str, str]]) -> list[Target]:
    """All persons that these targets mean now, each once, in their order. Raises ``KeyError`` for an unknown kind."""
    found: dict[int, Target] = {}
    for target in targets:
        for each in _kinds[target["kind"]].resolve(target["key"]):
            found.setdefault(each.person, each)
    return list(found.values())
