"""A page of a list shows what plain Python picks out of all rows, by whatever way the database finds it."""

from datetime import date, timedelta
from typing import Any

import pytest

from anlan.base.people import roles
from anlan.kit.ledger import lists
from anlan.kit.ledger.lists import Listing
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.hazards.models import Hazard
from tests.factories import CLOUD, CLOUD_VILLAGE, COUNTY, STONE, STONE_VILLAGE, a_hazard, a_place, a_user, an_enterprise

FIRST_DAY = date(2026, 1, 1)


@pytest.fixture
def hazards(db: None) -> list[Hazard]:
    """Forty-eight in two towns and a village of each, in two states, five a day."""
    a_place(COUNTY, "澜川县")
    for code, name in ((STONE, "石泉镇"), (STONE_VILLAGE, "石塘村"), (CLOUD, "云口镇"), (CLOUD_VILLAGE, "云口村")):
        a_place(code, name)
    made = a_hazard(an_enterprise())
    places = (STONE, STONE_VILLAGE, CLOUD, CLOUD_VILLAGE)
    for number in range(48):
        made.pk, made.number, made.place_id = None, f"YH-{number}", places[number % 4]
        made.found_on = FIRST_DAY + timedelta(days=number // 5)
        made.status = "reviewing" if number % 3 else "found"
        Hazard.objects.bulk_create([made])
    return list(Hazard.objects.filter(number__startswith="YH-"))


def pages(user: Any, asked: dict[str, str], size: int) -> list[list[int]]:
    """The keys of every page, forwards."""
    ledger = ledger_by_code("hazard")
    found, after = [], ""
    while True:
        page = Listing(ledger, user, asked | ({"after": after} if after else {})).page(ledger.listed, size)
        found.append([row.pk for row in page.rows])
        if not page.following:
            return found
        after = page.following


@pytest.mark.parametrize("near", [3, 2000], ids=["looked for further on", "gathered"])
def test_every_page_of_a_narrowed_list_follows_the_last(
    hazards: list[Hazard], near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "NEAR", near)
    monkeypatch.setattr(lists, "FAR", near * 4)
    monkeypatch.setattr(lists, "HOPEFUL", 1)
    every = sorted(Hazard.objects.all(), key=lambda row: (row.found_on, row.pk), reverse=True)
    town, county = a_user(roles.TOWNSHIP, STONE), a_user(roles.SAFETY_OFFICE, COUNTY)
    a_place("990122000000", "邻县")  # so that the county does not hold everything
    for user, asked, code, status in (
        (town, {"status": "reviewing"}, STONE[:9], "reviewing"),
        (county, {"status": "found", "place": CLOUD}, CLOUD[:9], "found"),
        (county, {"place": STONE_VILLAGE}, STONE_VILLAGE[:12], ""),
        (town, {"place": CLOUD}, "nowhere", ""),
    ):
        wanted = [row.pk for row in every if row.place_id.startswith(code) and status in ("", row.status)]
        found = pages(user, asked, 4)
        assert [key for page in found for key in page] == wanted, asked
        assert all(len(page) == 4 for page in found[:-1])
