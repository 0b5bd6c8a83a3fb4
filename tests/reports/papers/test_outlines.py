"""Every outline that comes with the program can be filled, and says what it must be given."""

import pytest
from django.core.management import call_command

from anlan.base.periods import PeriodKind
from anlan.reports.papers import drafts, outlines

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
