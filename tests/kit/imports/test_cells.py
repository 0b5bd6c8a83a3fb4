"""Text in cells loses what nobody sees and keeps what somebody meant."""

from datetime import date, datetime, time

import pytest

from anlan.kit.imports.cells import as_text, clean, fold, is_blank, is_picture


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  甲化工厂\u3000", "甲化工厂"),
        ("甲\u200b化工\ufeff厂", "甲化工厂"),
        ("１２３号ＡＢｃ", "123号ABc"),
        ("（一）①配电箱：未上锁", "（一）①配电箱：未上锁"),
        ("王甲\xa0李乙", "王甲 李乙"),
        ("a  b   c", "a b c"),
        ("'=SUM(A1)", "=SUM(A1)"),
        ("'-5℃", "-5℃"),
        ("'quoted'", "'quoted'"),
        ("一\r\n二_x000D_\n三\r四", "一\n二\n三\n四"),
        ("一 \n\n  二\n", "一\n二"),
        ("a\x07b", "ab"),
    ],
)
def test_cleaning(typed, kept):
    assert clean(typed) == kept


def test_one_line_text_joins_chinese_without_a_blank_and_other_words_with_one():
    assert clean("浙江甲\n化工厂", lines=False) == "浙江甲化工厂"
    assert clean("fire\nstation", lines=False) == "fire station"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1.0, "1"),
        (13800001234.0, "13800001234"),
        (330000199001010000.0, "330000199001010000"),
        (0.1 + 0.2, "0.3"),
        (True, "是"),
        (None, ""),
        (date(2022, 3, 5), "2022-03-05"),
        (datetime.fromisoformat("2022-03-05"), "2022-03-05"),
        (datetime.fromisoformat("2022-03-05T08:30"), "2022-03-05 08:30"),
        (datetime.fromisoformat("2022-03-05T08:30:15"), "2022-03-05 08:30:15"),
        (time(8, 30), "08:30"),
        ('=DISPIMG("ID_1",1)', ""),
    ],
)
def test_a_cell_as_a_person_reads_it(cell, text):
    assert as_text(cell) == text


def test_blank_is_what_looks_blank():
    for cell in (None, "", " \u3000\n", "\u200b", '=_xlfn.DISPIMG("ID_1",1)'):
        assert is_blank(cell), cell
    for cell in (0, 0.0, False, "0", "/"):
        assert not is_blank(cell), cell
    assert not is_picture("见 DISPIMG(1)")


def test_folding_makes_spellings_of_one_label_equal():
    assert fold("重 大\n隐患（Ａ级）") == fold("重大隐患(a级)")
