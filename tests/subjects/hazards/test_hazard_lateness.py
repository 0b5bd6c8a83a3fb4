"""Escalation of lateness: each level hears on its day, once a deadline, and nobody of other towns hears anything."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.notify.models import Addressee, Notice
from anlan.subjects.hazards import lateness, queries
from anlan.subjects.hazards.choices import Level, Receiver, Side, Status
from anlan.subjects.hazards.flows import rectification
from anlan.subjects.hazards.models import Hazard, LatenessNotice, LatenessRule
from tests.factories import a_hazard, a_person, a_world, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    made = a_world()
    Hazard.objects.all().delete()
    office = an_organisation("应急管理局")
    named = {role: made.users[role] for role in (roles.LEADER, roles.SAFETY_OFFICE, roles.TOWNSHIP, roles.ENTERPRISE)}
    made.cloud_person = a_person(office, "云溪", user=made.cloud_user, phone="13800000009")
    for number, (role, user) in enumerate(named.items()):
        setattr(made, role, a_person(office, role, user=user, phone=f"1380000010{number}"))
    clock.set_for_tests(clock.at("2026-11-02 09:00"))  # a Monday
    return made


def late(world: Any, due_on: date = date(2026, 11, 6), **values: Any) -> Hazard:
    hazard = a_hazard(world.stone.enterprise, found_on=date(2026, 10, 20), **values)
    move = rectification.move("order")
    assert move is not None
    made: Any = making.make(
        rectification, move, hazard, actor=world.users[roles.SAFETY_OFFICE], data={"due_on": due_on, "person": "何敏"}
    )
    return made


def heard() -> set[str]:
    return set(
        Addressee.objects.filter(notice__topic=lateness.TOPIC).values_list("person__user__postings__role", flat=True)
    ) and set(
        Addressee.objects.filter(notice__topic=lateness.TOPIC).values_list(
            "person__user__postings__role__code", flat=True
        )
    )


def run(moment: str) -> None:
    clock.set_for_tests(clock.at(moment))
    while lateness.escalate():
        pass


def test_each_level_hears_on_its_day_by_the_usual_rules(world: Any) -> None:
    late(world)
    run("2026-11-06 09:00")
    assert heard() == set()
    run("2026-11-09 07:59")
    assert heard() == set()
    run("2026-11-09 08:00")  # three days late after the week-end
    assert heard() == {roles.ENTERPRISE, roles.TOWNSHIP, roles.SAFETY_OFFICE}
    run("2026-11-13 08:00")
    assert heard() == {roles.ENTERPRISE, roles.TOWNSHIP, roles.SAFETY_OFFICE, roles.LEADER}


def test_nobody_hears_twice_of_one_deadline_and_again_of_a_new_one(world: Any) -> None:
    hazard = late(world)
    run("2026-11-09 08:00")
    told = Notice.objects.filter(topic=lateness.TOPIC).count()
    run("2026-11-09 09:00")
    run("2026-11-10 09:00")
    assert Notice.objects.filter(topic=lateness.TOPIC).count() == told
    Hazard.objects.filter(pk=hazard.pk).update(due_on=date(2026, 11, 11))
    run("2026-11-12 09:00")
    assert Notice.objects.filter(topic=lateness.TOPIC).count() == told + 2
    assert set(LatenessNotice.objects.values_list("due_on", flat=True)) == {date(2026, 11, 6), date(2026, 11, 11)}


def test_other_towns_and_other_firms_hear_nothing(world: Any) -> None:
    late(world)
    run("2026-11-16 08:00")
    assert not Addressee.objects.filter(person=world.cloud_person).exists()
    assert Addressee.objects.filter(person=world.township).exists()


def test_a_major_hazard_goes_up_sooner(world: Any) -> None:
    late(world, level=Level.MAJOR, basis="第三条")
    run("2026-11-09 08:00")
    assert roles.LEADER in heard()


def test_the_bureaus_own_lateness_is_told_to_the_bureau_and_not_to_the_firm(world: Any) -> None:
    hazard = late(world, date(2026, 12, 1))
    Hazard.objects.filter(pk=hazard.pk).update(status=Status.REVIEWING, review_due_on=date(2026, 11, 6))
    run("2026-11-09 08:00")
    assert heard() == {roles.TOWNSHIP, roles.SAFETY_OFFICE}
    assert set(LatenessNotice.objects.values_list("side", flat=True)) == {Side.BUREAU}


def test_rules_that_the_bureau_writes_down_take_the_place_of_the_usual_ones(world: Any) -> None:
    LatenessRule.objects.create(side=Side.FIRM, after_days=2, receiver=Receiver.LEADER)
    LatenessRule.objects.create(side=Side.FIRM, after_days=1, receiver=Receiver.TOWNSHIP, active=False)
    late(world)
    run("2026-11-07 09:00")  # a Saturday
    assert heard() == set()
    run("2026-11-09 09:00")
    assert heard() == {roles.LEADER}
    assert [rule.after_days for rule in queries.lateness_rules()] == [2]


def test_what_is_done_in_time_or_already_reported_goes_nowhere(world: Any) -> None:
    late(world, date(2026, 12, 1))
    done = late(world)
    Hazard.objects.filter(pk=done.pk).update(status=Status.CLOSED)
    run("2026-11-30 09:00")
    assert heard() == set()
    assert not LatenessNotice.objects.exists()


def test_many_late_hazards_make_one_notice_a_person(world: Any) -> None:
    for _number in range(5):
        late(world)
    run("2026-11-09 08:00")
    to_town = Notice.objects.filter(topic=lateness.TOPIC, addressees__person=world.township)
    assert [notice.title for notice in to_town] == ["隐患整改超期满 1 天：5 处"]
    assert LatenessNotice.objects.filter(receiver=Receiver.TOWNSHIP, people=1).count() == 5
