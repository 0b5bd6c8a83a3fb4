"""A first roster, seat after seat in the order of time, each to whoever has had the least: where the solver starts.

It keeps every rule of ``rostering`` but proves nothing. It must not know the solver.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

DAY = timedelta(days=1)


class SeatLike(Protocol):
    """What is read of a seat."""

    @property
    def group(self) -> str: ...
    @property
    def begins(self) -> datetime: ...
    @property
    def ends(self) -> datetime: ...
    @property
    def need(self) -> int: ...
    @property
    def kinds(self) -> frozenset[str]: ...
    @property
    def rest(self) -> timedelta: ...
    @property
    def runs(self) -> bool: ...
    @property
    def resting(self) -> bool: ...
    @property
    def held(self) -> frozenset[int]: ...


@dataclass(slots=True)
class _Had:
    """What one worker has had so far."""

    shifts: list[tuple[datetime, datetime, datetime, bool]] = field(
        default_factory=list
    )  # begins, ends, rested, standby
    days: set[date] = field(default_factory=set)
    load: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))


def start(
    seats: Sequence[SeatLike],
    open_to: Sequence[Sequence[int]],
    weights: Mapping[str, int],
    longest_run: int | None,
    before: Mapping[int, tuple[frozenset[date], Mapping[tuple[str, str], float]]],
) -> list[tuple[int, int]]:
    """(number of the seat, worker) pairs. ``open_to``: who may fill each seat, the held ones included. ``before``:
    worker → days worked just before, and load so far in parts of the fair share."""
    had: dict[int, _Had] = defaultdict(_Had)
    for worker, (days, load) in before.items():
        had[worker].days.update(days)
        had[worker].load.update(load)
    pairs = []
    for number, seat in enumerate(seats):  # those who keep their seats stand in the way of others from the beginning
        for worker in seat.held:
            _take(had[worker], seat)
            pairs.append((number, worker))
    order = sorted(range(len(seats)), key=lambda n: (seats[n].begins, len(open_to[n]), n))
    for number in order:
        seat = seats[number]
        free = [w for w in open_to[number] if w not in seat.held and _fits(had[w], seat, longest_run)]
        free.sort(key=lambda w: (_burden(had[w], seat, weights), w))
        for worker in free[: max(seat.need - len(seat.held), 0)]:
            _take(had[worker], seat)
            pairs.append((number, worker))
    return pairs


def _burden(had: _Had, seat: SeatLike, weights: Mapping[str, int]) -> float:
    """The special kinds of a seat weigh more than its being one more."""
    return sum(weights.get(kind, 0) * had.load[seat.group, kind] * (1 if kind == "all" else 3) for kind in seat.kinds)


def _fits(had: _Had, seat: SeatLike, longest_run: int | None) -> bool:
    for begins, ends, rested, standby in had.shifts:
        quiet = standby or seat.resting
        if begins < (seat.ends if quiet else seat.ends + seat.rest) and seat.begins < (ends if quiet else rested):
            return False
    if longest_run is None or not seat.runs:
        return True
    on = seat.begins.date()
    run, back, ahead = 1, on - DAY, on + DAY
    while back in had.days:
        run, back = run + 1, back - DAY
    while ahead in had.days:
        run, ahead = run + 1, ahead + DAY
    return run <= longest_run


def _take(had: _Had, seat: SeatLike) -> None:
    had.shifts.append((seat.begins, seat.ends, seat.ends + seat.rest, seat.resting))
    if seat.runs:
        had.days.add(seat.begins.date())
    for kind in seat.kinds:
        had.load[seat.group, kind] += 1
