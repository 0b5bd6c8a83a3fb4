"""Calls people by a voice gateway on the intranet or outside: it reads the text aloud, and keys pressed come back.

Any gateway can be put behind these three requests, which are all signed: a call is ordered by POST, asked for by GET
under its key, and the gateway reports results and keys to our address for channel hooks.
"""

from collections.abc import Sequence
from urllib.parse import quote

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.notify.channels import signing
from anlan.kit.notify.channels.adapters import GatewayTrouble, Outgoing, Plain, Result, as_object, needed
from anlan.kit.notify.channels.gateway import gateway_of
from anlan.kit.notify.channels.shapes.shape import digits
from anlan.kit.notify.channels.webhook import post
from anlan.kit.notify.models import Channel

REPEATS = 2
MISSING = 404


class Voice(Plain):
    calls = 2

    def send(self, channel: Channel, batch: Sequence[Outgoing]) -> Sequence[Result]:
        return [self._one(channel, outgoing) for outgoing in batch]

    def find(self, channel: Channel, outgoing: Outgoing) -> Result | None:
        url = f"{needed(channel, 'url').rstrip('/')}/{quote(outgoing.key, safe='')}"
        headers = signing.signed(needed(channel, "secret"), clock.now(), b"")
        reply = gateway_of(channel, url).call("GET", url, headers=headers)
        if reply.status == MISSING:
            return None
        number = as_object(reply.json()).get("id")
        if not reply.ok or not number:
            raise GatewayTrouble(_("语音网关无法查询（%d）") % reply.status, unsure=True)
        return Result(True, provider_id=str(number))

    def check(self, channel: Channel) -> str:
        reply = post(channel, needed(channel, "url"), {"ping": True}, key="")
        return str(_("网关应答 %d") % reply.status)

    def _one(self, channel: Channel, outgoing: Outgoing) -> Result:
        said = {
            "key": outgoing.key,
            "phone": digits(outgoing.address),
            "text": outgoing.text,
            "repeats": int(channel.options.get("repeats") or REPEATS),
            "voice": str(channel.options.get("voice") or ""),
            "keys": bool(outgoing.words),
        }
        reply = post(channel, needed(channel, "url"), said, key=outgoing.key)
        number = as_object(reply.json()).get("id")
        if reply.ok and number:
            return Result(True, provider_id=str(number)[:80])
        if reply.ok:
            raise GatewayTrouble(_("语音网关答复无法识别，结果不明"), unsure=True)
        return Result(False, error=str(_("语音网关拒绝（%d）") % reply.status), retry=False)
