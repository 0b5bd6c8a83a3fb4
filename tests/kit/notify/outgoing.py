"""Messages waiting to be sent, and a channel that speaks to the fake provider."""

import json
from typing import Any

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.kit.notify.choices import ChannelKind
from anlan.kit.notify.models import Addressee, Channel, Delivery, Notice
from tests.factories import a_person
from tests.kit.notify import calls, fake_gateway
from tests.kit.notify.fake_gateway import FakeGateway


def a_provider(gateway: FakeGateway, **values: Any) -> Channel:
    """A channel that speaks to the fake provider in the one shape."""
    options = {
        "shape": "aliyun", "endpoint": gateway.url, "sign": "澜川应急", "template": "SMS_1",
        "exercise_gateway": True, **values.pop("options", {}),
    }  # fmt: skip
    known = {"access_key_id": fake_gateway.ACCESS_KEY_ID, "access_key_secret": fake_gateway.ACCESS_KEY_SECRET}
    values = {"rate": 200, "timeout_seconds": 1, "live": True} | values
    return calls.a_channel(ChannelKind.SMS, options=options, secret=json.dumps(known), **values)


def an_addressee(unit: Organisation, notice: Notice, number: int) -> Addressee:
    person = a_person(unit, f"甲{number}", phone=f"1390000{number:04d}")
    return Addressee.objects.create(notice=notice, person=person, unit=unit)


def a_notice(**values: Any) -> Notice:
    values = {"title": "暴雨橙色预警", "text": "请转移", "key": f"n{Notice.objects.count()}", "topic": "test"} | values
    return Notice.objects.create(**values)


def a_delivery(notice: Notice, number: int = 1, **values: Any) -> Delivery:
    values = {"kind": "sms", "address": f"1390000{number:04d}", "text": f"第{number}条", "due_at": clock.now()} | values
    return Delivery.objects.create(key=f"k{Delivery.objects.count()}-{notice.pk}-{number}", notice=notice, **values)


def keys(gateway: FakeGateway) -> list[str]:
    return [one.key for one in gateway.accepted]


def state(delivery: Delivery) -> str:
    delivery.refresh_from_db()
    return str(delivery.state)
