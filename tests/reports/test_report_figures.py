"""Every figure of the five work reports: which indicator answers it, and whether it counts what a person would."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from anlan.base import clock
from anlan.base.periods import Period
from anlan.kit.ledger.registry import ledger_by_code
from anlan.reports.figures import counting, registry, splitting
from anlan.reports.figures.counting import Ask, Value
from anlan.reports.figures.declaration import Counted, Waiting
from anlan.reports.figures.measures import Apart
from anlan.reports.indicators import hazards, inspections
from anlan.reports.papers import drafts, outlines
from anlan.reports.papers.setting import Setting
from anlan.subjects.campaigns.models import Campaign
from anlan.subjects.hazards.counting import counts
from anlan.subjects.hazards.models import Inspection
from tests.reports.world import a_reporting_world

FIGURES = {"S0": 71, "S1": 66, "S2": 78, "S3": 95, "S4": 68}  # how many figures each report has, numbered from 1
NOT_YET = "—"
YEAR = Period.parse("2026")
AREA, CAMPAIGN, TOWNS = "属地", "专项", ("石泉镇", "云溪镇")


def _asked() -> dict[str, dict[str, str]]:
    with Path(__file__).with_name("figures_asked.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def _ask(row: dict[str, str]) -> Ask:
    pairs = tuple(tuple(part.split("=", 1)) for part in row["qualifiers"].split(";") if part)
    return Ask(registry.indicator(row["indicator"]), Period.parse(row["period"]), pairs)  # type: ignore[arg-type]


ASKED = _asked()


def test_the_five_reports_have_these_figures() -> None:
    expected = [f"{report}-{number:03d}" for report, count in FIGURES.items() for number in range(1, count + 1)]
    assert sorted(ASKED) == expected


@pytest.mark.django_db
def test_each_figure_is_answered_by_one_indicator() -> None:
    answers = Counter(figure for one in registry.indicators() for figure in one.answers)
    assert {figure for figure, count in answers.items() if count > 1} == set(), "answered twice"
    assert set(answers) - set(ASKED) == set(), "no report has these"
    assert set(ASKED) - set(answers) == set(), "no indicator answers these"
    wrong = [
        figure for figure, row in ASKED.items()
        if row["indicator"] and figure not in registry.indicator(row["indicator"]).answers
    ]  # fmt: skip
    assert wrong == [], "asked of another indicator than that which says it answers"


def alone(ask: Ask) -> Value:
    """One counted figure by a query that nothing else shares."""
    one = counting.counted(ask)
    rows = ledger_by_code(one.facts.ledger).model._default_manager.filter(counting.condition(ask)).order_by()
    if isinstance(one.measure, Apart):
        return counting.answer(ask, one.measure.of(rows, ask.period))
    return counting.answer(ask, rows.aggregate(made=one.measure.expression(Q()))["made"])


class FiguresOfALittleWorld(TestCase):
    """All of them over rows counted by hand."""

    asks: dict[str, Ask]
    found: dict[Ask, Value]
    campaigns: list[str]

    @classmethod
    def setUpTestData(cls) -> None:
        clock.set_for_tests(clock.at("2027-01-15 08:00"))
        cls.addClassCleanup(clock.set_for_tests, None)
        a_reporting_world()
        cls.asks = {figure: _ask(row) for figure, row in ASKED.items() if row["indicator"]}
        cls.found = counting.compute(cls.asks.values())
        cls.campaigns = list(dict.fromkeys(Campaign.objects.order_by("pk").values_list("name", flat=True)))

    def test_each_is_what_a_person_counts(self) -> None:
        wrong: dict[str, Any] = {}
        for figure, ask in self.asks.items():
            made, expected = self.found[ask], ASKED[figure]["expected"]
            if not isinstance(ask.indicator, Waiting) and made.digits != expected:
                wrong[figure] = (ask.indicator.code, ask.qualifiers, made.digits, made.why, "expected", expected)
        assert wrong == {}

    def test_those_without_a_ledger_say_what_they_wait_for(self) -> None:
        waiting = {figure: ask for figure, ask in self.asks.items() if isinstance(ask.indicator, Waiting)}
        wrong = {
            figure: self.found[ask] for figure, ask in waiting.items()
            if self.found[ask].digits != NOT_YET or not self.found[ask].why.startswith("等待台账“")
            or ASKED[figure]["expected"] != NOT_YET
        }  # fmt: skip
        assert wrong == {}

    def test_found_is_rectified_and_rectifying_however_it_is_split(self) -> None:
        for title in splitting.dimensions(hazards.found):
            found, rectified, rectifying = (
                Counter({part.key: int(part.value.number or 0) for part in splitting.split(Ask(one, YEAR), title)})
                for one in (hazards.found, hazards.rectified, hazards.rectifying)
            )
            assert found.total() >= 50, title
            assert found == rectified + rectifying, title

    def test_inspections_come_to_what_the_boards_of_campaigns_count(self) -> None:
        """家, 户次, 家次, 次 and 人次 differ from one another; each is counted alike wherever it is shown."""
        visits = Inspection.objects.filter(inspected_on__year=2026).exclude(kind__code="self")
        measures = (
            inspections.units,
            inspections.unit_days,
            inspections.times,
            inspections.outings,
            inspections.people,
        )
        found = counting.compute(Ask(one, YEAR) for one in measures)
        board = counts(visits)
        shown = [board.firms, board.unit_days, board.visits, board.rounds, board.person_days]
        assert [found[Ask(one, YEAR)].number for one in measures] == shown == [10, 33, 34, 31, 21]

    def _leaves(self) -> list[Ask]:
        """Every counted indicator for two years, and for one of them in a town and in a campaign."""
        made = []
        for one in registry.declared():
            if isinstance(one, Counted):
                narrowed = [(title, text) for title, text in ((AREA, TOWNS[0]), (CAMPAIGN, self.campaigns[0]))]
                made += [Ask(one, YEAR), Ask(one, Period.parse("2025"))]
                made += [Ask(one, YEAR, (pair,)) for pair in narrowed if pair[0] in one.facts.by]
        return made

    def test_every_indicator_is_what_it_is_alone(self) -> None:
        asks = self._leaves()
        splits = [
            (Ask(one, YEAR), title)
            for one in (hazards.found, hazards.rectified, inspections.firms, inspections.times)
            for title in (AREA, CAMPAIGN)
        ]
        told = splitting.reckon(asks, splits)
        with counting.looking_up_once():
            wrong = {ask: told.values[ask].number for ask in asks if told.values[ask] != alone(ask)}
        assert wrong == {}
        assert sum(1 for ask in asks if told.values[ask].number) > 300

    def test_a_split_is_each_of_its_parts_alone(self) -> None:
        for one in (hazards.found, hazards.rectified, inspections.firms, inspections.times):
            asks = {
                (title, name): Ask(one, YEAR, ((title, name),))
                for title, names in ((CAMPAIGN, self.campaigns), (AREA, TOWNS))
                for name in names
            }
            told = splitting.reckon((), [(Ask(one, YEAR), title) for title in (CAMPAIGN, AREA)])
            split = {(title, part.name): part.value for (_ask, title), parts in told.parts.items() for part in parts}
            expected = {at: value for at, ask in asks.items() if (value := alone(ask)).number}
            assert expected, one.code
            assert {at: split[at] for at in expected} == expected, one.code
            assert set(split) - set(expected) <= {(AREA, name) for name in (*TOWNS, "澜川县本级")}, one.code

    def test_a_whole_annual_report_asks_each_ledger_a_few_times(self) -> None:
        data = drafts.of_outline(outlines.shipped()["annual"]).data
        setting = Setting(YEAR, clock.today(), "澜川县应急管理局")
        with CaptureQueriesContext(connection) as seen:
            made = drafts.written(data, setting)
        asked: Counter[Any] = Counter()
        for ask in made.answers.values:
            for leaf in counting.leaves(ask):
                asked[counting.counted(leaf).facts.ledger] += 1
        assert len(asked) > 15
        assert sum(asked.values()) > 60
        counting_ones = [query["sql"] for query in seen if "COUNT(" in query["sql"] or "SUM(" in query["sql"]]
        assert len(counting_ones) <= 3 * len(asked), counting_ones
