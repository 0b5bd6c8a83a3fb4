"""A task from its order to its acceptance: who may do what, what parts make of the whole, two at the same instant."""

import threading
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.places.models import PlaceLevel
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.notify.models import Notice
from anlan.subjects.campaigns import services
from anlan.subjects.campaigns.choices import TaskStatus
from anlan.subjects.campaigns.models import Measure, Task, TaskExtension
from anlan.web import workbench
from anlan.web.notices import deadlines
from tests.factories import COUNTY, a_place, a_user, an_organisation
from tests.subjects.campaigns.world import a_campaign_world, a_finished_task, a_task, an_ordered_task, entered, moved

CITY = "990100000000"


def waiting_for(user: Any) -> set[int]:
    ledger = ledger_by_code("task")
    condition = ledger.waiting(user)
    assert condition is not None
    return set(visible(ledger, user).filter(condition).values_list("pk", flat=True))


def test_a_task_comes_to_its_town_and_goes_back_to_the_office_that_gave_it(world: SimpleNamespace) -> None:
    task = a_task(world, world.stone.town)
    assert (task.number, task.assigner_id) == ("RW-2026-00001", world.bureau.pk)
    assert (waiting_for(world.office), waiting_for(world.stone.clerk)) == ({task.pk}, set())
    task = moved(task, "order", world.office, due_on=task.due_on)
    assert (task.status, task.ordered_on) == (TaskStatus.ORDERED, date(2026, 11, 2))
    assert (waiting_for(world.office), waiting_for(world.stone.clerk)) == (set(), {task.pk})
    task = moved(moved(task, "receive", world.stone.clerk), "progress", world.stone.clerk, progress=40, note="过半")
    task = moved(task, "submit", world.stone.clerk, completed_on=date(2026, 11, 2), result="查了 12 家")
    assert (waiting_for(world.office), waiting_for(world.stone.clerk)) == ({task.pk}, set())
    task = moved(task, "accept", world.office)
    assert (task.status, task.progress, task.completed_on) == (TaskStatus.DONE, 100, date(2026, 11, 2))
    assert (waiting_for(world.office), waiting_for(world.stone.clerk)) == (set(), set())


def test_nobody_accepts_his_own_work(world: SimpleNamespace) -> None:
    task = moved(an_ordered_task(world, world.stone.town), "receive", world.stone.clerk)
    task = moved(task, "submit", world.stone.clerk, completed_on=clock.today(), result="已办结")
    with pytest.raises(Refused, match="权限"):
        moved(task, "accept", world.stone.clerk)
    on_behalf = moved(an_ordered_task(world, world.cloud.town), "receive-for", world.office)
    on_behalf = moved(on_behalf, "submit-for", world.office, completed_on=clock.today(), result="电话报办结")
    with pytest.raises(Refused, match="权限"):
        moved(on_behalf, "accept", world.office)


def test_the_other_town_neither_sees_nor_moves_it(world: SimpleNamespace) -> None:
    task = an_ordered_task(world, world.stone.town)
    assert list(visible(ledger_by_code("task"), world.cloud.clerk)) == []
    assert list(visible(ledger_by_code("task"), world.stone.clerk)) == [task]
    with pytest.raises(Refused, match="权限"):
        moved(task, "receive", world.cloud.clerk)


def test_a_department_of_the_county_is_judged_by_whoever_gave_the_task(world: SimpleNamespace) -> None:
    task = moved(an_ordered_task(world, world.housing), "receive-for", world.office)
    colleague = world.office
    assert waiting_for(colleague) == set()
    task = moved(task, "progress", colleague, progress=10, note="已部署")
    assert task.progress == 10


def test_returning_takes_the_completion_back(world: SimpleNamespace) -> None:
    task = moved(an_ordered_task(world, world.stone.town), "receive", world.stone.clerk)
    task = moved(task, "submit", world.stone.clerk, completed_on=clock.today(), result="已办结")
    task = moved(task, "return", world.office, opinion="缺少照片")
    assert (task.status, task.completed_on, task.returned) == (TaskStatus.WORKING, None, 1)
    notice = Notice.objects.get(key=f"task-return-{task.pk}-1")
    assert [one.person.user for one in notice.addressees.all()] == [world.stone.clerk]


