"""Speaks HTTP to gateways: with time-outs, a limit of size, no redirects, and only to addresses that may be reached.

It must not know what is said. Every address that a name stands for is looked at when the connection is made, so a name
that changes between check and use gains nothing.
"""

import ipaddress
import socket
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx
from django.utils.translation import gettext as _

from anlan.kit.notify.channels.adapters import GatewayTrouble, Reply

LARGEST = 256 * 1024
CONNECTIONS = 128
# Where clouds keep what belongs to the machine: never a gateway, even where it is not link-local.
METADATA = frozenset(ipaddress.ip_address(one) for one in ("100.100.100.200", "fd00:ec2::254", "192.0.0.192"))
TOO_MANY, UNAVAILABLE = 429, 503


def may_be_reached(address: str, *, intranet: bool) -> bool:
    """No link-local, metadata, multicast or reserved address ever; private and loopback ones where configured."""
    one = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(one, ipaddress.IPv6Address) and one.ipv4_mapped is not None:
        one = one.ipv4_mapped
    if one in METADATA or one.is_link_local or one.is_multicast or one.is_unspecified:
        return False
    if one.is_loopback:
        return intranet
    return not one.is_reserved and (intranet or one.is_global)


class Checked(httpcore.SyncBackend):
    """Opens connections to addresses that may be reached, and to no others."""

    def __init__(self, intranet: Iterable[str]) -> None:
        self.intranet = frozenset(host.lower() for host in intranet)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as problem:
            raise httpcore.ConnectError(str(problem)) from problem
        inside = host.lower() in self.intranet
        last: Exception = httpcore.ConnectError(_("不允许访问的地址：%s") % host)
        for *_kind, place in found:
            if may_be_reached(str(place[0]), intranet=inside):
                try:
                    return super().connect_tcp(str(place[0]), port, timeout, local_address, socket_options)
                except (httpcore.ConnectError, httpcore.ConnectTimeout) as problem:
                    last = problem
        raise last


class Gateway:
    """One client a channel's set-up, shared by its threads. ``hosts`` may lie on the intranet; others may not."""

    def __init__(self, seconds: float, hosts: Iterable[str]) -> None:
        timeout = httpx.Timeout(seconds, connect=min(seconds, 5.0))
        transport = httpx.HTTPTransport(limits=httpx.Limits(max_connections=CONNECTIONS))
        # httpx hands no network backend down, and checking a name before use would leave it free to change after.
        transport._pool._network_backend = Checked(hosts)
        self.client = httpx.Client(transport=transport, timeout=timeout, follow_redirects=False, trust_env=False)

    def call(
        self,
        method: str,
        url: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
    ) -> Reply:
        """Raises ``GatewayTrouble``: certain that nothing was taken where no connection came about, else unsure."""
        if urlsplit(url).scheme not in ("http", "https"):
            raise GatewayTrouble(_("网关地址必须以 http:// 或 https:// 开头"), down=True)
        try:
            with self.client.stream(method, url, content=body, headers=headers, params=params, data=data) as answer:
                if answer.is_redirect:
                    raise GatewayTrouble(_("网关要求转到别处，已拒绝"), down=True)
                return _judged(Reply(answer.status_code, _limited(answer)))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as problem:
            raise GatewayTrouble(_("网关连接不上：%s") % problem) from problem
        except httpx.TimeoutException as problem:
            raise GatewayTrouble(_("网关超时未答复，结果不明"), unsure=True) from problem
        except httpx.HTTPError as problem:
            raise GatewayTrouble(_("网关中断，结果不明：%s") % problem, unsure=True) from problem

    def close(self) -> None:
        self.client.close()


def _limited(answer: httpx.Response) -> bytes:
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > LARGEST:
            raise GatewayTrouble(_("网关答复过大，结果不明"), unsure=True)
    return bytes(body)


def _judged(reply: Reply) -> Reply:
    if reply.status in (TOO_MANY, UNAVAILABLE):
        raise GatewayTrouble(_("网关忙（%d）") % reply.status, down=reply.status == UNAVAILABLE)
    if reply.status >= 500:
        raise GatewayTrouble(_("网关出错（%d），结果不明") % reply.status, unsure=True)
    return reply
