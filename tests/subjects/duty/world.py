"""The little world of duty: a county room and two towns' rooms, each with people who lead and who serve."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.models import Organisation, Person
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.subjects.duty import services
from anlan.subjects.duty.models import DutyPost, PostMember, Shift
from anlan.subjects.governance.models import KeyPeriod
from tests.factories import (
    CLOUD,
    COUNTY,
    STONE,
    STONE_VILLAGE,
    a_person,
    a_place,
    a_term,
    a_user,
    an_organisation,
)

NOW = "2026-11-22 09:00"


def entered(row: Any) -> Any:
    ledger = ledger_of(type(row))
    assert ledger is not None
    return entry.enter(ledger, row, actor=None)


def a_post(code: str, name: str, unit: Organisation, **values: Any) -> DutyPost:
    return entered(DutyPost(code=code, name=name, unit=unit, place_id=unit.place_id, **values))


def a_member(post: DutyPost, name: str, *, lead: bool = False, **values: Any) -> Person:
    """A person of the pool; the phone numbers differ."""
    number = Person.objects.count()
    person = a_person(post.unit, name, phone=f"1380000{number:04d}")
    values.setdefault("position", number)
    entered(PostMember(post=post, person=person, can_lead=lead, can_serve=not lead, **values))
    return person


def a_shift(post: DutyPost, begins: str, people: str = "", hours: int | None = None) -> Shift:
    """A shift with people by name: ``周 甲、乙`` is the leader and the members."""
    start: datetime = clock.at(begins)
    shift = entered(Shift(post=post, begins_at=start, ends_at=start + timedelta(hours=hours or post.hours)))
    for name in people.replace("、", " ").split():
        person = Person.objects.get(name=name, organisation=post.unit)
        lead = PostMember.objects.filter(post=post, person=person, can_lead=True).exists()
        services.seat(shift, person, "leader" if lead else "member", actor=None)
    return Shift.objects.get(pk=shift.pk)


def a_period(
    place: str = COUNTY, begins: str = "2026-11-22 00:00", ends: str = "2026-11-29 00:00", **values: Any
) -> Any:
    return entered(
        KeyPeriod(name="百日特护期", place_id=place, begins_at=clock.at(begins), ends_at=clock.at(ends), **values)
    )


def a_duty_world(moment: str = NOW) -> SimpleNamespace:
    """County and towns; `county` has leaders 周 and 吴 and members 甲 to 己, `stone` and `cloud` three people each."""
    clock.set_for_tests(clock.at(moment))
    for code, name in ((COUNTY, "澜川县"), (STONE, "石泉镇"), (STONE_VILLAGE, "石塘村"), (CLOUD, "云溪镇")):
        a_place(code, name)
    kind = a_term("organisation-kind", "乡镇应急办", "town-office")
    bureau = an_organisation("县应急管理局", COUNTY)
    world = SimpleNamespace(bureau=bureau, people={}, users={})
    world.county = a_post("county-duty", "县值班室", bureau, phone="0990-1234567")
    for name in ("周", "吴"):
        world.people[name] = a_member(world.county, name, lead=True)
    for name in "甲乙丙丁戊己":
        world.people[name] = a_member(world.county, name)
    for side, place, title in (("stone", STONE, "石泉镇"), ("cloud", CLOUD, "云溪镇")):
        unit = an_organisation(f"{title}应急办", place, kind=kind)
        post = a_post(f"{side}-duty", f"{title}值班室", unit)
        names = [f"{title[0]}{name}" for name in ("镇长", "干事", "科员")]
        people = [a_member(post, name, lead=number == 0) for number, name in enumerate(names)]
        setattr(world, side, SimpleNamespace(unit=unit, post=post, people=people))
    world.users["office"] = a_user(roles.SAFETY_OFFICE, COUNTY, organisation=bureau)
    world.users["duty"] = a_user(roles.DUTY, COUNTY, organisation=bureau)
    world.users["leader"] = a_user(roles.LEADER, COUNTY, organisation=bureau)
    world.users["stone"] = a_user(roles.TOWNSHIP, STONE, organisation=world.stone.unit)
    world.users["cloud"] = a_user(roles.TOWNSHIP, CLOUD, organisation=world.cloud.unit)
    world.users["warehouse"] = a_user(roles.WAREHOUSE, COUNTY, organisation=bureau)
    Person.objects.filter(pk=world.people["甲"].pk).update(user=world.users["office"])
    Person.objects.filter(pk=world.people["乙"].pk).update(user=world.users["duty"])
    Person.objects.filter(pk=world.stone.people[0].pk).update(user=world.users["stone"])
    return world
