"""Supervision orders and matters on a supervision list."""

from datetime import date

from anlan.subjects.governance.choices import Mode, OrderStatus
from anlan.subjects.governance.models import Listing, SupervisionOrder
from tests.reports.world import World


def build(world: World) -> None:
    """Of 大排查 4 were handed over (交办) in 2026; of 13个方面 3 were listed."""
    search, thirteen = world.named["大排查大整治"], world.named["13个方面大排查大整治"]
    issued, withdrawn = OrderStatus.ISSUED, OrderStatus.WITHDRAWN
    orders = (
        *((Mode.ASSIGN, 2026, search, issued) for _n in range(4)), (Mode.ASSIGN, 2026, search, withdrawn),
        (Mode.ASSIGN, 2025, search, issued), (Mode.SUPERVISE, 2026, search, issued), (Mode.ASSIGN, 2026, None, issued),
    )  # fmt: skip
    world.enter([
        SupervisionOrder(
            title=f"问题{n}", mode=mode, issued_on=date(year, 8, 1), campaign=campaign, status=status,
            place_id=world.stone, issuer=world.bureau, target=world.bureau,
        )
        for n, (mode, year, campaign, status) in enumerate(orders)
    ])  # fmt: skip
    listed = ((thirteen, 2026), (thirteen, 2026), (world.named["大排查燃气"], 2026), (thirteen, 2025), (search, 2026))
    world.enter([
        Listing(
            title=f"挂牌{n}", listed_on=date(year, 11, 1), campaign=campaign, place_id=world.stone,
            issuer=world.bureau, target=world.bureau,
        )
        for n, (campaign, year) in enumerate(listed)
    ])  # fmt: skip
