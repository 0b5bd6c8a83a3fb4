"""Campaigns of the demonstration county: a three-year drive with a hundred days in its middle, groups, papers, tasks
down to the villages, meetings and weekly bulletins."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.inserting import insert_many
from anlan.base.people.models import Organisation, Person
from anlan.demo import campaign_words as words
from anlan.demo import names, placenames
from anlan.demo.filing import moment
from anlan.demo.geography import County
from anlan.demo.staff import Staff
from anlan.kit.documents import numbering
from anlan.kit.records import writing
from anlan.subjects.campaigns import drafting, figures
from anlan.subjects.campaigns.choices import (
    BulletinStatus,
    Cadence,
    Direction,
    DocumentStatus,
    MemberRole,
    ReceiptStatus,
    Stage,
    TaskStatus,
)
from anlan.subjects.campaigns.models import (
    Bulletin,
    Campaign,
    Document,
    DocumentReceipt,
    Measure,
    Meeting,
    Task,
    WorkGroup,
    WorkGroupMember,
)

BEGUN_DAYS, LENGTH_DAYS = 60, 100
GROUPS, BULLETINS, DIVIDED_TOWNS, DEPARTMENT_TASKS = 6, 4, 4, 77
NUMERALS = "一二三四五六"


def create(seed: int, county: County, people: Staff, today: date) -> dict[str, int]:
    """All of it; the caller holds the transaction."""
    office = _Office(seed, county, people, today)
    office.campaigns()
    office.groups()
    office.documents()
    office.tasks()
    office.meetings()
    office.bulletins()
    return office.store()


class _Office:
    """Plans what the committee office has done so far."""

    def __init__(self, seed: int, county: County, people: Staff, today: date) -> None:
        self.rng = random.Random(f"campaigns {seed}")
        self.county, self.people, self.today = county, people, today
        self.actor = people.users["safety"]
        self.code = placenames.COUNTY_CODE
        self.terms = {
            code: {term.code: term for term in terms.every(code)}
            for code in ("campaign-kind", "work-group-kind", "document-kind", "meeting-kind", "meeting-topic")
        }
        bodies = Organisation.objects.filter(kind__code__in=("department", "town", "village")).select_related("kind")
        self.bodies: dict[str, list[Organisation]] = {}
        for body in bodies.order_by("place_id", "id"):
            self.bodies.setdefault(body.kind.code if body.kind else "", []).append(body)
        self.counted: dict[str, int] = {}

    def _kept(self, rows: Sequence[Any]) -> None:
        for row in rows:
            row.created_by = row.updated_by = self.actor
        insert_many(rows)
        writing.reindex(rows)
        self.counted[type(rows[0]).__name__] = self.counted.get(type(rows[0]).__name__, 0) + len(rows)

    def _days_ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def campaigns(self) -> None:
        begun = self._days_ago(BEGUN_DAYS)
        self.whole = self._campaign(
            "安全生产治本攻坚三年行动",
            "三年行动",
            "three-year",
            date(begun.year - 1, 1, 1),
            date(begun.year + 1, 12, 31),
            Stage.RUNNING,
            Cadence.QUARTERLY,
        )
        self._kept([self.whole])
        ends = begun + timedelta(days=LENGTH_DAYS)
        self.hundred = self._campaign(
            "安全生产百日攻坚行动", "百日攻坚", "centralised", begun, ends, Stage.RUNNING, Cadence.WEEKLY
        )
        self.gas = self._campaign(
            "城镇燃气安全专项整治", "燃气专项", "sector", begun, ends, Stage.RUNNING, Cadence.MONTHLY
        )
        fire = self._campaign(
            "冬春火灾防控专项行动",
            "冬春防火",
            "sector",
            self.today + timedelta(days=20),
            self.today + timedelta(days=120),
            Stage.PLANNED,
            Cadence.NONE,
        )
        sixty = self._campaign(
            "安全生产集中整治六十天行动",
            "六十天行动",
            "centralised",
            self._days_ago(420),
            self._days_ago(360),
            Stage.ENDED,
            Cadence.DAILY,
        )
        self._kept([self.gas, self.hundred, fire, sixty])

    def _campaign(
        self, name: str, short: str, kind: str, begins: date, ends: date, stage: str, cadence: str
    ) -> Campaign:
        return Campaign(
            name=name,
            short_name=short,
            kind=self.terms["campaign-kind"][kind],
            organiser=self.people.bureau,
            parent=getattr(self, "whole", None) if stage == Stage.RUNNING else None,
            place_id=self.code,
            begins_on=begins,
            ends_on=ends,
            stage=stage,
            cadence=cadence,
            started_on=begins if stage != Stage.PLANNED else None,
            ended_on=ends if stage == Stage.ENDED else None,
            aim="全面排查整治风险隐患，坚决防范遏制重特大事故。",
        )

    def groups(self) -> None:
        kind = self.terms["work-group-kind"]["supervision"]
        towns = self.county.towns
        formed = self.hundred.begins_on
        before = [
            WorkGroup(
                name=f"第{NUMERALS[n]}督查组（上届）",
                kind=kind,
                leader=names.person(self.rng),
                place_id=self.code,
                formed_on=self._days_ago(400),
                dissolved_on=formed,
            )
            for n in range(GROUPS)
        ]
        self._kept(before)
        self.teams = [
            WorkGroup(
                name=f"第{NUMERALS[n]}督查组",
                kind=kind,
                campaign=self.hundred,
                leader=names.person(self.rng),
                organisation=self.people.bureau,
                place_id=self.code,
                formed_on=formed,
                predecessor=before[n],
                duty="联系" + "、".join(town.name for town in towns[n::GROUPS]),
            )
            for n in range(GROUPS)
        ]
        self._kept(self.teams)
        self._crews()

    def _crews(self) -> None:
        crew = list(Person.objects.filter(organisation__superior=self.people.bureau).order_by("pk")[: GROUPS * 4])
        members = [
            WorkGroupMember(
                group=self.teams[n % GROUPS],
                person=person,
                name=person.name,
                from_on=self.hundred.begins_on,
                role=MemberRole.LEADER if n < GROUPS else MemberRole.MEMBER,
            )
            for n, person in enumerate(crew)
        ]
        self._kept(members)

    def documents(self) -> None:
        sent = [self._document(*one) for one in words.DOCUMENTS]
        self.superior = Document(
            title="关于进一步强化安全生产责任落实的若干措施",
            number=f"市安委〔{self.today.year}〕3号",
            issuer="市安全生产委员会",
            kind=self.terms["document-kind"]["opinion"],
            direction=Direction.IN,
            campaign=self.whole,
            dated_on=self._days_ago(200),
            place_id=self.code,
            content="十五条硬措施。",
        )
        self._kept([*sent, self.superior])
        numbering.advance("WH:澜安委办", self.today.year, max(number for _title, number, *_rest in words.DOCUMENTS))
        self._kept([self._receipt(one, body) for one in sent for body in self.bodies["town"]])

    def _document(self, title: str, number: int, kind: str, days: int, within: int | None, text: str) -> Document:
        dated = self._days_ago(days)
        return Document(
            title=title,
            word="澜安委办",
            number=f"澜安委办〔{self.today.year}〕{number}号",
            kind=self.terms["document-kind"][kind],
            direction=Direction.OUT,
            issuer="澜川县安全生产委员会办公室",
            campaign=self.hundred,
            dated_on=dated,
            feedback_due_on=None if within is None else dated + timedelta(days=within),
            content=text,
            place_id=self.code,
            status=DocumentStatus.ISSUED,
            issued_at=moment(dated, self.rng),
        )

    def _receipt(self, document: Document, body: Organisation) -> DocumentReceipt:
        sent: Any = document.issued_at
        read = sent + timedelta(minutes=self.rng.randrange(5, 900))
        recent = document.dated_on >= self._days_ago(3)
        share = 0.6 if recent else 1.0
        receipt = DocumentReceipt(document=document, organisation=body, sent_at=sent, due_on=document.feedback_due_on)
        clerk = self.people.town_users.get(body.place_id)
        if read < clock.now() and self.rng.random() < share:
            receipt.read_at, receipt.read_by, receipt.status = read, clerk, ReceiptStatus.READ
            if document.feedback_due_on is not None and not recent and self.rng.random() < 0.8:
                receipt.answered_at, receipt.status = read + timedelta(days=2), ReceiptStatus.ANSWERED
                receipt.answer = "已召开会议部署，责任分解到村，检查情况见台账。"
        return receipt

    def tasks(self) -> None:
        measures = [
            Measure(
                content=content,
                position=n,
                document=self.superior,
                campaign=self.whole,
                place_id=self.code,
                issued_on=self.superior.dated_on,
            )
            for n, content in enumerate(words.MEASURES, 1)
        ]
        self._kept(measures)
        departments = [body for body in self.bodies["department"] if body.superior_id]
        rows = [
            self._task(
                words.DEPARTMENT_TASKS[n % len(words.DEPARTMENT_TASKS)],
                departments[n % len(departments)],
                self.whole,
                self._days_ago(190),
                60 + n,
                measure=measures[n % len(measures)],
            )
            for n in range(DEPARTMENT_TASKS)
        ]
        begun = self.hundred.begins_on
        for place, body in enumerate(self.bodies["town"]):
            for n, (content, strand) in enumerate(words.TOWN_TASKS):
                campaign = self.gas if strand else self.hundred
                task = self._task(content, body, campaign, begun, 45 + n * 9, group=self.teams[place % GROUPS])
                rows.append(task)
        self._numbered(rows)
        self._divide([row for row in rows if row.campaign_id == self.gas.pk])

    def _task(
        self, content: str, body: Organisation, campaign: Campaign, ordered: date, days: int, **more: Any
    ) -> Task:
        """A task as far as it has come: most of what is due is done, some of it is late."""
        due = ordered + timedelta(days=days)
        task = Task(
            content=content,
            organisation=body,
            campaign=campaign,
            assigner=self.people.bureau,
            due_on=due,
            ordered_on=ordered,
            status=TaskStatus.ORDERED,
            **more,
        )
        if self.rng.random() < 0.04:
            return task
        task.received_at, task.status = moment(ordered, self.rng), TaskStatus.WORKING
        task.progress = self.rng.randrange(10, 95, 5)
        task.progress_at = moment(self._days_ago(self.rng.randrange(10)), self.rng)
        chance = 0.9 if due < self.today else 0.45
        if self.rng.random() < chance:
            done = min(due - timedelta(days=self.rng.randrange(-6, 25)), self.today)
            task.completed_on, task.result = max(done, ordered), "已按要求完成，佐证材料见附件。"
            task.submitted_at = moment(task.completed_on, self.rng)
            task.submitted_by = self.people.town_users.get(body.place_id)
            accepted = self.rng.random() < 0.9
            task.status, task.progress = (TaskStatus.DONE, 100) if accepted else (TaskStatus.REVIEWING, 95)
        return task

    def _numbered(self, rows: list[Task]) -> None:
        for row, number in zip(rows, numbering.take_formatted("RW", self.today.year, len(rows)), strict=True):
            row.number = number
        self._kept(rows)

    def _divide(self, wholes: list[Task]) -> None:
        """The first towns, and the one whose clerk signs in, have passed the task down to their villages."""
        home = self.people.users["township"].organisation
        chosen = [t for t in wholes if home is not None and t.organisation.place_id == home.place_id]
        chosen += [t for t in wholes if t not in chosen][:DIVIDED_TOWNS]
        parts = []
        for whole in chosen:
            whole.status, whole.completed_on, whole.submitted_at, whole.submitted_by = (
                TaskStatus.WORKING,
                None,
                None,
                None,
            )
            whole.received_at, whole.result = moment(whole.ordered_on or self.today, self.rng), ""
            below = [body for body in self.bodies["village"] if body.superior_id == whole.organisation_id]
            own = []
            for body in below:
                part = self._task(
                    "入户排查本村燃气使用场所", body, self.gas, whole.ordered_on or self.today, 70, parent=whole
                )
                part.assigner, part.submitted_by = whole.organisation, None
                own.append(part)
            done = sum(part.status == TaskStatus.DONE for part in own)
            whole.progress = done * 100 // len(own) if own else whole.progress
            parts += own
        Task.objects.bulk_update(
            chosen,
            ["status", "completed_on", "submitted_at", "submitted_by", "received_at", "result", "progress"],
        )
        self._numbered(parts)

    def meetings(self) -> None:
        rows = [
            Meeting(
                title=title,
                kind=self.terms["meeting-kind"][kind],
                topic=self.terms["meeting-topic"][topic],
                held_on=self._days_ago(days),
                organisation=self.people.bureau,
                chair="周明远",
                venue="县政府三楼会议室",
                attendees=attendees,
                units=units,
                campaign=self.hundred if "百日" in title else None,
                agenda="一、通报情况；二、研究部署；三、领导讲话。",
                minutes="会议要求压实责任、限期整改、闭环管理。",
                place_id=self.code,
            )
            for title, kind, topic, days, attendees, units in words.MEETINGS
        ]
        self._kept(rows)
        tasks = [
            self._task(f"落实“{row.title}”议定事项", self.bodies["town"][n], self.hundred, row.held_on, 20, meeting=row)
            for n, row in enumerate(rows[3:5])
        ]
        self._numbered(tasks)

    def bulletins(self) -> None:
        """One a week, each ranked as of its own last day, as it would have been."""
        monday = self.today - timedelta(days=self.today.weekday())
        rows = []
        for number in range(BULLETINS):
            ends = monday - timedelta(days=7 * (BULLETINS - number - 1) + 1)
            row = Bulletin(
                title=f"关于百日攻坚行动进展情况的通报（第{number + 1}期）",
                campaign=self.hundred,
                cadence=Cadence.WEEKLY,
                from_on=ends - timedelta(days=6),
                to_on=ends,
                organisation=self.people.bureau,
                place_id=self.code,
                due_on=ends + timedelta(days=3),
            )
            row.text = drafting.in_words(row)
            if number < BULLETINS - 1:
                row.ranking, row.ordinal = figures.ranking(row).frozen(), number + 1
                row.status, row.issued_at = BulletinStatus.ISSUED, moment(ends + timedelta(days=2), self.rng)
            rows.append(row)
        self._kept(rows)
        numbering.take(f"TB:{self.hundred.pk}", 0, BULLETINS - 1)

    def store(self) -> dict[str, int]:
        """How much there is."""
        return {name.lower(): number for name, number in self.counted.items()}
