"""Writing over the API: the form's own rules, masks kept, versions held, moves made, everything audited."""

from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.subjects.enterprises.models import Enterprise
from anlan.subjects.hazards.models import Hazard
from tests.api.caller import Caller
from tests.factories import CLOUD_VILLAGE, STONE_VILLAGE, a_hazard, a_term

NEW = {"content": "消防通道堆放杂物", "unit": "石泉建材厂", "place": STONE_VILLAGE, "found_on": "2026-11-20"}


def test_a_new_row_is_numbered_completed_and_audited(world: SimpleNamespace, stone_town: Caller) -> None:
    added = stone_town.post("hazard", NEW)
    assert added.status_code == 201, added.content
    told = added.json()
    row = Hazard.objects.get(pk=told["id"])
    assert (row.content, row.place_id, str(row.found_on)) == (NEW["content"], NEW["place"], NEW["found_on"])
    assert (told["number"], told["status"]["code"], told["version"]) == (row.number, "found", 1)
    assert row.number.startswith("YH")
    assert row.created_by_id == stone_town.user.pk
    entry = AuditEntry.objects.get(act="hazard.add", object_id=str(row.pk))
    assert (entry.actor_id, entry.address) == (stone_town.user.pk, "127.0.0.1")


def test_fields_left_out_take_their_usual_value(world: SimpleNamespace, stone_town: Caller) -> None:
    told = stone_town.post("hazard", NEW).json()
    assert (told["level"]["code"], told["mode"]["code"], told["rectified_at_entry"]) == ("general", "deadline", False)


