"""How a person finds the way in a browser: by what waits on the first page, by the menu, by a record's own buttons."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect


def follow(page: Page, link: Locator) -> None:
    """What leads to another page, until that page stands."""
    with page.expect_navigation(wait_until="load"):
        link.click()


def go(page: Page, section: str, item: str) -> None:
    """An entry of the menu, by its section and, where it lies in a shelf that is shut, by opening the shelf."""
    follow(page, page.locator("#menu a", has_text=re.compile(rf"^\s*{section}\s*$")).first)
    entry = page.locator("#menu li li a", has_text=re.compile(rf"^\s*{item}\s*$")).first
    if not entry.is_visible():
        page.locator("details.menu-shelf", has=entry).locator("summary").click()
    follow(page, entry)


def home(page: Page) -> None:
    """Back to what waits."""
    follow(page, page.locator("a:visible", has_text=re.compile(r"^\s*工作台\s*$")).first)


def take_up(page: Page, text: str) -> None:
    """Open what waits on the first page under a name that begins so."""
    home(page)
    follow(page, page.locator("ul.tasks .task-what a", has_text=re.compile(rf"^\s*{text}")))


def move(page: Page, label: str, *, photograph: dict[str, Any] | None = None, **filled: str) -> None:
    """A button of the record, what its dialog asks, and done."""
    page.locator(".record-head .btn", has_text=re.compile(rf"^\s*{label}\s*$")).click()
    for name, value in filled.items():
        page.fill(f"dialog[open] [name={name}]", value)
    if photograph is not None:
        page.set_input_files("dialog[open] input[type=file]", [photograph])
    follow(page, page.locator("dialog[open] .sheet-foot .btn:not([data-close])"))
    expect(page.locator("dialog[open]")).to_have_count(0)


def press(page: Page, label: str) -> None:
    """A button that leads on."""
    follow(page, page.locator("main .btn:visible", has_text=label).first)


def choose(page: Page, name: str, text: str) -> None:
    """A row of another ledger, found by typing, or an option of a list."""
    field = page.locator(f"[data-field={name}]")
    if field.locator("select").count():
        field.locator("select").select_option(label=text)
        return
    field.locator("input[type=text]").fill(text)
    field.locator("[role=option]", has_text=text).first.click()


def agree(page: Page) -> None:
    """The question whether one really means it."""
    page.click("#confirm button[value=yes]")


def sign(page: Page, who: str, name: str) -> None:
    """A name and a few strokes on somebody's pad."""
    card = page.locator("section.card", has=page.get_by_role("heading", name=who, exact=True))
    card.locator("[data-part=pad] [name=name]").fill(name)
    pad = card.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    for start in (0.2, 0.4, 0.6):
        page.mouse.move(box["x"] + box["width"] * start, box["y"] + box["height"] * 0.2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * (start + 0.15), box["y"] + box["height"] * 0.8, steps=5)
        page.mouse.up()
    follow(page, card.locator(".btn", has_text="确认签名"))
