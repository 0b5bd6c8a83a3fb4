"""Told in advance and once: gaps to whoever can fill them, duty to whoever has it, key periods to all they concern."""

from datetime import timedelta
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.people.models import Person
from anlan.kit.notify.models import Addressee, Notice
from anlan.subjects.duty import services, watching
from anlan.subjects.duty.models import PresenceCheck, Shift, Swap
from tests.subjects.duty.world import a_period, a_shift, entered

pytestmark = pytest.mark.django_db


def notices(topic: str) -> list[str]:
    return list(Notice.objects.filter(topic=topic).order_by("id").values_list("text", flat=True))


def told(topic: str) -> set[str]:
    return set(Addressee.objects.filter(notice__topic=topic).values_list("person__name", flat=True))


@pytest.fixture
def manned(world: Any) -> Any:
    """The county is whole for four days."""
    for day, people in ((22, "周 甲、乙"), (23, "吴 丙、丁"), (24, "周 戊、己"), (25, "吴 甲、乙"), (26, "周 丙、丁")):
        a_shift(world.county, f"2026-11-{day} 08:00", people)
    return world


def test_a_whole_roster_raises_nothing(manned: Any) -> None:
    assert watching.raise_gaps() == 0
    assert notices(watching.GAP) == []


def test_an_empty_shift_within_the_days_of_warning_is_raised_once(manned: Any) -> None:
    shift = Shift.objects.get(begins_at=clock.at("2026-11-24 08:00"))
    for name in "周戊己":
        services.unseat(shift, manned.people[name], actor=None)
    for _look in range(3):
        watching.raise_gaps()
    assert len(notices(watching.GAP)) == 1
    assert "11-24 08:00 空班：没有人值班。" in notices(watching.GAP)[0]
    assert told(watching.GAP) == {"乙", "周"}  # the duty room's log-in, and whoever leads now
    services.seat(shift, manned.people["周"], "leader", actor=None)
    watching.raise_gaps()
    assert "应有 2 人值班，只有 0 人" in notices(watching.GAP)[1]


def test_what_lies_further_ahead_is_raised_when_it_comes_near(manned: Any) -> None:
    far = Shift.objects.get(begins_at=clock.at("2026-11-26 08:00"))
    services.unseat(far, manned.people["周"], actor=None)
    assert watching.raise_gaps() == 0
    clock.tick(clock.at("2026-11-23 09:00"))
    assert watching.raise_gaps() == 1
    assert "11-26 08:00 没有带班领导。" in notices(watching.GAP)[0]


def test_one_hour_between_two_shifts_is_raised(manned: Any) -> None:
    shift = Shift.objects.get(begins_at=clock.at("2026-11-23 08:00"))
    services.move_shift(shift, shift.begins_at, shift.ends_at - timedelta(hours=1), actor=None)
    watching.raise_gaps()
    assert "11-24 07:00 到 11-24 08:00 无人值守" in notices(watching.GAP)[0]


def test_the_end_of_the_roster_is_a_gap_too(world: Any) -> None:
    a_shift(world.stone.post, "2026-11-22 08:00", "石镇长 石干事、石科员")
    watching.raise_gaps()
    assert "11-23 08:00 起没有排班" in notices(watching.GAP)[0]
    assert told(watching.GAP) == {"石镇长"}  # the town's own keeper, not the county's


def test_each_is_reminded_before_his_shift_once_and_after_a_move_again(manned: Any) -> None:
    clock.tick(clock.at("2026-11-22 19:59"))
    assert watching.remind() == 0
    clock.tick(clock.at("2026-11-22 20:00"))
    watching.remind()
    watching.remind()
    assert notices(watching.REMIND) == ["“县值班室” 11月23日 08:00 上岗，请按时到岗。带班：吴；值班：丙、丁；备勤：—。"]
    assert told(watching.REMIND) == {"吴", "丙", "丁"}
    shift = Shift.objects.get(begins_at=clock.at("2026-11-23 08:00"))
    services.move_shift(shift, clock.at("2026-11-23 07:00"), shift.ends_at, actor=None)
    watching.remind()
    assert len(notices(watching.REMIND)) == 2
    assert "07:00" in notices(watching.REMIND)[-1]


