"""Several engines send at once: they share the work and the rate, and no message goes out twice."""

import threading

import pytest
from django.db import connections

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.kit.engine import loop, parts
from anlan.kit.engine.running import Outcome
from anlan.kit.notify import sending
from anlan.kit.notify.choices import ChannelKind, DeliveryState
from anlan.kit.notify.models import Delivery
from tests.kit.notify.fake_gateway import FakeGateway
from tests.kit.notify.outgoing import a_delivery, a_notice, a_provider, keys

ENGINES, MESSAGES = 4, 120


def test_each_kind_of_channel_has_its_part() -> None:
    known = {part.name for part in parts.discover()}
    assert {f"notify-send-{kind.value}" for kind in ChannelKind} <= known
    assert {"notify-modem-read", "notify-check"} <= known


def test_the_engine_sends_what_is_due_and_rests_when_nothing_is(unit: Organisation, gateway: FakeGateway) -> None:
    parts.discover()
    a_provider(gateway)
    delivery = a_delivery(a_notice(), 1)
    assert loop.tick(only=("notify-send-sms",)) == {"notify-send-sms": Outcome.DONE}
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT
    clock.tick(clock.at("10:30"))
    assert loop.tick(only=("notify-send-sms",)) == {}


@pytest.mark.django_db(transaction=True)
def test_engines_at_once_send_each_message_once(unit: Organisation, gateway: FakeGateway) -> None:
    gateway.latency = 0.01
    a_provider(gateway, rate=10_000, timeout_seconds=10)
    notice = a_notice()
    made = [a_delivery(notice, number) for number in range(MESSAGES)]
    start = threading.Barrier(ENGINES)

    def engine() -> None:
        sender = sending.Sender("sms")
        try:
            start.wait(10)
            while sender.pump(20):
                pass
        finally:
            for way in sender.ways.values():
                way.pool.shutdown(wait=True)
            connections.close_all()

    threads = [threading.Thread(target=engine) for _number in range(ENGINES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert sorted(keys(gateway)) == sorted(one.key for one in made)
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}
    assert set(Delivery.objects.values_list("lease", flat=True)) == {1}
