"""排班表: the month by day and post, its quality, editing by hand with the broken rule shown at once, and making it."""

from calendar import monthrange
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.base import clock
from anlan.base.people import access
from anlan.base.people.models import Person
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.pages.door import a_day, a_key, need
from anlan.subjects.duty import queries, rostering, services
from anlan.subjects.duty.choices import Part, RunState
from anlan.subjects.duty.models import DutyPost, PostMember, RosterRun, Shift
from anlan.subjects.duty.quality import loads, quality
from anlan.subjects.duty.rules import Broken, broken
from anlan.subjects.duty.views.seen import a_month, a_shift, may_change, posts_of
from anlan.subjects.governance.queries import touching

MOST_POSTS = 4
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


@require_GET
def month_page(request: HttpRequest) -> HttpResponse:
    """The month."""
    need(request, "shift.view")
    return render(request, "duty/roster.html", _month(request))


@require_GET
def month_rows(request: HttpRequest) -> HttpResponse:
    """The grid with its figures alone, after an edit."""
    need(request, "shift.view")
    return render(request, "duty/roster_rows.html", _month(request))


def _month(request: HttpRequest) -> dict[str, Any]:
    first = a_month(request.GET.get("month", ""))
    last = first.replace(day=monthrange(first.year, first.month)[1])
    every = posts_of(request)
    wanted = {a_key(text) for text in request.GET.getlist("post")}
    posts = [post for post in every if post.pk in wanted][:MOST_POSTS] or every[:2]
    editable = any(_may_make(request, post) for post in posts)
    making = (RunState.WAITING, RunState.RUNNING, RunState.READY)
    runs = RosterRun.objects.filter(posts__in=posts, state__in=making).distinct().order_by("-id")[:3]
    return {
        "first": first,
        "last": last,
        "previous": (first - timedelta(days=1)).strftime("%Y-%m"),
        "following": (last + timedelta(days=1)).strftime("%Y-%m"),
        "every": every,
        "posts": posts,
        "chosen": {post.pk for post in posts},
        "may_change": editable,
        "query": "&".join([f"month={first:%Y-%m}", *(f"post={post.pk}" for post in posts)]),
        "runs": runs if editable else (),
    } | _judged(first, last, posts)


def _may_make(request: HttpRequest, post: DutyPost) -> bool:
    return access.reaches(request.user, "shift.change", Shift(post=post), ledger_by_code("shift").scope)


def _judged(first: date, last: date, posts: list[DutyPost]) -> dict[str, Any]:
    """The days with their shifts and broken rules, the quality and each one's load; the week before counts for rest."""
    begins, ends = queries.day_span(first, last)
    looked = queries.roster(posts, begins - timedelta(days=7), ends)
    month = replace(looked, turns=[turn for turn in looked.turns if turn.begins >= begins])
    within = [one for one in broken(looked) if one.at is None or one.at >= begins]
    off = queries.holidays(first, last)
    periods = {one.pk: one for post in posts for one in touching(post.place_id, begins, ends)}
    return {
        "days": _days(first, last, posts, month.turns, within, off),
        "quality": quality(month, within, off),
        "loads": loads(month.turns, off)[:40],
        "periods": list(periods.values()),
    }


def _days(
    first: date, last: date, posts: list[DutyPost], turns: Any, faults: list[Broken], off: frozenset[date]
) -> list[dict[str, Any]]:
    by_cell: dict[tuple[date, int], list[dict[str, Any]]] = defaultdict(list)
    told: dict[int, list[str]] = defaultdict(list)
    for one in faults:
        if one.shift is not None:
            told[one.shift].append(one.sentence)
    for turn in turns:
        cell = {"turn": turn, "faults": told.get(turn.key, ())}
        cell |= {"leaders": turn.of(Part.LEADER), "members": turn.of(Part.MEMBER), "standby": turn.of(Part.STANDBY)}
        by_cell[turn.begins.date(), turn.post].append(cell)
    made = []
    on = first
    while on <= last:
        made.append(
            {
                "on": on,
                "weekday": WEEKDAYS[on.weekday()],
                "free": not clock.is_working_day(on),
                "holiday": on in off,
                "today": on == clock.today(),
                "cells": [by_cell.get((on, post.pk), []) for post in posts],
            }
        )
        on += timedelta(days=1)
    return made


