"""Converters turn cells into values of fields, and say in a sentence why they cannot."""

from datetime import date
from decimal import Decimal

import pytest

from anlan.kit.imports.values import KINDS, BadCell, Context, converter

HERE = Context(year=2022)


def read(kind, cell, **options):
    return converter(kind, **options)(cell, HERE)


def reason(kind, cell, **options):
    with pytest.raises(BadCell) as refused:
        read(kind, cell, **options)
    return refused.value.reason


def test_an_unknown_kind_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="no converter for kind 'colour'"):
        converter("colour")


def test_every_kind_reads_emptiness_as_nothing():
    needed = {"choice": {"choices": {"一": 1}}, "choices": {"choices": {"一": 1}}, "coordinate": {"axis": "longitude"}}
    for kind in KINDS:
        nothing = {"text": "", "choices": []}.get(kind)
        for cell in ("", None, "/", "—"):
            assert read(kind, cell, **needed.get(kind, {})) == nothing, (kind, cell)


class TestText:
    def test_it_is_cleaned_to_one_line_unless_lines_are_wanted(self):
        assert read("text", " 封某\n") == "封某"
        assert read("text", "一、上锁。\n二、清理。") == "一、上锁。二、清理。"
        assert read("text", "一、上锁。\r\n二、清理。", lines=True) == "一、上锁。\n二、清理。"

    def test_numbers_and_dates_become_what_a_person_reads(self):
        assert read("text", 13.0) == "13"
        assert read("text", date(2022, 3, 5)) == "2022-03-05"
        assert read("text", '=DISPIMG("ID_1",1)') == ""

    def test_too_long_is_refused_not_cut(self):
        assert read("text", "四个字长", max_length=4) == "四个字长"
        assert reason("text", "五个字长了", max_length=4) == "有 5 个字，最多 4 个。"


class TestNumbers:
    def test_integers(self):
        assert read("integer", 120.0) == 120
        assert read("integer", "120人", unit="人") == 120
        assert read("integer", "1.2万", unit="人") == 12000
        assert type(read("integer", "7")) is int
        assert reason("integer", 3.5) == "“3.5”不是整数。"
        assert reason("integer", "-1", minimum=0) == "-1 小于 0。"
        assert reason("integer", 101.0, maximum=100) == "101 大于 100。"

    def test_decimals_round_half_up(self):
        assert read("decimal", 2.345, places=2) == Decimal("2.35")
        assert read("decimal", "2.5", places=0) == Decimal(3)
        assert read("decimal", 0.1 + 0.2) == Decimal("0.3")

    def test_money_is_in_ten_thousands_unless_said(self):
        assert read("money", "35000元") == Decimal("3.50")
        assert read("money", 35000.0, column_unit="元") == Decimal("3.50")
        assert read("money", "3.5万元", unit="元") == Decimal("35000.00")
        assert read("money", 3.5) == Decimal("3.50")

    def test_infinity_is_no_number(self):
        for cell in ("Infinity", "NaN", "1e999999999", float("inf"), float("nan")):
            with pytest.raises(BadCell):
                read("decimal", cell, places=2)
            with pytest.raises(BadCell):
                read("integer", cell)


def test_dates_take_the_year_of_their_own_table():
    convert = converter("date")
    assert convert("3月5日", Context(year=2022)) == date(2022, 3, 5)
    assert convert("3月5日", Context(year=2021)) == date(2021, 3, 5)
    assert convert("3月5日", Context(year=2022)) == date(2022, 3, 5)
    assert convert(43613.0, HERE) == date(2019, 5, 28)


class TestBoolean:
    @pytest.mark.parametrize("cell", ["是", "√", "有", "Y", "yes", "1", 1.0, True, "已整改", " 是 "])
    def test_yes(self, cell):
        assert read("boolean", cell) is True

    @pytest.mark.parametrize("cell", ["否", "×", "X", "无", "n", "0", 0.0, False, "未整改"])
    def test_no(self, cell):
        assert read("boolean", cell) is False

    def test_words_of_the_field_go_before_the_usual_ones(self):
        assert read("boolean", "正常", false=("正常",)) is False
        assert read("boolean", "停产", true=("停产",)) is True

    def test_anything_else_is_refused(self):
        assert reason("boolean", "部分") == "“部分”看不出是“是”还是“否”。"


