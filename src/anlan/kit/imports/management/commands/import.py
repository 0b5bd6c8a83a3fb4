# ruff: noqa: N999 - the command bears the name that people type
"""``import LEDGER FILE`` and ``import undo N``: the same sessions as in the browser, worked at once, for scripts.

Exit codes: 0 all rows are fine; 2 some rows are refused; 3 the file is refused; 4 wrong usage or no permission;
5 nothing was written because the ledger changed meanwhile.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.http import Http404
from django.utils.translation import gettext as _

from anlan.base.audit import context
from anlan.base.people.models import User
from anlan.kit.imports import sessions
from anlan.kit.imports.intake import BELOW
from anlan.kit.imports.models import ImportRow, ImportSession, Kind, State
from anlan.kit.imports.refusal import Refused
from anlan.kit.imports.standing import Standing
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing

FINE, SOME_REFUSED, FILE_REFUSED, USAGE, CONFLICT = 0, 2, 3, 4, 5
OPERATOR = "命令行"


class Stop(Exception):
    """The command ends with this code and sentence."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Command(BaseCommand):
    help = "导入表格：import 台账代码 文件 [--commit]；撤销：import undo 编号。不写 --commit 只预览。"
    requires_migrations_checks = True

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        parser = super().create_parser(*args, **kwargs)

        def wrong(message: str) -> NoReturn:
            parser.print_usage(sys.stderr)
            parser.exit(USAGE, f"{message}\n")

        parser.error = wrong  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ledger", help="台账代码，如 hazard；或 undo")
        parser.add_argument("file", help="xlsx、xls 或 csv 文件；撤销时写导入编号")
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--preview", action="store_true", help="只预览，不写入（默认）")
        way.add_argument("--commit", action="store_true", help="写入没有问题的行")
        parser.add_argument("--sheet", default="", help="工作表名；* 为所有表头相同的工作表")
        parser.add_argument("--user", default="", help="以哪个用户的权限导入；不写为本机操作员，不受范围限制")
        parser.add_argument("--clear-empty", action="store_true", help="空单元格清空已有记录的原值")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = _user(options["user"])
            with context.acting(actor=user, address=OPERATOR):
                code = self._undo(user, options) if options["ledger"] == "undo" else self._import(user, options)
        except Stop as stop:
            self._say_refusal(str(stop), options)
            code = stop.code
        if code:
            sys.exit(code)

    def _say_refusal(self, sentence: str, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False))
        else:
            self.stderr.write(sentence)

    def _import(self, user: Any, options: dict[str, Any]) -> int:
        ledger = _ledger(options["ledger"])
        path = Path(options["file"])
        if not Standing(ledger, user).may_import():
            raise Stop(USAGE, _("这个用户没有导入“%(ledger)s”的权限。") % {"ledger": ledger.title})
        if not path.is_file():
            raise Stop(USAGE, _("没有这个文件：%(path)s") % {"path": path})
        try:
            session = sessions.upload_file(
                ledger, path, actor=user, sheet=options["sheet"], clear_empty=options["clear_empty"]
            )
        except Refused as refused:
            raise Stop(FILE_REFUSED, refused.sentence) from refused
        sessions.work(session.pk)
        session.refresh_from_db()
        if session.state != State.READY:
            raise Stop(FILE_REFUSED, session.error)
        report = report_of(session)
        if options["commit"] and (session.counts["new"] or session.counts["changed"]):
            sessions.ask_confirm(session, actor=user)
            sessions.work(session.pk)
            session.refresh_from_db()
            if session.state != State.DONE:
                raise Stop(CONFLICT, session.error)
            while writing.index_some():  # here too, as no engine may be running
                pass
        else:
            sessions.drop(session)
            session.refresh_from_db()
        self._say(session, report, options)
        return SOME_REFUSED if report["refused"] else FINE

    def _say(self, session: ImportSession, report: dict[str, Any], options: dict[str, Any]) -> None:
        if options["json"]:
            done = {"import": session.pk} if session.state == State.DONE else {}
            self.stdout.write(json.dumps(report | done, ensure_ascii=False))
            return
        for line in _lines(session, report):
            self.stdout.write(line)

    def _undo(self, user: Any, options: dict[str, Any]) -> int:
        number = options["file"]
        session = ImportSession.objects.filter(pk=int(number)).first() if number.isdecimal() else None
        if session is None or (user is not None and session.created_by_id != user.pk):
            raise Stop(USAGE, _("没有第 %(number)s 号导入。") % {"number": number})
        if session.state != State.DONE:
            state = session.get_state_display()
            raise Stop(USAGE, _("第 %(number)s 号导入是“%(state)s”，不能撤销。") % {"number": number, "state": state})
        if not Standing(_ledger(session.ledger), user).may_import():
            raise Stop(USAGE, _("这个用户没有撤销这次导入的权限。"))
        try:
            sessions.ask_undo(session, actor=user)
        except sessions.NotNow as refused:
            raise Stop(USAGE, str(refused)) from refused
        sessions.work(session.pk)
        session.refresh_from_db()
        if session.state != State.UNDONE:
            raise Stop(CONFLICT, session.error)
        kept = [
            {"row": one.sheet_row, "id": one.object_id, "reason": one.kept}
            for one in session.effects.exclude(kept="").order_by("sheet_row")
        ]
        report = {"import": session.pk, "undone": session.effects.filter(kept="").count(), "kept": kept}
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return SOME_REFUSED if kept else FINE
        self.stdout.write(_("第 %(import)d 号导入已撤销：%(undone)d 条。") % report)
        for one in kept:
            self.stdout.write(_("保留：第 %(row)d 行（记录 %(id)d），%(reason)s") % one)
        return SOME_REFUSED if kept else FINE


