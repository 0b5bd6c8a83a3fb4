"""Pages of monitoring that are no ledger's list: curves, the health of all devices, the door for pushed readings."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from anlan.base import clock
from anlan.base.people import access
from anlan.base.places import codes
from anlan.subjects.monitoring import feeding, knowing, queries
from anlan.subjects.monitoring.happenings import AlarmLedger
from anlan.subjects.monitoring.intake import take_in
from anlan.subjects.monitoring.ledgers import DeviceLedger
from anlan.subjects.monitoring.models import Alarm, Device, Feed, Sensor, Stray
from anlan.subjects.monitoring.receivers.messages import Unreadable, samples_in

LARGEST = 2_000_000  # bytes of one push
SPANS = {"24": timedelta(hours=24), "72": timedelta(hours=72), "168": timedelta(days=7), "336": timedelta(days=14)}
STRAYS_SHOWN = 20
TOKEN_KEY = "monitoring.token"  # noqa: S105 - where it is told once


@csrf_exempt
@login_not_required
@require_POST
def push(request: HttpRequest) -> JsonResponse:
    """Readings of another system: ``Authorization: Bearer …``; the answer comes when they are stored. Repeatable."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    feed = feeding.feed_of(secret.strip()) if kind.lower() == "bearer" else None
    if feed is None:
        return JsonResponse({"error": _("令牌不对，或者接入已停用。")}, status=401)
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return JsonResponse({"error": _("一次推送的内容太大。")}, status=413)
    try:
        samples = samples_in(request.body)
    except Unreadable as wrong:
        return JsonResponse({"error": str(wrong)}, status=400)
    taken = take_in(samples, door="http", within=codes.prefix(feed.place_id))
    feeding.note_heard(feed)
    return JsonResponse(
        {
            "received": len(samples),
            "stored": taken.stored,
            "repeated": taken.known - taken.stored,
            "unknown": taken.stray,
        }
    )


@require_POST
def issue_token(request: HttpRequest, pk: int) -> HttpResponse:
    """A new token, shown once on the next page."""
    if not access.can(request.user, "feed.change"):
        raise PermissionDenied(_("您没有签发接入令牌的权限。"))
    feed = Feed.objects.filter(pk=pk).first()
    if feed is None:
        raise Http404
    request.session[TOKEN_KEY] = [feed.pk, feeding.issue(feed, actor=request.user)]
    return redirect("monitoring-token", pk=feed.pk)


@never_cache
@require_GET
def token(request: HttpRequest, pk: int) -> HttpResponse:
    """The token, this once."""
    if not access.can(request.user, "feed.change"):
        raise PermissionDenied(_("您没有签发接入令牌的权限。"))
    feed = Feed.objects.filter(pk=pk).first()
    if feed is None:
        raise Http404
    kept, secret = request.session.pop(TOKEN_KEY, [None, ""])
    address = request.build_absolute_uri("/monitoring/push")
    return render(
        request, "monitoring/token.html", {"feed": feed, "secret": secret if kept == pk else "", "address": address}
    )


@require_GET
def now(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest values of a device, a fragment that renews itself."""
    device = _device(request, pk)
    known = knowing.of_now()
    rows = [(sensor, _limits(device, sensor, known)) for sensor in queries.sensors_of(device)]
    return render(request, "monitoring/now.html", {"device": device, "rows": rows})


@require_GET
def series(request: HttpRequest, pk: int) -> JsonResponse:
    """Curves of a device for the last hours: ``{"series": [{"name", "unit", "points": [[ms, value, flag]], …}]}``."""
    device = _device(request, pk)
    span = SPANS.get(request.GET.get("hours", "24"), SPANS["24"])
    end = clock.now()
    known = knowing.of_now()
    made = [
        {
            "name": sensor.element.name,
            "unit": sensor.element.unit,
            "decimals": sensor.element.decimals,
            "points": queries.curve(sensor, end - span, end),
            "limits": _limits(device, sensor, known),
        }
        for sensor in queries.sensors_of(device)
    ]
    begin = int((end - span).timestamp() * 1000)
    return JsonResponse({"begin": begin, "end": int(end.timestamp() * 1000), "series": made})


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """设备运行: how many are well, which are not, what went astray."""
    if not access.can(request.user, "device.view"):
        raise PermissionDenied(_("您没有查看监测设备的权限。"))
    template = "monitoring/health_rows.html" if request.headers.get("HX-Request") else "monitoring/health.html"
    return render(request, template, _health(request))


def _health(request: HttpRequest) -> dict[str, Any]:
    devices = access.visible(request.user, "device.view", Device.objects.all(), DeviceLedger.scope)
    rows = queries.health_rows(devices)
    alarms = access.visible(request.user, "alarm.view", Alarm.objects.all(), AlarmLedger.scope)
    sums = {
        name: sum(getattr(row, name) for row in rows) for name in ("total", "online", "silent", "faulty", "unknown")
    }
    strays = Stray.objects.order_by("-last_at")[:STRAYS_SHOWN] if access.can(request.user, "feed.view") else ()
    unchecked = alarms.filter(status__in=("raised", "checking"))
    return {
        "rows": rows,
        "sums": sums,
        "share": round(100 * sums["online"] / sums["total"], 1) if sums["total"] else None,
        "unwell": queries.unwell(devices),
        "strays": strays,
        "unchecked": unchecked.count(),
        "late": unchecked.filter(due_at__lt=clock.now()).count(),
    }


def _device(request: HttpRequest, pk: int) -> Device:
    if not access.can(request.user, "device.view"):
        raise PermissionDenied(_("您没有查看监测设备的权限。"))
    found = access.visible(request.user, "device.view", Device.objects.all(), DeviceLedger.scope)
    device: Device | None = found.filter(pk=pk).first()
    if device is None:
        raise Http404
    return device


def _limits(device: Device, sensor: Sensor, known: knowing.Known) -> list[dict[str, Any]]:
    limits = known.limits(device, sensor.element)
    return [
        {"level": known.thresholds[limit.key].level, "label": known.thresholds[limit.key].get_level_display(),
         "value": limit.value, "above": limit.above}
        for limit in sorted(limits, key=lambda limit: limit.value)
    ]  # fmt: skip
