"""A figure split by a dimension, month by month, and ranked. Must not know pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from anlan.base.periods import Period, PeriodKind
from anlan.reports.figures import counting
from anlan.reports.figures.counting import Ask, Rows, Value
from anlan.reports.figures.declaration import Change, Counted, Indicator
from anlan.reports.figures.dimensions import Dimension
from anlan.reports.figures.measures import Apart

MOST = 60  # values of a dimension that are asked one by one


@dataclass(frozen=True)
class Part:
    """One line of a split: the key and name of what it is for, and its figure."""

    key: Any
    name: str
    value: Value


def dimensions(indicator: Indicator) -> dict[str, Dimension]:
    """By what an indicator can be split and narrowed: what all its counted parts have in common."""
    leaves = list(_leaves(indicator))
    if not leaves:
        return {}
    return {title: found for title, found in leaves[0].facts.by.items() if all(title in one.facts.by for one in leaves)}


def split(ask: Ask, title: str, user: Any = None) -> list[Part]:
    """The figure for each value of a dimension, largest first, those without a number last. Raises ``UnknownValue``."""
    kinds = [counting.dimension(one.facts, title) for one in _leaves(ask.indicator)]
    if not kinds:
        return []
    whole = all(kind.grouped for kind in kinds) and not any(
        isinstance(o.measure, Apart) for o in _leaves(ask.indicator)
    )
    parts = _grouped(ask, title, user) if whole else _one_by_one(ask, title, kinds[0], user)
    return sorted(parts, key=lambda part: (part.value.number is None, -(part.value.number or 0), part.name))


def trend(ask: Ask, kind: str = PeriodKind.MONTH, user: Any = None) -> list[tuple[Period, Value]]:
    """The figure of each month (week, quarter …) that the period holds, in one pass."""
    steps: list[Period] = []
    step = Period.of(kind, ask.period.first)
    while step.first <= ask.period.last and len(steps) < 400:
        steps.append(step)
        step = step.next()
    asks = [Ask(ask.indicator, one, ask.qualifiers) for one in steps]
    found = counting.compute(asks, user)
    return [(one.period, found[one]) for one in asks]


def _one_by_one(ask: Ask, title: str, kind: Dimension, user: Any) -> list[Part]:
    names = kind.offered()[:MOST]
    asks = {name: Ask(ask.indicator, ask.period, (*ask.qualifiers, (title, name))) for name in names}
    found = counting.compute(asks.values(), user)
    return [Part(name, name, found[one]) for name, one in asks.items() if found[one].number]


def _grouped(ask: Ask, title: str, user: Any) -> list[Part]:
    """One statement for each ledger, grouped by the dimension."""
    rows, names = Rows(user), dict[Any, str]()
    counted: dict[Ask, Mapping[Any, Value]] = {}
    for leaf in dict.fromkeys(counting.leaves(ask)):
        found, labels = _leaf(leaf, title, rows)
        counted[leaf] = found
        names |= labels
    keys = list(dict.fromkeys(key for found in counted.values() for key in found))
    parts = []
    for key in keys:
        values = {leaf: found.get(key) or counting.answer(leaf, None) for leaf, found in counted.items()}
        parts.append(Part(key, names[key], counting.combine(ask, values)))
    return parts


def _leaf(leaf: Ask, title: str, rows: Rows) -> tuple[Mapping[Any, Value], dict[Any, str]]:
    one = counting.counted(leaf)
    seen, kind = rows.of(one.facts.ledger), one.facts.by[title]
    if seen is None:
        return {}, {}
    found = (
        seen.filter(counting.condition(leaf))
        .order_by()
        .values(split_key=kind.key())
        .annotate(split_value=one.measure.expression(Q()))
    )
    made = {row["split_key"]: counting.answer(leaf, row["split_value"]) for row in found}
    return made, kind.names(list(made))


def _leaves(indicator: Indicator) -> Sequence[Counted]:
    if isinstance(indicator, Counted):
        return [indicator]
    parts = [indicator.of] if isinstance(indicator, Change) else indicator.parts
    return [leaf for part in parts if part is not indicator for leaf in _leaves(part)]
