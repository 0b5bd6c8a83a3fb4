# ruff: noqa: E501 - tables of texts
"""Permit items, certificates, applications and complaints of the demonstration county."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.inserting import insert_many
from anlan.demo import names
from anlan.demo.geography import County
from anlan.demo.staff import Staff
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.records import writing
from anlan.subjects.permits import rules, services
from anlan.subjects.permits.choices import Handling, Kind, Result, Stage, Validity
from anlan.subjects.permits.models import Complaint, Permit, PermitApplication, PermitItem

ITEMS = (  # code, name, category, legal and promised working days, years, series
    ("XK-01", "烟花爆竹零售经营许可", "fireworks-retail", 20, 7, 2, "YHLS"),
    ("XK-02", "烟花爆竹批发经营许可", "fireworks-wholesale", 30, 12, 3, "YHPF"),
    ("XK-03", "危险化学品经营许可", "chemical-trade", 30, 10, 3, "WHJY"),
    ("XK-04", "第三类非药品类易制毒化学品经营备案", "precursor", 10, 1, 3, "YZD"),
    ("XK-05", "危险化学品建设项目安全条件审查", "project-review", 45, 18, None, "AQTJ"),
)
PERMITS, APPLICATIONS, COMPLAINTS = 70, 26, 64
SUBJECTS = ("仓库违规存放烟花爆竹", "车间粉尘未清理", "夜间违规动火作业", "加油站卸油操作不规范", "安全出口被锁闭", "无证从事电焊作业",
            "有限空间作业无人监护", "叉车无证驾驶", "矿山超层开采", "餐饮场所燃气报警器未安装")  # fmt: skip


def create(seed: int, county: County, people: Staff, today: date) -> dict[str, int]:
    """All of it; the caller holds the transaction."""
    rng = random.Random(f"permits {seed}")
    services.seed()
    categories = {term.code: term for term in terms.every("permit-category")}
    items = [
        PermitItem(
            code=code, name=name, category=categories[category], legal_days=legal, promised_days=promised,
            valid_years=years, series=series, materials="申请书\n营业执照\n安全生产责任制度文本", published_on=today - timedelta(days=300),
            published_where="县政务服务网", walked_on=today - timedelta(days=120), walked_issues="材料重复提交",
            walked_fixed_on=today - timedelta(days=90), basis="安全生产许可有关规定",
        )
        for code, name, category, legal, promised, years, series in ITEMS
    ]  # fmt: skip
    insert_many(items)
    permits = _numbered([_permit(rng, county, people, items, number, today) for number in range(PERMITS)])
    applications = _numbered([_application(rng, county, people, items, today) for _ in range(APPLICATIONS)])
    complaints = _numbered([_complaint(rng, county, people, today) for _ in range(COMPLAINTS)])
    for told in (items, permits, applications, complaints):
        writing.reindex(told)
    return {"permits": len(permits), "applications": len(applications), "complaints": len(complaints)}


def _numbered(rows: list[Any]) -> list[Any]:
    """Complete, number and insert rows of one ledger; what stands of their past is kept."""
    ledger = ledger_of(type(rows[0]))
    assert ledger is not None  # noqa: S101 - declared by the subject
    kept = [row.due_on for row in rows] if ledger.number else []
    ledger.prepare(rows)
    for row, due_on in zip(rows, kept, strict=False):
        row.due_on = due_on or row.due_on
    entry.number_rows(ledger, rows)
    insert_many(rows)
    return rows


def _permit(
    rng: random.Random, county: County, people: Staff, items: list[PermitItem], number: int, today: date
) -> Permit:
    item, where = items[0] if number % 2 else rng.choice(items[:4]), rng.choice(county.villages)
    issued = today - timedelta(days=rng.randrange(20, 1000))
    expires = rules.expires_on(issued, item.valid_years)
    over = expires is not None and expires < today
    lapsed = over and rng.random() < 0.8
    return Permit(
        number=f"澜{item.series}{issued.year}{number:04d}", item=item, holder=f"{where.name}{rng.choice(('日杂店', '经营部', '商行'))}",
        person=names.person(rng), phone=names.phone(rng), place_id=where.code, longitude=where.longitude,
        latitude=where.latitude, issued_on=issued, valid_from_on=issued, expires_on=expires,
        status=Validity.NOT_RENEWED if lapsed else Validity.VALID, ended_on=expires if lapsed else None,
        end_reason="零售点布点规划调整，到期不再核发" if lapsed else "", created_by=people.users["safety"],
    )  # fmt: skip


def _application(
    rng: random.Random, county: County, people: Staff, items: list[PermitItem], today: date
) -> PermitApplication:
    item, where = rng.choice(items), rng.choice(county.villages)
    received = today - timedelta(days=rng.choice((2, 5, 9, *range(20, 300, 12))))
    row = PermitApplication(
        item=item, kind=Kind.FIRST, applicant=f"{where.name}{rng.choice(('日杂店', '经营部', '加油站'))}",
        person=names.person(rng), phone=names.phone(rng), place_id=where.code, received_on=received,
        status=Stage.RECEIVED if (today - received).days < 4 else Stage.ACCEPTED if (today - received).days < 20 else Stage.GRANTED,
        created_by=people.users["safety"],
    )  # fmt: skip
    if row.status != Stage.RECEIVED:
        row.accepted_on = clock.add_working_days(received, 1)
        row.promised_days, row.legal_days = item.promised_days, item.legal_days
        row.due_on = rules.decision_due_on(row.accepted_on, item.promised_days)
        row.legal_due_on = rules.decision_due_on(row.accepted_on, item.legal_days)
    if row.status == Stage.GRANTED and row.accepted_on:
        row.used_days = max(item.promised_days - rng.randrange(0, 5), 1)
        row.decided_on = row.delivered_on = clock.add_working_days(row.accepted_on, row.used_days)
        row.in_time = True
    return row


def _complaint(rng: random.Random, county: County, people: Staff, today: date) -> Complaint:
    where, nameless = rng.choice(county.villages), rng.random() < 0.4
    received = clock.at(f"{today - timedelta(days=rng.randrange(1, 330))} {rng.randrange(8, 18):02d}:20")
    sources = terms.every("complaint-source")
    age, source = (today - received.date()).days, rng.choice(sources)
    row = Complaint(
        title=f"{where.name}：{rng.choice(SUBJECTS)}", content="来电反映存在安全问题，请核查处理。", source=source,
        sender_number=f"{source.name[:1]}转{rng.randrange(10**6):06d}" if source.code in ("province", "city", "12345") else "",
        received_at=received, category=rng.choice(terms.every("complaint-category")[:2]), anonymous=nameless,
        reporter="" if nameless else names.person(rng), phone="" if nameless else names.phone(rng),
        unit=f"{where.name}某经营单位", place_id=where.code, longitude=where.longitude, latitude=where.latitude,
        status=Handling.RECEIVED if age < 4 else Handling.ASSIGNED if age < 20 else Handling.CLOSED,
        created_by=people.users["duty"],
    )  # fmt: skip
    if row.status != Handling.RECEIVED:
        row.accepted_at = row.assigned_at = received + timedelta(days=1)
        row.due_on = received.date() + timedelta(days=60)
        row.handler = people.town_offices.get(f"{where.code[:9]}000")
    if row.status == Handling.CLOSED:
        row.checked_on = received.date() + timedelta(days=9)
        row.answered_on = row.closed_on = received.date() + timedelta(days=12)
        row.result = rng.choice((Result.TRUE, Result.PARTLY, Result.FALSE))
        row.finding, row.answer = "已到现场核查并处理。", "处理结果已告知。"
    return row
