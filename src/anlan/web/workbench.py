"""工作台: what waits for me first, by deadline, each with its next move; then my area's key figures."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import Listing, joined, visible
from anlan.kit.ledger.registry import ledgers
from anlan.web.templatetags.shell import due as told_due

MOST = 20
COUNT_SECONDS = 20


@require_GET
def workbench(request: HttpRequest) -> HttpResponse:
    """The first page after log-in."""
    items, total = waiting(request.user)
    hour = clock.now().astimezone().hour
    greeting = _("早上好") if hour < 11 else _("中午好") if hour < 13 else _("下午好") if hour < 18 else _("晚上好")
    context = {
        "greeting": greeting,
        "waiting": items,
        "waiting_total": total,
        "late_total": sum(item["late"] for item in items),
        "more": total > len(items),
    }
    return render(request, "web/workbench.html", context)


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Counts of each ledger's chips in my area, fetched after the page stands."""
    made = []
    for ledger in ledgers():
        if not ledger.chips or not access.can(request.user, f"{ledger.code}.view"):
            continue
        numbers = Listing(ledger, request.user, {}).counts()
        url = reverse("ledger-list", args=[ledger.code])
        cards = [{"label": ledger.title, "count": numbers[""], "url": url}]
        cards += [
            {"label": label, "count": numbers[str(number)], "url": f"{url}?chip={number}"}
            for number, label in enumerate(ledger.chips, 1)
        ]
        made.append({"ledger": ledger, "cards": cards})
    return render(request, "web/figures.html", {"figures": made})


def waiting(user: Any) -> tuple[list[dict[str, Any]], int]:
    """Rows of all ledgers that wait for this person, earliest deadline first, and how many there are in all."""
    found: list[dict[str, Any]] = []
    total = 0
    for ledger in ledgers():
        condition = ledger.waiting(user) if access.can(user, f"{ledger.code}.view") else None
        if condition is None:
            continue
        rows = visible(ledger, user).filter(condition)
        total += _count(ledger, user, rows)
        dated = next((name for name in ("due_at", "due_on") if entry.has_field(ledger, name)), None)
        order = (F(dated).asc(nulls_last=True), "pk") if dated else ("pk",)
        found += [_item(ledger, user, row) for row in joined(rows, ledger, ledger.listed).order_by(*order)[:MOST]]
    found.sort(key=lambda item: (item["due"] is None, _moment(item["due"] or clock.today())))
    return found[:MOST], total


def _count(ledger: Ledger, user: Any, rows: Any) -> int:
    key = f"waiting:{ledger.code}:{user.pk}"
    number: int | None = cache.get(key)
    if number is None:
        number = rows.count()
        cache.set(key, number, COUNT_SECONDS)
    return number


def _item(ledger: Ledger, user: Any, row: Any) -> dict[str, Any]:
    moves = making.open_moves(ledger.code, ledger.flow, user, row) if ledger.flow else []
    first = next((move for move in moves if move.tone == "primary"), moves[0] if moves else None)
    due = ledger.deadline(row)
    headline = ledger.headline_column
    return {
        "ledger": ledger,
        "title": headline.text(row),
        "more": " · ".join(column.text(row) for column in ledger.listed[2:4] if column.text(row)),
        "state": row.get_status_display() if ledger.flow else "",
        "due": due,
        "deadline": told_due(due) if due else "",
        "late": bool(due and _moment(due) < clock.now()),
        "url": reverse("ledger-detail", args=[ledger.code, row.pk]),
        "move": first,
        "move_url": reverse("ledger-move", args=[ledger.code, row.pk, first.code]) + "?next=/" if first else "",
    }


def _moment(due: date | datetime) -> datetime:
    """When a deadline is over: a day ends at midnight."""
    return due if isinstance(due, datetime) else clock.at((due + timedelta(days=1)).isoformat())