@require_GET
def people_panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is on one shift, what it breaks, and who could be put on."""
    need(request, "shift.view")
    return _panel(request, a_shift(request, pk))


@require_POST
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Put somebody on, take somebody off, or put one in another's place; the rule it breaks is shown at once."""
    need(request, "shift.change")
    shift = a_shift(request, pk, "change")
    refusal = ""
    try:
        _act(request, shift)
    except Refused as refused:
        refusal = str(refused)
    answer = _panel(request, a_shift(request, pk), refusal)
    if not refusal:
        answer["HX-Trigger"] = "roster-changed"
    return answer


def _act(request: HttpRequest, shift: Shift) -> None:
    act, part = request.POST.get("act", ""), request.POST.get("part", "")
    person = _somebody(shift, request.POST.get("person", ""))
    if act == "seat" and part in Part.values:
        services.seat(shift, person, part, actor=request.user)
    elif act == "unseat":
        services.unseat(shift, person, actor=request.user)
    elif act == "replace":
        services.replace(shift, person, _somebody(shift, request.POST.get("other", "")), actor=request.user)
    else:
        raise Refused(_("没有这个操作。"))


def _somebody(shift: Shift, key: str) -> Person:
    """Somebody of the post's pool, or on the shift already: nobody else can be named here."""
    pool = PostMember.objects.filter(post=shift.post_id, active=True).values("person")
    found = Person.objects.filter(pk=a_key(key))
    person = (found.filter(pk__in=pool) | found.filter(duties__shift=shift)).first()
    if person is None:
        raise Refused(_("请从本岗位的值班人员里选择。"))
    return person


def _panel(request: HttpRequest, shift: Shift, refusal: str = "") -> HttpResponse:
    begins = shift.begins_at - timedelta(days=10)
    looked = queries.roster([shift.post], begins, shift.ends_at + timedelta(days=10))
    faults = [one for one in broken(looked) if one.shift == shift.pk]
    on_it = queries.seated(Shift.objects.prefetch_related(queries.with_people()).get(pk=shift.pk))
    month = timezone.localtime(shift.begins_at).date().replace(day=1)
    span = queries.day_span(month, month.replace(day=monthrange(month.year, month.month)[1]))
    borne = {one.person: one for one in loads(queries.roster([shift.post], *span).turns)}
    context = {
        "shift": shift,
        "people": on_it,
        "faults": faults,
        "refusal": refusal,
        "needs": looked.needs(next(turn for turn in looked.turns if turn.key == shift.pk)),
        "candidates": _candidates(shift, looked, borne, {one.person_id for one in on_it}),
        "parts": Part.choices,
        "may_change": may_change(request, shift),
    }
    status = 409 if refusal and not request.headers.get("HX-Request") else 200
    return render(request, "duty/shift_people.html", context, status=status)


