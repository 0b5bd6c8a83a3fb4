"""The page of permits counts what its reader may see, item by item."""

from typing import Any

import pytest
from django.test import Client

from anlan.base import clock
from anlan.base.people import roles
from tests.factories import CLOUD_VILLAGE, COUNTY, a_user, a_world
from tests.subjects.permits.world import an_application, an_item, made

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Any:
    clock.set_for_tests(clock.at("2026-11-16 09:00"))
    made_world = a_world()
    office = made_world.users[roles.SAFETY_OFFICE]
    made_world.item = an_item()
    made("grant", made("accept", an_application(made_world.item), office), office)
    an_application(made_world.item, place_id=CLOUD_VILLAGE)
    return made_world


def page(user: Any, address: str = "/permits/board") -> Any:
    client = Client()
    client.force_login(user)
    return client.get(address)


def test_the_county_sees_all_and_a_town_its_own(world: Any) -> None:
    county, town = page(a_user(roles.LEADER, COUNTY)), page(world.cloud_user)
    assert (county.context["whole"].received, county.context["whole"].decided) == (2, 1)
    assert (county.context["whole"].rate, county.context["saved"]) == (100.0, 60.0)
    assert [(item, kept.received) for item, kept in county.context["items"]] == [(world.item, 2)]
    assert (town.context["whole"].received, town.context["whole"].decided) == (1, 0)
    assert town.context["whole"].rate is None


def test_a_period_without_applications_has_no_rate_and_a_wrong_one_is_this_year(world: Any) -> None:
    leader = a_user(roles.LEADER, COUNTY)
    assert page(leader, "/permits/board?from=2025-01-01&to=2025-12-31").context["whole"].received == 0
    assert page(leader, "/permits/board?from=2026-12-01&to=2026-01-01").context["whole"].received == 2


def test_nobody_without_the_grant_sees_it(world: Any) -> None:
    assert page(world.users[roles.SYSADMIN]).status_code == 403
    assert page(world.users[roles.VILLAGE]).status_code == 403
