"""A year of supervision in the demonstration county: orders, listed matters, lists, letters, leaders' visits, talks,
lessons, scores, money, honours and the party programme."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people.models import Organisation, Person
from anlan.demo import governance_words as words
from anlan.demo import names, placenames
from anlan.demo.geography import County
from anlan.demo.staff import Staff
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.records import writing
from anlan.subjects.enterprises.models import Enterprise
from anlan.subjects.governance import rules, seeding, standards
from anlan.subjects.governance.choices import (
    AssessmentStatus,
    FollowUp,
    LessonStatus,
    ListingLevel,
    ListingStatus,
    Mode,
    OrderStatus,
    ReceiptStatus,
    SheetStatus,
)
from anlan.subjects.governance.models import (
    Accountability,
    Answer,
    Assessment,
    Award,
    Fund,
    Interview,
    Interviewee,
    LeaderContact,
    LeaderVisit,
    Lesson,
    LessonReceipt,
    Letter,
    LetterRound,
    Listing,
    Milestone,
    MilestoneRecord,
    PartyActivity,
    PartyBody,
    PartyPost,
    PartyTeam,
    Programme,
    ResponsibilityItem,
    ResponsibilityList,
    Sheet,
    SheetItem,
    SupervisionOrder,
)

COUNTY = placenames.COUNTY_CODE
MODES = {str(mode.label): mode for mode in Mode}
BY_FAMILY = {"town-office": "乡镇六有", "village": "村级三有"}


def create(seed: int, county: County, staff: Staff, today: date) -> Maker:
    """Everything at once, after the enterprises; the caller holds the transaction. The maker can go on making."""
    maker = Maker(seed, county, staff, today)
    maker.orders()
    maker.lists()
    maker.letters()
    maker.leaders()
    maker.discipline()
    maker.lesson()
    maker.scores()
    maker.money()
    maker.party()
    return maker


class Maker:
    """Invents the rows in bulk; ``counts`` by ledger."""

    def __init__(self, seed: int, county: County, staff: Staff, today: date) -> None:
        self.rng = random.Random(f"governance {seed}")
        self.county, self.staff, self.today = county, staff, today
        self.moment = clock.now()
        self.counts: dict[str, int] = {}
        self.known: dict[str, dict[str, Any]] = {}
        self.firms = list(Enterprise.objects.order_by("id").select_related("organisation", "sector", "place")[:400])
        self.rng.shuffle(self.firms)
        self.offices = list(staff.town_offices.values())
        self.departments = list(Organisation.objects.filter(kind__code="department", place_id=COUNTY).order_by("id"))
        self.office = Organisation.objects.get(superior=staff.bureau, name="安全生产综合协调股")
        found = Person.objects.filter(organisation__in=self.offices).order_by("organisation", "id")
        self.of_office: dict[int, list[Person]] = {}
        for person in found:
            self.of_office.setdefault(person.organisation_id, []).append(person)
        self.heads = list(Person.objects.filter(organisation=self.office).order_by("id"))

    def term(self, dictionary: str, code: str = "") -> Any:
        """A term by its code, or any."""
        if dictionary not in self.known:
            self.known[dictionary] = {one.code: one for one in terms.active(dictionary)}
        known = self.known[dictionary]
        return known[code] if code else self.rng.choice(list(known.values()))

    def ago(self, least: int, most: int) -> date:
        """A day so many days back."""
        return self.today - timedelta(days=self.rng.randint(least, most))

    def put(self, rows: Sequence[Any]) -> list[Any]:
        """Number and write rows of one model as they stand."""
        ledger: Any = ledger_of(type(rows[0]))
        entry.number_rows(ledger, rows)
        writing.add_many(rows, actor=None, keep_values=False)
        self.counts[ledger.code] = self.counts.get(ledger.code, 0) + len(rows)
        return list(rows)

    def orders(self) -> None:
        """Sixty orders in four modes, six listed matters, three rules of escalation."""
        self.put([self._order(number) for number in range(60)])
        self.put([self._listing(number) for number in range(6)])
        self.counts["escalation-rule"] = seeding.steps(COUNTY)

    def _order(self, number: int) -> SupervisionOrder:
        title, mode = words.ORDERS[number % len(words.ORDERS)]
        issued, office = self.ago(2, 300), self.rng.choice(self.offices)
        due = issued + timedelta(days=self.rng.choice((7, 10, 15, 30)))
        answered = due < self.today - timedelta(days=9) or self.rng.random() < 0.3
        states = (OrderStatus.CLOSED, OrderStatus.REPLIED) if answered else (OrderStatus.ISSUED, OrderStatus.WORKING)
        status = states[number % 9 == 0] if answered else self.rng.choice(states)
        replied = max(issued, min(self.today, due - timedelta(days=1))) if answered else None
        return SupervisionOrder(
            title=f"{office.short_name.removesuffix('应急办')}{title}", mode=MODES[mode], target=office,
            place_id=office.place_id, source=self.term("supervision-source"), issuer=self.office, issued_on=issued,
            due_on=due, content=f"督查发现：{title}。", requirement="立即整改，举一反三，期限内书面回复并附照片。",
            told_at=self.moment, paper=f"澜安办督〔{issued.year}〕{number + 1}号", status=status, replied_on=replied,
            reply="已按要求整改，照片见附件。" if answered else "",
            closed_on=replied if status == OrderStatus.CLOSED else None,
            received_on=None if status == OrderStatus.ISSUED else issued,
        )  # fmt: skip

    def _listing(self, number: int) -> Listing:
        firm, listed = self.firms[number], self.ago(20, 200)
        over = number < 3
        return Listing(
            title=f"{firm.name}重大隐患", level=ListingLevel.COUNTY if number else ListingLevel.CITY, enterprise=firm,
            target=firm.organisation, place_id=firm.place_id, line_id=firm.line_id, issuer=self.office,
            listed_on=listed, publicised_on=listed + timedelta(days=2), due_on=listed + timedelta(days=60),
            removed_on=min(self.today, listed + timedelta(days=45)) if over else None, told_at=self.moment,
            status=ListingStatus.REMOVED if over else ListingStatus.LISTED, requirement="停产整改，验收后申请摘牌。",
        )  # fmt: skip

    def lists(self) -> None:
        """Five lists a town office; some departments lack one. The duty lists have items."""
        kinds = terms.active("responsibility-list-kind")
        live = {"hazard": "hazard", "enterprise": "enterprise"}
        rows = [
            ResponsibilityList(
                name=f"{unit.name}{kind.name}", kind=kind, bearer=self.term("responsibility-bearer"), unit=unit,
                owner=self.of_office.get(unit.pk, [None])[0], place_id=unit.place_id, line_id=unit.line_id,
                from_on=date(self.today.year, 1, 15), ledger=live.get(kind.code, ""),
            )
            for unit in (*self.offices, *self.departments)
            for kind in kinds
            if unit.place_id != COUNTY or self.rng.random() < 0.8
        ]  # fmt: skip
        self.put(rows)
        duties = (
            "每季度研究一次安全生产工作",
            "每月带队检查不少于一次",
            "督促重大隐患按期整改",
            "组织一次综合应急演练",
        )
        self.put(
            [
                ResponsibilityItem(of_list=one, position=number, content=duty, owner=one.owner, cadence="按年度计划")
                for one in rows
                if one.kind.code == "duty"
                for number, duty in enumerate(duties, 1)
            ]
        )

    def letters(self) -> None:
        """A pledge of all offices, contracts of two hundred firms, promises of party members."""
        year = self.today.year
        given: tuple[tuple[str, str, str, list[Organisation], list[Enterprise], float], ...] = (
            ("森林草原防灭火责任状", "pledge", "forest", [*self.offices, *self.departments], [], 1.0),
            ("安全生产责任书", "contract", "safety", [], self.firms[:200], 0.86),
            ("党员安全承诺书", "promise", "party", self.offices, self.firms[:60], 0.94),
        )
        for name, kind, topic, units, firms, rate in given:
            drive = LetterRound(
                name=f"{year} 年{name}", kind=self.term("letter-kind", kind), topic=self.term("letter-topic", topic),
                issuer=self.office, place_id=COUNTY, begins_on=date(year, 1, 10), due_on=date(year, 3, 31),
                content="落实安全生产责任，确保不发生生产安全责任事故。",
            )  # fmt: skip
            self.put([drive])
            owed: list[tuple[Any, Any, str]] = [(unit, None, unit.place_id) for unit in units]
            owed += [(firm.organisation, firm, firm.place_id) for firm in firms]
            self.put([self._letter(drive, *one, rate) for one in owed])

    def _letter(self, drive: LetterRound, unit: Any, firm: Any, place: str, rate: float) -> Letter:
        signed = self.rng.random() < rate
        days = timedelta(days=self.rng.randint(1, 75))
        return Letter(
            round=drive, unit=unit, enterprise=firm, place_id=place, signer=names.person(self.rng) if signed else "",
            signed_on=min(self.today, drive.begins_on + days) if signed else None,
        )  # fmt: skip

    def leaders(self) -> None:
        """Leaders of the towns answer for them; the office's for one town each. Eighty visits."""
        contacts = [
            LeaderContact(
                leader=people[0], kind=self.term("contact-kind", "area"), place_id=people[0].organisation.place_id,
                visits_a_month=1, from_on=date(self.today.year, 1, 1), duty="包片安全生产，带队检查，协调重大隐患整改",
            )
            for people in self.of_office.values()
        ]  # fmt: skip
        contacts += [
            LeaderContact(
                leader=leader, kind=self.term("contact-kind", "town"), place_id=office.place_id, visits_a_month=2,
                from_on=date(self.today.year, 1, 1), duty="联系乡镇，每月至少两次到联系点",
            )
            for leader, office in zip(self.heads, self.offices, strict=False)
        ]  # fmt: skip
        self.put(contacts)
        chosen = [self.rng.choice(contacts) for _ in range(120)]
        self.put(
            [
                LeaderVisit(
                    leader=one.leader, visited_on=self.ago(0, 150), kind=self.term("visit-kind"), place_id=one.place_id,
                    people=self.rng.randint(2, 8), problems=self.rng.randint(0, 5), content="检查企业主体责任落实。",
                )
                for one in chosen
            ]
        )  # fmt: skip

    def discipline(self) -> None:
        """Three talks, one with forty firms; measures against persons and units."""
        titles = (
            ("百日行动集中约谈会", "joint", 40),
            ("隐患逾期未改约谈", "single", 3),
            ("事故企业警示约谈", "single", 2),
        )
        for number, (title, kind, size) in enumerate(titles):
            talk = Interview(
                title=title, kind=self.term("interview-kind", kind), reason=self.term("interview-reason"),
                held_on=self.ago(10, 200), host="分管副县长、安委办主任", organisation=self.office, place_id=COUNTY,
                content="通报问题，提出整改要求，签订责任书。",
            )  # fmt: skip
            self.put([talk])
            begin = number * 50 % max(len(self.firms), 1)  # a small county has no fifty firms for each
            firms = self.firms[begin : begin + size]
            self.put([self._party(talk, firm) for firm in firms])
        measures = ("criticism", "admonish", "party", "administrative", "criticism", "admonish", "revoked")
        self.put([self._measure(code, number) for number, code in enumerate(measures)])

    def _party(self, talk: Interview, firm: Enterprise) -> Interviewee:
        state = self.rng.choice((FollowUp.DONE, FollowUp.DONE, FollowUp.REPORTED, FollowUp.OPEN))
        due = talk.held_on + timedelta(days=15)
        return Interviewee(
            interview=talk, enterprise=firm, unit=firm.organisation, place_id=firm.place_id, post="主要负责人",
            name=names.person(self.rng), phone=names.phone(self.rng), measure="15 日内完成整改并报告", due_on=due,
            status=state, done_on=min(self.today, due) if state == FollowUp.DONE else None,
            result="" if state == FollowUp.OPEN else "已对照清单逐条整改。",
        )  # fmt: skip

    def _measure(self, code: str, number: int) -> Accountability:
        office, of_unit = self.rng.choice(self.offices), code == "revoked"
        return Accountability(
            person="" if of_unit else names.person(self.rng), post="" if of_unit else "负责人", of_unit=of_unit,
            unit=None if of_unit else office, enterprise=self.firms[number] if of_unit else None,
            measure=self.term("accountability-measure", code), reason=self.term("accountability-reason"),
            decided_on=self.ago(5, 300), decided_by="县安委会", place_id=office.place_id, content="履职不到位。",
        )  # fmt: skip

    def lesson(self) -> None:
        """One lesson for the towns and the chemical firms, read by most."""
        lesson = Lesson(
            title="某化工企业动火作业闪爆事故警示", content="检修动火前未清洗置换，未做气体分析，引发闪爆，1 人轻伤。",
            requirement="立即开展动火、受限空间作业专项自查，问题列清单整改。", issuer=self.office, place_id=COUNTY,
            unit_kinds=("town-office",), sectors=("chemical",), issued_on=self.ago(6, 8),
            due_on=self.today + timedelta(days=7), status=LessonStatus.ISSUED,
        )  # fmt: skip
        self.put([lesson])
        firms = [firm for firm in self.firms if firm.sector.code == "chemical"]
        owed: list[tuple[Any, Any, str]] = [(unit, None, unit.place_id) for unit in self.offices]
        owed += [(firm.organisation, firm, firm.place_id) for firm in firms]
        self.put([self._receipt(lesson, *one) for one in owed])

    def _receipt(self, lesson: Lesson, unit: Any, firm: Any, place: str) -> LessonReceipt:
        state = self.rng.choice((ReceiptStatus.SENT, ReceiptStatus.READ, ReceiptStatus.CHECKED, ReceiptStatus.CHECKED))
        over = state == ReceiptStatus.CHECKED
        return LessonReceipt(
            lesson=lesson, unit=unit, enterprise=firm, place_id=place, due_on=lesson.due_on, status=state,
            read_at=None if state == ReceiptStatus.SENT else self.moment - timedelta(days=4),
            checked_on=self.today - timedelta(days=2) if over else None,
            problems=self.rng.randint(0, 4) if over else None, result="已自查，问题已列清单整改。" if over else "",
        )  # fmt: skip

    def scores(self) -> None:
        """六有 of every town and the year's sheet, scored; 三有 and the other wordings as sheets."""
        for name, family, kind, units, items, source in standards.SHEETS:
            sheet = self._sheet(name, family, kind, units, all_needed=True, source=source)
            rows = [SheetItem(sheet=sheet, position=at, content=one) for at, one in enumerate(items, 1)]
            self.put(rows)
            if family == BY_FAMILY["town-office"]:
                self._assess(sheet, rows, self.offices)
        name, family = words.YEAR_SHEET
        sheet = self._sheet(name, family, "year", ("town-office",), pass_score=Decimal(80))
        rows = [
            SheetItem(
                sheet=sheet, position=at, part=part, content=content, criterion=criterion,
                points=Decimal(points) if points else None, veto=veto,
            )
            for at, (part, content, criterion, points, veto) in enumerate(words.YEAR_ITEMS, 1)
        ]  # fmt: skip
        self.put(rows)
        self._assess(sheet, rows, self.offices)

    def _sheet(self, name: str, family: str, kind: str, units: tuple[str, ...], **values: Any) -> Sheet:
        sheet = Sheet(
            name=name, family=family, kind=self.term("assessment-kind", kind), unit_kinds=units,
            status=SheetStatus.IN_FORCE, from_on=date(self.today.year, 1, 1), **values,
        )  # fmt: skip
        self.put([sheet])
        return sheet

    def _assess(self, sheet: Sheet, items: list[SheetItem], units: list[Organisation]) -> None:
        made, answers = [], []
        for unit in units:
            given = [self._answer(item) for item in items]
            marks = [rules.Mark(one.item.points, one.item.veto, one.met, one.points) for one in given]
            result = rules.scored(marks, pass_score=sheet.pass_score, all_needed=sheet.all_needed)
            made.append(
                Assessment(
                    sheet=sheet, unit=unit, place_id=unit.place_id, year=self.today.year, assessed_on=self.ago(5, 60),
                    assessor="安委办考核组", of_items=len(items), answered=len(items), met=result.met,
                    score=result.score, passed=result.passed, status=AssessmentStatus.CONFIRMED,
                    confirmed_on=self.ago(0, 4),
                )
            )  # fmt: skip
            answers.append(given)
        self.put(made)
        for assessment, given in zip(made, answers, strict=True):
            for one in given:
                one.assessment = assessment
        Answer.objects.bulk_create([one for given in answers for one in given], batch_size=500)

    def _answer(self, item: SheetItem) -> Answer:
        if item.points is None:
            return Answer(item=item, met=item.veto or self.rng.random() < 0.9)
        points = (item.points * Decimal(self.rng.choice((70, 80, 85, 90, 95, 100))) / 100).quantize(Decimal("0.01"))
        return Answer(item=item, met=points == item.points, points=points)

    def money(self) -> None:
        """Two years of money by use, and honours."""
        uses = terms.active("fund-use")
        self.put(
            [
                Fund(
                    name=f"{year} 年{use.name}经费（{part}）", use=use, source=self.term("fund-source"), year=year,
                    allocated_on=min(self.today, date(year, 2 + 5 * (part - 1), 20)), place_id=COUNTY,
                    amount=Decimal(amount := self.rng.randint(20, 240)), spent=Decimal(amount) * (4 + part) / 10,
                    payer="县财政局", unit=self.staff.bureau,
                )
                for year in (self.today.year - 1, self.today.year)
                for use in uses
                for part in (1, 2)
            ]
        )  # fmt: skip
        given = (("安全生产月活动优秀单位", "province", "safety-month", 3), ("先进基层党组织", "city", "party", 1))
        self.put(
            [
                Award(
                    name=name, level=self.term("award-level", level), kind=self.term("award-kind", kind),
                    year=self.today.year - back, conferred_on=date(self.today.year - back, 8, 1), conferred_by="上级",
                    unit=self.staff.bureau, place_id=COUNTY,
                )
                for name, level, kind, years in given
                for back in range(years)
            ]
        )  # fmt: skip

    def party(self) -> None:
        """The joint programme over all offices and departments, bodies, posts, teams and what they did."""
        year = self.today.year
        programme = Programme(
            name="“党建+安全生产”工作方案", issuer="县委组织部、县应急局", place_id=COUNTY, begins_on=date(year, 3, 1),
            aim="以党建促安全，党员带头除隐患。",
        )  # fmt: skip
        self.put([programme])
        steps = ("制定工作方案", "召开专题会议", "组建党员队伍")
        milestones = self.put(
            [
                Milestone(programme=programme, position=at, name=name, due_on=date(year, 2 + 2 * at, 28))
                for at, name in enumerate(steps, 1)
            ]
        )
        units = [*self.offices, *self.departments]
        self.put(
            [
                MilestoneRecord(
                    programme=programme, milestone=one, unit=unit, place_id=unit.place_id,
                    done_on=self.ago(20, 200) if self.rng.random() < 0.93 else None, count=self.rng.randint(1, 4),
                )
                for unit in units
                for one in milestones
            ]
        )  # fmt: skip
        teams = self.put([self._team(programme, unit) for unit in units])
        self.put([self._body(number) for number in range(20)])
        self.put([self._post(firm) for firm in self.firms[:40]])
        self.put([self._activity(programme, team) for team in teams for _ in range(3)])

    def _team(self, programme: Programme, unit: Organisation) -> PartyTeam:
        return PartyTeam(
            name=f"{unit}党员志愿服务队", kind=self.term("party-team-kind"), programme=programme, unit=unit,
            place_id=unit.place_id, founded_on=self.ago(60, 240), members=self.rng.randint(6, 30),
            captain=names.person(self.rng), phone=names.phone(self.rng),
        )  # fmt: skip

    def _body(self, number: int) -> PartyBody:
        office = self.rng.choice(self.offices)
        return PartyBody(
            name=f"{office.short_name.removesuffix('应急办')}第{number + 1}联合党支部", unit=office,
            kind=self.term("party-body-kind", "branch"), area=self.term("party-area"), place_id=office.place_id,
            founded_on=self.ago(30, 600), members=self.rng.randint(3, 40), secretary=names.person(self.rng),
        )  # fmt: skip

    def _post(self, firm: Enterprise) -> PartyPost:
        return PartyPost(
            name=f"{firm.name}党员示范岗", kind=self.term("party-post-kind", "demonstration"), enterprise=firm,
            place_id=firm.place_id, holder=names.person(self.rng), from_on=self.ago(30, 240),
        )  # fmt: skip

    def _activity(self, programme: Programme, team: PartyTeam) -> PartyActivity:
        kind = self.term("party-activity-kind")
        return PartyActivity(
            title=f"{team.unit}{kind.name}", kind=kind, held_on=self.ago(1, 200), programme=programme, team=team,
            unit=team.unit, place_id=team.place_id, participants=self.rng.randint(5, 60),
        )  # fmt: skip
