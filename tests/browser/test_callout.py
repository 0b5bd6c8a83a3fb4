"""A call-out as it is lived: composed at the desk, answered on telephones, watched on the board, ended and sealed."""

import re

from playwright.sync_api import Page, expect

from anlan.base.people import roles
from anlan.kit.engine import loop, parts
from anlan.kit.notify import links
from anlan.kit.notify.choices import ChannelKind
from anlan.kit.notify.models import Addressee, Channel, Delivery
from anlan.subjects.incidents.models import Callout
from tests.browser.conftest import PHONE
from tests.factories import STONE
from tests.subjects.incidents.scene import a_team

NEAR_THE_POINT = {"longitude": 112.501, "latitude": 30.2}


def a_console() -> None:
    Channel.objects.get_or_create(
        code="console", defaults={"name": "演示手机", "kind": ChannelKind.CONSOLE, "rate": 100}
    )


def hand_over_messages() -> None:
    """What the engine does within its second."""
    parts.discover()
    loop.tick(only=("notify-send-console",))


def figure(page: Page, name: str, value: int) -> None:
    """The board shows it within some seconds, without being reloaded."""
    expect(page.locator(f"[data-figure={name}]")).to_have_text(str(value))


def link_of(callout: Callout, number: int) -> str:
    return links.token_for(Addressee.objects.filter(notice_id=callout.notice_key).order_by("pk")[number])


def composed(page: Page) -> Callout:
    """Why, where, whom; then the second page, on which it is sent."""
    page.fill("[name=title]", "石塘村后山火情")
    page.fill("[name=text]", "请立即到村委会集合。")
    page.fill("[name=muster_point]", "石塘村委会")
    page.fill("[name=longitude]", "112.5")
    page.fill("[name=latitude]", "30.2")
    expect(page.locator("#callout-teams tbody tr")).to_have_count(1)
    page.check("#callout-teams input[name=target]")
    expect(page.locator("[data-chosen]")).to_contain_text("4")
    page.click("button:has-text('下一步')")
    page.wait_for_url(re.compile(r"/callouts/\d+/confirm"))
    expect(page.locator("[data-total]")).to_have_text("4")
    expect(page.locator(".phone-text")).to_contain_text("请立即到村委会集合")
    page.click("[data-send]")
    page.wait_for_url(re.compile(r"/callouts/\d+/board"))
    return Callout.objects.get()


def test_from_the_desk_to_the_telephones_and_back_to_a_sealed_sheet(visit, world, browser, live_server):
    a_console()
    a_team(size=4, place=STONE, longitude=112.52, latitude=30.21)
    desk = visit(roles.DUTY)
    page = desk.open("/callouts/new")
    callout = composed(page)
    figure(page, "should", 4)
    figure(page, "silent", 4)
    hand_over_messages()
    figure(page, "sent", 4)
    text = Delivery.objects.filter(notice_id=callout.notice_key).first().text
    assert "请立即到村委会集合" in text
    assert "/a/" in text

    phones = browser.new_context(
        viewport=PHONE,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        geolocation=NEAR_THE_POINT,
        permissions=["geolocation"],
    )
    errors: list[str] = []
    phone = phones.new_page()
    phone.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    phone.on("pageerror", lambda error: errors.append(str(error)))
    token = link_of(callout, 1)
    phone.goto(f"{live_server.url}/a/{token}")
    phone.click("button[value=on_the_way]")
    figure(page, "on_the_way", 1)
    phone.click("button[value=arrived]")
    figure(page, "arrived", 1)
    phone.goto(f"{live_server.url}/t/{token}")
    expect(phone.locator("main")).to_contain_text("米")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    token = link_of(callout, 0)
    phone.goto(f"{live_server.url}/a/{token}")
    phone.click("text=我的队伍")
    boxes = phone.locator("input[name=id]:not([disabled])")
    expect(boxes).to_have_count(3)
    for number in range(2):
        boxes.nth(number).check()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.click("button[value=arrived]")
    figure(page, "arrived", 3)
    figure(page, "silent", 1)

    page.click("text=未答复 1 人")
    expect(page.locator("#sheet tbody tr")).to_have_count(1)
    page.check("#sheet input[name=id]")
    page.fill("#entry-note", "电话里说车坏了")
    page.click("#sheet button[value=unable]")
    figure(page, "unable", 1)
    figure(page, "silent", 0)

    page.click("a:has-text('结束叫应')")
    page.click("#sheet button:has-text('结束叫应')")
    page.wait_for_url(re.compile(r"/l/callout/\d+/"))
    sheet = desk.open(f"/callouts/{callout.pk}/sheet")
    expect(sheet.locator(".digest")).to_have_text(re.compile("^[0-9a-f]{64}$"))
    expect(sheet.locator("main")).to_contain_text("与现在的记录一致")
    expect(sheet.locator(".sheet-people")).to_contain_text("电话里说车坏了")
    phones.close()
    assert errors == []


def test_the_board_fits_a_telephone(visit, world):
    a_console()
    a_team(size=3, place=STONE)
    duty = visit(roles.DUTY, size=PHONE)
    page = duty.open("/callouts/new")
    page.fill("[name=title]", "石塘村后山火情")
    page.fill("[name=text]", "请立即到村委会集合。")
    page.check("#callout-teams input[name=target]")
    page.click("button:has-text('下一步')")
    page.click("[data-send]")
    page.wait_for_url(re.compile(r"/callouts/\d+/board"))
    figure(page, "should", 3)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
