"""Which gateway a channel speaks to: one client for its set-up. It must not know what is said."""

import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from anlan.kit.notify.models import Channel

if TYPE_CHECKING:
    from anlan.kit.notify.channels.clients import Gateway


_open: dict[int, tuple[tuple[Any, ...], "Gateway"]] = {}
_guard = threading.Lock()


def gateway_of(channel: Channel, *urls: str) -> "Gateway":
    """The client of a channel, anew once its set-up has changed. Hosts of ``urls`` and the channel's option ``hosts``
    are configured by the administrator, so they may lie on the intranet."""
    from anlan.kit.notify.channels.clients import Gateway  # slow to load, and only whoever sends needs it

    listed = channel.options.get("hosts")
    hosts = {str(host) for host in listed} if isinstance(listed, list) else set()
    hosts |= {urlsplit(url).hostname or "" for url in urls}
    wanted = (float(channel.timeout_seconds), *sorted(hosts))
    key = channel.pk or 0
    with _guard:
        known = _open.get(key)
        if known is None or known[0] != wanted:
            # An old client is left to its last calls; it closes its connections when it is collected.
            known = _open[key] = (wanted, Gateway(float(channel.timeout_seconds), hosts))
        return known[1]


def close_all() -> None:
    """When the process has no more to say, or a test is over."""
    with _guard:
        for _wanted, gateway in _open.values():
            gateway.close()
        _open.clear()
