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
    )  # fmt: skip
    world.enter([
        Target(name=name, year=year, goal=Decimal(goal), bound=Bound.AT_MOST, place_id=world.county)
        for name, year, goal in goals
    ])  # fmt: skip
