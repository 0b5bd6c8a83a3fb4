"""One process of the sending trials: ``prepare`` makes people and messages, ``engine`` sends them with the real engine,
``web`` takes the gateway's calls, ``look`` says what stands. Run by ``sending_trials.py``, never by hand.
"""

import json
import os
import sys
from collections import Counter
from typing import Any

import django


def prepare(count: int, steps: int, rate: float, endpoint: str) -> dict[str, Any]:
    """One notice for so many people, the messages of all its steps due at once, and the addresses for the gateway."""
    from django.core.management import call_command

    from anlan.base import clock
    from anlan.base.inserting import insert_many
    from anlan.base.people.models import Person
    from anlan.kit.notify import receiving
    from anlan.kit.notify.models import Addressee, Channel, Delivery, Notice
    from tests import factories
    from tests.kit.notify import fake_gateway

    call_command("migrate", verbosity=0)
    factories.a_place(factories.COUNTY, "澜川县")
    unit = factories.an_organisation("应急局")
    channel = Channel.objects.create(
        code="sms", name="短信", kind="sms", rate=rate, timeout_seconds=1, live=True,
        options={"shape": "aliyun", "endpoint": endpoint, "sign": "澜川应急", "template": "SMS_1"},
        secret=json.dumps(
            {"access_key_id": fake_gateway.ACCESS_KEY_ID, "access_key_secret": fake_gateway.ACCESS_KEY_SECRET}
        ),
    )  # fmt: skip
    moment = clock.now()
    notice = Notice.objects.create(key="trial", topic="trial", title="试验", text="试验", rule="everyone")
    people = [Person(organisation=unit, name=f"甲{number}", phone=number_of(number)) for number in range(count)]
    insert_many(people)
    addressees = [Addressee(notice=notice, person=person, unit=unit) for person in people]
    insert_many(addressees)
    insert_many(
        [
            Delivery(
                key=f"trial-{step}-{number}", notice=notice, addressee=addressee, kind="sms", channel=channel,
                step=step, address=people[number].phone, text="请集合", due_at=moment, created_at=moment,
            )
            for step in range(1, steps + 1)
            for number, addressee in enumerate(addressees)
        ]
    )  # fmt: skip
    return {"reports": receiving.path_of(channel, "reports"), "replies": receiving.path_of(channel, "replies")}


def number_of(number: int) -> str:
    """Invented, and more than four digits' worth: trials need more people than the reserved pattern has."""
    return f"139{number:08d}"


def engine() -> None:
    """The engine itself, with the parts that notices need."""
    from anlan.kit.engine import loop, parts

    parts.discover()
    names = ("notify-send-sms", "notify-follow")
    print("go", flush=True)
    loop.Engine(parts.named(names)).run_forever()


def web(port: int) -> None:
    """The pages' application on one port; quiet."""
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

    from anlan.config.wsgi import application

    class Server(ThreadingMixIn, WSGIServer):
        daemon_threads = True
        allow_reuse_address = True
        request_queue_size = 128

    class Quiet(WSGIRequestHandler):
        def log_message(self, *arguments: Any) -> None:
            """Nothing is printed."""

    server = make_server("127.0.0.1", port, application, Server, Quiet)
    from django.urls import reverse

    reverse("channel-hook", args=("sms", "0", "reports"))  # loads all pages before anybody waits for them
    print("go", flush=True)
    server.serve_forever()


def look() -> dict[str, Any]:
    from anlan.kit.notify.models import Addressee, Answer, Delivery, Reply

    return {
        "states": dict(Counter(Delivery.objects.values_list("state", flat=True))),
        "numbered": Delivery.objects.exclude(provider_id="").values("provider_id").distinct().count(),
        "leases": max(Delivery.objects.values_list("lease", flat=True), default=0),
        "unsure": Delivery.objects.filter(unsure=True).count(),
        "sent_people": Addressee.objects.filter(sent_at__isnull=False).count(),
        "reached_people": Addressee.objects.filter(delivered_at__isnull=False).count(),
        "answered": Addressee.objects.filter(answered_at__isnull=False).count(),
        "answers": Answer.objects.count(),
        "replies": Reply.objects.count(),
    }


def main() -> None:
    django.setup()
    work = sys.argv[1]
    if work == "prepare":
        print(json.dumps(prepare(int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), sys.argv[5])), flush=True)
    elif work == "engine":
        engine()
    elif work == "web":
        web(int(sys.argv[2]))
    else:
        print(json.dumps(look()), flush=True)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
