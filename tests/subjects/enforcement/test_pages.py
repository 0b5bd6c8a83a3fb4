"""Pages of enforcement: who may open them, what they show, what of another town they do not."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from anlan.base.people import roles
from anlan.subjects.enforcement.choices import ItemWay
from anlan.subjects.enforcement.models import Case, Payment, TownQuota
from anlan.subjects.hazards.models import Paper
from anlan.subjects.hazards.papers import issue
from tests.factories import CLOUD, COUNTY, STONE, a_hazard, a_user
from tests.subjects.enforcement.test_rates import an_item
from tests.subjects.enforcement.world import a_case, an_officer, day, drawn, entered, move

pytestmark = pytest.mark.django_db


def seen_by(user: Any, address: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(address)


@pytest.mark.parametrize("page", ["rates", "quotas", "corps", "exchange"])
def test_without_the_grant_no_page(world: Any, page: str) -> None:
    assert seen_by(a_user(roles.VILLAGE, STONE), f"/enforcement/{page}").status_code == 403
    assert seen_by(a_user(roles.SYSADMIN, COUNTY), f"/enforcement/{page}").status_code == 403
    assert seen_by(world.brigadier, f"/enforcement/{page}").status_code == 200
    assert Client().get(f"/enforcement/{page}").status_code == 302


def test_rates_by_town_show_only_what_one_may_see(world: Any) -> None:
    an_item(world, 0, ItemWay.RANDOM, "2026-11-20")
    an_item(world, 1, ItemWay.RANDOM, "2026-11-20")
    whole = seen_by(world.leader, "/enforcement/rates").content.decode()
    assert ("石泉镇" in whole, "云溪镇" in whole, "双随机监管率" in whole) == (True, True, True)
    own = seen_by(world.township, "/enforcement/rates").content.decode()
    assert ("石泉镇</td>" in own, "云溪镇" in own) == (True, False)


def test_quotas_show_only_what_one_may_see(world: Any) -> None:
    for place in (STONE, CLOUD):
        entered(TownQuota(plan=world.plan, place_id=place, month_on=date(2026, 11, 1), target=5))
    own = seen_by(world.township, "/enforcement/quotas").content.decode()
    assert ("0 / 5" in own, "石泉镇</td>" in own, "云溪镇" in own) == (True, True, False)


def test_the_corps_shows_qualification_and_certificates(world: Any) -> None:
    an_officer("钱进", world, valid_until_on=date(2026, 10, 1), qualified=True)
    page = seen_by(world.office, "/enforcement/corps").content.decode()
    assert ("5 人在岗" in page, "20.0%" in page, "钱进" in page) == (True, True, True)
    assert "钱进" not in seen_by(world.township, "/enforcement/corps").content.decode()


def test_a_draw_shows_its_fingerprint_and_picks_to_those_who_see_it(world: Any) -> None:
    draw = drawn(world)
    page = seen_by(world.brigadier, f"/enforcement/draws/{draw.pk}/picks").content.decode()
    assert draw.sha256 in page
    assert draw.picks.first().enterprise.name in page
    assert seen_by(world.township, f"/enforcement/draws/{draw.pk}/picks").status_code == 404
    text = seen_by(world.brigadier, f"/enforcement/draws/{draw.pk}/register.txt")
    assert text.content.decode() == draw.register.text
    record = json.loads(seen_by(world.brigadier, f"/enforcement/draws/{draw.pk}/record.json").content)
    assert (record["sha256"], len(record["picks"])) == (draw.sha256, 5)
    assert seen_by(world.brigadier, f"/l/draw/{draw.pk}/").status_code == 200


def test_anybody_reads_what_was_published_and_nothing_before(world: Any) -> None:
    draw = drawn(world)
    for address in ("", "/record.json", "/register.txt"):
        assert Client().get(f"/draws/{draw.number}{address}").status_code == 404
    draw = move(draw, "publish", world.brigadier, day=day("2026-11-23"))
    page = Client().get(f"/draws/{draw.number}")
    assert (page.status_code, draw.sha256 in page.content.decode()) == (200, True)
    assert json.loads(Client().get(f"/draws/{draw.number}/record.json").content)["seed"] == "03 11 17 22 28 31 + 09"
    assert Client().get(f"/draws/{draw.number}/register.txt").content.decode() == draw.register.text
    assert Client().get("/draws/SJ-2026-99999").status_code == 404


def test_the_money_of_a_case_is_not_shown_to_another_town(world: Any) -> None:
    case = move(
        a_case(world), "once", world.brigadier, day=day("2026-11-20"), amount=Decimal(2000), decision_number="当1号"
    )
    move(case, "collect", world.brigadier, day=day("2026-11-21"), amount=Decimal(500), receipt="0017")
    page = seen_by(world.township, f"/enforcement/cases/{case.pk}/money").content.decode()
    assert ("0017" in page, "1500.00" in page) == (True, True)
    assert seen_by(world.cloud, f"/enforcement/cases/{case.pk}/money").status_code == 404
    assert seen_by(world.township, f"/l/case/{case.pk}/").status_code == 200


def test_a_case_goes_out_by_papers_filled_from_it(world: Any) -> None:
    case = move(a_case(world, basis="《安全生产法》第九十七条"), "take", world.leader, day=day("2026-11-03"))
    told = issue(
        "penalty-notice",
        case,
        {"facts": case.cause, "basis": case.basis, "penalty": "罚款三万元"},
        actor=world.brigadier,
    )
    assert (told.about, told.about_id, told.addressee, told.enterprise) == ("case", case.pk, "企业00", world.firms[0])
    assert told.filled["basis"] == "《安全生产法》第九十七条"
    assert told.reference.endswith("〔2026〕1号")
    assert Paper.objects.count() == 1


def test_a_hazard_handed_over_is_a_clue_of_enforcement(world: Any) -> None:
    from anlan.subjects.hazards import handing

    hazard = a_hazard(world.firms[2], content="擅自拆除可燃气体报警器")
    handing.hand_over(hazard, actor=world.township, reason="拒不整改", handed_on=day("2026-11-23"))
    case = Case.objects.get()
    assert (case.hazard, case.cause, case.place_id) == (
        hazard, "拒不整改：擅自拆除可燃气体报警器", hazard.place_id,
    )  # fmt: skip


PROVINCE = {
    "provincial_number": "省执〔2026〕990121-0042", "filed_on": day("2026-09-01"), "notified_on": day("2026-09-20"),
    "decided_on": day("2026-10-10"), "served_on": day("2026-10-12"), "executed_on": day("2026-10-20"),
    "closed_on": day("2026-10-25"), "fine": Decimal(50000), "reported_paid": Decimal(50000),
    "decision_number": "省应急罚〔2026〕42号", "found_on": day("2026-08-30"),
}  # fmt: skip


def test_a_case_of_the_province_is_brought_on_by_our_own_moves(world: Any) -> None:
    case = a_case(world, **PROVINCE)
    other = a_case(world, place_id=world.firms[1].place_id, provincial_number="省执2", filed_on=day("2026-11-02"))
    assert case.status == "clue"
    client = Client()
    client.force_login(world.township)
    assert "省执〔2026〕990121-0042" in client.get("/enforcement/exchange").content.decode()
    assert "省执2" not in client.get("/enforcement/exchange").content.decode()
    assert client.post("/enforcement/exchange").status_code == 302
    case.refresh_from_db()
    assert (case.status, case.collected, case.closed_on, case.investigated_on) == (
        "closed", Decimal(50000), date(2026, 10, 25), date(2026, 9, 20),
    )  # fmt: skip
    assert list(Payment.objects.values_list("paid_on", "amount")) == [(date(2026, 10, 20), Decimal(50000))]
    other.refresh_from_db()
    assert other.status == "clue"


def test_what_cannot_be_brought_on_stays_whole_and_says_why(world: Any) -> None:
    case = a_case(world, second=None, **PROVINCE)
    client = Client()
    client.force_login(world.brigadier)
    page = client.post("/enforcement/exchange", follow=True).content.decode()
    assert "省执〔2026〕990121-0042：执法人员不得少于两名" in page
    case.refresh_from_db()
    assert (case.status, Payment.objects.count()) == ("clue", 0)
