"""Numbers are read with their units and thousands, and refused where they are no one number."""

from decimal import Decimal

import pytest

from anlan.kit.imports import units
from anlan.kit.imports.numbers import to_decimal
from anlan.kit.imports.refusal import BadCell


@pytest.mark.parametrize(
    ("cell", "unit", "number"),
    [
        ("120人", "人", "120"),
        ("120", "人", "120"),
        ("120名", "人", "120"),
        ("3.5万元", "万元", "3.5"),
        ("35000元", "万元", "3.5"),
        ("3.5万", "万元", "3.5"),
        ("0.2亿元", "万元", "2000"),
        ("3.5万元", "元", "35000"),
        ("3.5万元", "", "35000"),
        ("3.5万人", "人", "35000"),
        ("3.5万", "人", "35000"),
        ("3.5万", "万人", "3.5"),
        ("1,234", "", "1234"),
        ("1，234,567.5元", "元", "1234567.5"),
        ("￥1,200.50", "元", "1200.50"),
        ("约50", "", "50"),
        ("约50人左右", "人", "50"),
        ("近3万人", "人", "30000"),
        ("50余人", "人", "50"),
        ("１２３", "", "123"),
        ("5千克", "千克", "5"),
        ("500克", "千克", "0.5"),
        ("3斤", "公斤", "1.5"),
        ("2吨", "公斤", "2000"),
        ("3公里", "米", "3000"),
        ("2公顷", "平方米", "20000"),
        ("1.2亿立方米", "万立方米", "12000"),
        ("1.8m3", "立方米", "1.8"),
        ("-5", "", "-5"),
        ("−5", "", "-5"),
        ("85%", "%", "85"),
        ("85%", "", "0.85"),
        ("1e3", "", "1000"),
        ("三人", "人", "3"),
        ("十二家", "家", "12"),
        ("二十", "", "20"),
        ("3 台", "个", "3"),
        (120.0, "人", "120"),
        (0.1 + 0.2, "", "0.3"),
        (7, "", "7"),
        ("70万条", "条", "700000"),
    ],
)
def test_a_number(cell, unit, number):
    assert to_decimal(cell, unit) == Decimal(number)


def test_a_bare_number_has_the_unit_of_the_heading():
    assert to_decimal(35000.0, "万元", "元") == Decimal("3.5")
    assert to_decimal("35000", "万元", "元") == Decimal("3.5")
    assert to_decimal("3.5万元", "万元", "元") == Decimal("3.5")
    assert to_decimal("3.5", "万元", "") == Decimal("3.5")


@pytest.mark.parametrize(
    ("cell", "unit", "why"),
    [
        ("3-5人", "人", "范围"),
        ("3~5", "", "范围"),
        ("3至5", "", "范围"),
        ("50人以上", "人", "确定"),
        ("不足10", "", "确定"),
        ("3.5亩", "万元", "单位是“亩”，本列应为“万元”"),
        ("120户", "人", "单位是“户”"),
        ("3人5户", "人", "不是数字"),
        ("12,34", "", "逗号"),
        ("1,2345", "", "逗号"),
        ("若干", "", "不是数字"),
        ("5/8", "", "不是数字"),
        (True, "", "不是数字"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(cell, unit, why):
    with pytest.raises(BadCell, match=why):
        to_decimal(cell, unit)


@pytest.mark.parametrize("cell", [None, "", "/", "—", "无", "不详", " - "])
def test_nothing_is_no_number_and_not_zero(cell):
    assert to_decimal(cell, "人") is None


def test_units_convert_within_a_dimension_only():
    assert units.factor("元", "万元") == Decimal("0.0001")
    assert units.factor("公顷", "亩") == Decimal(10000) / Decimal("666.6666666666667")
    assert units.factor("元", "亩") is None
    assert units.factor("人", "亩") is None
    assert units.factor("万人", "人") == Decimal(10_000)
    assert units.factor("家", "家") == Decimal(1)
    assert not units.known("必填")
