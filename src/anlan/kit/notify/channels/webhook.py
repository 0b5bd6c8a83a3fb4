"""Pushes messages to a program of somebody else's as signed JSON; its key goes along as ``Idempotency-Key``."""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.notify.channels import signing
from anlan.kit.notify.channels.adapters import Outgoing, Plain, Reply, Result, as_object, needed
from anlan.kit.notify.channels.gateway import gateway_of
from anlan.kit.notify.models import Channel


class Webhook(Plain):
    def send(self, channel: Channel, batch: Sequence[Outgoing]) -> Sequence[Result]:
        return [self._one(channel, outgoing) for outgoing in batch]

    def check(self, channel: Channel) -> str:
        reply = post(channel, needed(channel, "url"), {"ping": True}, key="")
        return str(_("对方应答 %d") % reply.status)

    def _one(self, channel: Channel, outgoing: Outgoing) -> Result:
        said: dict[str, Any] = {
            "key": outgoing.key,
            "topic": outgoing.topic,
            "title": outgoing.title,
            "text": outgoing.text,
            "urgency": outgoing.urgency,
            "place": outgoing.place,
            "exercise": outgoing.exercise,
            "expires_at": outgoing.expires_at.isoformat() if outgoing.expires_at else None,
        }
        reply = post(channel, needed(channel, "url"), said, key=outgoing.key)
        if reply.ok:
            return Result(True, provider_id=str(as_object(reply.json()).get("id") or "")[:80])
        return Result(False, error=str(_("对方拒收（%d）") % reply.status), retry=False)


def post(channel: Channel, url: str, said: dict[str, Any], *, key: str) -> Reply:
    """Signed with the channel's secret."""
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {"Content-Type": "application/json"} | signing.signed(needed(channel, "secret"), clock.now(), body)
    if key:
        headers[signing.KEY] = key
    return gateway_of(channel, url).call("POST", url, body=body, headers=headers)
