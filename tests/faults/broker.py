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
from argon2 import PasswordHasher

USER, PASSWORD = "anlan", "broker-of-tests"


class Faithful(BrokerProtocolHandler):
    """Keeps a message until it was acknowledged, and sends it again whenever its client comes back or is slow."""

    async def _handle_qos1_message_flow(self, app_message: Any) -> None:
        kept = getattr(self.session, "inflight_out", None)
        while True:
            try:
                await super()._handle_qos1_message_flow(app_message)
            except TimeoutError:
                continue
            except (asyncio.CancelledError, OSError):
                if kept is not None and app_message.packet_id is not None:
                    kept[app_message.packet_id] = app_message
                raise
            return

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
