"""Word files: tags parted over runs, tables in their place, an annex of 5,000 rows, and files that mean harm."""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.shared import RGBColor

from anlan.reports.papers import layout, outlines, word
from anlan.reports.papers.tags import Tag
from anlan.reports.papers.word import NotWord, Sheet


def saved(document: object) -> bytes:
    made = BytesIO()
    document.save(made)  # type: ignore[attr-defined]
    return made.getvalue()


def test_a_tag_parted_over_runs_takes_the_look_of_its_beginning() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for text in ("发现", "{", "{ 发现", "隐患数", " }}处，整改{{ 整改", "数 }}处"):
        paragraph.add_run(text)
    paragraph.runs[1].font.color.rgb = RGBColor(1, 2, 3)
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "单元格{{ 年 }}"
    document.sections[0].header.paragraphs[0].text = "{{ 单位 }}"
    data = saved(document)
    assert [piece.name for p in word.read(data) for piece in p.pieces if isinstance(piece, Tag)] == [
        "发现隐患数", "整改数", "年", "单位",
    ]  # fmt: skip
    made = Document(BytesIO(word.filled(data, lambda tag: f"<{tag.name}&>")))
    assert made.paragraphs[0].text == "发现<发现隐患数&>处，整改<整改数&>处"
    assert made.paragraphs[0].runs[1].text == "<发现隐患数&>"
    assert made.paragraphs[0].runs[1].font.color.rgb == RGBColor(1, 2, 3)
    assert made.tables[0].cell(0, 0).text == "单元格<年&>"
    assert made.sections[0].header.paragraphs[0].text == "<单位&>"


def test_tables_stand_where_their_tags_stood() -> None:
    document = Document()
    for text in ("前文", "{% 表 甲 %}", "{% 表 乙 %}", "后文"):
        document.add_paragraph(text)
    made = word.filled(saved(document), lambda tag: Sheet((tag.name, "数"), [("石泉镇", "<5>"), ("", "1\n2")]))
    body = [item.tag.rpartition("}")[2] for item in Document(BytesIO(made)).element.body]
    assert body == ["p", "tbl", "p", "tbl", "p", "sectPr"], "tables that touch would become one"
    tables = Document(BytesIO(made)).tables
    assert [[cell.text for cell in row.cells] for row in tables[0].rows] == [
        ["甲", "数"],
        ["石泉镇", "<5>"],
        ["", "1\n2"],
    ]
    assert tables[1].cell(0, 0).text == "乙"


def test_an_annex_of_five_thousand_rows_is_whole() -> None:
    document = Document()
    document.add_paragraph("{% 附表 hazard %}")
    rows = [(str(n), f"YH-2026-{n:05d}", "护栏缺失\x00" * 3) for n in range(1, 5001)]
    data = word.filled(saved(document), lambda tag: Sheet(("序号", "编号", "内容"), rows))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
    assert text.count("<w:tr>") == 5001
    assert text.count("<w:tblHeader/>") == 1
    assert [text.count(f"YH-2026-{n:05d}<") for n in (1, 2500, 5000)] == [1, 1, 1]


