"""How one move is made: lock the row, check state and person, change, audit; all or nothing."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from anlan.base.people import access
from anlan.kit.flow.moves import Flow, Move
from anlan.kit.records import writing
from anlan.kit.records.models import Record


class Refused(Exception):
    """The move cannot be made now; the message is a sentence for the person who tried."""


def grant_of(kind: str, move: Move) -> str:
    """The grant that lets a role make the move."""
    return f"{kind}.move.{move.code}"


def may(kind: str, move: Move, user: Any, row: Any) -> bool:
    """May this person make the move on this row, whatever its state? The grant must reach this very row."""
    scope = writing.profile_of(type(row)).scope
    return access.reaches(user, grant_of(kind, move), row, scope) and move.allowed(user, row)


def open_moves(kind: str, flow: Flow, user: Any, row: Any) -> list[Move]:
    """The moves this person can make on this row now."""
    return [move for move in flow.leaving(getattr(row, flow.field)) if may(kind, move, user, row)]


def barred(flow: Flow, move: Move, row: Record) -> str:
    """Why the move does not start from the row's state, as a sentence; empty where it does."""
    state = getattr(row, flow.field)
    if state in move.sources:
        return ""
    status: Any = type(row)._meta.get_field(flow.field)
    label = dict(status.flatchoices).get(state, state)
    return _("当前状态是“%(state)s”，不能“%(move)s”。") % {"state": label, "move": move.label}


def unmet(kind: str, move: Move, user: Any, row: Any) -> str:
    """Why the row does not let somebody make the move who holds its grant; empty where it does, or nothing is said."""
    scope = writing.profile_of(type(row)).scope
    if not move.unmet or move.allowed(user, row) or not access.reaches(user, grant_of(kind, move), row, scope):
        return ""
    return str(move.unmet)


def make(
    flow: Flow, move: Move, row: Record, *, actor: Any, data: Mapping[str, Any] | None = None, trusted: bool = False
) -> Record:
    """Make the move on a freshly locked copy of ``row`` and return that copy.

    Raises ``Refused`` when the state has moved on or the person may not. ``trusted`` skips the person's check for moves
    that the engine makes.
    """
    model = type(row)
    kind = writing.profile_of(model).kind
    with transaction.atomic():
        locked = model._base_manager.select_for_update().filter(pk=row.pk).first()
        if locked is None:
            raise Refused(_("这条记录已经被删除。"))
        if refusal := barred(flow, move, locked):
            raise Refused(refusal)
        if not trusted and not may(kind, move, actor, locked):
            raise Refused(unmet(kind, move, actor, locked) or _not_theirs(move))
        before = writing.values_of(locked)
        if move.effect is not None:
            move.effect(locked, actor=actor, data=dict(data or {}))
        if move.target is not None:
            setattr(locked, flow.field, move.target)
        detail = {f"_{name}": _told(value) for name, value in (data or {}).items() if value not in (None, "", [])}
        writing.change(locked, before, actor=actor, act=move.code, detail=detail or {"_move": move.code})
    return locked


def _not_theirs(move: Move) -> str:
    return _("您没有“%(move)s”这条记录的权限。") % {"move": move.label}


def _told(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [str(item) for item in value]
    return (
        writing.plain(value)
        if isinstance(value, (str, int, float, bool)) or hasattr(value, "isoformat")
        else str(value)
    )
