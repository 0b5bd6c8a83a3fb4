"""A Word template is filled with facts; what is missing or forbidden is said, and nothing typed breaks the file."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from anlan.kit.documents.filling import Unfillable, fill, names


def a_template(*paragraphs: str, header: str = "") -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def lines(paper: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(paper)).paragraphs]


def test_facts_stand_where_the_template_names_them() -> None:
    template = a_template(
        "被检查单位：{{ unit.name }}",
        "检查日期：{{ on }}，{{ at|moment }}",
        "罚款 {{ fine }} 元，{{ agreed }}，{{ note }}",
        header="第 {{ number }} 号",
    )
    paper = fill(
        template,
        {
            "unit": {"name": "澜川化工厂"},
            "on": date(2026, 3, 5),
            "at": datetime(2026, 3, 5, 1, 5, tzinfo=UTC),
            "fine": Decimal("3000.00"),
            "agreed": True,
            "note": None,
            "number": 7,
        },
    )
    assert lines(paper) == [
        "被检查单位：澜川化工厂",
        "检查日期：2026年3月5日，2026年3月5日9时05分",
        "罚款 3000 元，是，",
    ]
    assert Document(BytesIO(paper)).sections[0].header.paragraphs[0].text == "第 7 号"


def test_a_list_becomes_a_paragraph_an_item() -> None:
    template = a_template("{%p for item in problems %}", "{{ loop.index }}. {{ item }}", "{%p endfor %}", "完")
    assert lines(fill(template, {"problems": ["未接地", "无围堰"]})) == ["1. 未接地", "2. 无围堰", "完"]


def test_what_people_typed_stays_text_whatever_it_looks_like() -> None:
    typed = "<w:p>&{{ 7*7 }}{% if %}\x00\x0b\x07\ud800"
    assert lines(fill(a_template("{{ content }}"), {"content": typed})) == ["<w:p>&{{ 7*7 }}{% if %}"]


def test_lines_that_people_typed_stay_lines() -> None:
    assert lines(fill(a_template("{{ content }}"), {"content": "第一条\r\n第二条"})) == ["第一条\n第二条"]


def test_all_unknown_names_are_told_at_once() -> None:
    with pytest.raises(Unfillable, match="“officer、unit”"):
        fill(a_template("{{ unit }} {{ officer }} {{ known }}"), {"known": "在"})


def test_an_unknown_part_of_a_known_thing_is_told() -> None:
    with pytest.raises(Unfillable, match="“phone”"):
        fill(a_template("{{ unit.phone }}"), {"unit": {"name": "澜川化工厂"}})


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ unit.__init__.__globals__ }}",
        "{{ (1).__class__ }}",
        "{% for i in range(10000000) %}{% endfor %}",
        "{{ items.append(1) }}",
    ],
)
def test_a_template_runs_nothing(text: str) -> None:
    with pytest.raises(Unfillable):
        fill(a_template(text), {"unit": {"name": "厂"}, "items": []})


def test_a_template_reaches_into_no_record() -> None:
    class Row:
        secret = "密"

    with pytest.raises(TypeError, match="Row"):
        fill(a_template("{{ row.secret }}"), {"row": Row()})


@pytest.mark.parametrize("text", ["{% if unit %}", "{{ unit", "{% for %}{% endfor %}", "{{ unit|nothing }}"])
def test_a_fault_in_writing_is_told_in_words(text: str) -> None:
    with pytest.raises(Unfillable, match=r"写法有误|填写不了") as told:
        fill(a_template(text), {"unit": "厂"})
    assert str(told.value).endswith("。")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no archive", b"%PDF-1.4"])
def test_only_a_word_file_is_a_template(data: bytes) -> None:
    with pytest.raises(Unfillable, match="不是 Word"):
        fill(data, {})


def test_a_template_says_what_it_asks_for(tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(
        a_template("{{ unit.name }}{% for item in problems %}{{ item }}{% endfor %}", header="{{ number }}")
    )
    assert names(path) == {"unit", "problems", "number"}
    facts: dict[str, Any] = {"unit": {"name": "厂"}, "problems": ("甲", "乙"), "number": "1"}
    assert lines(fill(path, facts)) == ["厂甲乙"]
