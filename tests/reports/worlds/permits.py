"""Permits and their items, applications, and complaints."""

from datetime import date
from typing import Any

from anlan.base import clock
from anlan.subjects.permits.choices import Handling, Stage, Validity
from anlan.subjects.permits.models import Complaint, Permit, PermitApplication, PermitItem
from tests.reports.world import World


def build(world: World) -> None:
    """Legal days 20 + 45, promised 8 + 18: 39 of 65 saved (60 %); an item out of use saves nothing.

    Not renewed in 2026: three for retail of fireworks. Accepted in 2026: 6; decided: 5, of which 4 in time (80 %).
    """
    retail = world.term("permit-category", "烟花爆竹零售")
    trade = world.term("permit-category", "危险化学品经营")
    items = [
        PermitItem(
            code=f"XK{n}", name=f"事项{n}", category=category, legal_days=legal, promised_days=promised, active=active
        )
        for n, (category, legal, promised, active) in enumerate(
            ((retail, 20, 8, True), (trade, 45, 18, True), (trade, 30, 20, False))
        )
    ]  # fmt: skip
    world.enter(items)
    ends: tuple[tuple[int, date, Validity], ...] = (
        *((0, date(2026, month, 1), Validity.NOT_RENEWED) for month in (1, 6, 12)),
        (0, date(2025, 12, 31), Validity.NOT_RENEWED), (1, date(2026, 6, 1), Validity.NOT_RENEWED),
        (0, date(2026, 6, 1), Validity.CANCELLED),
    )  # fmt: skip
    world.enter([
        Permit(
            number=f"ZS-{n}", item=items[item], holder="石泉便民店", place_id=world.stone, issued_on=date(2023, 1, 1),
            valid_from_on=date(2023, 1, 1), ended_on=ended, status=status,
        )
        for n, (item, ended, status) in enumerate(ends)
    ])  # fmt: skip
    handled: tuple[tuple[date | None, date | None, bool | None], ...] = (
        (date(2025, 10, 1), date(2025, 10, 9), True),
        (date(2025, 12, 20), date(2026, 1, 10), True), (date(2026, 2, 1), date(2026, 2, 9), True),
        (date(2026, 3, 1), date(2026, 3, 9), True), (date(2026, 4, 1), date(2026, 4, 9), True),
        (date(2026, 5, 1), date(2026, 8, 9), False), (date(2026, 12, 30), date(2027, 1, 9), False),
        (date(2026, 12, 31), None, None), (None, None, None),
    )  # fmt: skip
    world.enter([
        PermitApplication(
            item=items[0], applicant="石泉便民店", place_id=world.stone, received_on=accepted or date(2026, 1, 1),
            accepted_on=accepted, decided_on=decided, in_time=kept,
            status=Stage.GRANTED if decided else Stage.ACCEPTED if accepted else Stage.RECEIVED,
        )
        for accepted, decided, kept in handled
    ])  # fmt: skip
    _complaints(world)


def _complaints(world: World) -> None:
    """Closed in 2026: two that the province and three that the city handed on, of seven."""
    above = world.term("complaint-source", "省市转办", "superior")
    sources: dict[str, Any] = {
        "province": world.term("complaint-source", "省厅转办", "province", above),
        "city": world.term("complaint-source", "市局转办", "city", above),
        "12350": world.term("complaint-source", "12350 举报电话", "12350"),
    }
    rows: tuple[tuple[str, date | None], ...] = (
        *((("province", date(2026, 5, 1)),) * 2), *((("city", date(2026, 12, 31)),) * 3),
        *((("12350", date(2026, 5, 1)),) * 2), ("city", date(2025, 12, 31)), ("city", None),
    )  # fmt: skip
    world.enter([
        Complaint(
            title=f"举报{n}", source=sources[source], received_at=clock.at("2025-12-01 09:00"), place_id=world.stone,
            closed_on=closed, status=Handling.CLOSED if closed else Handling.ASSIGNED,
        )
        for n, (source, closed) in enumerate(rows)
    ])  # fmt: skip
    world.enter([
        Complaint(
            title="移送的举报", source=sources["city"], received_at=clock.at("2026-05-01 09:00"), place_id=world.stone,
            closed_on=date(2026, 5, 9), status=Handling.MOVED,
        )
    ])  # fmt: skip
