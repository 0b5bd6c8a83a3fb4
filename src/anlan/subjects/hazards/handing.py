"""Where a hazard goes that is handed over to enforcement: the subject above registers itself from its ``apps.py``."""

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol


class Taken(Protocol):
    """``taken(hazard, actor=…, reason=…, handed_on=…)`` within the transaction of the hand-over."""

    def __call__(self, hazard: Any, *, actor: Any, reason: str, handed_on: date) -> object: ...


_takers: list[Callable[..., object]] = []


def on_hand_over(taken: Taken) -> None:
    """Have hazards that are handed over told to ``taken``; what it raises undoes the hand-over."""
    if taken not in _takers:
        _takers.append(taken)


def forget(taken: Taken) -> None:
    """Tell it nothing any more; for tests that register one of their own."""
    _takers.remove(taken)


def hand_over(hazard: Any, *, actor: Any, reason: str, handed_on: date) -> None:
    """Tell all of them."""
    for taken in _takers:
        taken(hazard, actor=actor, reason=reason, handed_on=handed_on)
