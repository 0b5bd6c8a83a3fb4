"""``checklists FILE``: checklists out of a workbook, a sheet a list; without ``--commit`` only told.

Exit codes: 0 done; 1 the content is refused; 2 wrong usage.
"""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.subjects.hazards import checklist_books

DONE, REFUSED, USAGE = 0, 1, 2


class Command(BaseCommand):
    help = "从 Excel 建检查表：一张工作表一张表；不写 --commit 只列出。"
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="xlsx 或 xls 文件")
        parser.add_argument("--valid-from", type=date.fromisoformat, default=None, help="启用日期，默认今天")
        parser.add_argument("--commit", action="store_true", help="写入")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            self.stderr.write(_("没有文件“%(path)s”。") % {"path": path})
            raise SystemExit(USAGE)
        try:
            books = checklist_books.read(path)
            if options["commit"]:
                checklist_books.enter(books, valid_from_on=options["valid_from"] or clock.today(), actor=None)
        except Refused as refused:
            self.stderr.write(str(refused))
            raise SystemExit(REFUSED) from refused
        told = [{"name": book.name, "items": len(book.lines), "left_out": book.left_out} for book in books]
        if options["json"]:
            self.stdout.write(json.dumps({"committed": options["commit"], "lists": told}, ensure_ascii=False))
            return
        for one in told:
            self.stdout.write(_("%(name)s：%(items)d 条，另有 %(left_out)d 行不是检查事项") % one)
