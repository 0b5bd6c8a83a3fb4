"""One write to one row over the API, with the ledger's own form, service and flow. It must not know URLs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext as _
from pydantic import BaseModel

from anlan.api.errors import Refusal, unfit
from anlan.api.incoming import Entered, form_data
from anlan.kit.flow import making
from anlan.kit.flow.moves import Move
from anlan.kit.ledger import entry
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.forms import form_class
from anlan.kit.records import writing


def add(ledger: Ledger, user: Any, body: BaseModel) -> Any:
    """Insert a row. Fields left out take their usual value; the place is never guessed."""
    entered = Entered(ledger, body)
    usual = form_data(form_class(ledger)(user=user))
    usual.pop(ledger.scope.place or "", None)
    form = _checked(form_class(ledger)(usual | entered.data, user=user), entered)
    with _clashing():
        return entry.enter(ledger, form.save(commit=False), actor=user)


def change(ledger: Ledger, user: Any, row: Any, body: BaseModel) -> None:
    """Write what the body names. Raises ``Conflict`` when the row is not as it was read."""
    if body.version != row.version:  # type: ignore[attr-defined]
        raise writing.Conflict
    before = writing.values_of(row)
    entered = Entered(ledger, body)
    usual = form_data(form_class(ledger)(user=user, instance=row))
    form = _checked(form_class(ledger)(usual | entered.data, user=user, instance=row), entered)
    with _clashing():
        writing.change(form.save(commit=False), before, actor=user)


def move(ledger: Ledger, user: Any, row: Any, made: Move, body: BaseModel | None) -> None:
    """Make a move of the flow."""
    if ledger.flow is None:
        raise Http404
    if not making.unmet(ledger.code, made, user, row) and not making.may(ledger.code, made, user, row):
        raise PermissionDenied(_("您没有“%(move)s”这条记录的权限。") % {"move": made.label})
    data = None
    if made.form is not None:
        form = made.form(body.model_dump(exclude_none=True) if body is not None else {})
        if not form.is_valid():
            raise unfit({name: " ".join(map(str, told)) for name, told in form.errors.items()})
        data = form.cleaned_data
    making.make(ledger.flow, made, row, actor=user, data=data)


def _checked(form: Any, entered: Entered) -> Any:
    """The form if nothing is wrong with it; else all its faults at once."""
    errors = {"" if name == "__all__" else name: " ".join(map(str, told)) for name, told in form.errors.items()}
    if errors := errors | entered.errors:
        raise unfit(errors)
    return form


@contextmanager
def _clashing() -> Iterator[None]:
    """A rule of the database that two people broke at the same moment is a conflict, not a fault."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as wrong:
        raise Refusal(409, _("与刚刚保存的另一条记录冲突，没有保存。请核对后重试。")) from wrong
