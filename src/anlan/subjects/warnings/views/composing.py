"""Drafting by template, and the page of area and recipients with what they amount to before anything is sent."""

from typing import Any

from django.contrib import messages as told
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlan.base.people import access
from anlan.kit.geo.shapes import ShapeError
from anlan.kit.ledger import entry
from anlan.kit.notify import services as notify
from anlan.kit.records import writing
from anlan.subjects.warnings import composing, queries
from anlan.subjects.warnings.forms import AreaForm, DraftForm
from anlan.subjects.warnings.models import OPEN
from anlan.subjects.warnings.views import doors


@require_http_methods(["GET", "POST"])
def draft_page(request: HttpRequest) -> HttpResponse:
    """拟稿: kind and colour; the template gives the words."""
    if not access.can(request.user, "warning.add"):
        raise PermissionDenied(_("您没有拟发预警的权限。需要时请联系系统管理员。"))
    form = DraftForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            alert = composing.draft(
                actor=request.user,
                kind=given["kind"],
                level=given["level"],
                place=given["place"],
                sender=given["sender"],
                exercise=given["exercise"],
            )
        except entry.Unfit as wrong:
            form.add_error(None, str(wrong))
        else:
            return redirect("warning-area", alert.pk)
    return render(request, "warnings/draft.html", {"form": form})


@require_http_methods(["GET", "POST"])
def area_page(request: HttpRequest, pk: int) -> HttpResponse:
    """影响区域和接收人: chosen, drawn or uploaded."""
    alert = doors.changed(request, pk)
    if alert.status not in OPEN:
        return redirect("ledger-detail", "warning", pk)
    lists = queries.lists_for(request.user)
    chosen_lists = alert.lists or [row.pk for row in lists]  # whom to leave out is decided, not whom to think of
    form = AreaForm(request.POST or None, request.FILES or None, choosable=lists, initial={"lists": chosen_lists})
    if request.method == "POST" and form.is_valid():
        try:
            drawn = _drawn(form)
            composing.set_area(
                alert,
                actor=request.user,
                places=request.POST.getlist("place"),
                drawn=drawn,
                lists=[row.pk for row in form.cleaned_data["lists"]],
            )
        except (ShapeError, entry.Unfit, writing.Conflict) as wrong:
            form.add_error(None, str(wrong))
        else:
            told.success(request, _("影响区域和接收名单已保存。"))
            return redirect("ledger-detail", "warning", pk)
    chosen = request.POST.getlist("place") if request.method == "POST" else alert.areas
    context = {
        "alert": alert,
        "form": form,
        "tree": composing.tree(doors.territories(request, "warning.change")),
        "chosen": set(chosen),
        "shapes": alert.shapes,
        "affected": (counted := queries.affected(alert.areas, [], chosen_lists)),
        "forecast": _forecast(counted.recipients),
        "current_code": "warning",
    }
    return render(request, "warnings/area.html", context)


@require_POST
def affected(request: HttpRequest, pk: int) -> HttpResponse:
    """What the area as it now stands on the page holds, and how long sending would take."""
    alert = doors.changed(request, pk)
    form = AreaForm(request.POST, choosable=queries.lists_for(request.user))
    refusal, found = "", None
    if form.is_valid():
        try:
            drawn = _drawn(form)
            areas = composing.joined_areas(request.POST.getlist("place"), drawn)
            found = queries.affected(areas, [], [row.pk for row in form.cleaned_data["lists"]])
        except ShapeError as wrong:
            refusal = str(wrong)
    context = {
        "alert": alert,
        "affected": found,
        "refusal": refusal,
        "forecast": _forecast(found.recipients) if found else None,
    }
    return render(request, "warnings/affected.html", context)


def _drawn(form: AreaForm) -> list[dict[str, Any]]:
    drawn = composing.shapes_from(form.cleaned_data["shapes"])
    if given := form.cleaned_data.get("file"):
        drawn += composing.shapes_in_file(given.read())
    return drawn


def _forecast(count: int) -> int | None:
    """Seconds until so many messages are handed over, or ``None`` where no channel is open."""
    if not count:
        return None
    span = notify.forecast("sms", count)
    return None if span.days > 30 else max(int(span.total_seconds()), 1)
