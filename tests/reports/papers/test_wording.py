"""Numbers in words: roughly, and against another time."""

import pytest

from anlan.base.periods import Period
from anlan.reports.figures.counting import Value
from anlan.reports.papers import spans, wording


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"), (7, "7"), (30, "30"), (34, "30余"), (38, "近40"), (100, "100"), (236, "230余"), (239, "近240"),
        (1234, "1200余"), (1980, "近2000"), (11754, "11000余"), (55835, "近56000"),
    ],
)  # fmt: skip
def test_round_numbers(number: int, text: str) -> None:
    assert wording.roughly(Value(number)) == text


def test_growth_fall_and_no_change() -> None:
    def said(now: int | None, before: int | None, **given: bool) -> str:
        return wording.against(Value(now, "起"), Value(before, "起"), "同比", **given)

    assert said(9, 8) == "同比上升12.5%"
    assert said(5, 8) == "同比下降37.5%"
    assert said(8, 8) == "同比持平"
    assert said(5, 8, absolute=True) == "同比减少3起"
    assert said(3, 0) == "同比增加3起", "nothing to measure a growth by"
    assert said(3, None) == "同比无可比数据"
    assert wording.against(Value(90, "%"), Value(88, "%"), "环比") == "环比上升2个百分点"


def test_periods_as_people_say_them() -> None:
    year = Period.parse("2026")
    said = "2026年 2026年度 2026年上半年 2026年第三季度 2026年11月 2026年第7周 2026年11月5日 2026年11月中旬 2026Q1"
    codes = "2026 2026 2026H1 2026Q3 2026-11 2026-W07 2026-11-05 2026-11-T2 2026Q1"
    assert [spans.read(text).code for text in said.split()] == codes.split()
    assert spans.of_tag("同期", Period.parse("2026-11")).code == "2025-11"
    assert spans.of_tag("本年", Period.parse("2026-11")).code == "2026-01-01..2026-11-30"
    assert spans.of_tag("上年", year).code == "2025"
    with pytest.raises(ValueError, match=r"看不懂的时段“去年”。可以写 2026"):
        spans.of_tag("去年", year)
