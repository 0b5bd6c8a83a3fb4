"""Over any history of moves the figures reconcile; two at once have one effect; every version can be read again."""

import random
import threading
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.campaigns.boards import By, Question, counters
from anlan.subjects.campaigns.models import Campaign
from anlan.subjects.hazards import queries, rules, services, versions
from anlan.subjects.hazards.choices import Level, Mode, Status
from anlan.subjects.hazards.flows import rectification
from anlan.subjects.hazards.models import Hazard, HazardGroup
from tests.contracts.doors import Door, Visitor
from tests.factories import CLOUD, COUNTY, STONE, a_hazard, a_user, a_world, an_inspection

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    made = a_world()
    clock.set_for_tests(clock.at("2026-11-20 09:00"))
    return made


def answers(chance: random.Random, hazard: Hazard) -> dict[str, Any]:
    """Something fitting for every move there is."""
    ahead = clock.today() + timedelta(days=chance.randrange(1, 20))
    later = max(ahead, hazard.due_on or ahead) + timedelta(days=1)
    return {
        "due_on": min(ahead, hazard.due_on or ahead),
        "new_due_on": later,
        "rectified_on": clock.today(),
        "measure": "已整改",
        "funds": chance.choice([None, 0, 3]),
        "person": "何敏",
        "contingency": "专人值守",
        "reason": "需要",
        "opinion": "意见",
    }


@pytest.mark.parametrize("seed", range(6))
def test_found_is_rectified_and_rectifying_over_any_history(world: Any, seed: int) -> None:
    chance = random.Random(seed)
    Hazard.objects.all().delete()
    levels = {"level": Level.MAJOR, "basis": "第三条"}
    hazards = [
        a_hazard(
            chance.choice([world.stone.enterprise, world.cloud.enterprise]),
            found_on=date(2026, 11, 10),
            mode=chance.choice(list(Mode)),
            rectified_at_entry=chance.random() < 0.2,
            **(levels if chance.random() < 0.3 else {}),
        )
        for _number in range(6)
    ]
    made = 0
    for step in range(60):
        clock.set_for_tests(clock.at("2026-11-20 09:00") + timedelta(hours=9 * step))
        hazard = Hazard.objects.get(pk=chance.choice(hazards).pk)
        user = world.users[chance.choice((roles.SAFETY_OFFICE, roles.ENTERPRISE, roles.TOWNSHIP))]
        moves = making.open_moves("hazard", rectification, user, hazard)
        if moves:
            move = chance.choice(moves)
            try:
                making.make(rectification, move, hazard, actor=user, data=answers(chance, hazard))
                made += 1
            except making.Refused:
                pass
        _reconciles(Hazard.objects.all())
    assert made > 20
    towns = [told for _town, told in queries.by_town(Hazard.objects.all())]
    for name in ("found", "rectified", "rectifying", "overdue", "on_the_spot"):
        assert sum(getattr(told, name) for told in towns) == getattr(queries.counts(Hazard.objects.all()), name)


def _tallied(rows: Any) -> tuple[int, int, int, int]:
    """Found, rectified, rectifying and late, row by row and without the database's arithmetic."""
    asked = [row for row in rows if row.mode != Mode.ON_THE_SPOT]
    done = [row for row in asked if row.status in ("passed", "closed")]
    late = [row for row in asked if row.status in ("found", "ordered", "rectifying") and row.due_on]
    return len(asked), len(done), len(asked) - len(done), sum(row.due_on < clock.today() for row in late)


