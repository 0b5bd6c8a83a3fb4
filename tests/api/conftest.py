"""The little world of two towns, and who calls from it."""

from types import SimpleNamespace

import pytest

from anlan.base.people import roles
from tests.api.caller import Caller
from tests.factories import a_world


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    return a_world()


@pytest.fixture
def office(world: SimpleNamespace) -> Caller:
    """安委办: the whole county."""
    return Caller(world.users[roles.SAFETY_OFFICE])


@pytest.fixture
def stone_town(world: SimpleNamespace) -> Caller:
    """The township of 石泉镇."""
    return Caller(world.users[roles.TOWNSHIP])


@pytest.fixture
def cloud_town(world: SimpleNamespace) -> Caller:
    """The township of 云溪镇."""
    return Caller(world.cloud_user)
