"""``export LEDGER``: a ledger's rows to a file, masked as in the list.

Exit codes: 0 written; 4 wrong usage or no permission.
"""

import json
import shutil
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit import context
from anlan.base.audit import records as audit
from anlan.base.people import access
from anlan.base.people.models import User
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import Listing, ordering
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.pages import export

USAGE = 4
OPERATOR = "命令行"


class Command(BaseCommand):
    help = "导出台账：export 台账代码 [--format xlsx|csv|geojson|kml] [--out 文件] [--user 用户]。"

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        parser = super().create_parser(*args, **kwargs)

        def wrong(message: str) -> NoReturn:
            parser.print_usage(sys.stderr)
            parser.exit(USAGE, f"{message}\n")

        parser.error = wrong  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ledger", help="台账代码，如 hazard")
        parser.add_argument("--format", choices=sorted(export.FORMS), default="xlsx", help="文件格式，默认 xlsx")
        parser.add_argument("--out", default="", help="写到哪个文件；不写为当前目录下“名称_日期”")
        parser.add_argument("--user", default="", help="以哪个用户的权限导出；不写为本机操作员，不受范围限制")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        self.as_json = bool(options["json"])
        user = self._user(options["user"])
        try:
            ledger = ledger_by_code(options["ledger"])
        except Http404:
            self._stop(_("没有台账“%(code)s”。") % {"code": options["ledger"]})
        form: str = options["format"]
        if user is not None and not access.can(user, f"{ledger.code}.export"):
            self._stop(_("这个用户没有导出“%(ledger)s”的权限。") % {"ledger": ledger.title})
        if form in export.PLACED and ledger.layer is None:
            self._stop(_("“%(ledger)s”没有位置，不能导出为 %(form)s。") % {"ledger": ledger.title, "form": form})
        path = Path(options["out"] or f"{ledger.title}_{clock.today().isoformat()}.{form}")
        rows = _rows(ledger, user)
        with context.acting(actor=user, address=OPERATOR):
            audit.record(
                f"{ledger.code}.export", actor=user, kind=ledger.code, label=ledger.title, after={"form": form}
            )
        _write(ledger, rows, form, path)
        count = rows.count()
        if options["json"]:
            self.stdout.write(json.dumps({"ledger": ledger.code, "rows": count, "file": str(path)}, ensure_ascii=False))
        else:
            self.stdout.write(_("已导出 %(count)d 行到 %(path)s") % {"count": count, "path": path})

    def _user(self, name: str) -> Any:
        if not name:
            return None
        user = User.objects.filter(username=name.strip().lower(), is_active=True).first()
        if user is None:
            self._stop(_("没有用户“%(name)s”，或已停用。") % {"name": name})
        return user

    def _stop(self, sentence: str) -> NoReturn:
        if self.as_json:
            self.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False))
        else:
            self.stderr.write(sentence)
        sys.exit(USAGE)


def _rows(ledger: Ledger, user: Any) -> QuerySet[Any]:
    if user is None:
        return ledger.model._default_manager.order_by(*ordering(ledger.sorts[0]))
    return Listing(ledger, user, {}, "export").ordered()


def _write(ledger: Ledger, rows: QuerySet[Any], form: str, path: Path) -> None:
    """All fields of the form, so that the file can be imported again."""
    made = export.FORMS[form](ledger, rows, export.whole(ledger))
    if form == "xlsx":
        with made, path.open("wb") as target:
            shutil.copyfileobj(made, target)
        return
    with path.open("w", encoding="utf-8", newline="") as target:
        target.writelines(made)
