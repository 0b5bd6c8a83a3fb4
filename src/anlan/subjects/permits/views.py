"""The page of permits beside their ledgers: how promises were kept in a period, item by item."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.base.clock import Period
from anlan.base.people import access
from anlan.kit.ledger.lists import visible
from anlan.kit.pages.door import opened
from anlan.subjects.permits import queries
from anlan.subjects.permits.models import PermitItem


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """受理、办结、按时办结率 of a period over the applications that this person may see, and how far promises go."""
    rows = visible(opened(request, "permit-application"), request.user)
    period = _asked(request)
    items = PermitItem.objects.filter(active=True).order_by("code")
    context: dict[str, Any] = {
        "period": period,
        "whole": queries.kept(rows, period),
        "items": [(item, queries.kept(rows.filter(item=item), period)) for item in items],
        "saved": queries.saved(items),
        "opens_items": access.can(request.user, "permit-item.view"),
    }
    return render(request, "permits/board.html", context)


def _asked(request: HttpRequest) -> Period:
    """The span asked for; this year up to today where none is, or none that can be."""
    today = clock.today()
    usual = Period(date(today.year, 1, 1), today)
    try:
        first = date.fromisoformat(request.GET.get("from") or usual.first.isoformat())
        last = date.fromisoformat(request.GET.get("to") or usual.last.isoformat())
        return Period(first, last)
    except ValueError:
        return usual
