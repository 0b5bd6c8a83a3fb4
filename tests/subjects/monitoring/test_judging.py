"""Limits with duration and hysteresis, and what tells a broken device from an event; pure."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from anlan.subjects.monitoring.choices import FaultKind, Flag
from anlan.subjects.monitoring.frames.shapes import BEIJING
from anlan.subjects.monitoring.judging import Limit, Plausible, State, judge, nearest

START = datetime(2026, 11, 22, 8, tzinfo=BEIJING)
HIGH = Limit(1, 2, True, 68.0, hysteresis=0.2)
SLOW = Limit(2, 3, True, 68.0, lasts=timedelta(minutes=10))
LOW = Limit(3, 2, False, 10.0)
RIVER = Plausible(lowest=0, highest=100, largest_step=0.5, zero_is_fault=True, stuck=timedelta(hours=1))


class Told:
    """A stream of values five minutes apart."""

    def __init__(self, *limits: Limit, plausible: Plausible | None = None) -> None:
        self.state, self.at = State(), START
        self.limits, self.plausible = limits, plausible or Plausible()

    def hear(self, *values: float, every: int = 5, faulty: bool = False) -> list[tuple[str, bool]]:
        """Fault and whether any limit holds, after each."""
        found = []
        for value in values:
            self.flag = judge(self.state, self.at, value, limits=self.limits, plausible=self.plausible, faulty=faulty)
            found.append((self.state.fault, bool(self.state.holding())))
            self.at += timedelta(minutes=every)
        return found

    def holds(self, *values: float, every: int = 5) -> list[bool]:
        return [holds for _fault, holds in self.hear(*values, every=every)]

    def faults(self, *values: float, every: int = 5) -> list[str]:
        return [fault for fault, _holds in self.hear(*values, every=every)]


def test_a_limit_holds_from_its_value_on_and_lets_go_only_below_its_hysteresis() -> None:
    assert Told(HIGH).holds(67.9, 68.0, 67.9, 67.8, 67.79, 67.9) == [False, True, True, True, False, False]


def test_a_limit_below_is_the_mirror_of_one_above() -> None:
    low = Limit(3, 2, False, 10.0, hysteresis=1.0)
    assert Told(low).holds(10.1, 10.0, 11.0, 11.1) == [False, True, True, False]


def test_a_limit_with_duration_holds_only_after_it() -> None:
    assert Told(SLOW).holds(68.1, 68.2, 68.1, 68.0) == [False, False, True, True]


def test_falling_back_in_between_begins_anew() -> None:
    assert Told(SLOW).holds(68.1, 68.1, 67.0, 68.1, 68.1, 68.1) == [False, False, False, False, False, True]


def test_silence_proves_no_duration() -> None:
    told = Told(SLOW)
    assert told.holds(68.1, every=180) == [False]
    assert told.holds(68.1, 68.1, 68.1) == [False, False, True]


def test_two_limits_at_once() -> None:
    told = Told(HIGH, SLOW)
    told.hear(68.5)
    assert told.state.holding() == {1}
    told.hear(68.5, 68.5)
    assert told.state.holding() == {1, 2}


def test_a_sudden_zero_is_a_broken_device_and_not_a_fallen_river() -> None:
    told = Told(LOW, plausible=RIVER)
    assert told.hear(12.0, 0.0, 0.0, 0.0, 0.0) == [("", False)] + [(FaultKind.ZERO, False)] * 4
    assert told.hear(11.9) == [("", False)], "back to what it was"


def test_a_sudden_zero_lets_no_alarm_go() -> None:
    told = Told(HIGH, plausible=Plausible(zero_is_fault=True))
    assert told.hear(68.5, 0.0) == [("", True), (FaultKind.ZERO, True)]


def test_a_river_that_falls_slowly_may_reach_zero() -> None:
    assert Told(plausible=RIVER).faults(0.9, 0.4, 0.0) == ["", "", ""]


def test_a_leap_is_doubted_until_three_values_agree() -> None:
    told = Told(HIGH, plausible=RIVER)
    assert told.hear(66.0, 68.5, 68.6, 68.7) == [
        ("", False), (FaultKind.JUMP, False), (FaultKind.JUMP, False), ("", True),
    ]  # fmt: skip


def test_leaps_that_do_not_agree_are_never_believed() -> None:
    assert Told(HIGH, plausible=RIVER).faults(66.0, 80.0, 66.2, 90.0, 70.0, 95.0, 71.0, 66.1) == [
        "", "jump", "", "jump", "jump", "jump", "jump", "",
    ]  # fmt: skip


def test_after_a_gap_of_hours_a_step_proves_nothing() -> None:
    told = Told(HIGH, plausible=RIVER)
    told.hear(66.0, every=300)
    assert told.hear(68.5) == [("", True)]


def test_beyond_the_range_and_never_changing() -> None:
    assert Told(plausible=RIVER).faults(-1.0, 101.0) == ["range", "range"]
    assert Told(plausible=RIVER).faults(*[5.0] * 14)[-3:] == ["", "stuck", "stuck"]
    told = Told(plausible=RIVER)
    told.hear(*[5.0] * 14)
    assert told.faults(5.1) == [""]


def test_a_device_that_calls_itself_faulty_moves_nothing() -> None:
    told = Told(HIGH)
    assert told.hear(69.0, faulty=True) == [(FaultKind.REPORTED, False)]
    assert told.flag is Flag.FAULTY


def test_the_nearest_limit_of_a_colour_and_side_holds() -> None:
    county, own, red = Limit(1, 2, True, 68.0), Limit(2, 2, True, 70.0), Limit(3, 4, True, 71.0)
    assert nearest([(county, 6), (own, 100), (red, 6), (LOW, 6)]) == [own, red, LOW]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, width=32), max_size=30))
def test_no_stream_crashes_and_only_good_values_move_limits(values: list[float]) -> None:
    told = Told(HIGH, SLOW, LOW, plausible=RIVER)
    for value in values:
        before = told.state.holding()
        told.hear(value)
        if told.flag is not Flag.GOOD:
            assert told.state.holding() == before
        else:
            assert told.state.good_value == value
