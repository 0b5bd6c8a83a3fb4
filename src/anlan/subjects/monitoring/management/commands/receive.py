"""``manage.py receive``: listens for readings over MQTT and TCP until it is told to stop. Safe to run twice."""

import asyncio
import contextlib
import os
import signal
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from anlan.subjects.monitoring.receivers import mqtt
from anlan.subjects.monitoring.receivers.storing import Store
from anlan.subjects.monitoring.receivers.wire import Server


class Command(BaseCommand):
    """Exit code 0 when stopped, 1 when it could not listen, 2 on wrong use."""

    requires_system_checks = ()
    help = "接收监测数据：订阅 MQTT 主题，监听 HJ 212、SL 651、GB/T 26875.3 报文。按 Ctrl C 停止。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mqtt", metavar="mqtt://用户@地址:端口", help="口令用环境变量 ANLAN_MQTT_PASSWORD")
        parser.add_argument("--ca", default="", help="mqtts 的 CA 证书文件")
        parser.add_argument("--topic", default=mqtt.TOPIC, help=f"订阅的主题（默认 {mqtt.TOPIC}）")
        parser.add_argument("--client", default=mqtt.CLIENT, help="MQTT 客户端名，每个接收进程各用一个")
        parser.add_argument("--tcp", metavar="地址:端口", help="监听报文的地址和端口，例如 0.0.0.0:9002")

    def handle(self, *args: Any, mqtt: str | None, tcp: str | None, **options: Any) -> None:
        if not mqtt and not tcp:
            self._refuse("请用 --mqtt 或 --tcp 说明从哪里接收。")
        host, port = self._address(tcp) if tcp else ("", 0)
        store = Store()
        subscriber = self._subscriber(mqtt, store, options) if mqtt else None
        store.start()
        if subscriber is not None:
            subscriber.start()
        try:
            asyncio.run(self._serve(store, host, port))
        except OSError as wrong:
            self.stderr.write(f"不能在 {tcp} 上监听：{wrong.strerror}。")
            sys.exit(1)
        finally:
            if subscriber is not None:
                subscriber.stop()
            store.stop()
        self.stdout.write(f"已停止，共存入 {store.stored} 条。")

    def _subscriber(self, address: str, store: Store, options: dict[str, Any]) -> mqtt.Subscriber:
        try:
            password = os.environ.get("ANLAN_MQTT_PASSWORD", "")
            broker = mqtt.broker_of(address, password=password, ca=options["ca"])
            return mqtt.Subscriber(broker, store, client=options["client"], topic=options["topic"])
        except (ValueError, OSError) as wrong:
            self._refuse(str(wrong))

    def _address(self, text: str) -> tuple[str, int]:
        host, _colon, port = text.rpartition(":")
        if not port.isdecimal() or not 0 <= int(port) <= 65535:
            self._refuse("--tcp 的写法是 地址:端口，例如 0.0.0.0:9002。")
        return host.strip("[]") or "0.0.0.0", int(port)  # noqa: S104 - what a bare port means

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(2)

    async def _serve(self, store: Store, host: str, port: int) -> None:
        stopped = asyncio.Event()
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGINT"):
            with contextlib.suppress(NotImplementedError):  # Windows ends by KeyboardInterrupt
                loop.add_signal_handler(getattr(signal, name), stopped.set)
        server = Server(store)
        if host:
            found = await server.start(host, port)
            self.stdout.write(f"正在监听报文：{host}:{found}")
        self.stdout.write("正在接收监测数据。")
        self.stdout.flush()
        with contextlib.suppress(asyncio.CancelledError):
            await stopped.wait()
        await server.stop()
