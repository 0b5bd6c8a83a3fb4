"""Claims on residents' relief insurance, and one on a firm's liability that is none of them."""

from datetime import date
from decimal import Decimal

from anlan.subjects.enterprises.choices import ClaimStatus
from anlan.subjects.enterprises.models import InsuranceClaim
from tests.reports.world import World

IN, LATER = date(2026, 8, 1), date(2027, 1, 5)


def build(world: World) -> None:
    """Of relief in 2026 three valid ones, estimated at 2 + 3 + 2.5 = 7.5 万元; 1.9 + 2.3 = 4.2 were paid in 2026."""
    relief = world.term("insurance-kind", "自然灾害救助保险", "disaster")
    liability = world.term("insurance-kind", "安全生产责任保险", "liability")
    rows = (
        (relief, IN, "2", IN, "1.9"), (relief, IN, "3", IN, "2.3"), (relief, IN, "2.5", LATER, "2.4"),
        (relief, date(2025, 12, 31), "9", None, None), (relief, None, "8", None, None), (liability, IN, "7", IN, "6"),
    )  # fmt: skip
    world.enter([
        InsuranceClaim(
            kind=kind, claimant=f"住户{n}", place_id=world.stone, cause="屋面受损", happened_on=date(2025, 12, 1),
            reported_on=date(2025, 12, 2), accepted_on=accepted, estimated=Decimal(estimated), settled_on=settled,
            paid=Decimal(paid) if paid else None, status=ClaimStatus.SETTLED if settled else ClaimStatus.REPORTED,
        )
        for n, (kind, accepted, estimated, settled, paid) in enumerate(rows)
    ])  # fmt: skip
