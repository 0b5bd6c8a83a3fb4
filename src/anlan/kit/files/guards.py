"""Who may read an attachment is decided outside: ledgers hand in a guard. Without any, nobody may."""

from collections.abc import Callable
from typing import Any

from anlan.kit.files.models import Attachment

Guard = Callable[[Any, Attachment], bool]

_guards: list[Guard] = []


def register(guard: Guard) -> None:
    """``guard(user, attachment)`` says True where the user may read it; one True is enough."""
    if guard not in _guards:
        _guards.append(guard)


def may_read(user: Any, attachment: Attachment) -> bool:
    """Somebody who is logged in and passes a guard, or who uploaded a file that is on no record yet."""
    if user is None or not user.is_authenticated or not user.is_active:
        return False
    if attachment.object_id is None and attachment.uploaded_by_id == user.pk:
        return True
    return any(guard(user, attachment) for guard in _guards)
