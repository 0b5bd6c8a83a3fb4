"""`manage.py build_demo`: the demonstration county from a seed number."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlan.demo.build import NotEmpty, build, counts

SEED = 1


class Command(BaseCommand):
    """Fill an empty database."""

    help = "在空的数据库里建演示县：区划、单位、账号、企业、检查和隐患。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=int, default=1, help="企业、检查和隐患的倍数，默认 1（2 万处隐患）")
        parser.add_argument("--seed", type=int, default=SEED, help="种子数；同一种子同一天得到同样的数据")
        parser.add_argument("--json", action="store_true", help="结果按 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["scale"] < 1:
            raise CommandError("--scale 应为不小于 1 的整数。")
        quiet = options["json"] or options["verbosity"] == 0
        began = monotonic()
        try:
            built = build(options["seed"], options["scale"], (lambda sentence: None) if quiet else self.stdout.write)
        except NotEmpty as refused:
            raise CommandError(str(refused)) from refused
        if options["json"]:
            self.stdout.write(json.dumps(counts(built) | {"seconds": round(monotonic() - began, 1)}))
        elif not quiet:
            self.stdout.write(f"演示县建好了，用时 {monotonic() - began:.0f} 秒。")
