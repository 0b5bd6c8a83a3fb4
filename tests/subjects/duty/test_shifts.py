"""People put on and taken off, swaps that follow a shift when it moves, hand-overs, temporary arrangements."""

from datetime import timedelta
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people.models import Person
from anlan.kit.flow import making
from anlan.kit.flow.making import Refused
from anlan.kit.records import writing
from anlan.subjects.duty import services
from anlan.subjects.duty.flows import handing_over, swapping
from anlan.subjects.duty.models import HandOver, PostMember, Shift, Swap
from tests.contracts.doors import Door, Visitor
from tests.factories import a_user
from tests.subjects.duty.world import a_shift, entered

pytestmark = pytest.mark.django_db


def names(shift: Shift) -> tuple[str, str, int]:
    found = Shift.objects.get(pk=shift.pk)
    return found.leader_names, found.member_names, found.missing


def test_a_shift_says_who_is_on_it_and_what_it_lacks(world: Any) -> None:
    shift = a_shift(world.county, "2026-11-23 08:00")
    assert names(shift) == ("", "", 3)
    services.seat(shift, world.people["周"], "leader", actor=world.users["office"])
    services.seat(shift, world.people["甲"], "member", actor=world.users["office"])
    assert names(shift) == ("周", "甲", 1)
    services.replace(shift, world.people["甲"], world.people["丙"], actor=world.users["office"])
    services.unseat(shift, world.people["周"], actor=world.users["office"])
    assert names(shift) == ("", "丙", 2)
    acts = AuditEntry.objects.filter(kind="shift", object_id=str(shift.pk)).order_by("id").values_list("act", flat=True)
    assert list(acts) == ["shift.add", "shift.seat", "shift.seat", "shift.replace", "shift.unseat"]


def test_nobody_is_on_two_shifts_at_once_wherever(world: Any) -> None:
    shift = a_shift(world.county, "2026-11-23 08:00", "甲")
    other = a_shift(world.stone.post, "2026-11-23 20:00")
    with pytest.raises(Refused, match="甲同一时间已在“县值班室 2026-11-23 08:00”值班"):
        services.seat(other, world.people["甲"], "member", actor=None)
    with pytest.raises(Refused, match="甲已经在这个班次里"):
        services.seat(shift, world.people["甲"], "member", actor=None)
    after = a_shift(world.stone.post, "2026-11-24 08:00")
    services.seat(after, world.people["甲"], "member", actor=None)  # shifts that only meet do not clash


def test_taking_off_somebody_who_is_not_on_it_is_refused(world: Any) -> None:
    shift = a_shift(world.county, "2026-11-23 08:00", "甲")
    with pytest.raises(Refused, match="乙不在这个班次里"):
        services.unseat(shift, world.people["乙"], actor=None)
    with pytest.raises(Refused, match="乙不在这个班次里"):
        services.replace(shift, world.people["乙"], world.people["丙"], actor=None)


def test_shifts_are_laid_out_once(world: Any) -> None:
    first = clock.today() + timedelta(days=1)
    made = services.lay_out([world.county, world.stone.post], first, first + timedelta(days=6), actor=None)
    assert len(made) == 14
    again = services.lay_out([world.county, world.stone.post], first, first + timedelta(days=7), actor=None)
    assert len(again) == 16
    assert Shift.objects.count() == 16
    assert {shift.begins_at.astimezone(clock.at("00:00").tzinfo).hour for shift in again} == {8}


def asked(world: Any, shift: Shift, back: Shift | None = None) -> Swap:
    return entered(Swap(shift=shift, giver=world.people["甲"], taker=world.people["乙"], back_shift=back))


def move(swap: Any, code: str, user: Any, **data: Any) -> Any:
    made = swapping.move(code)
    assert made is not None
    return making.make(swapping, made, swap, actor=user, data=data)


def test_a_swap_needs_the_others_consent_and_an_approval(world: Any) -> None:
    shift = a_shift(world.county, "2026-11-25 08:00", "周 甲、丙")
    swap = asked(world, shift)
    with pytest.raises(Refused, match="没有“同意”"):
        move(swap, "agree", world.users["office"])  # 甲 himself cannot agree for 乙
    swap = move(swap, "agree", world.users["duty"])
    assert names(shift)[1] == "甲、丙"
    move(swap, "approve", world.users["office"])
    assert sorted(names(shift)[1].split("、")) == ["丙", "乙"]


def test_a_swap_follows_when_the_shift_moves(world: Any) -> None:
    shift = a_shift(world.county, "2026-11-25 08:00", "周 甲、丙")
    back = a_shift(world.county, "2026-11-28 08:00", "吴 乙、丁")
    swap = move(asked(world, shift, back), "agree", world.users["duty"])
    services.move_shift(shift, clock.at("2026-11-26 09:00"), clock.at("2026-11-27 09:00"), actor=None)
    move(swap, "approve", world.users["office"])
    moved = Shift.objects.get(pk=shift.pk)
    assert moved.begins_at == clock.at("2026-11-26 09:00")
    assert moved.name == "县值班室 2026-11-26 09:00"
    assert sorted(names(shift)[1].split("、")) == ["丙", "乙"]
    assert sorted(names(back)[1].split("、")) == ["丁", "甲"]


def test_a_swap_of_what_one_no_longer_has_cannot_be_approved(world: Any) -> None:
    shift = a_shift(world.county, "2026-11-25 08:00", "甲")
    swap = move(asked(world, shift), "agree", world.users["duty"])
    services.unseat(shift, world.people["甲"], actor=None)
    with pytest.raises(Refused):
        move(swap, "approve", world.users["office"])
    assert move(swap, "withdraw", world.users["office"]).status == "withdrawn"


