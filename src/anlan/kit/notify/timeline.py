"""The timeline of a notice: lines are added as things happen and never changed."""

from collections.abc import Iterable
from typing import Any

from anlan.base import clock
from anlan.kit.notify.choices import EventKind
from anlan.kit.notify.models import Notice, NoticeEvent

MOST_NAMES = 5


def note(notice: Notice, kind: EventKind, text: Any = "", *, by: Any = None) -> None:
    """Add one line."""
    NoticeEvent.objects.create(notice=notice, at=clock.now(), kind=kind, text=str(text)[:300], by=by)


def named(names: Iterable[str], count: int) -> str:
    """「何敏、吴晓等 12 人」."""
    first = "、".join(list(names)[:MOST_NAMES])
    return f"{first}等 {count} 人" if count > MOST_NAMES else first
