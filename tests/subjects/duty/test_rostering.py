"""From tables to a proposal to the roster: what stands stays, who cannot is left out, months before count."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Count

from anlan.base import clock
from anlan.kit.notify.models import Absence
from anlan.subjects.duty import queries, rostering, services
from anlan.subjects.duty.models import PostMember, RosterRun, Shift, ShiftPerson
from anlan.subjects.duty.rules import broken
from tests.subjects.duty.world import a_member, a_period, a_post, a_shift, entered

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 14)


def made(world: Any, posts: Any = None, first: date = FIRST, last: date = LAST, **more: Any) -> RosterRun:
    run = rostering.ask(posts or [world.county], first, last, actor=world.users["office"], **more)
    return rostering.work(run.pk)


def adopted(world: Any, *args: Any, **more: Any) -> RosterRun:
    run = made(world, *args, **more)
    assert run.state == "ready", run.error
    rostering.adopt(run, actor=world.users["office"])
    return run


def faults(posts: Any, first: date = FIRST, last: date = LAST) -> list[str]:
    return [one.sentence for one in broken(queries.roster(posts, *queries.day_span(first, last)))]


def counts(part: str, **narrowed: Any) -> dict[str, int]:
    found = ShiftPerson.objects.filter(part=part, **narrowed).values_list("person__name").annotate(Count("id"))
    return dict(found.order_by())


def test_two_weeks_are_manned_rested_and_fair(world: Any) -> None:
    run = adopted(world)
    assert faults([world.county]) == []
    assert (run.result["broken"], run.result["score"], run.result["proven"]) == (0, 100, True)
    assert Shift.objects.filter(missing=0).count() == 14
    members = counts("member")
    assert sum(members.values()) == 28
    assert max(members.values()) - min(members.values()) <= 1
    assert counts("leader") == {"周": 7, "吴": 7}


def test_nothing_changes_before_somebody_adopts_it(world: Any) -> None:
    run = made(world)
    assert not Shift.objects.exists()
    rostering.drop(run)
    with pytest.raises(rostering.Unfit, match="已经采用或放弃"):
        rostering.adopt(run, actor=None)
    assert not Shift.objects.exists()


def test_what_was_put_by_hand_and_what_has_begun_stays(world: Any) -> None:
    clock.set_for_tests(clock.at("2026-12-02 09:00"))
    begun = a_shift(world.county, "2026-12-02 08:00", "周 甲、乙")
    held = a_shift(world.county, "2026-12-06 08:00", "周 丙")
    adopted(world)
    assert sorted(ShiftPerson.objects.filter(shift=begun).values_list("person__name", flat=True)) == ["乙", "周", "甲"]
    kept = ShiftPerson.objects.filter(shift=held)
    assert {"周", "丙"} <= set(kept.values_list("person__name", flat=True))
    assert kept.count() == 3
    again = adopted(world, first=date(2026, 12, 3))
    assert {"周", "丙"} <= set(ShiftPerson.objects.filter(shift=held).values_list("person__name", flat=True))
    assert again.result["broken"] == 0
    assert not Shift.objects.filter(begins_at=clock.at("2026-12-01 08:00")).filter(people__isnull=False).exists()


def test_leave_is_honoured_and_a_weekday_that_does_not_suit_is_avoided(world: Any) -> None:
    Absence.objects.create(person=world.people["甲"], from_at=clock.at("2026-12-01"), to_at=clock.at("2026-12-08"))
    PostMember.objects.filter(person=world.people["乙"]).update(avoids="周三、周六")
    adopted(world)
    own = ShiftPerson.objects.filter(person=world.people["甲"]).values_list("shift__begins_at", flat=True)
    assert all(begins >= clock.at("2026-12-08") for begins in own)
    days = ShiftPerson.objects.filter(person=world.people["乙"]).values_list("shift__begins_at", flat=True)
    assert {begins.astimezone(clock.at("00:00").tzinfo).weekday() for begins in days}.isdisjoint({2, 5})
    assert faults([world.county]) == []


def test_a_shift_elsewhere_and_the_rest_after_it_are_honoured(world: Any) -> None:
    other = a_post("forest", "森防值班", world.bureau, leaders=0, members=1, round_the_clock=False)
    entered(PostMember(post=other, person=world.people["甲"]))
    a_shift(other, "2026-12-05 08:00", "甲")
    a_shift(world.county, "2026-11-30 08:00", "周 乙、丙")
    adopted(world)
    assert faults([world.county, other], date(2026, 11, 30)) == []


def test_whoever_bore_more_in_the_months_before_bears_less_now(world: Any) -> None:
    PostMember.objects.update(created_at=clock.at("2026-01-01"))
    for day in (3, 7, 11, 15):
        a_shift(world.county, f"2026-11-{day:02d} 08:00", "周 甲、乙")
    adopted(world)
    members = counts("member", shift__begins_at__gte=clock.at("2026-12-01"))
    assert sum(members.values()) == 28
    whole = counts("member")
    assert max(whole.values()) - min(whole.values()) <= 1
    assert members["甲"] < members["丙"]


def test_a_newcomer_need_not_make_up_for_the_months_before(world: Any) -> None:
    PostMember.objects.update(created_at=clock.at("2026-01-01"))
    for day in range(1, 21, 2):
        a_shift(world.county, f"2026-11-{day:02d} 08:00", ("周 甲、乙", "吴 丙、丁", "周 戊、己")[day // 2 % 3])
    new = a_member(world.county, "庚")
    adopted(world)
    assert counts("member", shift__begins_at__gte=clock.at("2026-12-01"))[new.name] <= 5


def test_half_a_share_is_half_the_duty(world: Any) -> None:
    PostMember.objects.filter(person=world.people["甲"]).update(share=50)
    adopted(world, last=date(2026, 12, 22))
    members = counts("member")
    assert members["甲"] == 4
    assert min(count for name, count in members.items() if name != "甲") >= 7


def test_a_skill_is_on_every_shift(world: Any) -> None:
    world.county.skills = ("radio",)
    world.county.save()
    for name in "甲丙戊":
        PostMember.objects.filter(person=world.people[name]).update(skills=("radio",))
    adopted(world)
    assert faults([world.county]) == []
    assert all({"甲", "丙", "戊"} & set(shift.member_names.split("、")) for shift in Shift.objects.all())


def test_what_nobody_can_do_stays_empty_and_is_named(world: Any) -> None:
    PostMember.objects.filter(person=world.people["吴"]).update(active=False)
    Absence.objects.create(person=world.people["周"], from_at=clock.at("2026-12-03"), to_at=clock.at("2026-12-06"))
    run = made(world)
    assert "没有带班领导。" in {fault["sentence"] for fault in run.result["faults"]}
    assert run.result["score"] < 100
    led = [told for told in run.result["shifts"] if any(part == "leader" for _key, part in told["people"])]
    assert 0 < len(led) < 14


def test_in_a_key_period_two_thirds_are_on_duty_the_others_on_standby_and_leave_is_cancelled(world: Any) -> None:
    a_period(begins="2026-12-04 08:00", ends="2026-12-07 08:00")
    Absence.objects.create(person=world.people["甲"], from_at=clock.at("2026-12-04"), to_at=clock.at("2026-12-06"))
    run = adopted(world)
    strong = Shift.objects.filter(begins_at__gte=clock.at("2026-12-04"), begins_at__lt=clock.at("2026-12-07"))
    for shift in strong:
        parts = list(shift.people.values_list("part", flat=True))
        assert (parts.count("leader"), parts.count("member"), parts.count("standby")) == (1, 5, 2)
    quiet = Shift.objects.exclude(pk__in=strong)
    assert {tuple(sorted(s.people.values_list("part", flat=True))) for s in quiet} == {("leader", "member", "member")}
    assert {one["sentence"] for one in run.result["faults"]} <= {"甲这天登记了休假，而重要时段已取消休假，请核实。"}


def test_several_posts_of_one_pool_share_one_fairness(world: Any) -> None:
    other = a_post("county-second", "县指挥中心", world.bureau)
    for member in PostMember.objects.filter(post=world.county):
        entered(PostMember(post=other, person=member.person, can_lead=member.can_lead, can_serve=member.can_serve))
    for name in ("郑", "王"):
        person = a_member(world.county, name, lead=True)
        entered(PostMember(post=other, person=person, can_lead=True, can_serve=False))
    for name in "辛壬癸":
        entered(PostMember(post=other, person=a_member(world.county, name)))
    adopted(world, [world.county, other])
    assert faults([world.county, other]) == []
    members = counts("member")
    assert sum(members.values()) == 56
    assert max(members.values()) - min(members.values()) <= 1


def test_shifts_of_half_a_day_cross_midnight_and_rest_between(world: Any) -> None:
    world.county.starts, world.county.hours, world.county.rest_hours = "08:00、20:00", 12, 24
    world.county.save()
    adopted(world, last=date(2026, 12, 5))
    assert Shift.objects.count() == 10
    assert [one for one in faults([world.county], last=date(2026, 12, 5)) if "带班" not in one] == []


def test_in_turns_each_follows_the_other_and_the_circle_goes_on(world: Any) -> None:
    adopted(world, way="turns", last=date(2026, 12, 6))
    shifts = Shift.objects.order_by("begins_at")
    assert [shift.leader_names for shift in shifts] == ["周", "吴"] * 3
    assert [shift.member_names for shift in shifts] == ["甲、乙", "丙、丁", "戊、己"] * 2
    adopted(world, way="turns", first=date(2026, 12, 7), last=date(2026, 12, 8))
    assert [shift.member_names for shift in Shift.objects.order_by("begins_at")][6:] == ["甲、乙", "丙、丁"]


def test_a_week_at_a_time_in_turns(world: Any) -> None:
    adopted(world, way="turns", unit="week")
    leaders = [shift.leader_names for shift in Shift.objects.order_by("begins_at")]
    assert leaders == ["周"] * 7 + ["吴"] * 7


def test_in_turns_whoever_is_away_is_passed_over(world: Any) -> None:
    Absence.objects.create(person=world.people["丙"], from_at=clock.at("2026-12-02"), to_at=clock.at("2026-12-03"))
    adopted(world, way="turns", last=date(2026, 12, 3))
    assert [shift.member_names for shift in Shift.objects.order_by("begins_at")] == ["甲、乙", "丁、戊", "戊、己"]


def test_a_second_worker_does_not_make_the_same_roster_and_a_dead_ones_is_taken_over(world: Any) -> None:
    run = rostering.ask([world.county], FIRST, LAST, actor=None)
    RosterRun.objects.filter(pk=run.pk).update(state="running", leased_until_at=clock.now() + rostering.LEASE)
    assert rostering.work(run.pk).state == "running"
    clock.tick(rostering.LEASE + timedelta(seconds=1))
    assert list(rostering.waiting()) == [run]
    assert rostering.work(run.pk).state == "ready"
    assert not rostering.waiting().exists()


@pytest.mark.parametrize(
    ("first", "last", "word"), [("2026-12-02", "2026-12-01", "起止日期"), ("2026-01-01", "2027-12-01", "起止日期")]
)
def test_a_span_that_makes_no_sense_is_refused(world: Any, first: str, last: str, word: str) -> None:
    with pytest.raises(rostering.Unfit, match=word):
        rostering.ask([world.county], date.fromisoformat(first), date.fromisoformat(last), actor=None)


def test_a_post_without_people_is_refused(world: Any) -> None:
    empty = a_post("empty", "空岗", world.bureau)
    with pytest.raises(rostering.Unfit, match="还没有值班人员"):
        rostering.ask([empty], FIRST, LAST, actor=None)
    with pytest.raises(rostering.Unfit, match="请选择值班岗位"):
        rostering.ask([], FIRST, LAST, actor=None)


def test_a_swapped_shift_is_left_alone_by_the_next_roster(world: Any) -> None:
    adopted(world)
    shift = Shift.objects.order_by("begins_at")[5]
    old = ShiftPerson.objects.filter(shift=shift, part="member").first()
    assert old is not None
    free = next(
        person
        for name, person in world.people.items()
        if name in "甲乙丙丁戊己" and not ShiftPerson.objects.filter(shift=shift, person=person).exists()
    )
    services.replace(shift, old.person, free, actor=None)
    adopted(world)
    assert ShiftPerson.objects.filter(shift=shift, person=free, part="member").exists()
