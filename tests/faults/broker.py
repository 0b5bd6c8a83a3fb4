"""An MQTT broker for tests: ``broker.py PORT FOLDER``. It prints ``up`` when it listens; user anlan, password below.

It is amqtt with one thing set right. amqtt forgets what was in flight when a client goes or is slow; MQTT 3.1.1 (4.4)
demands that it be sent again, as the brokers of real installations do.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

import amqtt.broker
from amqtt.mqtt.protocol.broker_handler import BrokerProtocolHandler
from amqtt.session import OUTGOING
from argon2 import PasswordHasher

USER, PASSWORD = "anlan", "broker-of-tests"


class Faithful(BrokerProtocolHandler):
    """Keeps a message until it was acknowledged, and sends it again when its client comes back."""

    async def _handle_qos1_message_flow(self, app_message: Any) -> None:
        session = self.session
        if app_message.direction != OUTGOING or session is None:
            await super()._handle_qos1_message_flow(app_message)
            return
        key = app_message.packet_id
        session.inflight_out[key] = app_message
        waiter: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._puback_waiters[key] = waiter
        try:
            packet = app_message.build_publish_packet(dup=app_message.publish_packet is not None)
            app_message.publish_packet = packet
            await self._send_packet(packet)
            app_message.puback_packet = await waiter
        finally:
            self._puback_waiters.pop(key, None)
        session.inflight_out.pop(key, None)

    async def _retry_deliveries(self) -> None:
        messages = list(self.session.inflight_out.values()) if self.session is not None else []
        self._again = [asyncio.create_task(self._handle_message_flow(message)) for message in messages]


async def serve(port: int, folder: Path) -> None:
    passwords = folder / "broker-passwords"
    hasher = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1)
    passwords.write_text(f"{USER}:{hasher.hash(PASSWORD)}\n", encoding="utf-8")
    plugins = {"amqtt.plugins.authentication.FileAuthPlugin": {"password_file": str(passwords)}}
    listener = {"type": "tcp", "bind": f"127.0.0.1:{port}", "max_connections": 200}
    broker = amqtt.broker.Broker({"listeners": {"default": listener}, "plugins": plugins})
    await broker.start()
    print("up", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    amqtt.broker.BrokerProtocolHandler = Faithful  # type: ignore[misc]
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