def _candidates(shift: Shift, looked: Any, borne: dict[int, Any], on_it: set[int]) -> list[dict[str, Any]]:
    """The pool, those free first, then by hours this month."""
    span = (shift.begins_at, shift.ends_at)
    made = []
    for member in PostMember.objects.filter(post=shift.post_id, active=True).select_related("person"):
        if member.person_id in on_it or not member.person.active:
            continue
        away = any(one[0] < span[1] and span[0] < one[1] for one in looked.absences.get(member.person_id, ()))
        busy = queries.overlapping(member.person_id, *span, but=shift.pk) is not None
        load = borne.get(member.person_id)
        made.append(
            {
                "person": member.person,
                "away": away,
                "busy": busy,
                "hours": load.hours if load else 0,
                "can_lead": member.can_lead,
            }
        )
    return sorted(made, key=lambda one: (one["busy"], one["away"], one["hours"], one["person"].pk))


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Ask for a roster to be made."""
    need(request, "shift.change")
    wanted = {a_key(text) for text in request.POST.getlist("post")}
    posts = [post for post in posts_of(request) if post.pk in wanted and _may_make(request, post)]
    first = a_day(request.POST.get("from", ""), clock.today())
    last = a_day(request.POST.get("to", ""), clock.today() + timedelta(days=30))
    units = [value for value, _label in RosterRun._meta.get_field("turn_unit").flatchoices]
    unit = request.POST.get("unit", "day")
    try:
        run = rostering.ask(
            posts,
            first,
            last,
            actor=request.user,
            way="turns" if request.POST.get("way") == "turns" else "fair",
            unit=unit if unit in units else "day",
            length=min(max(a_key(request.POST.get("length", "1")), 1), 99),
        )
    except rostering.Unfit as wrong:
        messages.error(request, str(wrong))
        return redirect("duty-roster")
    return redirect("duty-run", run.pk)


def _run(request: HttpRequest, pk: int) -> RosterRun:
    """A making all of whose posts the person may change."""
    need(request, "shift.change")
    run = get_object_or_404(RosterRun, pk=pk)
    posts = list(run.posts.all())
    if not posts or not all(_may_make(request, post) for post in posts):
        raise Http404(_("没有这次排班，或它不在您的范围内。"))
    return run


@require_GET
def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A making under way, or its proposal."""
    return render(request, "duty/run.html", _proposal(_run(request, pk)))


@require_GET
def run_state(request: HttpRequest, pk: int) -> HttpResponse:
    """What changes of it."""
    return render(request, "duty/run_state.html", _proposal(_run(request, pk)))


def _proposal(run: RosterRun) -> dict[str, Any]:
    posts = {post.pk: post for post in run.posts.all()}
    shifts = run.result.get("shifts", [])
    names = dict(
        Person.objects.filter(pk__in={key for told in shifts for key, _part in told["people"]}).values_list(
            "pk", "name"
        )
    )
    told = [
        {
            "post": posts.get(one["post"]),
            "begins": datetime.fromisoformat(one["begins"]),
            "parts": [
                "、".join(names.get(key, "?") for key, part in one["people"] if part == wanted)
                for wanted in Part.values
            ],
        }
        for one in shifts
    ]
    gap = run.result.get("gap", 0) or 0
    working = run.state in (RunState.WAITING, RunState.RUNNING)
    return {"run": run, "posts": posts.values(), "shifts": told, "gap": round(gap * 100, 1), "working": working}


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Adopt the proposal, or drop it."""
    run = _run(request, pk)
    if request.POST.get("act") == "adopt":
        try:
            count = rostering.adopt(run, actor=request.user)
        except rostering.Unfit as wrong:
            messages.error(request, str(wrong))
            return redirect("duty-run", pk)
        messages.success(request, _("已采用，%(count)d 个班次已排好。") % {"count": count})
    else:
        rostering.drop(run)
        messages.success(request, _("已放弃这次排班，原排班没有改动。"))
    posts = "".join(f"&post={key}" for key in run.posts.values_list("pk", flat=True))
    return redirect(f"/duty/roster?month={run.begins_on:%Y-%m}{posts}")


@require_POST
def stand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """临时替班: another takes all shifts of somebody at this shift's post over a span of days."""
    need(request, "shift.change")
    shift = a_shift(request, pk, "change")
    first = a_day(request.POST.get("from", ""), clock.today())
    last = a_day(request.POST.get("to", ""), first)
    if last < first or (last - first).days > rostering.MOST_DAYS:
        raise PermissionDenied(_("起止日期不正确。"))
    try:
        old, new = (_somebody(shift, request.POST.get(name, "")) for name in ("person", "other"))
        count = services.stand_in([shift.post], old, new, *queries.day_span(first, last), actor=request.user)
    except Refused as refused:
        return _panel(request, shift, str(refused))
    answer = _panel(request, a_shift(request, pk))
    answer["HX-Trigger"] = "roster-changed"
    messages.success(request, _("已替班 %(count)d 个班次。") % {"count": count})
    return answer
