"""``import`` and ``export`` at the command line: print, exit codes, and that export → import is identity."""

import json
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command

from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.kit.imports.models import ImportSession, State
from anlan.kit.ledger.registry import ledgers
from anlan.subjects.hazards.models import Hazard
from tests import factories
from tests.kit.imports.ledgers import a_row, hazard_sheet
from tests.kit.imports.sheets import workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    return factories.a_world()


def run(name: str, *arguments: Any) -> tuple[int, Any]:
    """Exit code, and what was printed as JSON."""
    out = StringIO()
    try:
        call_command(name, *map(str, arguments), "--json", stdout=out, stderr=out)
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, json.loads(out.getvalue() or "null")


def test_a_preview_reports_as_the_scripts_expect(tmp_path: Path, world: Any) -> None:
    sheet = hazard_sheet(tmp_path / "a.xlsx", [a_row(1), a_row(2, 检查日期="某日")])
    before = Hazard.objects.count()
    code, report = run("import", "hazard", sheet, "--preview")
    assert code == 2
    assert set(report) == {"sheet", "header_row", "columns", "new", "changed", "same", "refused"}
    assert (report["sheet"], report["header_row"]) == ("台账", 2)
    assert report["columns"]["隐患描述"] == "content"
    assert report["columns"]["序号"] is None
    assert (report["new"], report["changed"], report["same"]) == (1, 0, 0)
    assert [(one["row"], one["column"]) for one in report["refused"]] == [(4, "检查日期")]
    assert report["refused"][0]["reason"].endswith("。")
    assert Hazard.objects.count() == before
    assert ImportSession.objects.get().state == State.DROPPED


def test_committing_writes_the_good_rows_and_undo_takes_them_back(tmp_path: Path, world: Any) -> None:
    sheet = hazard_sheet(tmp_path / "a.xlsx", [a_row(1), a_row(2, 检查日期="某日")])
    code, report = run("import", "hazard", sheet, "--commit")
    assert (code, report["new"]) == (2, 1)
    assert Hazard.objects.filter(content="配电箱未接地 1").count() == 1
    entry = AuditEntry.objects.get(act="hazard.import")
    assert (entry.actor, entry.address) == (None, "命令行")
    code, undone = run("import", "undo", report["import"])
    assert (code, undone) == (0, {"import": report["import"], "undone": 1, "kept": []})
    assert not Hazard.objects.filter(content="配电箱未接地 1").exists()
    assert run("import", "undo", report["import"])[0] == 4


def test_exit_codes_mean_something(tmp_path: Path, world: Any) -> None:
    sheet = hazard_sheet(tmp_path / "a.xlsx", [a_row(1)])
    assert run("import", "hazard", sheet)[0] == 0
    (tmp_path / "bad.xlsx").write_bytes(b"nothing of the kind")
    code, said = run("import", "hazard", tmp_path / "bad.xlsx")
    assert (code, said["error"][-1]) == (3, "。")
    assert run("import", "no-such-ledger", sheet)[0] == 4
    assert run("import", "hazard", tmp_path / "missing.xlsx")[0] == 4
    assert run("import", "hazard", sheet, "--user", "nobody-here")[0] == 4
    leader = world.users[roles.LEADER]
    assert run("import", "hazard", sheet, "--user", leader.username)[0] == 4
    assert run("import", "undo", 999)[0] == 4
    assert run("export", "hazard", "--out", tmp_path / "x.xlsx", "--user", world.users[roles.DUTY].username)[0] == 4


def test_with_a_user_the_command_has_that_users_rights(tmp_path: Path, world: Any) -> None:
    clerk = world.users[roles.TOWNSHIP]
    sheet = hazard_sheet(tmp_path / "a.xlsx", [a_row(1), a_row(2, 所属乡镇="云溪镇")])
    code, report = run("import", "hazard", sheet, "--commit", "--user", clerk.username)
    assert (code, report["new"], report["refused"][0]["column"]) == (2, 1, "所属乡镇")
    assert AuditEntry.objects.get(act="hazard.import").actor == clerk
    stranger = world.cloud_user
    assert run("import", "undo", report["import"], "--user", stranger.username)[0] == 4
    out = tmp_path / "own.csv"
    run("export", "hazard", "--format", "csv", "--out", out, "--user", clerk.username)
    exported = out.read_text(encoding="utf-8")
    assert world.stone.hazard.content in exported
    assert world.cloud.hazard.content not in exported


def test_one_sheet_of_several_is_named(tmp_path: Path, world: Any) -> None:
    from tests.kit.imports.ledgers import HEADER

    sheet = workbook(tmp_path / "a.xlsx", [HEADER, a_row(1)], 二月=[HEADER, a_row(2), a_row(3)])
    assert run("import", "hazard", sheet, "--sheet", "二月")[1]["new"] == 2


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_is_exported_comes_in_unchanged(tmp_path: Path, world: Any, form: str) -> None:
    hazard = world.stone.hazard
    hazard.content, hazard.note = "=HYPERLINK(1) 线缆  裸露", "第一行\n第二行"
    hazard.longitude, hazard.funds = 112.123456789, "1.5000"
    hazard.save()
    factories.an_inspection(world.stone.enterprise)
    factories.a_person(factories.an_organisation("石泉镇人民政府", factories.STONE), phone="13800001234")
    checked = 0
    for ledger in ledgers():
        path = tmp_path / f"{ledger.code}.{form}"
        _code, exported = run("export", ledger.code, "--format", form, "--out", path)
        if not exported["rows"]:
            continue
        code, report = run("import", ledger.code, path)
        assert (code, report["refused"], report["new"], report["changed"]) == (0, [], 0, 0), (ledger.code, report)
        assert report["same"] == exported["rows"]
        checked += 1
    assert checked >= 6


def test_divisions_load_from_a_plain_list(tmp_path: Path, world: Any) -> None:
    sheet = workbook(tmp_path / "towns.xlsx", [("code", "name"), (990121102, "新安街道"), (990121102001, "临河社区")])
    code, report = run("import", "place", sheet, "--commit")
    assert (code, report["new"]) == (0, 2)
    from anlan.base.places.models import Place

    village = Place.objects.get(name="临河社区")
    assert (village.code, village.level, village.parent_id) == ("990121102001", 5, "990121102000")
