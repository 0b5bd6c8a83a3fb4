"""A report from the bureau's own Word file to the frozen paper: checked, filled, opened, edited, frozen, compared."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from playwright.sync_api import expect

from anlan.reports.papers import layout
from tests.browser.story import follow, move, press
from tests.factories import a_hazard

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY = """一、隐患
全年发现隐患{{ %s }}处，约{{ 发现隐患数(约=是) }}处，其中{{ 发现隐患数(分列=级别) }}{[，立案{{ 立案执法数 }}起]}。
{%% 表 发现隐患数, 整改隐患数 按=属地 %%}
"""


def a_file(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": WORD, "buffer": data}


def test_a_report_is_checked_filled_edited_frozen_and_compared(visit, world):
    for _each in range(11):
        a_hazard(world.stone.enterprise)
    visitor = visit()
    page = visitor.open("/l/report-template/new")
    page.fill("[name=name]", "年终快报")
    page.set_input_files("[name=file-template]", [a_file("模板.docx", layout.word("快报", BODY % "发现隐患个数"))])
    press(page, "保存")
    checked = page.locator("#checked")
    expect(checked).to_contain_text("没有名为“发现隐患个数”的指标，是否指“发现隐患数”")
    page.set_input_files("[name=file-template]", [a_file("模板二.docx", layout.word("快报", BODY % "发现隐患数"))])
    expect(checked.locator(".late")).to_have_count(0)
    template = page.url.rstrip("/").rpartition("/")[2]

    page = visitor.open(f"/l/report/new?template={template}")
    page.fill("[name=period]", "2026年")
    press(page, "保存")
    follow(page, page.locator("a.btn", has_text="预览"))
    paper, address = page.locator("article.paper"), page.url
    expect(paper).to_contain_text("全年发现隐患13处，约10余处，均为一般。")
    follow(page, paper.locator("a.paper-figure", has_text=re.compile("^13$")).first)
    expect(page.locator("#rows tbody tr")).to_have_count(13)

    page.goto(address)
    with page.expect_download() as download:
        page.click("a.btn:has-text('下载 Word')")
    edited = Document(Path(download.value.path()))
    for paragraph in edited.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("发现隐患13处", "发现隐患31处")
    saved = BytesIO()
    edited.save(saved)
    follow(page, page.locator("nav.trail a").last)
    page.set_input_files("[name=file-edited]", [a_file("改过.docx", saved.getvalue())])
    expect(page.locator("main")).to_contain_text("改过.docx")
    page.goto(address)
    expect(page.locator("#findings")).to_contain_text("“发现隐患数”在稿子里是 31，系统计得 13处。")

    follow(page, page.locator("nav.trail a").last)
    move(page, "冻结")
    a_hazard(world.stone.enterprise)
    page.goto(address)
    expect(page.locator(".notice")).to_contain_text("冻结，之后不再重算")
    expect(paper).to_contain_text("全年发现隐患13处")
    press(page, "与现在比较")
    found = page.locator("tbody tr", has_text="发现隐患数").first
    expect(found).to_contain_text("13")
    expect(found).to_contain_text(re.compile(r"14\s*\+1"))
