"""Requests through the whole WSGI application as a signed-in person: middleware, session, view and template."""

import base64
import io
import json
import sys
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.test import Client

from anlan.base.people.models import User

CSRF = "b" * 32


class Refused(Exception):
    """A benchmark got another answer than the one it was to time."""


class Caller:
    """One person's browser."""

    def __init__(self, username: str) -> None:
        from anlan.config.wsgi import application

        self.application = application
        self.user = User.objects.get(username=username)
        client = Client()
        client.force_login(self.user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={CSRF}"

    def get(self, address: str) -> bytes:
        """The whole body."""
        return b"".join(self.pieces("GET", address))

    def size(self, address: str) -> int:
        """Read the whole body without keeping it; returns how many lines it has."""
        return sum(piece.count(b"\n") for piece in self.pieces("GET", address))

    def send(self, method: str, address: str, data: Any, token: str = "") -> Any:
        """Send JSON, read JSON."""
        body = json.dumps(data).encode()
        answer = b"".join(self.pieces(method, address, body, token))
        return json.loads(answer) if answer else None

    def pieces(self, method: str, address: str, body: bytes = b"", token: str = "") -> Any:
        """The body as it comes. Anything but success raises."""
        path, _mark, query = address.partition("?")
        said: dict[str, Any] = {}
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": quote(query, safe="=&%+:,/"),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if token:
            environ["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        else:
            environ["HTTP_COOKIE"], environ["HTTP_X_CSRFTOKEN"] = self.cookie, CSRF
        answer = self.application(environ, lambda status, headers, *_rest: said.update(status=status))
        try:
            if not said["status"].startswith("2"):
                raise Refused(f"{method} {address}: {said['status']} {b''.join(answer)[:300]!r}")
            yield from answer
        finally:
            if hasattr(answer, "close"):
                answer.close()

    def forget(self) -> None:
        """As after a start: what the process keeps is gone, save what every page needs."""
        cache.clear()
        self.get("/l/enterprise/rows")


def after(value: Any, key: int) -> str:
    """The page token that stands after a row."""
    return base64.urlsafe_b64encode(json.dumps([value, key]).encode()).decode().rstrip("=")
