"""What a roster must keep: each rule broken alone and said alone, and the same roster whole without a word."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest

from anlan.subjects.duty.rules import (
    Fitness,
    PostRule,
    Roster,
    Sitting,
    Strength,
    Turn,
    broken,
    clock_times,
    kinds_of,
    post_contradictions,
    shift_spans,
    strengthened,
    weekdays,
)

ZONE = timezone(timedelta(hours=8))
FIRST = datetime(2026, 11, 23, 8, tzinfo=ZONE)  # a Monday
DAY = timedelta(days=1)
POST = PostRule(1, "县值班室")
NAMES = {1: "周", 2: "吴", 11: "甲", 12: "乙", 13: "丙", 14: "丁", 15: "戊", 16: "己"}
POOL = {(1, key): Fitness(can_lead=key < 10, can_serve=key > 10) for key in NAMES}


def turn(
    day: float, *people: int, key: int = 0, hours: float = 24, post: int = 1, standby: tuple[int, ...] = ()
) -> Turn:
    begins = FIRST + DAY * day
    sitting = [Sitting(one, NAMES[one], "leader" if one < 10 else "member") for one in people]
    sitting += [Sitting(one, NAMES[one], "standby") for one in standby]
    return Turn(key or int(day * 10) + 1, post, begins, begins + timedelta(hours=hours), tuple(sitting))


def roster(*turns: Turn, **more: Any) -> Roster:
    return Roster(**{"posts": {1: POST}, "turns": turns, "pool": POOL} | more)


def told(made: Roster) -> list[str]:
    return [one.rule for one in broken(made)]


def test_two_persons_and_a_leader_all_day_is_whole() -> None:
    assert told(roster(turn(0, 1, 11, 12), turn(1, 2, 13, 14), turn(2, 1, 15, 16))) == []


@pytest.mark.parametrize(
    ("people", "expected"),
    [((11, 12), ["leader"]), ((1, 11), ["members"]), ((1,), ["members"]), ((), ["empty"]), ((1, 11, 12, 13), [])],
)
def test_fewer_than_two_or_no_leader_is_flagged(people: tuple[int, ...], expected: list[str]) -> None:
    assert told(roster(turn(0, *people))) == expected


def test_a_post_of_one_that_is_not_round_the_clock_needs_no_leader() -> None:
    alone = replace(POST, leaders=0, members=1, round_the_clock=False)
    assert told(roster(turn(0, 11), turn(2, 12), posts={1: alone})) == []


def test_round_the_clock_needs_two_whatever_the_post_says() -> None:
    assert told(roster(turn(0, 1, 11), posts={1: replace(POST, members=1)})) == ["members"]


@pytest.mark.parametrize(("hours", "expected"), [(24, []), (23, ["gap"]), (25, []), (23.99, ["gap"])])
def test_an_hour_that_nobody_covers_is_found(hours: float, expected: list[str]) -> None:
    made = roster(turn(0, 1, 11, 12, hours=hours), turn(1, 2, 13, 14))
    assert told(made) == expected


def test_the_gap_says_from_when_to_when() -> None:
    made = broken(roster(turn(0, 1, 11, 12, hours=23), turn(1, 2, 13, 14)))
    assert [one.sentence for one in made] == ["11-24 07:00 到 11-24 08:00 无人值守。"]


def test_two_places_at_once_is_grave_and_counts_across_posts() -> None:
    other = replace(POST, key=2, name="森防值班")
    pool = POOL | {(2, key): fit for (_post, key), fit in POOL.items()}
    made = roster(turn(0, 1, 11, 12), turn(0.5, 2, 11, 13, post=2), posts={1: POST, 2: other}, pool=pool)
    assert [(one.rule, one.person, one.grave) for one in broken(made)] == [("twice", 11, True)]


def test_rest_after_a_shift_is_asked_for_from_its_end() -> None:
    assert told(roster(turn(0, 1, 11, 12), turn(1, 2, 11, 13))) == ["rest"]
    assert told(roster(turn(0, 1, 11, 12), turn(1, 2, 13, 14), turn(2, 1, 11, 15))) == []
    half = replace(POST, rest=timedelta(hours=12))
    nights = [turn(0, 1, 11, 12, hours=12), turn(1, 2, 11, 13, hours=12)]
    assert told(roster(*nights, posts={1: replace(half, round_the_clock=False)})) == []


def test_a_run_is_counted_in_days() -> None:
    free = replace(POST, rest=timedelta(0), longest_run=2)
    days = [turn(0, 1, 11, 12), turn(1, 1, 11, 13), turn(2, 2, 11, 14), turn(3, 2, 15, 16)]
    assert [(one.rule, one.person) for one in broken(roster(*days, posts={1: free}))] == [("run", 11)]
    pause = [turn(0, 1, 11, 12), turn(1, 1, 11, 13), turn(2, 2, 15, 14), turn(3, 2, 11, 16)]
    assert told(roster(*pause, posts={1: free})) == []


def test_somebody_away_unskilled_or_from_outside_is_said() -> None:
    away = {11: [(FIRST - DAY, FIRST + timedelta(hours=1))]}
    assert told(roster(turn(0, 1, 11, 12), absences=away)) == ["absent"]
    assert told(roster(turn(0, 1, 11, 12), absences={11: [(FIRST - DAY, FIRST)]})) == []
    pool = {key: fit for key, fit in POOL.items() if key != (1, 12)}
    assert told(roster(turn(0, 1, 11, 12), pool=pool)) == ["pool"]
    wrong = Turn(
        1,
        1,
        FIRST,
        FIRST + DAY,
        (Sitting(11, "甲", "leader"), Sitting(12, "乙", "member"), Sitting(13, "丙", "member")),
    )
    assert told(roster(wrong)) == ["part"]


def test_a_skill_that_nobody_brings_is_missed() -> None:
    skilled = replace(POST, skills=("radio",))
    pool = POOL | {(1, 13): Fitness(skills=("radio",))}
    assert told(roster(turn(0, 1, 11, 12), posts={1: skilled}, pool=pool)) == ["skills"]
    assert told(roster(turn(0, 1, 11, 13), posts={1: skilled}, pool=pool)) == []


def period(**more: Any) -> dict[int, list[Strength]]:
    given = {"name": "特护期", "span": (FIRST, FIRST + DAY * 3), "parts": 2, "of": 3, "leave_cancelled": True}
    return {1: [Strength(**given | more)]}


@pytest.mark.parametrize(
    ("pool", "expected"),
    [(9, (1, 5, 3)), (6, (1, 3, 2)), (8, (1, 5, 2)), (3, (1, 2, 0)), (10, (1, 6, 3))],
)
def test_two_thirds_of_the_pool_are_on_duty_leader_included_and_a_third_on_standby(
    pool: int, expected: tuple[int, int, int]
) -> None:
    assert strengthened(POST, pool, Strength("特护期", (FIRST, FIRST + DAY), 2, 3)) == expected


def test_a_key_period_asks_for_its_strength_and_only_while_it_lasts() -> None:
    assert len(POOL) == 8
    short = broken(roster(turn(0, 1, 11, 12), turn(4, 2, 13, 14), strengths=period()))
    assert [(one.rule, one.at) for one in short if one.rule != "gap"] == [("standby", FIRST), ("strength", FIRST)]
    assert "特护期期间应有 5 人值班，只有 2 人。" in [one.sentence for one in short]
    assert told(roster(turn(0, 1, 11, 12, 13, 14, 15, standby=(2, 16)), strengths=period())) == []


def test_leave_in_a_key_period_is_to_be_asked_about() -> None:
    away = {11: [(FIRST, FIRST + DAY)]}
    full = turn(0, 1, 11, 12, 13, 14, 15, standby=(2, 16))
    sentences = [one.sentence for one in broken(roster(full, strengths=period(), absences=away))]
    assert sentences == ["甲这天登记了休假，而重要时段已取消休假，请核实。"]


def test_in_a_key_period_neither_rest_nor_run_is_held_against_anybody() -> None:
    days = [turn(0, 1, 11, 12), turn(1, 2, 11, 13), turn(2, 1, 11, 14)]
    assert set(told(roster(*days))) == {"rest", "run"}
    assert set(told(roster(*days, strengths=period()))) == {"strength", "standby"}


def test_a_period_that_leaves_the_usual_strength_waives_nothing_and_hides_none_that_raises_it() -> None:
    quiet = period(parts=0, of=0)[1]
    days = [turn(0, 1, 11, 12), turn(1, 2, 11, 13)]
    assert told(roster(*days, strengths={1: quiet})) == ["rest"]
    assert set(told(roster(*days, strengths={1: [*quiet, *period()[1]]}))) == {"strength", "standby"}


def test_hours_of_hand_over_are_read_and_shifts_pass_midnight() -> None:
    assert clock_times("20:00，08:00") == [time(8), time(20)]
    spans = shift_spans("08:00、20:00", 12, date(2026, 11, 23), date(2026, 11, 23), ZONE)
    assert [f"{begins:%d %H}-{ends:%d %H}" for begins, ends in spans] == ["23 08-23 20", "23 20-24 08"]


@pytest.mark.parametrize(
    ("begins", "hours", "kinds"),
    [
        ("2026-11-23 08:00", 24, {"all"}),
        ("2026-11-22 08:00", 24, {"all", "weekend"}),
        ("2026-11-23 20:00", 12, {"all", "night"}),
        ("2026-11-23 08:00", 12, {"all"}),
        ("2026-11-23 00:00", 8, {"all", "night"}),
        ("2026-10-01 08:00", 24, {"all", "holiday"}),
        ("2026-10-03 20:00", 12, {"all", "holiday", "night"}),
    ],
)
def test_what_a_shift_counts_as(begins: str, hours: int, kinds: set[str]) -> None:
    start = datetime.fromisoformat(begins).replace(tzinfo=ZONE)
    off = {date(2026, 10, day) for day in range(1, 8)}
    assert kinds_of(start, start + timedelta(hours=hours), off) == kinds


def test_weekdays_are_read_as_people_write_them() -> None:
    assert weekdays("周三、星期六") == {2, 5}
    assert weekdays("周日、周天") == {6}
    assert weekdays("") == frozenset()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts": "8点"}, "starts"),
        ({"starts": ""}, "starts"),
        ({"starts": "08:00、25:00"}, "starts"),
        ({"hours": 0}, "hours"),
        ({"round_the_clock": True, "members": 1}, "members"),
        ({"round_the_clock": True, "leaders": 0}, "leaders"),
        ({"longest_run": 0}, "longest_run"),
    ],
)
def test_a_post_that_contradicts_itself_is_refused(values: dict[str, Any], field: str) -> None:
    assert list(post_contradictions(values)) == [field]


def test_a_post_as_it_should_be_is_taken() -> None:
    assert post_contradictions({"starts": "08:00、20:00", "hours": 12, "members": 2, "leaders": 1}) == {}
