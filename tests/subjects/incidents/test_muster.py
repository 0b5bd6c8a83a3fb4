"""Known answers of the measure of a muster, and of which limit fits an event."""

from types import SimpleNamespace
from typing import Any

import pytest

from anlan.subjects.incidents import rules
from anlan.subjects.incidents.rules import Muster, fitting, muster, spoken

MINUTE = 60


def minutes(*values: float | None) -> list[int | None]:
    return [None if value is None else round(value * MINUTE) for value in values]


def test_thirty_who_come_one_a_minute_muster_when_the_last_is_there() -> None:
    took = muster(minutes(*range(1, 31)), minutes=30)
    assert took == Muster(30, 30, 15 * MINUTE, 27 * MINUTE, 30 * MINUTE, 30 * MINUTE, True)


def test_the_thirtieth_minute_itself_is_in_time_and_the_second_after_it_is_not() -> None:
    assert muster([1800], minutes=30).in_time is True
    assert muster([1801], minutes=30).in_time is False


def test_who_comes_first_is_of_no_importance() -> None:
    assert muster([900, 60, 300], minutes=30) == muster([60, 300, 900], minutes=30)


def test_a_share_is_rounded_up_to_whole_persons() -> None:
    took = muster([10, 20, 30, None, None], minutes=30)
    assert (took.half, took.ninety, took.all) == (30, None, None)
    assert muster([10, None], minutes=30).half == 10
    assert muster([10, None, None], minutes=30).half is None


def test_nine_tenths_are_enough_where_the_team_says_so() -> None:
    came = minutes(*range(1, 28), None, None, None)
    took = muster(came, minutes=30, percent=90)
    assert (took.mustered, took.in_time) == (27 * MINUTE, True)
    assert muster(came, minutes=30, percent=100).in_time is False


@pytest.mark.parametrize(
    ("elapsed", "in_time"),
    [(0, None), (29 * MINUTE, None), (30 * MINUTE, None), (30 * MINUTE + 1, False), (None, False)],
)
def test_nothing_is_decided_while_the_line_lies_ahead(elapsed: int | None, in_time: bool | None) -> None:
    assert muster([60, None], minutes=30, elapsed=elapsed).in_time is in_time


def test_nobody_called_is_never_in_time() -> None:
    assert muster([], minutes=30, elapsed=60) == Muster(0, 0, None, None, None, None, False)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "—"), (0, "0 分 00 秒"), (1650, "27 分 30 秒"), (3600, "1 小时 0 分"), (5430, "1 小时 30 分")],
)
def test_durations_as_people_say_them(seconds: int | None, words: str) -> None:
    assert spoken(seconds) == words


def limit(minutes: int, kind: int | None = None, level: int | None = None, **more: Any) -> SimpleNamespace:
    return SimpleNamespace(
        **{"report": "first", "kind_id": kind, "level": level, "minutes": minutes, "active": True} | more
    )


def test_the_limit_that_says_most_about_the_event_counts() -> None:
    limits = [limit(60), limit(50, level=2), limit(40, kind=7), limit(20, kind=7, level=2), limit(5, report="phone")]

    def found(kind: int | None, level: int | None) -> int:
        return int(fitting(limits, "first", kind, level).minutes)

    assert (found(None, None), found(3, 4), found(3, 2), found(7, None), found(7, 2)) == (60, 60, 50, 40, 20)


def test_a_limit_out_of_use_or_of_another_report_fits_nothing() -> None:
    assert fitting([limit(60, active=False), limit(30, report="phone")], "first", None, None) is None


def test_an_alarm_and_an_event_lie_in_the_past_and_in_order() -> None:
    from anlan.base import clock

    clock.set_for_tests(clock.at("2026-11-22 14:00"))
    early, now, late = (clock.at(f"2026-11-22 {text}") for text in ("13:00", "14:00", "14:01"))
    assert rules.contradictions({"received_at": now, "occurred_at": early}) == {}
    assert rules.contradictions({"received_at": late}) == {"received_at": "接报时间不能晚于现在。"}
    assert rules.contradictions({"received_at": early, "occurred_at": now}) == {
        "occurred_at": "发生时间不能晚于接报时间。"
    }
    assert rules.alarm_ahead({"received_at": late}) == {"received_at": "接警时间不能晚于现在。"}
    assert rules.alarm_ahead({"received_at": now}) == {}
