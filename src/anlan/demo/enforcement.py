"""A year of enforcement in the demonstration county: officers, plan, draws with proof, cases in every state."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.timezone import localtime

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people.models import Person
from anlan.demo import names, placenames
from anlan.demo.geography import County
from anlan.demo.staff import Staff
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.records import writing
from anlan.subjects.accidents.models import Accident
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.choices import (
    INVESTIGATED,
    CaseStatus,
    ClosureStatus,
    Direction,
    DrawStatus,
    MatterKind,
    MeasureKind,
    MeasureStatus,
    PlanStatus,
    TransferStatus,
)
from anlan.subjects.enforcement.flows import checking
from anlan.subjects.enforcement.models import (
    Case,
    CaseTransfer,
    CoerciveMeasure,
    Delegation,
    Draw,
    DrawRegister,
    DrawRule,
    EnforcementPlan,
    FirmClosure,
    Officer,
    OfficerTraining,
    Payment,
    PlanItem,
    Recusal,
    SupervisionMatter,
    TownQuota,
)
from anlan.subjects.enforcement.rules import drawing as rules
from anlan.subjects.enforcement.rules.sampling import digest
from anlan.subjects.enforcement.services import clocks, drawing, seeding
from anlan.subjects.enterprises.models import Enterprise

CASES, QUOTA = 28, 6
MATTERS = (
    ("AL-01", "安全生产责任制和规章制度", "safety", "查阅资料"),
    ("AL-02", "从业人员安全教育培训", "training", "查阅资料、询问"),
    ("AL-03", "特种作业人员持证上岗", "training", "现场核对"), ("AL-04", "隐患排查治理", "safety", "现场检查"),
    ("AL-05", "有限空间作业", "safety", "现场检查"), ("AL-06", "危险化学品储存", "safety", "现场检查"),
    ("AL-07", "应急预案和演练", "disaster", "查阅资料"), ("AL-08", "安全生产费用提取使用", "safety", "查阅资料"),
)  # fmt: skip
CAUSES = (
    ("未按规定对从业人员进行安全生产教育和培训", "training", 20000),
    ("未将事故隐患排查治理情况如实记录", "hazard", 30000),
    ("特种作业人员未持证上岗作业", "special", 15000), ("安全设备的安装、使用不符合国家标准", "equipment", 45000),
    ("未按规定制定生产安全事故应急救援预案", "plan", 10000), ("未经许可储存危险化学品", "illegal", 120000),
    ("有限空间作业未落实审批和监护", "hazard", 50000), ("未按规定向从业人员提供劳动防护用品", "equipment", 8000),
)  # fmt: skip
PATH = (
    CaseStatus.CLUE, CaseStatus.FILED, CaseStatus.REVIEWING, CaseStatus.NOTIFIED, CaseStatus.DECIDED,
    CaseStatus.SERVED, CaseStatus.EXECUTED, CaseStatus.CLOSED,
)  # fmt: skip
STEPS = ("filed_on", "investigated_on", "notified_on", "decided_on", "served_on", "executed_on", "closed_on")


def create(seed: int, county: County, people: Staff, today: date) -> dict[str, int]:
    """Everything at once; the caller holds the transaction. Enterprises and inspections stand already."""
    rng = random.Random(f"enforcement {seed}")
    seeding.limits()
    seeding.formulas()
    officers = _officers(rng, people, today)
    matters = _matters()
    plan = _plan(county, people, today)
    _delegations(county, people, today)
    draws = _draws(rng, plan, matters, people, today)
    cases = _cases(rng, officers, people, today)
    _around(cases, today)
    _held([case for case in cases if case.status in INVESTIGATED], today)
    return {"officers": len(officers), "draws": draws, "cases": len(cases)}


def _entered(rows: Sequence[Any]) -> None:
    ledger: Any = ledger_of(type(rows[0]))
    ledger.prepare(rows)
    entry.number_rows(ledger, rows)
    writing.add_many(rows, actor=None, keep_values=False)


def _term(dictionary: str, code: str) -> Any:
    return next(term for term in terms.every(dictionary) if term.code == code)


def _officers(rng: random.Random, staff: Staff, today: date) -> list[Officer]:
    brigade = list(Person.objects.filter(organisation=staff.enforcement).order_by("id"))
    towns = [Person.objects.filter(organisation=office).order_by("id").last() for office in staff.town_offices.values()]
    officers = [
        Officer(
            name=person.name, person=person, organisation_id=person.organisation_id,
            place_id=placenames.COUNTY_CODE if person in brigade else person.organisation.place_id,
            certificate_number=f"9901212{number:05d}", qualified=rng.random() < 0.7, phone=names.phone(rng),
            valid_until_on=today + timedelta(days=rng.choice((-20, 30, 300, 700, 1100)) if number > 4 else 900),
            qualification=_term("officer-qualification", rng.choice(("degree", "engineer", "law", "other"))),
            joined_on=today - timedelta(days=rng.randint(200, 4000)),
        )
        for number, person in enumerate([*brigade, *(one for one in towns if one is not None)], 1)
    ]  # fmt: skip
    _entered(officers)
    _entered(
        [
            OfficerTraining(
                officer=officer, kind=_term("officer-training-kind", kind), title=title, hours=Decimal(hours),
                held_on=today - timedelta(days=days), score=Decimal(rng.randint(70, 98)),
            )
            for officer in officers
            for kind, title, hours, days in (
                ("rotation", "执法业务轮训", 24, 120), ("exam", "执法资格年度考核", 4, 60),
            )
            if rng.random() < 0.85
        ]
    )  # fmt: skip
    firms = Enterprise.objects.order_by("id")[:4]
    reasons = ("配偶在该企业任职", "曾在该企业工作", "亲属持有股份", "与负责人系近亲属")
    _entered(
        [
            Recusal(officer=officer, enterprise=firm, reason=reason, declared_on=today - timedelta(days=200))
            for officer, firm, reason in zip(officers, firms, reasons, strict=False)
        ]
    )
    return officers


def _matters() -> list[SupervisionMatter]:
    rows = [
        SupervisionMatter(
            code=code, name=name, category=_term("matter-category", category), method=method, yearly_limit=12,
            kind=MatterKind.KEY if number < 2 else MatterKind.GENERAL, place_id=placenames.COUNTY_CODE,
            basis="《中华人民共和国安全生产法》",
        )
        for number, (code, name, category, method) in enumerate(MATTERS)
    ]  # fmt: skip
    _entered(rows)
    return rows


def _plan(county: County, staff: Staff, today: date) -> EnforcementPlan:
    plan = EnforcementPlan(
        name=f"{today.year} 年度安全生产监督检查计划", year=today.year, organisation=staff.enforcement,
        place_id=placenames.COUNTY_CODE, staff=8, other_days=1035, non_enforcement_days=535,
        approval=f"澜政办〔{today.year}〕6号", approved_on=today.replace(month=1, day=1) + timedelta(days=24),
        status=PlanStatus.APPROVED, reported_on=today.replace(month=1, day=1) + timedelta(days=40),
    )  # fmt: skip
    _entered([plan])
    _entered(
        [
            TownQuota(plan=plan, place_id=town.code, month_on=date(today.year, month, 1), target=QUOTA)
            for town in county.towns
            for month in range(1, 13)
        ]
    )
    return plan


def _delegations(county: County, staff: Staff, today: date) -> None:
    powers = ("check", "order", "simple", "fireworks")
    _entered(
        [
            Delegation(
                name=f"{town.name}安全生产执法委托", organisation=staff.town_offices[town.code], place_id=town.code,
                document=f"澜应急委〔{today.year}〕{number}号", powers=powers[: 2 + number % 3],
                begins_on=date(today.year, 1, 1), ends_on=date(today.year, 12, 31),
            )
            for number, town in enumerate(county.towns, 1)
        ]
    )  # fmt: skip


def _draws(
    rng: random.Random, plan: EnforcementPlan, matters: Sequence[SupervisionMatter], staff: Staff, today: date
) -> int:
    rule = DrawRule(
        name="工贸和危化企业随机抽查", place_id=placenames.COUNTY_CODE, matter=matters[3], red=Decimal(8),
        orange=Decimal("1.5"), yellow=Decimal("0.5"), blue=Decimal("0.2"), unrated=Decimal("0.5"),
    )  # fmt: skip
    _entered([rule])
    old = _draw(rule, plan, "第三季度双随机抽查", "福彩双色球 2026101 期开奖号码", today - timedelta(days=80))
    _drawn(old, "05 09 14 20 26 33 + 11", published=True)
    _finish(rng, old, staff.users["enforcement"])
    new = _draw(rule, plan, "第四季度双随机抽查", "福彩双色球 2026130 期开奖号码", today - timedelta(days=12))
    _drawn(new, "02 07 16 19 25 30 + 06", published=False)
    _frozen(_draw(rule, plan, "岁末年初专项抽查", "福彩双色球 2026136 期开奖号码", today + timedelta(days=2)))
    return 3


def _draw(rule: DrawRule, plan: EnforcementPlan, title: str, source: str, on: date) -> Draw:
    return Draw(
        title=title, rule=rule, plan=plan, place_id=placenames.COUNTY_CODE, seed_source=source,
        seed_due_at=clock.at(f"{on.isoformat()} 21:30"), due_on=on + timedelta(days=45),
    )  # fmt: skip


def _frozen(draw: Draw, status: str = DrawStatus.FROZEN, **more: Any) -> None:
    """As ``services.drawing.freeze`` would have left it a day before the seed, at the latest now."""
    frozen_at = min(draw.seed_due_at - timedelta(hours=12), clock.now())
    register = queries.register_of(draw)
    entry.number_rows(ledger_of(Draw), [draw])  # type: ignore[arg-type]
    text = rules.text_of(
        register, number=draw.number, title=draw.title, moment=frozen_at, by="大队长", source=draw.seed_source
    )
    made = Draw(
        number=draw.number, title=draw.title, rule=draw.rule, plan=draw.plan, place_id=draw.place_id,
        seed_source=draw.seed_source, seed_due_at=draw.seed_due_at, due_on=draw.due_on, sha256=digest(text),
        frozen_at=frozen_at, rounds=[dict(register.counts)], status=status, **more,
    )  # fmt: skip
    _entered([made])
    DrawRegister.objects.create(
        draw=made, text=text, objects_counted=len(register.targets), officers_counted=len(register.officers),
        excluded_counted=len(register.excluded), frozen_at=frozen_at, frozen_by="大队长",
    )  # fmt: skip
    draw.pk = made.pk


def _drawn(draw: Draw, seed: str, *, published: bool) -> None:
    drawn_at = draw.seed_due_at + timedelta(hours=12)
    status = DrawStatus.PUBLISHED if published else DrawStatus.DRAWN
    published_on = drawn_at.date() + timedelta(days=2) if published else None
    _frozen(draw, status, seed=seed, drawn_at=drawn_at, published_on=published_on)
    made = Draw.objects.get(pk=draw.pk)
    drawing.keep_picks(made, None)
    Draw.objects.filter(pk=draw.pk).update(picked=made.picked)


def _finish(rng: random.Random, draw: Draw, actor: Any) -> None:
    """The checks of an old draw: told before, done in time mostly, published in time mostly."""
    done, publish, tell = checking.move("done"), checking.move("publish"), checking.move("tell")
    if done is None or publish is None or tell is None:
        return
    for number, item in enumerate(PlanItem.objects.filter(draw=draw.pk).order_by("id")):
        if number % 9 == 8:
            continue
        day = item.due_on - timedelta(days=rng.randint(2, 25))
        result = rng.choice(("clean", "ordered", "ordered", "none"))
        published = day + timedelta(days=rng.choice((6, 12, 18)))
        for move, on in ((tell, day - timedelta(days=3)), (done, day), (publish, published)):
            if on <= clock.today() and not (move is publish and number % 7 == 6):
                making.make(checking, move, item, actor=actor, data={"day": on, "result": result}, trusted=True)


def _cases(rng: random.Random, officers: Sequence[Officer], staff: Staff, today: date) -> list[Case]:
    firms = list(Enterprise.objects.filter(operation="open").order_by("id")[10 : 10 + CASES])
    made = [_case(rng, number, firm, officers, staff, today) for number, firm in enumerate(firms)]
    _entered(made)
    payments = [
        Payment(
            case=case, paid_on=case.served_on + timedelta(days=5), amount=case.collected, receipt=f"缴{case.pk:06d}"
        )
        for case in made
        if case.collected and case.served_on
    ]
    Payment.objects.bulk_create(payments)
    return made


def arise_from_accidents() -> int:
    """Every fourth case arose from an accident that happened before it was found; accidents stand now. How many."""
    known = list(Accident.objects.exclude(enterprise=None).select_related("enterprise").order_by("-occurred_at"))
    source, changed = _term("case-source", "accident"), []
    for case in Case.objects.exclude(filed_on=None).order_by("id")[::4]:
        before = [one for one in known if localtime(one.occurred_at).date() <= case.found_on]
        if before:
            known.remove(before[0])
            case.accident, case.enterprise = before[0], before[0].enterprise
            case.place_id, case.line_id = before[0].place_id, before[0].line_id
            case.cause, case.source = "对事故发生负有责任", source
            case.basis = "《中华人民共和国安全生产法》第一百一十四条"
            changed.append(case)
    Case.objects.bulk_update(changed, ["accident", "enterprise", "place", "line", "cause", "source", "basis"])
    writing.reindex(changed)
    return len(changed)


def _case(
    rng: random.Random, number: int, firm: Enterprise, officers: Sequence[Officer], staff: Staff, today: date
) -> Case:
    cause, violation, fine = CAUSES[number % len(CAUSES)]
    state = PATH[number % len(PATH)] if number < 2 * len(PATH) else CaseStatus.CLOSED
    steps = PATH.index(state)
    found = today - timedelta(days=steps * 12 + rng.randint(2, 30))
    days = {name: found + timedelta(days=3 + n * 10) for n, name in enumerate(STEPS[:steps])}
    case = Case(
        cause=cause, enterprise=firm, found_on=found, place_id=firm.place_id, line_id=firm.line_id, status=state,
        violation=_term("violation-kind", violation), organisation=staff.enforcement, lead=officers[number % 4],
        source=_term("case-source", rng.choice(("inspection", "inspection", "complaint", "checkpoint", "superior"))),
        second=officers[(number + 1) % 4], major=fine >= 100_000, penalties=("fine",),
        basis="《中华人民共和国安全生产法》第九十七条",
        provincial_number=f"省执〔{today.year}〕990121-{number + 1:04d}" if steps else "",
        reviewed_on=days.get("investigated_on") if fine >= 100_000 else None,
        discussed_on=days.get("investigated_on") if fine >= 100_000 else None,
        fine=Decimal(fine) if steps >= PATH.index(CaseStatus.DECIDED) else None,
        decision_number=f"澜应急罚〔{today.year}〕{number + 1}号" if "decided_on" in days else "",
        published_on=days.get("executed_on"), **days,
    )  # fmt: skip
    if state == CaseStatus.SERVED:
        case.collected = Decimal(fine) / 2
    elif "executed_on" in days:
        case.collected = Decimal(fine)
    if state == CaseStatus.CLOSED and number % 3:
        case.revisited_on, case.revisit = min(days["closed_on"] + timedelta(days=20), today), "kept"
    limit = {CaseStatus.DECIDED: clocks.SERVE, CaseStatus.SERVED: clocks.PAY, CaseStatus.EXECUTED: clocks.ARCHIVE}
    start = {CaseStatus.DECIDED: "decided_on", CaseStatus.SERVED: "served_on", CaseStatus.EXECUTED: "executed_on"}
    if state in INVESTIGATED:
        case.due_on, case.due_for = queries.limit_end(clocks.WHOLE, case.filed_on), "办结"
    elif state in limit:
        case.due_on, case.due_for = queries.limit_end(limit[state], days[start[state]]), "办理"
    return case


def _around(cases: Sequence[Case], today: date) -> None:
    """Transfers both ways, and firms that were closed."""
    _entered(
        [
            CaseTransfer(
                direction=Direction.OUT, counterpart=_term("transfer-body", "police"), title="未经许可储存危险化学品案",
                crime=_term("suspected-crime", "dangerous"), sent_on=today - timedelta(days=50),
                document="澜应急移〔2026〕1号",
                accepted_on=today - timedelta(days=46), status=TransferStatus.ACCEPTED, place_id=cases[5].place_id,
            ),
            *(
                CaseTransfer(
                    direction=Direction.IN, counterpart=_term("transfer-body", "procuratorate"), major=True,
                    title=f"检察机关移交重大处罚案件（{word}）", sent_on=today - timedelta(days=9 + 30 * number),
                    status=TransferStatus.SENT if not number else TransferStatus.ACCEPTED, place_id=case.place_id,
                    accepted_on=None if not number else today - timedelta(days=30), case=None if not number else case,
                )
                for number, (word, case) in enumerate(zip("一二", cases[6:8], strict=True))
            ),
        ]
    )  # fmt: skip
    states = (ClosureStatus.PROPOSED, ClosureStatus.DECIDED, ClosureStatus.VERIFIED)
    firms = Enterprise.objects.filter(operation="closed").order_by("id")[:1]
    chosen = [*Enterprise.objects.filter(operation="open").order_by("-id")[:2], *firms]
    _entered(
        [
            FirmClosure(
                enterprise=firm, reason="不具备安全生产条件，停产整顿仍不合格", proposed_on=today - timedelta(days=60),
                authority="县人民政府", place_id=firm.place_id, status=state, due_on=today + timedelta(days=10),
                decided_on=None if state == ClosureStatus.PROPOSED else today - timedelta(days=40),
                carried_out_on=today - timedelta(days=20) if state == ClosureStatus.VERIFIED else None,
                verified_on=today - timedelta(days=10) if state == ClosureStatus.VERIFIED else None,
            )
            for firm, state in zip(chosen, states, strict=False)
        ]
    )  # fmt: skip


HELD = (
    (MeasureKind.SEIZE, "液化石油气钢瓶", "12 只", 26, MeasureStatus.RUNNING),
    (MeasureKind.SEAL, "甲醇储罐及输送管道", "1 套", 12, MeasureStatus.RUNNING),
    (MeasureKind.STORE, "动火作业票和值班记录", "2 册", 3, MeasureStatus.RUNNING),
    (MeasureKind.SEIZE, "不明液体", "6 桶", 15, MeasureStatus.APPRAISED),
    (MeasureKind.SEIZE, "烟花爆竹", "40 箱", 60, MeasureStatus.DISPOSED),
)


def _held(cases: Sequence[Case], today: date) -> None:
    """Property held in the cases that are being investigated: one nearly over, one asked to be longer, one disposed."""
    rows = [
        CoerciveMeasure(
            case=case, kind=kind, objects_taken=what, quantity=number, location="执法大队物证室", keeper="郑凯",
            taken_on=today - timedelta(days=days), approved_on=today - timedelta(days=days), approver="周明远",
            document=f"澜应急强措〔{today.year}〕{order}号", place_id=case.place_id, line_id=case.line_id,
            status=status, **_since(status, today - timedelta(days=days), today),
        )
        for order, (case, (kind, what, number, days, status)) in enumerate(zip([*cases] * 5, HELD, strict=False), 1)
    ]  # fmt: skip
    if rows:
        rows[0].asked_until_on, rows[0].ask_reason = today + timedelta(days=20), "涉案人员较多，需要补充调查"
        _entered(rows)


def _since(status: str, taken_on: date, today: date) -> dict[str, Any]:
    """What else is known of a measure in that state."""
    if status == MeasureStatus.DISPOSED:
        return {"disposed_on": taken_on + timedelta(days=20), "disposal": _term("measure-disposal", "transfer")}
    return {"appraised_from_on": today - timedelta(days=8)} if status == MeasureStatus.APPRAISED else {}
