"""``manage.py engine``: runs the clock loop until it is told to stop; knows no part by name."""

import logging
import os
import signal
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from anlan.kit.engine import loop, parts
from anlan.kit.engine.running import Outcome


class Command(BaseCommand):
    requires_system_checks = ()  # they load every page; the engine needs none and should start at once
    help = "后台引擎：按时运行各项后台任务（审计封存、数据导入、清理等），按 Ctrl C 停止。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="只把到期的任务各运行一次就结束")
        parser.add_argument("--only", action="append", default=[], metavar="任务", help="只运行这个任务（可多次）")

    def handle(self, *args: Any, once: bool, only: list[str], **options: Any) -> None:
        known = {part.name for part in parts.discover()}
        for name in only:
            if name not in known:
                self.stderr.write(_("没有名为“%(name)s”的后台任务。") % {"name": name})
                sys.exit(2)
        if once:
            self._once(tuple(only))
        else:
            self._forever(tuple(only))

    def _once(self, only: tuple[str, ...]) -> None:
        outcomes = loop.tick(only=only)
        for name, outcome in outcomes.items():
            self.stdout.write(f"{name}: {outcome.value}")
        if Outcome.FAILED in outcomes.values():
            sys.exit(1)

    def _forever(self, only: tuple[str, ...]) -> None:
        engine = loop.Engine(parts.named(only) if only else parts.parts())
        for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda _number, _frame: engine.stop())
        self.stdout.write(_("后台引擎已启动，共 %(count)d 项任务。") % {"count": len(engine.parts)})
        self.stdout.flush()
        if not engine.run_forever():
            logging.getLogger("anlan.engine").warning("engine: stopped while a part was still running")
            logging.shutdown()
            os._exit(0)
