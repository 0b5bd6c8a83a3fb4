"""Who is acting now and from where, carried beside the call so that records can name it. It knows no user model."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest


@dataclass
class Acting:
    """One request or one job. ``actor`` is called late, since the user of a request is known only after log-in."""

    request_id: str = ""
    address: str = ""
    actor: Callable[[], Any] = field(default=lambda: None)


_current: ContextVar[Acting | None] = ContextVar("anlan_acting", default=None)
_NOBODY = Acting()


def current() -> Acting:
    """What is known of the present request or job; blanks outside of any."""
    return _current.get() or _NOBODY


def new_request_id() -> str:
    """A short number that a person can read out and a log can be searched for."""
    return secrets.token_hex(5)


@contextmanager
def acting(*, actor: Any = None, address: str = "", request_id: str = "") -> Iterator[Acting]:
    """Name who acts within a job, a command or a background task."""
    here = Acting(request_id or new_request_id(), address, lambda: actor)
    token = _current.set(here)
    try:
        yield here
    finally:
        _current.reset(token)


@contextmanager
def acting_in(request: HttpRequest) -> Iterator[Acting]:
    """Name the request that acts."""
    number = str(request.META.get("ANLAN_REQUEST_ID") or new_request_id())
    here = Acting(number, client_address(request), lambda: getattr(request, "user", None))
    token = _current.set(here)
    try:
        yield here
    finally:
        _current.reset(token)


def client_address(request: HttpRequest) -> str:
    """The client's address, looking behind as many proxies as ``ANLAN_PROXIES`` says are ours (none by default)."""
    proxies: int = getattr(settings, "ANLAN_PROXIES", 0)
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and forwarded:
        return str(forwarded[-min(proxies, len(forwarded))])[:45]
    return str(request.META.get("REMOTE_ADDR") or "")[:45]
