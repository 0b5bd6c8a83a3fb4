# ruff: noqa: E501 - tables of texts
"""Three years of accidents of the demonstration county, fewer each year, with reports, casualties and investigations."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.dictionaries.models import Term
from anlan.base.inserting import insert_many
from anlan.demo import enforcement, names
from anlan.demo.geography import County
from anlan.demo.staff import Staff
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.records import writing
from anlan.subjects.accidents import rules, services, standards
from anlan.subjects.accidents.choices import Finding, Nature, Outcome, Status, Step, Subject, Way
from anlan.subjects.accidents.models import (
    Accident,
    AccidentCasualty,
    AccidentMeasure,
    AccidentReport,
    InquiryAnswer,
    InquiryItem,
    Investigation,
    Sanction,
)
from anlan.subjects.enterprises.models import Enterprise

YEARLY = (13, 17, 22)  # accidents of this year, of the last, of the one before
GROUPS = (("lanchuan", "澜川矿业集团"), ("jianye", "澜川建业集团"))
STORIES = (  # what happened, statistical sector, type of 2025, of 1986, loss in 万元
    ("高处坠落事故", "industry-07", "高处坠落", "高处坠落", 96),
    ("机械伤害事故", "industry-06", "机械致害", "机械伤害", 78),
    ("物体打击事故", "industry-08", "物体打击", "物体打击", 85),
    ("触电事故", "industry-07", "触电", "触电", 90),
    ("起重伤害事故", "industry-06", "起重致害", "起重伤害", 110),
    ("货车追尾事故", "road-08", "道路（轨道）车辆致害", "车辆伤害", 62),
    ("客车侧翻事故", "road-01", "道路（轨道）车辆致害", "车辆伤害", 130),
    ("仓库火灾", "other-06", "火灾", "火灾", 240),
    ("采场坍塌事故", "industry-02", "坍塌", "坍塌", 150),
)
MEASURES = ("完善危险作业审批制度并逐级培训", "增设防护设施并验收", "开展同类企业专项排查")


def create(seed: int, county: County, people: Staff, today: date) -> dict[str, int]:
    """All of it; the caller holds the transaction. Enterprises stand already."""
    terms.put("enterprise-group", "企业集团", GROUPS, owner="本局")
    services.seed()
    services.forget_limits()
    rng = random.Random(f"accidents {seed}")
    rows = _accidents(rng, county, people, today)
    hurt = [person for row in rows for person in _casualties(rng, row, people)]
    reports = [report for row in rows for report in _reports(rng, row, people)]
    insert_many(hurt)
    insert_many(reports)
    inquired = _investigations(rng, rows, people, today)
    for told in (rows, hurt, reports):
        writing.reindex(told)
    enforcement.arise_from_accidents()
    return {"accidents": len(rows), "investigations": len(inquired), "casualties": len(hurt)}


def _accidents(rng: random.Random, county: County, people: Staff, today: date) -> list[Accident]:
    kinds = {term.name: term for term in terms.every(standards.KINDS)}
    sectors = {term.code: term for term in terms.every(standards.SECTORS)}
    groups = terms.every("enterprise-group")
    firms = list(Enterprise.objects.select_related("line", "place").order_by("id")[:400])
    rows = []
    for back, count in enumerate(YEARLY):
        first = date(today.year - back, 1, 1)
        days = max((today - timedelta(days=2) - first).days, 1) if not back else 360
        for day in sorted(rng.randrange(days) for _ in range(count)):
            at = clock.at(f"{first.isoformat()} {rng.randrange(6, 20):02d}:{rng.randrange(60):02d}")
            rows.append(_accident(rng, at + timedelta(days=day), rng.choice(firms), (kinds, sectors, groups), people))
    ledger = ledger_of(Accident)
    assert ledger is not None  # noqa: S101 - declared by the subject
    ledger.prepare(rows)
    entry.number_rows(ledger, rows)
    insert_many(rows)
    return rows


def _accident(rng: random.Random, at: datetime, firm: Enterprise, lists: tuple[Any, ...], people: Staff) -> Accident:
    kinds, sectors, groups = lists
    what, sector, now, then, loss = rng.choice(STORIES)
    day = f"“{timezone.localtime(at).month}·{timezone.localtime(at).day}”"
    term: Term | None = kinds.get(now if rules.edition(at) == standards.NEW else f"{then}（1986）")
    recent = clock.now() - at < timedelta(days=12)
    received = at + timedelta(minutes=rng.randrange(12, 55))
    reported = received + timedelta(minutes=rng.choice((25, 48, 70, 95, 110, 150)))
    return Accident(
        title=f"{firm.name}{day}{what}" if sector.startswith("industry") else f"{firm.place.name}{day}{what}",
        occurred_at=at, sector=sectors[sector], kind=term, enterprise=firm if sector.startswith("industry") else None,
        unit="" if sector.startswith("industry") else "澜川运输有限公司", place=firm.place, line=firm.line,
        group=rng.choice(groups) if sector.startswith("industry") and rng.random() < 0.2 else None,
        longitude=firm.longitude, latitude=firm.latitude, deaths=1 if rng.random() < 0.55 else 0,
        serious_injuries=rng.choice((0, 0, 1, 1, 2)), minor_injuries=rng.randrange(3), missing=0,
        loss=None if recent else Decimal(loss + rng.randrange(40)), production=rng.random() < 0.92,
        firm_knew_at=at + timedelta(minutes=6), received_at=received, reported_at=reported,
        direct_reported_at=None if recent else reported + timedelta(hours=rng.randrange(2, 20)),
        rescue_begun_at=received + timedelta(minutes=14), rescue_ended_at=received + timedelta(hours=3),
        rescue="现场警戒、搜救和救治。", course="作业人员在作业过程中发生事故，现场人员随即报告并施救。",
        status=Status.REGISTERED if recent else Status.VERIFIED, created_at=received, updated_at=reported,
        created_by=people.users["duty"], updated_by=people.users["duty"],
    )  # fmt: skip


def _casualties(rng: random.Random, row: Accident, people: Staff) -> list[AccidentCasualty]:
    """One row a person of the figures."""
    outcomes = [Outcome.DEAD] * (row.deaths or 0) + [Outcome.SERIOUS] * (row.serious_injuries or 0)
    return [
        AccidentCasualty(
            accident=row, position=number, outcome=outcome, name=names.person(rng), gender="male",
            age=rng.randrange(22, 61), employer=row.enterprise.name if row.enterprise else row.unit,
            post=rng.choice(("焊工", "操作工", "驾驶员", "电工", "架子工")),
            died_on=timezone.localtime(row.occurred_at).date() if outcome == Outcome.DEAD else None,
            created_at=row.received_at, updated_at=row.received_at, created_by=people.users["duty"],
        )
        for number, outcome in enumerate(outcomes, 1)
    ]  # fmt: skip


def _reports(rng: random.Random, row: Accident, people: Staff) -> list[AccidentReport]:
    """From the firm, to the city and to the government."""
    steps = (
        (Step.FIRM, "县应急局", row.firm_knew_at, row.received_at),
        (Step.UPWARD, "市应急局", row.received_at, row.reported_at),
        (Step.GOVERNMENT, "县政府", row.received_at, row.reported_at),
    )
    made = [
        AccidentReport(
            accident=row, step=step, recipient=recipient, sender="" if step != Step.FIRM else row.unit,
            way=rng.choice(Way.values), known_at=known, sent_at=sent, created_at=sent, updated_at=sent,
            created_by=people.users["duty"],
        )
        for step, recipient, known, sent in steps
        if known is not None and sent is not None
    ]  # fmt: skip
    services.set_report_limits(made)
    return made


def _investigations(rng: random.Random, rows: list[Accident], people: Staff, today: date) -> list[Investigation]:
    """Deadly accidents are investigated; older ones are closed, assessed and paid for."""
    made = [_investigation(row, people, today) for row in rows if row.deaths]
    ledger = ledger_of(Investigation)
    assert ledger is not None  # noqa: S101 - declared by the subject
    ledger.prepare(made)
    entry.number_rows(ledger, made)
    insert_many(made)
    _answers(made, people)
    measures = [each for row in made if row.approved_on for each in _measures(rng, row, people)]
    sanctions = [each for row in made if row.approved_on for each in _sanctions(rng, row, people)]
    measuring = ledger_of(AccidentMeasure)
    assert measuring is not None  # noqa: S101 - declared by the subject
    measuring.prepare(measures)
    for told in (made, measures, sanctions):
        if told is not made:
            insert_many(told)
        writing.reindex(told)
    return made


def _investigation(row: Accident, people: Staff, today: date) -> Investigation:
    day = timezone.localtime(row.occurred_at).date()

    def reached(after: int) -> date | None:
        return day + timedelta(days=after) if day + timedelta(days=after) <= today else None

    return Investigation(
        accident=row, organiser="县应急管理局", leader="事故调查组组长", begun_on=min(day + timedelta(days=2), today),
        members="县公安局、县总工会、县应急管理局、行业主管部门", submitted_on=reached(52), approved_on=reached(64),
        approval_paper=f"澜政函〔{day.year}〕{day.day}号" if reached(64) else "", closed_on=reached(150),
        published_on=reached(80), published_where="县政府网站" if reached(80) else "",
        nature=Nature.LIABILITY if reached(52) else "", direct_cause="作业人员违章作业。" if reached(52) else "",
        indirect_cause="危险作业审批不严，现场管理不到位。" if reached(52) else "", revisited_on=reached(330),
        assessed_on=reached(330), assessment="all" if reached(330) else "", created_at=row.received_at,
        updated_at=row.received_at, created_by=people.users["safety"],
    )  # fmt: skip


def _answers(rows: list[Investigation], people: Staff) -> None:
    """一案四查、两个倒查 of those that were submitted."""
    items = list(InquiryItem.objects.select_related("scheme"))
    insert_many(
        [
            InquiryAnswer(
                investigation=row, item=item, scheme=item.scheme.name, content=item.content,
                finding=Finding.PROBLEM if number == 0 else Finding.CLEAR, text="" if number else "主体责任落实不到位。",
                answered_at=row.created_at, answered_by=people.users["safety"],
            )
            for row in rows if row.submitted_on
            for number, item in enumerate(items)
        ]
    )  # fmt: skip


def _measures(rng: random.Random, row: Investigation, people: Staff) -> list[AccidentMeasure]:
    assert row.approved_on is not None  # noqa: S101 - chosen by the caller
    unit = row.accident.enterprise.name if row.accident.enterprise else row.accident.unit
    due, closed = row.approved_on + timedelta(days=60), row.closed_on
    return [
        AccidentMeasure(
            accident=row.accident, content=content, unit=unit, due_on=due, done_on=due - timedelta(days=3) if closed else None,
            evidence="已落实，有照片和制度文本。" if closed else "", revisited_on=closed, verified_by="执法大队" if closed else "",
            created_at=row.created_at, updated_at=row.created_at, created_by=people.users["safety"],
        )
        for content in MEASURES[: rng.randrange(2, 4)]
    ]  # fmt: skip


def _sanctions(rng: random.Random, row: Investigation, people: Staff) -> list[Sanction]:
    kinds = {term.code: term for term in terms.every("sanction-kind")}
    unit = row.accident.enterprise.name if row.accident.enterprise else row.accident.unit
    chosen: list[tuple[str, str, str, Decimal | None]] = [
        (Subject.UNIT, unit, "fine", Decimal(rng.choice((35, 42, 50)))),
        (Subject.PERSON, names.person(rng), "fine", Decimal(rng.choice((3, 5, 8)))),
        (Subject.PERSON, names.person(rng), rng.choice(("criminal", "internal", "admonish")), None),
    ]
    return [
        Sanction(
            accident=row.accident, subject=subject, name=name, employer=unit if subject == Subject.PERSON else "",
            kind=kinds[kind], amount=amount, authority="县公安局" if kind == "criminal" else "县应急管理局",
            decided_on=row.approved_on, due_on=row.closed_on or row.assess_due_on, executed_on=row.closed_on,
            created_at=row.created_at, updated_at=row.created_at, created_by=people.users["safety"],
        )
        for subject, name, kind, amount in chosen
    ]  # fmt: skip
