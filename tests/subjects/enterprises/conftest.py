"""The little world on 22 November 2026, a Sunday; tests that need a working day move on."""

from types import SimpleNamespace

import pytest

from anlan.base import clock
from tests.factories import a_world


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    made = a_world()
    clock.set_for_tests(clock.at("2026-11-22 09:00"))
    return made
