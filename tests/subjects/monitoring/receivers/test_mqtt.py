"""Messages over a real broker: acknowledged once they stand in the database, and sent again until then."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import paho.mqtt.client as paho
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from anlan.base import clock
from anlan.subjects.monitoring.models import Reading, Stray
from anlan.subjects.monitoring.receivers.mqtt import Broker, Subscriber, batch_of, broker_of
from anlan.subjects.monitoring.receivers.storing import Batch, Store
from tests.faults.broker import PASSWORD, USER

TOPIC = "ems/990121/shitang/LC-SW-01/up"
PATIENCE = 20.0


def until(true: Callable[[], bool]) -> bool:
    """Look again and again."""
    end = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def message(number: int, value: float | str = 67.0) -> bytes:
    return json.dumps({"ts": clock.now().timestamp() - 1000 + number, "metric": "level", "value": value}).encode()


@pytest.fixture
def device(broker: SimpleNamespace) -> Iterator[paho.Client]:
    """A device that publishes."""
    client = paho.Client(CallbackAPIVersion.VERSION2, client_id="device")
    client.username_pw_set(USER, PASSWORD)
    client.connect("127.0.0.1", broker.port)
    client.loop_start()
    yield client
    client.disconnect()
    client.loop_stop()


def receiver(broker: SimpleNamespace, store: Any) -> Subscriber:
    made = Subscriber(Broker("127.0.0.1", broker.port, USER, PASSWORD), store)
    made.start()
    assert made.connected.wait(PATIENCE)
    time.sleep(0.3)  # until the broker has taken the subscription
    return made


def test_readings_come_through_the_broker_and_garbage_is_put_aside(
    broker: SimpleNamespace, device: paho.Client, store: Store
) -> None:
    subscriber = receiver(broker, store)
    for number in range(50):
        device.publish(TOPIC, message(number), 1)
    device.publish(TOPIC, b"no json", 1)
    device.publish("ems/990121/shitang/UNKNOWN/up", message(0), 1)
    try:
        assert until(lambda: Reading.objects.count() == 50 and Stray.objects.count() == 2)
    finally:
        subscriber.stop()
    assert sorted(Stray.objects.values_list("address", "reason")) == [
        ("LC-SW-01", "内容不是 JSON。"),
        ("UNKNOWN", "没有登记这个设备。"),
    ]


class Deaf:
    """Takes messages and never stores them: a receiver that dies before it has written."""

    def __init__(self) -> None:
        self.taken: list[Batch] = []
        self.some = threading.Event()

    def put(self, batch: Batch) -> None:
        self.taken.append(batch)
        self.some.set()


def test_what_was_taken_and_not_stored_is_sent_again(
    broker: SimpleNamespace, device: paho.Client, store: Store
) -> None:
    deaf = Deaf()
    first = receiver(broker, deaf)
    for number in range(10):
        device.publish(TOPIC, message(number), 1).wait_for_publish(PATIENCE)
    assert until(lambda: len(deaf.taken) == 10)
    first.stop()
    for number in range(10, 20):
        device.publish(TOPIC, message(number), 1).wait_for_publish(PATIENCE)
    assert Reading.objects.count() == 0
    second = receiver(broker, store)
    try:
        assert until(lambda: Reading.objects.count() == 20), Reading.objects.count()
    finally:
        second.stop()


def test_the_device_is_the_fourth_level_of_the_topic() -> None:
    told = lambda taken: None  # noqa: E731
    assert batch_of(TOPIC, message(1), told).samples[0].address == "LC-SW-01"
    assert batch_of("ems/x", message(1), told).strays[0][1] == "缺少设备（device）或要素（metric）。"
    assert batch_of(TOPIC, b"[" * 1_000_001, told).strays[0][1] == "消息太大。"


def test_addresses_of_brokers() -> None:
    assert broker_of("mqtt://anlan:s%40@10.0.0.9") == Broker("10.0.0.9", 1883, "anlan", "s@")
    assert broker_of("mqtts://u@b.example:8884", password="p", ca="/ca").tls
    assert broker_of("127.0.0.1:1884") == Broker("127.0.0.1", 1884)
    with pytest.raises(ValueError, match="MQTT 地址写法不对"):
        broker_of("http://10.0.0.9")
