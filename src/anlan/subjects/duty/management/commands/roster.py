"""``roster make --post CODE … --from DAY --to DAY``: a roster from the command line.

Exit codes: 0 made and every seat filled; 1 made but some duty is not kept, or it could not be made; 2 wrong usage.
"""

import json
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from anlan.base.audit import context
from anlan.subjects.duty import rostering
from anlan.subjects.duty.choices import RunState
from anlan.subjects.duty.models import DutyPost, RosterRun

REFUSED, USAGE = 1, 2
OPERATOR = "命令行"


class Command(BaseCommand):
    """Makes a roster now, in this process."""

    help = "排班：roster make --post 岗位代码 … --from 日期 --to 日期 [--adopt] [--json]"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("job", choices=("make",))
        parser.add_argument("--post", nargs="+", required=True, metavar="代码", help="岗位代码")
        parser.add_argument("--from", dest="first", required=True, type=date.fromisoformat, metavar="日期")
        parser.add_argument("--to", dest="last", required=True, type=date.fromisoformat, metavar="日期")
        parser.add_argument("--way", choices=("fair", "turns"), default="fair", help="均衡排班，或按次序轮值")
        parser.add_argument("--unit", choices=("hour", "day", "week", "month"), default="day", help="轮值单位")
        parser.add_argument("--length", type=int, default=1, help="每轮几个单位")
        parser.add_argument("--seconds", type=int, default=20, help="最多计算多少秒")
        parser.add_argument("--adopt", action="store_true", help="排好就采用；不写只算不改")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        posts = list(DutyPost.objects.filter(code__in=options["post"], active=True))
        if unknown := sorted(set(options["post"]) - {post.code for post in posts}):
            self._stop(_("没有岗位“%(codes)s”，或已停用。") % {"codes": "、".join(unknown)}, USAGE, options)
        with context.acting(actor=None, address=OPERATOR):
            try:
                run = rostering.ask(
                    posts, options["first"], options["last"], actor=None, way=options["way"], unit=options["unit"],
                    length=options["length"], seconds=options["seconds"],
                )  # fmt: skip
            except rostering.Unfit as wrong:
                self._stop(str(wrong), USAGE, options)
            run = rostering.work(run.pk)
            if run.state == RunState.FAILED:
                self._stop(run.error, REFUSED, options)
            if options["adopt"]:
                rostering.adopt(run, actor=None)
            else:
                rostering.drop(run)
        self._tell(run, options)
        if run.result["broken"]:
            sys.exit(REFUSED)

    def _tell(self, run: RosterRun, options: dict[str, Any]) -> None:
        result = run.result
        told = {
            "shifts": len(result["shifts"]),
            "score": result["score"],
            "proven": result["proven"],
            "gap": result.get("gap", 0),
            "seconds": result.get("seconds", 0),
            "broken": result["broken"],
            "faults": result["faults"],
            "adopted": bool(options["adopt"]),
        }
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(
            _("%(shifts)d 个班次，质量分 %(score)s，不合规则 %(broken)d 处，用时 %(seconds)s 秒。") % told
        )
        for fault in result["faults"]:
            self.stdout.write(f"{fault['at'][:16]} {fault['sentence']}")

    def _stop(self, sentence: str, code: int, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False))
        else:
            self.stderr.write(sentence)
        sys.exit(code)
