"""What a running board counts: own tasks, and what higher subjects hand in as counters at start-up.

A counter answers one query. It must count each thing once, however many of the asked campaigns it belongs to, so that
the figures of a campaign with strands are never a sum over the strands.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Aggregate, Count, QuerySet, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _

TOWN_DIGITS = 9


class By(models.TextChoices):
    """What the rows of a board are."""

    TOWN = "town", _("按乡镇街道")
    UNIT = "unit", _("按责任单位")
    SECTOR = "sector", _("按行业")
    GROUP = "group", _("按督导组")


@dataclass(frozen=True, slots=True)
class Question:
    """What is counted. ``from_on`` and ``to_on`` are the first and last day, ``None`` where open.

    ``user`` is whose sight limits the rows (``kit.ledger.lists.visible``); ``None`` for a bulletin, which counts all.
    """

    campaigns: tuple[int, ...]
    by: str
    user: Any = None
    from_on: date | None = None
    to_on: date | None = None


Counted = Callable[[Question], Mapping[str, int]]
"""Gives number by key: town code of 12 digits, organisation key, sector code, group key; "" for what has none."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A column of boards and bulletins."""

    key: str
    label: Any
    count: Counted


_counters: dict[str, Counter] = {}


def register_counter(key: str, label: Any, count: Counted) -> None:
    """Add a column to all boards and bulletins; called from the ``apps.py`` of a subject."""
    known = _counters.get(key)
    if known is not None and known.count is not count:
        raise ImproperlyConfigured(f"board counter {key!r} is registered twice; give one another key")
    _counters[key] = Counter(key, label, count)


def counters() -> tuple[Counter, ...]:
    """All of them, in the order of their registration."""
    return tuple(_counters.values())


def forget_counter(key: str) -> None:
    """For tests that register one of their own."""
    _counters.pop(key, None)


def grouped(
    rows: QuerySet[Any],
    by: str,
    *,
    place: str = "place_id",
    sector: str = "",
    measure: Aggregate | None = None,
) -> dict[str, int]:
    """Rows counted by town or sector in one query; empty for what rows cannot be counted by.

    ``place`` leads to a place's code, ``sector`` to a term's code; ``measure`` is ``Count("pk", distinct=True)``
    unless given, which a join over campaigns needs.
    """
    measure = measure or Count("pk", distinct=True)
    if by == By.TOWN:
        key: Any = Concat(Substr(place, 1, TOWN_DIGITS), Value("000"))
    elif by == By.SECTOR and sector:
        key = models.F(sector)
    else:
        return {}
    found = rows.order_by().annotate(board_key=key).values("board_key").annotate(board_count=measure)
    return {str(one["board_key"] or ""): one["board_count"] for one in found}
