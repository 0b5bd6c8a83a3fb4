"""Figures as a clerk meets them: from the catalogue to the rows and to an indicator of one's own, a pivot sent to a
colleague, and a figure of an old report that the next year is compared with."""

import re
from io import BytesIO
from urllib.parse import unquote

import openpyxl
from docx import Document
from playwright.sync_api import expect

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.places.models import Place
from anlan.reports.catalogue.models import OwnIndicator
from anlan.subjects.hazards.choices import Level
from tests.browser.conftest import PHONE
from tests.factories import CLOUD, STONE, a_hazard


def with_boundaries() -> None:
    """The two towns as squares beside one another."""
    for code, east in ((STONE, 0), (CLOUD, 1)):
        ring = [[east, 0], [east + 1, 0], [east + 1, 1], [east, 1], [east, 0]]
        Place.objects.filter(code=code).update(
            shape={"type": "Polygon", "coordinates": [ring]}, west=east, east=east + 1, south=0, north=1,
            longitude=east + 0.5, latitude=0.5,
        )  # fmt: skip


def test_a_figure_leads_to_its_rows_and_a_filter_becomes_an_indicator(visit, world):
    with_boundaries()
    a_hazard(world.stone.enterprise, level=Level.MAJOR, funds="1.5")
    visitor = visit()
    page = visitor.open("/indicators/?period=2026")
    page.fill("[type=search]#q", "发现隐患数")
    page.click("main form button")
    page.click("main td a:text-is('发现隐患数')")
    expect(page.locator(".figure-value a")).to_have_text("3")
    expect(page.locator("table tbody tr").filter(has_text="石泉镇")).to_contain_text(re.compile(r"1\s*2处"))
    expect(page.locator(".map-legend")).to_contain_text("2")
    page.locator(".pivot-map a", has_text="石泉镇").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[role=note]")).to_contain_text("发现隐患数 · 2026年 · 属地：石泉镇")
    expect(page.locator("#rows tbody tr")).to_have_count(2)

    page = visitor.open("/l/hazard/")
    page.click("[data-more]")
    page.select_option("[name=level]", "major")
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    expect(page.locator("#total")).to_contain_text("1")
    page.click("#beside a:has-text('存为指标')")
    told = page.locator("#measuring")
    expect(told).to_contain_text("隐患级别：重大")
    page.select_option("[name=kind]", "sum")
    expect(told).to_contain_text("请选择要计量的字段")
    page.select_option("[name=column]", label="整改资金（万元）")
    page.select_option("[name=day]", "")
    expect(told).to_contain_text("此刻 1.5")
    page.fill("[name=name]", "重大 隐患资金")
    page.fill("[name=unit]", "万元")
    page.click(".form-foot button:has-text('保存')")
    expect(page.locator("[data-errors]")).to_contain_text("名称里不能有空格")
    expect(page.locator("[name=column]")).to_have_value("funds")
    page.fill("[name=name]", "重大隐患资金")
    page.click(".form-foot button:has-text('保存')")
    expect(page.locator("main")).to_contain_text("{{ 重大隐患资金 }}")
    page.click("a:has-text('看数值')")
    expect(page.locator(".figure-value")).to_contain_text("1.5 万元")
    assert OwnIndicator.objects.get().query == "level=major"
    told_off = ("422", "htmx:sendAbort", "htmx:afterRequest")  # refused once; and a choice that a later one overtook
    visitor.errors[:] = [error for error in visitor.errors if not any(word in error for word in told_off)]


def test_a_pivot_is_sent_to_a_colleague_who_sees_only_his_own(visit, world):
    with_boundaries()
    a_hazard(world.stone.enterprise, level=Level.MAJOR)
    visitor = visit(roles.SAFETY_OFFICE)
    page = visitor.open("/l/hazard/")
    page.click("#beside a:has-text('交叉统计')")
    page.select_option("[name=down]", "place.town")
    page.select_option("[name=across]", "level")
    page.click("summary:has-text('自定起止')")
    page.fill("[name=from]", "2026-11-01")
    page.fill("[name=to]", "2026-11-30")
    page.click("button:has-text('统计')")
    stone = page.locator("tbody tr").filter(has_text="石泉镇")
    expect(stone).to_contain_text(re.compile(r"石泉镇\s*1\s*1\s*2|石泉镇\s*112"))
    with page.expect_download() as download:
        page.click("a:has-text('导出 Excel（含图）')")
    sheet = openpyxl.load_workbook(BytesIO(download.value.path().read_bytes()))["统计"]
    assert [cell.value for cell in sheet[2]][:4] == ["石泉镇", 1, 1, 2]
    for form, drawn in (("line", ".pivot-chart polyline"), ("map", ".pivot-map path")):
        page.select_option("[name=as]", form)
        page.click("button:has-text('统计')")
        expect(page.locator(drawn)).to_have_count(2)
    sent = unquote(page.url).removeprefix(visitor.address)
    stone.locator("a").first.click()
    expect(page.locator("[role=note]")).to_contain_text("发现日期：2026-11-01 至 2026-11-30")
    expect(page.locator("#rows tbody tr")).to_have_count(1)

    theirs = visit(user=world.cloud_user, size=PHONE).open(sent)
    expect(theirs.locator("tbody tr")).to_have_count(1)
    expect(theirs.locator("tbody")).to_contain_text("云溪镇")
    expect(theirs.locator("main")).not_to_contain_text("石泉镇 2")
    assert not theirs.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_figure_of_an_old_report_is_what_the_next_year_is_compared_with(visit, world, tmp_path):
    year = clock.today().year - 2
    old = Document()
    old.add_paragraph(f"澜川县应急管理局{year}年工作总结")
    old.add_paragraph("全县共发现隐患482处，开展宣传7场。")
    path = tmp_path / "旧总结.docx"
    old.save(path)
    page = visit(roles.SAFETY_OFFICE).open("/reports/history/")
    page.set_input_files("#old-file", path)
    page.fill("#old-year", str(year))
    page.click("button:has-text('读取')")
    line = page.locator(".history-line").filter(has=page.locator("input[value='482']"))
    expect(line.locator("[role=combobox]")).to_have_value("发现隐患数")
    line.locator("button:has-text('确认')").click()
    expect(page.locator(".history-done")).to_contain_text("482处")
    page.goto(page.url.split("/reports/")[0] + f"/indicators/hazard-found/?period={year + 1}")
    expect(page.locator("section.figure").first).to_contain_text("去年同期 482处（上报数）")
