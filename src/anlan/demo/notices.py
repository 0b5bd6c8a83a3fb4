"""What notices need in the demonstration: quiet hours, orders of channels, absences with a deputy, a monthly test."""

from __future__ import annotations

import random
from datetime import time, timedelta
from typing import Any

from anlan.base import clock
from anlan.base.people.models import Person
from anlan.demo.geography import County
from anlan.demo.placenames import COUNTY_CODE
from anlan.kit.notify.choices import Order, Urgency
from anlan.kit.notify.models import Absence, CommunicationTest, Preference, QuietHours, RecipientList

AWAY, OWN_ORDERS = 6, 20


def create(seed: int, county: County, people: Any) -> dict[str, int]:
    """All of it; the caller holds the transaction, and recipient lists stand already."""
    rng = random.Random(f"notices {seed}")
    QuietHours.objects.bulk_create(
        [
            QuietHours(urgency=urgency, from_time=time(22), to_time=time(7), active=urgency == Urgency.LOW)
            for urgency in Urgency
        ]
    )
    known = list(Person.objects.filter(active=True, organisation__place__code=COUNTY_CODE).order_by("pk")[:200])
    chosen = rng.sample(known, min(len(known), OWN_ORDERS + 2 * AWAY))
    orders = [
        Preference(person=person, urgency=Urgency.URGENT, channels=rng.choice((Order.VOICE_SMS, Order.BOTH)))
        for person in chosen[:OWN_ORDERS]
    ]
    Preference.objects.bulk_create(orders)
    pairs = list(zip(chosen[OWN_ORDERS::2], chosen[OWN_ORDERS + 1 :: 2], strict=False))
    Absence.objects.bulk_create([_absence(rng, person, deputy) for person, deputy in pairs])
    tests = [
        CommunicationTest(
            name=f"{one.name}月度试叫", list=one, place_id=one.place_id, within_minutes=30,
            next_at=clock.at(f"{clock.today() + timedelta(days=12)} 10:00"), every=CommunicationTest.Every.MONTH,
        )
        for one in RecipientList.objects.order_by("pk")[:1]
    ]  # fmt: skip
    CommunicationTest.objects.bulk_create(tests)
    return {"preferences": len(orders), "absences": len(pairs), "tests": len(tests)}


def _absence(rng: random.Random, person: Person, deputy: Person) -> Absence:
    begins = clock.now() + timedelta(days=rng.randint(-4, 6))
    return Absence(
        person=person,
        from_at=begins,
        to_at=begins + timedelta(days=rng.randint(1, 5)),
        deputy=deputy,
        reason=rng.choice(("外出培训", "年休假", "出差", "病假")),
    )
