"""Pages beside the ledger of hazards: advice while one is described, its versions, its campaigns, stopping its firm."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.pages.door import LONGEST_KEY, a_key, found, opened
from anlan.subjects.enterprises.models import Enterprise
from anlan.subjects.hazards import queries, rules, services, versions
from anlan.subjects.hazards.choices import Side

TOLD = 12


@require_GET
def advice(request: HttpRequest) -> HttpResponse:
    """Clauses that a description fits and hazards like it, as a fragment of the form."""
    ledger = opened(request, queries.HAZARD, "change" if _key(request, "pk") else "add")
    text = request.GET.get("content", "").replace("\x00", "")[:1000]
    unit = request.GET.get("unit", "").replace("\x00", "")[:120]
    enterprise = _firm(request)
    rows = visible(ledger, request.user)
    context = {
        "linkable": access.can(request.user, "major-criteria.view"),  # others take over level and words only
        "clauses": queries.clauses(text, _day(request), enterprise.sector.code if enterprise else ""),
        "alike": queries.alike(
            rows, text, enterprise=enterprise.pk if enterprise else None, unit=unit, leave=_key(request, "pk") or None
        ),
    }
    return render(request, "hazards/advice.html", context)


@require_GET
def clocks(request: HttpRequest, pk: int) -> HttpResponse:
    """Whose clock runs, who was late, what a major hazard still lacks, who has heard of it: a fragment of the page."""
    ledger = opened(request, queries.HAZARD)
    row = found(request, ledger, pk)
    firm, bureau = rules.days_taken(row, clock.today())
    running = rules.clock_of(row)
    stopping = ledger_by_code("stop-order")
    context = {
        "record": row,
        "running": running[0].value if running else "",
        "firm_days": 0 if running and running[0] == Side.FIRM else firm,
        "bureau_days": 0 if running and running[0] == Side.BUREAU else bureau,
        "lacking": rules.missing_of_five(row),
        "campaigns": row.campaigns.order_by("begins_on", "pk"),
        "lowerings": row.lowerings.select_related("asked_by", "decided_by").order_by("pk"),
        "lateness": row.lateness.order_by("-told_at", "-pk")[:TOLD],
        "can_count": access.reaches(request.user, "hazard.change", row, ledger.scope),
        "can_stop": row.enterprise_id is not None
        and access.reaches(request.user, "stop-order.add", row, stopping.scope),
    }
    return render(request, "hazards/clocks.html", context)


@require_GET
def group_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the same hazard is removed, by town, as far as this person sees its places: a fragment of the page."""
    row = found(request, opened(request, "hazard-group"), pk)
    rows = visible(opened(request, queries.HAZARD), request.user).filter(group=row)
    whole = queries.counts(rows)
    context = {"record": row, "whole": whole, "on_the_spot": whole.on_the_spot, "towns": queries.by_town(rows)}
    return render(request, "hazards/group_progress.html", context)


@require_GET
def versions_page(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions of a hazard, and the fields in which two of them differ."""
    ledger = opened(request, queries.HAZARD)
    row = found(request, ledger, pk)
    kept = versions.of(ledger, row)
    newer = _number(request, "to", len(kept), len(kept))
    older = _number(request, "from", max(newer - 1, 1), len(kept))
    context = {
        "ledger": ledger,
        "record": row,
        "versions": list(reversed(kept)),
        "older": older,
        "newer": newer,
        "differences": versions.differences(ledger, kept[older - 1], kept[newer - 1]),
        "current_code": ledger.code,
    }
    return render(request, "hazards/versions.html", context)


@require_http_methods(["GET", "POST"])
def campaigns_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The campaigns that a hazard counts for beside its own and those of its inspection."""
    ledger = opened(request, queries.HAZARD, "change")
    row = found(request, ledger, pk, "change")
    offered = visible(ledger_by_code("campaign"), request.user).filter(
        begins_on__lte=row.found_on, ends_on__gte=row.found_on
    )
    held = set(row.campaigns.values_list("pk", flat=True))
    if request.method == "POST":
        wanted = {int(key) for key in request.POST.getlist("campaign") if key.isdecimal() and len(key) < LONGEST_KEY}
        ours = set(offered.values_list("pk", flat=True))
        services.count_for(row, (held - ours) | (wanted & ours), actor=request.user)
        messages.success(request, _("已保存计入的行动。"))
        return redirect("ledger-detail", ledger.code, pk)
    context = {"ledger": ledger, "record": row, "campaigns": offered.order_by("-begins_on", "pk"), "held": held}
    return render(request, "hazards/campaigns.html", context | {"current_code": ledger.code})


@require_GET
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """To the form of a stop-work order, filled with what the hazard says."""
    opened(request, "stop-order", "add")
    row = found(request, opened(request, queries.HAZARD), pk, "view", "enterprise")
    known: dict[str, Any] = {"hazard": row.pk, "enterprise": row.enterprise_id, "place": row.place_id}
    known |= {"line": row.line_id, "reason": row.content, "basis": row.basis, "ordered_on": clock.today().isoformat()}
    filled = urlencode({name: value for name, value in known.items() if value})
    return redirect(f"{reverse('ledger-new', args=['stop-order'])}?{filled}")


def _firm(request: HttpRequest) -> Enterprise | None:
    """The chosen firm, if this person may see it."""
    key = _key(request, "enterprise")
    if not key or not access.can(request.user, "enterprise.view"):
        return None
    rows = visible(ledger_by_code("enterprise"), request.user)
    found_firm: Enterprise | None = rows.select_related("sector").filter(pk=key).first()
    return found_firm


def _key(request: HttpRequest, name: str) -> int:
    return a_key(request.GET.get(name, ""))


def _number(request: HttpRequest, name: str, default: int, most: int) -> int:
    number = _key(request, name)
    return number if 1 <= number <= most else default


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("found_on", ""))
    except ValueError:
        return clock.today()
