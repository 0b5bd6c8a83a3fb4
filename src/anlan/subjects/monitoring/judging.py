"""Judges one sensor's stream of values: is the device broken, and which limits hold. Pure: no clock, no queries.

A broken device says nothing: its values move no limit, neither into alarm nor out of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from anlan.subjects.monitoring.choices import FaultKind, Flag

BELIEVED = 3  # so many values that agree with each other are a new state of things, not a leap of the device
LONGEST_GAP = timedelta(hours=2)  # after it a step proves nothing, and no limit was seen to last
AHEAD = timedelta(minutes=10)  # how far a device's clock may run ahead of ours


@dataclass(frozen=True, slots=True)
class Limit:
    """One threshold: ``rank`` orders the colours, ``lasts`` is how long the value must stay beyond."""

    key: int
    rank: int
    above: bool
    value: float
    lasts: timedelta = timedelta()
    hysteresis: float = 0.0

    def beyond(self, value: float) -> bool:
        """Is the value on the side of danger?"""
        return value >= self.value if self.above else value <= self.value

    def back(self, value: float) -> bool:
        """Has the value come back far enough for the limit to be over?"""
        return value < self.value - self.hysteresis if self.above else value > self.value + self.hysteresis


@dataclass(frozen=True, slots=True)
class Plausible:
    """What no such quantity does."""

    lowest: float | None = None
    highest: float | None = None
    largest_step: float | None = None
    zero_is_fault: bool = False
    stuck: timedelta | None = None


@dataclass(slots=True)
class State:
    """Where the judging of one sensor stands. ``watch``: limit → (since when beyond, whether it holds)."""

    last_at: datetime | None = None
    last_value: float | None = None
    good_at: datetime | None = None
    good_value: float | None = None
    same_since: datetime | None = None
    doubt: list[float] = field(default_factory=list)
    watch: dict[int, tuple[datetime, bool]] = field(default_factory=dict)
    fault: str = ""

    def holding(self) -> frozenset[int]:
        """The limits that are in alarm now."""
        return frozenset(key for key, (_since, holds) in self.watch.items() if holds)


def judge(
    state: State, at: datetime, value: float, *, limits: Iterable[Limit], plausible: Plausible, faulty: bool = False
) -> Flag:
    """Take one value that is newer than all before; changes ``state`` and says what the value is worth."""
    gap = state.good_at is not None and at - state.good_at > LONGEST_GAP
    if state.last_value != value or state.same_since is None:
        state.same_since = at
    fault = FaultKind.REPORTED.value if faulty else _fault(state, at, value, plausible, gap)
    state.last_at, state.last_value, state.fault = at, value, fault
    if fault:
        return Flag.FAULTY if faulty else Flag.SUSPECT
    state.good_at, state.good_value, state.doubt = at, value, []
    _watch(state, at, value, limits, gap)
    return Flag.GOOD


def _fault(state: State, at: datetime, value: float, plausible: Plausible, gap: bool) -> str:
    """What is wrong with the value, or nothing."""
    if (plausible.lowest is not None and value < plausible.lowest) or (
        plausible.highest is not None and value > plausible.highest
    ):
        return FaultKind.RANGE
    before = state.good_value
    if plausible.zero_is_fault and value == 0 and before not in (None, 0) and not _slid_to_zero(before, plausible):
        return FaultKind.ZERO
    if not gap and before is not None and _leaps(before, value, plausible) and not _believed(state, value, plausible):
        return FaultKind.JUMP
    if plausible.stuck and state.same_since and at - state.same_since >= plausible.stuck:
        return FaultKind.STUCK
    return ""


def _slid_to_zero(before: float | None, plausible: Plausible) -> bool:
    """Zero may be true where the value was next to it already."""
    return before is not None and plausible.largest_step is not None and abs(before) <= plausible.largest_step


def _leaps(before: float, value: float, plausible: Plausible) -> bool:
    return plausible.largest_step is not None and abs(value - before) > plausible.largest_step


def _believed(state: State, value: float, plausible: Plausible) -> bool:
    """Several values in a row that agree with each other are believed after all."""
    if state.doubt and _leaps(state.doubt[-1], value, plausible):
        state.doubt = []
    state.doubt = [*state.doubt, value]
    return len(state.doubt) >= BELIEVED


def _watch(state: State, at: datetime, value: float, limits: Iterable[Limit], gap: bool) -> None:
    kept: dict[int, tuple[datetime, bool]] = {}
    for limit in limits:
        since, holds = state.watch.get(limit.key, (at, False))
        if holds:
            if not limit.back(value):
                kept[limit.key] = (since, True)
        elif limit.beyond(value):
            since = at if gap else since
            kept[limit.key] = (since, at - since >= limit.lasts)
    state.watch = kept


def nearest(limits: Iterable[tuple[Limit, int]]) -> list[Limit]:
    """Of several limits of one colour and side the one that lies nearest, by its closeness (the larger the nearer)."""
    chosen: dict[tuple[int, bool], tuple[Limit, int]] = {}
    for limit, closeness in limits:
        slot = (limit.rank, limit.above)
        if slot not in chosen or closeness > chosen[slot][1]:
            chosen[slot] = (limit, closeness)
    return [limit for limit, _closeness in chosen.values()]
