"""The one interface of all ways out, and the door through which every message passes. It must not know notices' rows.

The door refuses exercises to whatever reaches real people and messages that have expired, whatever planning decided.
"""

import json
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.notify.choices import ChannelKind
from anlan.kit.notify.models import Channel

log = logging.getLogger("anlan.channels")

HARMLESS = frozenset({ChannelKind.CONSOLE, ChannelKind.INAPP})
LONGEST_ERROR = 300


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message. ``again``: it was handed over before and nobody knows whether the gateway took it."""

    id: int
    key: str
    address: str
    text: str
    title: str = ""
    topic: str = ""
    urgency: int = 3
    exercise: bool = False
    expires_at: datetime | None = None
    again: bool = False
    words: tuple[str, ...] = ()
    place: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one message. ``retry``: worth another try; ``unsure``: it may have gone out; ``down``: the gateway
    itself is in trouble, not this message; ``expired``: too late to be sent; ``delivered``: known to have arrived."""

    ok: bool
    provider_id: str = ""
    error: str = ""
    retry: bool = False
    unsure: bool = False
    down: bool = False
    expired: bool = False
    delivered: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What a gateway answered to one call."""

    status: int
    body: bytes

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        try:
            return json.loads(self.body)
        except ValueError:
            return None


class GatewayTrouble(Exception):
    """The gateway could not be spoken to. ``unsure``: it may have taken what was handed over."""

    def __init__(self, error: str, *, unsure: bool = False, down: bool = True) -> None:
        super().__init__(error)
        self.unsure, self.down = unsure, down


class NotSetUp(Exception):
    """The channel lacks what its kind needs; says what, for the administrator."""


class Adapter(Protocol):
    """``batch`` messages are handed over together, in ``calls`` calls of the gateway at most, by ``threads`` at once
    (``None``: by the channel's rate). ``paced``: the channel's rate counts. An adapter keeps no state of a message and
    never touches the database."""

    batch: int
    calls: int
    threads: int | None
    paced: bool

    def send(self, channel: Channel, batch: Sequence[Outgoing]) -> Sequence[Result]:
        """One result a message, in order. Raises ``GatewayTrouble`` where all share one fate."""
        ...

    def find(self, channel: Channel, outgoing: Outgoing) -> Result | None:
        """What the gateway has under the message's key; ``None`` where it has nothing or cannot be asked."""
        ...

    def check(self, channel: Channel) -> str:
        """Looks whether the way is open without sending anything; says what it saw, raises ``GatewayTrouble``."""
        ...


class Plain:
    """What most adapters have in common."""

    batch = 1
    calls = 1
    threads: int | None = None
    paced = True

    def find(self, channel: Channel, outgoing: Outgoing) -> Result | None:
        return None

    def check(self, channel: Channel) -> str:
        return ""


def is_live(channel: Channel) -> bool:
    """Does it reach real people? Taken from its kind as well, so that a forgotten tick lets no exercise out."""
    if channel.kind in HARMLESS:
        return channel.live
    return channel.live or channel.options.get("exercise_gateway") is not True


def credentials(channel: Channel) -> dict[str, str]:
    """The channel's secrets by name."""
    try:
        known = json.loads(channel.secret or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in known.items()} if isinstance(known, dict) else {}


def needed(channel: Channel, name: str) -> str:
    """An option or a secret that the kind cannot do without. Raises ``NotSetUp``."""
    value = channel.options.get(name) or credentials(channel).get(name)
    if not value:
        raise NotSetUp(_("通道“%(channel)s”缺少参数 %(name)s") % {"channel": channel.name, "name": name})
    return str(value)


def hand_over(adapter: Adapter, channel: Channel, batch: Sequence[Outgoing]) -> list[Result]:
    """The door: what may not pass is refused here, what may have gone before is asked for, the rest is sent."""
    results: dict[int, Result] = {}
    rest: list[Outgoing] = []
    for place, outgoing in enumerate(batch):
        refused = _refused(channel, outgoing)
        found = _found(adapter, channel, outgoing) if refused is None and outgoing.again else None
        if refused or found:
            results[place] = refused or found or Result(False)
        else:
            rest.append(outgoing)
    if rest:
        sent = iter(_sent(adapter, channel, rest))
        for place in range(len(batch)):
            if place not in results:
                results[place] = next(sent)
    return [results[place] for place in range(len(batch))]


def _refused(channel: Channel, outgoing: Outgoing) -> Result | None:
    if outgoing.exercise and is_live(channel):
        log.error("channel %s refused the exercise message %s", channel.code, outgoing.key)
        return Result(False, error=_("演练消息，真实通道拒收"))
    if outgoing.expires_at is not None and outgoing.expires_at <= clock.now():
        return Result(False, error=_("已过有效期，未发送"), expired=True)
    return None


def _found(adapter: Adapter, channel: Channel, outgoing: Outgoing) -> Result | None:
    """Asks before sending again. Where the gateway does not answer the question, the message waits."""
    try:
        return adapter.find(channel, outgoing)
    except (GatewayTrouble, NotSetUp) as problem:
        return Result(False, error=_short(problem), retry=True, unsure=True, down=getattr(problem, "down", True))
    except Exception as problem:
        log.exception("channel %s: asking for %s failed", channel.code, outgoing.key)
        return Result(False, error=_short(problem), retry=True, unsure=True, down=True)


def _sent(adapter: Adapter, channel: Channel, batch: Sequence[Outgoing]) -> list[Result]:
    began = time.monotonic()
    try:
        results = list(adapter.send(channel, batch))
        if len(results) != len(batch):
            raise RuntimeError(f"{type(adapter).__name__} gave {len(results)} results for {len(batch)} messages")
    except GatewayTrouble as problem:
        results = [Result(False, error=_short(problem), retry=True, unsure=problem.unsure, down=problem.down)] * len(
            batch
        )
    except NotSetUp as problem:
        results = [Result(False, error=_short(problem), retry=True, down=True)] * len(batch)
    except Exception as problem:  # whatever an adapter does wrong, the message is not lost and the others go on
        log.exception("channel %s broke on %s", channel.code, batch[0].key)
        results = [Result(False, error=_short(problem), retry=True, unsure=True)] * len(batch)
    took = time.monotonic() - began
    return [replace(result, seconds=took) for result in results]


def _short(problem: BaseException) -> str:
    return (str(problem) or type(problem).__name__)[:LONGEST_ERROR]


def as_object(value: Any) -> dict[str, Any]:
    """A JSON object, or an empty one where something else came."""
    return value if isinstance(value, dict) else {}
