"""`manage.py bench`: how fast it is beside the raw database. The measuring lies in ``benchmarks/`` of a checkout."""

from __future__ import annotations

import importlib
import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

OF_ONE_SCALE = 20_000
DATABASES = {"sqlite": ["sqlite"], "postgresql": ["postgresql"], "both": ["sqlite", "postgresql"]}


def sizes(text: str) -> list[int]:
    """``20000,1000000`` → numbers; each a multiple of what the demonstration county has."""
    found = [int(part) for part in text.split(",") if part.strip().isdecimal()]
    if not found or len(found) != len(text.split(",")) or any(size < 1 or size % OF_ONE_SCALE for size in found):
        raise ArgumentTypeError(f"应为 {OF_ONE_SCALE} 的倍数，用逗号分隔：{text}")
    return found


class Command(BaseCommand):
    """Measure."""

    help = "性能测试：各页面、搜索、导入、导出、瓦片和接口的用时，及与直接用数据库做同样事情的倍数。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rows",
            type=sizes,
            default=[],
            help="隐患条数，用逗号分隔，默认 20000,1000000；只测 figures 时默认五百万行隐患和检查",
        )
        parser.add_argument("--database", choices=DATABASES, default="both", help="默认两种都测")
        parser.add_argument("--only", action="append", default=[], help="只测名称以此开头的项目，可写多次")
        parser.add_argument("--json", action="store_true", help="结果按 JSON 输出，表格写到标准错误")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.ROOT / "benchmarks").is_dir():
            raise CommandError("性能测试只能在源码目录里运行。")
        sys.path.insert(0, str(settings.ROOT))
        running = importlib.import_module("benchmarks.running")
        stream = self.stderr if options["json"] else self.stdout

        def say(words: str) -> None:
            stream.write(words)
            stream.flush()

        try:
            results = running.run(options["rows"], DATABASES[options["database"]], options["only"], say)
        except RuntimeError as wrong:
            raise CommandError(str(wrong)) from wrong
        if options["json"]:
            self.stdout.write(json.dumps(results, ensure_ascii=False))
