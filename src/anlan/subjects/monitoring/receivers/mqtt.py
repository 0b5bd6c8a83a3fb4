"""Subscribes to the broker's topics; a message is acknowledged when its readings are committed, and not before.

Topics are ``ems/<division>/<site>/<device>/up``. The session outlives us: what comes meanwhile waits there.
"""

import logging
import ssl
import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from anlan.subjects.monitoring.intake import Taken
from anlan.subjects.monitoring.receivers.messages import Unreadable, samples_in
from anlan.subjects.monitoring.receivers.storing import Batch, Store

log = logging.getLogger("anlan.receive")

DOOR = "mqtt"
TOPIC = "ems/+/+/+/up"
CLIENT = "anlan-receiver"
QOS = 1
KEEPALIVE_SECONDS = 30
LARGEST = 1_000_000  # bytes
SHOWN = 500
PORTS = {"mqtt": 1883, "mqtts": 8883}


@dataclass(frozen=True, slots=True)
class Broker:
    """Where it is. The password may stand in the address or be given apart."""

    host: str
    port: int
    username: str = ""
    password: str = ""
    tls: bool = False
    ca: str = ""


def broker_of(address: str, *, password: str = "", ca: str = "") -> Broker:
    """``mqtt://user@host:1883`` or ``mqtts://…``. Raises ``ValueError`` with a Chinese sentence."""
    parts = urlsplit(address if "://" in address else f"mqtt://{address}")
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(f"MQTT 地址写法不对：{parts.scheme}://{parts.hostname or ''}。例如 mqtt://user@127.0.0.1:1883")
    return Broker(
        parts.hostname,
        parts.port or PORTS[parts.scheme],
        unquote(parts.username or ""),
        password or unquote(parts.password or ""),
        parts.scheme == "mqtts",
        ca,
    )


class Subscriber:
    """One connection to the broker, kept up for ever."""

    def __init__(self, broker: Broker, store: Store, *, client: str = CLIENT, topic: str = TOPIC) -> None:
        self._broker, self._store, self._topic = broker, store, topic
        self.connected = threading.Event()
        self._paho = paho.Client(CallbackAPIVersion.VERSION2, client_id=client, clean_session=False, manual_ack=True)
        if broker.username:
            self._paho.username_pw_set(broker.username, broker.password or None)
        if broker.tls:
            self._paho.tls_set(broker.ca or None, cert_reqs=ssl.CERT_REQUIRED)
        self._paho.reconnect_delay_set(1, 30)
        self._paho.on_connect = self._on_connect
        self._paho.on_disconnect = self._on_disconnect
        self._paho.on_message = self._on_message

    def start(self) -> None:
        """Connects in a thread of its own, now or as soon as the broker answers."""
        self._paho.connect_async(self._broker.host, self._broker.port, keepalive=KEEPALIVE_SECONDS)
        self._paho.loop_start()

    def stop(self) -> None:
        self._paho.disconnect()
        self._paho.loop_stop()

    def _on_connect(self, client: paho.Client, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        if reason.is_failure:
            log.warning("receive: the broker refuses us: %s", reason)
            return
        client.subscribe(self._topic, QOS)
        self.connected.set()
        log.info("receive: connected to the broker")

    def _on_disconnect(self, _client: Any, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        self.connected.clear()
        log.warning("receive: the broker is gone (%s), connecting again", reason)

    def _on_message(self, client: paho.Client, _data: Any, message: paho.MQTTMessage) -> None:
        """In the network thread: blocks where the store is full, so that the broker keeps the rest."""

        def told(_taken: Taken | None, mid: int = message.mid, qos: int = message.qos) -> None:
            client.ack(mid, qos)

        self._store.put(batch_of(message.topic, bytes(message.payload), told))


def batch_of(topic: str, payload: bytes, told: Any) -> Batch:
    """What a message says; what cannot be read is put aside with the reason, and acknowledged like the rest."""
    levels = topic.split("/")
    device = levels[3] if len(levels) >= 5 else ""
    try:
        if len(payload) > LARGEST:
            raise Unreadable("消息太大。")
        return Batch(DOOR, samples_in(payload, device), told)
    except Unreadable as wrong:
        shown = payload[:SHOWN].decode("utf-8", "replace")
        return Batch(DOOR, (), told, ((device, str(wrong), f"{topic} {shown}"),))
