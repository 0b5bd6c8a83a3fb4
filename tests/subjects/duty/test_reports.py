"""Reports that are owed: made once for each unit and day, asked for before the deadline, chased after it, summed up."""

from datetime import date, timedelta
from typing import Any

import pytest

from anlan.base import clock
from anlan.kit.flow import making
from anlan.kit.flow.making import Refused
from anlan.kit.notify.models import Addressee, Notice
from anlan.subjects.duty import reporting
from anlan.subjects.duty.flows import reporting as flow
from anlan.subjects.duty.models import ReportDue, ReportDuty
from tests.factories import COUNTY, STONE
from tests.subjects.duty.world import a_period, a_shift, entered

pytestmark = pytest.mark.django_db

SUNDAY = date(2026, 11, 22)


def a_duty(**values: Any) -> ReportDuty:
    given = {
        "name": "森林防火日报告",
        "place_id": COUNTY,
        "unit_kinds": ("town-office",),
        "starts_on": date(2026, 11, 1),
    }
    return entered(ReportDuty(**given | values))


def move(due: ReportDue, code: str, user: Any, **data: Any) -> Any:
    made = flow.move(code)
    assert made is not None
    return making.make(flow, made, due, actor=user, data=data)


def test_each_unit_owes_it_once_a_day(world: Any) -> None:
    a_duty()
    assert reporting.spread(SUNDAY) == 2
    assert reporting.spread(SUNDAY) == 0
    assert {due.unit for due in ReportDue.objects.all()} == {world.stone.unit, world.cloud.unit}
    assert {due.due_at for due in ReportDue.objects.all()} == {clock.at("2026-11-22 17:00")}
    assert reporting.spread(SUNDAY + timedelta(days=1)) == 2


def test_a_unit_that_joins_later_owes_it_from_then(world: Any) -> None:
    a_duty()
    world.cloud.unit.active = False
    world.cloud.unit.save()
    assert reporting.spread(SUNDAY) == 1
    world.cloud.unit.active = True
    world.cloud.unit.save()
    assert reporting.spread(SUNDAY) == 1


@pytest.mark.parametrize(
    ("values", "days"),
    [
        ({"cycle": "weekly", "due_day": 7}, [22, 29]),
        ({"cycle": "monthly", "due_day": 31}, [30]),
        ({"cycle": "daily", "ends_on": date(2026, 11, 23)}, [22, 23]),
        ({"cycle": "daily", "starts_on": date(2026, 11, 29)}, [29, 30]),
        ({"active": False}, []),
    ],
)
def test_days_on_which_it_is_owed(world: Any, values: dict[str, Any], days: list[int]) -> None:
    duty = a_duty(**values)
    assert [day for day in range(22, 31) if reporting.falls_on(duty, date(2026, 11, day))] == days


def test_only_in_key_periods_and_only_where_they_hold(world: Any) -> None:
    a_duty(key_periods_only=True)
    assert reporting.spread(SUNDAY) == 0
    a_period(place=STONE)
    assert reporting.spread(SUNDAY) == 1
    assert ReportDue.objects.get().unit == world.stone.unit
    assert reporting.spread(SUNDAY + timedelta(days=7)) == 0


def test_it_is_asked_for_before_the_deadline_and_chased_after_it_until_it_comes(world: Any) -> None:
    a_duty()
    a_shift(world.stone.post, "2026-11-22 08:00", "石镇长 石干事、石科员")
    reporting.spread(SUNDAY)
    stone = ReportDue.objects.get(unit=world.stone.unit)
    ReportDue.objects.exclude(pk=stone.pk).delete()
    seen = []
    for moment in ("15:59", "16:00", "16:30", "17:00", "17:10", "17:30", "18:00", "18:30", "20:00"):
        clock.tick(clock.at(f"2026-11-22 {moment}"))
        reporting.chase()
        seen.append(Notice.objects.filter(topic=reporting.TOPIC).count())
    assert seen == [0, 1, 1, 2, 2, 3, 4, 4, 4]
    texts = list(Notice.objects.order_by("id").values_list("text", flat=True))
    assert "请于 17:00 前报送" in texts[0]
    assert "已超时（截止 17:00）" in texts[1]
    assert set(Addressee.objects.values_list("person__name", flat=True)) == {"石镇长", "石干事", "石科员"}
    stone.refresh_from_db()
    assert (stone.chased, stone.next_at) == (3, None)


def test_whoever_has_reported_is_left_alone(world: Any) -> None:
    a_duty()
    reporting.spread(SUNDAY)
    due = ReportDue.objects.get(unit=world.stone.unit)
    move(due, "file", world.users["stone"], text="无异常", zero=True)
    clock.tick(clock.at("2026-11-22 17:30"))
    reporting.chase()
    assert set(Notice.objects.values_list("about_id", flat=True)) == {ReportDue.objects.get(unit=world.cloud.unit).pk}


def test_without_anybody_on_duty_the_units_own_people_are_told(world: Any) -> None:
    a_duty()
    reporting.spread(SUNDAY)
    due = ReportDue.objects.select_related("unit").get(unit=world.stone.unit)
    assert [one.person for one in reporting.people_of(due)] == [person.pk for person in world.stone.people]


def test_a_zero_report_is_a_report_and_a_required_question_is_not_left_out(world: Any) -> None:
    a_duty(form_fields="巡查人次｜整数｜必填")
    reporting.spread(SUNDAY)
    due = ReportDue.objects.get(unit=world.stone.unit)
    with pytest.raises(Refused, match="“巡查人次”必填"):
        move(due, "file", world.users["stone"], text="都好", zero=False)
    done = move(due, "file", world.users["stone"], text="无情况", zero=True)
    assert (done.status, done.zero, done.filed_at) == ("filed", True, clock.now())


def test_a_report_sent_back_is_owed_again_and_one_excused_is_not(world: Any) -> None:
    a_duty()
    reporting.spread(SUNDAY)
    due = ReportDue.objects.get(unit=world.stone.unit)
    filed = move(due, "file", world.users["stone"], text="数不对", zero=False)
    again = move(filed, "return", world.users["office"], opinion="请核对")
    assert (again.status, again.filed_at, again.next_at) == ("due", None, clock.now())
    other = move(ReportDue.objects.get(unit=world.cloud.unit), "excuse", world.users["office"], opinion="停电")
    assert (other.status, other.next_at) == ("excused", None)


def test_the_summary_counts_filed_late_missing_and_sums_the_numbers(world: Any) -> None:
    duty = a_duty(form_fields="巡查人次｜整数｜必填")
    reporting.spread(SUNDAY)
    clock.tick(clock.at("2026-11-22 17:20"))
    due = ReportDue.objects.get(unit=world.stone.unit)
    move(due, "file", world.users["stone"], text="", zero=False, content={"巡查人次": "15"})
    made = reporting.summary(duty, SUNDAY, ReportDue.objects.all())
    assert (made.owed, len(made.filed), made.late, len(made.missing), made.share) == (2, 1, 1, 1, "0.0%")
    words = reporting.in_words(made)
    assert "应报 2 家，已报 1 家（其中超时 1 家、零报告 0 家），未报 1 家：云溪镇应急办。汇总：巡查人次 15。" in words
    nothing = reporting.summary(duty, SUNDAY - timedelta(days=1), ReportDue.objects.all())
    assert nothing.share == "—"
