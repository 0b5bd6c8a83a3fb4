"""Levels, editions of types, windows and clocks of accidents: known answers."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base import clock
from anlan.subjects.accidents import rules, standards
from anlan.subjects.accidents.choices import Level

PUBLISHED = [  # deaths, serious injuries, loss in 万元 → level, provisional
    (1, None, None, Level.GENERAL, True),
    (None, None, 8000, Level.MAJOR, True),
    (0, 0, 0, Level.GENERAL, False),
    (3, None, None, Level.LARGER, True),
    (30, None, None, Level.EXTREME, True),
    (None, 50, None, Level.MAJOR, True),
    (None, None, 999, Level.GENERAL, True),
    (None, None, 5000, Level.MAJOR, True),
    (None, None, None, None, True),
    (2, 9, 999.99, Level.GENERAL, False),
]


@pytest.mark.parametrize(("deaths", "serious", "loss", "level", "provisional"), PUBLISHED)
def test_the_published_answers(deaths: Any, serious: Any, loss: Any, level: Any, provisional: bool) -> None:
    assert rules.judge(deaths, serious, loss) == rules.Judged(level, provisional)


@pytest.mark.parametrize(
    ("place", "bounds"),
    [(0, (0, 3, 10, 30)), (1, (0, 10, 50, 100)), (2, (0, 1000, 5000, 10_000))],
)
def test_a_bound_belongs_to_the_graver_level_and_what_is_just_below_does_not(
    place: int, bounds: tuple[int, ...]
) -> None:
    def level(figure: Any) -> Any:
        figures: list[Any] = [0, 0, 0]
        figures[place] = figure
        return rules.judge(*figures).level

    assert [level(bound) for bound in bounds] == [Level.GENERAL, Level.LARGER, Level.MAJOR, Level.EXTREME]
    below = Decimal("0.0001") if place == 2 else 1
    assert [level(bound - below) for bound in bounds[1:]] == [Level.GENERAL, Level.LARGER, Level.MAJOR]


def test_the_gravest_figure_wins() -> None:
    assert rules.judge(2, 12, 6000).level == Level.MAJOR


@pytest.mark.parametrize(
    ("sector", "days"),
    [("industry-03", 30), ("industry", 30), ("road-08", 7), ("road", 7), ("other-06", 7), ("other-01", 30)],
)
def test_deaths_count_for_thirty_days_and_for_seven_on_roads_and_in_fires(sector: str, days: int) -> None:
    assert rules.window_days(sector) == days


def test_the_window_does_not_count_the_day_itself() -> None:
    assert rules.last_counted_on(clock.at("2026-03-01 23:30"), "industry-01") == date(2026, 3, 31)


def test_types_change_their_edition_on_the_first_of_july() -> None:
    assert rules.edition(clock.at("2026-06-30 23:59")) == standards.OLD
    assert rules.edition(clock.at("2026-07-01 00:00")) == standards.NEW


def test_a_type_is_moved_to_the_edition_of_its_day_only_where_its_name_is_the_same() -> None:
    terms = [
        SimpleNamespace(code=code, name=name, parent_id=parent or None)
        for code, name, parent, _other in standards.kinds()
    ]
    by_code = {term.code: term for term in terms}
    before, after = clock.at("2026-06-30 12:00"), clock.at("2026-07-02 12:00")
    assert rules.fitting_kind(by_code["2025-01"], before, terms).code == "1986-01"  # 物体打击 in both
    assert rules.fitting_kind(by_code["1986-01"], after, terms).code == "2025-01"
    collapse = by_code["1986-10"]  # 坍塌 took 冒顶片帮 in and gave 滑坡 away
    assert rules.fitting_kind(collapse, after, terms) is collapse
    vehicle = by_code["1986-02"]  # 车辆伤害 may be either of two types now
    assert rules.fitting_kind(vehicle, after, terms) is vehicle
    assert "kind" in rules.contradictions({"kind": vehicle, "occurred_at": after})
    assert rules.contradictions({"kind": vehicle, "occurred_at": before}) == {}


def test_old_types_lie_below_the_new_one_only_where_nobody_must_choose() -> None:
    entries = {code: (name, parent) for code, name, parent, _other in standards.kinds()}
    assert sum(code.startswith("2025-") for code in entries) == 27
    assert sum(code.startswith("1986-") for code in entries) == 20
    assert entries[entries["1986-15"][1]][0] == "可燃气体爆炸"  # 瓦斯爆炸
    unsure = {name for code, (name, parent) in entries.items() if code.startswith("1986-") and not parent}
    assert unsure == {
        f"{name}（1986）" for name in ("车辆伤害", "坍塌", "放炮", "火药爆炸", "其他爆炸", "中毒和窒息", "其他伤害")
    }


def test_a_report_is_owed_after_sixty_days_and_what_was_granted() -> None:
    happened = clock.at("2026-01-10 08:00")
    assert rules.report_due_on(happened, 0, 0) == date(2026, 3, 11)
    assert rules.report_due_on(happened, 60, 12) == date(2026, 5, 22)


def test_a_reply_is_owed_after_fifteen_days_and_after_thirty_for_the_gravest() -> None:
    assert rules.reply_due_on(date(2026, 3, 11), Level.GENERAL) == date(2026, 3, 26)
    assert rules.reply_due_on(date(2026, 3, 11), Level.EXTREME) == date(2026, 4, 10)


def test_measures_are_assessed_within_a_year() -> None:
    assert rules.assessment_due_on(date(2026, 3, 26)) == date(2027, 3, 26)
    assert rules.assessment_due_on(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(("now", "before", "change"), [(6, 8, -25.0), (3, 2, 50.0), (0, 4, -100.0), (2, 0, None)])
def test_nothing_is_compared_with_nothing(now: int, before: int, change: float | None) -> None:
    assert rules.change_of(now, before) == change


def test_another_level_needs_a_reason() -> None:
    figures = {"deaths": 1, "serious_injuries": 0, "loss": Decimal(80), "override_reason": ""}
    assert rules.contradictions(figures | {"override": None}) == {}
    assert rules.contradictions(figures | {"override": Level.GENERAL}) == {}
    assert "一般" in rules.contradictions(figures | {"override": Level.LARGER})["override_reason"]
    assert rules.contradictions(figures | {"override": Level.LARGER, "override_reason": "社会影响恶劣"}) == {}


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({"occurred_at": "2026-11-22 09:00", "received_at": "2026-11-22 08:00"}, ["received_at"]),
        ({"occurred_at": "2026-11-23 09:00"}, ["occurred_at"]),
        ({"firm_knew_at": "2026-11-22 07:30", "received_at": "2026-11-22 07:00"}, ["received_at"]),
        ({"received_at": "2026-11-22 07:30", "reported_at": "2026-11-22 07:00"}, ["reported_at"]),
    ],
)
def test_moments_follow_one_another(values: dict[str, str], faults: list[str]) -> None:
    clock.set_for_tests(clock.at("2026-11-22 10:00"))
    assert list(rules.contradictions({name: clock.at(text) for name, text in values.items()})) == faults
