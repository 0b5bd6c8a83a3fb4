"""The pages of an import, worked as a browser would: who may open them, what they show, and what each button does."""

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from anlan.base.people import roles
from anlan.kit.imports import sessions
from anlan.kit.imports.models import ImportRow, ImportSession, State
from anlan.subjects.hazards.models import Hazard
from tests import factories
from tests.kit.imports.ledgers import a_row, hazard_sheet, previewed, reasons, tallied

pytestmark = pytest.mark.django_db

ADDRESS = "/l/hazard/import"


@pytest.fixture
def world() -> SimpleNamespace:
    return factories.a_world()


@pytest.fixture
def clerk(world: SimpleNamespace) -> Any:
    return world.users[roles.TOWNSHIP]


@pytest.fixture
def browser(clerk: Any) -> Client:
    return signed_in(clerk)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sent(browser: Client, path: Path, **headers: str) -> Any:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return browser.post(ADDRESS, {"file": file}, headers=headers)


def text(answer: Any) -> str:
    return answer.content.decode()


def test_from_dropping_a_file_to_undoing(tmp_path: Path, browser: Client, clerk: Any) -> None:
    sheet = hazard_sheet(tmp_path / "十一月.xlsx", [a_row(1), a_row(2, 检查日期="某日")])
    answer = sent(browser, sheet, accept="application/json")
    session = ImportSession.objects.get()
    assert answer.json() == {"url": f"{ADDRESS}/{session.pk}"}
    assert (session.name, session.state, session.created_by) == ("十一月.xlsx", State.READY, clerk)
    page = text(browser.get(f"{ADDRESS}/{session.pk}"))
    assert "“某日”" in page
    assert "确认导入" in page
    assert "配电箱未接地 1" in text(browser.get(f"{ADDRESS}/{session.pk}?kind=new"))
    answer = browser.post(f"{ADDRESS}/{session.pk}/confirm")
    assert answer.headers["Location"] == f"{ADDRESS}/{session.pk}"
    assert Hazard.objects.filter(content="配电箱未接地 1").count() == 1
    assert "撤销这次导入" in text(browser.get(f"{ADDRESS}/{session.pk}"))
    browser.post(f"{ADDRESS}/{session.pk}/undo")
    assert not Hazard.objects.filter(content="配电箱未接地 1").exists()
    assert "十一月.xlsx" in text(browser.get(ADDRESS))


def test_phones_are_masked_in_the_preview(tmp_path: Path, browser: Client, clerk: Any) -> None:
    session = previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1), a_row(2, 检查日期="某日")]), clerk)
    for kind in ("new", "refused"):
        page = text(browser.get(f"{ADDRESS}/{session.pk}?kind={kind}"))
        assert "138****1234" in page
        assert "13800001234" not in page


def test_differences_show_the_value_before_and_after(tmp_path: Path, browser: Client, clerk: Any, world: Any) -> None:
    hazard = world.stone.hazard
    from tests.kit.imports.sheets import workbook

    sheet = workbook(tmp_path / "a.xlsx", [("隐患编号", "联系电话", "整改措施"), (hazard.number, "13900005678", "换")])
    session = previewed(sheet, clerk)
    page = text(browser.get(f"{ADDRESS}/{session.pk}?kind=changed"))
    assert "<del>138****1111</del><ins>139****5678</ins>" in page


def test_a_cell_is_repaired_in_the_page(tmp_path: Path, browser: Client, clerk: Any) -> None:
    session = previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1, 检查日期="某日")]), clerk)
    row = ImportRow.objects.get(session=session)
    answer = browser.post(f"{ADDRESS}/{session.pk}/rows/{row.pk}", {"found_on": "还是某日"})
    assert "“还是某日”" in text(answer)
    answer = browser.post(f"{ADDRESS}/{session.pk}/rows/{row.pk}", {"found_on": "2026-11-3", "status": "closed"})
    assert "已修正" in text(answer)
    browser.post(f"{ADDRESS}/{session.pk}/confirm")
    hazard = Hazard.objects.get(content="配电箱未接地 1")
    assert (hazard.found_on.isoformat(), hazard.status) == ("2026-11-03", "found")
    assert browser.post(f"{ADDRESS}/{session.pk}/rows/{row.pk}", {"found_on": "x"}).status_code == 409


