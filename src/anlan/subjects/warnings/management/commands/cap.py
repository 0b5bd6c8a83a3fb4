"""``manage.py cap read FILE… | write N``: judge message files, one JSON line each; write a warning of ours as CAP."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from anlan.subjects.warnings import intake, messages
from anlan.subjects.warnings.cap.message import Fault, FileReading, Verdict
from anlan.subjects.warnings.cap.signing import Pinned
from anlan.subjects.warnings.models import Alert


class Command(BaseCommand):
    """Exit codes: 0 all accepted (with remarks or without), 1 something was refused, 2 wrong usage."""

    help = "读取预警文件并给出结论（read），或把一条预警写成 CAP（write 编号）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("job", choices=("read", "write"))
        parser.add_argument("what", nargs="+", help="文件；write 时为预警的序号或预警编号")
        parser.add_argument("--national", action="store_true", help="write：写成国家平台的格式")
        parser.add_argument("--json", action="store_true", help="输出 JSON（read 总是如此）")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["job"] == "read":
            self._read(options["what"])
        else:
            self._write(options["what"], national=options["national"], as_json=options["json"])

    def _read(self, files: list[str]) -> None:
        pins, refused = _pins(), False
        for file in files:
            found = _judged(file, pins)
            refused = refused or found.verdict == Verdict.REFUSED
            told = {"file": file, "verdict": str(found.verdict), "reasons": found.reasons}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        if refused:
            sys.exit(1)

    def _write(self, names: list[str], *, national: bool, as_json: bool) -> None:
        if len(names) != 1:
            raise CommandError(_("write 一次写一条。"), returncode=2)
        alert = _alert(names[0])
        name, data = messages.national_of(alert) if national else (f"{alert.identifier}.xml", messages.xml_of(alert))
        text = data.decode("utf-8")
        self.stdout.write(json.dumps({"file": name, "xml": text}, ensure_ascii=False) if as_json else text.rstrip("\n"))


def _pins() -> list[Pinned]:
    try:
        return intake.pinned()
    except DatabaseError:
        return []  # no database yet: nobody is trusted to sign


def _judged(file: str, pins: list[Pinned]) -> FileReading:
    try:
        data = Path(file).read_bytes()
    except OSError as wrong:
        return FileReading(faults=(Fault(_("读不了文件：%(why)s") % {"why": wrong.strerror}),))
    return intake.judge(data, pins)


def _alert(name: str) -> Alert:
    rows = Alert.objects.select_related("kind", "place", "first", "previous")
    found = rows.filter(identifier=name).first()
    if found is None and name.isdecimal() and len(name) < 19:
        found = rows.filter(pk=int(name)).first()
    if found is None:
        raise CommandError(_("没有这条预警：%(name)s") % {"name": name}, returncode=1)
    return found
