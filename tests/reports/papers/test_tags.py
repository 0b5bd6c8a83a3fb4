"""The grammar of tags: what people type, in either kind of punctuation; nothing in a template is ever run."""

from anlan.reports.papers import tags
from anlan.reports.papers.tags import Named, Tag


def only(text: str) -> Tag:
    (tag,) = [piece for piece in tags.pieces(text) if isinstance(piece, Tag)]
    return tag


def test_a_figure_with_parameters_in_either_punctuation() -> None:
    given = (("专项", "百日行动"), ("时段", "2026Q1"), ("约", "是"))
    for text in (
        '发现{{ 发现隐患数(专项="百日行动", 时段="2026Q1", 约=是) }}处',
        "发现{{发现隐患数（专项＝“百日行动”，时段=2026Q1，约＝是）}}处",
        "发现{{ 发现隐患数 ( 专项=‘百日行动’ 时段=2026Q1, 约=是, ) }}处",
    ):
        assert only(text).names == (Named("发现隐患数", given),), text
    assert [type(piece) for piece in tags.pieces("甲{{ 年 }}乙{{ 月 }}")] == [str, Tag, str, Tag]


def test_what_stands_in_quotation_marks_keeps_its_own_signs() -> None:
    tag = only('{{ 考核达标单位数(评分表="村“三有”（甲式）", 带单位=是) }}')
    assert tag.names[0].given == (("评分表", "村“三有”（甲式）"), ("带单位", "是"))


def test_tables_name_columns_and_lists() -> None:
    tag = only('{% 表 发现隐患数(级别=重大, 题="重大"), 整改隐患数 按=属地 前=10 %}')
    assert (tag.block, tag.names) == (
        "表", (Named("发现隐患数", (("级别", "重大"), ("题", "重大"))), Named("整改隐患数")),
    )  # fmt: skip
    assert tag.given == (("按", "属地"), ("前", "10"))
    assert only("{% 附表 hazard 列=隐患编号，属地，隐患内容 %}").given == (("列", "隐患编号,属地,隐患内容"),)


def test_what_cannot_be_read_is_told_and_never_run() -> None:
    faults = {
        "{{ 发现隐患数(专项= }}": "没有写完。",
        "{{ 发现隐患数(专项=甲 }}": "少了右括号。",
        "{{ 发现隐患数(专项) }}": "参数“专项”后面要写“=值”。",
        "{{ 发现隐患数(年=1, 年=2) }}": "参数“年”写了两次。",
        "{{ 甲 乙 }}": "{{ }} 里写一个名称，参数写在它后面的括号里。",
        "{% for x in y %}": "{% %} 里先写“表”“排名”“附表”或“逐项”，没有“for”。",
        "{{ “甲 }}": "看不懂““甲”，引号是否成对？",
        "{{ 甲": "标签没有成对的括号“{{”。",
        "%} 甲": "标签没有成对的括号“%}”。",
    }
    assert {text: only(text).wrong for text in faults} == faults
    hostile = only("{{ ().__class__.__mro__[1].__subclasses__() }}")
    assert hostile.wrong == "“(”的位置不对。"
    assert only("{{ " + "甲" * 900 + " }}").wrong == "标签过长。"
