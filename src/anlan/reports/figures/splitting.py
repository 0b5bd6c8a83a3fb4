"""A figure split by a dimension, month by month, and ranked. Must not know pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from anlan.base.periods import Period, PeriodKind
from anlan.reports.figures import counting, passing
from anlan.reports.figures.counting import Ask, Rows, Split, Value
from anlan.reports.figures.declaration import Change, Counted, Indicator
from anlan.reports.figures.dimensions import Dimension, Members
from anlan.reports.figures.measures import Apart
from anlan.reports.figures.reported import Reported

MOST = 60  # values of a dimension that are asked one by one
MOST_STEPS = 400  # stretches of time in one trend


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


@dataclass(frozen=True)
class Reckoned:
    """All that was asked for at once: figures, and splits with their parts."""

    values: Mapping[Ask, Value]
    parts: Mapping[Split, list[Part]]


def split(ask: Ask, title: str, user: Any = None) -> list[Part]:
    """The figure for each value of a dimension, largest first, those without a number last. Raises ``UnknownValue``."""
    return reckon((), [(ask, title)], user).parts[ask, title]


def reckon(asks: Iterable[Ask], splits: Iterable[Split], user: Any = None) -> Reckoned:
    """Many figures and splits by as few statements as there can be: what a report asks. Raises ``UnknownValue``."""
    with counting.looking_up_once(), passing.unstinted():
        wanted, divided = list(dict.fromkeys(asks)), list(dict.fromkeys(splits))
        named = {one: _named(*one) for one in divided if not _together(*one)}
        single = [ask for asked in named.values() for ask in asked.values()]
        together = [one for one in divided if one not in named]
        found, shares = counting.count(
            [leaf for ask in (*wanted, *single) for leaf in counting.leaves(ask)],
            [(leaf, title) for ask, title in together for leaf in counting.leaves(ask)],
            rows := Rows(user),
        )
        reported = rows.reported
        parts: dict[Split, list[Part]] = {one: _joined(*one, shares, reported) for one in together}
        for one, asked in named.items():
            made = [Part(name, name, counting.combine(ask, found, reported)) for name, ask in asked.items()]
            parts[one] = [part for part in made if part.value.number]
        values = {ask: counting.combine(ask, found, reported) for ask in wanted}
        return Reckoned(values, {one: _ranked(parts[one]) for one in divided})


def _ranked(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: (part.value.number is None, -(part.value.number or 0), part.name))


def steps(ask: Ask, kind: str = PeriodKind.MONTH) -> list[Ask]:
    """The same question for each month (week, quarter …) that its period holds."""
    found: list[Ask] = []
    step = Period.of(kind, ask.period.first)
    while step.first <= ask.period.last and len(found) < MOST_STEPS:
        found.append(replace(ask, period=step))
        step = step.next()
    return found


def trend(ask: Ask, kind: str = PeriodKind.MONTH, user: Any = None) -> list[tuple[Period, Value]]:
    """The figure of each month (week, quarter …) that the period holds, in one pass."""
    asks = steps(ask, kind)
    found = counting.compute(asks, user)
    return [(one.period, found[one]) for one in asks]


def _together(ask: Ask, title: str) -> bool:
    """Whether all counted parts can be split by one statement."""
    return all(
        counting.dimension(one.facts, title).grouped and not isinstance(one.measure, Apart)
        for one in _leaves(ask.indicator)
    )


def _named(ask: Ask, title: str) -> dict[str, Ask]:
    """One question for each value that the dimension offers."""
    kind = counting.dimension(_leaves(ask.indicator)[0].facts, title)
    return {name: ask.within(title, name) for name in kind.offered()[:MOST]}


def _joined(ask: Ask, title: str, shares: Mapping[Split, Mapping[Any, Value]], reported: Reported) -> list[Part]:
    """The parts of a figure from those of what it is made of."""
    leaves = list(dict.fromkeys(counting.leaves(ask)))
    keys = list(dict.fromkeys(key for leaf in leaves for key in shares[leaf, title]))
    if not keys:
        return []
    kind = counting.counted(leaves[0]).facts.by[title]
    names: Mapping[Any, str] = counting.recall(("names", kind, frozenset(keys)), lambda: kind.names(keys))
    parts = []
    for key in keys:
        values = {leaf: shares[leaf, title].get(key) or counting.answer(leaf, None) for leaf in leaves}
        parts.append(Part(key, names[key], _part(ask, title, names[key], values, reported)))
    return [part for part in parts if part.value.number] if isinstance(kind, Members) else parts


def _part(ask: Ask, title: str, name: str, values: Mapping[Ask, Value], reported: Reported) -> Value:
    """One part from those of what it is made of, which know by now what was reported for it."""
    if isinstance(ask.indicator, Counted):
        return values[ask]
    narrowed = {leaf.within(title, name): value for leaf, value in values.items()}
    return counting.combine(ask.within(title, name), narrowed, reported)


def _leaves(indicator: Indicator) -> Sequence[Counted]:
    if isinstance(indicator, Counted):
        return [indicator]
    parts = [indicator.of] if isinstance(indicator, Change) else indicator.parts
    return [leaf for part in parts if part is not indicator for leaf in _leaves(part)]
