"""督办统计 by mode and unit, and the form by which something is demanded about a row of any ledger."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anlan.base import clock
from anlan.kit.ledger import entry
from anlan.kit.ledger.forms import form_class
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.pages.door import a_day, back, found, need, opened, rows
from anlan.subjects.governance import counting
from anlan.subjects.governance.choices import ListingStatus

ABOUT = ("supervision-order", "listing", "interview", "accountability", "lesson")
DAYS = ("issued_on", "listed_on", "held_on", "decided_on")
BODIES = ("issuer", "organisation")
TITLE_LENGTH = 120


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """How many were issued in each mode, how many are over, late, and by whom."""
    need(request, "supervision-order.view")
    today = clock.today()
    begins = a_day(request.GET.get("from", ""), today.replace(month=1, day=1))
    ends = a_day(request.GET.get("to", ""), today)
    orders = rows(request, "supervision-order")
    matters = rows(request, "listing")
    context = {
        "begins": begins,
        "ends": ends,
        "modes": counting.by_mode(orders, begins, ends),
        "parties": counting.by_party(orders, begins, ends),
        "listed": matters.filter(listed_on__gte=begins, listed_on__lte=ends).count(),
        "removed": matters.filter(removed_on__gte=begins, removed_on__lte=ends).count(),
        "standing": matters.exclude(status=ListingStatus.REMOVED).count(),
    }
    return render(request, "governance/board.html", context)


@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, code: str, ledger: str, pk: int) -> HttpResponse:
    """A new order, listing, interview … about one row, of which what is known is filled in."""
    if code not in ABOUT:
        raise Http404(code)
    wanted = opened(request, code, "add")
    row = found(request, opened(request, ledger), pk)
    form = form_class(wanted)(request.POST or None, user=request.user, initial=_initial(request, wanted, ledger, row))
    if request.method == "POST" and form.is_valid():
        made: Any = form.save(commit=False)
        made.about, made.about_id = ledger, row.pk
        entry.enter(wanted, made, actor=request.user)
        messages.success(request, _("已保存。"))
        return back(request, wanted, made.pk)
    context = {"ledger": wanted, "form": form, "record": None, "groups": form.groups(), "current_code": code}
    context["draft_key"] = f"{code}:{ledger}:{pk}"
    return render(request, "ledger/form.html", context, status=422 if form.is_bound and form.errors else 200)


def _initial(request: HttpRequest, wanted: Any, code: str, row: Any) -> dict[str, Any]:
    """What the row says about place, line, firm and unit; the person's own unit as issuer; today."""
    text = ledger_by_code(code).headline_column.text(row) or str(row)
    made: dict[str, Any] = {"title": text[:TITLE_LENGTH], "content": text}
    for name in ("place", "line", "enterprise", "campaign"):
        if value := getattr(row, f"{name}_id", None):
            made[name] = value
    if code == "enterprise":
        made["enterprise"] = row.pk
    made |= dict.fromkeys(DAYS, clock.today())
    made |= dict.fromkeys(BODIES, getattr(request.user, "organisation_id", None))
    return {name: value for name, value in made.items() if value not in (None, "")}
