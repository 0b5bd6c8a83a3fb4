"""A real Chromium before a real server with the little world; every console error of a page fails its test."""

import os
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from anlan.base.people import roles
from anlan.config import chromium
from tests.factories import PASSWORD, a_world

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's own loop runs in this thread

DESK = {"width": 1440, "height": 900}
PATIENCE = 15_000  # milliseconds: a busy machine is no fault of a page
PHONE = {"width": 390, "height": 844}
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.fail("There is no Chromium that starts; `python3 manage.py test` finds or installs one.")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def world(transactional_db: None) -> SimpleNamespace:
    made = a_world()
    for user in (*made.users.values(), made.cloud_user):
        user.set_password(PASSWORD)
        user.save()
    return made


class Visitor:
    """One person before one browser window."""

    def __init__(self, browser: Browser, address: str, size: dict[str, int]) -> None:
        self.address = address
        self.context: BrowserContext = browser.new_context(
            viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=True
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.errors: list[str] = []
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def sign_in(self, user: Any) -> "Visitor":
        self.page.goto(f"{self.address}/login")
        self.page.fill("[name=username]", user.username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button")
        self.page.wait_for_selector("#menu", state="attached")
        return self

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.fixture
def visit(browser: Browser, live_server: Any, world: SimpleNamespace) -> Iterator[Any]:
    """``visit("township")`` signs that role's user in; errors of all pages are looked at in the end."""
    opened: list[Visitor] = []

    def visiting(role: str = roles.SAFETY_OFFICE, *, user: Any = None, size: dict[str, int] = DESK) -> Visitor:
        visitor = Visitor(browser, live_server.url, size)
        opened.append(visitor)
        return visitor.sign_in(user or world.users[role])

    yield visiting
    errors = [error for visitor in opened for error in visitor.errors]
    for visitor in opened:
        visitor.context.close()
    assert errors == []