def test_parts_go_down_a_level_and_make_the_whole(world: SimpleNamespace) -> None:
    whole = moved(an_ordered_task(world, world.stone.town), "receive", world.stone.clerk)
    assert list(services.assignable(whole)) == [world.stone.village]
    (part,) = services.divide(
        whole, [world.stone.village.pk], content="查本村用气户", due_on=date(2026, 11, 10), actor=world.stone.clerk
    )
    assert (part.status, part.assigner, part.campaign) == (TaskStatus.ORDERED, world.stone.town, world.campaign)
    assert waiting_for(world.stone.grid) == {part.pk}
    whole.refresh_from_db()
    with pytest.raises(Refused, match="还有 1 项分解任务没有完成"):
        moved(whole, "submit", world.stone.clerk, completed_on=clock.today(), result="镇里做完了")
    part = moved(moved(part, "receive", world.stone.grid), "submit", world.stone.grid, completed_on=clock.today(),
                 result="查了 30 户")  # fmt: skip
    assert part.pk in waiting_for(world.stone.clerk)
    assert part.pk not in waiting_for(world.office)
    moved(part, "accept", world.stone.clerk)
    whole.refresh_from_db()
    assert whole.progress == 100
    done = moved(whole, "submit", world.stone.clerk, completed_on=clock.today(), result="全镇 1 村完成")
    assert done.status == TaskStatus.REVIEWING


def test_a_county_task_goes_to_governments_not_to_their_offices(world: SimpleNamespace) -> None:
    task = moved(an_ordered_task(world, world.housing), "receive-for", world.office)
    assert list(services.assignable(task)) == [world.stone.town, world.cloud.town]


def test_a_task_goes_from_the_city_over_the_county_to_the_towns_each_list_counted_apart(world: SimpleNamespace) -> None:
    a_place(CITY, "澜州市")
    city = an_organisation("澜州市人民政府", CITY)
    office = a_user(roles.SAFETY_OFFICE, CITY, organisation=city)
    own = moved(a_task(world, city, campaign=None, assigner=city), "order", office, due_on=date(2026, 11, 20))
    moved(own, "receive", office)
    due = {"due_on": date(2026, 11, 15)}
    assert list(services.assignable(own)) == [world.county]
    (of_county,) = services.divide(own, [world.county.pk], content="全县排查", **due, actor=office)
    of_county = moved(of_county, "receive", a_user(roles.SAFETY_OFFICE, COUNTY, organisation=world.county))
    towns = services.divide(of_county, [world.stone.town.pk], content="全镇排查", **due, actor=world.office)
    assert [task.organisation for task in towns] == [world.stone.town]
    listed = Task.objects.filter(parent__isnull=False).values_list(
        "assigner__place__level", "organisation__place__level"
    )
    assert sorted(listed) == [(PlaceLevel.CITY, PlaceLevel.COUNTY), (PlaceLevel.COUNTY, PlaceLevel.TOWN)]


def test_nobody_gets_the_same_part_twice(world: SimpleNamespace) -> None:
    whole = moved(an_ordered_task(world, world.stone.town), "receive", world.stone.clerk)
    given = {"content": "查本村用气户", "due_on": date(2026, 11, 10), "actor": world.stone.clerk}
    services.divide(whole, [world.stone.village.pk], **given)
    with pytest.raises(Refused, match="已经分到"):
        services.divide(whole, [world.stone.village.pk], **given)
    with pytest.raises(Refused, match="不在可下达的范围内"):
        services.divide(whole, [world.cloud.village.pk], **given)
    assert Task.objects.filter(parent=whole).count() == 1


def test_more_time_is_asked_for_and_decided(world: SimpleNamespace) -> None:
    task = moved(an_ordered_task(world, world.stone.town), "receive", world.stone.clerk)
    task = moved(task, "extend", world.stone.clerk, new_due_on=date(2026, 12, 1), reason="天气原因")
    assert (task.extension_asked, task.due_on) == (True, date(2026, 11, 20))
    with pytest.raises(Refused, match="权限"):
        moved(task, "extend", world.stone.clerk, new_due_on=date(2026, 12, 2), reason="再申请一次")
    with pytest.raises(Refused, match="权限"):
        moved(task, "grant", world.stone.clerk)
    assert task.pk in waiting_for(world.office)
    task = moved(task, "grant", world.office)
    assert (task.extension_asked, task.due_on) == (False, date(2026, 12, 1))
    assert TaskExtension.objects.get(task=task).granted is True


