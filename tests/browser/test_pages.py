"""Pages as people meet them: they open without an error, fit a phone, and keep what was typed."""

import re

import pytest
from playwright.sync_api import expect

from anlan.base.people import roles
from anlan.subjects.hazards.models import Hazard
from tests.browser.conftest import PHONE


def pages_of(world) -> list[str]:
    hazard, enterprise = world.stone.hazard, world.stone.enterprise
    return [
        "/",
        "/map",
        "/search?q=围堰",
        "/account",
        "/l/hazard/",
        "/l/hazard/?chip=1",
        "/l/hazard/#map",
        "/l/hazard/#chart",
        "/l/hazard/new",
        f"/l/hazard/{hazard.pk}/",
        f"/l/hazard/{hazard.pk}/edit",
        f"/l/hazard/{hazard.pk}/move/order",
        f"/l/hazard/bulk?id={hazard.pk}&field=person",
        "/l/hazard/import",
        "/l/enterprise/",
        f"/l/enterprise/{enterprise.pk}/",
        "/l/inspection/",
        "/l/place/",
        "/l/organisation/",
        "/l/person/",
    ]


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_every_page_opens_without_an_error_and_fits_its_window(visit, world, size):
    visitor = visit(**({"size": size} if size else {}))
    wide = []
    for path in pages_of(world):
        page = visitor.open(path)
        expect(page.locator("main h1").first).to_be_attached()
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize("role", sorted(roles.NAMES))
def test_each_role_reaches_all_that_its_menu_offers(visit, role):
    visitor = visit(role)
    page = visitor.open("/")
    links = page.eval_on_selector_all("#menu a", "all => [...new Set(all.map(one => one.getAttribute('href')))]")
    assert "/" in links
    for link in links:
        assert (link, page.request.get(visitor.address + link).status) == (link, 200)  # with the browser's own cookies
        page.wait_for_load_state("networkidle")


def test_the_keyboard_reaches_content_and_search_first(visit):
    page = visit().open("/l/hazard/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.keyboard.press("Control+k")
    expect(page.locator("#seek")).to_be_focused()
    page.keyboard.type("围堰")
    expect(page.locator("#seek-hits mark").first).to_have_text("围堰")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#seek-hits a").first).to_be_focused()


def test_filters_narrow_the_rows_without_a_new_page_and_stand_in_the_address(visit, world):
    page = visit().open("/l/hazard/")
    page.evaluate("window.stayed = true")
    expect(page.locator("#rows tbody tr")).to_have_count(2)
    page.fill("#filter-q", "stone")
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    expect(page.locator("#total")).to_contain_text("1 ")
    assert "q=stone" in page.url
    assert page.evaluate("window.stayed")
    page.reload()
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    expect(page.locator("#filter-q")).to_have_value("stone")


def test_what_was_typed_is_offered_again_after_leaving_and_gone_after_saving(visit, world):
    page = visit().open("/l/hazard/new")
    page.on("dialog", lambda dialog: dialog.accept())
    page.fill("[name=content]", "消防通道堵塞")
    page.fill("#id_enterprise", "stone")
    expect(page.locator("[role=option]").first).to_contain_text("stone")
    page.keyboard.press("Enter")
    expect(page.locator("[name=enterprise]")).to_have_value(str(world.stone.enterprise.pk))
    expect(page.locator("[data-draft-state]")).to_contain_text("草稿")
    page.reload()
    page.click("[data-draft-take]")
    expect(page.locator("[name=content]")).to_have_value("消防通道堵塞")
    expect(page.locator("[name=enterprise]")).to_have_value(str(world.stone.enterprise.pk))
    page.fill("[name=found_on]", "2026-11-20")
    page.click(".form-foot .btn-primary")
    page.wait_for_url(re.compile(r"/l/hazard/\d+/$"))
    expect(page.locator("h1")).to_have_text("消防通道堵塞")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('anlan.draft'))") == []


def test_a_field_is_checked_when_it_is_left(visit):
    page = visit().open("/l/enterprise/new")
    page.fill("[name=credit_code]", "91990121MA00000000")
    page.locator("[name=name]").focus()
    expect(page.locator("[data-field=credit_code] .field-error")).not_to_be_empty()
    expect(page.locator("[name=credit_code]")).to_have_attribute("aria-invalid", "true")


def test_a_move_asks_in_a_dialog_keeps_its_errors_there_and_changes_the_state(visit, world):
    page = visit(roles.ENFORCEMENT).open(f"/l/hazard/{world.stone.hazard.pk}/")
    page.click(".record-head >> text=下达整改")
    page.fill("dialog[open] [name=due_on]", "2020-01-01")
    page.click("dialog[open] .sheet-foot .btn-primary")
    expect(page.locator("dialog[open] .field-error").first).to_contain_text("不能早于今天")
    page.fill("dialog[open] [name=due_on]", "2099-01-01")
    page.click("dialog[open] .sheet-foot .btn-primary")
    expect(page.locator(".record-title .state")).to_contain_text("待整改")
    assert Hazard.objects.get(pk=world.stone.hazard.pk).status == "ordered"


def test_a_masked_number_is_shown_on_request(visit, world):
    page = visit().open(f"/l/hazard/{world.stone.hazard.pk}/")
    expect(page.locator("[data-masked]")).to_have_text("138****1111")
    page.click("[data-reveal]")
    expect(page.locator("[data-masked]")).to_have_text("13800001111")


def test_deleting_names_what_will_happen_and_can_be_declined(visit, world):
    page = visit().open(f"/l/hazard/{world.stone.hazard.pk}/")
    page.click("text=更多")
    page.click(".dropdown-item.text-danger")
    expect(page.locator("#confirm")).to_contain_text(world.stone.hazard.content)
    page.click("#confirm button[value=no]")
    expect(page.locator("#confirm")).to_be_hidden()
    assert Hazard.objects.filter(pk=world.stone.hazard.pk).exists()


def test_a_lost_connection_is_told_and_what_is_on_the_page_stays(visit, world):
    visitor = visit()
    page = visitor.open("/l/hazard/")
    visitor.context.set_offline(True)
    page.fill("#filter-q", "stone")
    expect(page.locator("#stale")).to_be_visible()
    expect(page.locator("#rows tbody tr")).to_have_count(2)
    visitor.context.set_offline(False)
    expect(page.locator("#stale")).to_be_hidden()
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    visitor.errors[:] = [error for error in visitor.errors if "ERR_INTERNET_DISCONNECTED" not in error]


def test_dark_is_chosen_once_and_kept(visit):
    page = visit().open("/")
    page.click(".top-end [data-bs-toggle=dropdown]")
    page.click("[data-theme-choice=dark]")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
