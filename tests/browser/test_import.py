"""A clerk's Excel file through the pages: dropped, repaired in the page, confirmed, undone."""

import re
from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from anlan.base.people import roles
from anlan.subjects.hazards.models import Hazard


def a_sheet(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["石泉镇2026年11月隐患排查治理统计表"])
    sheet.append(["序号", "隐患描述", "责任单位", "排查日期", "属地"])
    sheet.append([1, "配电箱未接地", "石泉建材厂", "2026.11.5", "石塘村"])
    sheet.append([2, "安全出口堵塞", "石泉建材厂", "2026年11月35日", "石塘村"])
    sheet.append(["合计", 2])
    path = folder / "隐患统计.xlsx"
    book.save(path)
    return path


def test_a_file_is_dropped_repaired_confirmed_and_undone(visit, world, tmp_path):
    before = Hazard.objects.count()
    page = visit(roles.TOWNSHIP).open("/l/hazard/import")
    page.set_input_files("input[type=file]", a_sheet(tmp_path))
    page.wait_for_url(re.compile(r"/l/hazard/import/\d+"))
    refused = page.locator("td.cell-refused input")
    expect(refused).to_have_value(re.compile("35"))
    refused.fill("2026-11-15")
    refused.blur()
    expect(page.locator("[data-fresh=sum] div").first).to_contain_text("2")
    assert Hazard.objects.count() == before

    page.click("button:has-text('确认导入')")
    expect(page.locator("#confirm")).to_contain_text("新增 2 条")
    page.click("#confirm button[value=yes]")
    expect(page.locator("button:has-text('撤销这次导入')")).to_be_visible()
    assert Hazard.objects.count() == before + 2

    page.click("button:has-text('撤销这次导入')")
    page.click("#confirm button[value=yes]")
    expect(page.locator(".head")).to_contain_text("已撤销")
    assert Hazard.objects.count() == before


def test_a_file_that_is_no_table_is_refused_with_a_sentence_in_place(visit, world, tmp_path):
    path = tmp_path / "图片.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    visitor = visit(roles.TOWNSHIP)
    page = visitor.open("/l/hazard/import")
    page.set_input_files("input[type=file]", path)
    expect(page.locator("[data-words].late, .notice-error").first).not_to_be_empty()
    expect(page.locator("[data-drop], .nothing").first).to_be_visible()
    visitor.errors[:] = [error for error in visitor.errors if "422" not in error]
