"""Places in a ranking. Must not know what is ranked."""

from collections.abc import Iterable
from typing import Any


def places(numbers: Iterable[Any]) -> list[int | None]:
    """The place of each number in the order given: equal ones share it, and what has no number has none."""
    made: list[int | None] = []
    before: Any = None
    for at, number in enumerate(numbers, 1):
        made.append(None if number is None else made[-1] if made and number == before else at)
        before = number
    return made
