"""What waits for somebody is told to that person before its deadline and when it has passed, and never twice."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from anlan.base import clock
from anlan.kit.notify.choices import Urgency
from anlan.kit.notify.models import Addressee, Notice
from anlan.subjects.hazards.models import Hazard
from anlan.web.notices import deadlines
from tests.factories import CLOUD, STONE, STONE_VILLAGE, a_hazard, a_person

pytestmark = pytest.mark.django_db
WORKDAY = "2026-11-20"


@pytest.fixture
def towns(world: SimpleNamespace) -> SimpleNamespace:
    """The two towns' officers are in the contacts book; the hazards stand there without a deadline."""
    Hazard.objects.update(due_on=None)
    world.here = a_person(world.towns[STONE], "石泉办", phone="13800000021", user=world.users["township"])
    world.there = a_person(world.towns[CLOUD], "云溪办", phone="13800000022", user=world.cloud_user)
    return world


def late_hazard(days: int) -> Hazard:
    hazard = a_hazard(place_id=STONE_VILLAGE)
    Hazard.objects.filter(pk=hazard.pk).update(due_on=clock.today() - timedelta(days=days))
    return hazard


def told(person: object) -> list[str]:
    return list(Addressee.objects.filter(person=person).order_by("id").values_list("notice__title", flat=True))


def test_each_person_is_told_of_what_waits_for_them_only(towns: SimpleNamespace) -> None:
    for days in (3, 1, 0, -1, -9):
        late_hazard(days)
    deadlines.remind()
    assert told(towns.here) == ["事故隐患：超期 2 处、今明两天到期 2 处"]
    assert told(towns.there) == []


def test_repeating_tells_nothing_twice_until_the_next_day(towns: SimpleNamespace) -> None:
    late_hazard(3)
    deadlines.remind()
    first = Notice.objects.count()
    deadlines.remind()
    clock.tick(timedelta(hours=5))
    deadlines.remind()
    assert Notice.objects.count() == first
    assert len(told(towns.here)) == 1
    clock.tick(clock.at("2026-11-23 09:00"))
    deadlines.remind()
    assert len(told(towns.here)) == 2


def test_nobody_is_told_on_a_holiday_or_before_the_morning(towns: SimpleNamespace) -> None:
    late_hazard(3)
    for moment in ("2026-11-21 10:00", "2026-11-22 10:00", "2026-11-23 07:59"):
        clock.tick(clock.at(moment))
        deadlines.remind()
    assert Notice.objects.count() == 0
    clock.tick(clock.at("2026-11-23 08:00"))
    deadlines.remind()
    assert len(told(towns.here)) == 1


def test_it_stays_in_house_and_ends_with_the_day(towns: SimpleNamespace) -> None:
    late_hazard(3)
    deadlines.remind()
    notice = Notice.objects.filter(addressees__person=towns.here).get()
    assert (notice.urgency, notice.expires_at) == (Urgency.LOW, clock.at("2026-11-21"))
    assert notice.deliveries.filter(kind="sms").count() == 0
