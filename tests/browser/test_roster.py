"""A roster as it is lived: asked for, looked at, adopted, changed by hand; who is on duty now, and a random call."""

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import expect

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.engine import loop, parts
from anlan.kit.notify.models import Channel
from anlan.subjects.duty.models import Shift
from tests.browser.conftest import PHONE
from tests.factories import COUNTY, an_organisation
from tests.subjects.duty.world import a_member, a_post


def test_a_roster_from_the_asking_to_the_change_by_hand_and_the_call(visit: Any, world: SimpleNamespace) -> None:
    post = a_post("county-duty", "县值班室", an_organisation("县应急管理局", COUNTY))
    for name in ("周", "吴"):
        a_member(post, name, lead=True)
    for name in "甲乙丙丁戊己":
        a_member(post, name)
    Channel.objects.create(code="console", name="演示手机", kind="console", rate=100)
    office = visit(roles.SAFETY_OFFICE)
    first = clock.today() + timedelta(days=1)
    page = office.open(f"/duty/roster?month={first:%Y-%m}&post={post.pk}")
    page.fill("#make-from", f"{first}")
    page.fill("#make-to", f"{first + timedelta(days=5)}")
    page.click("#make button.btn-primary")
    page.wait_for_url(re.compile(r"/duty/roster/runs/\d+"))
    parts.discover()
    loop.tick(only=("duty-rosters",))
    expect(page.locator("#run-state")).to_contain_text("最优")  # comes by itself
    page.click("button:has-text('采用')")
    page.click("#confirm button[value=yes]")
    page.wait_for_url(re.compile(r"/duty/roster\?month="))
    assert [shift.missing for shift in Shift.objects.all()] == [0] * 6

    shift = Shift.objects.order_by("begins_at")[0]
    page = office.open(f"/duty/roster?month={first:%Y-%m}&post={post.pk}")
    expect(page.locator("[data-figure=score]")).to_have_count(1)
    page.click(f"a.duty-cell[hx-get$='/{shift.pk}/people']")
    panel = page.locator("dialog[open] #shift-people")
    expect(panel).to_contain_text("符合各项规则")
    panel.locator("li", has_text="值班员").first.locator("button").click()
    expect(panel).to_contain_text("应有 2 人值班，只有 1 人")
    expect(page.locator("a.duty-cell-broken")).to_contain_text("应有 2 人值班，只有 1 人")  # the grid behind it, too
    panel.locator(".duty-add button.btn-primary").first.click()
    expect(panel.locator(".duty-people li")).to_have_count(3)

    Shift.objects.filter(pk=shift.pk).update(begins_at=clock.now() - timedelta(minutes=5))
    page = office.open("/duty/now")
    page.click("button:has-text('随机抽查')")
    page.click("#confirm button[value=yes]")
    expect(page.locator("main")).to_contain_text("等待应答")
    wall = office.open("/duty/wall")
    expect(wall.locator(".wall-card")).to_have_count(1)
    narrow = visit(roles.SAFETY_OFFICE, size=PHONE)
    for path in ("/duty/now", "/duty/mine", f"/duty/roster?month={first:%Y-%m}&post={post.pk}"):
        assert narrow.open(path).evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
