"""Pages of supervision: each shows to whom may see it, nothing of another town, and nothing without the grant."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from anlan.base import clock
from anlan.subjects.governance import services
from anlan.subjects.governance.models import (
    Fund,
    LeaderContact,
    Letter,
    Listing,
    MilestoneRecord,
    ResponsibilityList,
    SupervisionOrder,
)
from tests.contracts.doors import Door, Visitor
from tests.factories import COUNTY, STONE, a_hazard, a_term
from tests.subjects.governance.world import a_programme, a_round, a_sheet, an_assessment, an_order, entered, moved

PAGES = (
    "/governance/board", "/governance/lists", "/governance/letters", "/governance/letters/mine", "/governance/leaders",
    "/governance/ranking", "/governance/coverage", "/governance/party", "/governance/grassroots",
)  # fmt: skip


def get(user: Any, path: str) -> Any:
    return Visitor(user).knock(Door("page", path))


def post(user: Any, path: str, **body: Any) -> Any:
    return Visitor(user).knock(Door("page", path, method="post", body=body))


def body(answer: Any) -> str:
    return str(answer.text.split("<main")[-1])


@pytest.fixture
def filled(world: Any) -> Any:
    """Something of each town on every page."""
    world.sheet = a_sheet(("有班子", None, False), ("培训", Decimal(10), False), world=world)
    world.round, world.programme = a_round(world), a_programme("制定方案")
    kind = a_term("responsibility-list-kind", "职责清单", "duty")
    contact = a_term("contact-kind", "包片", "area")
    for side in ("stone", "cloud"):
        at = getattr(world, side)
        at.order = an_order(world, side)
        at.assessment = an_assessment(world, world.sheet, side)
        entered(
            ResponsibilityList(
                name=f"{at.unit}职责", kind=kind, unit=at.unit, place_id=at.place, from_on=date(2026, 1, 1)
            )
        )
        entered(LeaderContact(leader=at.person, kind=contact, place_id=at.place, from_on=date(2026, 1, 1)))
    units = [world.stone.unit, world.cloud.unit]
    services.enlist(world.round, units=units, actor=None)
    services.spread(world.programme, units, actor=None)
    return world


@pytest.mark.parametrize("path", PAGES)
def test_without_the_grant_a_page_is_refused_and_without_signing_in_closed(filled: Any, path: str) -> None:
    assert get(filled.users["expert"], path).status == 403
    assert get(None, path).status == 302
    assert get(filled.users["office"], path).status == 200


def test_the_board_of_money_is_for_those_who_see_money(filled: Any) -> None:
    entered(
        Fund(
            name="安全经费", use=a_term("fund-use", "安全生产", "safety"), year=2026, allocated_on=date(2026, 3, 1),
            amount=Decimal("120.5"), place_id=COUNTY,
        )
    )  # fmt: skip
    assert get(filled.users["expert"], "/governance/funds").status == 403
    assert "120.5" in body(get(filled.users["office"], "/governance/funds"))
    assert "120.5" not in body(get(filled.users["stone"], "/governance/funds"))


@pytest.mark.parametrize(
    ("path", "stone", "cloud"),
    [
        ("/governance/board", "石泉镇应急办", "云溪镇应急办"),
        ("/governance/lists", "石泉镇应急办", "云溪镇应急办"),
        ("/governance/leaders", "石主任", "云主任"),
        ("/governance/ranking", "石泉镇应急办", "云溪镇应急办"),
        ("/governance/coverage", "石泉镇应急办", "云溪镇应急办"),
    ],
)
def test_a_town_sees_its_own_and_none_of_another(filled: Any, path: str, stone: str, cloud: str) -> None:
    seen = body(get(filled.users["stone"], path))
    assert stone in seen
    assert cloud not in seen
    everything = body(get(filled.users["office"], path))
    assert stone in everything
    assert cloud in everything


def test_a_round_and_a_programme_of_the_county_show_each_office_all_towns(filled: Any) -> None:
    told = body(get(filled.users["office"], f"/governance/letters/{filled.round.pk}"))
    assert "石泉镇应急办" in told
    assert "云溪镇应急办" in told
    mine = body(get(filled.users["stone"], f"/governance/letters/{filled.round.pk}"))
    assert "石泉镇应急办" in mine
    assert "云溪镇应急办" not in mine
    assert "列入应签名单" not in mine
    assert get(filled.users["warehouse"], f"/governance/letters/{filled.round.pk}").status == 403
    Letter.objects.filter(unit=filled.stone.unit).delete()
    assert get(filled.users["stone"], f"/governance/letters/{filled.round.pk}").status == 404
    told = body(get(filled.users["office"], "/governance/party"))
    assert "石泉镇应急办" in told
    assert "0/2" in told
    mine = body(get(filled.users["stone"], "/governance/party"))
    assert "石泉镇应急办" in mine
    assert "云溪镇应急办" not in mine
    assert "列入单位" not in mine


def test_a_unit_signs_its_own_letter_and_no_other(filled: Any) -> None:
    mine, other = Letter.objects.get(unit=filled.stone.unit), Letter.objects.get(unit=filled.cloud.unit)
    stone = filled.users["stone"]
    assert "签订人姓名" in body(get(stone, "/governance/letters/mine"))
    assert post(stone, f"/governance/letter/{other.pk}/sign", signer="石主任").status == 404
    assert post(filled.users["office"], f"/governance/letter/{mine.pk}/sign", signer="安委办").status == 403
    assert post(stone, f"/governance/letter/{mine.pk}/sign", signer="").status == 302
    mine.refresh_from_db()
    assert mine.signed_on is None
    assert post(stone, f"/governance/letter/{mine.pk}/sign", signer="石主任").status == 302
    mine.refresh_from_db()
    assert (mine.signed_on, mine.signer) == (clock.today(), "石主任")
    assert "石主任 已于 2026-11-22 签订" in body(get(stone, "/governance/letters/mine"))


def test_the_office_puts_kinds_of_units_and_firms_on_the_list(filled: Any) -> None:
    path = f"/governance/letters/{filled.round.pk}/enlist"
    assert post(filled.users["leader"], path, kinds="town-office").status == 403
    assert post(filled.users["office"], path).status == 302
    assert Letter.objects.count() == 2
    post(filled.users["office"], path, kinds="town-office", sectors="chemical")
    assert sorted(Letter.objects.filter(enterprise__isnull=False).values_list("party", flat=True)) == [
        "云溪镇化工厂", "石泉镇化工厂",
    ]  # fmt: skip
    assert Letter.objects.count() == 4


def test_the_office_puts_units_under_a_programme(filled: Any) -> None:
    MilestoneRecord.objects.all().delete()
    path = f"/governance/party/{filled.programme.pk}/spread"
    assert post(filled.users["leader"], path, kinds="town-office").status == 403
    post(filled.users["office"], path, kinds="town-office")
    assert MilestoneRecord.objects.count() == 2


def test_something_is_demanded_about_a_hazard_with_what_is_known_of_it(filled: Any) -> None:
    office = filled.users["office"]
    hazard = a_hazard(filled.stone.firm, content="储罐围堰破损")
    path = f"/governance/about/supervision-order/hazard/{hazard.pk}"
    assert f'href="{path}"' in get(office, f"/l/hazard/{hazard.pk}/").text
    opened = body(get(office, path))
    assert "储罐围堰破损" in opened
    assert "石泉镇化工厂" in opened
    assert get(filled.users["cloud"], path).status == 404
    assert get(filled.users["leader"], path).status == 403
    assert get(office, f"/governance/about/hazard/hazard/{hazard.pk}").status == 404
    sent = {
        "title": "围堰限期修复", "mode": "supervise", "enterprise": filled.stone.firm.pk, "issuer": filled.county.pk,
        "place": hazard.place_id, "issued_on": "2026-11-22", "due_on": "2026-11-30",
    }  # fmt: skip
    assert post(office, path, **(sent | {"due_on": ""})).status == 422
    assert post(office, path, **sent).status == 302
    order = SupervisionOrder.objects.get(title="围堰限期修复")
    assert (order.about, order.about_id, order.target) == ("hazard", hazard.pk, filled.stone.own)
    assert f'href="/l/hazard/{hazard.pk}/"' in get(office, f"/l/supervision-order/{order.pk}/").text


def test_a_matter_is_listed_from_a_firms_page(filled: Any) -> None:
    firm = filled.stone.firm
    path = f"/governance/about/listing/enterprise/{firm.pk}"
    sent = {
        "title": "罐区治理", "level": "county", "enterprise": firm.pk, "issuer": filled.county.pk,
        "place": firm.place_id, "listed_on": "2026-11-22", "due_on": "2026-12-30",
    }  # fmt: skip
    assert post(filled.users["office"], path, **sent).status == 302
    assert Listing.objects.get().about_id == firm.pk


def test_a_unit_is_scored_item_by_item_on_a_page(filled: Any) -> None:
    assessment, stone = filled.stone.assessment, filled.users["stone"]
    met, points = filled.sheet.items.order_by("position")
    path = f"/governance/assessment/{assessment.pk}/answer"
    assert get(filled.users["leader"], path).status == 403
    assert get(filled.users["cloud"], path).status == 404
    assert "有班子" in body(get(stone, path))
    sent = {f"mark-{met.pk}": "1", f"remark-{met.pk}": "文件齐全", f"mark-{points.pk}": "8.5"}
    refused = post(stone, path, version=assessment.version, **(sent | {f"mark-{points.pk}": "十"}))
    assert (refused.status, "应填数字" in refused.text, "文件齐全" in refused.text) == (409, True, True)
    assert post(stone, path, version=assessment.version, **sent).status == 302
    late = post(stone, path, version=assessment.version, **sent)
    assert (late.status, "刚被别人改过" in late.text) == (409, True)
    assessment.refresh_from_db()
    assert (assessment.score, assessment.met, assessment.answered) == (Decimal("8.50"), 1, 2)
    moved(filled, assessment, "submit", "stone")
    assert "8.50" in body(get(filled.users["office"], "/governance/ranking"))


def test_a_place_of_another_kind_is_no_year_and_no_sheet(filled: Any) -> None:
    for query in ("sheet=abc&year=abc", "sheet=99999999999999999999&year=-1", "sheet=&year=99999"):
        assert get(filled.users["office"], f"/governance/ranking?{query}").status == 200
        assert get(filled.users["office"], f"/governance/coverage?{query}").status == 200
    for query in ("from=x&to=y", "from=9999-12-31&to=0001-01-01"):
        assert get(filled.users["office"], f"/governance/board?{query}").status == 200
    assert get(filled.users["office"], "/governance/leaders?month=2026-13").status == 200
    assert get(filled.users["office"], "/governance/party?programme=x").status == 200
    assert STONE in filled.stone.place
