"""The table of moves: from which states, to which, by whom, asking for what, doing what. Nothing here touches a row."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db import models

Allowed: TypeAlias = Callable[[Any, Any], bool]
Effect: TypeAlias = Callable[..., None]


def anybody(user: Any, row: Any) -> bool:
    """No rule beyond the grant ``<ledger>.move.<code>``."""
    return True


def nobody(user: Any, row: Any) -> bool:
    """Whoever makes the move does it in another's stead."""
    return False


@dataclass(frozen=True)
class Move:
    """One row of the table.

    ``target`` is ``None`` where the state stays (asking for an extension). ``allowed(user, row)`` narrows what the
    grant permits, and ``unmet`` says why it does where the row, not the person, is the reason. ``effect(row, *, actor,
    data)`` changes the row's own fields in memory and may write others'; ``form`` gives ``data``. ``roles`` are the
    default holders of the grant. ``own(user, row)`` says whether it is this person's own work, not done in another's
    stead, and ``chases`` that it is what remains to do where the deadline is over and others are to act: what is
    offered first follows from both.
    """

    code: str
    label: Any
    sources: Collection[str]
    target: str | None
    roles: tuple[str, ...] = ()
    allowed: Allowed = anybody
    form: type[forms.Form] | None = None
    effect: Effect | None = None
    tone: str = "plain"
    photographs: str = ""
    unmet: Any = ""
    own: Allowed = anybody
    chases: bool = False


@dataclass(frozen=True)
class Flow:
    """A model's states and the moves between them; ``final`` are the states that end it."""

    field: str
    moves: tuple[Move, ...]
    final: Collection[str] = ()

    def move(self, code: str) -> Move | None:
        """The move of that code, or ``None``."""
        return next((move for move in self.moves if move.code == code), None)

    def leaving(self, state: str) -> tuple[Move, ...]:
        """Moves that start from a state."""
        return tuple(move for move in self.moves if state in move.sources)

    def check(self, model: type[models.Model]) -> None:
        """Refuse, with a sentence that says what to change, a table that names unknown states or leaves one stuck."""
        name = model.__name__
        try:
            status: Any = model._meta.get_field(self.field)
        except FieldDoesNotExist as missing:
            raise ImproperlyConfigured(
                f"{name} has no field {self.field!r} that its flow could set; correct Flow(field) in flows.py."
            ) from missing
        states = [value for value, _label in status.flatchoices]
        codes = [move.code for move in self.moves]
        for code in codes:
            if codes.count(code) > 1:
                raise ImproperlyConfigured(f"{name}: two moves are called {code!r}; rename one of them in flows.py.")
        for move in self.moves:
            for state in {*move.sources, *([move.target] if move.target is not None else [])}:
                if state not in states:
                    raise ImproperlyConfigured(
                        f"{name}: move {move.code!r} names the state {state!r}, which {self.field} does not have; "
                        f"use one of {states}."
                    )
        for state in states:
            if state not in self.final and not any(m.target not in (None, state) for m in self.leaving(state)):
                raise ImproperlyConfigured(
                    f"{name}: nobody can leave the state {state!r}; add a move from it or list it in Flow(final=…)."
                )
