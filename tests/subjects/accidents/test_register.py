"""The register: levels stored with the row, clocks of reporting, changed figures with their window, struck-off rows."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.forms import form_class
from anlan.kit.ledger.lists import chip_condition
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.accidents.choices import Level, Status, Step, Way
from anlan.subjects.accidents.models import Accident, AccidentReport, ReportingLimit
from tests.factories import a_world
from tests.subjects.accidents.world import a_sector, an_accident, made, settings

pytestmark = pytest.mark.django_db
UPWARD = {"recipient": "市应急管理局", "way": Way.PHONE, "step": Step.UPWARD}


@pytest.fixture
def world() -> Any:
    clock.set_for_tests(clock.at("2026-11-20 10:00"))
    made_world = a_world()
    settings()
    return made_world


def chip(name: str) -> Any:
    ledger = ledger_by_code("accident")
    number = [str(label) for label in ledger.chips].index(name) + 1
    return Accident.objects.filter(chip_condition(ledger, str(number)))


def test_the_level_stands_in_the_row_and_follows_its_figures(world: Any) -> None:
    row = an_accident(deaths=1, serious_injuries=0, loss=Decimal(120))
    assert Accident.objects.get(pk=row.pk).level == Level.GENERAL
    before = writing.values_of(row)
    row.deaths = 3
    writing.change(row, before, actor=None)
    assert Accident.objects.get(pk=row.pk).level == Level.LARGER
    before = writing.values_of(row)
    row.override, row.override_reason = Level.MAJOR, "社会影响恶劣"
    writing.change(row, before, actor=None)
    assert Accident.objects.get(pk=row.pk).level == Level.MAJOR


def test_the_group_of_the_sector_stands_in_the_row(world: Any) -> None:
    row = an_accident(sector=a_sector("road-08"))
    assert Accident.objects.get(pk=row.pk).sector_group.code == "road"
    assert an_accident(sector=a_sector("industry"), title="甲").sector_group == a_sector("industry")


def test_what_is_not_known_makes_the_level_provisional(world: Any) -> None:
    sure = an_accident(deaths=1, serious_injuries=0, loss=Decimal(0), title="甲")
    unsure = an_accident(deaths=1, title="乙")
    assert list(chip("初判等级")) == [unsure]
    assert sure.level == unsure.level == Level.GENERAL


def test_the_firm_has_one_hour_and_the_bureau_two(world: Any) -> None:
    knew = clock.at("2026-11-20 08:05")
    in_time = an_accident(firm_knew_at=knew, received_at=knew + timedelta(minutes=60), title="甲")
    late = an_accident(firm_knew_at=knew, received_at=knew + timedelta(minutes=61), title="乙")
    assert in_time.firm_due_at == knew + timedelta(hours=1)
    assert in_time.due_at == in_time.received_at + timedelta(hours=2)
    assert list(chip("单位迟报")) == [late]


def test_a_limit_edited_later_changes_no_clock_that_runs(world: Any) -> None:
    row = an_accident()
    ReportingLimit.objects.filter(step=Step.UPWARD).update(minutes=30)
    before = writing.values_of(row)
    row.note = "补充"
    writing.change(row, before, actor=None)
    assert Accident.objects.get(pk=row.pk).due_at == row.received_at + timedelta(hours=2)


def test_reporting_upwards_stops_the_clock_and_is_kept_with_its_own(world: Any) -> None:
    duty = world.users[roles.DUTY]
    row = an_accident("2026-11-20 09:00")
    clock.tick(clock.at("2026-11-20 10:30"))
    row = made("report", row, duty, **UPWARD, content="死亡 1 人")
    report = AccidentReport.objects.get()
    assert row.reported_at == report.sent_at == clock.now()
    assert (report.minutes, report.due_at) == (120, row.due_at)
    assert list(chip("迟报")) == []
    clock.tick(clock.at("2026-11-20 13:00"))
    again = made("report", row, duty, **UPWARD | {"step": Step.FOLLOW})
    assert again.reported_at == report.sent_at, "the first report counts"
    assert AccidentReport.objects.count() == 2


def test_what_is_not_reported_in_time_is_late_before_and_after_it_is_reported(world: Any) -> None:
    row = an_accident("2026-11-20 07:00")
    assert list(chip("迟报")) == [row], "three hours have passed"
    made("report", row, world.users[roles.DUTY], **UPWARD)
    assert list(chip("迟报")) == [row]


def test_graver_accidents_have_the_stricter_limit(world: Any) -> None:
    ReportingLimit.objects.create(
        name="较大以上 1 小时", step=Step.UPWARD, gravest=Level.EXTREME, lightest=Level.LARGER, minutes=60
    )
    from anlan.subjects.accidents import services

    services.forget_limits()
    assert an_accident(deaths=3, title="甲").report_minutes == 60
    assert an_accident(deaths=1, title="乙").report_minutes == 120


@pytest.mark.parametrize(
    ("sector", "day", "deaths"),
    [("industry-03", "2026-12-20", 2), ("industry-03", "2026-12-21", 1), ("road-08", "2026-11-27", 2),
     ("road-08", "2026-11-28", 1)],
)  # fmt: skip
def test_a_death_counts_up_to_the_last_day_of_the_window(world: Any, sector: str, day: str, deaths: int) -> None:
    row = an_accident(sector=a_sector(sector), deaths=1, serious_injuries=1, loss=Decimal(10))
    clock.tick(clock.at(f"{day} 12:00"))
    row = made("revise", row, world.users[roles.DUTY], deaths=2, serious_injuries=0, reason="重伤者不治")
    kept = row.revisions.get()
    assert Accident.objects.get(pk=row.pk).deaths == deaths
    assert (kept.before["deaths"], kept.after["deaths"], kept.counted) == (1, 2, deaths == 2)
    assert kept.revised_by == world.users[roles.DUTY]


def test_a_changed_figure_raises_the_level(world: Any) -> None:
    row = an_accident(deaths=2, serious_injuries=9, loss=Decimal(10))
    row = made("revise", row, world.users[roles.SAFETY_OFFICE], deaths=3, reason="搜救发现")
    assert Accident.objects.get(pk=row.pk).level == Level.LARGER


def test_known_figures_change_by_the_move_only_and_every_change_leaves_its_trace(world: Any) -> None:
    office = world.users[roles.SAFETY_OFFICE]
    row = an_accident(deaths=2, serious_injuries=0)

    def sent(**values: Any) -> dict[str, str]:
        bound = form_class(ledger_by_code("accident"))(user=office, instance=Accident.objects.get(pk=row.pk))
        shown = {name: bound[name].value() for name in bound.fields}
        return {name: "" if value is None else str(value) for name, value in (shown | values).items()}

    client = Client()
    client.force_login(office)
    told = client.post(f"/l/accident/{row.pk}/edit", sent(deaths=3))
    assert (told.status_code, "请用“伤亡变更”" in told.content.decode()) == (422, True)
    assert (Accident.objects.get(pk=row.pk).deaths, row.revisions.count()) == (2, 0)
    assert client.post(f"/l/accident/{row.pk}/edit", sent(loss="1200", note="补充损失")).status_code == 302
    filled = row.revisions.get()
    assert (filled.before["loss"], filled.after["loss"], filled.revised_by) == (None, "1200", office)
    assert (filled.before["level"], filled.after["level"]) == (Level.GENERAL, Level.LARGER)
    before = writing.values_of(changed := Accident.objects.get(pk=row.pk))
    changed.deaths = 4  # as an import does
    writing.change(changed, before, actor=office)
    made("revise", changed, office, deaths=5, reason="搜救发现")
    kept = list(row.revisions.all())
    assert [(each.after["deaths"], bool(each.reason)) for each in kept] == [(2, True), (4, True), (5, True)]
    page = client.get(f"/l/accident/{row.pk}/").content.decode()
    assert ("死亡（人） 4 → 5" in page, "事故等级 一般 → 较大" in page, "搜救发现" in page) == (True, True, True)


def test_the_loss_is_found_later_and_counts_when_casualties_no_longer_do(world: Any) -> None:
    row = an_accident(deaths=1, serious_injuries=0)
    clock.tick(clock.at("2027-01-05 12:00"))
    row = made("revise", row, world.users[roles.DUTY], deaths=3, loss=Decimal(5000), reason="评估报告")
    assert (row.deaths, row.loss, Accident.objects.get(pk=row.pk).level) == (1, Decimal(5000), Level.MAJOR)
    assert [(each.counted, each.after["deaths"], each.after["loss"]) for each in row.revisions.all()] == [
        (False, 3, None), (True, 1, "5000"),
    ]  # fmt: skip
    late = Accident.objects.get(pk=row.pk)
    late.missing = 1
    with pytest.raises(ValidationError) as refused:
        late.clean()
    assert list(refused.value.message_dict) == ["missing"]


def test_what_is_struck_off_makes_no_figure_and_can_come_back(world: Any) -> None:
    office = world.users[roles.SAFETY_OFFICE]
    row = made("void", an_accident(), office, opinion="经核实为疾病死亡")
    assert (row.status, row.counted) == (Status.VOID, False)
    with pytest.raises(Refused):
        made("revise", row, office, deaths=1, reason="改")
    row = made("restore", row, office, opinion="复核属实")
    assert (row.status, row.counted) == (Status.REGISTERED, True)


def test_direct_reporting_is_done_once(world: Any) -> None:
    office = world.users[roles.SAFETY_OFFICE]
    row = made("direct", an_accident(), office)
    assert row.direct_reported_at == clock.now()
    assert AccidentReport.objects.get().step == Step.STATISTICS
    with pytest.raises(Refused):
        made("direct", row, office)


def test_only_the_reporting_side_of_the_county_reports(world: Any) -> None:
    row = an_accident()
    for role in (roles.TOWNSHIP, roles.ENTERPRISE, roles.VILLAGE):
        with pytest.raises(Refused):
            made("report", row, world.users[role], **UPWARD)
    assert AccidentReport.objects.count() == 0


def test_two_who_write_the_same_accident_do_not_overwrite_each_other(world: Any) -> None:
    row = an_accident()
    mine, theirs = Accident.objects.get(pk=row.pk), Accident.objects.get(pk=row.pk)
    before_mine, before_theirs = writing.values_of(mine), writing.values_of(theirs)
    mine.deaths, theirs.deaths = 1, 2
    writing.change(mine, before_mine, actor=None)
    with pytest.raises(writing.Conflict):
        writing.change(theirs, before_theirs, actor=None)
    assert Accident.objects.get(pk=row.pk).deaths == 1


def test_what_is_owed_upwards_waits_for_the_duty_office(world: Any) -> None:
    ledger = ledger_by_code("accident")
    row = an_accident()
    condition = ledger.waiting(world.users[roles.DUTY])
    assert condition is not None
    assert list(Accident.objects.filter(condition)) == [row]
    assert ledger.deadline(row) == row.due_at
    row = made("verify", made("report", row, world.users[roles.DUTY], **UPWARD), world.users[roles.DUTY])
    assert list(Accident.objects.filter(condition)) == []
    assert ledger.deadline(row) is None
