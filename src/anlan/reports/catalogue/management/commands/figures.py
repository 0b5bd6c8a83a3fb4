"""``manage.py figures``: every indicator with its value in a period. Counts as the bureau itself."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anlan.base import clock
from anlan.base.periods import Period, PeriodKind
from anlan.reports.figures import counting, registry
from anlan.reports.figures.counting import Ask, Number, Value
from anlan.reports.figures.declaration import Indicator, Waiting

WRONG_USAGE = 2


def a_period(code: str) -> Period:
    """The period of ``--period``, this year where none is given. Raises ``CommandError`` with a sentence."""
    try:
        return Period.parse(code) if code else Period.of(PeriodKind.YEAR, clock.today())
    except ValueError as wrong:
        raise CommandError(str(wrong), returncode=WRONG_USAGE) from wrong


def plain(number: Number) -> float | int | None:
    """As JSON has a number."""
    return None if number is None else float(number) if number % 1 else int(number)


def told(one: Indicator, value: Value) -> dict[str, Any]:
    """One indicator as JSON has it; a value that cannot be said is null."""
    reported, rows = (value.number, value.other) if value.past else (value.other, value.number)
    return {
        "code": one.code,
        "name": one.name,
        "unit": one.unit,
        "value": plain(value.number),
        "counted": plain(rows),
        "reported": plain(reported),
        "definition": one.definition,
        "waiting_for": one.waiting_for if isinstance(one, Waiting) else None,
        "report_figures": list(one.answers),
    }


class Command(BaseCommand):
    """The catalogue."""

    help = "列出全部指标和本期的数值。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Which period, and how it is told."""
        parser.add_argument("--period", default="", metavar="时段", help="如 2026、2026Q3、2026-11；默认本年")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        """All in one computation."""
        period = a_period(options["period"])
        asks = [Ask(one, period) for one in registry.indicators()]
        made = counting.compute(asks)
        if options["json"]:
            self.stdout.write(json.dumps([told(ask.indicator, made[ask]) for ask in asks], ensure_ascii=False))
            return
        for ask in asks:
            value = made[ask]
            why = value.why or value.apart
            self.stdout.write(f"{ask.indicator.code}\t{ask.indicator.name}\t{value.text}\t{why}".rstrip())
