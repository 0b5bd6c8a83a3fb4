"""What every provider's shape offers to the one adapter of text messages, and what two of them share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_datetime

from anlan.base import clock
from anlan.kit.notify.channels.adapters import Outgoing, Result, needed
from anlan.kit.notify.models import Channel

CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Report:
    """A status report: what became of a message that the gateway had accepted. ``key`` is ours where it is echoed."""

    provider_id: str
    delivered: bool
    at: datetime
    error: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text that a person sent back; ``key`` tells a repetition."""

    address: str
    text: str
    at: datetime
    key: str


class Shape(Protocol):
    endpoint: str

    def send(self, channel: Channel, outgoing: Outgoing) -> Result: ...

    def find(self, channel: Channel, outgoing: Outgoing) -> Result | None: ...

    def check(self, channel: Channel) -> str: ...

    def reports(self, body: Any) -> Sequence[Report]:
        """Raises ``ValueError`` (or ``KeyError``, ``TypeError``) where the body is not of this shape."""
        ...

    def replies(self, body: Any) -> Sequence[Incoming]: ...

    def thanks(self) -> dict[str, Any]:
        """What the provider must be told, so that it does not send the same again."""
        ...


def endpoint_of(channel: Channel, default: str) -> str:
    return str(channel.options.get("endpoint") or default)


def template_of(channel: Channel, topic: str) -> str:
    """The approved template for a topic, or the channel's general one."""
    templates = channel.options.get("templates")
    own = templates.get(topic) if isinstance(templates, dict) else None
    return str(own) if own else needed(channel, "template")


def digits(address: str) -> str:
    """The number without country code, blanks and hyphens."""
    plain = "".join(sign for sign in address if sign.isdigit())
    return plain[2:] if len(plain) == 13 and plain.startswith("86") else plain


def moment_of(value: Any) -> datetime:
    """A moment that a provider wrote, Chinese time where it names none; now where it cannot be read."""
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value, CHINA)
    try:
        found = parse_datetime(str(value or ""))
    except ValueError:
        found = None
    if found is None:
        return clock.now()
    return found if found.tzinfo else found.replace(tzinfo=CHINA)


def listed(body: Any) -> list[dict[str, Any]]:
    """The body as a list of objects; a single object counts as one. Raises ``ValueError``."""
    found = [body] if isinstance(body, dict) else body
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ValueError("not a list of objects")
    return found
