"""Cases with what was paid, closed firms, transfers, the plan of 2026 with its checks, officers, what towns owe."""

from datetime import date
from decimal import Decimal
from typing import Any

from anlan.subjects.enforcement.choices import CaseStatus, ClosureStatus, Direction, ItemStatus, ItemWay
from anlan.subjects.enforcement.models import (
    Case,
    CaseTransfer,
    EnforcementPlan,
    FirmClosure,
    Officer,
    Payment,
    PlanItem,
    SupervisionMatter,
    TownQuota,
)
from anlan.subjects.enforcement.services import seeding
from tests.factories import CLOUD, STONE
from tests.reports.world import World

GREAT, SEARCH = "安全生产大检查", "大排查大整治"
COURSES, SITES = "培训走过场专项整治", "假冒政府网站专项打击整治"


def build(world: World) -> None:
    """All of it."""
    _cases(world)
    _closures(world)
    _transfers(world)
    _plan(world)
    _officers(world)


def _cases(world: World) -> None:
    """Filed in 2026 under 大检查: 3 (one more in 2025, one more not filed). Storing chemicals unlawfully: 2 in 2026.

    Punished in 2026 under the two campaigns about training: F1 and F2; F3 was let off, F5 was punished under another.
    Accidents in industry to November 2026: 4 filed, 3 of them closed by then (75 %); 25,000 and 30,500 yuan paid.
    """

    def case(filed: date | None, **more: Any) -> Case:
        return Case(
            cause="未按规定培训", found_on=filed or date(2026, 1, 5), filed_on=filed, place_id=world.stone,
            status=CaseStatus.FILED if filed else CaseStatus.CLUE, **more,
        )  # fmt: skip

    def in_campaign(name: str, firm: str = "F1") -> dict[str, Any]:
        return {"campaign": world.named[name], "enterprise": world.named[firm]}

    storing = world.term("violation-kind", "非法储存危险化学品")
    day = date(2026, 10, 10)
    world.enter([
        *(case(date(2026, month, 1), **in_campaign(GREAT)) for month in (4, 5, 12)),
        case(date(2025, 12, 31), **in_campaign(GREAT)), case(None, **in_campaign(GREAT)),
        case(date(2026, 3, 1), violation=storing), case(date(2026, 9, 1), violation=storing),
        case(date(2025, 9, 1), violation=storing),
        case(day, decided_on=day, **in_campaign(COURSES)), case(day, decided_on=day, **in_campaign(SITES)),
        case(day, decided_on=day, **in_campaign(SITES, "F2")), case(day, decided_on=day, **in_campaign(SEARCH, "F5")),
        case(day, decided_on=day, unpunished=True, **in_campaign(SITES, "F3")),
        case(day, decided_on=date(2027, 1, 8), **in_campaign(SITES, "F4")),
    ])  # fmt: skip
    closed = {"a1": date(2026, 6, 1), "a2": date(2026, 11, 30), "a3": date(2026, 9, 1), "a4": date(2026, 12, 1)}
    of_accidents = [
        case(date(2026, 11, 1), accident=world.named[name], closed_on=on, fine=Decimal(90000))
        for name, on in (*closed.items(), ("r1", date(2026, 11, 20)))
    ]
    of_accidents += [
        case(date(2026, 12, 5), accident=world.named["d1"]),
        case(date(2025, 12, 5), accident=world.named["x1"], closed_on=date(2026, 3, 1)),
    ]
    other = world.keep("other case", case(date(2026, 2, 1), fine=Decimal(8000)))
    world.enter(of_accidents)
    paid = (
        (of_accidents[0], date(2026, 6, 1), 25000), (of_accidents[1], date(2026, 11, 30), 30500),
        (of_accidents[1], date(2026, 12, 1), 10000), (other, date(2026, 5, 1), 8000),
    )  # fmt: skip
    Payment.objects.bulk_create(Payment(case=row, paid_on=on, amount=amount) for row, on, amount in paid)


def _closures(world: World) -> None:
    """Under 大排查 F6 and F7 were closed in 2026; F5 was not yet, F4 under no campaign."""
    case = world.keep("closing", Case(
        cause="不具备安全条件", found_on=date(2026, 8, 1), campaign=world.named[SEARCH], place_id=world.stone
    ))  # fmt: skip
    rows: tuple[tuple[str, date | None, Any], ...] = (
        ("F6", date(2026, 9, 1), case), ("F7", date(2026, 10, 1), case), ("F7", date(2026, 11, 1), case),
        ("F5", None, case), ("F4", date(2026, 9, 1), None), ("F8", date(2025, 9, 1), case),
    )  # fmt: skip
    world.enter([
        FirmClosure(
            enterprise=world.named[firm], reason="限期不改", proposed_on=date(2025, 8, 1), carried_out_on=on, case=row,
            place_id=world.stone, status=ClosureStatus.CARRIED_OUT if on else ClosureStatus.DECIDED,
        )
        for firm, on, row in rows
    ])  # fmt: skip


