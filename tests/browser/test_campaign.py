"""A hundred-day campaign as five people run it, from the task list to the bulletin: the committee office, a town, a
firm, the enforcement brigade and a leader. Nobody types an address: each finds the next thing where it waits."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import Page, expect

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.places.models import Place
from anlan.kit.records import writing
from anlan.subjects.campaigns.tasks import keep_campaigns
from anlan.subjects.enforcement.models import Officer
from anlan.subjects.hazards import lateness
from anlan.subjects.hazards.choices import Receiver, Side
from anlan.subjects.hazards.models import Hazard, LatenessRule
from tests.browser.conftest import PHONE, Visitor
from tests.browser.story import agree, choose, follow, go, home, move, press, sign, take_up
from tests.factories import COUNTY, PASSWORD, STONE_VILLAGE, a_person, a_term, a_user, an_enterprise, an_organisation
from tests.kit.files.samples import picture
from tests.subjects.campaigns.world import a_campaign_world, entered
from tests.subjects.hazards.test_checklists import a_checklist

FIRM = "石泉液化气站"
TASK = "排查燃气使用场所"
FIRST, SECOND = "报警器失灵", "气瓶间堆放杂物"


@pytest.fixture
def world(transactional_db: None) -> Iterator[SimpleNamespace]:
    made = a_campaign_world()
    own = an_organisation(FIRM, STONE_VILLAGE)
    an_enterprise(STONE_VILLAGE, FIRM, organisation=own)
    made.firm = a_user(roles.ENTERPRISE, STONE_VILLAGE, organisation=own, name="站长孙立")
    brigade = an_organisation("执法大队", COUNTY)
    made.brigadier = a_user(roles.ENFORCEMENT, COUNTY, organisation=brigade, name="大队长吴晓")
    for name in ("吴晓", "周建"):
        entered(
            Officer(name=name, certificate_number=f"9901{name}", organisation=brigade, place_id=COUNTY,
                    valid_until_on=clock.today().replace(year=2028))
        )  # fmt: skip
    a_person(made.bureau, made.office.name, user=made.office, phone="13800001000")
    a_term("inspection-kind", "专项检查", "special")
    a_checklist(3, name="燃气经营单位检查表")
    entered(LatenessRule(side=Side.FIRM, after_days=3, receiver=Receiver.SAFETY_OFFICE, note="整改超期三天报安委办"))
    for user in (made.office, made.leader, made.stone.clerk, made.firm, made.brigadier):
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
        sheet.append([number, TASK, town, "2026-11-20", "百日攻坚行动"])
    path = folder / "任务清单.xlsx"
    book.save(path)
    return path


def a_photograph(name: str) -> dict[str, object]:
    return {"name": f"{name}.png", "mimeType": "image/png", "buffer": picture("PNG", (60, 40))}


def morning(day: str, *people: Visitor) -> None:
    """Everybody has gone home, a day begins, and the engine does what time makes happen."""
    for visitor in people:
        visitor.page.goto("about:blank")
    clock.set_for_tests(clock.at(f"{day} 09:00"))
    keep_campaigns()
    while lateness.escalate():
        pass


def test_from_the_task_list_to_the_last_hazard_and_the_bulletin(visit, world, tmp_path):
    office = visit(user=world.office)
    give_out(office.page, the_task_list(tmp_path))
    town = visit(user=world.stone.clerk, size=PHONE)
    inspect(town.page)
    firm = visit(user=world.firm, size=PHONE)
    rectify(firm.page, FIRST, "已更换报警器")
    review_and_close(town.page, FIRST)

    morning("2026-11-16", office, town, firm)  # the other one was due a week ago, and nobody has done anything
    hand_over(office.sign_in(world.office).page, SECOND)
    brigade = visit(user=world.brigadier)
    file_the_case(brigade.page)
    rectify(firm.sign_in(world.firm).page, SECOND, "已清走气瓶")
    review_and_close(town.sign_in(world.stone.clerk).page, SECOND)
    assert set(Hazard.objects.values_list("status", flat=True)) == {"closed"}

    report(town.page)
    take_up(office.page, TASK)
    move(office.page, "验收通过")
    expect(office.page.locator(".record-title .state")).to_contain_text("已完成")

    morning("2026-11-23", office, town, firm, brigade)
    see_the_board(visit(user=world.leader).page)
    tell(office.sign_in(world.office).page)


def give_out(page: Page, task_list: Path) -> None:
    """The office starts its campaign, imports the list and hands it down."""
    go(page, "安全监管", "专项行动")
    follow(page, page.locator("main a", has_text="百日攻坚行动"))
    move(page, "启动")
    press(page, "导入任务清单")
    page.set_input_files("input[type=file]", task_list)
    page.wait_for_url(re.compile(r"/l/task/import/\d+"))
    page.click("button:has-text('确认导入')")
    agree(page)
    expect(page.locator("button:has-text('撤销这次导入')")).to_be_visible()
    go(page, "责任督办", "挂图作战")
    page.click("main .btn:has-text('全部下达（2）')")
    agree(page)
    expect(page.locator("button:has-text('全部下达')")).to_have_count(0)


def inspect(page: Page) -> None:
    """The town signs for its task, inspects a firm by a checklist, and orders what fails to be rectified."""
    take_up(page, TASK)
    move(page, "签收")
    press(page, "登记检查")
    choose(page, "kind", "专项检查")
    choose(page, "enterprise", FIRM)
    page.fill("[name=inspectors]", "何敏、毛小军")
    choose(page, "place", "石塘村")
    press(page, "保存")
    page.wait_for_url(re.compile(r"/l/inspection/\d+/"))
    press(page, "选检查表")
    press(page, "开始填写")
    items = page.locator(".checklist-item")
    items.nth(0).locator("label:has(input[value=pass])").click()
    for number, note in ((1, FIRST), (2, SECOND)):
        items.nth(number).locator("label:has(input[value=fail])").click()
        items.nth(number).locator("textarea").fill(note)
        items.nth(number).locator("[data-hazard]").click()
        expect(items.nth(number).locator("a[href^='/l/hazard/']")).to_have_text(re.compile("YH-"))
    put_on_paper(page)
    for item in (FIRST, SECOND):
        take_up(page, item)
        move(page, "下达整改", due_on="2026-11-09", person="孙立")
        expect(page.locator(".record-title .state")).to_contain_text("待整改")


def put_on_paper(page: Page) -> None:
    """From the checklist to the record of the inspection, which the two and the firm sign on the telephone."""
    press(page, "出具文书")
    follow(page, page.get_by_role("link", name="现场检查记录"))
    for name, moment in (("begun_at", "2026-11-02T08:00"), ("ended_at", "2026-11-02T08:50")):
        page.fill(f"[name={name}]", moment)
    press(page, "出具")
    press(page, "现场签名")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for who, name in (("检查人员一", "何敏"), ("检查人员二", "毛小军"), ("当事人现场负责人", "孙立")):
        sign(page, who, name)
    with page.expect_download() as taken:
        page.locator("main .btn", has_text="下载签名文书").click()
    document = Document(io.BytesIO(Path(taken.value.path()).read_bytes()))
    assert len(document.inline_shapes) == 3
    assert any("气瓶间堆放杂物" in line.text for line in document.paragraphs)


def rectify(page: Page, item: str, measure: str) -> None:
    """The firm does it and proves it."""
    take_up(page, item)
    move(page, "报请复查", measure=measure, photograph=a_photograph("整改后"))
    expect(page.locator(".record-title .state")).to_contain_text("待复查")


def review_and_close(page: Page, item: str) -> None:
    """The town looks again and strikes it off."""
    take_up(page, item)
    expect(page.locator("#attachments img")).to_have_count(1)
    move(page, "复查合格", opinion="现场复查合格")
    take_up(page, item)
    move(page, "销号")
    expect(page.locator(".record-title .state")).to_contain_text("已销号")


def report(page: Page) -> None:
    """The town reports its task done."""
    take_up(page, TASK)
    done = "查了一家，两处隐患都已销号。"
    move(page, "报请验收", completed_on="2026-11-16", result=done, photograph=a_photograph("验收"))


def hand_over(page: Page, item: str) -> None:
    """The office hears that it is late, looks at it, and hands it to enforcement."""
    home(page)
    follow(page, page.locator("header a.top-button"))
    follow(page, page.locator("main .card", has_text="隐患整改超期").get_by_text("查看"))
    expect(page.locator(".record-head h1")).to_contain_text(item)
    move(page, "移送执法", reason="逾期不整改")


def file_the_case(page: Page) -> None:
    """The brigade finds the clue, names two officers and files the case."""
    take_up(page, "逾期不整改")
    press(page, "修改")
    choose(page, "lead", "吴晓")
    choose(page, "second", "周建")
    press(page, "保存")
    move(page, "立案", day="2026-11-16")
    expect(page.locator(".record-title .state")).to_contain_text("调查取证")


def see_the_board(page: Page) -> None:
    """The leader's board: one town has done it, the other is late; two found, two rectified."""
    go(page, "责任督办", "挂图作战")
    stone = page.locator("#board tr", has_text="石泉镇")
    cloud = page.locator("#board tr", has_text="云溪镇").first
    expect(stone.locator("[data-label=发现隐患]")).to_have_text("2")
    expect(stone.locator("[data-label=已整改隐患]")).to_have_text("2")
    expect(stone.locator("[data-label=完成率]")).to_have_text("100.0%")
    expect(cloud.locator("[data-label=超期]")).to_have_text("1")


def tell(page: Page) -> None:
    """The bulletin that the week has brought is issued to the towns, and taken along as Word."""
    take_up(page, "关于百日攻坚进展情况的通报（2026-11-16")
    page.locator(".record-head .btn:has-text('印发')").click()
    page.check("dialog[open] [name=kinds][value=town]")
    page.click("dialog[open] .sheet-foot .btn-primary")
    expect(page.locator(".record-title .state")).to_contain_text("已印发")
    with page.expect_download() as taken:
        page.locator("main .btn", has_text="下载 Word").click()
    document = Document(io.BytesIO(Path(taken.value.path()).read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert cells.index("石泉镇") < cells.index("云溪镇")
