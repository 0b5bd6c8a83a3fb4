"""工作台: what waits for me first, by deadline, each with its next move; then my area's key figures."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.flow.moves import Move
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import joined, visible
from anlan.kit.ledger.registry import ledgers
from anlan.kit.pages.offering import end_of, is_over, offer
from anlan.web.templatetags.shell import due as told_due

MOST = 20
BEYOND = MOST + 1
COUNT_SECONDS = 20
LAST = datetime.max.replace(tzinfo=UTC)


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


def waiting(user: Any) -> tuple[list[dict[str, Any]], int]:
    """Rows of all ledgers that wait for this person, earliest deadline first, and how many there are in all."""
    asked = _asked(user)
    first = _first(asked)
    total = sum(
        len(found) if len(found) <= MOST else _count(asked[code][0], user, asked[code][1])
        for code, found in first.items()
    )
    urgent = sorted((due, code, key) for code, found in first.items() for key, due in found)[:MOST]
    rows = {}
    for code in {code for _due, code, _key in urgent}:
        ledger = asked[code][0]
        keys = [key for _due, other, key in urgent if other == code]
        rows[code] = joined(ledger.model._default_manager.filter(pk__in=keys), ledger, ledger.listed).in_bulk()
    items = [_item(asked[code][0], user, rows[code][key]) for _due, code, key in urgent if key in rows[code]]
    items.sort(key=lambda item: end_of(item["due"]) if item["due"] else LAST)
    return items, total


def _asked(user: Any) -> dict[str, tuple[Ledger, QuerySet[Any]]]:
    """By ledger's code: what waits there for this person, of the rows that they may see."""
    found = {}
    for ledger in ledgers():
        if type(ledger).waiting is Ledger.waiting or not access.can(user, f"{ledger.code}.view"):
            continue
        condition = ledger.waiting(user)
        if condition is not None:
            found[ledger.code] = (ledger, visible(ledger, user).filter(condition))
    return found


def _first(asked: dict[str, tuple[Ledger, QuerySet[Any]]]) -> dict[str, list[tuple[int, datetime]]]:
    """The most urgent of each ledger as (key, deadline), and one more than are shown, in one question for them all."""
    parts: list[str] = []
    params: list[Any] = []
    for number, (ledger, rows) in enumerate(asked.values()):
        due, cut = ledger.due(), rows
        if due is not None and not isinstance(due, str):
            due, cut = "running_clock", rows.annotate(running_clock=due)
        order = ("pk",) if due is None else (F(due).asc(nulls_last=True), "pk")
        cut = cut.order_by(*order).values_list("pk", *filter(None, [due]))
        try:
            sql, values = cut[:BEYOND].query.sql_with_params()
        except EmptyResultSet:
            continue
        told = "NULL" if due is None else f'part{number}."{due}"'
        # Numbers, names of columns, and what Django has written itself.
        parts.append(f"SELECT {number}, part{number}.pk, CAST({told} AS text) FROM ({sql}) AS part{number}")  # noqa: S608
        params += values
    found: dict[str, list[tuple[int, datetime]]] = {}
    if parts:
        codes = list(asked)
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            for number, key, due in cursor.fetchall():
                found.setdefault(codes[number], []).append((key, _read(due)))
    return found


def _read(told: str | None) -> datetime:
    """A deadline as either database writes it; what has none comes last."""
    if told is None:
        return LAST
    if len(told) == len("2026-11-22"):
        return end_of(date.fromisoformat(told))
    read = datetime.fromisoformat(told)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _count(ledger: Ledger, user: Any, rows: Any) -> int:
    key = f"waiting:{ledger.code}:{user.pk}"
    number: int | None = cache.get(key)
    if number is None:
        number = rows.count()
        cache.set(key, number, COUNT_SECONDS)
    return number


def _item(ledger: Ledger, user: Any, row: Any) -> dict[str, Any]:
    offered = offer(ledger, user, row)
    first = offered.first or next(iter(offered.own), None)
    move, way = (first, None) if isinstance(first, Move) else (None, first)
    due = ledger.deadline(row)
    headline = ledger.headline_column
    return {
        "ledger": ledger,
        "title": headline.text(row),
        "more": " · ".join(column.text(row) for column in ledger.listed[2:4] if column.text(row)),
        "state": row.get_status_display() if ledger.flow else "",
        "due": due,
        "deadline": told_due(due) if due else "",
        "late": is_over(due),
        "url": reverse("ledger-detail", args=[ledger.code, row.pk]),
        "move": move,
        "move_url": reverse("ledger-move", args=[ledger.code, row.pk, move.code]) + "?next=/" if move else "",
        "way": {"title": way.title, "url": way.address(ledger.code, row.pk)} if way else None,
    }