def test_refused_rows_come_back_as_the_same_sheet_and_go_in_again(tmp_path: Path, browser: Client, clerk: Any) -> None:
    bad = a_row(1, 检查日期="某日", 隐患描述="+1 短接")
    session = previewed(hazard_sheet(tmp_path / "a.csv.xlsx", [bad, a_row(2)]), clerk)
    answer = browser.get(f"{ADDRESS}/{session.pk}/refused.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]
    assert rows[0][0] == "2026年11月隐患排查治理台账"
    assert rows[1][-1] == "退回原因"
    assert rows[2][1] == "+1 短接"
    assert book.active.cell(3, 2).data_type == "s"
    assert "检查日期" in rows[2][-1]
    assert len(rows) == 3
    book.active.cell(3, 5).value = "2026-11-3"
    book.save(tmp_path / "again.xlsx")
    again = previewed(tmp_path / "again.xlsx", clerk)
    assert tallied(again) == (1, 0, 0, 0), reasons(again)
    assert again.columns[-1] == ["退回原因", None, "none"]


def test_headings_and_sheets_are_chosen_in_the_page(tmp_path: Path, browser: Client, clerk: Any) -> None:
    session = previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1)]), clerk)
    place = next(index for index, (header, _field, _how) in enumerate(session.columns) if header == "隐患部位")
    browser.post(f"{ADDRESS}/{session.pk}/choose", {f"column-{place}": "", "coordinates": "bd09", "clear_empty": "1"})
    session.refresh_from_db()
    assert session.columns[place][1] is None
    assert (session.mapping, session.coordinates, session.clear_empty) == ({"隐患部位": ""}, "bd09", True)
    assert session.state == State.READY


def test_a_bad_file_is_refused_in_a_sentence(tmp_path: Path, browser: Client) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"not a sheet at all")
    answer = sent(browser, tmp_path / "a.xlsx", accept="application/json")
    assert answer.status_code == 422
    assert answer.json()["error"].endswith("。")
    assert browser.post(ADDRESS, headers={"accept": "application/json"}).json() == {"error": "请选择一个文件。"}


def test_nobody_sees_anothers_session_but_the_safety_office(tmp_path: Path, world: Any, clerk: Any) -> None:
    session = previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(1)]), clerk)
    office = signed_in(world.users[roles.SAFETY_OFFICE])
    assert signed_in(world.cloud_user).get(f"{ADDRESS}/{session.pk}").status_code == 404
    assert "a.xlsx" not in text(signed_in(world.cloud_user).get(ADDRESS))
    assert office.get(f"{ADDRESS}/{session.pk}").status_code == 200
    assert office.post(f"{ADDRESS}/{session.pk}/confirm").status_code == 403
    assert signed_in(world.users[roles.LEADER]).get(ADDRESS).status_code == 403
    assert signed_in(world.users[roles.SYSADMIN]).get(f"{ADDRESS}/{session.pk}").status_code == 403
    assert Client().get(ADDRESS).status_code == 302


def test_a_large_file_waits_for_the_engine_and_the_page_says_that_it_is_not_running(
    tmp_path: Path, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "AT_ONCE_BYTES", 10)
    sent(browser, hazard_sheet(tmp_path / "a.xlsx", [a_row(1)]))
    session = ImportSession.objects.get()
    assert session.state == State.UPLOADED
    assert "后台引擎没有运行" in text(browser.get(f"{ADDRESS}/{session.pk}/state"))
    sessions.work(session.pk)
    assert "import-state" in text(browser.get(f"{ADDRESS}/{session.pk}/state"))
    assert "确认导入" in text(browser.get(f"{ADDRESS}/{session.pk}"))


def test_pages_of_a_long_preview(tmp_path: Path, browser: Client, clerk: Any) -> None:
    session = previewed(hazard_sheet(tmp_path / "a.xlsx", [a_row(number) for number in range(1, 251)]), clerk)
    first = text(browser.get(f"{ADDRESS}/{session.pk}"))
    assert first.count('<tr id="row-') == 100
    assert "?kind=new&amp;after=100" in first
    last = text(browser.get(f"{ADDRESS}/{session.pk}?kind=new&after=200"))
    assert last.count('<tr id="row-') == 50
    assert "?kind=new&amp;after=100" in last
