"""What a person may see and do of campaigns: the first step of every page here."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from anlan.kit.pages.door import LONGEST_KEY, need, rows


def one(request: HttpRequest, code: str, pk: int, *links: str) -> Any:
    """One of them, else ``Http404``."""
    need(request, f"{code}.view")
    found = rows(request, code).select_related(*links).filter(pk=pk).first() if pk < 10**LONGEST_KEY // 10 else None
    if found is None:
        raise Http404(_("没有这条记录，或它不在您的范围内。"))
    return found
