"""From what sends somebody to inspect to the form of the inspection, for those who inspect there."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from anlan.base import clock
from anlan.base.people import roles
from tests.factories import a_world

pytestmark = pytest.mark.django_db


def asked(user: Any, path: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(path)


def test_the_form_opens_with_what_the_firm_and_the_inspector_say() -> None:
    clock.set_for_tests(clock.at("2026-11-22 09:00"))
    world = a_world()
    firm, town = world.stone.enterprise, world.users[roles.TOWNSHIP]
    path = f"/inspections/about/enterprise/{firm.pk}"
    known = parse_qs(urlsplit(asked(town, path)["Location"]).query)
    assert known == {
        "inspected_on": ["2026-11-22"], "inspectors": [town.name], "enterprise": [str(firm.pk)],
        "place": [firm.place_id], "line": [firm.line_id],
    }  # fmt: skip
    assert "登记检查" in asked(town, f"/l/enterprise/{firm.pk}/").content.decode()
    assert asked(world.cloud_user, path).status_code == 404
    assert asked(world.users[roles.LEADER], path).status_code == 403
    assert asked(town, f"/inspections/about/hazard/{world.stone.hazard.pk}").status_code == 404
    clock.set_for_tests(None)
