"""``manage.py check [--json]``: configuration, declarations and database, as Django's own command, also for scripts."""

import json
from typing import Any

from django.core import checks
from django.core.management.base import CommandParser
from django.core.management.commands import check as django_check


class Command(django_check.Command):
    """Exit code 0 when nothing is wrong (warnings may stand), 1 otherwise."""

    help = "检查配置、台账声明和数据库。"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *app_labels: Any, **options: Any) -> None:
        options["databases"] = options.get("databases") or ["default"]
        if not options.get("json"):
            super().handle(*app_labels, **options)
            return
        found = checks.run_checks(databases=options["databases"])
        told = [
            {"id": one.id, "level": one.level, "message": str(one.msg), "hint": str(one.hint or "")} for one in found
        ]
        serious = [one for one in found if one.level >= checks.ERROR]
        self.stdout.write(json.dumps({"ok": not serious, "found": told}, ensure_ascii=False))
        if serious:
            raise SystemExit(1)
