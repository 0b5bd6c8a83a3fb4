"""``manage.py warning read``: warning texts on standard input, one a line, to one JSON line each."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand

from anlan.subjects.warnings import texts


class Command(BaseCommand):
    """A field stays ``null`` where it is left to a person. Exit code 0."""

    help = "逐行读取预警文本（标准输入），每行输出一条 JSON。"
    requires_system_checks: list[str] = []
    stealth_options = ("stdin",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("job", choices=("read",))
        parser.add_argument("--json", action="store_true", help="输出 JSON（总是如此）")

    def handle(self, *args: Any, **options: Any) -> None:
        for line in self._lines(options.get("stdin")):
            if text := line.strip():
                self.stdout.write(json.dumps(texts.read(text).fields(), ensure_ascii=False))

    def _lines(self, given: Iterable[str] | None) -> Iterable[str]:
        """Bytes are UTF-8, or GB18030 where they are no UTF-8: texts come from whatever machine."""
        if given is not None:
            return given
        data = sys.stdin.buffer.read()
        try:
            return data.decode("utf-8-sig").splitlines()
        except UnicodeDecodeError:
            return data.decode("gb18030", errors="replace").splitlines()
