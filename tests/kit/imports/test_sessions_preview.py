"""What a preview says of each row: new, changed cell by cell, same, refused with the reason; it writes nothing."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base.people import roles
from anlan.kit.imports import sessions
from anlan.kit.imports.models import ImportRow, Kind, State
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.enterprises.models import Enterprise
from anlan.subjects.hazards.models import Hazard
from tests import factories
from tests.kit.imports.ledgers import HEADER, a_row, confirmed, hazard_sheet, previewed, reasons, tallied, worked
from tests.kit.imports.sheets import workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    return factories.a_world()


@pytest.fixture
def clerk(world: SimpleNamespace) -> Any:
    return world.users[roles.TOWNSHIP]


def test_a_sheet_as_sent_is_previewed_and_nothing_is_written(tmp_path: Path, world: Any, clerk: Any) -> None:
    before = Hazard.objects.count()
    session = previewed(hazard_sheet(tmp_path / "台账.xlsx", [a_row(1), a_row(2)]), clerk)
    assert session.state == State.READY
    assert tallied(session) == (2, 0, 0, 0)
    assert (session.header_first, session.header_last) == (2, 2)
    assert {header: field for header, field, _how in session.columns} == {
        "序号": None,
        "隐患描述": "content",
        "责任单位": "unit",
        "隐患部位": "location",
        "检查日期": "found_on",
        "整改期限": "due_on",
        "联系电话": "phone",
        "所属乡镇": "place",
    }
    assert Hazard.objects.count() == before


def test_confirming_writes_rows_with_numbers_states_and_places(tmp_path: Path, world: Any, clerk: Any) -> None:
    session = confirmed(previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1), a_row(2)]), clerk))
    assert session.state == State.DONE
    one = Hazard.objects.get(content="配电箱未接地 1")
    assert (one.found_on, one.due_on) == (date(2026, 11, 3), date(2026, 11, 20))
    assert (one.place_id, one.unit, one.phone) == (factories.STONE_VILLAGE, "石泉建材厂", "13800001234")
    assert (one.status, one.version, one.created_by, one.mode) == ("found", 1, clerk, "deadline")
    numbers = Hazard.objects.filter(content__startswith="配电箱未接地").values_list("number", flat=True)
    assert len(set(numbers)) == len(numbers)
    assert all(number.startswith("YH-") for number in numbers)


def test_the_same_sheet_again_changes_nothing_and_a_changed_cell_is_shown(tmp_path: Path, clerk: Any) -> None:
    confirmed(previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1), a_row(2)]), clerk))
    again = previewed(hazard_sheet(tmp_path / "b.xlsx", [a_row(1), a_row(2, 整改期限="2026-12-1")]), clerk)
    assert tallied(again) == (0, 1, 1, 0)
    changed = ImportRow.objects.get(session=again, kind=Kind.CHANGED)
    assert (changed.values, changed.before) == ({"due_on": "2026-12-01"}, {"due_on": "2026-11-20"})
    confirmed(again)
    hazard = Hazard.objects.get(content="配电箱未接地 2")
    assert (hazard.due_on, hazard.version) == (date(2026, 12, 1), 2)


def test_each_refusal_names_row_column_and_reason(tmp_path: Path, clerk: Any) -> None:
    rows = [
        a_row(1, 检查日期="2026年13月1日"),
        a_row(2, 隐患描述=""),
        a_row(3, 所属乡镇="无名镇"),
        a_row(4, 整改期限="2026-10-1"),
        a_row(5),
        a_row(6, 隐患描述="配电箱未接地 5"),
    ]
    session = previewed(hazard_sheet(tmp_path / "a.xlsx", rows), clerk)
    assert tallied(session) == (1, 0, 0, 5)
    found = {row: (column, reason) for row, column, reason in reasons(session)}
    assert found[3][0] == "检查日期"
    assert found[4] == ("隐患描述", "必填，不能为空。")
    assert found[5] == ("所属乡镇", "没有“无名镇”这个镇街或村社。")
    assert found[6] == ("整改期限", "整改期限不能早于发现日期。")
    assert found[8] == ("检查日期", "与第 7 行重复。")


def test_a_township_imports_its_own_rows_only(tmp_path: Path, clerk: Any) -> None:
    rows = [a_row(1), a_row(2, 所属乡镇="云溪镇"), a_row(3, 所属乡镇=factories.CLOUD_VILLAGE)]
    session = previewed(hazard_sheet(tmp_path / "a.xlsx", rows), clerk)
    assert tallied(session) == (1, 0, 0, 2)
    sentence = "不在您负责的区域或条线内，不能导入。"
    assert reasons(session) == [(4, "所属乡镇", sentence), (5, "所属乡镇", sentence)]


def test_another_towns_row_is_neither_changed_nor_revealed(tmp_path: Path, world: Any, clerk: Any) -> None:
    theirs = world.cloud.hazard
    header = ("隐患编号", *HEADER[1:])
    sheet = workbook(tmp_path / "a.xlsx", [header, (theirs.number, *a_row(1)[1:])])
    session = previewed(sheet, clerk)
    assert reasons(session) == [(2, "隐患编号", "已被占用，或不在您负责的范围内，不能导入。")]
    assert theirs.content not in str(list(ImportRow.objects.filter(session=session).values()))


def test_without_a_place_column_rows_fall_to_the_clerks_own_town(tmp_path: Path, clerk: Any) -> None:
    sheet = workbook(tmp_path / "a.xlsx", [HEADER[:-1], a_row(1)[:-1]])
    session = previewed(sheet, clerk)
    confirmed(session)
    assert Hazard.objects.get(content="配电箱未接地 1").place_id == factories.STONE
    assert "表里没有“属地”，新增的行都记在您的辖区。" in session.notes


def test_town_and_village_may_stand_in_two_columns(tmp_path: Path, clerk: Any) -> None:
    header = (*HEADER, "村（社区）")
    rows = [
        (*a_row(1, 所属乡镇="石泉镇"), "石塘村"),
        (*a_row(2, 所属乡镇="石泉镇"), ""),
        (*a_row(3, 所属乡镇=""), "石塘"),
    ]
    session = confirmed(previewed(workbook(tmp_path / "a.xlsx", [header, *rows]), clerk))
    assert tallied(session) == (3, 0, 0, 0)
    places = dict(Hazard.objects.filter(content__startswith="配电箱未接地").values_list("content", "place_id"))
    assert places == {
        "配电箱未接地 1": factories.STONE_VILLAGE,
        "配电箱未接地 2": factories.STONE,
        "配电箱未接地 3": factories.STONE_VILLAGE,
    }


def test_an_enterprise_is_found_by_name_or_code_and_else_kept_as_words(tmp_path: Path, world: Any, clerk: Any) -> None:
    world.stone.enterprise.credit_code = "91990121MA0000001X"
    world.stone.enterprise.save()
    header = ("隐患描述", "企业名称", "检查日期")
    rows = [("甲", world.stone.enterprise.name, "2026-11-3"), ("乙", "91990121MA0000001X", "2026-11-3"),
            ("丙", "没有登记的厂", "2026-11-3"), ("丁", world.cloud.enterprise.name, "2026-11-3")]  # fmt: skip
    session = confirmed(previewed(workbook(tmp_path / "a.xlsx", [header, *rows]), clerk))
    found = {
        hazard.content: (hazard.enterprise_id, hazard.unit) for hazard in Hazard.objects.filter(content__in="甲乙丙丁")
    }
    own = world.stone.enterprise.pk
    assert found == {
        "甲": (own, ""),
        "乙": (own, ""),
        "丙": (None, "没有登记的厂"),
        "丁": (None, world.cloud.enterprise.name),
    }
    assert "“所在企业”有 2 行没有对应的一项，原文记在“责任单位”。" in session.notes


def test_words_that_a_dictionary_lacks_are_noted_not_lost(tmp_path: Path, clerk: Any) -> None:
    factories.a_term("accident-type", "触电")
    factories.a_term("accident-type", "坍塌")
    header = (*HEADER, "事故类型", "备注")
    rows = [(*a_row(1), "触电", ""), (*a_row(2), "坍塌、触电", "已拍照"), (*a_row(3), "飞来横祸", "")]
    confirmed(previewed(workbook(tmp_path / "a.xlsx", [header, *rows]), clerk))
    found = {
        hazard.content: (hazard.consequence.name if hazard.consequence else None, hazard.note)
        for hazard in Hazard.objects.filter(content__startswith="配电箱未接地").select_related("consequence")
    }
    assert found == {
        "配电箱未接地 1": ("触电", ""),
        "配电箱未接地 2": ("坍塌", "已拍照；可能导致的事故：坍塌、触电"),
        "配电箱未接地 3": (None, "可能导致的事故：飞来横祸"),
    }


def test_choices_are_read_with_or_without_the_word_of_their_kind(tmp_path: Path, clerk: Any) -> None:
    header = (*HEADER, "隐患级别", "判定依据")
    rows = [
        (*a_row(1), "重大隐患", "判定标准第三条"),
        (*a_row(2), "一般", ""),
        (*a_row(3), "特别重大", "x"),
        (*a_row(4), "", ""),
    ]
    session = confirmed(previewed(workbook(tmp_path / "a.xlsx", [header, *rows]), clerk))
    assert [(row, column) for row, column, _reason in reasons(session)] == [(4, "隐患级别")]
    levels = (
        Hazard.objects.filter(content__startswith="配电箱未接地").order_by("content").values_list("level", flat=True)
    )
    assert list(levels) == ["major", "general", "general"]


def test_a_mask_keeps_what_it_hides_and_a_new_row_needs_the_number_itself(tmp_path: Path, clerk: Any) -> None:
    confirmed(previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1), a_row(2)]), clerk))
    rows = [
        a_row(1, 联系电话="138****1234", 整改期限="2026-12-2"),
        a_row(2, 联系电话="139****9999"),
        a_row(3, 联系电话="138****1234"),
    ]
    session = previewed(hazard_sheet(tmp_path / "b.xlsx", rows), clerk)
    assert tallied(session) == (0, 1, 0, 2)
    assert [(row, column) for row, column, _reason in reasons(session)] == [(4, "联系电话"), (5, "联系电话")]
    confirmed(session)
    assert Hazard.objects.get(content="配电箱未接地 1").phone == "13800001234"


def test_empty_cells_keep_values_unless_asked_to_clear_them(tmp_path: Path, clerk: Any) -> None:
    confirmed(previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1)]), clerk))
    emptied = hazard_sheet(tmp_path / "b.xlsx", [a_row(1, 联系电话="", 整改期限="")])
    assert tallied(previewed(emptied, clerk)) == (0, 0, 1, 0)
    session = previewed(emptied, clerk, clear_empty=True)
    assert tallied(session) == (0, 1, 0, 0)
    confirmed(session)
    hazard = Hazard.objects.get(content="配电箱未接地 1")
    assert (hazard.phone, hazard.due_on, hazard.unit) == ("", None, "石泉建材厂")


def test_columns_that_a_sheet_does_not_have_stay_as_they_are(tmp_path: Path, world: Any, clerk: Any) -> None:
    hazard = world.stone.hazard
    sheet = workbook(tmp_path / "a.xlsx", [("隐患编号", "整改措施"), (hazard.number, "更换围堰")])
    session = confirmed(previewed(sheet, clerk))
    assert tallied(session) == (0, 1, 0, 0)
    after = Hazard.objects.get(pk=hazard.pk)
    assert after.measure == "更换围堰"
    untouched = ("content", "enterprise_id", "phone", "place_id", "found_on", "longitude", "status")
    assert [getattr(after, name) for name in untouched] == [getattr(hazard, name) for name in untouched]


def test_an_enterprise_without_a_code_gains_it_from_the_sheet(tmp_path: Path, world: Any, clerk: Any) -> None:
    enterprise = world.stone.enterprise
    sheet = workbook(tmp_path / "a.xlsx", [("单位名称", "所属乡镇", "统一社会信用代码"),
                                           (enterprise.name, "石塘村", "91990121MA0000001X")])  # fmt: skip
    session = confirmed(previewed(sheet, clerk, "enterprise"))
    assert tallied(session) == (0, 1, 0, 0), reasons(session)
    assert Enterprise.objects.get(pk=enterprise.pk).credit_code == "91990121MA0000001X"


def test_a_wrong_credit_code_and_half_a_point_are_refused(tmp_path: Path, world: Any, clerk: Any) -> None:
    header = ("单位名称", "行业", "统一社会信用代码", "经度", "纬度")
    rows = [
        ("新厂一", "化工", "91990121MA00000018", "", ""),
        ("新厂二", "化工", "", 112.5, ""),
        ("新厂三", "化工", "", 112.5, 30.2),
    ]
    session = previewed(workbook(tmp_path / "a.xlsx", [header, *rows]), clerk, "enterprise")
    assert tallied(session) == (1, 0, 0, 2)
    assert [(row, column) for row, column, _reason in reasons(session)] == [(2, "统一社会信用代码"), (3, "纬度")]


def test_a_map_services_coordinates_are_turned_once(tmp_path: Path, world: Any, clerk: Any) -> None:
    sheet = workbook(tmp_path / "a.xlsx", [("单位名称", "行业", "经度", "纬度"), ("新厂", "化工", 112.5, 30.2)])
    session = previewed(sheet, clerk, "enterprise")
    sessions.choose(session, {}, coordinates="gcj02")
    confirmed(worked(session))
    made = Enterprise.objects.get(name="新厂")
    assert made.coordinate_source == "gcj02"
    assert 0.001 < abs(made.longitude - 112.5) < 0.01
    assert made.quadkey is not None


def test_numbers_that_a_sheet_brings_are_never_given_again(tmp_path: Path, clerk: Any) -> None:
    header = ("隐患编号", *HEADER[1:])
    sheet = workbook(tmp_path / "a.xlsx", [header, ("YH-2026-00777", *a_row(1)[1:]), ("", *a_row(2)[1:])])
    session = confirmed(previewed(sheet, clerk))
    assert session.state == State.DONE, session.error
    numbers = dict(Hazard.objects.filter(content__startswith="配电箱未接地").values_list("content", "number"))
    assert numbers == {"配电箱未接地 1": "YH-2026-00777", "配电箱未接地 2": "YH-2026-00778"}


def test_an_unreadable_file_fails_with_a_sentence(tmp_path: Path, clerk: Any) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    session = previewed(path, clerk)
    assert session.state == State.FAILED
    assert session.error
    other = previewed(workbook(tmp_path / "b.xlsx", [("甲", "乙", "丙"), ("红", "圆", "大")]), clerk)
    assert (other.state, other.error) == (State.FAILED, "第 1 行的表头里没有认得的列名，请对照模板检查。")


def test_headings_are_chosen_by_people_and_remembered(tmp_path: Path, clerk: Any) -> None:
    header = ("毛病", "责任单位", "检查日期")
    sheet = workbook(tmp_path / "a.xlsx", [header, ("阀门渗漏", "石泉建材厂", "2026-11-3")])
    session = previewed(sheet, clerk)
    assert tallied(session) == (0, 0, 0, 1)
    sessions.choose(session, {"毛病": "content"})
    confirmed(worked(session))
    assert Hazard.objects.filter(content="阀门渗漏").count() == 1
    later = previewed(workbook(tmp_path / "b.xlsx", [header, ("法兰缺螺栓", "石泉建材厂", "2026-11-4")]), clerk)
    assert tallied(later) == (1, 0, 0, 0)
    assert later.columns[0] == ["毛病", "content", "remembered"]


def test_two_headings_cannot_be_one_field(tmp_path: Path, clerk: Any) -> None:
    session = previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1)]), clerk)
    with pytest.raises(sessions.NotNow, match="同一个字段"):
        sessions.choose(session, {"隐患描述": "content", "责任单位": "content"})


def test_another_sheet_may_be_chosen(tmp_path: Path, clerk: Any) -> None:
    sheet = workbook(tmp_path / "a.xlsx", [HEADER, a_row(1)], 二月=[HEADER, a_row(2), a_row(3)])
    session = previewed(sheet, clerk)
    assert tallied(session) == (1, 0, 0, 0)
    sessions.choose(session, {}, sheet="二月")
    assert tallied(worked(session)) == (2, 0, 0, 0)
    assert tallied(previewed(sheet, clerk, sheet="*")) == (3, 0, 0, 0)


def test_a_repaired_cell_is_judged_anew_and_survives_a_new_preview(tmp_path: Path, clerk: Any) -> None:
    rows = [a_row(1, 检查日期="某日"), a_row(2), a_row(3, 隐患描述="")]
    session = previewed(hazard_sheet(tmp_path / "a.xlsx", rows), clerk)
    bad = ImportRow.objects.get(session=session, sheet_row=3)
    repaired = sessions.repair(session, bad.pk, {"found_on": "2026-11-5"})
    assert (repaired.kind, repaired.reasons) == (Kind.NEW, [])
    session.refresh_from_db()
    assert tallied(session) == (2, 0, 0, 1)
    empty = ImportRow.objects.get(session=session, sheet_row=5)
    assert sessions.repair(session, empty.pk, {"content": "配电箱未接地 2"}).reasons[0]["reason"] == "与第 4 行重复。"
    sessions.read_again(session)
    assert tallied(worked(session)) == (2, 0, 0, 1)
    confirmed(session)
    assert Hazard.objects.get(content="配电箱未接地 1").found_on == date(2026, 11, 5)


def test_a_required_field_that_the_sheet_lacks_can_be_typed_in(tmp_path: Path, clerk: Any) -> None:
    sheet = workbook(tmp_path / "a.xlsx", [("隐患描述", "责任单位"), ("阀门渗漏", "石泉建材厂")])
    session = previewed(sheet, clerk)
    assert reasons(session) == [(2, "发现日期", "表里没有这一列，而它是必填的。")]
    row = ImportRow.objects.get(session=session)
    assert sessions.repair(session, row.pk, {"found_on": "2026-11-5"}).kind == Kind.NEW


def test_a_stopped_term_is_refused_for_new_rows_only(tmp_path: Path, clerk: Any) -> None:
    term = factories.a_term("hazard-source", "企业自查")
    header = (*HEADER, "来源")
    sheet = workbook(tmp_path / "a.xlsx", [header, (*a_row(1), "企业自查")])
    confirmed(previewed(sheet, clerk))
    term.active = False
    term.save()
    more = workbook(tmp_path / "b.xlsx", [header, (*a_row(1), "企业自查"), (*a_row(2), "企业自查")])
    session = previewed(more, clerk)
    assert tallied(session) == (0, 0, 1, 1)
    assert reasons(session) == [(3, "来源", "“企业自查”已停用。")]


def test_an_import_costs_few_queries_however_many_rows(
    tmp_path: Path, clerk: Any, django_assert_max_num_queries: Any
) -> None:
    few = hazard_sheet(tmp_path / "a.xlsx", [a_row(number) for number in range(1, 4)])
    many = hazard_sheet(tmp_path / "b.xlsx", [a_row(number) for number in range(1, 400)])
    ledger = ledger_by_code("hazard")
    session = sessions.upload_file(ledger, few, actor=clerk)
    with django_assert_max_num_queries(60) as counted:
        sessions.work(session.pk)
    session = sessions.upload_file(ledger, many, actor=clerk)
    with django_assert_max_num_queries(len(counted.captured_queries)):
        sessions.work(session.pk)
