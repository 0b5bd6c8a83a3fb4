"""The reader of old reports, over sentences made up in the manner of work reports."""

import json
from decimal import Decimal

import pytest

from anlan.reports.history import numerals, reading
from anlan.reports.history.matching import Entry, catalogue
from anlan.reports.history.reading import Kind, Proposal

REPORT = """青禾县应急管理局2031年工作总结
一、2031年主要工作和成效
(一)抓排查。一是开展专项整治。开展“百日清零行动”，全县共检查单位１，２０３家次，发现隐患482处，已整改451处，整改率93.6%。立案6起，罚款12.5万元。
二是推进交叉互查。8月份，累计派出督查组4个，约谈企业30余家。
(二)抓值守。严格执行24小时值班制度，全年未发生较大及以上事故。受理申请9件，已全部办结。
二、2032年工作计划
新建避难场所3处，培训800人次。
"""


def read(text: str) -> list[Proposal]:
    return reading.read(text, year=2031)


def told(text: str) -> list[tuple[str, str]]:
    """Value and unit of what was counted."""
    return [("" if one.value is None else numerals.plain(one.value), one.unit) for one in reading.figures(read(text))]


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("发现隐患608处,整改500处,整改率82%。", [("608", "处"), ("500", "处"), ("82", "%")]),
        ("安装42个门禁和104个门磁。", [("42", "个"), ("104", "个")]),
        ("可用房间由28间扩充至870间。", [("28", "间"), ("870", "间")]),
        ("组建18支538人的抢险队伍。", [("18", "支"), ("538", "人")]),
        ("服务企业8.7万家次，投入3亿元。", [("8.7", "万家次"), ("3", "亿元")]),
        ("参保5.3万户18万常住居民。", [("5.3", "万户"), ("18", "万人")]),
        ("召开会议两次，印发十五份，举办一百二十场。", [("2", "次"), ("15", "份"), ("120", "场")]),
        ("演练161场(次)，调拨帐篷927件（套）。", [("161", "场次"), ("927", "件(套)")]),
        ("完成率达到百分之九十五。", [("95", "%")]),
        ("损失1,234.5万元，受灾面积30692.13公顷。", [("1234.5", "万元"), ("30692.13", "公顷")]),
        ("启动防汛Ⅳ级应急响应3次。", [("4", "级"), ("3", "次")]),
        ("连续三年获评先进单位。", [("3", "年")]),
        ("打造全市首支社区救援队。", [("1", "支")]),
        ("以本质提升等三大行动为抓手。", [("3", "个")]),
    ],
)
def test_numbers_are_read_with_their_units(sentence: str, figures: list[tuple[str, str]]) -> None:
    assert told(sentence) == figures


@pytest.mark.parametrize(
    "sentence",
    [
        "印发《2031年第12号通知书》（青应急〔2031〕15号）。",
        "于5月17日、2031年10月以来、10月份、9:30和3日召开。",
        "第三期、第21个活动月、建局70周年、十四五、未来五年、二期工程、三级网络。",
        "联系电话13800001234、0990-8000123，热线12350。",
        "“3·15”活动，“1+N”体系，5G基站，一方面、一批、一户不落。",
        "1.加强领导。\n(2)压实责任。\n三是严格考核。",
        "依靠单位、场所、部门、家庭、条例、台账。",
    ],
)
def test_dates_document_numbers_ordinals_and_telephones_are_no_figures(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("落实24小时值班。", Kind.NORM),
        ("每村配备至少2名信息员。", Kind.NORM),
        ("各乡镇30名队员。", Kind.NORM),
        ("部署六十天行动。", Kind.NAME),
        ("对照15条硬措施。", Kind.NAME),
        ("培训“三项岗位”人员。", Kind.NAME),
        ("聚焦两个清单。", Kind.NAME),
        ("检查单位xxx家。", Kind.MASKED),
        ("检查单位××家。", Kind.MASKED),
        ("到2035年底，培训率达90%。", Kind.TARGET),
        ("计划投资20万元。", Kind.TARGET),
    ],
)
def test_rules_names_plans_and_masked_numbers_are_told_apart(sentence: str, kind: Kind) -> None:
    assert {one.kind for one in read(sentence)} == {kind}
    assert told(sentence) == []


