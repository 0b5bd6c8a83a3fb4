"""What a person may see and do of campaigns: the first step of every page here."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from anlan.base.people import access
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code

LONGEST_KEY = 19  # digits; longer ones are no key of any row


def need(request: HttpRequest, grant: str) -> None:
    """Refuse whoever has not the grant anywhere."""
    if not access.can(request.user, grant):
        raise PermissionDenied(_("您没有这项权限。需要时请联系系统管理员。"))


def rows(request: HttpRequest, code: str, action: str = "view") -> QuerySet[Any]:
    """The rows of a ledger that the person's grant reaches."""
    return visible(ledger_by_code(code), request.user, action)


def one(request: HttpRequest, code: str, pk: int, *links: str) -> Any:
    """One of them, else ``Http404``."""
    need(request, f"{code}.view")
    found = rows(request, code).select_related(*links).filter(pk=pk).first() if pk < 10**LONGEST_KEY // 10 else None
    if found is None:
        raise Http404(_("没有这条记录，或它不在您的范围内。"))
    return found


def a_key(text: str) -> int:
    """A key from an address; 0, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_KEY else 0
