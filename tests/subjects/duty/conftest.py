"""The world of duty on a Sunday morning."""

from types import SimpleNamespace

import pytest

from tests.subjects.duty.world import a_duty_world


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    return a_duty_world()
