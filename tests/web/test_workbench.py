"""The workbench shows each what waits for them, earliest deadline first; figures and map keep to what one may see."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.people import roles
from anlan.subjects.hazards.choices import Status
from anlan.subjects.hazards.models import Hazard
from anlan.web import workbench
from tests.factories import a_hazard, a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    made = a_world()
    Hazard.objects.all().delete()
    clock.set_for_tests(clock.at("2026-11-22 09:00"))
    return made


def standing(enterprise: Any, status: str, due_on: date | None, **values: Any) -> Hazard:
    """A hazard that has come so far."""
    hazard = a_hazard(enterprise, due_on=due_on, **values)
    Hazard.objects.filter(pk=hazard.pk).update(status=status)
    return Hazard.objects.get(pk=hazard.pk)


def titles(user: Any) -> list[str]:
    return [item["title"] for item in workbench.waiting(user)[0]]


def test_what_waits_comes_by_deadline_and_what_is_late_says_so(world: Any) -> None:
    for content, day in (("三", None), ("二", date(2026, 12, 1)), ("一", date(2026, 11, 20))):
        standing(world.stone.enterprise, Status.REVIEWING if day is None else Status.FOUND, day, content=content)
    items, total = workbench.waiting(world.users[roles.SAFETY_OFFICE])
    assert [(item["title"], item["late"]) for item in items] == [("一", True), ("二", False), ("三", False)]
    assert total == 3
    assert [item["move"].code for item in items] == ["order", "order", "pass"]


def test_each_role_is_shown_what_it_can_do_and_in_its_own_town(world: Any) -> None:
    standing(world.stone.enterprise, Status.FOUND, date(2026, 12, 1), content="石泉待下达")
    standing(world.cloud.enterprise, Status.FOUND, date(2026, 12, 1), content="云溪待下达")
    standing(world.stone.enterprise, Status.ORDERED, date(2026, 12, 2), content="石泉待整改")
    assert set(titles(world.users[roles.SAFETY_OFFICE])) == {"石泉待下达", "云溪待下达"}
    assert titles(world.users[roles.TOWNSHIP]) == ["石泉待下达"]
    assert titles(world.cloud_user) == ["云溪待下达"]
    assert titles(world.users[roles.ENTERPRISE]) == ["石泉待整改"]
    for role in (roles.LEADER, roles.DUTY, roles.AUDITOR, roles.SYSADMIN, roles.WAREHOUSE):
        assert titles(world.users[role]) == []


def test_the_page_offers_the_next_move_and_comes_back(world: Any, client: Any) -> None:
    hazard = standing(world.stone.enterprise, Status.PASSED, None, content="等着销号")
    client.force_login(world.users[roles.TOWNSHIP])
    page = client.get("/").content.decode()
    assert "等着销号" in page
    assert f"/l/hazard/{hazard.pk}/move/close" in page
    done = client.post(f"/l/hazard/{hazard.pk}/move/close", {"next": "/"})
    assert (done.status_code, done["Location"]) == (302, "/")
    assert client.post(f"/l/hazard/{hazard.pk}/move/reopen", {"opinion": "x", "next": "https://example.org/"})[
        "Location"
    ].startswith("/l/hazard/")


def test_figures_count_what_one_may_see(world: Any, client: Any) -> None:
    for _ in range(3):
        a_hazard(world.stone.enterprise)
    a_hazard(world.cloud.enterprise)
    counts = {}
    for name, user in (
        ("office", world.users[roles.SAFETY_OFFICE]),
        ("stone", world.users[roles.TOWNSHIP]),
        ("cloud", world.cloud_user),
    ):
        client.force_login(user)
        made = client.get("/figures").context["figures"]
        counts[name] = {item["ledger"].code: item["cards"][0]["count"] for item in made}["hazard"]
    assert counts == {"office": 4, "stone": 3, "cloud": 1}


def test_hostile_filters_break_no_audit_page(world: Any, client: Any) -> None:
    client.force_login(world.users[roles.AUDITOR])
    for name in ("actor", "act", "label", "since", "until", "before"):
        for value in ("a\x00b", "9" * 40, "0001-01-01", "9999-12-31", "'; --", "<script>"):
            assert client.get("/system/audit", {name: value}).status_code == 200, (name, value)
