"""Nine firms, one of them closed, with what is known of them; risk points, safety equipment, sources and experts."""

from datetime import date
from decimal import Decimal
from typing import Any

from anlan.subjects.enterprises.choices import Cadence, Operation, PointStatus, Size, SourceLevel
from anlan.subjects.enterprises.models import (
    Enterprise,
    Expert,
    ExpertService,
    MajorHazardSource,
    MonitoringEquipment,
    RiskPoint,
    SafetyProvider,
    ServiceContract,
    Standardisation,
)
from tests.reports.world import World

# Above scale but not of high risk, and not closed: F2, F3, F8. Small or micro, and not closed: F3 to F7.
# A risk system by the end of 2026: F1, F2, F3, which is 3 of 8 (37.5 %); F4's came later, F9 is closed.
FIRMS: tuple[tuple[str, Size, tuple[str, ...], date | None], ...] = (
    ("F1", Size.LARGE, ("above-scale", "high-risk", "producer", "two-key"), date(2025, 3, 1)),
    ("F2", Size.MEDIUM, ("above-scale", "two-key"), date(2026, 5, 1)),
    ("F3", Size.SMALL, ("above-scale",), date(2026, 12, 31)),
    ("F4", Size.SMALL, (), date(2027, 1, 5)),
    ("F5", Size.MICRO, ("small-park",), None),
    ("F6", Size.MICRO, (), None),
    ("F7", Size.SMALL, (), None),
    ("F8", Size.MEDIUM, ("above-scale",), None),
    ("F9", Size.MICRO, ("above-scale",), date(2025, 1, 1)),
)


def build(world: World) -> None:
    """All of it."""
    for code, name in (
        ("above-scale", "规模以上"), ("high-risk", "高危行业"), ("producer", "危化品生产"), ("two-key", "两重点一重大"),
    ):  # fmt: skip
        world.term("enterprise-flag", name, code)
    sector = world.term("sector", "化工", "chemical")
    rows = [
        Enterprise(
            name=f"澜川{name}工厂", place_id=world.stone, sector=sector, size=size, flags=flags, risk_system_on=system,
            operation=Operation.CLOSED if name == "F9" else Operation.OPEN,
        )
        for name, size, flags, system in FIRMS
    ]  # fmt: skip
    world.enter(rows)
    world.named |= {name: row for (name, *_rest), row in zip(FIRMS, rows, strict=True)}
    _assessed(world)
    _served(world)
    _points(world)
    _equipment(world)
    _sources(world)
    _experts(world)


def _assessed(world: World) -> None:
    """In 2026 F2 and F8, which is 2 of 3 (66.67 %); F1 is of high risk, F9 closed, F3 did it in 2025."""
    days = {
        "F1": date(2026, 3, 1), "F2": date(2026, 6, 30), "F3": date(2025, 12, 31),
        "F8": date(2026, 12, 31), "F9": date(2026, 5, 1),
    }  # fmt: skip
    world.enter([Standardisation(enterprise=world.named[name], self_assessed_on=on) for name, on in days.items()])


def _served(world: World) -> None:
    """On the last day of 2026: F3, F4 and F6, which is 3 of 5 small ones (60 %); F2 is not small, F7's ran out."""
    kind = world.term("provider-kind", "技术服务机构", "service")
    provider = world.keep("provider", SafetyProvider(name="澜川安服中心", kind=kind))
    contracts: tuple[tuple[str, date, date, date | None], ...] = (
        ("F2", date(2026, 1, 1), date(2027, 1, 1), None),
        ("F3", date(2026, 1, 1), date(2026, 12, 31), None),
        ("F4", date(2026, 12, 31), date(2027, 12, 31), None),
        ("F5", date(2026, 1, 1), date(2027, 1, 1), date(2026, 10, 1)),
        ("F6", date(2026, 6, 1), date(2027, 6, 1), None),
        ("F6", date(2025, 6, 1), date(2026, 6, 1), None),
        ("F7", date(2025, 12, 1), date(2026, 11, 30), None),
        ("F9", date(2026, 1, 1), date(2027, 1, 1), None),
    )
    world.enter([
        ServiceContract(
            enterprise=world.named[firm], provider=provider, subject="安全托管", starts_on=begun, due_on=due,
            ended_on=ended,
        )
        for firm, begun, due, ended in contracts
    ])  # fmt: skip


