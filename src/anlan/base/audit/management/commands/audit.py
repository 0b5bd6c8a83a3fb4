"""``manage.py audit seal | verify | guard``: seals new entries, checks the chain, puts the triggers back."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from anlan.base.audit import guards, sealing, verifying

ALTERED = 1
UNVERIFIABLE = 2


class Command(BaseCommand):
    """Exit codes: 0 sound, 1 altered, 2 cannot be checked."""

    help = "封存（seal）、核验（verify）审计记录，或恢复防改触发器（guard）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("job", choices=("seal", "verify", "guard"))
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument("--anchor", metavar="块号:摘要", help="以前记下的某块摘要，用来发现整条链被重做或截短")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, options["job"])(options)
        except (ImproperlyConfigured, verifying.Unverifiable) as error:
            if options["json"]:
                self._print({"error": str(error)})
            raise CommandError(str(error), returncode=UNVERIFIABLE) from error

    def seal(self, options: dict[str, Any]) -> None:
        """Seal what is new."""
        blocks = sealing.seal()
        if options["json"]:
            self._print(
                {"sealed": [{"block": b.number, "entries": b.count, "digest": b.digest} for b in blocks]},
            )
        elif not blocks:
            self.stdout.write(_("没有新的审计记录要封存。"))
        for block in blocks if not options["json"] else []:
            self.stdout.write(
                _("封存第 %(n)d 块：%(count)d 条，摘要 %(digest)s。")
                % {"n": block.number, "count": block.count, "digest": block.digest}
            )

    def verify(self, options: dict[str, Any]) -> None:
        """Check everything; ends with 1 where something was altered."""
        verdict = verifying.verify(_anchor(options["anchor"]))
        if options["json"]:
            self._print(verdict.as_json())
        else:
            for finding in verdict.findings:
                self.stderr.write(finding.sentence)
            self.stdout.write(_summary(verdict))
        if not verdict.sound:
            sys.exit(ALTERED)

    def guard(self, options: dict[str, Any]) -> None:
        """Put missing triggers back."""
        absent = guards.missing(connection)
        guards.lay(connection)
        if options["json"]:
            self._print({"laid": absent})
        else:
            self.stdout.write(_("防改触发器已就位。"))

    def _print(self, data: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False))


def _anchor(text: str | None) -> tuple[int, str] | None:
    if not text:
        return None
    number, _colon, digest = text.partition(":")
    if not number.isdecimal() or not digest:
        raise CommandError(_("--anchor 应写作 块号:摘要，如 12:9f86d0…。"), returncode=UNVERIFIABLE)
    return int(number), digest.strip().lower()


def _summary(verdict: verifying.Verdict) -> str:
    facts = {"blocks": verdict.blocks, "entries": verdict.entries, "unsealed": verdict.unsealed}
    counts = _("共 %(blocks)d 块、%(entries)d 条已封存，%(unsealed)d 条待封存。") % facts
    if not verdict.sound:
        return _("审计记录有问题：发现 %(count)d 处。") % {"count": len(verdict.findings)} + counts
    tail = _("末块 %(n)d:%(digest)s") % {"n": verdict.last_block, "digest": verdict.last_digest}
    return _("审计记录完好。") + counts + (tail if verdict.blocks else "")
