"""Three hundred items of a checklist on a telephone: answered on a line that breaks, and not one is lost."""

import re

from playwright.sync_api import Page, expect

from anlan.base.people import roles
from anlan.subjects.hazards.models import Hazard, ItemAnswer
from tests.browser.conftest import PHONE
from tests.subjects.hazards.test_checklists import begun

ITEMS = 300


def answer(page: Page, item: int, verdict: str) -> None:
    page.locator(f"#item-{item} label:has(input[value={verdict}])").click()


def test_three_hundred_items_on_a_telephone(visit, world):
    inspection, items = begun(world, ITEMS)
    phone = visit(roles.ENFORCEMENT, size=PHONE)
    page = phone.open(f"/inspections/{inspection.pk}/checklist")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.locator("[data-items]")).to_have_text(str(ITEMS))
    for item in items[:100]:
        answer(page, item.pk, "pass")
    answer(page, items[100].pk, "fail")
    page.fill(f"#n{items[100].pk}", "三号罐区消防泵不能启动")
    expect(page.locator("[data-answered]")).to_have_text("101")
    expect(page.locator("[data-unsent-line]")).to_be_hidden(timeout=60_000)

    phone.context.set_offline(True)
    for item in items[101:200]:
        answer(page, item.pk, "none")
    expect(page.locator("[data-unsent]")).to_have_text("99")
    assert ItemAnswer.objects.filter(inspection=inspection).count() == 101
    phone.context.set_offline(False)
    page = phone.open(f"/inspections/{inspection.pk}/checklist")  # as after an empty battery: the browser kept them
    expect(page.locator("[data-answered]")).to_have_text("200", timeout=30_000)
    for item in items[200:]:
        answer(page, item.pk, "pass")
    expect(page.locator("[data-unsent-line]")).to_be_hidden(timeout=90_000)
    assert ItemAnswer.objects.filter(inspection=inspection).count() == ITEMS

    phone.errors.clear()  # what a page says of a line that was cut on purpose

    before = Hazard.objects.count()
    page.locator(f"#item-{items[100].pk} [data-hazard]").click()
    expect(page.locator(f"#item-{items[100].pk} a[href^='/l/hazard/']")).to_have_text(re.compile("YH-"), timeout=30_000)
    hazard = Hazard.objects.order_by("-pk").first()
    assert (Hazard.objects.count(), hazard.inspection) == (before + 1, inspection)
    assert "消防泵不能启动" in hazard.content
