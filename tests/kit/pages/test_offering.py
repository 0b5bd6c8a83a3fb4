"""What a record offers first: one's own work by the clock that runs, another's work behind; the same in every flow."""

import re
from datetime import date
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.pages.offering import offer
from anlan.subjects.hazards.models import Hazard
from anlan.web import workbench
from tests.factories import a_hazard, a_world
from tests.subjects.campaigns.world import a_campaign_world, an_ordered_task
from tests.subjects.campaigns.world import moved as task_moved
from tests.subjects.governance.world import a_governance_world, an_order
from tests.subjects.governance.world import moved as order_moved

pytestmark = pytest.mark.django_db


def offered(user: Any, row: Any) -> tuple[str, list[str], list[str]]:
    """By their words: what comes first, one's own moves, those in another's stead."""
    ledger: Any = ledger_of(type(row))
    made = offer(ledger, user, type(row).objects.get(pk=row.pk))
    first = made.first and str(getattr(made.first, "label", "") or made.first.title)  # type: ignore[union-attr]
    return first or "", [str(move.label) for move in made.own], [str(move.label) for move in made.instead]


def a_hazard_at(status: str, due_on: str, enterprise: Any, **values: Any) -> Hazard:
    hazard = a_hazard(enterprise, due_on=date.fromisoformat(due_on), **values)
    Hazard.objects.filter(pk=hazard.pk).update(status=status)
    return hazard


def test_a_hazard_offers_the_firm_its_move_and_the_supervisor_what_chases(client: Any) -> None:
    clock.set_for_tests(clock.at("2026-11-22 09:00"))
    world = a_world()
    office, firm = world.users[roles.SAFETY_OFFICE], world.users[roles.ENTERPRISE]
    late = a_hazard_at("rectifying", "2026-11-10", world.stone.enterprise)
    timely = a_hazard_at("rectifying", "2026-12-10", world.stone.enterprise)
    asked = a_hazard_at("ordered", "2026-11-10", world.stone.enterprise, extension_asked=True)
    found = a_hazard_at("found", "2026-11-10", world.stone.enterprise)
    reported = a_hazard_at("reviewing", "2026-11-10", world.stone.enterprise)
    assert offered(office, late) == ("督办", ["移送执法"], ["报请复查", "申请延期"])
    assert offered(office, timely) == ("", ["移送执法"], ["报请复查", "申请延期"])
    assert offered(office, asked)[0] == "同意延期"
    assert offered(office, found)[0] == "下达整改", "one's own next step goes before chasing others"
    assert offered(office, reported)[0] == "复查合格"
    assert offered(firm, late) == ("报请复查", ["报请复查", "申请延期"], [])
    item = next(item for item in workbench.waiting(office)[0] if item["url"].endswith(f"/{late.pk}/"))
    assert (item["move"], item["way"]["title"]) == (None, "督办")
    client.force_login(office)
    head = client.get(f"/l/hazard/{late.pk}/").content.decode()
    assert re.findall(r'btn-primary"[^>]*>(?:<svg.*?</svg>)?([^<]+)<', head.split("</header>")[1]) == ["督办"]
    assert f"/l/hazard/{late.pk}/move/submit" in head, "the firm's move is reachable behind"
    assert f'{item["way"]["url"]}">督办' in client.get("/").content.decode()
    assert client.get(item["way"]["url"], follow=True).status_code == 200


def test_a_supervision_order_is_answered_by_one_side_and_urged_by_the_other() -> None:
    world = a_governance_world()
    order = order_moved(world, an_order(world, due_on=date(2026, 11, 30)), "receive", "stone")
    office, town = world.users["office"], world.users["stone"]
    assert offered(town, order)[0] == "回复办理情况"
    assert offered(office, order)[0] == ""
    clock.set_for_tests(clock.at("2026-12-02 09:00"))
    first, own, instead = offered(office, order)
    assert (first, own[:2], instead) == ("催办", ["催办", "延长期限"], ["代录回复"])
    assert offered(town, order)[0] == "回复办理情况"


def test_a_task_is_reported_done_by_its_unit_and_urged_by_whoever_gave_it() -> None:
    world = a_campaign_world()
    task = task_moved(an_ordered_task(world, world.stone.town), "receive", world.stone.clerk)
    assert offered(world.stone.clerk, task)[0] == "报请验收"
    assert offered(world.office, task)[0] == ""
    clock.set_for_tests(clock.at("2026-11-22 09:00"))
    first, own, instead = offered(world.office, task)
    assert (first, own[0]) == ("催办", "催办")
    assert instead == ["报进度", "申请延期", "代报验收"]
    clerk_first, clerk_own, clerk_instead = offered(world.stone.clerk, task)
    assert (clerk_first, clerk_own, clerk_instead) == ("报请验收", ["报请验收", "报进度", "申请延期"], [])
