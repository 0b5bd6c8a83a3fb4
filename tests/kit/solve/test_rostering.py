"""Rosters: every rule checked by a reader of its own, known optima, and what happens where it cannot be done."""

import random
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlan.kit.solve.rostering import Problem, Seat, Solution, Worker, fair_shares, solve
from tests.kit.solve.checker import counts, faults

DAY = timedelta(days=1)
FIRST = datetime(2026, 10, 1, 8)
HOLIDAYS = {date(2026, 10, day) for day in range(1, 8)}


def kinds_of(begins: datetime, hours: int = 24) -> frozenset[str]:
    found = {"all"}
    if begins.weekday() >= 5:
        found.add("weekend")
    if begins.date() in HOLIDAYS:
        found.add("holiday")
    if hours < 24 and begins.hour >= 20:
        found.add("night")
    return frozenset(found)


def seat(key: str, day: int, able: Any, **more: Any) -> Seat:
    begins = FIRST + DAY * day
    given = {"group": "member", "need": 1, "rest": DAY, "kinds": kinds_of(begins)} | more
    return Seat(key, begins=begins, ends=begins + DAY, able=frozenset(able), **given)


def workers(number: int, **each: Any) -> tuple[Worker, ...]:
    return tuple(Worker(key, **each) for key in range(number))


def month(people: int = 40, days: int = 31, posts: int = 4, *, members: int = 2, leaders: int = 8) -> Problem:
    """Posts of two persons and a leader a day, with leave, wishes and uneven months before, from a seed."""
    made = random.Random(7)
    seats = []
    for day in range(days):
        for post in range(posts):
            seats.append(seat(f"m{day}-{post}", day, range(leaders, people), need=members))
            if leaders:
                seats.append(seat(f"l{day}-{post}", day, range(leaders), group="leader"))
    staff = []
    for key in range(people):
        away = FIRST + DAY * made.randrange(days)
        past = {
            (group, kind): made.randrange(4) for group in ("member", "leader") for kind in ("all", "weekend", "holiday")
        }
        wishes = {(FIRST + DAY * made.randrange(days)).date(): 2 for _ in range(2)}
        span = (away, away + DAY * made.randint(1, 5))
        staff.append(Worker(key, (span,), wishes=wishes, past=past))
    return Problem(tuple(staff), tuple(seats), longest_run=3)


def test_a_month_for_forty_people_and_four_posts_keeps_every_rule_and_is_the_best_there_is() -> None:
    problem = month()
    found = solve(problem, seconds=60)
    assert faults(problem, found) == []
    assert found.proven
    assert found.gap == 0


def test_a_year_for_twelve_persons() -> None:
    problem = month(12, 365, 1, members=2, leaders=0)
    found = solve(problem, seconds=60)
    assert faults(problem, found) == []
    assert found.proven
    assert found.short == {}
    made = counts(problem, found, "member", "all")
    assert max(made.values()) - min(made.values()) <= 1


def test_shares_nights_weekends_and_holidays_are_fair_over_the_months_before() -> None:
    """Whoever had more before has less now."""
    seats = tuple(seat(f"s{day}", day, range(4)) for day in range(24))
    past = [{("member", "all"): 4, ("member", "holiday"): 3}, {}, {}, {}]
    problem = Problem(tuple(Worker(key, past=past[key]) for key in range(4)), seats)
    found = solve(problem)
    assert faults(problem, found) == []
    assert counts(problem, found, "member", "all") == {0: 7, 1: 7, 2: 7, 3: 7}
    holidays = counts(problem, found, "member", "holiday")
    assert (holidays[0], sorted(holidays.values())) == (3, [2, 2, 3, 3])


def test_somebody_with_half_a_share_has_half_of_the_shifts() -> None:
    seats = tuple(seat(f"s{day}", day, range(3)) for day in range(25))
    problem = Problem((Worker(0), Worker(1), Worker(2, share=50)), seats)
    assert fair_shares(problem, "member", "all") == {0: 10, 1: 10, 2: 5}
    assert counts(problem, solve(problem), "member", "all") == {0: 10, 1: 10, 2: 5}


