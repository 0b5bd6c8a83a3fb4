"""Many indicators in one pass over each ledger, for one person's rows, with what cannot be said left unsaid.

Values are exact: counts are ``int``, sums and ratios ``Decimal``; None stands for “—” and ``Value.why`` says why.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from anlan.base.people import access
from anlan.base.periods import Period
from anlan.kit.ledger import lists
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledger_by_code
from anlan.reports.figures import passing
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
    leaves,
    look_up,
    looking_up_once,
    recall,
    year_before,
)  # fmt: skip
from anlan.reports.figures.declaration import Change, Counted, Difference, Indicator, Norm, Ratio, Waiting
from anlan.reports.figures.passing import Split
from anlan.reports.figures.reported import AREA, CAMPAIGN, Reported, by_rows, of_one_kind

Shares = dict[Split, dict[Any, Value]]


@dataclass
class Rows:
    """The rows of one ledger that a person may see; ``user`` None stands for the bureau itself."""

    user: Any
    _kept: dict[str, QuerySet[Any] | None] = field(default_factory=dict)

    @property
    def reported(self) -> Reported:
        """What was reported, for this person."""
        return Reported(self.whole)

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
        return {ask: combine(ask, found, rows.reported) for ask in wanted}


def value(indicator: Indicator, period: Period, user: Any = None, **qualifiers: str) -> Value:
    """One figure."""
    ask = Ask(indicator, period, tuple(qualifiers.items()))
    return compute([ask], user)[ask]


def combine(ask: Ask, known: Mapping[Ask, Value], reported: Reported) -> Value:
    """The answer from those of its leaves, or as it was itself reported for its time."""
    one = ask.indicator
    if isinstance(one, Counted):
        return known[ask]
    if isinstance(one, Waiting):
        return Value(None, one.unit, _("等待台账“%(ledger)s”。") % {"ledger": one.waiting_for})
    if isinstance(one, Norm):
        number = one.read(ask.period, dict(ask.qualifiers))
        return Value(number, one.unit, "" if number is not None else _("尚未设定。"), places=one.places)
    asked = [ask.of(part) for part in one.parts]
    if isinstance(one, Change):
        asked.append(asked[0].against(year_before(ask.period)))
    parts = of_one_kind(one, [combine(part, known, reported) for part in asked])
    nothing = not any(by_rows(known[leaf]).number for leaf in leaves(ask))
    return reported.beside(ask, _combined(one, parts), nothing=nothing)


def _combined(one: Indicator, parts: Sequence[Value]) -> Value:
    for part in parts:
        if part.number is None:
            return Value(None, one.unit, part.why or _("没有数据。"))
    past = any(part.past for part in parts)
    made = _made(one, [part.number for part in parts], past)
    return replace(made, other=_made(one, [by_rows(part).number for part in parts], past).number) if past else made


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
    """Counted questions, whole and split, with what was reported for their times."""
    wanted, divided = list(asks), list(splits)
    found, shares = _of_rows([ask.of_rows for ask in wanted], [(ask.of_rows, title) for ask, title in divided], rows)
    numbers = {ask: found[ask.of_rows] for ask in wanted}
    return (
        {ask: rows.reported.beside(ask, value, nothing=not value.number) for ask, value in numbers.items()},
        {one: _beside_parts(one, shares[one[0].of_rows, one[1]], rows.reported) for one in divided},
    )


def _of_rows(asks: Iterable[Ask], splits: Iterable[Split], rows: Rows) -> tuple[dict[Ask, Value], Shares]:
    """Gathered by the ledger and the day that they are counted by."""
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
    return found, shares


def _pass_of(ask: Ask) -> tuple[str, str]:
    return counted(ask).facts.ledger, counted(ask).on


def _beside_parts(split: Split, lines: Mapping[Any, Value], reported: Reported) -> dict[Any, Value]:
    """The parts of a split with what was reported for them, also where no row was counted."""
    ask, title = split
    if title not in (AREA, CAMPAIGN) or not reported.any_of(ask):
        return dict(lines)
    kind = counted(ask).facts.by[title]
    keys = dict.fromkeys([*(key for key in lines if key not in (None, "")), *kind.possible()])
    made = dict(lines)
    for key, name in kind.names(list(keys)).items():
        rows = lines.get(key) or answer(ask, None)
        told = reported.beside(ask.within(title, name), rows, nothing=not rows.number)
        if key in lines or told.past:
            made[key] = told
    return made


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
