"""Who may sign in to the demonstration county: one log-in a role, as ``logins.toml`` tells, and one a town."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_TOLD = tomllib.loads((Path(__file__).parent / "logins.toml").read_text(encoding="utf-8"))
PASSWORD: str = _TOLD["password"]  # shown to everybody; production refuses to start while it works
LOGINS: list[dict[str, str]] = [{**login, "password": PASSWORD} for login in _TOLD["login"]]


def town_username(code: str) -> str:
    """The user name of a town's clerk: `town100` for the town 990121100000."""
    return f"town{code[6:9]}"


def standing() -> list[str]:
    """User names that still sign in with the demonstration's password, for the check before production."""
    from django.db.models import Q

    from anlan.base.people.models import User

    named = Q(username__in=[login["username"] for login in LOGINS]) | Q(username__regex=r"^town[0-9]{3}$")
    users: Any = User.objects.filter(named, is_active=True)
    return [user.username for user in users if user.check_password(PASSWORD)]
