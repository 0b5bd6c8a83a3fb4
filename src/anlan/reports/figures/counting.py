"""Many indicators in one pass over each ledger, for one person's rows, with what cannot be said left unsaid.

Values are exact: counts are ``int``, sums and ratios ``Decimal``; None stands for “—” and ``Value.why`` says why.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import access
from anlan.base.periods import Period
from anlan.kit.ledger import lists
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledger_by_code
from anlan.reports.figures import passing, registry
from anlan.reports.figures.asking import (
    DASH,
    Ask,
    Number,
    Value,
    answer,
    condition,
    counted,
    dimension,
    in_period,
    look_up,
    looking_up_once,
    recall,
)  # fmt: skip
from anlan.reports.figures.declaration import Change, Counted, Difference, Indicator, Norm, Ratio, Total, Waiting
from anlan.reports.figures.dimensions import Members
from anlan.reports.figures.passing import Split

Shares = dict[Split, dict[Any, Value]]


@dataclass
class Rows:
    """The rows of one ledger that a person may see; ``user`` None stands for the bureau itself."""

    user: Any
    _kept: dict[str, QuerySet[Any] | None] = field(default_factory=dict)

    def of(self, code: str) -> QuerySet[Any] | None:
        """None where the person may not open the ledger."""
        if code not in self._kept:
            self._kept[code] = self._found(ledger_by_code(code))
        return self._kept[code]

    def whole(self, code: str) -> bool:
        """Does the person see every row of the ledger?"""
        ledger = ledger_by_code(code)
        return self.user is None or access.unlimited(self.user, f"{code}.view", ledger.scope)

    def _found(self, ledger: Ledger) -> QuerySet[Any] | None:
        if self.user is None:
            return ledger.model._default_manager.all()
        if not access.can(self.user, f"{ledger.code}.view"):
            return None
        return lists.visible(ledger, self.user)


def compute(asks: Iterable[Ask], user: Any = None) -> dict[Ask, Value]:
    """The answers to all questions, by few statements a ledger. Raises ``UnknownValue`` for an unknown qualifier."""
    with looking_up_once():
        wanted = list(dict.fromkeys(asks))
        rows = Rows(user)
        found, _shares = count([leaf for ask in wanted for leaf in leaves(ask)], (), rows)
        found |= entered(wanted, found, rows)
        return {ask: combine(ask, found) for ask in wanted}


def value(indicator: Indicator, period: Period, user: Any = None, **qualifiers: str) -> Value:
    """One figure."""
    ask = Ask(indicator, period, tuple(qualifiers.items()))
    return compute([ask], user)[ask]


def year_before(period: Period) -> Period:
    """The same months and days last year; of a period that still runs, up to the day of today."""
    return period.until(max(clock.today(), period.first)).previous_year()


def leaves(ask: Ask) -> Iterable[Ask]:
    """The counted questions that an answer is made of."""
    one = ask.indicator
    if isinstance(one, Counted):
        yield ask
    elif isinstance(one, Change):
        yield from leaves(ask.of(one.of))
        yield from leaves(ask.of(one.of, year_before(ask.period)))
    elif isinstance(one, (Ratio, Difference, Total)):
        for part in one.parts:
            yield from leaves(ask.of(part))


def combine(ask: Ask, known: Mapping[Ask, Value]) -> Value:
    """The answer from those of its leaves, or as it was itself entered for an earlier time."""
    one = ask.indicator
    if ask in known or isinstance(one, Counted):
        return known[ask]
    if isinstance(one, Waiting):
        return Value(None, one.unit, _("等待台账“%(ledger)s”。") % {"ledger": one.waiting_for})
    if isinstance(one, Norm):
        number = one.read(ask.period, dict(ask.qualifiers))
        return Value(number, one.unit, "" if number is not None else _("尚未设定。"), places=one.places)
    if isinstance(one, Change):
        parts = [combine(ask.of(one.of), known), combine(ask.of(one.of, year_before(ask.period)), known)]
    else:
        parts = [combine(ask.of(part), known) for part in one.parts]
    for part in parts:
        if part.number is None:
            return Value(None, one.unit, part.why or _("没有数据。"))
    return _made(one, [part.number for part in parts], any(part.past for part in parts))


def _made(one: Indicator, numbers: Sequence[Any], past: bool) -> Value:
    if isinstance(one, Ratio):
        if not numbers[1]:
            return Value(None, one.unit, _("分母为零，不计算。"))
        return Value(Decimal(numbers[0]) * one.scale / Decimal(numbers[1]), one.unit, past=past, places=one.places)
    if isinstance(one, Difference):
        return Value(numbers[0] - numbers[1], one.unit, past=past, places=one.places)
    if isinstance(one, Change) and not one.absolute:
        if not numbers[1]:
            return Value(None, one.unit, _("去年同期为零，不计算增幅。"))
        change = (Decimal(numbers[0]) - Decimal(numbers[1])) * 100 / Decimal(numbers[1])
        return Value(change, one.unit, past=past, places=one.places)
    if isinstance(one, Change):
        return Value(numbers[0] - numbers[1], one.unit, past=past, places=one.places)
    return Value(sum(numbers), one.unit, past=past, places=one.places)


def count(asks: Iterable[Ask], splits: Iterable[Split], rows: Rows) -> tuple[dict[Ask, Value], Shares]:
    """Counted questions, whole and split: gathered by the ledger and the day that they are counted by."""
    wholes: dict[tuple[str, str], dict[Ask, None]] = defaultdict(dict)
    parts: dict[tuple[str, str], dict[Split, None]] = defaultdict(dict)
    for ask in asks:
        wholes[_pass_of(ask)][ask] = None
    for ask, title in splits:
        parts[_pass_of(ask)][ask, title] = None
    found: dict[Ask, Value] = {}
    shares: Shares = {}
    for ledger, on in dict.fromkeys([*wholes, *parts]):
        here, split = list(wholes[ledger, on]), list(parts[ledger, on])
        seen = rows.of(ledger)
        if seen is None:
            found |= {ask: Value(None, counted(ask).unit, _("您没有查看这本台账的权限。")) for ask in here}
            shares |= {one: {} for one in split}
            continue
        numbers, lines = passing.over(seen, on, here, split)
        found |= {ask: answer(ask, number) for ask, number in numbers.items()}
        shares |= {one: {key: answer(one[0], number) for key, number in lines[one].items()} for one in split}
    return _with_past(found, shares, rows)


def _pass_of(ask: Ask) -> tuple[str, str]:
    return counted(ask).facts.ledger, counted(ask).on


def _with_past(found: dict[Ask, Value], shares: Shares, rows: Rows) -> tuple[dict[Ask, Value], Shares]:
    """Where nothing was counted, the figure entered for that time: for those who see all rows that it speaks of."""
    empty = [ask for ask, value in found.items() if not value.number and rows.whole(counted(ask).facts.ledger)]
    split = [one for one in shares if rows.whole(counted(one[0]).facts.ledger)]
    known = _past_codes() if empty or split else frozenset()
    for ask in empty:
        found[ask] = _past(ask, known) or found[ask]
    for one in split:
        if one[0].indicator.code in known:
            shares[one] |= dict(_past_parts(one, shares[one], known))
    return found, shares


def _past_codes() -> frozenset[str]:
    return recall("past codes", registry.past_codes)


def entered(asks: Iterable[Ask], found: Mapping[Ask, Value], rows: Rows) -> dict[Ask, Value]:
    """Shares and totals that were entered for a time of which none of their parts has a figure."""
    empty = [
        ask for ask in asks
        if isinstance(ask.indicator, (Ratio, Difference, Total))
        and all(not found[leaf].number and rows.whole(counted(leaf).facts.ledger) for leaf in leaves(ask))
    ]  # fmt: skip
    known = _past_codes() if empty else frozenset()
    return {ask: earlier for ask in empty if (earlier := _past(ask, known)) is not None}


def _past(ask: Ask, known: frozenset[str]) -> Value | None:
    if ask.indicator.code not in known:
        return None
    named = dict(ask.qualifiers)
    place, campaign = named.pop("属地", None), named.pop("专项", None)
    number = None if named else registry.past(ask.indicator.code, ask.period, place, campaign)
    return None if number is None else Value(number, ask.indicator.unit, past=True, places=ask.indicator.places)


def _past_parts(split: Split, parts: Mapping[Any, Value], known: frozenset[str]) -> Iterator[tuple[Any, Value]]:
    """What was entered for campaigns of which nothing was counted."""
    ask, title = split
    kind = counted(ask).facts.by[title]
    if not isinstance(kind, Members):
        return
    names = kind.names(list(dict.fromkeys(top for _key, top in kind.above())))
    for key, name in names.items():
        if key not in parts or not parts[key].number:
            earlier = _past(Ask(ask.indicator, ask.period, (*ask.qualifiers, (title, name))), known)
            if earlier is not None:
                yield key, earlier


def opened(ask: Ask, user: Any) -> list[tuple[Indicator, Ledger, QuerySet[Any] | None]]:
    """The rows behind a figure: one entry for each counted part; None where the person may not open its ledger."""
    found: list[tuple[Indicator, Ledger, QuerySet[Any] | None]] = []
    rows = Rows(user)
    for leaf in leaves(ask):
        one = counted(leaf)
        seen = rows.of(one.facts.ledger)
        found.append((one, ledger_by_code(one.facts.ledger), None if seen is None else seen.filter(condition(leaf))))
    return found


__all__ = [
    "DASH", "Ask", "Number", "Rows", "Shares", "Split", "Value", "answer", "combine", "compute", "condition", "count",
    "counted", "dimension", "in_period", "leaves", "look_up", "looking_up_once", "opened", "recall", "value",
    "year_before",
]  # fmt: skip
