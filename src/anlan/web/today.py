"""What goes on now in somebody's area: warnings and incidents for the strip, duty and key figures for the workbench."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.base.people import access
from anlan.base.people.middleware import open_while_restricted
from anlan.base.periods import Period, PeriodKind
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.reports.figures import addresses
from anlan.reports.figures.counting import DASH, Ask, Value, compute, leaves
from anlan.reports.figures.declaration import Counted, Indicator
from anlan.reports.figures.registry import indicator
from anlan.subjects.duty.queries import on_duty, seated
from anlan.subjects.incidents.choices import RUNNING
from anlan.subjects.warnings import queries as warnings

MOST_IN_STRIP = 3
MOST_LISTED = 5
KEY = ("hazard-found", "hazard-rate", "hazard-late", "inspection-visits", "cases-filed", "accidents", "accident-deaths")
WORSE_IF_MORE = {"hazard-late", "accidents", "accident-deaths"}
WORSE_IF_LESS = {"hazard-rate"}


@open_while_restricted
@require_GET
def strip(request: HttpRequest) -> HttpResponse:
    """Warnings in force and incidents under way, for the strip under the top bar of every page; empty without any."""
    alerts, incidents = _alerts(request.user), _incidents(request.user)
    context = {
        "alerts": alerts[:MOST_IN_STRIP],
        "more": len(alerts) - MOST_IN_STRIP,
        "incidents": incidents[:MOST_IN_STRIP],
        "more_incidents": len(incidents) - MOST_IN_STRIP,
    }
    return render(request, "web/strip.html", context)


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Duty, warnings, incidents and key figures of my area, fetched after the workbench stands."""
    user = request.user
    alerts, incidents = _alerts(user), _incidents(user)
    context = {
        "figures": key_figures(user, clock.today()),
        "duty": _duty(user),
        "alerts": alerts[:MOST_LISTED],
        "more_alerts": len(alerts) - MOST_LISTED,
        "incidents": incidents[:MOST_LISTED],
        "more_incidents": len(incidents) - MOST_LISTED,
        "may": {
            "duty": access.can(user, "shift.view"),
            "warnings": access.can(user, "warning.view"),
            "incidents": access.can(user, "incident.view"),
        },
    }
    return render(request, "web/figures.html", context)


def key_figures(user: Any, today: date) -> list[dict[str, Any]]:
    """This year's until today in my area, each beside the same days of last year; those I may not see are left out."""
    year = Period.of(PeriodKind.YEAR, today).until(today)
    wanted = [one for one in map(indicator, KEY) if _may_see(user, one, year)]
    asks = [(ask := Ask(one, year), ask.against(year.previous_year())) for one in wanted]
    known = compute([ask for pair in asks for ask in pair], user)
    return [
        _told(now.indicator, known[now], known[before]) | {"url": _address(user, now, known[now])}
        for now, before in asks
    ]


def _may_see(user: Any, one: Indicator, period: Period) -> bool:
    return all(access.can(user, f"{code}.view") for code in _ledgers_of(one, period))


def _ledgers_of(one: Indicator, period: Period) -> list[str]:
    return [leaf.indicator.facts.ledger for leaf in leaves(Ask(one, period))]  # type: ignore[attr-defined]


def _told(one: Indicator, now: Value, before: Value) -> dict[str, Any]:
    grown = None if now.number is None or before.number is None else Decimal(now.number) - Decimal(before.number)
    worse = grown and one.code in (WORSE_IF_MORE if grown > 0 else WORSE_IF_LESS)
    better = grown and one.code in (WORSE_IF_LESS if grown > 0 else WORSE_IF_MORE)
    return {
        "name": one.name,
        "definition": one.definition,
        "digits": f"{now.number:,}" if isinstance(now.number, int) else now.digits,
        "unit": one.unit if now.digits != DASH else "",
        "before": before.text,
        "grown": "" if grown is None else Value(abs(grown), _(" 个百分点") if one.unit == "%" else one.unit).text,
        "direction": "" if not grown else "up" if grown > 0 else "down",
        "tone": "worse" if worse else "better" if better else "",
    }


def _address(user: Any, ask: Ask, value: Value) -> str:
    """The rows that it counted; of what is made of several, its page."""
    if isinstance(ask.indicator, Counted) and value.number and not value.past:
        return addresses.rows_address(ask)
    if access.can(user, "indicators.view"):
        return addresses.indicator_address(ask)
    return reverse("ledger-list", args=[_ledgers_of(ask.indicator, ask.period)[0]])


def _alerts(user: Any) -> list[Any]:
    return list(warnings.concerning(user)) if access.can(user, "warning.view") else []


def _incidents(user: Any) -> list[Any]:
    rows = visible(ledger_by_code("incident"), user).filter(status__in=RUNNING)
    return list(rows.select_related("place").order_by("-received_at", "-pk"))


def _duty(user: Any) -> list[dict[str, Any]]:
    """Who sits on my own unit's posts now, and on the others of my area as far as they fit."""
    if not access.can(user, "shift.view"):
        return []
    posts = visible(ledger_by_code("duty-post"), user, "view").filter(active=True)
    shifts = sorted(on_duty(posts), key=lambda shift: shift.post.unit_id != user.organisation_id)
    return [
        {"post": shift.post, "people": [one.person for one in seated(shift)], "ends_at": shift.ends_at}
        for shift in shifts[:MOST_LISTED]
    ]
