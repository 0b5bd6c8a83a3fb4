"""A world with users of every role, and a telephone channel that sends nothing."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from anlan.base import clock
from tests.factories import CLOUD, COUNTY, STONE, a_person, a_user, a_world, an_organisation
from tests.kit.notify.calls import a_channel


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    clock.set_for_tests(clock.at("2026-11-20 10:00"))
    made = a_world()
    made.bureau = an_organisation("应急局", COUNTY)
    made.towns = {place: an_organisation(f"{place}镇政府", place) for place in (STONE, CLOUD)}
    made.sms = a_channel("sms", rate=10)
    made.duty = made.users["duty"]
    made.duty_person = a_person(made.bureau, "吴晓", phone="13800000001", user=made.duty)
    made.colleague = a_person(made.bureau, "周建", phone="13800000002")
    made.stranger = a_person(made.towns[CLOUD], "陈立", phone="13800000003")
    return made


@pytest.fixture
def signed_in(world: SimpleNamespace) -> Any:
    def sign_in(user: Any) -> Client:
        client = Client()
        client.force_login(user, backend="anlan.base.people.signing.AccountBackend")
        return client

    return sign_in


@pytest.fixture
def nobody() -> Any:
    return a_user
