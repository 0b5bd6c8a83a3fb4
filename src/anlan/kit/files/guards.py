"""Who may read an attachment, and which must stay, is decided outside by guards handed in. Without any, nobody may."""

from collections.abc import Callable
from typing import Any

from anlan.kit.files.models import Attachment

Guard = Callable[[Any, Attachment], bool]

_guards: list[Guard] = []

Holder = Callable[[Attachment], str]

_holders: list[Holder] = []


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


def hold(holder: Holder) -> None:
    """``holder(attachment)`` says in a sentence why a file may not be taken off its record; empty where it may."""
    if holder not in _holders:
        _holders.append(holder)


def held(attachment: Attachment) -> str:
    """Why the file must stay where it is; empty where it need not."""
    return next((sentence for holder in _holders if (sentence := holder(attachment))), "")