def _reconciles(rows: Any) -> None:
    counted = queries.counts(rows)
    assert _tallied(rows) == (counted.found, counted.rectified, counted.rectifying, counted.overdue)
    assert counted.found == counted.rectified + counted.rectifying
    assert 0 <= counted.overdue + counted.review_overdue + 0 <= counted.rectifying
    assert counted.waiting >= counted.review_overdue >= 0
    assert counted.found + counted.on_the_spot == rows.count()
    for row in rows:
        assert rules.days_late(row, clock.today()) >= 0
        assert min(rules.days_taken(row, clock.today())) >= 0
        assert (row.passed_on is not None) <= (row.status in (Status.PASSED, Status.CLOSED))
        assert (row.review_due_on is None) or row.status in (Status.REVIEWING, Status.PASSED, Status.CLOSED)
        if row.status in (Status.FOUND, Status.ORDERED, Status.RECTIFYING):
            assert (row.rectified_on, row.closed_on) == (None, None)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_the_same_hazard_one_wins_and_the_other_reads_why() -> None:
    world = a_world()
    clock.set_for_tests(clock.at("2026-11-20 09:00"))
    hazard = a_hazard(world.stone.enterprise)
    Hazard.objects.filter(pk=hazard.pk).update(status=Status.PASSED)
    move = rectification.move("close")
    assert move is not None
    users = [a_user(roles.SAFETY_OFFICE, COUNTY), a_user(roles.ENFORCEMENT, COUNTY)]
    ready = threading.Barrier(len(users))
    outcomes: list[str] = []

    def one(user: Any) -> None:
        try:
            ready.wait()
            making.make(rectification, move, hazard, actor=user, data={"opinion": ""})
            outcomes.append("closed")
        except making.Refused as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["closed", "当前状态是“已销号”，不能“销号”。"]
    assert Hazard.objects.get(pk=hazard.pk).version == hazard.version + 1


def test_two_who_correct_the_same_hazard_are_told_of_each_other(world: Any) -> None:
    one, other = Hazard.objects.get(pk=world.stone.hazard.pk), Hazard.objects.get(pk=world.stone.hazard.pk)
    before, stale = writing.values_of(one), writing.values_of(other)
    one.content, other.content = "围堰裂缝", "围堰破损两处"
    writing.change(one, before, actor=None)
    with pytest.raises(writing.Conflict, match="刚被别人改过"):
        writing.change(other, stale, actor=None)
    assert Hazard.objects.get(pk=one.pk).content == "围堰裂缝"


def test_versions_are_rebuilt_and_compared_with_masks_kept(world: Any) -> None:
    office = world.users[roles.SAFETY_OFFICE]
    ledger = ledger_by_code("hazard")
    for content, phone in (("围堰裂缝", "13800003333"), ("围堰裂缝两处", "13800003333")):
        row = Hazard.objects.get(pk=world.stone.hazard.pk)
        before = writing.values_of(row)
        row.content, row.phone = content, phone
        writing.change(row, before, actor=office)
    kept = versions.of(ledger, Hazard.objects.get(pk=row.pk))
    assert [version.values["content"] for version in kept] == ["stone储罐围堰破损", "围堰裂缝", "围堰裂缝两处"]
    assert versions.differences(ledger, kept[0], kept[1]) == [
        ("隐患内容", "stone储罐围堰破损", "围堰裂缝"),
        ("责任人电话", "138****1111", "138****3333"),
    ]
    assert versions.differences(ledger, kept[1], kept[1]) == []
    page = Visitor(office).knock(Door("versions", f"/hazards/{row.pk}/versions?from=1&to=3")).text
    assert "围堰裂缝两处" in page
    assert "13800003333" not in page


def test_a_group_tells_town_by_town_how_far_it_is_removed_within_ones_own_area(world: Any) -> None:
    group = entry.enter(
        ledger_by_code("hazard-group"),
        HazardGroup(name="彩钢板仓库", raised_on=date(2026, 11, 1), place_id=COUNTY),
        actor=None,
    )
    late = a_hazard(world.cloud.enterprise, group=group)
    Hazard.objects.filter(pk=late.pk).update(status=Status.ORDERED, due_on=date(2026, 11, 19))
    a_hazard(world.stone.enterprise, group=group, rectified_at_entry=True)
    a_hazard(world.stone.enterprise, group=group)
    told = queries.by_town(Hazard.objects.filter(group=group))
    assert [(town, one.found, one.rectified, one.overdue) for town, one in told] == [
        ("云溪镇", 1, 0, 1),
        ("石泉镇", 2, 1, 0),
    ]
    at = Door("group", f"/hazards/groups/{group.pk}/progress")
    page = Visitor(world.users[roles.SAFETY_OFFICE]).knock(at).text
    assert "云溪镇" in page
    own = Visitor(world.users[roles.TOWNSHIP]).knock(at)
    assert (own.status, "石泉镇" in own.text, "云溪镇" in own.text) == (200, True, False)
    assert Visitor(world.users[roles.AUDITOR]).knock(at).status == 403


