"""Making a call-out: compose, see whom it reaches and how long that takes, send."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people import access
from anlan.base.places.queries import place_choices
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.forms import form_class
from anlan.kit.ledger.lists import visible
from anlan.kit.pages.door import found, opened
from anlan.kit.records import writing
from anlan.subjects.incidents import composing, seeding
from anlan.subjects.incidents.choices import CalloutStatus
from anlan.subjects.incidents.flows import CALL, calls
from anlan.subjects.incidents.models import Callout
from anlan.subjects.resources.choices import Level


@require_http_methods(["GET", "POST"])
def compose(request: HttpRequest) -> HttpResponse:
    """发起叫应, first page: why, where to muster, and whom."""
    ledger = opened(request, "callout", "add")
    about, key = request.GET.get("about", ""), request.GET.get("id", "")
    initial = {"received_at": clock.now(), "policy": seeding.standing_policy()} | composing.starting(
        request.user, about, key
    )
    form = form_class(ledger)(request.POST or None, user=request.user, initial=initial)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            targets = _chosen(request)
        except ValueError as wrong:
            problem = str(wrong)
        else:
            row = form.save(commit=False)
            row.targets = targets
            if composing.starting(request.user, about, key):
                row.about, row.about_id = about, int(key)
            return _enter(request, ledger, row)
    return _compose_page(request, ledger, form, None, problem)


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom a prepared call-out will call, before it is sent."""
    ledger = opened(request, "callout", "change")
    row = found(request, ledger, pk, "change")
    if row.status != CalloutStatus.PREPARED:
        return redirect("callout-board", pk)
    before = writing.values_of(row)
    form = form_class(ledger)(request.POST or None, user=request.user, instance=row)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            row = form.save(commit=False)
            row.targets = _chosen(request)
            writing.change(row, before, actor=request.user)
        except (ValueError, writing.Conflict) as wrong:
            problem = str(wrong)
        else:
            return redirect("callout-confirm", pk)
    return _compose_page(request, ledger, form, row, problem)


@require_GET
def latest(request: HttpRequest) -> HttpResponse:
    """叫应看板: the running call-out that began last, else the last one; the list where there is none."""
    ledger = opened(request, "callout")
    rows = visible(ledger, request.user).exclude(status=CalloutStatus.PREPARED)
    running = rows.filter(status=CalloutStatus.RUNNING).order_by("-received_at", "-pk").first()
    row = running or rows.order_by("-received_at", "-pk").first()
    return redirect("callout-board", row.pk) if row else redirect("ledger-list", "callout")


@require_GET
def team_rows(request: HttpRequest) -> HttpResponse:
    """The list of teams again, for another area, kind or point."""
    opened(request, "callout", "add")
    return render(request, "incidents/callout_teams.html", _team_context(request))


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """发起叫应, second page: how many, how long, which words; then it is sent."""
    ledger = opened(request, "callout", "add")
    row = found(request, ledger, pk, "add", "place", "policy")
    if row.status != CalloutStatus.PREPARED:
        return redirect("callout-board", pk)
    if request.method == "POST":
        try:
            making.make(calls, CALL, row, actor=request.user)
        except (making.Refused, writing.Conflict) as refused:
            messages.error(request, str(refused))
            return redirect("callout-confirm", pk)
        return redirect("callout-board", pk)
    context = {
        "callout": row,
        "outlook": composing.outlook(row),
        "may_call": making.may("callout", CALL, request.user, row),
    }
    return render(request, "incidents/callout_confirm.html", context)


def _chosen(request: HttpRequest) -> list[dict[str, str]]:
    values = request.POST.getlist("target")
    if person := request.POST.get("person", ""):
        values.append(f"person:{person}")
    made = composing.chosen(request.user, values)
    if not made:
        raise ValueError(_("还没有选择叫应对象。"))
    return made


def _enter(request: HttpRequest, ledger: Any, row: Callout) -> HttpResponse:
    """A form sent twice makes one call-out."""
    row.key = request.POST.get("key", "")[:40] or uuid.uuid4().hex
    try:
        with transaction.atomic():
            entry.enter(ledger, row, actor=request.user)
    except IntegrityError:
        standing = Callout.objects.filter(key=row.key).first()
        if standing is None:
            raise
        return redirect("callout-confirm", standing.pk)
    return redirect("callout-confirm", row.pk)


def _compose_page(request: HttpRequest, ledger: Any, form: Any, row: Callout | None, problem: str) -> HttpResponse:
    context = _team_context(request, form, row) | {
        "ledger": ledger,
        "form": form,
        "record": row,
        "groups": form.groups(),
        "problem": problem,
        "offers": composing.offers(request.user),
        "areas": _areas(request),
        "levels": Level.choices,
        "kinds": terms.active("team-kind"),
        "key": request.POST.get("key") or uuid.uuid4().hex,
        "may_pick_person": access.can(request.user, "person.view"),
        "current_code": "callout",
    }
    status = 422 if form.is_bound and (form.errors or problem) else 200
    return render(request, "incidents/callout_compose.html", context, status=status)


def _areas(request: HttpRequest) -> list[tuple[str, str]]:
    """Towns and villages within this person's reach."""
    reach = access.reach(request.user, "callout.add")
    within = next((each.place_code for each in reach if each.place_code), "")
    return place_choices(within or "")


def _team_context(request: HttpRequest, form: Any = None, row: Callout | None = None) -> dict[str, Any]:
    params = request.POST if request.method == "POST" else request.GET
    values = params.dict()
    if form is not None:
        for name in ("longitude", "latitude"):
            values.setdefault(name, str(form[name].value() or ""))
    ticked = set(params.getlist("target"))
    if row is not None and not ticked:
        ticked = {f"{target['kind']}:{target['key']}" for target in row.targets}
    return {"teams": composing.nearest_teams(request.user, values), "ticked": ticked}
