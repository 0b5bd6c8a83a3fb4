"""The first step of every page: which ledger, and may this person."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from anlan.base.people import access
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code


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
