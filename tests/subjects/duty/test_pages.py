"""Pages of duty: each shows to whom may see it, nothing of another town, and nothing without the grant."""

from datetime import timedelta
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.people.models import Person
from anlan.subjects.duty import rostering
from anlan.subjects.duty.models import PresenceCheck, ReportDue, ReportDuty, RosterRun, Shift, ShiftPerson
from anlan.subjects.duty.reporting import spread
from tests.contracts.doors import Door, Visitor
from tests.subjects.duty.world import a_shift, entered

pytestmark = pytest.mark.django_db

PAGES = (
    "/duty/now", "/duty/now/rows", "/duty/wall", "/duty/wall/rows", "/duty/phones", "/duty/hours", "/duty/roster",
    "/duty/roster/rows", "/duty/mine", "/duty/reports",
)  # fmt: skip


@pytest.fixture
def manned(world: Any) -> Any:
    world.shift = a_shift(world.county, "2026-11-22 08:00", "周 甲、乙")
    world.stone.shift = a_shift(world.stone.post, "2026-11-22 08:00", "石镇长 石干事、石科员")
    world.cloud.shift = a_shift(world.cloud.post, "2026-11-22 08:00", "云镇长 云干事")
    return world


def get(user: Any, path: str) -> Any:
    return Visitor(user).knock(Door("page", path))


def post(user: Any, path: str, **body: Any) -> Any:
    return Visitor(user).knock(Door("page", path, method="post", body=body))


@pytest.mark.parametrize("path", PAGES)
def test_without_the_grant_a_page_is_refused_and_without_signing_in_closed(manned: Any, path: str) -> None:
    assert get(manned.users["warehouse"], path).status == 403
    assert get(None, path).status == 302
    assert get(manned.users["office"], path).status == 200


@pytest.mark.parametrize(
    "path", ["/duty/now", "/duty/wall", "/duty/phones", "/duty/hours?from=2026-11-01&to=2026-11-30"]
)
def test_a_town_sees_its_own_people_and_none_of_another(manned: Any, path: str) -> None:
    seen = get(manned.users["stone"], path).text
    assert "石镇长" in seen
    assert "云镇长" not in seen
    assert "周" not in seen.split("<main")[-1].replace("周日", "").replace("周末", "").replace("周六", "")
    assert "云镇长" in get(manned.users["cloud"], path).text
    everything = get(manned.users["office"], path).text
    assert "石镇长" in everything
    assert "云镇长" in everything


def test_who_is_on_duty_now_changes_with_the_clock_and_a_gap_is_shown(manned: Any) -> None:
    seen = get(manned.users["office"], "/duty/now").text
    assert "周" in seen
    assert "缺 1 人" in seen  # 云溪镇 has one member only
    clock.tick(clock.at("2026-11-23 08:00"))
    assert seen.count("此刻没有人值班") == 0
    assert get(manned.users["office"], "/duty/now/rows").text.count("此刻没有人值班") == 3


def test_the_month_shows_people_broken_rules_and_the_score(manned: Any) -> None:
    a_shift(manned.county, "2026-11-23 08:00", "周 甲、丙")
    seen = get(manned.users["office"], f"/duty/roster?month=2026-11&post={manned.county.pk}").text
    assert "离上一班只有 0 小时，休息不够" in seen
    assert 'data-figure="score"' in seen
    assert "县值班室" in seen
    own = get(manned.users["stone"], f"/duty/roster?month=2026-11&post={manned.county.pk}").text
    assert "离上一班" not in own
    assert "石镇长" in own


def test_a_hand_puts_somebody_on_and_the_broken_rule_is_told_at_once(manned: Any) -> None:
    shift = a_shift(manned.county, "2026-11-23 08:00", "吴 丙")
    path = f"/duty/shift/{shift.pk}/seat"
    told = post(manned.users["office"], path, act="seat", part="member", person=manned.people["甲"].pk)
    assert "甲离上一班只有 0 小时，休息不够" in told.text
    assert ShiftPerson.objects.get(shift=shift, person=manned.people["甲"]).held
    told = post(manned.users["office"], path, act="unseat", person=manned.people["甲"].pk)
    assert "应有 2 人值班，只有 1 人" in told.text
    told = post(manned.users["office"], path, act="seat", part="member", person=manned.people["丁"].pk)
    assert "符合各项规则" in told.text


