"""Puts the invented enterprises, inspections and hazards into their tables in chunks, numbered and searchable.

It goes past `writing.add_many` because that would date everything today (rows here carry the days of their stories),
and because a million rows must not take an hour.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.demo import loading
from anlan.demo.firms import Firm
from anlan.demo.histories import Step, Story, Subject, Visit
from anlan.demo.staff import Staff
from anlan.kit.documents import numbering
from anlan.kit.flow.models import PastState
from anlan.kit.records import writing
from anlan.subjects.enterprises.models import Enterprise
from anlan.subjects.hazards.flows import rectification
from anlan.subjects.hazards.models import Extension, Hazard, Inspection

CHUNK = 2000
RECENT_CLOSED, OPEN_KEPT = 300, 700
STUBS_KEPT = 5000
TARGETS = {move.code: str(move.target) for move in rectification.moves if move.target is not None}
REVIEW = timedelta(days=14)  # ten working days
CONTINGENCY = "整改期间停用相关设施，设专人值守；准备应急器材，发现异常立即停产撤人。"
AS_TOLD = (
    "content",
    "location",
    "level",
    "mode",
    "found_on",
    "due_on",
    "phone",
    "rectified_on",
    "closed_on",
    "returned",
    "extension_asked",
    "status",
    "longitude",
    "latitude",
)  # columns that a story names alike


def moment(on: date, rng: random.Random) -> datetime:
    """A minute of the working hours of a day; this moment where that still lies ahead."""
    at = timezone.make_aware(datetime.combine(on, time(rng.randrange(9, 17), rng.randrange(60), rng.randrange(60))))
    return min(at, clock.now())


def course(number: str, begun: datetime, story: Story) -> Iterator[tuple[Step, datetime]]:
    """The steps of a story with the moment of each, one after the other."""
    at = begun
    for step in story.steps:
        at = max(at + timedelta(minutes=20), moment(step.on, random.Random(f"{number} {step.move} {step.on}")))
        at = min(at, clock.now())
        yield step, at


def chunks(items: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part


class Vocabulary:
    """Keys of terms by dictionary, by code or by name."""

    def __init__(self) -> None:
        self.sector = {term.code: term.pk for term in terms.every("sector")}
        self.source = {term.code: term.pk for term in terms.every("hazard-source")}
        self.kind = {term.code: term.pk for term in terms.every("inspection-kind")}
        self.category = {term.name: term.pk for term in terms.every("hazard-category")}
        self.consequence = {term.name: term.pk for term in terms.every("accident-type")}


def file_enterprises(firms: Iterable[Firm], staff: Staff, today: date) -> list[Subject]:
    """Write all enterprises; returns what the histories must know of each."""
    vocabulary = Vocabulary()
    subjects: list[Subject] = []
    for part in chunks(firms):
        rows = [_enterprise(firm, vocabulary, staff, today) for firm in part]
        with transaction.atomic():
            loading.load(Enterprise, rows)
            writing.reindex(rows)
        subjects.extend(_subject(row, firm) for row, firm in zip(rows, part, strict=True))
    return subjects


def _enterprise(firm: Firm, vocabulary: Vocabulary, staff: Staff, today: date) -> Enterprise:
    rng = random.Random(f"entry {firm.number}")
    clerk = staff.town_users[firm.town].pk
    entered = moment(today - timedelta(days=max(760, firm.days_since_update) + rng.randrange(60)), rng)
    return loading.made(
        Enterprise,
        id=firm.number + 1,
        name=firm.name,
        credit_code=firm.credit_code,
        sector_id=vocabulary.sector[firm.sector],
        size=firm.size,
        flags=firm.flags,
        operation=firm.operation,
        risk=firm.risk,
        employees=firm.employees,
        legal_person=firm.legal_person,
        legal_phone=firm.legal_phone,
        officer="罗平" if firm.number == 0 else firm.officer,
        phone=firm.phone,
        address=firm.address,
        place_id=firm.place,
        line_id=firm.line,
        longitude=firm.longitude,
        latitude=firm.latitude,
        coordinate_source=firm.coordinate_source,
        organisation_id=staff.chemical_firm.pk if firm.number == 0 else None,
        note=firm.note,
        version=1 + firm.number % 3,
        created_at=entered,
        created_by_id=clerk,
        updated_at=moment(today - timedelta(days=firm.days_since_update + 1), rng),
        updated_by_id=clerk,
    )


def _subject(row: Enterprise, firm: Firm) -> Subject:
    return Subject(
        row.pk,
        row.name,
        firm.sector,
        firm.risk,
        firm.place,
        firm.town,
        firm.line,
        row.officer,
        firm.phone,
        firm.longitude,
        firm.latitude,
    )


class Filer:
    """Writes visits in the order of days and keeps the most recent hazards for their photographs and their audit."""

    def __init__(self, seed: int, staff: Staff, today: date) -> None:
        self.seed, self.staff, self.today = seed, staff, today
        self.vocabulary = Vocabulary()
        self.last: dict[tuple[str, int], int] = {}
        self.open: deque[tuple[Hazard, Story]] = deque(maxlen=OPEN_KEPT)
        self.closed: deque[tuple[Hazard, Story]] = deque(maxlen=RECENT_CLOSED)
        self.stubs: dict[int, Enterprise] = {}
        self.keys: dict[type, int] = {}
        self.inspection_of: dict[int, Inspection] = {}

    def file(self, visits: Iterable[Visit]) -> tuple[int, int]:
        """Write all; returns how many inspections and hazards."""
        inspections = hazards = 0
        for part in chunks(visits, 900):
            with transaction.atomic():
                inspections += self._inspections([visit for visit in part if visit.kind])
                hazards += self._hazards(part)
        for (code, year), number in sorted(self.last.items()):
            numbering.advance(code, year, number)
        loading.continue_after(Enterprise, Inspection, Hazard, Extension, PastState)
        return inspections, hazards

    def _number(self, prefix: str, year: int) -> str:
        self.last[prefix, year] = self.last.get((prefix, year), 0) + 1
        return numbering.formatted(prefix, year, self.last[prefix, year])

    def _key(self, model: type) -> int:
        self.keys[model] = self.keys.get(model, 0) + 1
        return self.keys[model]

    def _clerk(self, visit: Visit) -> int:
        return (self.staff.users["enforcement"] if visit.by_bureau else self.staff.town_users[visit.subject.town]).pk

    def _body(self, visit: Visit) -> int:
        return (self.staff.enforcement if visit.by_bureau else self.staff.town_offices[visit.subject.town]).pk

    def _enterprise(self, subject: Subject) -> Enterprise:
        """A light stand-in for the row, so that search words and scope tags need no query."""
        if subject.key not in self.stubs:
            if len(self.stubs) >= STUBS_KEPT:
                self.stubs.clear()
            own = self.staff.chemical_firm.pk if subject.name == self.staff.chemical_firm.name else None
            self.stubs[subject.key] = Enterprise(pk=subject.key, name=subject.name, organisation_id=own)
        return self.stubs[subject.key]

    def _inspections(self, visits: Sequence[Visit]) -> int:
        rows = []
        for visit in visits:
            number = self._number("JC", visit.on.year)
            at = moment(visit.on, random.Random(f"{self.seed} {number}"))
            clerk = self._clerk(visit)
            rows.append(
                loading.made(
                    Inspection,
                    id=self._key(Inspection),
                    number=number,
                    inspected_on=visit.on,
                    kind_id=self.vocabulary.kind[visit.kind],
                    enterprise_id=visit.subject.key,
                    inspectors=visit.finders,
                    organisation_id=self._body(visit),
                    conclusion=_conclusion(visit),
                    place_id=visit.subject.place,
                    line_id=visit.subject.line,
                    created_at=at,
                    created_by_id=clerk,
                    updated_at=at,
                    updated_by_id=clerk,
                )
            )
        for row, visit in zip(rows, visits, strict=True):
            row.enterprise = self._enterprise(visit.subject)
        if rows:
            loading.load(Inspection, rows)
            writing.reindex(rows)
        self.inspection_of = {id(visit): row for visit, row in zip(visits, rows, strict=True)}
        return len(rows)

    def _hazards(self, visits: Sequence[Visit]) -> int:
        told = [(self._hazard(visit, story), story) for visit in visits for story in visit.stories]
        rows = [row for row, _ in told]
        if not rows:
            return 0
        for row, story in told:
            if row.enterprise_id:
                row.enterprise = self._enterprise(story.subject)
        loading.load(Hazard, rows)
        writing.reindex(rows)
        loading.load(PastState, [made for row, story in told for made in self._past_states(row, story)])
        loading.load(Extension, [made for row, story in told for made in self._extensions(row, story)])
        for row, story in told:
            (self.closed if story.status == "closed" else self.open).append((row, story))
        return len(rows)

    def _hazard(self, visit: Visit, story: Story) -> Hazard:
        subject = story.subject
        number = self._number("YH", story.found_on.year)
        rng = random.Random(f"{self.seed} {number}")
        clerk = self._clerk(visit)
        found_at = moment(story.found_on, rng)
        touched = max((at for _step, at in course(number, found_at, story)), default=found_at)
        inspection = self.inspection_of.get(id(visit))
        return loading.made(
            Hazard,
            id=self._key(Hazard),
            number=number,
            enterprise_id=None if story.named_only else subject.key,
            unit=subject.name if story.named_only else "",
            place_id=subject.place,
            line_id=subject.line,
            source_id=self.vocabulary.source[story.source],
            finder=story.finders,
            inspection_id=inspection.pk if inspection else None,
            funds=None if story.funds is None else Decimal(str(story.funds)),
            person=subject.officer,
            version=1 + len(story.steps),
            created_at=found_at,
            created_by_id=clerk,
            updated_at=touched,
            updated_by_id=clerk,
            **{name: getattr(story, name) for name in AS_TOLD},
            **self._texts(story),
            **_clocks(story),
        )

    def _texts(self, story: Story) -> dict[str, Any]:
        text = story.text
        return {
            "category_id": self.vocabulary.category[text.category],
            "consequence_id": self.vocabulary.consequence[text.consequence],
            "basis": text.basis,
            "measure": text.measure,
        }

    def _past_states(self, row: Hazard, story: Story) -> Iterator[PastState]:
        state = "found"
        for step, at in course(row.number, row.created_at, story):
            target = TARGETS.get(step.move)
            if target is not None and target != state:
                yield loading.made(
                    PastState, id=self._key(PastState), kind="hazard", row_id=row.pk, state=state, until_at=at
                )
                state = target

    def _extensions(self, row: Hazard, story: Story) -> Iterator[Extension]:
        asked = next((step for step in story.steps if step.move == "extend"), None)
        if asked is None or asked.until is None:
            return
        rng = random.Random(f"extension {row.number}")
        decided = next((step for step in story.steps if step.move in ("grant", "refuse")), None)
        ordered = next(step for step in story.steps if step.move == "order")
        clerk = self.staff.town_users[story.subject.town]
        yield loading.made(
            Extension,
            id=self._key(Extension),
            hazard_id=row.pk,
            asked_by_id=clerk.pk,
            asked_at=moment(asked.on, rng),
            reason=asked.words,
            old_due_on=ordered.until,
            new_due_on=asked.until,
            granted=None if decided is None else decided.move == "grant",
            decided_by_id=None if decided is None else self.staff.users["enforcement"].pk,
            decided_at=None if decided is None else moment(decided.on, rng),
            opinion="" if decided is None else decided.words,
        )


def _clocks(story: Story) -> dict[str, Any]:
    """The days of the re-inspection, and what was planned and done."""
    days = {step.move: step.on for step in story.steps}
    submitted = days.get("submit") if story.rectified_on else None
    planned = story.level == "major" and "order" in days and story.funds is not None
    return {
        "submitted_on": submitted,
        "review_due_on": submitted + REVIEW if submitted else None,
        "passed_on": days.get("pass", story.closed_on) if story.status in ("passed", "closed") else None,
        "outcome": story.text.measure if story.rectified_on else "",
        "planned_on": days["order"] if planned else None,
        "contingency": CONTINGENCY if planned else "",
    }


def _conclusion(visit: Visit) -> str:
    if not visit.stories:
        return "现场检查未发现事故隐患。"
    at_once = sum(story.mode == "on_the_spot" for story in visit.stories)
    rest = len(visit.stories) - at_once
    parts = [f"立行立改{at_once}处" if at_once else "", f"限期整改{rest}处" if rest else ""]
    return f"发现隐患{len(visit.stories)}处，其中{'，'.join(part for part in parts if part)}。"
