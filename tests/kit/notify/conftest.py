"""A stopped clock and a county for every notice test."""

from collections.abc import Iterator

import pytest

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.kit.notify import sending
from anlan.kit.notify.channels.gateway import close_all
from tests.kit.notify import calls
from tests.kit.notify.fake_gateway import FakeGateway


@pytest.fixture
def unit(db: None) -> Organisation:
    clock.set_for_tests(clock.at("2026-11-20 10:00"))
    return calls.a_county()


@pytest.fixture
def sms(unit: Organisation) -> object:
    return calls.a_channel()


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    """A provider of text messages; when it closes, nobody is left speaking to it."""
    gateway = FakeGateway()
    gateway.url = gateway.start()
    yield gateway
    gateway.stop()
    for sender in sending._senders.values():
        for way in sender.ways.values():
            way.pool.shutdown(wait=True)
    sending._senders.clear()
    close_all()
