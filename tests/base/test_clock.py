"""The clock can be moved by tests, and working days follow the State Council, the bureau, or else the weekend."""

from datetime import UTC, date, datetime, timedelta

import pytest

from anlan.base import clock
from anlan.base.dictionaries.models import Holiday

pytestmark = pytest.mark.django_db


def test_now_is_aware_and_runs() -> None:
    before = datetime.now(UTC)  # noqa: TID251 - compared with the machine's own
    assert before <= clock.now() <= datetime.now(UTC)  # noqa: TID251


def test_the_day_is_the_bureau_s_not_greenwich_s() -> None:
    clock.set_for_tests(datetime(2026, 11, 21, 16, 30, tzinfo=UTC))
    assert clock.today() == date(2026, 11, 22)
    assert clock.at("08:00").astimezone(UTC) == datetime(2026, 11, 22, 0, 0, tzinfo=UTC)


def test_a_stopped_clock_moves_only_when_told_and_only_forward() -> None:
    clock.set_for_tests(clock.at("2026-11-22 08:00"))
    assert clock.now() == clock.at("08:00")
    clock.tick(clock.at("08:30"))
    clock.tick(timedelta(minutes=5))
    assert clock.now() == clock.at("08:35")
    with pytest.raises(ValueError, match="cannot go back"):
        clock.tick(clock.at("08:00"))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-02-17", False),  # Spring Festival, a Tuesday
        ("2026-02-14", True),  # a Saturday worked for it
        ("2026-10-01", False),  # National Day
        ("2026-10-10", True),  # a Saturday worked for it
        ("2026-11-20", True),
        ("2026-11-21", False),
        ("2025-10-08", False),
    ],
)
def test_the_state_council_s_arrangement_is_built_in(day: str, works: bool) -> None:
    assert clock.is_working_day(date.fromisoformat(day)) is works


def test_a_year_that_is_not_known_has_weekends_only() -> None:
    assert not clock.calendar_known(2031)
    assert clock.calendar_known(2026)
    assert clock.is_working_day(date(2031, 10, 1))
    assert not clock.is_working_day(date(2031, 10, 4))


def test_the_bureau_decides_over_everything_built_in() -> None:
    Holiday.objects.create(on=date(2031, 10, 1), working=False, name="国庆节")
    Holiday.objects.create(on=date(2031, 10, 4), working=True, name="调休")
    Holiday.objects.create(on=date(2026, 11, 20), working=False, name="防汛轮休")
    assert not clock.is_working_day(date(2031, 10, 1))
    assert clock.is_working_day(date(2031, 10, 4))
    assert not clock.is_working_day(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-20", 5, "2026-11-27"),
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-21", 0, "2026-11-23"),
        ("2026-11-23", -1, "2026-11-20"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-02-13", 2, "2026-02-24"),
    ],
)
def test_deadlines_in_working_days(start: str, days: int, end: str) -> None:
    assert clock.add_working_days(date.fromisoformat(start), days) == date.fromisoformat(end)


def test_a_long_deadline_reads_the_decided_days_once(django_assert_num_queries: object) -> None:
    Holiday.objects.create(on=date(2026, 11, 23), working=False)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert clock.add_working_days(date(2026, 11, 20), 1) == date(2026, 11, 24)
    with django_assert_num_queries(1):  # type: ignore[operator]
        clock.add_working_days(date(2026, 1, 1), 200)


def test_a_bureau_closed_for_long_makes_the_search_go_on() -> None:
    first = date(2031, 1, 1)
    Holiday.objects.bulk_create([Holiday(on=first + timedelta(days=n)) for n in range(120)])
    assert clock.add_working_days(date(2030, 12, 31), 1) == date(2031, 5, 1)


def test_counting_working_days_is_adding_backwards() -> None:
    start = date(2026, 9, 20)
    for days in (1, 7, 23):
        end = clock.add_working_days(start, days)
        assert clock.working_days_between(start, end) == days
        assert clock.working_days_between(end, start) == -days
    assert clock.working_days_between(start, start) == 0
