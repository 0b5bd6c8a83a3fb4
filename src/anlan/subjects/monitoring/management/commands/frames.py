"""``manage.py frames decode``: what frames of a file say; touches no database."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from anlan.subjects.monitoring.frames.shapes import Broken, Frame
from anlan.subjects.monitoring.frames.telling import frames_in, told


class Command(BaseCommand):
    """Exit code 0 when all frames are good, 1 when one is not or none is there, 2 on wrong use."""

    requires_system_checks = ()
    help = "解读监测报文：HJ 212-2017、SL 651-2014、GB/T 26875.3，可以是原始字节，也可以是文本里的报文。"

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        decode = acts.add_parser("decode", help="解读文件里的报文")
        decode.add_argument("file", metavar="文件|-", help="“-” 为标准输入")
        decode.add_argument("--json", action="store_true", help="每条报文输出一行 JSON")

    def handle(self, *args: Any, file: str, json: bool, **options: Any) -> None:
        good = bad = 0
        for found in frames_in(self._read(file)):
            good += isinstance(found, Frame)
            bad += isinstance(found, Broken)
            self.stdout.write(_line(found) if json else _words(found))
        if not good and not bad:
            self.stderr.write("没有找到报文。")
        if bad or not good:
            sys.exit(1)

    def _read(self, name: str) -> bytes:
        if name == "-":
            return sys.stdin.buffer.read()
        try:
            return Path(name).read_bytes()
        except OSError as wrong:
            self.stderr.write(f"读不了 {name}：{wrong.strerror}。")
            sys.exit(2)


def _line(found: Frame | Broken) -> str:
    return json.dumps(told(found), ensure_ascii=False)


def _words(found: Frame | Broken) -> str:
    if isinstance(found, Broken):
        return f"✗ {found.protocol or '未知协议'}  {found.reason}"
    values = "，".join(
        f"{each['name'] or each['code']} {'缺测' if each['value'] is None else each['value']}"
        for each in told(found)["values"]
    )
    return f"✓ {found.protocol}  {found.address}  {found.title}  {values}".rstrip()
