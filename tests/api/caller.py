"""Calling the API as a program does: a token, JSON in, JSON out."""

import json
from typing import Any

from django.test import Client

from anlan.api import tokens
from anlan.base.people.accounts import SignInPolicy, User


class Caller:
    """Somebody who holds a token. Requests carry no cookie, and a forged one would not be looked for."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.secret, self.token = tokens.issue(user, SignInPolicy.present())
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=True)

    def get(self, path: str, **params: Any) -> Any:
        """GET below /api/v1/."""
        return self.client.get(f"/api/v1/{path}", params, headers=self._headers())

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """POST a body as JSON; headers such as ``idempotency_key``."""
        return self._send("post", path, body, headers)

    def patch(self, path: str, body: Any) -> Any:
        """PATCH a body as JSON."""
        return self._send("patch", path, body, {})

    def delete(self, path: str) -> Any:
        """DELETE."""
        return self._send("delete", path, None, {})

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        data = "" if body is None else json.dumps(body)
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        send = getattr(self.client, method)
        return send(f"/api/v1/{path}", data, content_type="application/json", headers=self._headers() | more)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}