def test_what_is_missing_or_contradicts_itself_is_told_beside_each_field(
    world: SimpleNamespace, stone_town: Caller
) -> None:
    empty = stone_town.post("hazard", {})
    assert empty.status_code == 422
    assert {"content", "place", "found_on"} <= set(empty.json()["errors"])
    wrong = stone_town.post("hazard", NEW | {"due_on": "2026-11-01", "level": "重大", "source": "梦里"})
    assert wrong.status_code == 422
    errors = wrong.json()["errors"]
    assert errors["due_on"] == "整改期限不能早于发现日期。"
    assert errors["basis"] == "重大隐患必须写明判定依据。"
    assert "梦里" in errors["source"]
    assert Hazard.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("content", 5, "应为文字。"),
        ("content", "\ud800", "含有无法保存的字符。"),
        ("content", "甲\x00", "含有无法保存的字符。"),
        ("found_on", "2026-02-30", "日期应写成 2026-11-22。"),
        ("found_on", "20261120", "日期应写成 2026-11-22。"),
        ("found_on", 20261120, "应为文字。"),
        ("funds", "三万", "应为数字。"),
        ("enterprise", "一号", "应为整数。"),
        ("enterprise", 2**63, "太大了。"),
        ("rectified_at_entry", "是", "应为 true 或 false。"),
        ("status", "closed", "没有这一项，或它由系统填写，不能由接口修改。"),
        ("number", "YH20260001", "没有这一项，或它由系统填写，不能由接口修改。"),
        ("place", "990121999000", "请从列表里选择一条；您输入的没有找到，或不在您的范围内。"),
        ("mode", "随便", "没有“随便”，可填：on_the_spot（立行立改）、deadline（限期整改）。"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_beside_its_field(
    world: SimpleNamespace, stone_town: Caller, field: str, value: Any, sentence: str
) -> None:
    refused = stone_town.post("hazard", NEW | {field: value})
    assert refused.status_code == 422
    assert refused.json()["errors"] == {field: sentence}


def test_what_is_not_json_is_refused(world: SimpleNamespace, stone_town: Caller) -> None:
    headers = {"Authorization": f"Bearer {stone_town.secret}"}
    for body in ("{", b"\xff"):
        sent = stone_town.client.post("/api/v1/hazard", body, content_type="application/json", headers=headers)
        assert (sent.status_code, set(sent.json())) == (400, {"detail", "errors", "number"})
    for body in ("", "[]", '"x"', "null"):
        sent = stone_town.client.post("/api/v1/hazard", body, content_type="application/json", headers=headers)
        assert sent.status_code == 422


def test_nobody_writes_outside_of_their_town(world: SimpleNamespace, stone_town: Caller) -> None:
    refused = stone_town.post("hazard", NEW | {"place": CLOUD_VILLAGE})
    assert refused.status_code == 422
    assert list(refused.json()["errors"]) == ["place"]
    foreign = stone_town.post("hazard", NEW | {"enterprise": world.cloud.enterprise.pk})
    assert list(foreign.json()["errors"]) == ["enterprise"]
    row = world.stone.hazard
    moved = stone_town.patch(f"hazard/{row.pk}", {"version": row.version, "place": CLOUD_VILLAGE})
    assert list(moved.json()["errors"]) == ["place"]
    assert Hazard.objects.filter(place_id=CLOUD_VILLAGE).count() == 1


def test_a_term_is_written_by_code_by_name_or_as_it_was_read(world: SimpleNamespace, stone_town: Caller) -> None:
    term = a_term("hazard-source", "群众举报", "report")
    for value in ("report", "群众举报", {"code": "report", "name": "群众举报"}, {"code": "report"}):
        added = stone_town.post("hazard", NEW | {"source": value})
        assert added.status_code == 201, added.content
        assert Hazard.objects.get(pk=added.json()["id"]).source == term


def test_several_terms_are_written_together(world: SimpleNamespace, stone_town: Caller) -> None:
    a_term("enterprise-flag", "涉粉尘", "dust")
    a_term("enterprise-flag", "涉氨", "ammonia")
    row = world.stone.enterprise
    changed = stone_town.patch(f"enterprise/{row.pk}", {"version": row.version, "flags": ["dust", "涉氨"]})
    assert changed.json()["flags"] == [{"code": "dust", "name": "涉粉尘"}, {"code": "ammonia", "name": "涉氨"}]
    row.refresh_from_db()
    assert row.flags == ("dust", "ammonia")
    emptied = stone_town.patch(f"enterprise/{row.pk}", {"version": row.version, "flags": []})
    assert emptied.json()["flags"] == []


def test_a_change_touches_only_what_it_names(world: SimpleNamespace, stone_town: Caller) -> None:
    row = world.stone.enterprise
    before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    changed = stone_town.patch(f"enterprise/{row.pk}", {"version": 1, "officer": "吴晓"})
    assert changed.status_code == 200, changed.content
    assert (changed.json()["officer"], changed.json()["version"]) == ("吴晓", 2)
    row.refresh_from_db()
    after = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    assert {name for name in after if after[name] != before[name]} == {
        "officer",
        "version",
        "updated_at",
        "updated_by_id",
    }


def test_a_mask_sent_back_keeps_the_number_and_a_new_number_replaces_it(
    world: SimpleNamespace, stone_town: Caller
) -> None:
    row = world.stone.enterprise
    path = f"enterprise/{row.pk}"
    assert stone_town.patch(path, {"version": 1, "phone": "138****1111", "note": "已核对"}).status_code == 200
    row.refresh_from_db()
    assert (row.phone, row.note) == ("13800001111", "已核对")
    changed = stone_town.patch(path, {"version": 2, "phone": "13900003333"})
    assert changed.json()["phone"] == "139****3333"
    row.refresh_from_db()
    assert row.phone == "13900003333"
    assert "13900003333" not in str(AuditEntry.objects.filter(kind="enterprise").values_list("before", "after"))


def test_a_record_read_can_be_sent_back_as_it_was(world: SimpleNamespace, stone_town: Caller) -> None:
    path = f"enterprise/{world.stone.enterprise.pk}"
    told = stone_town.get(path).json()
    writable = stone_town.get("openapi.json").json()["components"]["schemas"]["EnterpriseChange"]["properties"]
    back = stone_town.patch(path, {name: told[name] for name in writable})
    assert back.status_code == 200, back.content
    assert back.json() == told


def test_who_changes_an_older_version_is_told_and_nothing_is_written(
    world: SimpleNamespace, stone_town: Caller, office: Caller
) -> None:
    path = f"enterprise/{world.stone.enterprise.pk}"
    assert office.patch(path, {"version": 1, "note": "办公室"}).status_code == 200
    late = stone_town.patch(path, {"version": 1, "note": "镇里"})
    assert (late.status_code, set(late.json())) == (409, {"detail", "errors", "number"})
    assert Enterprise.objects.get(pk=world.stone.enterprise.pk).note == "办公室"
    without = stone_town.patch(path, {"note": "镇里"})
    assert without.json()["errors"] == {"version": "这一项必填。"}


def test_a_code_that_another_enterprise_has_is_refused(world: SimpleNamespace, office: Caller) -> None:
    code = "91990121MA00000077"
    from anlan.base.text import check_credit_code

    for last in "0123456789ABCDEFGHJKLMNPQRTUWXY":
        if check_credit_code(code[:-1] + last) is None:
            code = code[:-1] + last
    body = {"name": "甲厂", "sector": "chemical", "place": STONE_VILLAGE, "credit_code": code}
    assert office.post("enterprise", body).status_code == 201
    assert office.post("enterprise", body | {"name": "乙厂"}).status_code == 422
    assert Enterprise.objects.filter(credit_code=code).count() == 1


def test_a_row_that_others_refer_to_is_not_deleted(world: SimpleNamespace, office: Caller) -> None:
    held = office.delete(f"enterprise/{world.stone.enterprise.pk}")
    assert held.status_code == 409
    assert "事故隐患" in held.json()["detail"]
    gone = office.delete(f"hazard/{world.stone.hazard.pk}")
    assert (gone.status_code, gone.content) == (204, b"")
    assert office.get(f"hazard/{world.stone.hazard.pk}").status_code == 404
    assert AuditEntry.objects.filter(act="hazard.delete", actor=office.user).count() == 1


def test_a_hazard_goes_round_its_loop_by_moves(world: SimpleNamespace, stone_town: Caller) -> None:
    path, own = f"hazard/{world.stone.hazard.pk}", Caller(world.users[roles.ENTERPRISE])
    day = clock.today().isoformat()
    steps = (
        (stone_town, "order", {"due_on": day, "person": "周建"}, "ordered"),
        (own, "start", None, "rectifying"),
        (own, "submit", {"rectified_on": day, "measure": "已修补", "funds": 1.5}, "reviewing"),
        (stone_town, "return", {"opinion": "照片不清"}, "rectifying"),
        (own, "submit", {"rectified_on": day, "measure": "已重新修补"}, "reviewing"),
        (stone_town, "pass", {}, "passed"),
        (stone_town, "close", {"opinion": "同意销号"}, "closed"),
    )
    for caller, move, body, state in steps:
        made = caller.post(f"{path}/moves/{move}", body)
        assert made.status_code == 200, (move, made.content)
        assert made.json()["status"]["code"] == state
    acts = [item["code"] for item in stone_town.get(f"{path}/history").json()["items"]]
    assert acts == ["close", "pass", "submit", "return", "submit", "start", "order", "add"]
    assert world.stone.hazard.__class__.objects.get(pk=world.stone.hazard.pk).funds == 1.5


def test_a_move_from_the_wrong_state_by_the_wrong_person_or_without_its_form_is_refused(
    world: SimpleNamespace, stone_town: Caller
) -> None:
    path, own = f"hazard/{world.stone.hazard.pk}", Caller(world.users[roles.ENTERPRISE])
    wrong_state = stone_town.post(f"{path}/moves/close", {})
    assert wrong_state.status_code == 409
    assert "已登记" in wrong_state.json()["detail"]
    assert own.post(f"{path}/moves/order", {"due_on": clock.today().isoformat()}).status_code == 403
    assert list(stone_town.post(f"{path}/moves/order", {}).json()["errors"]) == ["due_on"]
    past = stone_town.post(f"{path}/moves/order", {"due_on": "2020-01-01"})
    assert past.json()["errors"] == {"due_on": "整改期限不能早于今天。"}
    assert stone_town.patch(path, {"version": 1, "status": "closed"}).status_code == 422
    assert Hazard.objects.get(pk=world.stone.hazard.pk).status == "found"


def test_history_tells_what_was_changed_in_words(world: SimpleNamespace, stone_town: Caller) -> None:
    row = a_hazard(world.stone.enterprise)
    stone_town.patch(f"hazard/{row.pk}", {"version": 1, "level": "major", "basis": "判定标准第三条"})
    newest = stone_town.get(f"hazard/{row.pk}/history").json()["items"][0]
    assert (newest["who"], newest["act"]) == (stone_town.user.name, "修改")
    assert {"label": "隐患级别", "before": "一般", "after": "重大"} in newest["changes"]
