"""Periods hold the days that people mean by them, also last year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.base.clock import Period, PeriodKind, at

DAY = date(2026, 11, 22)
KINDS = [kind for kind in PeriodKind if kind is not PeriodKind.ANY]


@pytest.mark.parametrize(
    ("kind", "first", "last", "code", "label"),
    [
        (PeriodKind.DAY, "2026-11-22", "2026-11-22", "2026-11-22", "2026年11月22日"),
        (PeriodKind.WEEK, "2026-11-16", "2026-11-22", "2026-W47", "2026年第47周"),
        (PeriodKind.TEN_DAYS, "2026-11-21", "2026-11-30", "2026-11-T3", "2026年11月下旬"),
        (PeriodKind.MONTH, "2026-11-01", "2026-11-30", "2026-11", "2026年11月"),
        (PeriodKind.QUARTER, "2026-10-01", "2026-12-31", "2026Q4", "2026年第4季度"),
        (PeriodKind.HALF, "2026-07-01", "2026-12-31", "2026H2", "2026年下半年"),
        (PeriodKind.YEAR, "2026-01-01", "2026-12-31", "2026", "2026年"),
    ],
)
def test_the_periods_that_hold_one_day(kind: PeriodKind, first: str, last: str, code: str, label: str) -> None:
    period = Period.of(kind, DAY)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert (period.code, period.label) == (code, label)
    assert Period.parse(code) == period
    assert Period.parse(code).kind == kind


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 31), 21, 31),
        (date(2026, 2, 28), 21, 28),
        (date(2024, 2, 29), 21, 29),
        (date(2026, 3, 10), 1, 10),
        (date(2026, 3, 11), 11, 20),
        (date(2026, 3, 20), 11, 20),
    ],
)
def test_the_last_ten_days_reach_to_the_end_of_the_month(day: date, first: int, last: int) -> None:
    period = Period.of(PeriodKind.TEN_DAYS, day)
    assert (period.first.day, period.last.day) == (first, last)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2026-11", "2025-11"),
        ("2024-02", "2023-02"),
        ("2025-02", "2024-02"),
        ("2024-02-29", "2023-02-28"),
        ("2026Q1", "2025Q1"),
        ("2026-02-T3", "2025-02-T3"),
        ("2026-W47", "2025-W47"),
        ("2026-W53", "2025-W52"),
        ("2026-01-01..2026-11-22", "2025-01-01..2025-11-22"),
        ("2025-01-01..2025-02-28", "2024-01-01..2024-02-29"),
        ("2025-02-03..2025-02-28", "2024-02-03..2024-02-28"),
        ("2024-02-10..2024-02-29", "2023-02-10..2023-02-28"),
        ("2025-12-01..2026-02-28", "2024-12-01..2025-02-28"),
    ],
)
def test_last_year_means_the_same_months(period: str, before: str) -> None:
    assert Period.parse(period).previous_year().code == before


def test_february_of_last_year_keeps_its_own_length() -> None:
    assert Period.parse("2025-02").previous_year().last == date(2024, 2, 29)
    assert Period.parse("2024-02-T3").previous_year().last == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2026-01", "2025-12"),
        ("2026Q1", "2025Q4"),
        ("2026H1", "2025H2"),
        ("2026-03-T1", "2026-02-T3"),
        ("2026-W01", "2025-W52"),
        ("2026-11-03..2026-11-07", "2026-10-29..2026-11-02"),
        ("2026-03-01..2026-04-30", "2026-01-01..2026-02-28"),
        ("2026-01-01..2026-03-31", "2025-10-01..2025-12-31"),
    ],
)
def test_the_period_before(period: str, before: str) -> None:
    assert Period.parse(period).previous().code == before


def test_a_running_month_is_compared_with_the_same_days() -> None:
    so_far = Period.of(PeriodKind.MONTH, DAY).until(DAY)
    assert so_far.code == "2026-11-01..2026-11-22"
    assert so_far.previous_year().code == "2025-11-01..2025-11-22"
    assert Period.parse("2026-10").until(DAY).code == "2026-10"


def test_a_year_falls_into_months_and_clipped_weeks() -> None:
    assert [month.code for month in Period.parse("2026").split("month")] == [f"2026-{n:02d}" for n in range(1, 13)]
    pieces = Period.parse("2026-11").split(PeriodKind.WEEK)
    assert [piece.code for piece in pieces] == [
        "2026-11-01..2026-11-01",
        "2026-W45",
        "2026-W46",
        "2026-W47",
        "2026-W48",
        "2026-11-30..2026-11-30",
    ]


def test_moments_are_of_the_bureau_s_day() -> None:
    period = Period.parse("2026-11-22")
    assert period.begins_at == at("2026-11-22 00:00")
    assert period.ends_at == at("2026-11-23 00:00")
    assert at("2026-11-22 23:59") in period
    assert at("2026-11-23 00:00") not in period
    assert DAY in period


@pytest.mark.parametrize(
    "code", ["", "2026-13", "2026Q5", "2026-W54", "26-11", "2026-11-31", "2026-02..", "2026-11-T4"]
)
def test_what_is_no_period_is_refused_with_a_sentence(code: str) -> None:
    with pytest.raises(ValueError, match="看不懂的时段"):
        Period.parse(code)


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="早于起日"):
        Period(date(2026, 2, 1), date(2026, 1, 1))


@given(st.sampled_from(KINDS), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_periods_of_a_kind_tile_the_calendar(kind: PeriodKind, day: date) -> None:
    period = Period.of(kind, day)
    assert day in period
    assert Period.parse(period.code) == period
    assert period.next().previous() == period
    assert (period.next().first - period.last).days == 1
    assert period.previous_year().kind == kind
    assert abs((period.first - period.previous_year().first).days - 365) <= 7


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_pieces_hold_every_day_once(first: date, days: int) -> None:
    whole = Period(first, date.fromordinal(first.toordinal() + days))
    for kind in (PeriodKind.TEN_DAYS, PeriodKind.MONTH, PeriodKind.WEEK):
        assert sum(piece.days for piece in whole.split(kind)) == whole.days
