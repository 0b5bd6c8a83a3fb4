"""Text messages over a GSM modem on a serial line, for days without the Internet; it also reads what comes in.

A modem knows no keys. Where it broke off after a text was given over, the channel's option ``unsure`` decides:
``resend`` (the usual: better twice than never) or ``stop``.
"""

import logging
from collections.abc import Sequence
from typing import Any, Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.notify.channels import pdu
from anlan.kit.notify.channels.adapters import GatewayTrouble, Outgoing, Plain, Result, needed
from anlan.kit.notify.channels.models import ModemPiece
from anlan.kit.notify.channels.modem import BAUD, Refusal, opened
from anlan.kit.notify.channels.modem import Modem as Line
from anlan.kit.notify.channels.pdu import Arrival, Received
from anlan.kit.notify.channels.shapes.shape import digits
from anlan.kit.notify.models import Channel

log = logging.getLogger("anlan.modem")

# Causes of TS 24.011 that a second try does not mend: no such number, barred, rejected, unknown subscriber, and so on.
FOR_GOOD = frozenset({1, 8, 10, 21, 22, 27, 28, 29, 30, 50})
STOP = "stop"


class Modem(Plain):
    threads = 1
    calls = 6  # a long text is several messages

    def send(self, channel: Channel, batch: Sequence[Outgoing]) -> Sequence[Result]:
        device, baud = _device(channel)
        with opened(device, baud, float(channel.timeout_seconds)) as line:
            return [_sent(line, channel, outgoing) for outgoing in batch]

    def find(self, channel: Channel, outgoing: Outgoing) -> Result | None:
        """It cannot be asked; whether to send again is the administrator's choice."""
        if channel.options.get("unsure") == STOP:
            return Result(False, error=str(_("上次发送结果不明，短信猫无法查询，未再发送")))
        return None

    def check(self, channel: Channel) -> str:
        device, baud = _device(channel)
        with opened(device, baud, float(channel.timeout_seconds)) as line:
            try:
                card, network, signal = (line.say(f"AT{asked}") for asked in ("+CPIN?", "+CREG?", "+CSQ"))
            except Refusal as problem:
                raise GatewayTrouble(_("短信猫报错：%s") % problem) from problem
        if not any(line.endswith((",1", ",5")) for line in network):
            raise GatewayTrouble(_("短信猫没有登记到网络：%s") % "；".join(network))
        return "；".join((*card, *network, *signal))


def _device(channel: Channel) -> tuple[str, int]:
    return needed(channel, "device"), int(channel.options.get("baud") or BAUD)


def _sent(line: Line, channel: Channel, outgoing: Outgoing) -> Result:
    """All parts of one text. A part that fails after others went leaves the whole unsure."""
    reference = -1
    for place, submit in enumerate(pdu.submits(digits(outgoing.address), outgoing.text, outgoing.id)):
        try:
            reference = line.send(submit)
        except Refusal as problem:
            return Result(
                False,
                error=str(_("短信猫拒发：%s") % problem),
                retry=problem.code not in FOR_GOOD,
                unsure=place > 0,
                down=problem.code not in FOR_GOOD,
            )
        except GatewayTrouble as problem:
            return Result(False, error=str(problem), retry=True, unsure=problem.unsure or place > 0, down=True)
    minute = int(clock.now().timestamp()) // 60
    return Result(True, provider_id=f"{mark_of(channel, outgoing.address, reference)}{minute}")


def mark_of(channel: Channel, address: str, reference: int) -> str:
    """How the identities of messages begin that a report with this reference may mean; references come back soon."""
    return f"{channel.code}/{digits(address)}/{reference}/"


class Took(Protocol):
    """What the layer above does with what came in."""

    def text(self, channel: Channel, received: Received) -> None: ...

    def arrival(self, channel: Channel, arrival: Arrival) -> None: ...


class Inbox:
    """What lies in the modem's memory. It is forgotten there only after ``took`` has said that it is safe here."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def read(self, took: Took) -> int:
        """How many entries were taken."""
        device, baud = _device(self.channel)
        count = 0
        with opened(device, baud, float(self.channel.timeout_seconds)) as line:
            try:
                for place, raw in line.kept():
                    self._take(raw, took)
                    line.forget(place)
                    count += 1
            except Refusal as problem:
                raise GatewayTrouble(_("短信猫报错：%s") % problem) from problem
        return count

    def _take(self, raw: str, took: Took) -> None:
        try:
            found = pdu.decoded(raw)
        except ValueError:
            log.warning("channel %s: the modem holds what cannot be read: %s", self.channel.code, raw[:200])
            return
        if isinstance(found, Arrival):
            if found.delivered is not None:
                took.arrival(self.channel, found)
        else:
            with transaction.atomic():
                whole = _joined(self.channel, found)
                if whole is not None:
                    took.text(self.channel, whole)


def _joined(channel: Channel, part: Received) -> Received | None:
    """The whole text once its last part is in."""
    if part.total <= 1:
        return part
    known: dict[str, Any] = {
        "channel": channel,
        "address": part.address,
        "reference": part.reference,
        "total": part.total,
    }
    said = {"text": part.text, "at": part.at}
    ModemPiece.objects.update_or_create(defaults=said, position=part.position, **known)
    pieces = list(ModemPiece.objects.filter(**known).order_by("position"))
    if len(pieces) < part.total:
        return None
    whole = "".join(piece.text for piece in pieces)
    ModemPiece.objects.filter(**known).delete()
    return Received(part.address, whole, part.at, part.reference)
