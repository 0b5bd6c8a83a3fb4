"""The session engine: Django's database sessions, whose rows also name their user, address and browser."""

from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from anlan.base import clock

USER_KEY = "_auth_user_id"
FACTS_KEY = "_facts"
SEEN_KEY = "_seen"
BEGAN_KEY = "_began"
LIMITS_KEY = "_limits"
TOTP_DUE_KEY = "_totp_due"


class SessionStore(DatabaseSessions):
    """Named by ``SESSION_ENGINE``."""

    @classmethod
    def get_model_class(cls) -> Any:
        return apps.get_model("people", "Session")

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        facts = data.get(FACTS_KEY) or {}
        row.user_id = int(data[USER_KEY]) if USER_KEY in data else None
        row.address = facts.get("address", "")
        row.agent = facts.get("agent", "")
        row.began_at = _moment(data.get(BEGAN_KEY))
        row.seen_at = _moment(data.get(SEEN_KEY))
        return row


def _moment(seconds: int | None) -> datetime:
    return datetime.fromtimestamp(seconds, UTC) if seconds else clock.now()