def test_what_is_late_waits_for_both_sides(world: SimpleNamespace) -> None:
    task = an_ordered_task(world, world.stone.town)
    assert waiting_for(world.office) == set()
    clock.tick(timedelta(days=20))
    assert (waiting_for(world.office), waiting_for(world.stone.clerk)) == ({task.pk}, {task.pk})
    offered = {user.name: items[0]["move"].label for user in (world.office, world.stone.clerk)
               for items, _total in [workbench.waiting(user)]}  # fmt: skip
    assert offered == {"李文静": "催办", "石泉镇何敏": "签收"}
    task = moved(task, "urge", world.leader)
    assert task.urged == 1
    assert Notice.objects.filter(key=f"task-urge-{task.pk}-1").exists()


def test_a_whole_is_not_cancelled_over_its_parts(world: SimpleNamespace) -> None:
    whole = moved(an_ordered_task(world, world.stone.town), "receive", world.stone.clerk)
    (part,) = services.divide(
        whole, [world.stone.village.pk], content="查本村", due_on=date(2026, 11, 10), actor=world.stone.clerk
    )
    whole.refresh_from_db()
    with pytest.raises(Refused, match="逐项撤销"):
        moved(whole, "cancel", world.office, opinion="不再需要")
    moved(part, "cancel", world.stone.clerk, opinion="不再需要")
    whole.refresh_from_db()
    assert moved(whole, "cancel", world.office, opinion="不再需要").status == TaskStatus.CANCELLED


def test_a_reopened_part_makes_the_whole_less(world: SimpleNamespace) -> None:
    whole = moved(an_ordered_task(world, world.stone.town), "receive", world.stone.clerk)
    (part,) = services.divide(
        whole, [world.stone.village.pk], content="查本村", due_on=date(2026, 11, 10), actor=world.stone.clerk
    )
    part = moved(moved(part, "receive", world.stone.grid), "submit", world.stone.grid, result="好了")
    part = moved(part, "accept", world.stone.clerk)
    moved(part, "reopen", world.stone.clerk, opinion="复核发现没做")
    whole.refresh_from_db()
    assert whole.progress == 0


def test_what_is_done_stays_done(world: SimpleNamespace) -> None:
    task = a_finished_task(world, world.stone)
    with pytest.raises(Refused, match="当前状态"):
        moved(task, "submit", world.stone.clerk, completed_on=clock.today(), result="再报一次")


def test_where_a_task_belongs_follows_from_its_measure(world: SimpleNamespace) -> None:
    measure = entered(Measure(content="十五条硬措施之一", campaign=world.campaign, place=world.campaign.place))
    task = a_task(world, world.stone.town, campaign=None, measure=measure)
    assert task.campaign == world.campaign


@pytest.mark.django_db(transaction=True)
def test_two_who_divide_at_the_same_instant_give_one_part() -> None:
    world = a_campaign_world()
    whole = moved(an_ordered_task(world, world.stone.town), "receive", world.stone.clerk)
    ready = threading.Barrier(2)
    outcomes: list[str] = []

    def one() -> None:
        try:
            ready.wait()
            services.divide(
                whole, [world.stone.village.pk], content="查本村", due_on=date(2026, 11, 10), actor=world.stone.clerk
            )
            outcomes.append("given")
        except Refused as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("given") == 1
    assert any("已经分到" in outcome for outcome in outcomes)
    assert Task.objects.filter(parent=whole).count() == 1


def test_a_deadline_is_told_the_day_before_to_whoever_has_the_task(world: SimpleNamespace) -> None:
    an_ordered_task(world, world.stone.town, due_on=date(2026, 11, 4))
    clock.tick(clock.at("2026-11-03 08:30"))
    deadlines.remind()
    told = Notice.objects.filter(topic="deadline", about="task")
    assert [one.person.user for notice in told for one in notice.addressees.all()] == [world.stone.clerk]


def test_a_section_acts_for_the_bureau_that_it_belongs_to(world: SimpleNamespace) -> None:
    section = an_organisation("综合协调股", COUNTY, superior=world.bureau)
    clerk = a_user(roles.SAFETY_OFFICE, COUNTY, organisation=section)
    task = moved(an_ordered_task(world, world.housing), "receive-for", clerk)
    task = moved(task, "submit-for", clerk, completed_on=clock.today(), result="住建局电话报办结")
    assert waiting_for(clerk) == {task.pk}
    assert moved(task, "accept", world.office).status == TaskStatus.DONE
    own = an_ordered_task(world, world.bureau)
    assert waiting_for(clerk) == {own.pk}
    assert moved(own, "receive", clerk).status == TaskStatus.WORKING