def report_of(session: ImportSession) -> dict[str, Any]:
    """The preview as scripts read it: each refusal with row, column and reason."""
    refused = [
        {"row": row.sheet_row, "column": reason["column"], "reason": reason["reason"]}
        for row in ImportRow.objects.filter(session=session, kind=Kind.REFUSED).order_by("position").iterator()
        for reason in row.reasons
    ]
    return {
        "sheet": next((sheet["name"] for sheet in session.sheets if sheet["read"]), session.sheet),
        "header_row": session.header_last,
        "columns": {header: field and field.removesuffix(BELOW) for header, field, _how in session.columns},
        "new": session.counts["new"],
        "changed": session.counts["changed"],
        "same": session.counts["same"],
        "refused": refused,
    }


def _lines(session: ImportSession, report: dict[str, Any]) -> list[str]:
    ledger = ledger_by_code(session.ledger)
    labels = {column.name: str(column.label) for column in ledger.imported}
    lines = [_("工作表：%(sheet)s；表头在第 %(header_row)d 行") % report]
    lines += [
        f"  {header} → {labels[field] if field else _('（没有对应，不导入）')}"
        for header, field in report["columns"].items()
    ]
    lines += session.notes
    lines.append(_("新增 %(new)d，变更 %(changed)d，相同 %(same)d，退回 %(refused)d") % session.counts)
    lines += [_("  第 %(row)d 行，%(column)s：%(reason)s") % one for one in report["refused"]]
    if session.state == State.DONE:
        lines.append(_("已写入。撤销请运行：import undo %(number)d") % {"number": session.pk})
    return lines


def _ledger(code: str) -> Any:
    try:
        return ledger_by_code(code)
    except Http404 as missing:
        raise Stop(USAGE, _("没有台账“%(code)s”。") % {"code": code}) from missing


def _user(name: str) -> Any:
    if not name:
        return None
    user = User.objects.filter(username=name.strip().lower(), is_active=True).first()
    if user is None:
        raise Stop(USAGE, _("没有用户“%(name)s”，或已停用。") % {"name": name})
    return user