class TestChoice:
    CHOICES = {"一般隐患": "general", "重大隐患": "major"}

    def test_by_label_synonym_or_code_however_spelt(self):
        for cell in ("重大隐患", "重大 隐患", "重大\n隐患", "major", "重大"):
            assert read("choice", cell, choices=self.CHOICES, synonyms={"重大": "major"}) == "major", cell
        assert read("choice", 3.0, choices={"3": "third"}) == "third"

    def test_an_unknown_word_is_refused_with_what_may_be_meant_or_what_there_is(self):
        assert reason("choice", "重大隐犯", choices=self.CHOICES) == "没有“重大隐犯”这一项，是不是“重大隐患”？"
        assert reason("choice", "严重", choices=self.CHOICES) == "没有“严重”这一项。可填：一般隐患、重大隐患。"

    def test_several_in_one_cell(self):
        kinds = {"火灾": 1, "触电": 2, "中毒、窒息": 3}
        assert read("choices", "火灾、触电", choices=kinds) == [1, 2]
        assert read("choices", "火灾，触电，火灾", choices=kinds) == [1, 2]
        assert read("choices", "中毒、窒息", choices=kinds) == [3]
        assert "坍塌" in reason("choices", "火灾、坍塌", choices=kinds)

    def test_lists_are_not_shared_between_rows(self):
        convert = converter("choices", choices={"火灾": 1})
        first = convert("火灾", HERE)
        assert isinstance(first, list)
        first.append(2)
        assert convert("火灾", HERE) == [1]


class TestPhone:
    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            (13800001234.0, "13800001234"),
            ("138 0000 1234", "13800001234"),
            ("138-0000-1234", "13800001234"),
            ("+86 13800001234", "13800001234"),
            ("１３８００００１２３４", "13800001234"),
            ("0576-87770000", "0576-87770000"),
            ("(0576)87770000", "0576-87770000"),
            ("0576 8777 0000", "0576-87770000"),
            ("87770000转801", "87770000-801"),
            ("400-800-0000", "400-800-0000"),
            ("119", "119"),
            (12350.0, "12350"),
        ],
    )
    def test_a_number(self, cell, number):
        assert read("phone", cell) == number

    def test_several_only_where_wanted(self):
        assert "几个号码" in reason("phone", "13800001234/13900001234")
        assert read("phone", "13800001234/13900001234", several=True) == "13800001234、13900001234"
        assert read("phone", "13800001234 13900001234", several=True) == "13800001234、13900001234"

    def test_a_digit_too_few_is_counted(self):
        assert reason("phone", "1380000123") == "手机号“1380000123”有 10 位，应为 11 位。"
        assert "不是电话号码" in reason("phone", "王某")


class TestIdentifiers:
    def test_an_identity_number(self):
        assert read("id_number", "99012119900101009x") == "99012119900101009X"
        assert read("id_number", " 990121 19900101 009X ") == "99012119900101009X"
        assert "校验位" in reason("id_number", "990121199001010011")

    def test_a_number_that_excel_has_shortened_is_never_taken(self):
        assert "末几位已丢失" in reason("id_number", 990121199001010000.0)
        assert "末几位已丢失" in reason("credit_code", 913310240000000000.0)

    def test_a_credit_code(self):
        assert read("credit_code", "91330000ma0000001a") == "91330000MA0000001A"
        assert "18 位" in reason("credit_code", "91330000")


class TestCoordinates:
    @pytest.mark.parametrize(
        "cell",
        [
            120.735,
            "120.735",
            "120.735°",
            "E120.735",
            "东经120.735",
            "120°44′06″",
            "120度44分6秒",
            "120°44'06\"E",
            "120 44 6",
        ],
    )
    def test_a_longitude(self, cell):
        assert read("coordinate", cell, axis="longitude") == pytest.approx(120.735, abs=1e-7)

    def test_exchanged_or_impossible(self):
        assert "填反" in reason("coordinate", 28.8, axis="longitude")
        assert "填反" in reason("coordinate", 120.7, axis="latitude")
        assert "不是可能的" in reason("coordinate", 0.0, axis="longitude")
        assert "不是可能的" in reason("coordinate", 1205.7, axis="longitude")
        assert "不是可能的" in reason("coordinate", float("nan"), axis="latitude")
        assert "超过 60" in reason("coordinate", "120°75′00″", axis="longitude")
        assert "不是经纬度" in reason("coordinate", "山脚下", axis="latitude")

    @pytest.mark.parametrize("cell", ["120.735,28.85", "28.85，120.735", "120.735 28.85", "E120.735，N28.85"])
    def test_a_pair_in_either_order(self, cell):
        assert read("point", cell) == pytest.approx((120.735, 28.85))

    def test_neighbours_are_read_too(self):
        assert read("coordinate", "137.723111", axis="longitude") == 137.723111
        assert read("point", "37.7723,-122.51") == (-122.51, 37.7723)

    def test_half_a_pair(self):
        assert "一对经纬度" in reason("point", "120.735")
