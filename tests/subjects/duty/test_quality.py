"""The figure from 0 to 100: whole and fair is 100, each fault takes off its worth, nothing to judge is no figure."""

from datetime import timedelta

from anlan.subjects.duty.quality import Quality, loads, quality
from anlan.subjects.duty.rules import Roster, broken
from tests.subjects.duty.test_rules import FIRST, roster, turn


def judged(made: Roster) -> Quality:
    found = quality(made, broken(made))
    assert found is not None
    return found


def test_a_whole_and_fair_roster_is_worth_a_hundred() -> None:
    days = [turn(0, 1, 11, 12), turn(1, 2, 13, 14), turn(2, 1, 15, 16)]
    found = judged(roster(*days))
    assert (found.score, found.coverage, found.rules, found.fairness, found.tone) == (100, 50, 25, 25, "done")


def test_no_shift_no_figure() -> None:
    assert quality(roster(), []) is None


def test_empty_seats_take_off_their_part_of_the_coverage() -> None:
    half = judged(roster(turn(0, 1, 11, 12), turn(1)))
    assert (half.coverage, half.empty) == (25, 1)
    assert judged(roster(turn(0), turn(1))).score == 0


def test_an_uncovered_hour_takes_off_as_much_as_a_shift() -> None:
    found = judged(roster(turn(0, 1, 11, 12, hours=23), turn(1, 2, 13, 14)))
    assert (found.coverage, found.gaps) == (25, 1)


def test_too_little_rest_takes_off_by_how_many_it_burdens() -> None:
    found = judged(roster(turn(0, 1, 11, 12), turn(1, 2, 11, 13)))
    assert found.rules == round(25 * (1 - 1 / 6))


def test_whoever_always_has_the_same_people_on_is_not_fair() -> None:
    same = judged(roster(*(turn(day, 1, 11, 12) for day in range(0, 12, 2))))
    other = judged(roster(*(turn(day, 1 + day // 2 % 2, 11 + day % 6, 12 + day % 6 - 1 + 1) for day in (0, 2, 4))))
    assert other.fairness > same.fairness
    assert same.spread["all"] == (6, 0)


def test_hours_nights_weekends_and_holidays_are_counted_per_person() -> None:
    turns = [
        turn(5, 1, 11, 12),  # a Saturday
        turn(7, 1, 11, 13, standby=(12,)),
        turn(8.5, 2, 11, 14, hours=12),  # 20:00 to 08:00
    ]
    found = {load.name: load for load in loads(turns, {(FIRST + timedelta(days=7)).date()})}
    own = found["甲"]
    assert (own.shifts, own.hours, own.weekends, own.holidays, own.nights) == (3, 60.0, 1, 1, 1)
    assert (found["周"].leading, found["乙"].standby, found["乙"].hours) == (2, 1, 24.0)
    assert loads(turns)[0].name == "甲"
