"""Every outline that comes with the program can be filled, and says what it must be given."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import call_command

from anlan.base.periods import Period, PeriodKind
from anlan.reports.figures import registry
from anlan.reports.figures.declaration import Waiting
from anlan.reports.papers import drafts, outlines, tags
from anlan.reports.papers.setting import Setting
from tests.factories import STONE, a_place
from tests.reports.test_report_figures import ASKED

NEEDS = {"weekly-campaign": ("专项",), "event": ("事件",)}


def test_outlines_are_those_that_the_issue_asks_for() -> None:
    assert list(outlines.shipped()) == [
        "annual", "annual-outlook", "annual-progress", "annual-themes", "annual-numbered", "half-year", "monthly",
        "weekly-campaign", "daily", "event", "ranking",
    ]  # fmt: skip
    assert {one.rhythm for one in outlines.shipped().values()} <= set(PeriodKind.values)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", outlines.shipped())
def test_no_outline_names_what_there_is_not(slug: str) -> None:
    checked = drafts.check(drafts.of_outline(outlines.shipped()[slug]).data)
    assert checked.faults == ()
    assert checked.needs == NEEDS.get(slug, ())
    assert checked.tags > 10


@pytest.mark.django_db
@pytest.mark.parametrize("slug", sorted(set(outlines.shipped()) - set(NEEDS)))
def test_a_town_writes_by_the_same_outlines(slug: str) -> None:
    """What is counted for the county alone drops out of a town's report, and keeps nobody from freezing it."""
    setting = Setting(
        Period(date(2025, 1, 1), date(2025, 12, 31)), date(2026, 1, 5), "石泉镇", a_place(STONE, "石泉镇")
    )
    draft = drafts.written(drafts.of_outline(outlines.shipped()[slug]).data, setting)
    assert [nothing.sentence for nothing in draft.answers.nothing.values()] == []


@pytest.mark.django_db
def test_the_command_checks_a_template(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    from pathlib import Path

    from anlan.reports.papers import layout

    path = Path(str(tmp_path)) / "t.docx"
    path.write_bytes(layout.word("", "发现{{ 发现隐患个数 }}处，{{ 发现隐患数(颜色=红) }}\n{{ 年 }}"))
    with pytest.raises(SystemExit, match="1"):
        call_command("report", "check", str(path))
    told = capsys.readouterr().out
    assert "没有名为“发现隐患个数”的指标，是否指“" in told
    assert "指标“发现隐患数”没有参数“颜色”，可用：属地、专项" in told
    assert "3 个标签，2 处要改。" in told


REPORTS = {
    "S0": "annual", "S1": "annual-outlook", "S2": "annual-progress", "S3": "annual-themes", "S4": "annual-numbered",
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("report", "slug"), REPORTS.items())
def test_an_outline_says_every_figure_of_its_report_that_can_be_counted(report: str, slug: str) -> None:
    """At its place a figure stands by name, with each of its qualifiers: as named, for each value, or split by it."""
    said = list(_said(outlines.shipped()[slug].body))
    missing = set()
    for figure, row in ASKED.items():
        one = registry.indicator(row["indicator"])
        if not figure.startswith(report) or isinstance(one, Waiting):
            continue
        asked = dict(part.split("=", 1) for part in row["qualifiers"].split(";") if part)
        if not any(name == one.name and all(_fits(given, *pair) for pair in asked.items()) for name, given in said):
            missing.add(figure)
    assert missing == set()


def _said(body: str) -> Iterator[tuple[str, dict[str, str]]]:
    """What each figure of an outline is narrowed to; ``*`` for each value of a dimension."""
    for line in body.splitlines():
        found = [piece for piece in tags.pieces(line) if isinstance(piece, tags.Tag)]
        for tag in found:
            by = dict(tag.given).get("按", "属地") if tag.block in ("表", "排名") else ""
            for named in tag.names:
                given = dict(tag.given) | dict(named.given)
                each = {name: "*" for name, text in given.items() if text == "本项"}
                yield named.name, given | each | {given.get("分列", by): "*"}


def _fits(given: dict[str, str], name: str, value: str) -> bool:
    return given.get(name) in ("*", value)
