"""``manage.py callout status N`` and ``callout verify N``: how it stands, and whether its sealed sheet is sound."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from anlan.subjects.incidents import board, rules, sheets
from anlan.subjects.incidents.models import Callout

UNSOUND, USAGE = 1, 2
FIGURES = (
    "should", "sent", "delivered", "seen", "answered", "on_the_way", "arrived", "need_help", "unable", "silent",
)  # fmt: skip


class Command(BaseCommand):
    """Exit codes: 0 done (and sound), 1 the sheet is not sound, 2 there is no such call-out."""

    help = "查看叫应进展（status），核验叫应封存单（verify）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("job", choices=("status", "verify"))
        parser.add_argument("number", help="叫应编号，如 JY-2026-00001，或它的序号")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        callout = self._callout(options["number"])
        if options["job"] == "status":
            self.status(callout, as_json=options["json"])
        else:
            self.verify(callout, as_json=options["json"])

    def _callout(self, number: str) -> Callout:
        named = Callout.objects.filter(number=number).first()
        if named is None and number.isascii() and number.isdigit() and len(number) < 19:
            named = Callout.objects.filter(pk=int(number)).first()
        if named is None:
            raise CommandError(_("没有编号为 %(number)s 的叫应。") % {"number": number}, returncode=USAGE)
        return named

    def status(self, callout: Callout, *, as_json: bool) -> None:
        """The board as it stands now."""
        lines = board.lines(callout)
        whole = board.whole(callout, lines)
        if as_json:
            self._print(
                {
                    "number": callout.number,
                    "title": callout.title,
                    "status": callout.status,
                    "exercise": callout.exercise,
                    "received_at": callout.received_at.isoformat(),
                    "elapsed_seconds": callout.elapsed(),
                    **_figures(whole),
                    "units": [
                        {"name": line.unit.name, "minutes": line.unit.minutes, **_figures(line)} for line in lines
                    ],
                }
            )
            return
        self.stdout.write(f"{callout}　{callout.get_status_display()}　{rules.spoken(callout.elapsed())}")
        for line in (whole, *lines):
            self.stdout.write(
                _(
                    "%(name)s：应到 %(should)d，已发 %(sent)d，已答复 %(answered)d，"
                    "在途 %(way)d，到位 %(arrived)d，未答复 %(silent)d"
                )
                % {
                    "name": line.unit.name or _("合计") if line is whole else line.unit.name or _("未编队人员"),
                    "should": line.should,
                    "sent": line.sent,
                    "answered": line.answered,
                    "way": line.on_the_way,
                    "arrived": line.arrived,
                    "silent": line.silent,
                }
            )

    def verify(self, callout: Callout, *, as_json: bool) -> None:
        """Hold the sealed sheet against the rows and the audit."""
        verdict = sheets.check(callout)
        if as_json:
            self._print(verdict.as_json())
        else:
            for reason in verdict.reasons:
                self.stderr.write(reason)
            if verdict.sound:
                block = verdict.block if verdict.block is not None else _("（等待封存）")
                self.stdout.write(
                    _("%(number)s 的封存单与记录一致，摘要 %(digest)s，在审计第 %(block)s 块。")
                    % {"number": callout.number, "digest": verdict.digest, "block": block}
                )
        if not verdict.sound:
            sys.exit(UNSOUND)

    def _print(self, value: Any) -> None:
        self.stdout.write(json.dumps(value, ensure_ascii=False))


def _figures(line: board.Line) -> dict[str, Any]:
    took = line.muster
    return {name: getattr(line, name) for name in FIGURES} | {
        "half_seconds": took.half,
        "ninety_seconds": took.ninety,
        "all_seconds": took.all,
        "mustered_seconds": took.mustered,
        "in_time": took.in_time,
    }
