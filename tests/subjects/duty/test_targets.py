"""The target "post": whoever is on duty at the moment, and nobody where nobody is."""

from typing import Any

import pytest

from anlan.base import clock
from anlan.base.people.models import Person
from anlan.kit.notify import targets as kinds
from anlan.subjects.duty import targets
from anlan.subjects.duty.models import DutyPost
from anlan.subjects.duty.services import seat
from tests.subjects.duty.world import a_shift

pytestmark = pytest.mark.django_db


def names(key: str) -> list[str]:
    found = kinds.resolve([{"kind": "post", "key": key}])
    return [Person.objects.get(pk=one.person).name for one in found]


def test_it_follows_the_roster_through_the_hand_over(world: Any) -> None:
    a_shift(world.county, "2026-11-22 08:00", "周 甲、乙")
    a_shift(world.county, "2026-11-23 08:00", "吴 丙、丁")
    assert names("county-duty") == ["周", "甲", "乙"]
    clock.tick(clock.at("2026-11-23 07:59"))
    assert names("county-duty/leader") == ["周"]
    clock.tick(clock.at("2026-11-23 08:00"))
    assert names("county-duty") == ["吴", "丙", "丁"]
    assert names("county-duty/member") == ["丙", "丁"]


def test_nobody_on_duty_an_unknown_post_or_one_put_out_of_use_means_nobody(world: Any) -> None:
    assert names("county-duty") == []
    assert names("no-such-post") == []
    a_shift(world.county, "2026-11-22 08:00", "甲")
    DutyPost.objects.update(active=False)
    assert names("county-duty") == []


def test_standby_is_called_only_when_named(world: Any) -> None:
    shift = a_shift(world.county, "2026-11-22 08:00", "周 甲、乙")
    seat(shift, world.people["丙"], "standby", actor=None)
    assert names("county-duty") == ["周", "甲", "乙"]
    assert names("county-duty/standby") == ["丙"]


def test_the_leaders_deputy_is_a_member_and_a_members_the_leader(world: Any) -> None:
    a_shift(world.county, "2026-11-22 08:00", "周 甲、乙")
    found = {one.person: one.deputy for one in targets.on_post("county-duty")}
    leader, first, second = (world.people[name].pk for name in "周甲乙")
    assert found == {leader: first, first: leader, second: leader}


def test_pickers_offer_each_post_and_its_leader(world: Any) -> None:
    offered = dict(targets.choices())
    assert offered["county-duty"] == "县值班室（当班全体）"
    assert offered["stone-duty/leader"] == "石泉镇值班室（带班领导）"
