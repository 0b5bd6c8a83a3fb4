"""The first step of every page of enforcement: what this person may see, and for which days."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from anlan.base import clock
from anlan.kit.ledger.lists import visible
from anlan.kit.pages.door import a_day, opened


def rows(request: HttpRequest, code: str, action: str = "view") -> QuerySet[Any]:
    """The rows of a ledger that the person's grant reaches; ``PermissionDenied`` without the grant."""
    return visible(opened(request, code, action), request.user, action)


def a_period(request: HttpRequest) -> tuple[date, date]:
    """From and to of the address; this year up to today without them."""
    today = clock.today()
    first = a_day(request.GET.get("from", ""), today.replace(month=1, day=1))
    last = a_day(request.GET.get("to", ""), today)
    return (first, last) if first <= last else (last, first)
