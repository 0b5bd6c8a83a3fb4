"""Entering and changing single rows with all rules of their ledger: the service behind form, bulk edit and API."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.documents import numbering
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.records import writing


class Unfit(Exception):
    """The values break a rule; ``errors`` maps field (or "") → sentence."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("；".join(errors.values()))
        self.errors = dict(errors)


def scope_errors(ledger: Ledger, user: Any, action: str, values: Mapping[str, Any]) -> dict[str, str]:
    """A sentence at the place field where the values lie outside what the user may write."""
    if access.within(user, f"{ledger.code}.{action}", axes(ledger, values), ledger.scope):
        return {}
    return {(ledger.scope.place or "").split("__")[0]: _("这不在您负责的区域或条线内，不能登记到这里。")}


def axes(ledger: Ledger, values: Mapping[str, Any]) -> dict[str, Any]:
    """Place, line and organisation of a row about to be written, found along the paths of the ledger's scope."""
    made = {}
    for axis in ("place", "line", "organisation"):
        first, *rest = (getattr(ledger.scope, axis) or "").split("__")
        value = values.get(first)
        for part in rest:
            value = getattr(value, part, None)
        made[axis] = value
    return made


def number_rows(ledger: Ledger, rows: Sequence[Any]) -> None:
    """Give numbers to rows that have none, in one block, inside the caller's transaction."""
    without = [row for row in rows if not row.number] if ledger.number else []
    if not without:
        return
    year = clock.today().year
    for row, value in zip(without, numbering.take(ledger.number, year, len(without)), strict=True):
        row.number = numbering.formatted(ledger.number, year, value)


def enter(ledger: Ledger, row: Any, *, actor: Any) -> Any:
    """Number, complete and insert one new row."""
    with transaction.atomic():
        ledger.prepare([row])
        number_rows(ledger, [row])
        return writing.add(row, actor=actor)


def hold_settled(ledger: Ledger) -> writing.Hearer:
    """What bars a change of a settled field by form, import or interface: there the state stays as it was, while a move
    changes both."""

    def hold(rows: Sequence[Any], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
        state = ledger.flow.field if ledger.flow is not None else ""
        for row, earlier in zip(rows, before, strict=True):
            if earlier is None or writing.is_restoring() or earlier.get(state) != getattr(row, state):
                continue
            for name in ledger.settled:
                if earlier.get(name) != getattr(row, name):
                    words = {"field": row._meta.get_field(name).verbose_name}
                    raise writing.Barred(_("“%(field)s”由办理步骤写入，不能直接填写或修改。") % words)

    return hold


def delete(ledger: Ledger, row: Any, *, actor: Any) -> None:
    """Delete one row. Raises ``Unfit`` with a sentence when other records refer to it, or a rule bars it."""
    try:
        writing.remove_many([row], actor=actor)
    except writing.Barred as barred:
        raise Unfit({"": str(barred)}) from barred
    except ProtectedError as held:
        names = sorted({str(other._meta.verbose_name) for other in held.protected_objects})
        raise Unfit({"": _("还有%(names)s引用这条记录，不能删除。") % {"names": "、".join(names)}}) from held


def default_place(user: Any, grant: str) -> str | None:
    """The place of the first posting that holds the grant; rows without a place fall to it."""
    return next((reach.place_code for reach in access.reach(user, grant) if reach.place_code), None)


def has_field(ledger: Ledger, name: str) -> bool:
    """Does the ledger's model have a field of that name?"""
    try:
        ledger.model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
