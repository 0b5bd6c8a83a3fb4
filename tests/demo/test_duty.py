"""Duty of the demonstration county: four weeks that keep the rules but where a flaw was put."""

import pytest
from django.db.models import Count

from anlan.base import clock
from anlan.base.dictionaries import shipped
from anlan.base.people.models import Person
from anlan.demo import duty, geography, staff
from anlan.demo.build import draw
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.duty import queries
from anlan.subjects.duty.models import DutyPost, HandOver, PresenceCheck, ReportDue, Shift, Swap
from anlan.subjects.duty.rules import broken
from anlan.subjects.governance.queries import everywhere

pytestmark = pytest.mark.django_db


def test_four_weeks_of_duty() -> None:
    clock.set_for_tests(clock.at("2026-11-22 14:05"))
    county = geography.county(1)
    shipped.offer()
    draw(county)
    people = staff.create(1, county, clock.at("2024-01-01"))
    made = duty.create(1, county, people)
    assert made["posts"] == 18
    assert made["shifts"] == Shift.objects.count() == 18 * 29
    posts = list(DutyPost.objects.all())
    found = broken(queries.roster(posts, clock.at("2026-11-08"), clock.at("2026-12-07")))
    assert {one.rule for one in found if one.at and one.at < clock.now()} == set()
    assert {one.rule for one in found if one.grave} == {"empty", "leader", "gap"}
    assert queries.on_duty().count() == 18
    assert not queries.on_duty().filter(missing__gt=0).exists()
    assert [period.name for period in everywhere()] == ["秋冬季森林防火期"]
    strong = Shift.objects.filter(begins_at=clock.at("2026-11-27 08:00")).annotate(people_on=Count("people"))
    assert all(shift.people_on > 3 for shift in strong)
    assert set(Swap.objects.values_list("status", flat=True)) == {"asked", "agreed", "done"}
    assert HandOver.objects.filter(status="written").exists()
    assert {"present"} < set(PresenceCheck.objects.values_list("result", flat=True))
    assert {"due", "filed"} == set(ReportDue.objects.values_list("status", flat=True))
    assert not ReportDue.objects.filter(filed_at__gt=clock.now()).exists()
    assert ReportDue.objects.filter(status="due", due_at__lt=clock.now()).exists()
    own = visible(ledger_by_code("shift"), people.users["township"])
    assert own.count() == 29
    assert all(
        phone.startswith(("1380000", "1390000"))
        for phone in Person.objects.exclude(phone="").values_list("phone", flat=True)
    )
