"""How much is thrown at which ledger: all pages are of one kit, so two meet everything, others a part in turn."""

from collections.abc import Sequence
from typing import TypeVar

from anlan.kit.ledger.declaration import Ledger

T = TypeVar("T")

WHOLE = ("hazard", "shelter")


def whole(ledger: Ledger) -> bool:
    """Does this ledger meet everything?"""
    return ledger.code in WHOLE


def some(values: Sequence[T], start: int, count: int) -> list[T]:
    """So many of the values, others for each start, so that in turn all are used."""
    return [values[(start * count + step) % len(values)] for step in range(count)]
