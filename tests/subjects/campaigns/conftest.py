"""The world of a campaign on its first Monday."""

from types import SimpleNamespace

import pytest

from tests.subjects.campaigns.world import a_campaign_world


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    return a_campaign_world()