def _transfers(world: World) -> None:
    """From the procuratorate in 2026: three major ones."""
    court, police = world.term("transfer-body", "检察机关"), world.term("transfer-body", "公安机关")
    came, went = Direction.IN, Direction.OUT
    rows = (
        *(((came, court, True, 2026),) * 3), (came, court, False, 2026), (came, court, True, 2025),
        (came, police, True, 2026), (went, court, True, 2026), (went, police, True, 2026),
    )  # fmt: skip
    world.enter([
        CaseTransfer(
            direction=way, counterpart=body, major=major, title=f"移送{n}", sent_on=date(year, 5, 1),
            place_id=world.stone,
        )
        for n, (way, body, major, year) in enumerate(rows)
    ])  # fmt: skip


# Way, matter, due, whether notice is needed, notice, done, with a result, to be published by, published. Of 2026:
# R1 random 4 of 8 (10 less 1 special and 1 complaint): 50 %. R2 matters 1 and 2 of 5: 40 %. R3 the first six of 10 in
# time: 60 %. R4 notice before 4 of 5: 80 %. R5 of the 7 to be published by the end of the year 6 in time: 85.71 %.
Check = tuple[ItemWay, int | None, date, bool, date | None, date | None, bool, date | None, date | None]
JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)


def _day(month: int, day: int) -> date:
    return date(2026, month, day)


CHECKS: tuple[Check, ...] = (
    (ItemWay.RANDOM, 1, _day(3, 31), True, _day(3, 1), _day(3, 5), True, _day(4, 2), _day(4, 1)),
    (ItemWay.RANDOM, 1, _day(3, 31), True, _day(3, 2), _day(3, 6), True, _day(4, 3), _day(4, 3)),
    (ItemWay.RANDOM, 2, JUNE, True, _day(6, 1), _day(6, 10), True, _day(7, 8), _day(7, 1)),
    (ItemWay.RANDOM, None, JUNE, True, None, _day(6, 11), True, _day(7, 9), _day(7, 20)),  # published late
    (ItemWay.ROUTINE, None, JUNE, True, _day(6, 12), _day(6, 15), True, _day(7, 10), _day(7, 10)),
    (ItemWay.ROUTINE, None, SEPTEMBER, False, None, _day(9, 20), True, _day(10, 20), _day(10, 10)),
    (ItemWay.ROUTINE, None, SEPTEMBER, False, None, _day(10, 5), True, date(2027, 2, 1), None),  # done late
    (ItemWay.KEY, None, SEPTEMBER, False, None, _day(9, 25), False, _day(10, 25), _day(10, 20)),  # without a result
    (ItemWay.SPECIAL, None, _day(12, 20), True, None, None, False, None, None),
    (ItemWay.COMPLAINT, None, _day(12, 25), True, None, None, False, None, None),
    (ItemWay.RANDOM, 3, date(2027, 1, 31), True, _day(12, 1), _day(12, 5), True, _day(12, 30), _day(12, 30)),
)


def _plan(world: World) -> None:
    """The plan, its checks, and quotas of 4, 6 and 8 a month, which is 6 on average."""
    seeding.formulas()
    plan = world.keep("plan", EnforcementPlan(
        name="2026 年执法计划", year=2026, organisation=world.bureau, place_id=world.county, staff=6
    ))  # fmt: skip
    matters = [
        SupervisionMatter(code=f"M{n}", name=f"事项{n}", place_id=world.county, active=n != 0) for n in range(6)
    ]  # fmt: skip
    world.enter(matters)
    result = world.term("draw-result", "未发现问题", "clean")

    def item(check: Check, **more: Any) -> PlanItem:
        way, matter, due, needed, notified, done, with_result, publish, published = check
        return PlanItem(
            plan=plan, enterprise=world.named["F1"], place_id=world.stone, way=way, due_on=due, notice_needed=needed,
            matter=None if matter is None else matters[matter], notified_on=notified, done_on=done,
            result=result if with_result else None, publish_due_on=publish, published_on=published, **more,
        )  # fmt: skip

    world.enter([*map(item, CHECKS), item(CHECKS[8], status=ItemStatus.DROPPED)])
    world.enter([
        TownQuota(plan=plan, place_id=place, month_on=month, target=target)
        for place, month, target in (
            (STONE, date(2026, 1, 1), 4), (STONE, date(2026, 2, 1), 6), (CLOUD, date(2026, 12, 1), 8),
            (CLOUD, date(2027, 1, 1), 20),
        )
    ])  # fmt: skip


def _officers(world: World) -> None:
    """One of four who are at work is qualified (25 %)."""
    world.enter([
        Officer(
            name=f"执法{n}", organisation=world.bureau, place_id=world.county, certificate_number=f"ZF-{n}",
            valid_until_on=date(2028, 1, 1), qualified=qualified, active=active,
        )
        for n, (qualified, active) in enumerate(((True, True), *(((False, True),) * 3), (True, False)))
    ])  # fmt: skip