def test_an_absent_person_is_not_on_duty_and_a_shift_that_merely_meets_the_leave_is_allowed() -> None:
    away = (FIRST, FIRST + DAY)
    problem = Problem(
        (Worker(0, (away,)), Worker(1, ((FIRST + DAY, FIRST + DAY * 2),))),
        (seat("first", 0, (0, 1)), seat("second", 1, (0, 1))),
    )
    assert solve(problem).assigned == {"first": (1,), "second": (0,)}


def test_a_seat_that_nobody_can_fill_stays_empty_and_is_said() -> None:
    problem = Problem(workers(2), (seat("skilled", 0, ()), seat("two", 1, (0, 1), need=3)))
    found = solve(problem)
    assert found.short == {"skilled": 1, "two": 1}
    assert found.assigned == {"skilled": (), "two": (0, 1)}
    assert found.objective >= 2000


def test_nobody_works_longer_than_the_longest_run_counting_the_days_before() -> None:
    seats = tuple(seat(f"s{day}", day, (0, 1), rest=timedelta(0)) for day in range(8))
    before = frozenset({FIRST.date() - DAY, FIRST.date() - DAY * 2})
    problem = Problem((Worker(0, worked=before), Worker(1)), seats, longest_run=2)
    found = solve(problem)
    assert faults(problem, found) == []
    assert found.assigned["s0"] == (1,)
    assert found.short == {}


def test_who_holds_a_seat_keeps_it_even_against_the_rules() -> None:
    away = (FIRST, FIRST + DAY * 3)
    held = seat("a", 0, (1, 2), held=frozenset({0}))
    problem = Problem((Worker(0, (away,)), Worker(1), Worker(2)), (held, seat("b", 0, (0, 1, 2), held=frozenset({0}))))
    found = solve(problem)
    assert found.assigned == {"a": (0,), "b": (0,)}
    assert found.short == {}


def test_wishes_are_followed_where_nothing_else_suffers() -> None:
    seats = tuple(seat(f"s{day}", day, range(3)) for day in range(6))
    days = [(FIRST + DAY * day).date() for day in range(6)]
    problem = Problem(
        (Worker(0, wishes={days[0]: -2, days[3]: -2}), Worker(1, wishes={days[1]: 2, days[4]: 2}), Worker(2)), seats
    )
    found = solve(problem)
    assert 0 in found.assigned["s0"]
    assert 0 in found.assigned["s3"]
    assert 1 not in found.assigned["s1"] + found.assigned["s4"]
    assert found.objective == 0


def test_a_shift_across_midnight_needs_its_rest_on_the_next_day() -> None:
    night = Seat("n", "g", FIRST.replace(hour=20), FIRST.replace(hour=8) + DAY, 1, frozenset({0, 1}), rest=DAY / 2)
    day = Seat("d", "g", FIRST + DAY, FIRST + DAY * 1.5, 1, frozenset({0}))
    evening = Seat("e", "g", FIRST + DAY * 1.5, FIRST + DAY * 2, 1, frozenset({0, 1}))
    problem = Problem(workers(2), (night, day, evening), longest_run=5)
    found = solve(problem)
    assert faults(problem, found) == []
    assert found.assigned["n"] == (1,)
    assert found.assigned["d"] == (0,)


def test_two_thirds_on_duty_and_one_third_on_standby_turn_round() -> None:
    """Nine people: six on duty, three on standby at home, none in both, everybody in turn."""
    seats = []
    for day in range(9):
        seats.append(seat(f"d{day}", day, range(9), need=6, rest=timedelta(0)))
        seats.append(
            seat(f"s{day}", day, range(9), need=3, rest=timedelta(0), runs=False, resting=True, group="standby")
        )
    problem = Problem(workers(9), tuple(seats), longest_run=2)
    found = solve(problem)
    assert faults(problem, found) == []
    assert found.short == {}
    assert set(counts(problem, found, "member", "all").values()) == {6}


