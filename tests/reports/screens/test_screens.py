"""The leader's page and the wall: figures of one's own rows, in few questions, renewed by themselves."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anlan.base import clock
from anlan.base.people import roles
from anlan.reports.screens import gathering
from anlan.subjects.hazards.models import Hazard
from tests.factories import a_hazard, a_term, a_world


@pytest.fixture
def world(db: None) -> Any:
    """20 November 2026: two hazards of this month, open; one of March and one of December 2025; one late in Cloud."""
    clock.set_for_tests(clock.at("2026-11-20 09:00"))
    made = a_world()
    for day in ("2025-03-01", "2025-12-01"):
        a_hazard(made.stone.enterprise, found_on=day)
    late = a_hazard(made.cloud.enterprise, found_on="2026-10-01")
    long_ago = clock.today() - timedelta(days=9)
    Hazard.objects.filter(pk=late.pk).update(due_on=long_ago, status="rectifying")
    handed_in = Hazard.objects.filter(pk=made.stone.hazard.pk)  # in time; it waits for the re-inspection
    handed_in.update(due_on=long_ago, rectified_on=long_ago, status="reviewing")
    yield made
    clock.set_for_tests(None)


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_key_figures_compare_with_the_same_days_last_year(world: Any) -> None:
    found = {card.indicator.code: card for card in gathering.cards(None, gathering.so_far())}
    card = found["hazard-found"]
    assert (card.value.number, card.before.number, card.change.text, card.direction) == (3, 1, "200%", "up")
    assert found["cases-filed"].direction == "", "nothing last year: no growth is told"


def test_the_administrator_chooses_the_key_figures(world: Any) -> None:
    a_term(gathering.DICTIONARY, "整改率", "hazard-rate")
    a_term(gathering.DICTIONARY, "没有的", "no-such")
    assert [one.code for one in gathering.chosen()] == ["hazard-rate"]


def test_pages_show_what_is_late_and_open_their_rows(world: Any) -> None:
    for path in ("/lead/", "/lead/rows", "/wall/", "/wall/rows"):
        page = browser(world.users[roles.LEADER]).get(path).content.decode()
        assert "云溪镇" in page
        assert "同比上升 200%" in page
    lead = browser(world.users[roles.LEADER]).get("/lead/").content.decode()
    late = gathering.by_town(None, gathering.LATE, gathering.so_far())
    assert [(line["part"].name, line["part"].value.number) for line in late] == [("云溪镇", 1)]
    assert "/l/hazard/?figure=hazard-late%3B2026-01-01..2026-11-20%3B" in lead


def test_only_those_who_lead_see_them_and_only_their_rows(world: Any) -> None:
    for role in (roles.TOWNSHIP, roles.VILLAGE, roles.ENTERPRISE, roles.EXPERT, roles.AUDITOR, roles.SYSADMIN):
        for path in ("/lead/", "/lead/rows", "/wall/", "/wall/rows"):
            assert browser(world.users[role]).get(path).status_code == 403, (role, path)
    assert {card.indicator.code: card.value.number for card in gathering.cards(world.cloud_user, gathering.so_far())}[
        "hazard-found"
    ] == 2


def test_more_rows_ask_no_more_questions(world: Any) -> None:
    with CaptureQueriesContext(connection) as few:
        gathering.everything(world.users[roles.LEADER])
    for _number in range(5):
        a_hazard(world.stone.enterprise)
    with CaptureQueriesContext(connection) as many:
        gathering.everything(world.users[roles.LEADER])
    assert len(many) <= len(few) <= 40