def _points(world: World) -> None:
    """To the end of 2026: 15, of which 9 found in 2026, 6 before; 7 treated (46.67 %).

    Old shafts alone: 7, of which 5 sealed (71.43 %).
    """
    groups: tuple[tuple[str, int, date, date | None], ...] = (
        ("废弃矿洞", 2, date(2026, 3, 1), date(2026, 8, 1)),
        ("废弃矿洞", 1, date(2026, 3, 1), date(2027, 1, 5)),
        ("废弃矿洞", 1, date(2026, 12, 31), None),
        ("废弃矿洞", 3, date(2025, 7, 1), date(2026, 1, 10)),
        ("设备设施", 4, date(2026, 4, 1), None),
        ("设备设施", 1, date(2026, 4, 1), date(2026, 12, 31)),
        ("设备设施", 2, date(2025, 12, 31), None),
        ("设备设施", 1, date(2025, 5, 1), date(2025, 6, 1)),
        ("设备设施", 2, date(2027, 1, 2), None),
    )
    rows: list[Any] = []
    for kind, count, found, treated in groups:
        term = world.term("risk-point-kind", kind)
        for _each in range(count):
            rows.append(
                RiskPoint(
                    number=f"FX-{len(rows)}", name=kind, kind=term, found_on=found, treated_on=treated,
                    place_id=world.stone, status=PointStatus.TREATED if treated else PointStatus.CONTROLLED,
                )
            )  # fmt: skip
    world.enter(rows)


def _equipment(world: World) -> None:
    """Automation of F1 and F2: 17 of 20 (85 %), of F1 alone 9 of 10 (90 %), 6 of these in service (66.67 %).

    F1's gas alarms: 38 of 40 (95 %), 19 in service (50 %); cut-offs: 6 of 8 (75 %), 5 in service (83.33 %).
    """
    counts: tuple[tuple[str, str, int, int, int], ...] = (
        ("F1", "自动化系统", 10, 9, 6), ("F2", "自动化系统", 10, 8, 8), ("F8", "自动化系统", 5, 0, 0),
        ("F1", "可燃和有毒气体监测报警", 40, 38, 19), ("F1", "紧急切断", 8, 6, 5), ("F2", "紧急切断", 30, 1, 1),
        ("F2", "可燃和有毒气体监测报警", 20, 10, 10),
    )  # fmt: skip
    world.enter([
        MonitoringEquipment(
            enterprise=world.named[firm], system=world.term("safety-system", system), name="罐区", required=required,
            installed=installed, in_service=used,
        )
        for firm, system, required, installed, used in counts
    ])  # fmt: skip


def _sources(world: World) -> None:
    """Four constitute a source at the end of 2026, three of them connected (75 %): the first, second and fourth."""
    days: tuple[tuple[str, date | None, date | None, date | None], ...] = (
        ("1", date(2025, 1, 1), None, None),
        ("2", date(2026, 2, 1), None, None),
        ("3", date(2026, 2, 1), date(2026, 10, 1), None),
        ("4", date(2026, 12, 31), None, None),
        ("none", date(2025, 1, 1), None, None),
        ("1", date(2025, 1, 1), None, date(2026, 6, 1)),
    )
    rows = [
        MajorHazardSource(
            number=f"WX-{n}", name=f"罐区{n}", enterprise=world.named["F1"], connected_on=connected,
            disconnected_on=parted, retired_on=retired,
        )
        for n, (_level, connected, parted, retired) in enumerate(days)
    ]  # fmt: skip
    world.enter(rows)
    for row, (level, *_days) in zip(rows, days, strict=True):  # what substances would make of it
        MajorHazardSource.objects.filter(pk=row.pk).update(level=SourceLevel(level))


def _experts(world: World) -> None:
    """Those whom firms hired come every quarter at least (1 a quarter), those inside every ten days (3 a month)."""
    agreed: tuple[tuple[str, Cadence, date | None], ...] = (
        ("企业自聘专家", Cadence.QUARTER, None),
        ("企业自聘专家", Cadence.MONTH, None),
        ("企业自聘专家", Cadence.YEAR, date(2025, 12, 31)),
        ("企业内部专家", Cadence.TEN_DAYS, None),
        ("市级专家", Cadence.YEAR, None),
    )
    rows = [
        Expert(
            name=f"专家{n}", tier=world.term("expert-tier", tier), enterprise=world.named["F1"], cadence=cadence,
            hired_on=date(2025, 1, 1), ended_on=ended, place_id=world.county,
        )
        for n, (tier, cadence, ended) in enumerate(agreed)
    ]  # fmt: skip
    world.enter(rows)
    kind = world.term("expert-service-kind", "指导服务")
    world.enter([
        ExpertService(
            expert=rows[0], enterprise=world.named[firm], kind=kind, topic="工艺诊断", due_on=on, served_on=on,
            issues_fixed=fixed, fee=Decimal(800),
        )
        for firm, on, fixed in (
            ("F1", date(2026, 3, 1), 5), ("F1", date(2026, 6, 1), 2), ("F2", date(2026, 6, 1), 4),
            ("F2", date(2025, 6, 1), 9),
        )
    ])  # fmt: skip
