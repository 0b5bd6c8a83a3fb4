"""Turns by hour, day, week and month: none is left out, the hour on the wall stays, after the last comes the first."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from anlan.kit.solve.rotation import number_at, turn_begins, turns, whose

BERLIN = ZoneInfo("Europe/Berlin")
FIRST = datetime(2026, 11, 2, 8)


def begins(unit: Any, length: int, first: datetime, until: datetime) -> list[str]:
    return [f"{at:%m-%d %H:%M}" for _number, at, _ends in turns(first, unit, length, until)]


def test_each_day_hands_over_at_the_same_hour() -> None:
    assert begins("day", 1, FIRST, datetime(2026, 11, 5, 8)) == ["11-02 08:00", "11-03 08:00", "11-04 08:00"]


def test_each_week_and_each_second_week() -> None:
    assert begins("week", 1, FIRST, datetime(2026, 11, 20)) == ["11-02 08:00", "11-09 08:00", "11-16 08:00"]
    assert begins("week", 2, FIRST, datetime(2026, 12, 1)) == ["11-02 08:00", "11-16 08:00", "11-30 08:00"]


def test_each_month_and_a_month_too_short_hands_over_on_its_last_day() -> None:
    first = datetime(2026, 12, 31, 8)
    assert begins("month", 1, first, datetime(2027, 4, 1)) == [
        "12-31 08:00",
        "01-31 08:00",
        "02-28 08:00",
        "03-31 08:00",
    ]


def test_hours_pass_midnight() -> None:
    assert begins("hour", 12, datetime(2026, 11, 2, 20), datetime(2026, 11, 4)) == [
        "11-02 20:00",
        "11-03 08:00",
        "11-03 20:00",
    ]


def test_summer_time_moves_neither_the_hour_of_a_day_nor_the_length_of_an_hour() -> None:
    """In Berlin clocks go forward on 2026-03-29 and back on 2026-10-25; China's stay."""
    for first in (datetime(2026, 3, 28, 9, tzinfo=BERLIN), datetime(2026, 10, 24, 9, tzinfo=BERLIN)):
        after = turn_begins(first, "day", 1, 2)
        assert (after.hour, after.date()) == (9, (first + timedelta(days=2)).date())
        elapsed = turn_begins(first, "hour", 1, 48).astimezone(UTC) - first.astimezone(UTC)
        assert elapsed == timedelta(hours=48)


@pytest.mark.parametrize("unit", ["hour", "day", "week", "month"])
@pytest.mark.parametrize("length", [1, 3])
def test_turns_leave_no_gap_and_each_moment_knows_its_turn(unit: Any, length: int) -> None:
    ends = None
    for number, at, until in list(turns(FIRST, unit, length, datetime(2027, 3, 1)))[:60]:
        assert ends is None or at == ends
        assert at < until
        ends = until
        assert number_at(FIRST, unit, length, at) == number
        assert number_at(FIRST, unit, length, until - timedelta(seconds=1)) == number
    assert number_at(FIRST, unit, length, FIRST - timedelta(seconds=1)) == -1


def test_after_the_last_comes_the_first_and_before_the_first_the_last() -> None:
    people = ["甲", "乙", "丙"]
    assert [whose(people, number) for number in (-1, 0, 1, 2, 3)] == [("丙",), ("甲",), ("乙",), ("丙",), ("甲",)]


def test_two_at_a_time_go_round_and_a_small_circle_names_nobody_twice() -> None:
    assert [whose("甲乙丙", number, 2) for number in range(3)] == [("甲", "乙"), ("丙", "甲"), ("乙", "丙")]
    assert whose("甲", 5, 2) == ("甲",)
    assert whose("", 5, 2) == ()


def test_somebody_leaving_the_circle_leaves_the_others_in_order() -> None:
    assert [whose("甲丙丁", number)[0] for number in range(4)] == ["甲", "丙", "丁", "甲"]


def test_a_turn_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one unit"):
        turn_begins(FIRST, "day", 0, 1)
