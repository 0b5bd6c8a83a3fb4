"""Columns find their fields by name, synonym and memory; a likeness is only ever a proposal."""

from decimal import Decimal

import pytest

from anlan.kit.imports.headers import FieldSpec, match, normal, unit_of
from anlan.kit.imports.numbers import to_decimal

FIELDS = [
    FieldSpec("name", "企业名称", ("单位名称", "生产经营单位")),
    FieldSpec("credit_code", "统一社会信用代码", ("信用代码", "社会信用代码")),
    FieldSpec("officer", "安全负责人", ("联系人",)),
    FieldSpec("phone", "联系电话", ("手机", "电话"), "phone"),
    FieldSpec("found_on", "发现日期", ("排查日期", "检查时间"), "date"),
    FieldSpec("due_on", "整改期限", ("整改时限",), "date"),
    FieldSpec("funds", "整改资金", ("投入资金",), "money", "万元"),
    FieldSpec("longitude", "经度", (), "coordinate"),
    FieldSpec("latitude", "纬度", (), "coordinate"),
]


def fields_of(*headers, **options):
    return match(headers, FIELDS, **options).by_header


@pytest.mark.parametrize(
    ("header", "field", "how"),
    [
        ("企业名称", "name", "exact"),
        ("name", "name", "exact"),
        ("企业 名称", "name", "normalised"),
        ("企业\n名称", "name", "exact"),
        ("*企业名称（全称）", "name", "normalised"),
        ("企业名称：", "name", "normalised"),
        ("整改资金（万元）", "funds", "normalised"),
        ("整改资金/万元", "funds", "normalised"),
        ("单位名称", "name", "synonym"),
        ("排查日期", "found_on", "synonym"),
        ("基本情况/企业名称", "name", "exact"),
        ("整改/期限", "due_on", "synonym"),
        ("安全负责人姓名", "officer", "guess"),
        ("企业统一社会信用代码证号", "credit_code", "guess"),
    ],
)
def test_a_header_finds_its_field(header, field, how):
    (column,) = match([header], FIELDS).columns
    assert (column.field, column.how) == (field, how)


@pytest.mark.parametrize(
    "header", ["序号", "备注", "第3列", "镇街", "复查日期", "整改情况", "负责人电话号", "高度", "名称", "隐患整改", ""]
)
def test_a_header_of_no_field_finds_none(header):
    assert fields_of(header) == {header: None}


def test_longitude_and_latitude_are_never_alike():
    fields = [FieldSpec("longitude", "经度坐标")]
    assert match(["纬度坐标"], fields).by_header == {"纬度坐标": None}


def test_two_headers_never_take_one_field_and_the_surer_wins():
    found = match(["单位名称", "企业名称", "安全负责人姓名", "联系人"], FIELDS)
    assert found.by_header == {"单位名称": None, "企业名称": "name", "安全负责人姓名": None, "联系人": "officer"}
    assert found.fields == {"name": 1, "officer": 3}
    assert [column.header for column in found.unknown] == ["单位名称", "安全负责人姓名"]


def test_two_fields_equally_alike_are_not_guessed_between():
    fields = [FieldSpec("first", "甲方联系人"), FieldSpec("second", "乙方联系人")]
    assert match(["方联系人"], fields).by_header == {"方联系人": None}


def test_claims_are_ranked_by_how_sure_they_are():
    headers = ["企业名称", "企业 名称", "单位名称", "安全负责人姓名"]
    scores = [match([header], FIELDS).columns[0].score for header in headers]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_what_was_remembered_comes_before_everything():
    assert fields_of("企业名称", "厂名", remembered={"厂名": "name"}) == {"企业名称": None, "厂名": "name"}


def test_a_column_left_out_once_is_left_out_again():
    assert fields_of("联系人", remembered={"联系人": ""}) == {"联系人": None}


def test_what_was_remembered_for_a_field_that_is_gone_is_forgotten():
    assert fields_of("企业名称", remembered={"企业名称": "former"}) == {"企业名称": "name"}


def test_a_persons_choice_is_kept_and_remembered():
    headers = ["厂名", "企业名称", "备注"]
    chosen = match(headers, FIELDS).changed({"厂名": "name", "备注": None})
    assert chosen.by_header == {"厂名": "name", "企业名称": None, "备注": None}
    assert match(headers, FIELDS, chosen.to_remember()).by_header == chosen.by_header


def test_guesses_are_shown_apart():
    found = match(["企业名称", "安全负责人姓名"], FIELDS)
    assert [column.field for column in found.guesses] == ["officer"]
    assert 0.7 < found.guesses[0].score < 0.95


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("整改资金（万元）", "万元"),
        ("整改资金(单位：元)", "元"),
        ("面积/亩", "亩"),
        ("水位(m)", "m"),
        ("整改情况(是/否)", ""),
        ("整改情况/完成时间", ""),
        ("企业名称（全称）", ""),
    ],
)
def test_the_unit_in_a_header(header, unit):
    assert unit_of(header) == unit


def test_the_unit_of_the_header_reaches_the_converter():
    found = match(["整改资金（元）"], FIELDS)
    assert found.units() == {"funds": "元"}
    assert to_decimal(35000.0, "万元", found.units()["funds"]) == Decimal("3.5")


def test_the_unit_above_the_table_holds_where_the_header_names_none_and_only_for_its_kind():
    found = match(["整改资金", "联系电话", "企业名称"], FIELDS, unit_hint="元")
    assert found.units() == {"funds": "元"}
    assert match(["整改资金（亿元）"], FIELDS, unit_hint="元").units() == {"funds": "亿元"}
    assert match(["整改资金"], FIELDS, unit_hint="亩").units() == {}


def test_headers_of_one_name_are_told_apart_by_their_number():
    assert fields_of("联系电话", "联系电话(2)") == {"联系电话": "phone", "联系电话(2)": None}
    assert normal("联系电话(2)") == normal("联系电话")