def test_pages_beside_a_hazard_are_closed_to_other_towns_and_to_who_has_no_grant(world: Any) -> None:
    at = f"/hazards/{world.stone.hazard.pk}/"
    for page in ("clocks", "versions", "campaigns"):
        own = Visitor(world.users[roles.TOWNSHIP]).knock(Door(page, at + page))
        assert own.status == 200, page
        assert Visitor(world.cloud_user).knock(Door(page, at + page)).status == 404
        assert Visitor(world.users[roles.AUDITOR]).knock(Door(page, at + page)).status == 403
    assert "stone储罐" in Visitor(world.users[roles.ENTERPRISE]).knock(Door("versions", at + "versions")).text


def a_campaign(name: str, begins_on: date = date(2026, 10, 1), ends_on: date = date(2026, 12, 31)) -> Campaign:
    return Campaign.objects.create(name=name, place_id=COUNTY, begins_on=begins_on, ends_on=ends_on)


def test_a_hazard_counts_once_for_each_of_its_campaigns(world: Any) -> None:
    hundred, party, over = (
        a_campaign("百日行动"),
        a_campaign("党员带头除隐患"),
        a_campaign("老行动", ends_on=date(2026, 10, 2)),
    )
    visit = an_inspection(world.stone.enterprise, campaign=hundred)
    both = a_hazard(world.stone.enterprise, inspection=visit, campaign=hundred)
    by_visit = a_hazard(world.stone.enterprise, inspection=visit)
    alone = a_hazard(world.stone.enterprise)
    services.count_for(both, [party.pk], actor=None)
    sent = {"campaign": [party.pk, over.pk]}
    office = world.users[roles.SAFETY_OFFICE]
    Visitor(office).knock(Door("campaigns", f"/hazards/{alone.pk}/campaigns", method="post", body=sent))
    assert set(queries.of_campaigns([hundred])) == {both, by_visit}
    assert set(queries.of_campaigns([party])) == {both, alone}
    assert queries.counts(queries.of_campaigns([hundred, party])).found == 3
    assert not queries.of_campaigns([over]).exists()


def test_boards_count_found_rectified_and_late_by_town_and_by_sector(world: Any) -> None:
    campaign = a_campaign("百日行动")
    for enterprise, number in ((world.stone.enterprise, 2), (world.cloud.enterprise, 1)):
        for _number in range(number):
            a_hazard(enterprise, campaign=campaign)
    done = a_hazard(world.stone.enterprise, campaign=campaign, rectified_at_entry=True)
    a_hazard(world.stone.enterprise, campaign=campaign, mode=Mode.ON_THE_SPOT)
    Hazard.objects.filter(campaign=campaign).exclude(pk=done.pk).update(
        status=Status.ORDERED, due_on=date(2026, 11, 19)
    )
    held = {counter.key: counter for counter in counters()}
    asked = Question((campaign.pk,), By.TOWN)

    def counted(key: str, question: Question = asked) -> dict[str, int]:
        return dict(held[key].count(question))

    assert counted("hazards-found") == {STONE: 3, CLOUD: 1}
    assert counted("hazards-rectified") == {STONE: 1}
    assert counted("hazards-late") == {STONE: 2, CLOUD: 1}
    assert counted("hazards-found", replace(asked, by=By.SECTOR)) == {"chemical": 4}
    assert counted("hazards-found", replace(asked, user=world.cloud_user)) == {CLOUD: 1}
    assert counted("hazards-found", replace(asked, to_on=date(2026, 11, 2))) == {}
    assert counted("hazards-found", replace(asked, by=By.UNIT)) == {}
