"""Every figure of the five annual reports, counted again in plain Python over rows taken out of the ledgers."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.test import TestCase

from anlan.base import clock
from anlan.base.periods import Period
from anlan.reports.figures import counting, registry
from anlan.reports.figures.counting import Ask
from anlan.reports.figures.declaration import Total, Waiting
from anlan.reports.papers import answering, drafts, meaning, outlines
from anlan.reports.papers.answering import Shown, Table
from anlan.reports.papers.setting import Setting
from anlan.reports.papers.tags import Tag
from tests.reports.papers.recount.exported import Exported, exported
from tests.reports.papers.recount.figures import CHANGES, RULES, SHARES, figure
from tests.reports.test_report_figures import ASKED, _ask
from tests.reports.world import a_reporting_world

ANNUAL = ("annual", "annual-outlook", "annual-progress", "annual-themes", "annual-numbered")
YEAR = Period.parse("2026")
Told = tuple[str, Ask, str]  # where it stands, what is asked, what the report says


class AllCountedAgain(TestCase):
    """In the little world whose figures were counted by hand."""

    rows: Exported

    @classmethod
    def setUpTestData(cls) -> None:
        clock.set_for_tests(clock.at("2027-01-15 08:00"))
        cls.addClassCleanup(clock.set_for_tests, None)
        a_reporting_world()
        cls.rows = exported(clock.today())

    def again(self, ask: Ask) -> Decimal | None:
        found = figure(self.rows, ask.indicator.code, ask.period.first, ask.period.last, dict(ask.qualifiers))
        return None if found is None else Decimal(found)

    def digits(self, ask: Ask) -> str:
        found = self.again(ask)
        return counting.Value(None if found is None else round(found, 6), places=ask.indicator.places).digits

    def test_every_figure_of_the_five_reports_comes_to_the_same(self) -> None:
        wrong: dict[str, Any] = {}
        for name, row in ASKED.items():
            ask = _ask(row)
            if not isinstance(ask.indicator, Waiting) and self.digits(ask) != row["expected"]:
                wrong[name] = (ask.indicator.code, row["expected"], self.digits(ask))
        assert wrong == {}

    def test_every_number_of_the_five_annual_reports_comes_to_the_same(self) -> None:
        setting = Setting(YEAR, clock.today(), "澜川县应急管理局")
        wrong: dict[str, Any] = {}
        told: list[Told] = []
        for slug in ANNUAL:
            draft = drafts.written(drafts.of_outline(outlines.shipped()[slug]).data, setting)
            assert draft.answers.nothing == {}
            found = list(self._numbers(draft))
            told += found
            for where, ask, text in found:
                if text != self.digits(ask):
                    wrong[f"{slug} {where}"] = (ask.qualifiers, text, self.digits(ask))
        assert wrong == {}
        assert len(told) > 700, "the reports say hundreds of numbers"
        assert sum(text not in ("0", "—") for _where, _ask, text in told) > len(told) / 2

    def _numbers(self, draft: drafts.Draft) -> Iterator[Told]:
        for tag, _paragraph in answering.tags_of(draft.paragraphs):
            answer, meant = draft.answers.of[tag], meaning.of(tag, draft.setting)
            if isinstance(answer, Table) and isinstance(meant, meaning.Grid):
                yield from self._cells(tag, answer, meant)
            elif isinstance(answer, Shown) and isinstance(meant, meaning.Figure):
                assert answer.value is not None
                yield tag.text, meant.ask, answer.value.digits
                for word, before in meant.against:
                    assert answer.text.endswith(self._compared(word, meant, before)), (tag.text, answer.text)

    def _cells(self, tag: Tag, table: Table, grid: meaning.Grid) -> Iterator[Told]:
        for line in table.lines:
            named, *cells = line[1:] if grid.ranked else line
            by = () if named.text == "合计" else ((grid.by, named.text),)
            for column, cell in zip(grid.columns, cells, strict=True):
                ask = Ask(column.ask.indicator, column.ask.period, (*column.ask.qualifiers, *by))
                yield f"{tag.text} {named.text}", ask, cell.text

    def _compared(self, word: str, meant: meaning.Figure, before: Ask) -> str:
        now, then = self.again(meant.ask), self.again(before)
        assert now is not None
        assert then is not None
        change, unit = now - then, meant.ask.indicator.unit
        if not change:
            return f"{word}持平"
        if meant.stepwise or not then:
            return f"{word}{'增加' if change > 0 else '减少'}{abs(change)}{unit}"
        share = counting.Value(round(abs(change) * 100 / then, 6), places=1).digits
        return f"{word}{'上升' if change > 0 else '下降'}{share}%"


def test_each_indicator_is_defined_a_second_time() -> None:
    """Those that only add up parts are counted whole; what waits for its ledger cannot be."""
    again = RULES.keys() | SHARES.keys() | CHANGES.keys()
    parts = {part.code for one in registry.declared() if isinstance(one, Total) for part in one.parts}
    declared = {one.code for one in registry.declared() if not isinstance(one, Waiting)}
    assert declared - again - parts == set()
    assert again - declared == set()
