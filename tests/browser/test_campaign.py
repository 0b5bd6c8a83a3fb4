"""A campaign as five people run it: the committee office, a town, one of its villages, another town and a leader."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from anlan.base import clock
from anlan.base.places.models import Place
from anlan.kit.records import writing
from anlan.subjects.campaigns.models import Bulletin, Campaign, Task
from tests.browser.conftest import PHONE
from tests.factories import PASSWORD
from tests.kit.files.samples import picture
from tests.subjects.campaigns.world import a_campaign_world


@pytest.fixture
def world(transactional_db: None) -> Iterator[SimpleNamespace]:
    made = a_campaign_world()
    for user in (made.office, made.leader, made.stone.clerk, made.stone.grid, made.cloud.clerk):
        user.set_password(PASSWORD)
        user.save()
    writing.reindex(list(Place.objects.all()))
    yield made
    clock.set_for_tests(None)


def the_task_list(folder: Path) -> Path:
    """The list as the office keeps it today."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["百日攻坚行动任务清单"])
    sheet.append(["序号", "具体任务", "责任部门", "完成时间", "专项行动"])
    for number, town in enumerate(("石泉镇人民政府", "云溪镇人民政府"), 1):
        sheet.append([number, "排查燃气使用场所", town, "2026-11-20", "百日攻坚行动"])
    path = folder / "任务清单.xlsx"
    book.save(path)
    return path


def move(page: Page, label: str, **filled: str) -> None:
    """A button of the record, what its dialog asks, and done."""
    page.click(f".record-head >> text='{label}'")
    for name, value in filled.items():
        page.fill(f"dialog[open] [name={name}]", value)
    page.click("dialog[open] .sheet-foot .btn:not([data-close])")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.wait_for_load_state("networkidle")


def test_from_the_task_list_to_the_bulletin(visit, world, tmp_path):
    office = visit(user=world.office)
    page = office.open(f"/l/campaign/{world.campaign.pk}/")
    move(page, "启动")
    assert Campaign.objects.get().stage == "running"

    page = office.open("/l/task/import")
    page.set_input_files("input[type=file]", the_task_list(tmp_path))
    page.wait_for_url(re.compile(r"/l/task/import/\d+"))
    page.click("button:has-text('确认导入')")
    page.click("#confirm button[value=yes]")
    expect(page.locator("button:has-text('撤销这次导入')")).to_be_visible()
    page = office.open("/campaigns/board")
    page.click("button:has-text('全部下达（2）')")
    page.click("#confirm button[value=yes]")
    expect(page.locator("button:has-text('全部下达')")).to_have_count(0)

    town = visit(user=world.stone.clerk)
    page = town.open("/")
    page.click("text=排查燃气使用场所")
    move(page, "签收")
    whole = Task.objects.get(organisation=world.stone.town)
    page = town.open(f"/tasks/{whole.pk}/divide")
    page.fill("[name=content]", "入户查本村")
    page.fill("[name=due_on]", "2026-11-12")
    page.check(f"[name=organisations][value='{world.stone.village.pk}']")
    page.click("main .btn-primary:has-text('下达')")
    part = Task.objects.get(parent=whole)

    village = visit(user=world.stone.grid, size=PHONE)
    page = village.open(f"/l/task/{part.pk}/")
    move(page, "签收")
    page.click(".record-head >> text='报请验收'")
    page.fill("dialog[open] [name=completed_on]", "2026-11-02")
    page.fill("dialog[open] [name=result]", "查了 30 户，已全部装报警器。")
    photograph = {"name": "入户.png", "mimeType": "image/png", "buffer": picture("PNG", (60, 40))}
    page.set_input_files("dialog[open] input[type=file]", [photograph])
    page.click("dialog[open] .sheet-foot .btn-primary")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".record-title .state")).to_contain_text("待验收")

    page = town.open(f"/l/task/{part.pk}/")
    expect(page.locator("main")).to_contain_text("已全部装报警器")
    move(page, "验收通过")
    page = town.open(f"/l/task/{whole.pk}/")
    move(page, "报请验收", completed_on="2026-11-02", result="全镇完成。")
    expect(page.locator(".record-head >> text='验收通过'")).to_have_count(0)  # nobody accepts their own work

    page = office.open(f"/l/task/{whole.pk}/")
    move(page, "验收通过")
    expect(page.locator(".record-title .state")).to_contain_text("已完成")

    page = visit(user=world.leader).open("/campaigns/board")
    expect(page.locator("#board")).to_contain_text("云溪镇")
    expect(page.locator("#board")).to_contain_text("石泉镇")

    page = office.open("/l/bulletin/new")
    for name, value in (("title", "第1期通报"), ("from_on", "2026-11-02"), ("to_on", "2026-11-08")):
        page.fill(f"[name={name}]", value)
    choose(page, "campaign", "百日攻坚")
    choose(page, "place", "澜川")
    page.click("main button:has-text('保存')")
    page.wait_for_url(re.compile(r"/l/bulletin/\d+/"))
    page.click(".record-head >> text='印发'")
    page.check("dialog[open] [name=kinds][value=town]")
    page.click("dialog[open] .sheet-foot .btn-primary")
    expect(page.locator(".record-title .state")).to_contain_text("已印发")
    issued = Bulletin.objects.get()

    page = visit(user=world.cloud.clerk).open(f"/bulletins/{issued.pk}/sheet")
    rows = page.locator("table tbody tr")
    expect(rows.first).to_contain_text("石泉镇")
    expect(rows.nth(1)).to_contain_text("云溪镇")


def choose(page: Page, name: str, text: str) -> None:
    """A row of another ledger, found by typing, or an option of a list."""
    field = page.locator(f"[data-field={name}]")
    if field.locator("select").count():
        field.locator("select").select_option(index=1)
        return
    field.locator("input[type=text]").fill(text)
    field.locator("[role=option]").first.click()
