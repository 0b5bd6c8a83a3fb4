"""Which number stands where a figure was reported for a time (上报数) and rows of it are kept too: the one place of it.

What is compared with (``Ask.compared``) reads as it was reported, since the rows may cover that time in part; a figure
that is asked for itself is counted, and reads as reported only where there is nothing to count. Either keeps the other
number beside it (``Value.other``). Must not know how rows are counted, nor where what was reported is kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from anlan.reports.figures import registry
from anlan.reports.figures.asking import Ask, Number, Value, counted, leaves, recall
from anlan.reports.figures.declaration import Change, Difference, Indicator, Norm, Ratio, Waiting

AREA, CAMPAIGN = "属地", "专项"  # what a reported figure can be narrowed by


@dataclass(frozen=True)
class Reported:
    """What was reported, for a person; ``whole`` says whether she sees every row of a ledger."""

    whole: Callable[[str], bool]

    def any_of(self, ask: Ask) -> bool:
        """Whether anything was reported for this indicator and time at all."""
        return (ask.indicator.code, ask.period.first, ask.period.last) in recall("reported", registry.past_known)

    def number(self, ask: Ask) -> Number:
        """Of exactly this question, for who sees all rows that it speaks of."""
        given = dict(ask.qualifiers)
        place, campaign = given.pop(AREA, None), given.pop(CAMPAIGN, None)
        if given or not self.any_of(ask) or not all(self.whole(counted(leaf).facts.ledger) for leaf in leaves(ask)):
            return None
        key = ask.indicator.code, ask.period
        return recall(("reported", *key), lambda: registry.past(*key))(place, campaign)

    def beside(self, ask: Ask, value: Value, *, nothing: bool) -> Value:
        """The answer; ``nothing`` says that no row was counted for it."""
        reported = None if isinstance(ask.indicator, (Change, Norm, Waiting)) else self.number(ask)
        if reported is None:
            return value
        if not (ask.compared or nothing):
            return replace(value, other=reported)
        rows = value.other if value.past else value.number
        return Value(reported, ask.indicator.unit, past=True, places=ask.indicator.places, other=rows or None)


def of_one_kind(one: Indicator, parts: Sequence[Value]) -> Sequence[Value]:
    """What depends on its parts together takes them all as reported or all as counted: no 35 of 40 among 1,234."""
    if not isinstance(one, (Ratio, Difference)):
        return parts
    kinds = {value.past for value, part in zip(parts, one.parts, strict=True) if not isinstance(part, Norm)}
    return parts if len(kinds) < 2 else [by_rows(value) for value in parts]


def by_rows(value: Value) -> Value:
    """The same from the rows alone."""
    return replace(value, number=value.other or 0, past=False, other=None) if value.past else value
