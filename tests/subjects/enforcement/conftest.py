"""The world of enforcement: one county with two towns, officers, a rule, a plan, and people who may and may not."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from anlan.base import clock
from tests.subjects.enforcement.world import an_enforcement_world


@pytest.fixture
def morning() -> Iterator[None]:
    clock.set_for_tests(clock.at("2026-11-23 09:00"))
    yield
    clock.set_for_tests(None)


@pytest.fixture
def world(db: None, morning: None) -> SimpleNamespace:
    return an_enforcement_world()
