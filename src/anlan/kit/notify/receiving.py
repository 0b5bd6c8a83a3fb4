"""What gateways tell us: status reports, texts sent back, keys pressed. Each address carries a secret of its channel;
requests of shapes of our own are signed besides. Everything may come twice and changes nothing the second time.
"""

import hashlib
import hmac
import json
import logging
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from anlan.base import clock
from anlan.kit.notify import outbox, receipts, replies
from anlan.kit.notify.channels import signing
from anlan.kit.notify.channels.adapters import GatewayTrouble, NotSetUp, credentials
from anlan.kit.notify.channels.gsm import Inbox, mark_of
from anlan.kit.notify.channels.pdu import Arrival, Received
from anlan.kit.notify.channels.shapes.shape import Incoming, Report, digits, listed, moment_of
from anlan.kit.notify.channels.sms import shape_of
from anlan.kit.notify.choices import ChannelKind, DeliveryState, Door
from anlan.kit.notify.models import Channel, Delivery

log = logging.getLogger("anlan.receiving")

LARGEST = 1024 * 1024
DOORS = ("reports", "replies")


def token_of(channel: Channel) -> str:
    """The secret part of the channel's addresses (128 bits); anew when the channel's secret ``hook`` changes."""
    marked = f"{channel.pk}:{channel.code}:{credentials(channel).get('hook', '')}"
    return salted_hmac("anlan.notify.hooks", marked, algorithm="sha256").hexdigest()[:32]


def path_of(channel: Channel, door: str) -> str:
    """The address that is set up at the gateway, below the address of this installation."""
    return f"/hooks/{channel.code}/{token_of(channel)}/{door}"


@csrf_exempt
@login_not_required
@require_POST
def hook(request: HttpRequest, code: str, token: str, door: str) -> HttpResponse:
    """One answer for every wrong address, so that guessing tells nothing."""
    channel = Channel.objects.filter(code=code, active=True).first()
    if channel is None or not hmac.compare_digest(token.encode(), token_of(channel).encode()):
        return HttpResponseNotFound()
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return HttpResponse(status=413)
    if channel.kind != ChannelKind.SMS and not signing.fits(
        credentials(channel).get("secret", ""), request.headers, body, clock.now()
    ):
        return HttpResponse(status=401)
    try:
        said = json.loads(body)
        answer = _taken(channel, door, said)
    except (ValueError, KeyError, TypeError, NotSetUp) as problem:
        log.warning("channel %s: %s cannot be read (%s): %r", channel.code, door, problem, body[:500])
        return JsonResponse({"error": "cannot be read"}, status=400)
    return JsonResponse(answer)


def _taken(channel: Channel, door: str, said: Any) -> dict[str, Any]:
    """Reads all before anything is taken, so that a body is understood whole or not at all."""
    if channel.kind == ChannelKind.SMS:
        shape = shape_of(channel)
        if door == "reports":
            for report in shape.reports(said):
                take_report(report)
        else:
            for incoming in shape.replies(said):
                take_text(channel, incoming)
        return shape.thanks()
    if door == "reports":
        for report in [_report(one) for one in listed(said)]:
            take_report(report)
    else:
        for key, address, pressed, at, mark in [_pressed(one) for one in listed(said)]:
            known = Delivery.objects.filter(key=key).values_list("address", flat=True).first() if key else None
            replies.take_reply(known or address, pressed, at, f"{channel.code}:{mark}"[:100], Door.VOICE)
    return {"ok": True}


def take_report(report: Report) -> None:
    """A report on a message whose sending was never written down tells us that it was sent."""
    if report.key:
        outbox.learn(report.key, report.provider_id, report.at)
    state = DeliveryState.DELIVERED if report.delivered else DeliveryState.FAILED
    receipts.take_receipt(report.provider_id, state.value, report.at, error=report.error)


def take_text(channel: Channel, incoming: Incoming) -> None:
    """The number as our own deliveries write it."""
    key = f"{channel.code}:{incoming.key}"[:100]
    replies.take_reply(digits(incoming.address), incoming.text, incoming.at, key, Door.SMS)


class ModemTook:
    """What came in over a modem goes the same ways as what gateways report."""

    def text(self, channel: Channel, received: Received) -> None:
        said = f"{received.address}|{received.at.isoformat()}|{received.reference}|{received.text}"
        key = f"{channel.code}:{hashlib.sha256(said.encode()).hexdigest()[:40]}"
        replies.take_reply(received.address, received.text, received.at, key, Door.SMS)

    def arrival(self, channel: Channel, arrival: Arrival) -> None:
        """The latest message that may be meant, since a modem counts to 255 and begins again."""
        mark = mark_of(channel, arrival.address, arrival.reference)
        sent = Delivery.objects.filter(channel=channel, address=arrival.address, provider_id__startswith=mark)
        provider_id = sent.order_by("-sent_at", "-id").values_list("provider_id", flat=True).first()
        if provider_id is None:
            log.warning("channel %s: a report on %s means no message of ours", channel.code, mark)
            return
        state = DeliveryState.DELIVERED if arrival.delivered else DeliveryState.FAILED
        error = "" if arrival.delivered else f"TP-ST {arrival.code:#04x}"
        receipts.take_receipt(provider_id, state.value, arrival.at, error=error)


def modems() -> QuerySet[Channel]:
    return Channel.objects.filter(kind=ChannelKind.GSM, active=True)


def read_modems() -> int:
    """Takes in what all modems hold; one that cannot be read does not keep the others."""
    count = 0
    for channel in modems():
        try:
            count += Inbox(channel).read(ModemTook())
        except (GatewayTrouble, NotSetUp) as problem:
            log.warning("channel %s: %s", channel.code, problem)
    return count


def _report(one: dict[str, Any]) -> Report:
    """``{"id", "state": "answered|delivered|failed", "at", "error", "key"}``."""
    state = str(one["state"])
    if state not in ("answered", "delivered", "failed"):
        raise ValueError(state)
    error, key = str(one.get("error") or ""), str(one.get("key") or "")
    return Report(str(one["id"]), state != "failed", moment_of(one.get("at")), error, key)


def _pressed(one: dict[str, Any]) -> tuple[str, str, str, Any, str]:
    """``{"key", "phone", "pressed", "at", "id"}``; without an ``id`` the content tells a repetition."""
    key, phone, pressed = str(one.get("key") or ""), digits(str(one.get("phone") or "")), str(one["pressed"])
    mark = str(one.get("id") or hashlib.sha256(json.dumps(one, sort_keys=True).encode()).hexdigest()[:40])
    return key, phone, pressed, moment_of(one.get("at")), mark