def test_a_town_can_neither_see_nor_change_another_towns_shift(manned: Any) -> None:
    key = manned.cloud.shift.pk
    stone = manned.users["stone"]
    assert get(stone, f"/duty/shift/{key}/people").status == 404
    body = {"act": "unseat", "person": manned.cloud.people[0].pk}
    assert post(stone, f"/duty/shift/{key}/seat", **body).status == 404
    assert post(stone, f"/duty/shift/{key}/stand-in", person="1", other="2").status == 404
    assert post(manned.users["leader"], f"/duty/shift/{key}/seat", **body).status == 403
    assert ShiftPerson.objects.filter(shift=key).count() == 2


def test_only_people_of_the_pool_can_be_named(manned: Any) -> None:
    shift = a_shift(manned.county, "2026-11-25 08:00")
    told = post(
        manned.users["office"],
        f"/duty/shift/{shift.pk}/seat",
        act="seat",
        part="member",
        person=manned.stone.people[0].pk,
    )
    assert "请从本岗位的值班人员里选择" in told.text
    assert not shift.people.exists()


def test_a_roster_is_asked_for_looked_at_and_adopted(manned: Any) -> None:
    office = manned.users["office"]
    body = {"post": manned.county.pk, "from": "2026-12-01", "to": "2026-12-07"}
    assert post(office, "/duty/roster/make", **body).status == 302
    run = RosterRun.objects.get()
    assert "排队中" in get(office, f"/duty/roster/runs/{run.pk}").text
    rostering.work(run.pk)
    told = get(office, f"/duty/roster/runs/{run.pk}/state").text
    assert "最优" in told
    assert "12-01 08:00" in told
    assert get(manned.users["stone"], f"/duty/roster/runs/{run.pk}").status == 404
    assert get(manned.users["leader"], f"/duty/roster/runs/{run.pk}").status == 403
    assert not Shift.objects.filter(begins_at__gte=clock.at("2026-12-01")).exists()
    assert post(office, f"/duty/roster/runs/{run.pk}/decide", act="adopt").status == 302
    made = Shift.objects.filter(begins_at__gte=clock.at("2026-12-01"))
    assert [shift.missing for shift in made] == [0] * 7
    assert post(office, f"/duty/roster/runs/{run.pk}/decide", act="adopt").status == 302
    assert Shift.objects.filter(begins_at__gte=clock.at("2026-12-01")).count() == 7


def test_a_town_makes_rosters_for_its_own_post_only(manned: Any) -> None:
    body = {"post": manned.cloud.post.pk, "from": "2026-12-01", "to": "2026-12-07"}
    post(manned.users["stone"], "/duty/roster/make", **body)
    assert not RosterRun.objects.exists()
    assert post(manned.users["leader"], "/duty/roster/make", **body).status == 403


def test_hours_are_summed_per_person_and_come_as_a_sheet(manned: Any) -> None:
    a_shift(manned.county, "2026-11-24 08:00", "周 甲、丙")
    told = get(
        manned.users["office"], f"/duty/hours?from=2026-11-01&to=2026-11-30&post={manned.county.pk}&form=csv"
    ).text
    lines = {line.split(",")[0]: line.split(",")[1:] for line in told.splitlines()[1:]}
    assert lines["甲"] == ["2", "48", "0", "1", "0", "0", "0"]  # the 22nd is a Sunday
    assert lines["周"] == ["2", "48", "0", "1", "0", "2", "0"]
    assert lines["丙"] == ["1", "24", "0", "0", "0", "0", "0"]
    assert get(manned.users["leader"], "/duty/hours?form=csv").status == 403


