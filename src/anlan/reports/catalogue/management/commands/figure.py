"""``manage.py figure CODE``: one figure, narrowed to an area and split by a dimension. Counts as the bureau itself."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404

from anlan.reports.catalogue.management.commands.figures import WRONG_USAGE, a_period, told
from anlan.reports.figures import counting, registry, splitting
from anlan.reports.figures.counting import Ask
from anlan.reports.figures.dimensions import UnknownValue


class Command(BaseCommand):
    """One indicator."""

    help = "计算一个指标。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Which one, where and when."""
        parser.add_argument("code", metavar="编码", help="指标编码或名称")
        parser.add_argument("--period", default="", metavar="时段", help="如 2026、2026Q3、2026-11；默认本年")
        parser.add_argument("--area", default="", metavar="属地", help="属地名称或区划代码")
        parser.add_argument("--where", action="append", default=[], metavar="维度=值", help="其他限定（可多次）")
        parser.add_argument("--by", default="", metavar="维度", help="按哪个维度拆分，如 属地")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 2 where the question is not understood."""
        try:
            ask = self._ask(options)
            value = counting.compute([ask])[ask]
            parts = splitting.split(ask, options["by"]) if options["by"] else []
        except (Http404, UnknownValue) as wrong:
            raise CommandError(str(wrong), returncode=WRONG_USAGE) from wrong
        if options["json"]:
            split = [{"name": part.name, **_number(ask, part.value)} for part in parts]
            answer = told(ask.indicator, value) | {"period": ask.period.code} | ({"by": split} if options["by"] else {})
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        why = value.why or value.apart
        self.stdout.write(f"{ask.indicator.name}（{ask.period.label}）：{value.text} {why}".rstrip())
        for part in parts:
            self.stdout.write(f"{part.name}\t{part.value.text}")

    def _ask(self, options: dict[str, Any]) -> Ask:
        found = registry.by_name(options["code"]) or registry.indicator(options["code"])
        pairs = [("属地", options["area"])] if options["area"] else []
        for text in options["where"]:
            title, sign, value = text.partition("=")
            if not sign:
                raise CommandError(f"“{text}”应写成 维度=值。", returncode=WRONG_USAGE)
            pairs.append((title, value))
        return Ask(found, a_period(options["period"]), tuple(pairs))


def _number(ask: Ask, value: counting.Value) -> dict[str, Any]:
    return {"value": told(ask.indicator, value)["value"]}
