"""Checklists made of a workbook as inspectors keep them: a sheet a list, merged numbers, titles above."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow.making import Refused
from anlan.subjects.hazards import checklist_books
from anlan.subjects.hazards.models import Checklist, ChecklistItem
from tests.contracts.doors import Door, Visitor
from tests.factories import a_world
from tests.kit.imports.sheets import edited, workbook

pytestmark = pytest.mark.django_db
HEAD = ["序号", "工作流程", "检查内容", "检查结果", "整改情况"]


@pytest.fixture
def world() -> SimpleNamespace:
    clock.set_for_tests(clock.at("2026-11-20 09:00"))
    return a_world()


def a_book(tmp_path: Path) -> Path:
    """Two lists; the first has a title, a merged number over two items and a line without an item."""
    fire = [["消防管理检查表"], ["项目名称："], HEAD, [1, "制度", "消防制度上墙"],
            ["", "", "有值班记录"], [2, "器材", ""],
            [3, "器材", "灭火器压力正常"]]  # fmt: skip
    path = workbook(
        tmp_path / "表.xlsx",
        fire,
        ["A1:E1", "A4:A5", "B4:B5"],
        **{"02-用电检查表（空白）": [HEAD, [1, "配电", "接地良好"]]},
    )
    return edited(path, lambda book: setattr(book.worksheets[0], "title", "01-消防管理检查表"))


def test_each_sheet_becomes_a_list_of_its_items_in_order(world: Any, tmp_path: Path) -> None:
    books = checklist_books.read(a_book(tmp_path))
    assert [(book.name, len(book.lines)) for book in books] == [("消防管理检查表", 3), ("用电检查表", 1)]
    checklist_books.enter(books, valid_from_on=date(2026, 11, 20), actor=world.users[roles.SAFETY_OFFICE])
    held = ChecklistItem.objects.filter(checklist__name="消防管理检查表").order_by("position")
    assert list(held.values_list("position", "section", "content")) == [
        (1, "制度", "消防制度上墙"), (2, "制度", "有值班记录"), (3, "器材", "灭火器压力正常"),
    ]  # fmt: skip


def test_nothing_is_made_where_a_list_of_the_name_is_there_or_no_item_is_read(world: Any, tmp_path: Path) -> None:
    Checklist.objects.create(name="用电检查表", valid_from_on=date(2026, 1, 1))
    books = checklist_books.read(a_book(tmp_path))
    with pytest.raises(Refused, match="已经有检查表“用电检查表”"):
        checklist_books.enter(books, valid_from_on=date(2026, 11, 20), actor=None)
    assert (Checklist.objects.count(), ChecklistItem.objects.count()) == (1, 0)
    with pytest.raises(Refused, match="检查内容"):
        checklist_books.read(workbook(tmp_path / "b.xlsx", [["姓名", "电话"], ["何敏", "13800000000"]]))


def test_the_command_tells_and_writes_only_when_asked(world: Any, tmp_path: Path) -> None:
    out = StringIO()
    call_command("checklists", str(a_book(tmp_path)), "--json", stdout=out)
    assert [one["items"] for one in json.loads(out.getvalue())["lists"]] == [3, 1]
    assert not Checklist.objects.exists()
    call_command("checklists", str(a_book(tmp_path)), "--commit", "--valid-from", "2026-12-01", stdout=StringIO())
    assert set(Checklist.objects.values_list("valid_from_on", flat=True)) == {date(2026, 12, 1)}
    with pytest.raises(SystemExit) as ended:
        call_command("checklists", str(a_book(tmp_path)), "--commit", stderr=StringIO())
    assert ended.value.code == 1


def test_the_page_is_for_whoever_may_add_lists(world: Any, tmp_path: Path) -> None:
    sent = SimpleUploadedFile("表.xlsx", a_book(tmp_path).read_bytes())
    at = Door("book", "/checklists/book", method="post", body={"file": sent, "valid_from_on": "2026-11-20"})
    assert Visitor(world.users[roles.TOWNSHIP]).knock(at).status == 403
    sent.seek(0)
    assert Visitor(world.users[roles.SAFETY_OFFICE]).knock(at).status == 302
    assert Checklist.objects.count() == 2
    sent.seek(0)
    again = Visitor(world.users[roles.SAFETY_OFFICE]).knock(at)
    assert (again.status, "已经有检查表" in again.text) == (422, True)
