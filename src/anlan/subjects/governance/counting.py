"""Counts over supervision orders and over assessments: by mode, by unit, and who meets every item of a sheet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people.models import Organisation
from anlan.base.places.codes import pad, prefix
from anlan.subjects.governance import queries, rules
from anlan.subjects.governance.choices import ORDER_OPEN, AssessmentStatus, Mode, OrderStatus
from anlan.subjects.governance.models import (
    Answer,
    Assessment,
    GrassrootsAct,
    Sheet,
    SheetItem,
    SupervisionOrder,
)

VILLAGE_DIGITS = 12
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


DAILY = "daily"
"""The term under which the acts of every day stand; which they are is the bureau's own list."""
VISIT = "publicity"


@dataclass(frozen=True, slots=True)
class DayRow:
    """One town: how many villages it has, and how many did each act."""

    label: str
    of: int
    done: tuple[tuple[Any, int], ...]


@dataclass(frozen=True, slots=True)
class Daily:
    """All towns of a day; ``all_done`` counts the villages that did every act."""

    kinds: tuple[Any, ...]
    rows: tuple[DayRow, ...]
    whole: DayRow
    all_done: int


def daily_acts(acts: QuerySet[GrassrootsAct], villages: QuerySet[Any], day: date, names: dict[str, str]) -> Daily:
    """The acts of one day by town, each village once however often it did one; what a grid does counts for its village,
    and what a town does for all of its villages."""
    kinds = tuple(
        term for term in terms.active("grassroots-act") if term.parent is not None and term.parent.code == DAILY
    )
    towns: dict[str, list[str]] = defaultdict(list)
    for code in villages.order_by("code").values_list("code", flat=True):
        towns[queries.town_code(code)].append(code)
    did: dict[Any, set[str]] = defaultdict(set)
    for kind, place in acts.filter(done_on=day, kind__in=kinds).values_list("kind_id", "place_id").distinct():
        did[kind].add(_village(str(place)))
    rows = []
    whole = 0
    for town, below in towns.items():
        done = [{code for code in below if code in did[kind.pk] or town in did[kind.pk]} for kind in kinds]
        whole += len(set.intersection(*done)) if done else 0
        rows.append(
            DayRow(names.get(town, town), len(below), tuple(zip(kinds, (len(one) for one in done), strict=True)))
        )
    sums = tuple((kind, sum(row.done[at][1] for row in rows)) for at, kind in enumerate(kinds))
    return Daily(kinds, tuple(rows), DayRow("", sum(row.of for row in rows), sums), whole)


def _village(place: str) -> str:
    """The village of a grid; any other place is itself."""
    return pad(prefix(place)[:VILLAGE_DIGITS])


def firms_visited(acts: QuerySet[GrassrootsAct], firms: QuerySet[Any], day: date) -> queries.Coverage:
    """一企一宣传: firms visited at least once from 1 January to a day, of all that run."""
    visited = acts.filter(kind__code=VISIT, done_on__gte=day.replace(month=1, day=1), done_on__lte=day)
    done = firms.filter(pk__in=visited.values("enterprise")).count()
    return queries.Coverage("", firms.count(), done)
