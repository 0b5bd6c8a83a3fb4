"""Spans, rankings and orders with known answers; pure rules."""

from datetime import date

import pytest

from anlan.subjects.campaigns import rules
from anlan.subjects.campaigns.choices import Cadence
from anlan.subjects.campaigns.rules import Standing


@pytest.mark.parametrize(
    ("cadence", "today", "span"),
    [
        (Cadence.DAILY, date(2026, 11, 22), (date(2026, 11, 21), date(2026, 11, 21))),
        (Cadence.WEEKLY, date(2026, 11, 22), (date(2026, 11, 9), date(2026, 11, 15))),
        (Cadence.WEEKLY, date(2026, 11, 23), (date(2026, 11, 16), date(2026, 11, 22))),
        (Cadence.MONTHLY, date(2026, 3, 1), (date(2026, 2, 1), date(2026, 2, 28))),
        (Cadence.TWO_MONTHLY, date(2026, 11, 22), (date(2026, 9, 1), date(2026, 10, 31))),
        (Cadence.TWO_MONTHLY, date(2026, 12, 31), (date(2026, 9, 1), date(2026, 10, 31))),
        (Cadence.TWO_MONTHLY, date(2027, 1, 1), (date(2026, 11, 1), date(2026, 12, 31))),
        (Cadence.TWO_MONTHLY, date(2028, 3, 1), (date(2028, 1, 1), date(2028, 2, 29))),
        (Cadence.QUARTERLY, date(2026, 1, 1), (date(2025, 10, 1), date(2025, 12, 31))),
    ],
)
def test_the_span_of_a_bulletin_is_the_last_that_is_over(
    cadence: Cadence, today: date, span: tuple[date, date]
) -> None:
    assert rules.span_before(cadence, today) == span


def test_no_rhythm_has_no_span() -> None:
    assert rules.span_before(Cadence.NONE, date(2026, 11, 22)) is None


def test_units_are_ranked_by_share_then_by_lateness_and_equals_share_a_rank() -> None:
    units = [
        Standing("d", "丁", total=4, done=2, late=2),
        Standing("a", "甲", total=10, done=9),
        Standing("c", "丙", total=2, done=1, late=1),
        Standing("b", "乙", total=4, done=2, late=1),
        Standing("e", "戊"),
    ]
    ranked = [(rank, one.name) for rank, one in rules.ranked(units)]
    assert ranked == [(1, "甲"), (2, "乙"), (2, "丙"), (4, "丁"), (None, "戊")]


def test_a_board_shows_the_late_first_and_those_without_a_task_last() -> None:
    units = [
        Standing("e", "没有任务"),
        Standing("a", "做完了", total=3, done=3),
        Standing("b", "两项超期", total=3, late=2),
        Standing("c", "快到期", total=3, soon=1),
        Standing("d", "一项超期", total=9, late=1),
    ]
    assert [one.name for one in rules.late_first(units)] == ["两项超期", "一项超期", "快到期", "做完了", "没有任务"]
    assert [one.tone for one in rules.late_first(units)] == ["late", "late", "soon", "done", "none"]


def test_no_denominator_no_figure() -> None:
    assert Standing("a", "甲").rate == "—"
    assert Standing("a", "甲", total=3, done=1).rate == "33.3%"


def test_a_span_does_not_end_before_it_begins() -> None:
    early, late = date(2026, 11, 1), date(2026, 11, 2)
    assert rules.span_errors({"begins_on": late, "ends_on": early}, "begins_on", "ends_on").keys() == {"ends_on"}
    assert rules.span_errors({"begins_on": early, "ends_on": early}, "begins_on", "ends_on") == {}
    assert rules.span_errors({"begins_on": early}, "begins_on", "ends_on") == {}
