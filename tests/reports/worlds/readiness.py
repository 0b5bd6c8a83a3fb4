"""Rules of duty, information sent up, warnings, patrols, devices and teams."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from anlan.subjects.duty.models import DutyPost, ReportDuty
from anlan.subjects.governance.models import KeyPeriod
from anlan.subjects.incidents.models import Incident
from anlan.subjects.monitoring.models import Device, VideoPatrol
from anlan.subjects.resources.models import Team
from anlan.subjects.warnings.choices import MessageKind, Status
from anlan.subjects.warnings.models import Alert, Consultation
from tests.factories import STONE
from tests.reports.world import World


def at(month: int, day: int, hour: int = 9, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


def build(world: World) -> None:
    """All of it."""
    _duty(world)
    _information(world)
    _warnings(world)
    _watching(world)
    _teams(world)


def _duty(world: World) -> None:
    """One post round the clock with two, one of twelve hours with three; 2 of 3 on duty in the period of 2026."""
    given: dict[str, Any] = {"unit": world.bureau, "place_id": world.county}
    world.enter(
        [
            DutyPost(code="bureau", name="局值班室", round_the_clock=True, members=2, **given),
            DutyPost(code="flood", name="防汛值班", round_the_clock=False, hours=12, members=3, **given),
        ]
    )
    world.enter(
        [
            KeyPeriod(
                name=f"特护期{year}",
                place_id=world.county,
                begins_at=at(10, 1, year=year),
                ends_at=at(10, 8, year=year),
                on_duty_parts=on_duty,
                of_parts=parts,
                leave_cancelled=cancelled,
            )
            for year, on_duty, parts, cancelled in ((2026, 2, 3, True), (2025, 1, 5, False))
        ]
    )
    world.enter(
        [
            ReportDuty(name=name, kind=kind, cycle=cycle, place_id=world.county, starts_on=date(2026, 1, 1))
            for name, kind, cycle in (
                ("日报告", "daily", "daily"),
                ("网格日报告", "grid", "daily"),
                ("周报", "other", "weekly"),
            )
        ]
    )


def _information(world: World) -> None:
    """Three reported in 2026; one of an exercise, one of 2025, one not reported are none of them."""
    rows = [(at(3, 1), False), (at(4, 1), False), (at(5, 1), False), (at(6, 1), True), (at(6, 1, year=2025), False)]
    world.enter(
        [
            Incident(
                title=f"事件{n}",
                received_at=moment,
                reported_at=moment if n < 5 else None,
                exercise=exercise,
                place_id=world.stone,
            )
            for n, (moment, exercise) in enumerate([*rows, (at(7, 1), False)])
        ]
    )


def _warnings(world: World) -> None:
    """Three and an update sent out; a lifting, an exercise and a draft are not counted; three consultations."""
    rows = [
        *((MessageKind.ALERT, Status.ISSUED, False) for _ in range(2)), (MessageKind.ALERT, Status.LIFTED, False),
        (MessageKind.UPDATE, Status.EXPIRED, False), (MessageKind.CANCEL, Status.ISSUED, False),
        (MessageKind.ALERT, Status.ISSUED, True), (MessageKind.ALERT, Status.DRAFT, False),
    ]  # fmt: skip
    world.enter(
        [
            Alert(
                identifier=f"figures-{n}",
                message=message,
                status=status,
                exercise=exercise,
                headline=f"预警{n}",
                kind=world.term("warning-kind", "暴雨"),
                level="orange",
                issued_at=at(7, n + 1),
                expires_at=at(7, n + 2),
                place_id=world.county,
                areas=[world.county],
            )
            for n, (message, status, exercise) in enumerate(rows)
        ]
    )
    world.enter(
        [
            Consultation(held_at=at(7, day, year=year), title=f"会商{day}", place_id=world.county)
            for day, year in ((1, 2026), (2, 2026), (3, 2026), (4, 2025))
        ]
    )


def _watching(world: World) -> None:
    """Three patrols on one day and one on the next; three cameras, a fourth out of use, a fifth of 2027."""
    world.enter(
        [
            VideoPatrol(patrolled_at=moment, patroller="毛小军", place_id=world.stone)
            for moment in (at(10, 1, 1), at(10, 1, 12), at(10, 1, 23), at(10, 2))
        ]
    )
    kind = world.term("device-kind", "高清热成像探头")
    world.enter(
        [
            Device(
                serial=f"camera-{n}", name=f"探头{n}", kind=kind, place_id=world.stone, active=active, installed_on=day
            )
            for n, (active, day) in enumerate(
                [
                    (True, date(2026, 1, 1)),
                    (True, None),
                    (True, date(2025, 1, 1)),
                    (False, None),
                    (True, date(2027, 1, 1)),
                ]
            )
        ]
    )


def _teams(world: World) -> None:
    """By kind and level; one of the towns has a team of its own."""
    rows = [
        ("防汛抢险", "county", 30), ("防汛抢险", "village", 40), ("扑火", "county", 60), ("扑火", "town", 30),
        ("扑火", "town", 35), ("扑火", "village", 25), ("大比武备训", "county", 12), ("综合应急救援", "town", 20),
        ("综合应急救援", "town", 20), ("综合应急救援", "village", 15), ("半专业森林消防", "county", 20),
        ("社会应急救援", "county", 18), ("社会应急救援", "county", 18),
        *(("草原森林防火", "county", 10) for _ in range(3)), *(("抗震专业救援", "county", 10) for _ in range(4)),
    ]  # fmt: skip
    world.enter(
        [
            Team(
                name=f"{kind}队{n}",
                kind=world.term("team-kind", kind),
                level=level,
                headcount=people,
                muster_minutes=30,
                place_id=STONE if level == "town" else world.county,
            )
            for n, (kind, level, people) in enumerate(rows)
        ]
    )