def _with(document_xml: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", document_xml)
    return made.getvalue()


def test_hostile_files_are_refused_with_a_sentence() -> None:
    entity = (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:p>&x;</w:p></w:document>'
    )
    for data in (b"PK\x03\x04 nothing", b"", _with(b"<broken"), _with(entity)):
        with pytest.raises(NotWord):
            word.read(data)
    with pytest.raises(NotWord, match="标签超过"):
        word.read(layout.word("", "{{ 年 }}" * 3001))


def test_official_page() -> None:
    data = layout.word("总结", "一、成效\n（一）隐患治理。全年好。\n1.检查。有力。\n正文\n落款：{{ 单位 }}")
    document = Document(BytesIO(data))
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins if margin is not None] == [37, 35, 28, 26]
    fonts = [
        [(run.text, run._element.rPr.rFonts.get(word.W + "eastAsia")) for run in p.runs] for p in document.paragraphs
    ]
    assert fonts[0] == [("总结", "方正小标宋简体")]
    assert fonts[2:] == [  # a line lies between what is said and who says it
        [("一、成效", "黑体")],
        [("（一）隐患治理。", "楷体_GB2312"), ("全年好。", "仿宋_GB2312")],
        [("1.检查。", "仿宋_GB2312"), ("有力。", "仿宋_GB2312")],
        [("正文", "仿宋_GB2312")],
        [("", "仿宋_GB2312")],
        [("{{ 单位 }}", "仿宋_GB2312")],
    ]
    kept = [p.paragraph_format.keep_with_next for p in document.paragraphs[-3:]]
    assert kept == [True, True, True], "the signature never stands alone on a page"
    assert [p.level for p in word.read(data)][1:4] == [1, 2, 3]
    footer = section.footer.paragraphs[0]._element.xpath("string(.)")
    assert (footer, section.even_page_footer.paragraphs[0]._element.xpath("string(.)")) == ("— 1 —", "— 1 —")


def test_an_outline_has_a_head() -> None:
    one = outlines.read("x", "名称：甲\n周期：month\n标题：{{ 年 }}\n说明：用\n\n一、正文\n\n二、")
    assert (one.name, one.rhythm, one.title, one.about, one.body) == (
        "甲",
        "month",
        "{{ 年 }}",
        "用",
        "一、正文\n\n二、",
    )
    assert outlines.read("x", "一、正文").body == "一、正文"


def test_a_heading_stays_with_what_it_heads_and_an_annex_begins_a_page() -> None:
    body = "一、安排\n（一）督办\n1.逐项督办，按时办结。\n按整改率排名如下。\n附件：清单\n落款：局\n附件\n清单\n"
    body += "{% 附表 hazard %}"
    paragraphs = Document(BytesIO(layout.word("", body))).paragraphs
    told = {
        p.text: (bool(p.paragraph_format.keep_with_next), any(run.bold and run.text for run in p.runs))
        for p in paragraphs
    }
    assert told["一、安排"] == told["（一）督办"] == told["按整改率排名如下。"] == (True, False)
    assert told["1.逐项督办，按时办结。"][1] is False, "a sentence by itself is no heading"
    assert [p.text for p in paragraphs if p.paragraph_format.page_break_before] == ["附件"]
    assert paragraphs[-2].runs[0].font.name == "方正小标宋简体"


def test_names_numbers_and_days_are_whole_and_long_texts_give_way() -> None:
    heads = ("序号", "隐患编号", "属地", "隐患内容", "整改期限（年月日）")
    row = ["120", "YH-2026-08575", "铜子岭村", "隐患排查治理台账不完整，缺复查记录，现场没有人值守", "2026-11-18"]
    widths = [int(one.get(f"{word.W}w")) for one in word.table(word.Sheet(heads, [row])).iter(f"{word.W}gridCol")]
    inside = [(width - 2 * 108) / word.HALF for width in widths]  # Word's own margins of a cell
    for column in (0, 1, 2, 4):
        assert inside[column] >= word._size(row[column]), heads[column]
    assert max(widths) == widths[3]
    assert sum(widths) <= word.PAGE_WIDTH


def test_columns_share_the_page_by_what_stands_in_them() -> None:
    made = word.table(word.Sheet(("序号", "内容", "期限"), [["1", "配电箱没有接地，临时线路私拉乱接", "2026-11-18"]]))
    number, content, day = (int(one.get(f"{word.W}w")) for one in made.iter(f"{word.W}gridCol"))
    assert number < day < content
    assert number + content + day <= word.PAGE_WIDTH


def test_whom_a_circular_goes_to_stands_at_the_margin() -> None:
    document = Document(BytesIO(layout.word("通报", "各乡镇：\n现通报如下：\n一、排名")))
    assert [bool(p.paragraph_format.first_line_indent) for p in document.paragraphs[2:]] == [False, True, True]
