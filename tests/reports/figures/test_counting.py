"""Figures of a little world counted by hand: periods, qualifiers, ratios, changes, splits, and whose rows they are."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.periods import Period
from anlan.kit.records import writing
from anlan.reports.figures import counting, registry, splitting
from anlan.reports.figures.counting import Ask
from anlan.reports.figures.declaration import Change, Facts, Indicator, Waiting
from anlan.reports.figures.dimensions import UnknownValue
from anlan.reports.figures.measures import Distinct, Largest, Peak, Sum
from anlan.reports.indicators import hazards
from anlan.subjects.campaigns.models import Campaign
from anlan.subjects.hazards.choices import Level, Mode, Status
from anlan.subjects.hazards.models import Hazard
from tests.factories import CLOUD_VILLAGE, COUNTY, STONE_VILLAGE, a_world
from tests.factories import _entered as entered

YEAR, LAST = Period.parse("2026"), Period.parse("2025")


@pytest.fixture
def world(db: None) -> Any:
    """2026: five hazards to a term, three of them rectified, one put right on the spot; 2025: four. One after the end.

    Two of the world's own lie in November 2026, one a town, both open.
    """
    made = a_world()
    whole = entered(Campaign(name="百日行动", place_id=COUNTY, begins_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)))
    strand = entered(
        Campaign(
            name="百日行动矿山", place_id=COUNTY, begins_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), parent=whole
        )
    )
    done: dict[str, Any] = {"status": Status.CLOSED, "rectified_on": date(2026, 5, 1)}
    rows: list[dict[str, Any]] = [
        {"found_on": date(2026, 1, 1), "campaign": whole, **done},
        {"found_on": date(2026, 4, 1), "campaign": strand, "level": Level.MAJOR, **done},
        {"found_on": date(2026, 12, 31), "place_id": CLOUD_VILLAGE, **done | {"rectified_on": date(2027, 1, 2)}},
        {"found_on": date(2026, 6, 1), "mode": Mode.ON_THE_SPOT, "status": Status.CLOSED},
        *({"found_on": date(2025, month, 28)} for month in (1, 2, 3, 12)),
        {"found_on": date(2027, 1, 1)},
    ]
    writing.add_many(
        [
            Hazard(**{"place_id": STONE_VILLAGE, "content": "护栏缺失", "unit": "采石场", "number": f"YH-{n}"} | row)
            for n, row in enumerate(rows)
        ],
        actor=None,
    )
    return made


def figure(indicator: Indicator, period: Period = YEAR, **qualifiers: str) -> counting.Number:
    return counting.value(indicator, period, **qualifiers).number


def test_found_is_rectified_and_rectifying(world: Any) -> None:
    assert figure(hazards.found) == 5
    assert (figure(hazards.rectified), figure(hazards.rectifying)) == (2, 3)
    assert figure(hazards.rectified, Period.parse("2026-01-01..2027-01-31")) == 3, "as of the last day of the period"
    assert counting.value(hazards.rate, YEAR).text == "40%"
    assert counting.value(hazards.rate, Period.parse("2024")).text == "—", "no denominator, no figure"


def test_qualifiers_narrow_and_unknown_ones_are_explained(world: Any) -> None:
    assert figure(hazards.found, 专项="百日行动") == 2, "with its strand"
    assert figure(hazards.found, 专项="百日行动矿山") == 1
    assert figure(hazards.found, 属地="云溪镇") == 2
    assert figure(hazards.found, 属地="石泉镇", 级别="重大") == 1
    with pytest.raises(UnknownValue, match="百日行动”"):
        figure(hazards.found, 专项="百日行东")
    with pytest.raises(UnknownValue, match="没有名为“颜色”的统计维度"):
        figure(hazards.found, 颜色="红")


def test_the_same_months_last_year(world: Any) -> None:
    clock.set_for_tests(clock.at("2027-01-10 08:00"))
    change = Change(code="c", name="c", of=hazards.found, definition="增幅")
    assert figure(change) == Decimal(25)
    assert figure(change, Period.parse("2026Q1")) == (Decimal(1) - 3) * 100 / 3
    assert counting.value(change, Period.parse("2026-06")).text == "—"
    clock.set_for_tests(clock.at("2026-03-10 08:00"))
    try:
        assert figure(change) == (Decimal(5) - 2) * 100 / 2, "a year that runs is held against the same days"
    finally:
        clock.set_for_tests(None)


def test_all_indicators_of_a_report_over_one_ledger_are_one_statement(world: Any) -> None:
    asks = [
        Ask(one, period, qualifiers)
        for one in (hazards.found, hazards.rectified, hazards.rectifying, hazards.rate)
        for period in (YEAR, LAST, Period.parse("2026-04"))
        for qualifiers in ((), (("级别", "重大"),))
    ]
    with CaptureQueriesContext(
        connection,
    ) as seen:
        found = counting.compute(asks)
    assert len(seen) == 2, "and one that looks whether figures of earlier times were entered"
    assert {(a.period.code, a.qualifiers): found[a].number for a in asks if a.indicator is hazards.found} == {
        ("2026", ()): 5, ("2025", ()): 4, ("2026-04", ()): 1,
        ("2026", (("级别", "重大"),)): 1, ("2025", (("级别", "重大"),)): 0, ("2026-04", (("级别", "重大"),)): 1,
    }  # fmt: skip


def test_a_figure_opens_the_rows_that_it_counted(world: Any) -> None:
    ask = Ask(hazards.rate, YEAR, (("属地", "石泉镇"),))
    opened = counting.opened(ask, None)
    assert [(one.code, rows.count() if rows is not None else None) for one, _ledger, rows in opened] == [
        ("hazard-rectified", 2), ("hazard-found", 3),
    ]  # fmt: skip


def test_everybody_counts_what_they_may_see(world: Any) -> None:
    cloud, stone = world.cloud_user, world.users[roles.TOWNSHIP]
    assert counting.value(hazards.found, YEAR, cloud).number == 2
    assert counting.value(hazards.found, YEAR, stone).number == 3
    expert = counting.value(hazards.found, YEAR, world.users[roles.AUDITOR])
    assert (expert.number, expert.why) == (None, "您没有查看这本台账的权限。")


def test_splits_and_trends(world: Any) -> None:
    towns = splitting.split(Ask(hazards.rate, YEAR), "属地")
    assert [(part.name, part.value.text) for part in towns] == [("石泉镇", "66.67%"), ("云溪镇", "0%")]
    campaigns = splitting.split(Ask(hazards.found, YEAR), "专项")
    assert [(part.name, part.value.number) for part in campaigns] == [("百日行动", 2), ("百日行动矿山", 1)]
    months = splitting.trend(Ask(hazards.found, YEAR))
    assert [value.number for _period, value in months] == [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 1]


def test_other_measures(world: Any) -> None:
    facts = Facts("hazard", on="found_on", by=hazards.BY)
    units = facts.indicator("u", "u", "家", Distinct("unit"), Q(unit="采石场"), definition="u")
    assert figure(units) == 1
    funds = facts.indicator("f", "f", "万元", Sum("funds"), definition="f")
    assert figure(funds) == 0
    assert figure(facts.indicator("l", "l", "次", Largest("returned"), definition="l"), Period.parse("2020")) is None
    peak = facts.indicator("p", "p", "处", Peak(path="found_on", until="rectified_on"), on="", definition="p")
    Hazard.objects.exclude(rectified_on__isnull=False).update(rectified_on=date(2024, 1, 1))
    assert figure(peak) == 2, "from April to May two were open at once"


def test_what_waits_for_its_ledger_says_so() -> None:
    one = Waiting(code="w", name="w", unit="人", definition="w", waiting_for="隔离人员")
    assert counting.value(one, YEAR) == counting.Value(None, "人", "等待台账“隔离人员”。")


def test_a_figure_of_earlier_times_stands_in_where_nothing_was_counted(world: Any, monkeypatch: Any) -> None:
    known = frozenset({("hazard-found", date(2024, 1, 1), date(2024, 12, 31))})
    monkeypatch.setattr(registry._Hooks, "past", staticmethod(lambda code, period: lambda place, campaign: Decimal(10)))
    monkeypatch.setattr(registry._Hooks, "past_known", staticmethod(lambda: known))
    assert counting.value(hazards.found, Period.parse("2024")) == counting.Value(Decimal(10), "处", past=True)
    assert counting.value(hazards.found, YEAR).past is False
    assert counting.value(hazards.rectified, Period.parse("2024")).number == 0, "none was entered"
    before = counting.value(hazards.found, Period.parse("2024"), world.cloud_user)
    assert (before.number, before.past) == (0, False), "it speaks of more rows than a town sees"


def test_a_condition_that_would_multiply_rows_is_refused() -> None:
    facts = Facts("hazard", on="found_on")
    with pytest.raises(ImproperlyConfigured, match="multiplies rows"):
        registry.register(facts.indicator("x", "x", "处", where=Q(campaigns__name="甲"), definition="x"))
