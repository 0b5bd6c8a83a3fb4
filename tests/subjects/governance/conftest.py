"""The world of supervision on a Sunday morning."""

from types import SimpleNamespace

import pytest

from tests.subjects.governance.world import a_governance_world


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    return a_governance_world()
