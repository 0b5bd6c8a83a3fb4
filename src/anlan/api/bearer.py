"""Who calls: the holder of a token. Cookies count for nothing here, so no request can be forged from another site."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from anlan.api import tokens
from anlan.api.models import Token


class Bearer(HttpBearer):
    """``Authorization: Bearer anlan_…``."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        held = tokens.found(token)
        request.user = held.user if held is not None else _nobody()
        return held


def _nobody() -> Any:
    from anlan.base.people.middleware import Nobody  # middleware loads after the models

    return Nobody()
