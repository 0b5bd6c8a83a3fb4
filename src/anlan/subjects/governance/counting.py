"""Counts over supervision orders and over assessments: by mode, by unit, and who meets every item of a sheet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.subjects.governance import rules
from anlan.subjects.governance.choices import ORDER_OPEN, AssessmentStatus, Mode, OrderStatus
from anlan.subjects.governance.models import Answer, Assessment, Sheet, SheetItem, SupervisionOrder

JUDGED = (AssessmentStatus.SUBMITTED, AssessmentStatus.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Tally:
    """Orders of one kind in a span: how many, how many are over, open, late now, and were over in time."""

    label: str
    total: int = 0
    closed: int = 0
    open: int = 0
    late: int = 0
    in_time: int = 0
    dated: int = 0
    key: Any = None

    @property
    def share(self) -> str:
        """Closed in time, of those closed that had a deadline."""
        return rules.share(self.in_time, self.dated)


def _counts() -> dict[str, Count]:
    over = Q(status=OrderStatus.CLOSED)
    return {
        "total": Count("id"),
        "closed": Count("id", filter=over),
        "open": Count("id", filter=Q(status__in=(*ORDER_OPEN, OrderStatus.REPLIED))),
        "late": Count("id", filter=Q(status__in=ORDER_OPEN, due_on__lt=clock.today())),
        "in_time": Count("id", filter=over & Q(closed_on__lte=F("due_on"))),
        "dated": Count("id", filter=over & Q(due_on__isnull=False)),
    }


def by_mode(orders: QuerySet[SupervisionOrder], begins: date, ends: date) -> list[Tally]:
    """Orders issued from one day to another, both included, by mode; withdrawn ones left out; the sum comes last."""
    span = orders.filter(issued_on__gte=begins, issued_on__lte=ends).exclude(status=OrderStatus.WITHDRAWN)
    found: list[dict[str, Any]] = [dict(row) for row in span.values("mode").annotate(**_counts())]
    counted = {row.pop("mode"): row for row in found}
    rows = [Tally(str(mode.label), **counted.get(mode.value, {}), key=mode.value) for mode in Mode]
    return [*rows, Tally("", **span.aggregate(**_counts()))]


def by_party(orders: QuerySet[SupervisionOrder], begins: date, ends: date) -> list[Tally]:
    """The same by whoever must act; the most late first."""
    span = orders.filter(issued_on__gte=begins, issued_on__lte=ends).exclude(status=OrderStatus.WITHDRAWN)
    found: list[dict[str, Any]] = [dict(row) for row in span.values("party").annotate(**_counts())]
    rows = [Tally(row.pop("party"), **row) for row in found]
    return sorted(rows, key=lambda row: (-row.late, -row.open, -row.total, row.label))


@dataclass(frozen=True, slots=True)
class UnitMet:
    """A unit with its latest assessment of the year and what each item was given; ``None`` where nobody scored it."""

    unit: Organisation
    assessment: Assessment | None
    answers: tuple[Answer | None, ...]

    @property
    def passed(self) -> bool:
        """Confirmed to meet the sheet."""
        found = self.assessment
        return found is not None and found.status == AssessmentStatus.CONFIRMED and bool(found.passed)


@dataclass(frozen=True, slots=True)
class SheetCoverage:
    """Units that the sheet is for, with the items and, by item, how many units meet it."""

    items: tuple[SheetItem, ...]
    rows: tuple[UnitMet, ...]
    met: tuple[int, ...]

    @property
    def assessed(self) -> int:
        """Units that have been scored."""
        return sum(row.assessment is not None for row in self.rows)

    @property
    def passed(self) -> int:
        """Units that meet the sheet."""
        return sum(row.passed for row in self.rows)

    @property
    def share(self) -> str:
        """Those that meet it, of all that it is for."""
        return rules.share(self.passed, len(self.rows))


def sheet_coverage(
    sheet: Sheet, year: int, units: Iterable[Organisation], assessments: QuerySet[Assessment]
) -> SheetCoverage:
    """Which units meet which items, by the latest assessment of each in the year; open ones do not count."""
    items = tuple(sheet.items.order_by("position", "id"))
    latest: dict[int, Assessment] = {}
    found = assessments.filter(sheet=sheet, year=year, status__in=JUDGED)
    for one in found.select_related("unit").order_by("assessed_on", "id"):
        latest[one.unit_id] = one
    given: dict[int, dict[int, Answer]] = defaultdict(dict)
    for answer in Answer.objects.filter(assessment__in=list(latest.values())):
        given[answer.assessment_id][answer.item_id] = answer
    listed = {unit.pk: unit for unit in units} | {key: one.unit for key, one in latest.items()}
    rows = tuple(UnitMet(unit, (held := latest.get(key)), _answers(given, held, items)) for key, unit in listed.items())
    columns = zip(*(row.answers for row in rows), strict=True)
    met = tuple(sum(one is not None and one.met for one in column) for column in columns)
    return SheetCoverage(items, rows, met)


def _answers(
    given: dict[int, dict[int, Answer]], assessment: Assessment | None, items: tuple[SheetItem, ...]
) -> tuple[Answer | None, ...]:
    known = given.get(assessment.pk, {}) if assessment is not None else {}
    return tuple(known.get(item.pk) for item in items)