def test_my_own_duty_offers_a_swap_and_a_calendar_address(manned: Any) -> None:
    ahead = a_shift(manned.county, "2026-11-26 08:00", "甲")
    told = get(manned.users["office"], "/duty/mine").text
    assert f"/l/duty-swap/new?shift={ahead.pk}&amp;giver={manned.people['甲'].pk}" in told
    assert "/duty/calendar/" in told
    assert "没有对应的通讯录人员" in get(manned.users["leader"], "/duty/mine").text


def test_the_phone_book_gives_the_posts_line_and_no_private_number(manned: Any) -> None:
    told = get(manned.users["office"], "/duty/phones").text
    assert "0990-1234567" in told
    assert not any(person.phone in told for person in Person.objects.exclude(phone=""))
    assert "县值班室" not in get(manned.users["office"], "/duty/phones?q=云溪").text.split("<main")[-1]


def test_a_random_call_is_asked_for_from_the_page_within_ones_reach(manned: Any) -> None:
    assert post(manned.users["leader"], "/duty/draw", number="3").status == 403
    post(manned.users["stone"], "/duty/draw", number="5")
    assert [check.post for check in PresenceCheck.objects.all()] == [manned.stone.post]
    post(manned.users["stone"], "/duty/draw", post=manned.cloud.post.pk)
    assert PresenceCheck.objects.count() == 1
    assert "等待应答" in get(manned.users["stone"], "/duty/now").text


def test_a_report_is_filled_in_by_its_unit_and_summed_up(manned: Any) -> None:
    entered(
        ReportDuty(
            name="森林防火日报告", place_id=manned.bureau.place_id, unit_kinds=("town-office",),
            starts_on=clock.today(), form_fields="巡查人次｜整数｜必填\n劝返火源｜整数\n天气｜选项：晴、雨",
        )
    )  # fmt: skip
    spread(clock.today())
    due = ReportDue.objects.get(unit=manned.stone.unit)
    other = ReportDue.objects.get(unit=manned.cloud.unit)
    stone = manned.users["stone"]
    assert get(stone, f"/duty/reports/{other.pk}/fill").status == 404
    refused = post(stone, f"/duty/reports/{due.pk}/fill", q0="", q1="x", q2="")
    assert "“巡查人次”必填" in refused.text
    assert "“劝返火源”应填数字" in refused.text
    assert post(stone, f"/duty/reports/{due.pk}/fill", q0="12", q1="３", q2="晴").status == 302
    due.refresh_from_db()
    assert (due.status, due.content) == ("filed", {"巡查人次": 12, "劝返火源": 3, "天气": "晴"})
    assert post(manned.users["cloud"], f"/duty/reports/{other.pk}/fill", zero="on").status == 302
    told = get(manned.users["office"], "/duty/reports").text
    assert "应报 2 家，已报 2 家（其中超时 0 家、零报告 1 家）" in told
    assert "巡查人次 12" in told
    own = get(stone, "/duty/reports").text
    assert "云溪镇应急办" not in own
    assert "应报 1 家" in own


def test_a_report_filed_once_cannot_be_filed_over(manned: Any) -> None:
    duty = entered(
        ReportDuty(name="零报告", place_id=manned.bureau.place_id, unit_kinds=("town-office",), starts_on=clock.today())
    )
    spread(clock.today())
    due = ReportDue.objects.get(unit=manned.stone.unit, duty=duty)
    assert post(manned.users["stone"], f"/duty/reports/{due.pk}/fill").status == 422
    assert post(manned.users["stone"], f"/duty/reports/{due.pk}/fill", text="震感明显").status == 302
    again = post(manned.users["stone"], f"/duty/reports/{due.pk}/fill", zero="on")
    assert "当前状态是" in again.text
    due.refresh_from_db()
    assert (due.zero, due.text) == (False, "震感明显")
    assert due.filed_at is not None
    assert due.filed_at - clock.now() < timedelta(seconds=1)