def test_a_swap_that_would_clash_is_refused_whole(world: Any) -> None:
    shift = a_shift(world.county, "2026-11-25 08:00", "甲")
    swap = move(asked(world, shift), "agree", world.users["duty"])
    a_shift(world.county, "2026-11-25 20:00", "乙")
    with pytest.raises(Refused, match="乙同一时间已在"):
        move(swap, "approve", world.users["office"])
    assert names(shift)[1] == "甲"
    assert Swap.objects.get(pk=swap.pk).status == "agreed"


def test_a_shift_cannot_be_moved_onto_another_or_where_its_people_are_busy(world: Any) -> None:
    shift = a_shift(world.county, "2026-11-25 08:00", "甲")
    a_shift(world.county, "2026-11-27 08:00", "甲")
    with pytest.raises(Refused, match="已经有一个班次"):
        services.move_shift(shift, clock.at("2026-11-27 08:00"), clock.at("2026-11-28 08:00"), actor=None)
    with pytest.raises(Refused, match="甲同一时间已在"):
        services.move_shift(shift, clock.at("2026-11-26 20:00"), clock.at("2026-11-27 20:00"), actor=None)
    with pytest.raises(Refused, match="离岗时间应晚于上岗时间"):
        services.move_shift(shift, clock.at("2026-11-27 08:00"), clock.at("2026-11-27 08:00"), actor=None)


def test_a_form_that_moves_a_shift_is_held_to_the_same_and_what_names_the_shift_follows(world: Any) -> None:
    shift = a_shift(world.county, "2026-11-25 08:00", "甲")
    a_shift(world.county, "2026-11-27 08:00", "甲")
    office = Visitor(world.users["office"])

    def moved(begins: str, ends: str) -> Any:
        version = Shift.objects.get(pk=shift.pk).version
        body = {"post": world.county.pk, "begins_at": begins, "ends_at": ends, "version": version}
        return office.knock(Door("edit", f"/l/shift/{shift.pk}/edit", method="post", body=body))

    assert "甲同一时间已在" in moved("2026-11-26T20:00", "2026-11-27T20:00").text
    assert "已经有一个班次" in moved("2026-11-27T08:00", "2026-11-28T08:00").text
    assert moved("2026-11-26T06:00", "2026-11-27T06:00").status == 302
    assert Shift.objects.get(pk=shift.pk).name == "县值班室 2026-11-26 06:00"


def test_whoever_leaves_the_pool_or_the_service_is_off_the_shifts_to_come_by_that_alone(world: Any) -> None:
    shift = a_shift(world.county, "2026-11-25 08:00", "周 甲、乙")
    member = PostMember.objects.get(person=world.people["甲"])
    before = writing.values_of(member)
    member.active = False
    writing.change(member, before, actor=None)
    assert names(shift) == ("周", "乙", 1)
    writing.remove_many([PostMember.objects.get(person=world.people["周"])], actor=None)
    assert names(shift) == ("", "乙", 2)
    person = Person.objects.get(pk=world.people["乙"].pk)
    before = writing.values_of(person)
    person.active = False
    writing.change(person, before, actor=None)
    assert names(shift) == ("", "", 3)


def test_a_temporary_arrangement_replaces_somebody_for_a_while_or_not_at_all(world: Any) -> None:
    kept = [a_shift(world.county, f"2026-11-{day} 08:00", "甲") for day in (24, 26, 30)]
    span = (clock.at("2026-11-24"), clock.at("2026-11-28"))
    assert services.stand_in([world.county], world.people["甲"], world.people["丁"], *span, actor=None) == 2
    assert [names(shift)[1] for shift in kept] == ["丁", "丁", "甲"]
    a_shift(world.county, "2026-11-26 20:00", "戊")
    with pytest.raises(Refused, match="戊同一时间已在"):
        services.stand_in([world.county], world.people["丁"], world.people["戊"], *span, actor=None)
    assert [names(shift)[1] for shift in kept] == ["丁", "丁", "甲"]


def test_whoever_leaves_the_pool_is_off_all_shifts_to_come_and_they_show_the_gap(world: Any) -> None:
    running = a_shift(world.county, "2026-11-22 08:00", "甲")
    ahead = a_shift(world.county, "2026-11-24 08:00", "甲、乙")
    assert services.leave_pool(world.people["甲"], [world.county], actor=None) == 1
    assert names(running)[1] == "甲"
    assert names(ahead)[1:] == ("乙", 2)


def test_a_hand_over_is_confirmed_by_another_than_its_writer(world: Any) -> None:
    made = entered(
        HandOver(
            post=world.county, handed_at=clock.now(), giver=world.people["甲"], summary="平稳", pending="水库放水跟踪"
        )
    )
    take = handing_over.move("take")
    assert take is not None
    with pytest.raises(Refused):
        making.make(handing_over, take, made, actor=world.users["office"])  # 甲 himself
    done: Any = making.make(handing_over, take, made, actor=world.users["duty"])
    assert (done.status, done.taker, done.taken_at) == ("taken", world.people["乙"], clock.now())


def test_a_swap_waits_on_the_workbench_of_whoever_must_answer(world: Any) -> None:
    from anlan.web import workbench

    swap = asked(world, a_shift(world.county, "2026-11-25 08:00", "甲"))

    def waits(user: Any) -> bool:
        return swap.number in [item["title"] for item in workbench.waiting(user)[0]]

    outsider = a_user("duty", "990121000000")
    assert waits(world.users["duty"])
    assert not waits(outsider)
    move(swap, "agree", world.users["duty"])
    assert waits(outsider)
