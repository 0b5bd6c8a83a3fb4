"""The calendar that a person's telephone subscribes to: a secret address that shows his own shifts and nothing else."""

import secrets
from datetime import timedelta
from typing import Any

from django.core import signing

from anlan.base import clock
from anlan.base.people.models import Person
from anlan.subjects.duty import queries
from anlan.subjects.duty.choices import Part
from anlan.subjects.duty.models import CalendarKey, ShiftPerson

SALT = "anlan.duty.calendar"
BACK, AHEAD = timedelta(days=62), timedelta(days=400)
LONGEST = 200


def token_of(person: Person) -> str:
    """The secret part of the address; made when first asked for."""
    key, _made = CalendarKey.objects.get_or_create(person=person, defaults={"nonce": secrets.token_urlsafe(16)})
    return signing.Signer(salt=SALT).sign(f"{person.pk}-{key.nonce}").replace(":", ".")


def renew(person: Person) -> str:
    """End the old address and give a new one."""
    CalendarKey.objects.update_or_create(
        person=person, defaults={"nonce": secrets.token_urlsafe(16), "made_at": clock.now()}
    )
    return token_of(person)


def find(token: str) -> Person | None:
    """Whose address it is; ``None`` for one that is wrong or has ended."""
    if len(token) > LONGEST:
        return None
    value, dot, mac = token.rpartition(".")
    try:
        told = signing.Signer(salt=SALT).unsign(f"{value}:{mac}") if dot else ""
    except signing.BadSignature:
        return None
    number, _hyphen, nonce = told.partition("-")
    key = CalendarKey.objects.filter(person_id=number, nonce=nonce).select_related("person").first() if nonce else None
    return key.person if key is not None and key.person.active else None


def feed(person: Person) -> bytes:
    """RFC 5545: each shift an event whose identity stays when it moves."""
    from icalendar import Calendar

    now = clock.now()
    calendar = Calendar()
    calendar.add("prodid", "-//Anlan//duty//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{person.name} 值班")
    calendar.add("refresh-interval;value=duration", "PT1H")
    for seat in queries.mine(person, now - BACK, now + AHEAD):
        calendar.add_component(_event(seat))
    made: bytes = calendar.to_ical()
    return made


def _event(seat: ShiftPerson) -> Any:
    from icalendar import Alarm, Event

    shift = seat.shift
    event = Event()
    event.add("uid", f"shift-{shift.pk}-{seat.person_id}@anlan")
    event.add("dtstamp", shift.updated_at)
    event.add("last-modified", shift.updated_at)
    event.add("sequence", shift.version)
    event.add("dtstart", shift.begins_at)
    event.add("dtend", shift.ends_at)
    event.add("summary", f"{Part(seat.part).label} · {shift.post.name}")
    event.add("location", shift.post.unit.address or shift.post.unit.name)
    event.add(
        "description",
        f"带班：{shift.leader_names or '—'}\n值班：{shift.member_names or '—'}\n电话：{shift.post.phone or '—'}",
    )
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{shift.post.name}")
    alarm.add("trigger", timedelta(hours=-min(shift.post.remind_hours, 48)))
    event.add_component(alarm)
    return event
