"""Warnings in force, their shapes for the map, posters and texts for publication, and files in both profiles."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.ledger.lists import BadQuery
from anlan.kit.pages import moments
from anlan.subjects.warnings import messages, queries
from anlan.subjects.warnings.models import Alert, FireBan
from anlan.subjects.warnings.views import doors


def _view(request: HttpRequest) -> None:
    if not access.can(request.user, "warning.view"):
        raise PermissionDenied(_("您没有查看预警的权限。需要时请联系系统管理员。"))


@require_GET
def now_page(request: HttpRequest) -> HttpResponse:
    """当前预警: what is in force for my territory, gravest first, with how many have heard."""
    _view(request)
    rows = [{"alert": alert, **_heard(request, alert)} for alert in queries.concerning(request.user)]
    today = clock.today()
    bans = FireBan.objects.filter(from_on__lte=today, to_on__gte=today).select_related("place").order_by("to_on")
    context = doors.context(request, rows=rows, bans=bans[:20], now=clock.now())
    return render(request, "warnings/now_rows.html" if request.GET.get("part") else "warnings/now.html", context)


def _heard(request: HttpRequest, alert: Alert) -> dict[str, Any]:
    notice = queries.notices_of(alert).first()
    if notice is None:
        return {"notice": None}
    towns = queries.towns(notice, doors.wide(request, alert))
    return {
        "notice": notice,
        "should": sum(row.should for row in towns),
        "answered": sum(row.answered for row in towns),
        "silent": sum(row.silent_villages for row in towns),
    }


@require_GET
def shapes(request: HttpRequest) -> JsonResponse:
    """Areas in force, now or at ``moment``, as GeoJSON for the one map; none for whoever may not see warnings."""
    try:
        moment = moments.read(request.GET.get("moment", ""))
    except BadQuery as wrong:
        return JsonResponse({"error": str(wrong)}, status=400)
    at = moment.at if moment and moment.past else None
    rows = queries.concerning(request.user, at) if access.can(request.user, "warning.view") else []
    features = [
        {
            "type": "Feature",
            "geometry": shape,
            "properties": {"level": alert.level, "name": f"{alert.kind.name}{alert.get_level_display()}预警"},
        }
        for alert in rows
        for shape in queries.outlines(alert)
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


@require_GET
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One warning as anybody whom it concerns reads it."""
    alert = doors.seen(request, pk)
    text = messages.published_text(alert)
    return render(request, "warnings/card.html", doors.context(request, alert=alert, text=text))


@require_GET
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet to print or to photograph: the signal's colour, what, where, until when, what to do."""
    alert = doors.seen(request, pk)
    return render(request, "warnings/poster.html", {"alert": alert, "text": messages.published_text(alert)})


@require_GET
def cap_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The message as CAP 1.2."""
    alert = doors.seen(request, pk)
    return _file(messages.xml_of(alert), f"{alert.identifier}.xml")


@require_GET
def national_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The message for the national system, under the name that it wants."""
    name, data = messages.national_of(doors.seen(request, pk))
    return _file(data, name)


def _file(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type="application/xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_plain(name)}"'
    return answer


def _plain(name: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "_" for sign in name)
