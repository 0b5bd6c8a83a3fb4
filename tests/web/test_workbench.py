"""The workbench shows each what waits for them, earliest deadline first; figures and map keep to what one may see."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.people import roles
from anlan.subjects.governance.models import SupervisionOrder
from anlan.subjects.hazards.choices import Mode, Status
from anlan.subjects.hazards.models import Hazard
from anlan.subjects.incidents.choices import Status as IncidentStatus
from anlan.subjects.incidents.models import Incident
from anlan.web import workbench
from tests.factories import STONE, a_hazard, a_world, an_organisation
from tests.subjects.duty.world import a_member, a_post, a_shift
from tests.subjects.incidents.scene import an_incident

MOST_QUESTIONS = 20

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


def test_the_clock_that_runs_decides_and_beyond_the_first_screen_they_are_counted(world: Any, client: Any) -> None:
    standing(world.stone.enterprise, Status.REVIEWING, date(2027, 1, 1), content="复查最急")
    Hazard.objects.update(review_due_on=date(2026, 11, 1))
    for number in range(workbench.MOST + 2):
        standing(world.stone.enterprise, Status.FOUND, date(2026, 11, 2), content=f"待下达{number}")
    items, total = workbench.waiting(world.users[roles.SAFETY_OFFICE])
    assert [item["title"] for item in items[:2]] == ["复查最急", "待下达0"]
    assert (len(items), total) == (workbench.MOST, workbench.MOST + 3)
    client.force_login(world.users[roles.SAFETY_OFFICE])
    page = client.get("/").content.decode()
    assert f"{workbench.MOST + 3} 件" in page
    assert f"下列 {workbench.MOST} 件已超期" in page


def test_what_is_late_goes_before_what_was_answered_and_has_no_clock_any_more(world: Any) -> None:
    facts = {"issuer": an_organisation("县安委办"), "target": an_organisation("石泉镇应急办", STONE), "place_id": STONE}
    days = {"issued_on": date(2026, 11, 1), "due_on": date(2026, 11, 5)}
    SupervisionOrder.objects.bulk_create(
        SupervisionOrder(number=f"DD-2026-{number:05}", title=f"已回复{number}", status="replied", **facts, **days)
        for number in range(workbench.MOST)
    )
    standing(world.stone.enterprise, Status.RECTIFYING, date(2026, 11, 20), content="超期两天")
    items, total = workbench.waiting(world.users[roles.SAFETY_OFFICE])
    assert [(item["title"], item["late"]) for item in items[:2]] == [("超期两天", True), ("已回复0", False)]
    assert total == workbench.MOST + 1


def test_all_ledgers_are_asked_at_once(world: Any, client: Any, django_assert_max_num_queries: Any) -> None:
    standing(world.stone.enterprise, Status.FOUND, date(2026, 12, 1))
    client.force_login(world.users[roles.SAFETY_OFFICE])
    client.get("/")
    with django_assert_max_num_queries(MOST_QUESTIONS) as asked:
        client.get("/")
    assert sum("UNION ALL" in one["sql"] for one in asked.captured_queries) == 1


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


def test_figures_count_what_one_may_see_beside_the_same_days_of_last_year(world: Any, client: Any) -> None:
    for day in ("2026-03-01", "2026-11-21", "2026-11-22", "2025-05-01", "2025-12-01"):
        a_hazard(world.stone.enterprise, found_on=date.fromisoformat(day), mode=Mode.DEADLINE)
    a_hazard(world.cloud.enterprise, found_on=date(2026, 4, 1), mode=Mode.DEADLINE)
    told = {}
    for name, user in (
        ("office", world.users[roles.SAFETY_OFFICE]),
        ("stone", world.users[roles.TOWNSHIP]),
        ("cloud", world.cloud_user),
    ):
        client.force_login(user)
        item = next(one for one in client.get("/figures").context["figures"] if one["name"] == "发现隐患数")
        told[name] = (item["digits"], item["direction"], item["grown"], item["before"])
        assert client.get(item["url"].replace("/?", "/counts?")).content.decode().count(item["digits"]) > 0
        assert client.get(item["url"]).content.decode().count("配电箱未接地") == int(item["digits"])
    assert told == {
        "office": ("4", "up", "3处", "1处"),
        "stone": ("3", "up", "2处", "1处"),
        "cloud": ("1", "up", "1处", "0处"),
    }


def test_incidents_under_way_stand_in_the_strip_and_on_the_workbench_of_whom_they_concern(
    world: Any, client: Any
) -> None:
    running = an_incident(title="石泉镇道路塌方", received_at=clock.now())
    over = an_incident(title="石泉镇山火已扑灭", received_at=clock.now())
    Incident.objects.filter(pk=over.pk).update(status=IncidentStatus.CLOSED)
    for user, sees in (
        (world.users[roles.DUTY], True),
        (world.users[roles.TOWNSHIP], True),
        (world.cloud_user, False),
        (world.users[roles.ENTERPRISE], False),
    ):
        client.force_login(user)
        for address in ("/strip", "/figures"):
            page = client.get(address).content.decode()
            assert (running.title in page, over.title in page) == (sees, False), (user, address)


def test_who_is_on_duty_stands_on_the_workbench(world: Any, client: Any) -> None:
    client.force_login(world.users[roles.DUTY])
    assert "现在没有值班班次" in client.get("/figures").content.decode()
    room = a_post("ROOM", "县值班室", an_organisation("澜川县应急管理局"))
    a_member(room, "周立", lead=True)
    a_shift(room, "2026-11-22 08:00", "周立")
    a_shift(room, "2026-11-20 08:00")
    page = client.get("/figures").content.decode()
    assert ("县值班室" in page, page.count("周立")) == (True, 1)
    client.force_login(world.users[roles.ENTERPRISE])
    assert "值班" not in client.get("/figures").content.decode()


def test_hostile_filters_break_no_audit_page(world: Any, client: Any) -> None:
    client.force_login(world.users[roles.AUDITOR])
    for name in ("actor", "act", "label", "since", "until", "before"):
        for value in ("a\x00b", "9" * 40, "0001-01-01", "9999-12-31", "'; --", "<script>"):
            assert client.get("/system/audit", {name: value}).status_code == 200, (name, value)
