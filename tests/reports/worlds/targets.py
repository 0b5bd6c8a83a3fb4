"""What 2027 is to reach."""

from decimal import Decimal

from anlan.subjects.governance.choices import Bound
from anlan.subjects.governance.models import Target
from tests.reports.world import World


def build(world: World) -> None:
    """No larger accident in 2027 (two in 2026 were allowed), accidents down by 5 %, deaths by 3 %."""
    goals = (
        ("较大及以上事故起数", 2027, 0), ("较大及以上事故起数", 2026, 2), ("事故起数同比增幅", 2027, -5),
        ("事故死亡人数同比增幅", 2027, -3), ("事故统计联网直报率", 2027, 100),
        ("专项预案制修订完成率", 2026, 100),
        ("专项预案最少演练次数", 2026, 1),
        ("因灾人员伤亡事故起数", 2027, 0),
        ("安全生产大检查组数", 2026, 6),
        ("小型消防站计划投资", 2026, 450),
        ("应急广播终端乡村人口覆盖率", 2026, 90),
        ("总指挥部数", 2026, 3),
        ("新建小型消防站数", 2026, 2),
        ("村级避灾安置点规范化建设率", 2026, 60),
        ("村级避灾安置点规范化建设率", 2030, 80),
        ("灾害信息员培训率", 2026, 95),
    )  # fmt: skip
    world.enter([
        Target(name=name, year=year, goal=Decimal(goal), bound=Bound.AT_MOST, place_id=world.county)
        for name, year, goal in goals
    ])  # fmt: skip
