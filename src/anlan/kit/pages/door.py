"""The first step of every page: which ledger, may this person, and what the address asks for."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from anlan.base.people import access
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code

LONGEST_KEY = 19  # digits; longer ones are no key of any row


def opened(request: HttpRequest, code: str, action: str = "view") -> Ledger:
    """The ledger, or ``Http404`` / ``PermissionDenied``."""
    ledger = ledger_by_code(code)
    if not access.can(request.user, f"{code}.{action}"):
        raise PermissionDenied(_("您没有“%(ledger)s”的这项权限。需要时请联系系统管理员。") % {"ledger": ledger.title})
    return ledger


def found(request: HttpRequest, ledger: Ledger, pk: int, action: str = "view", *links: str) -> Any:
    """The row if this person may see (or change …) it; else ``Http404``, which does not tell whether it exists."""
    row = visible(ledger, request.user, action).select_related(*links).filter(pk=pk).first()
    if row is None:
        raise Http404(_("没有这条记录，或它不在您的范围内。"))
    return row


def back(request: HttpRequest, ledger: Ledger, pk: int | None = None) -> HttpResponse:
    """To the record, or to the list."""
    return redirect("ledger-detail", ledger.code, pk) if pk else redirect("ledger-list", ledger.code)


def need(request: HttpRequest, grant: str) -> None:
    """Refuse whoever has not the grant anywhere."""
    if not access.can(request.user, grant):
        raise PermissionDenied(_("您没有这项权限。需要时请联系系统管理员。"))


def rows(request: HttpRequest, code: str, action: str = "view") -> QuerySet[Any]:
    """The rows of a ledger that the person's grant reaches."""
    return visible(ledger_by_code(code), request.user, action)


def a_day(text: str, default: date) -> date:
    """A day from an address; the default for what is no day of this age."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return default
    return found if 2000 <= found.year <= 2199 else default


def a_key(text: str) -> int:
    """A key from an address; 0, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_KEY else 0