def test_standby_falls_into_the_rest_after_a_shift_but_never_beside_another_shift() -> None:
    """Two people, one on duty and one on standby each day, a day of rest after duty: it works only by turns."""
    seats = []
    for day in range(4):
        seats.append(seat(f"d{day}", day, (0, 1)))
        seats.append(seat(f"s{day}", day, (0, 1), rest=timedelta(0), runs=False, resting=True, group="standby"))
    problem = Problem(workers(2), tuple(seats))
    found = solve(problem)
    assert faults(problem, found) == []
    assert found.short == {}
    assert all(set(found.assigned[f"d{day}"]) | set(found.assigned[f"s{day}"]) == {0, 1} for day in range(4))


def test_a_shift_elsewhere_needs_rest_before_it_as_leave_does_not() -> None:
    away = (FIRST + DAY, FIRST + DAY * 2)
    first = (seat("a", 0, (0,)),)
    assert solve(Problem((Worker(0, absent=(away,)),), first)).short == {}
    assert solve(Problem((Worker(0, busy=(away,)),), first)).short == {"a": 1}
    assert solve(Problem((Worker(0, busy=(away,)),), (seat("a", 0, (0,), rest=timedelta(0)),))).short == {}


def test_without_time_the_held_seats_stand_and_nothing_is_claimed() -> None:
    problem = month(40, 31, 4)
    found = solve(problem, seconds=0)
    assert faults(problem, found) == []
    assert 0 <= found.bound <= found.objective
    assert found.proven or found.gap > 0


def test_nothing_to_do_is_done() -> None:
    assert solve(Problem(workers(2), ())).assigned == {}


def brute(problem: Problem) -> float:
    """The least number of empty seats, by trying everything."""
    best = len(problem.seats)

    def go(number: int, made: dict[str, tuple[int, ...]], empty: int) -> None:
        nonlocal best
        if empty >= best:
            return
        if number == len(problem.seats):
            best = empty
            return
        own = problem.seats[number]
        for worker in (*sorted(own.able), None):
            tried = made | {own.key: () if worker is None else (worker,)}
            whole = tried | {s.key: () for s in problem.seats if s.key not in tried}
            short = {s.key: 1 for s in problem.seats if not whole[s.key]}
            if not faults(problem, Solution(whole, short, 0, 0, False, 0)):
                go(number + 1, tried, empty + (worker is None))

    go(0, {}, 0)
    return best


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.data())
def test_as_few_seats_stay_empty_as_trying_everything_allows(data: Any) -> None:
    people = data.draw(st.integers(1, 3))
    seats = tuple(
        seat(
            f"s{number}",
            data.draw(st.integers(0, 4)),
            data.draw(st.sets(st.integers(0, people - 1))),
            rest=timedelta(hours=data.draw(st.sampled_from([0, 24]))),
        )
        for number in range(data.draw(st.integers(1, 6)))
    )
    staff = tuple(
        Worker(key, ((FIRST + DAY * away, FIRST + DAY * (away + 1)),))
        for key, away in enumerate(data.draw(st.lists(st.integers(0, 4), min_size=people, max_size=people)))
    )
    problem = Problem(staff, seats, longest_run=data.draw(st.integers(1, 3)))
    found = solve(problem)
    assert faults(problem, found) == []
    assert sum(found.short.values()) == brute(problem)


@pytest.mark.parametrize("rest", [0, 12, 24, 48])
def test_the_checker_sees_what_is_wrong(rest: int) -> None:
    """The reader itself is held to known faults."""
    span = timedelta(hours=rest)
    problem = Problem(
        (Worker(0, ((FIRST + DAY * 4, FIRST + DAY * 5),)),),
        (seat("a", 0, (0,), rest=span), seat("b", 1, (0,), rest=span), seat("c", 4, ())),
        longest_run=1,
    )
    told = faults(problem, Solution({"a": (0,), "b": (0,), "c": (0, 0)}, {}, 0, 0, True, 0))
    assert ("0 has no rest between a and b" in told) == (rest > 0)
    assert {"0 works 2 days running", "0 cannot fill c", "0 is away during c", "c names somebody twice"} <= set(told)
    assert "c has 2 of 1" in told
