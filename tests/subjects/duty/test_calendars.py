"""A person's calendar: a secret address, his own shifts alone, and an event that keeps its identity when it moves."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from anlan.base import clock
from anlan.base.people.models import Person
from anlan.subjects.duty import calendars, services
from anlan.subjects.duty.models import Shift
from tests.contracts.doors import Door, Visitor
from tests.subjects.duty.world import a_shift

pytestmark = pytest.mark.django_db


def fetched(token: str) -> Any:
    return Visitor(None).knock(Door("calendar", f"/duty/calendar/{token}.ics"))


def events(token: str) -> list[Any]:
    answer = fetched(token)
    assert answer.status == 200
    return list(Calendar.from_ical(answer.text).walk("VEVENT"))


def test_it_holds_ones_own_shifts_and_no_others(world: Any) -> None:
    a_shift(world.county, "2026-11-23 08:00", "周 甲、乙")
    a_shift(world.county, "2026-11-24 08:00", "吴 丙、丁")
    found = events(calendars.token_of(world.people["甲"]))
    assert [str(event["summary"]) for event in found] == ["值班员 · 县值班室"]
    assert found[0].decoded("dtstart") == clock.at("2026-11-23 08:00")
    assert found[0].decoded("dtend") == clock.at("2026-11-24 08:00")
    assert "带班：周" in str(found[0]["description"])
    assert world.people["乙"].phone not in found[0].to_ical().decode()


def test_a_moved_shift_is_the_same_event_with_a_higher_number(world: Any) -> None:
    shift = a_shift(world.county, "2026-11-23 08:00", "甲")
    token = calendars.token_of(world.people["甲"])
    before = events(token)[0]
    services.move_shift(shift, shift.begins_at + timedelta(hours=2), shift.ends_at, actor=None)
    after = events(token)[0]
    assert after["uid"] == before["uid"]
    assert int(after["sequence"]) > int(before["sequence"])
    assert after.decoded("dtstart") == clock.at("2026-11-23 10:00")
    services.unseat(Shift.objects.get(pk=shift.pk), world.people["甲"], actor=None)
    assert events(token) == []


def test_a_renewed_address_ends_the_old_one(world: Any) -> None:
    old = calendars.token_of(world.people["甲"])
    assert calendars.token_of(world.people["甲"]) == old
    new = calendars.renew(world.people["甲"])
    assert fetched(old).status == 404
    assert fetched(new).status == 200


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: f"{t}A", lambda t: "9" + t, lambda t: "x" * 300, lambda t: "..."]
)
def test_no_other_address_can_be_guessed_from_ones_own(world: Any, change: Any) -> None:
    assert fetched(change(calendars.token_of(world.people["甲"]))).status == 404


def test_ones_own_signature_opens_nobody_elses(world: Any) -> None:
    own, other = (calendars.token_of(world.people[name]) for name in "甲乙")
    value, _dot, mac = own.rpartition(".")
    mixed = f"{other.rpartition('.')[0]}.{mac}"
    assert fetched(mixed).status == 404
    assert value not in other


def test_whoever_has_left_has_no_calendar(world: Any) -> None:
    token = calendars.token_of(world.people["甲"])
    Person.objects.filter(pk=world.people["甲"].pk).update(active=False)
    assert fetched(token).status == 404
