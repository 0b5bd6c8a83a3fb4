"""一张图 in a real browser: layers, the card of a pin, searching an area, and that each sees only its own."""

import math
import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow.models import PastState
from anlan.subjects.hazards.models import Hazard
from anlan.subjects.incidents.models import Incident
from tests.browser.conftest import DESK, PHONE

PIN = "/map?at=112.5,30.2"


def draw_box_around_the_middle(page: Page) -> None:
    box = page.locator("#map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.click("[data-tool=box]")
    expect(page.locator("#hint")).to_be_visible()
    page.mouse.click(x - 90, y - 90)
    page.mouse.move(x, y)
    page.mouse.move(x + 90, y + 90)
    page.mouse.click(x + 90, y + 90)


def test_layers_stand_with_their_counts_and_legends(visit):
    page = visit().open("/map")
    expect(page.locator('[data-count="hazard"]')).to_have_text("2")
    expect(page.locator('[data-count="enterprise"]')).to_have_text("2")
    expect(page.locator(".map-layers")).to_contain_text("待整改")


def test_the_map_asks_for_no_address_but_ours(visit):
    visitor = visit()
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.open("/map")
    foreign = [url for url in asked if not url.startswith((visitor.address, "data:", "blob:"))]
    assert asked
    assert foreign == []


def test_an_area_lists_the_rows_of_every_layer_and_a_row_opens_its_card(visit, world):
    page = visit().open(PIN)
    draw_box_around_the_middle(page)
    results = page.locator("#results")
    expect(results.locator("summary")).to_have_count(2)
    expect(results).to_contain_text("stone储罐围堰破损")
    expect(results).to_contain_text("cloud储罐围堰破损")
    results.get_by_text("stone储罐围堰破损").click()
    card = page.locator("#card")
    expect(card.locator("h2")).to_have_text("stone储罐围堰破损")
    expect(card).to_contain_text("138****1111" if card.get_by_text("电话").count() else "已登记")


def test_an_area_lists_only_what_the_person_may_see(visit, world):
    page = visit(user=world.cloud_user).open(PIN)
    draw_box_around_the_middle(page)
    expect(page.locator("#results")).to_contain_text("cloud储罐围堰破损")
    expect(page.locator("#results")).not_to_contain_text("stone")


def test_a_circle_can_be_asked_for_again_with_another_radius(visit):
    page = visit().open(PIN)
    box = page.locator("#map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.click("[data-tool=circle]")
    page.mouse.click(x + 200, y)
    page.mouse.move(x + 210, y)
    page.mouse.move(x + 220, y)
    page.mouse.click(x + 220, y)
    expect(page.locator("#results [data-body]")).to_contain_text("没有记录")
    page.fill("#radius", "20000")
    page.click("#results form button")
    expect(page.locator("#results")).to_contain_text("储罐围堰破损")


def test_the_map_is_saved_as_a_picture(visit):
    page = visit().open("/map")
    with page.expect_download() as saved:
        page.click("[data-act=print]")
    assert re.fullmatch(r"一张图_\d{4}-\d\d-\d\d.*\.png", saved.value.suggested_filename)
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_position_is_picked_by_a_click_in_a_form(visit):
    page = visit().open("/l/hazard/new")
    place = page.locator(".point-map")
    place.scroll_into_view_if_needed()
    place.click(position={"x": 300, "y": 120})
    expect(page.locator("[name=longitude]")).to_have_value(re.compile(r"^\d+\.\d{6}$"))
    page.click(".point [data-empty]")
    expect(page.locator("[name=longitude]")).to_have_value("")


def test_the_slider_leads_back_and_now_leads_forth(visit, world):
    """One hazard was found twenty days ago and closed two days ago, the other was found today."""
    closed_at = clock.now() - timedelta(days=2)
    found = clock.today() - timedelta(days=20)
    stone = Hazard.objects.filter(pk=world.stone.hazard.pk)
    stone.update(found_on=found, created_at=closed_at - timedelta(days=18), updated_at=closed_at, status="closed")
    PastState.objects.create(kind="hazard", row_id=world.stone.hazard.pk, state="rectifying", until_at=closed_at)
    Hazard.objects.filter(pk=world.cloud.hazard.pk).update(found_on=clock.today())
    visitor = visit()
    page = visitor.open(PIN)
    count, panel = page.locator('[data-count="hazard"]'), page.locator("#past")
    expect(count).to_have_text("2")
    page.click("[data-act=past]")
    slider = panel.get_by_role("slider")
    slider.focus()
    with page.expect_response(lambda answer: "hazard/tiles" in answer.url and "moment=20" in answer.url) as answered:
        for _hour in range(72):
            page.keyboard.press("ArrowLeft")
    assert {point[3] for point in answered.value.json()["points"]} <= {"rectifying"}
    expect(count).to_have_text("1")
    expect(panel).to_contain_text("状态按当时")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d$"))
    draw_box_around_the_middle(page)
    expect(page.locator("#results")).to_contain_text("stone储罐围堰破损")
    expect(page.locator("#results")).not_to_contain_text("cloud储罐围堰破损")
    assert re.search(r"\?at=\d{4}-\d\d-\d\dT\d\d:\d\d#", page.url)
    sent = page.url.removeprefix(visitor.address)
    page.goto("about:blank")
    page = visitor.open(sent)
    expect(page.locator('[data-count="hazard"]')).to_have_text("1")
    expect(page.locator("#past-at")).to_have_value(re.search(r"at=([^#]+)", sent)[1])
    page.fill("#past-at", f"{clock.today().year + 1}-01-01T08:00")
    page.locator("#past-at").blur()
    expect(page.locator("#past [role=alert]")).to_contain_text("还没有到")
    page.click("[data-past=now]")
    expect(page.locator('[data-count="hazard"]')).to_have_text("2")
    assert "?at=" not in page.url


def test_what_a_link_asks_for_is_pointed_out_though_its_layer_leaves_it_out(visit, world):
    """A closed incident under the very card that names it, on a phone: nothing else of its layer is drawn."""
    at = {"longitude": 112.31, "latitude": 30.12}
    place, gone = world.stone.enterprise.place_id, clock.now() - timedelta(days=2)
    closed = {"status": "closed", "received_at": gone - timedelta(hours=2), "closed_at": gone}
    fire = Incident.objects.create(number="SJ-2026-00001", title="后山火情", place_id=place, **at, **closed)
    for size in (DESK, PHONE):
        page = visit(roles.DUTY, size=size).open(f"/map?at={at['longitude']},{at['latitude']}&open=incident:{fire.pk}")
        expect(page.locator("#card")).to_contain_text("单为您标出")
        x, y = pixel_of(page, **at)
        box = page.locator("#card").bounding_box()
        assert box is not None
        assert not (box["x"] < x < box["x"] + box["width"] and y > box["y"]), "the card lies on the pin"
        page.mouse.move(x, y)
        expect(page.locator(".pin-name")).to_have_text("后山火情")
        assert f"open=incident:{fire.pk}" in page.url
        page.click("[data-act=close-card]")
        page.mouse.move(x + 40, y)
        page.mouse.move(x, y)
        expect(page.locator(".pin-name")).to_be_hidden()
        assert "open=" not in page.url


def pixel_of(page: Page, longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place lies in the window, by the view that the address tells."""
    found = re.search(r"#([\d.]+)/([\d.]+)/([\d.]+)", page.url)
    assert found is not None
    zoom, *middle = map(float, found.groups())
    box = page.locator("#map").bounding_box()
    assert box is not None

    def north(degrees: float) -> float:
        return math.asinh(math.tan(math.radians(degrees))) / (2 * math.pi)

    side = 256 * 2**zoom
    x = box["x"] + box["width"] / 2 + (longitude - middle[0]) / 360 * side
    y = box["y"] + box["height"] / 2 - (north(latitude) - north(middle[1])) * side
    return x, y
