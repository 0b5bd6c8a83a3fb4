"""The little world of notice tests: a county, people with invented numbers, a telephone channel that sends nothing."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import count
from typing import Any

from anlan.base import clock
from anlan.base.people.models import Organisation, Person
from anlan.kit.engine import parts
from anlan.kit.engine.loop import tick
from anlan.kit.notify.choices import ChannelKind, DeliveryState
from anlan.kit.notify.models import Addressee, Channel, Delivery, Notice, Policy, PolicyStep
from anlan.kit.notify.services import send_notice
from anlan.kit.notify.targets import Target
from tests.factories import COUNTY, STONE, a_person, a_place, an_organisation

_numbers = count(1)


def a_county() -> Organisation:
    a_place(COUNTY, "澜川县")
    a_place(STONE, "石泉镇")
    return an_organisation("应急局")


def a_channel(kind: str = ChannelKind.SMS, **values: Any) -> Channel:
    number = next(_numbers)
    return Channel.objects.create(code=f"{kind}-{number}", name=f"通道{number}", kind=kind, **values)


def people(unit: Organisation, number: int, **values: Any) -> list[Person]:
    return [
        a_person(unit, f"人员{(n := next(_numbers))}", phone=f"1380000{n % 10000:04d}", **values) for _ in range(number)
    ]


def to(persons: Iterable[Person], **values: Any) -> list[Target]:
    return [Target(person.pk, **values) for person in persons]


def a_policy(*steps: dict[str, Any], **values: Any) -> Policy:
    number = next(_numbers)
    policy = Policy.objects.create(code=f"policy-{number}", name=f"策略{number}", **values)
    for position, step in enumerate(steps, 1):
        PolicyStep.objects.create(policy=policy, position=position, **step)
    return policy


def a_notice(persons: Iterable[Person] = (), **values: Any) -> Notice:
    values = {"key": f"test-{next(_numbers)}", "topic": "test", "title": "森林火情", "text": "石泉镇后山起火"} | values
    return send_notice(to=values.pop("to", None) or to(persons), **values)


def addressee(notice: Notice, person: Person) -> Addressee:
    return Addressee.objects.select_related("notice", "person").get(notice=notice, person=person)


def called(notice: Notice, **narrowed: Any) -> list[str]:
    """Names of those to whom messages were made, in their order, message by message."""
    rows = Delivery.objects.filter(notice=notice, **narrowed).order_by("id")
    return list(rows.values_list("addressee__person__name", flat=True))


def states(notice: Notice) -> list[str]:
    return list(Delivery.objects.filter(notice=notice).order_by("id").values_list("state", flat=True))


def events(notice: Notice) -> list[str]:
    return list(notice.events.order_by("id").values_list("kind", flat=True))


def deliver_all(notice: Notice) -> int:
    """As if the gateway had taken all that waits."""
    moment = clock.now()
    waiting = Delivery.objects.filter(notice=notice, state=DeliveryState.WAITING)
    Addressee.objects.filter(deliveries__in=waiting, sent_at=None).update(sent_at=moment)
    return waiting.update(state=DeliveryState.SENT, sent_at=moment)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def at(time: str) -> None:
    """Move the clock to that time of the day and let the engine do all that notices have due."""
    parts.discover()
    tick(clock.at(f"2026-11-20 {time}"), only=("notify-escalate", "notify-expire", "notify-remind", "notify-tests"))