def test_a_fall_against_last_year_is_negative_and_says_what_fell() -> None:
    found = read("事故9起，死亡2人，同比下降33.3%；受灾人数同比上升 12.5%；办结时限缩短60%以上。")
    assert [(one.value, one.indicator_words, one.bound) for one in found if one.unit == "%"] == [
        (Decimal("-33.3"), "事故死亡人数同比", ""),
        (Decimal("12.5"), "受灾人数同比", ""),
        (Decimal(60), "办结时限缩短", "以上"),
    ]


def test_what_is_said_in_words_is_a_figure_too() -> None:
    found = read("未发生森林火灾。受理申请14件，已全部办结。事故起数和死亡人数实现双下降。")
    assert [(one.value, one.unit, one.kind) for one in found] == [
        (Decimal(0), "起", Kind.WORDED),
        (Decimal(14), "件", Kind.ACTUAL),
        (Decimal(100), "%", Kind.WORDED),
        (None, "%", Kind.WORDED),
        (None, "%", Kind.WORDED),
    ]


def test_one_rate_for_several_things_is_proposed_for_each() -> None:
    words = [one.indicator_words for one in read("监测报警、紧急切断、自动化系统装备率和有效投用率达到100%。")]
    assert words == [
        "监测报警装备率",
        "监测报警有效投用率",
        "紧急切断装备率",
        "紧急切断有效投用率",
        "自动化系统装备率",
        "自动化系统有效投用率",
    ]


def test_a_whole_report_gives_sections_periods_campaigns_and_places_in_the_text() -> None:
    found = reading.read(REPORT)
    assert [REPORT[one.start : one.end] for one in found] == [one.quote for one in found]
    assert all(one.sentence in REPORT for one in found)
    assert [(one.quote, one.kind) for one in found if one.kind not in reading.FIGURES] == [
        ("24小时", Kind.NORM), ("3处", Kind.TARGET), ("800人次", Kind.TARGET)
    ]  # fmt: skip
    counted = reading.figures(found)
    assert [(one.quote, one.indicator_words) for one in counted] == [
        ("１，２０３家次", "检查单位"),
        ("482处", "发现隐患"),
        ("451处", "隐患整改"),
        ("93.6%", "隐患整改率"),
        ("6起", "立案"),
        ("12.5万元", "罚款"),
        ("4个", "派出督查组"),
        ("30余家", "约谈企业"),
        ("未发生较大及以上事故", "较大及以上事故"),
        ("9件", "受理申请"),
        ("已全部办结", "受理申请已全部办结"),
    ]
    assert (counted[0].value, counted[0].period) == (1203, "2031")
    assert {one.campaign for one in counted[:4]} == {"百日清零行动"}
    assert (counted[6].period, counted[6].campaign) == ("2031-08", "交叉互查")
    assert counted[7].approximate == "余"
    assert counted[0].section == "一、2031年主要工作和成效 / (一)抓排查"
    assert found[-1].period == "2032"
    assert json.dumps([one.told() for one in found], ensure_ascii=False).count('"sentence"') == len(found)


def test_figures_find_their_indicator_by_words_and_unit() -> None:
    known = catalogue((
        Entry("found", "发现隐患数", "处"),
        Entry("rectified", "整改隐患数", "处"),
        Entry("rate", "隐患整改率", "%"),
        Entry("visits", "检查单位家次", "家次"),
        Entry("plans", "修订预案数", "个"),
    ))  # fmt: skip
    found = reading.read(
        "全县检查单位120家次，排查隐患482条，已整改451条，整改率93.6%，修订预案3个，种树50棵。", known, 2031
    )
    assert [one.indicator_code for one in found] == ["visits", "found", "rectified", "rate", "plans", None]
    assert known.best("召开会议", "次") == []


def test_a_report_that_names_no_year_is_of_the_year_given_or_of_none() -> None:
    assert reading.read("检查单位3家。", year=2030)[0].period == "2030"
    assert reading.read("检查单位3家。")[0].period == ""
    assert reading.read(
        "2033年，检查单位3家，比2019年新增1家；上半年，查处4起；1至6月，处置5起；截至9月20日，报送6条。"
    )[-1].period == ("2033-01-01..2033-09-20")


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("二十三", 23), ("一百零五", 105), ("两千", 2000), ("三五", None), ("百十百", None)]
)
def test_chinese_numbers(text: str, value: int | None) -> None:
    assert numerals.chinese(text) == value
