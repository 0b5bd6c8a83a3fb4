"""A stopped clock and a county for every notice test."""

import pytest

from anlan.base import clock
from anlan.base.people.models import Organisation
from tests.kit.notify import calls


@pytest.fixture
def unit(db: None) -> Organisation:
    clock.set_for_tests(clock.at("2026-11-20 10:00"))
    return calls.a_county()


@pytest.fixture
def sms(unit: Organisation) -> object:
    return calls.a_channel()