def test_whoever_is_put_on_later_is_reminded_too(manned: Any) -> None:
    clock.tick(clock.at("2026-11-22 21:00"))
    watching.remind()
    shift = Shift.objects.get(begins_at=clock.at("2026-11-23 08:00"))
    services.replace(shift, manned.people["丙"], manned.people["戊"], actor=None)
    watching.remind()
    assert told(watching.REMIND) == {"吴", "丙", "丁", "戊"}
    again = Notice.objects.filter(topic=watching.REMIND).order_by("id").last()
    assert again is not None
    assert [one.person.name for one in again.addressees.all()] == ["戊"]


def test_the_coming_week_is_told_on_sunday_evening(manned: Any) -> None:
    assert watching.week_ahead() == 0
    clock.tick(clock.at("2026-11-22 18:00"))
    assert watching.week_ahead() == 1
    assert watching.week_ahead() == 0
    own = Notice.objects.get(topic=watching.WEEK)  # one for the whole post, so that no list of notices is flooded
    assert told(watching.WEEK) == set(manned.people)
    assert "下周值班 4 班" in own.text
    assert "11-23 08:00 吴、丙、丁；11-24 08:00 周、戊、己；" in own.text


def test_a_key_period_is_told_when_it_begins_and_when_it_ends(manned: Any) -> None:
    a_period(begins="2026-11-22 10:00", ends="2026-11-23 10:00", requirement="严防死守。")
    assert watching.tell_periods() == 0
    clock.tick(clock.at("2026-11-22 10:00"))
    watching.tell_periods()
    watching.tell_periods()
    assert len(notices(watching.PERIOD)) == 1
    assert "2/3 值班、1/3 备勤；取消休假；实行日报告；严防死守。" in notices(watching.PERIOD)[0]
    clock.tick(clock.at("2026-11-23 10:00"))
    watching.tell_periods()
    assert "恢复常态值班" in notices(watching.PERIOD)[1]
    assert told(watching.PERIOD) == {"周", "甲", "乙", "吴", "丙", "丁"}


def test_in_a_key_period_posts_are_called_at_set_hours_without_being_asked(manned: Any) -> None:
    a_period(begins="2026-11-22 00:00", ends="2026-11-24 00:00", checks_a_day=2)
    for moment, count in (("11:59", 1), ("13:00", 1), ("18:00", 2), ("19:00", 2)):
        clock.tick(clock.at(f"2026-11-22 {moment}"))
        watching.extra_checks()
        assert PresenceCheck.objects.filter(created_by=None).count() == count, moment
    clock.tick(clock.at("2026-11-24 12:00"))
    watching.extra_checks()
    assert PresenceCheck.objects.count() == 2


def test_nobody_who_has_left_is_told(manned: Any) -> None:
    Person.objects.filter(name="乙").update(active=False)
    shift = Shift.objects.get(begins_at=clock.at("2026-11-24 08:00"))
    services.unseat(shift, manned.people["周"], actor=None)
    watching.raise_gaps()
    assert told(watching.GAP) == {"周"}


def test_a_swap_is_told_to_whoever_must_answer_it_and_how_it_ended_to_who_asked(manned: Any) -> None:
    shift = Shift.objects.get(begins_at=clock.at("2026-11-25 08:00"))
    swap = entered(Swap(shift=shift, giver=manned.people["甲"], taker=manned.people["丙"], reason="体检"))
    for expected in ({"丙"}, {"丙"}):  # told once, however often it is looked at
        watching.tell_swaps()
        assert told(watching.SWAP) == expected
    Swap.objects.filter(pk=swap.pk).update(status="agreed")
    watching.tell_swaps()
    assert told(watching.SWAP) == {"丙", "乙", "周"}  # the duty room, and whoever leads now
    Swap.objects.filter(pk=swap.pk).update(status="refused")
    watching.tell_swaps()
    assert told(watching.SWAP) == {"丙", "乙", "周", "甲"}
    assert len(notices(watching.SWAP)) == 3
    assert "甲请丙接“县值班室 2026-11-25 08:00”的班：未同意" in notices(watching.SWAP)[2]
