"""``manage.py replay fire --speed 20``: plays a call-out in the running demonstration, to be watched on its board."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from anlan.demo import replay

SLOWEST, FASTEST = 1, 200
REFUSED = 1


def _speed(text: str) -> int:
    if not text.isdigit() or not SLOWEST <= int(text) <= FASTEST:
        raise ArgumentTypeError(f"倍速是 {SLOWEST} 到 {FASTEST} 的整数")
    return int(text)


class Command(BaseCommand):
    """Exit codes: 0 played, 1 it cannot be played here, 2 wrong usage."""

    help = "在运行着的演示里重放一次叫应（fire：森林火情叫应 600 人），打开看板实时观看。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("story", choices=("fire",))
        parser.add_argument("--speed", type=_speed, default=20, help="倍速（默认 20：四十分钟的事两分钟演完）")
        parser.add_argument("--seed", type=int, default=7, help="随机种子（默认 7）")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError("正式环境不能重放。", returncode=REFUSED)

        def say(sentence: str) -> None:
            if not options["json"]:
                self.stdout.write(sentence)
                self.stdout.flush()

        try:
            callout = replay.begin(options["speed"], options["seed"])
            say(f"重放开始：用 duty 登录后打开 /callouts/{callout.pk}/board（应急处置 → 叫应看板）。")
            played = replay.play(callout, options["speed"], options["seed"], say)
        except replay.Refused as refused:
            raise CommandError(str(refused), returncode=REFUSED) from refused
        if options["json"]:
            self.stdout.write(json.dumps(vars(played), ensure_ascii=False))
        else:
            told = f"应到 {played.total}，答复 {played.answered}，到位 {played.arrived}，未答复 {played.silent}"
            say(f"重放结束：{told}。")
