"""Sums that must hold between figures, and what is said where they do not."""

from dataclasses import replace

from anlan.base.periods import Period
from anlan.reports.checks import reconciling
from anlan.reports.checks.identities import BOUNDS, IDENTITIES
from anlan.reports.checks.reconciling import Mention
from anlan.reports.figures import registry
from anlan.reports.figures.counting import Ask, Value
from anlan.reports.indicators import hazards

YEAR = Period.parse("2026")


def asked(*codes: str) -> dict[str, Ask]:
    return {code: Ask(registry.indicator(code), YEAR, (("专项", "百日行动"),)) for code in codes}


def test_every_rule_names_indicators_that_exist() -> None:
    for rule in IDENTITIES:
        assert {registry.indicator(code).unit for code in rule.parts} == {registry.indicator(rule.whole).unit}
    for bound in BOUNDS:
        assert registry.indicator(bound.part).unit == registry.indicator(bound.whole).unit


def test_found_is_rectified_and_rectifying() -> None:
    ask = asked("hazard-found", "hazard-rectified", "hazard-rectifying")
    mentions = [Mention(ask["hazard-found"], "发现9处"), Mention(ask["hazard-rectified"], "整改4处")]
    wanted = set(reconciling.wanted(mentions))
    assert set(ask.values()) <= wanted, "what the report does not mention is counted too"
    values = {one: Value(0, "处") for one in wanted}
    values |= {ask["hazard-found"]: Value(9, "处"), ask["hazard-rectified"]: Value(4, "处")}
    values[ask["hazard-rectifying"]] = Value(5, "处")
    assert reconciling.findings(mentions, values) == []
    values[ask["hazard-rectifying"]] = Value(3, "处")
    (found,) = reconciling.findings(mentions, values)
    assert found.sentence == ("发现隐患数 9处 不等于 整改隐患数 4处 + 正在整改隐患数 3处。（2026年，专项：百日行动）")
    assert found.where == ("发现9处", "整改4处")
    values[ask["hazard-rectifying"]] = Value(None, "处", "没有")
    assert reconciling.findings(mentions, values) == []


def test_a_part_is_at_most_the_whole() -> None:
    ask = asked("hazard-found", "hazard-major")
    mentions = [Mention(ask["hazard-major"], "重大12处")]
    values = {one: Value(0, "处") for one in reconciling.wanted(mentions)} | {ask["hazard-major"]: Value(12, "处")}
    assert [one.sentence for one in reconciling.findings(mentions, values)] == [
        "重大隐患数 12处 大于 发现隐患数 0处。（2026年，专项：百日行动）"
    ]


def test_lines_of_a_table_come_to_its_total() -> None:
    ask = Ask(hazards.found, YEAR)
    assert reconciling.sums_up(ask, [Value(3), Value(2)], Value(5), "表") == []
    (found,) = reconciling.sums_up(ask, [Value(3)], Value(5), "表")
    assert found.sentence == "表中“发现隐患数”各行合计 3，总数是 5，相差 2。"
    assert reconciling.sums_up(replace(ask, indicator=hazards.rate), [Value(90)], Value(50), "表") == [], "shares"


def test_the_same_figure_reads_the_same_everywhere() -> None:
    ask = Ask(hazards.found, YEAR)
    assert reconciling.agree([(ask, "5", "甲"), (ask, "5", "乙")]) == []
    (found,) = reconciling.agree([(ask, "5", "甲"), (ask, "6", "乙")])
    assert found.sentence == "同一个数“发现隐患数”在文中写成了 5、6。（2026年）"
    assert found.where == ("甲", "乙")
