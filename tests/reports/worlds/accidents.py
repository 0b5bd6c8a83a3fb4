"""Accidents of two years, their investigations and measures, who was held to account, and the inquiry lines."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from anlan.subjects.accidents import standards
from anlan.subjects.accidents.choices import Inquiry, MeasureStatus, Subject
from anlan.subjects.accidents.models import Accident, AccidentMeasure, InquiryItem, Investigation, Sanction
from tests.reports.world import World

# Name, month, sector, group of firms, firm, deaths, whether reported directly, whether the bureau helped to rescue.
# January to November 2026: 4 in industry with 6 deaths, 2 with 3 of 包钢, which has one on the road too; 3 on roads
# with 2 deaths: 7 with 8; one larger.
# With December: 8 with 11, two larger; industry 5, of which 4 reported directly (80 %). Rescue in 2026: 5.
NOW: tuple[tuple[str, int, str, str, str, int, bool, bool], ...] = (
    ("a1", 2, "industry", "包钢", "F1", 2, True, True),
    ("a2", 5, "industry", "包钢", "F1", 1, True, True),
    ("a3", 7, "industry", "", "F3", 0, True, False),
    ("a4", 10, "industry", "", "临河建材厂", 3, True, True),
    ("r1", 3, "road", "包钢", "", 1, True, True),
    ("r2", 6, "road", "", "", 1, False, False),
    ("r3", 9, "road", "", "", 0, False, False),
    ("d1", 12, "industry", "", "F4", 3, False, False),
)
# The first half: 4 with 5 deaths now (a1, a2, r1, r2); 5 with 4 in 2025.
# January to November 2025: 10 with 10; the whole year 12 with 15.
BEFORE: tuple[tuple[int, int], ...] = (
    (1, 1), (2, 1), (3, 1), (4, 1), (6, 0), (7, 2), (8, 1), (9, 1), (10, 1), (11, 1), (12, 2), (12, 3),
)  # fmt: skip


def build(world: World) -> None:
    """All of it."""
    groups = {code: world.term(standards.SECTORS, name, code) for code, name, _parts in standards.SECTOR_GROUPS}
    sectors = {
        "industry": world.term(standards.SECTORS, "化工", "industry-03", groups["industry"]),
        "road": world.term(standards.SECTORS, "货运", "road-08", groups["road"]),
    }
    steel = world.term("enterprise-group", "包钢")

    def accident(name: str, year: int, month: int, sector: str, firm: str, deaths: int, **more: Any) -> Accident:
        at = timezone.make_aware(datetime(year, month, 10, 9))
        return Accident(
            title=name, occurred_at=at, received_at=at, sector=sectors[sector], deaths=deaths, place_id=world.stone,
            enterprise=world.named.get(firm), unit="" if firm in world.named else firm, **more,
        )  # fmt: skip

    rows = []
    for name, month, sector, group, firm, deaths, direct, rescue in NOW:
        row = accident(name, 2026, month, sector, firm, deaths, group=steel if group else None)
        row.direct_reported_at = row.occurred_at if direct else None
        row.rescue_begun_at = row.occurred_at if rescue else None
        rows.append(row)
    struck = accident("u1", 2026, 4, "industry", "", 5, counted=False)
    struck.rescue_begun_at = struck.direct_reported_at = struck.occurred_at
    before = [accident(f"x{n}", 2025, month, "industry", "F2", dead) for n, (month, dead) in enumerate(BEFORE)]
    before[0].enterprise, before[0].direct_reported_at = world.named["F6"], before[0].occurred_at
    world.enter([*rows, struck, *before])
    world.named |= {row.title: row for row in (*rows, *before)}
    _inquired(world)
    _sanctioned(world)
    _lines(world)


def _inquired(world: World) -> None:
    """Closed in 2026: a1, a2, a4 and one of 2025, in three units; F1 and F2 have done all, a4's has not (66.67 %)."""
    closed: tuple[tuple[str, date | None], ...] = (
        ("a1", date(2026, 5, 20)), ("a2", date(2026, 8, 1)), ("a4", date(2026, 11, 30)), ("x11", date(2026, 3, 1)),
        ("d1", None), ("x0", date(2025, 6, 1)),
    )  # fmt: skip
    world.enter([
        Investigation(
            accident=world.named[name], organiser="县应急局", begun_on=date(2025, 1, 20), closed_on=on,
            status=Inquiry.CLOSED if on else Inquiry.RUNNING,
        )
        for name, on in closed
    ])  # fmt: skip
    measures = (("a1", True), ("a1", True), ("a2", True), ("a4", True), ("a4", False), ("d1", False))
    world.enter([
        AccidentMeasure(
            accident=world.named[name], content="加装联锁", unit="事故单位", due_on=date(2026, 12, 1),
            status=MeasureStatus.VERIFIED if done else MeasureStatus.OPEN,
        )
        for name, done in measures
    ])  # fmt: skip


def _sanctioned(world: World) -> None:
    """Prosecuted in 2026: three people, one of them twice. No licence was taken in 2026, one in 2025."""
    criminal = world.term("sanction-kind", "刑事立案", "criminal")
    licence = world.term("sanction-kind", "吊销证照", "licence")
    fine = world.term("sanction-kind", "行政罚款", "fine")
    rows: tuple[tuple[str, str, Any, Any, int], ...] = (
        ("a1", "何敏", Subject.PERSON, criminal, 2026), ("a1", "吴晓", Subject.PERSON, criminal, 2026),
        ("a2", "何敏", Subject.PERSON, criminal, 2026), ("a4", "周建", Subject.PERSON, criminal, 2026),
        ("a4", "郑原", Subject.PERSON, fine, 2026), ("a4", "临河建材厂", Subject.UNIT, fine, 2026),
        ("a1", "石塘钢厂", Subject.UNIT, criminal, 2026),
        ("x0", "冯川", Subject.PERSON, criminal, 2025), ("x0", "云口砖厂", Subject.UNIT, licence, 2025),
    )  # fmt: skip
    world.enter([
        Sanction(
            accident=world.named[accident], name=name, subject=subject, kind=kind, employer="车间主任",
            decided_on=date(year, 9, 1),
        )
        for accident, name, subject, kind, year in rows
    ])  # fmt: skip


def _lines(world: World) -> None:
    """Four of 一案四查 (a fifth is out of use) and two of 两个倒查."""
    schemes = {code: world.term(standards.SCHEMES, name, code) for code, name in standards.SCHEME_NAMES}
    InquiryItem.objects.all().delete()
    world.enter([
        *(InquiryItem(scheme=schemes[scheme], content=content) for scheme, content in standards.INQUIRY_LINES),
        InquiryItem(scheme=schemes[standards.FOUR_INQUIRIES], content="查其他", active=False),
    ])  # fmt: skip
