"""一张图: our own base map, the layers of all ledgers, and search within a circle, rectangle or polygon."""

import json
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.base import clock
from anlan.base.people import access
from anlan.base.places.models import Drawing, Place, PlaceLevel
from anlan.kit.geo import shapes
from anlan.kit.geo.basemap import BadBaseMap, tile_of
from anlan.kit.ledger.columns import choice_labels, describe
from anlan.kit.ledger.declaration import Layer, Ledger
from anlan.kit.ledger.lists import BadQuery, visible
from anlan.kit.ledger.registry import ledgers
from anlan.kit.pages import moments
from anlan.kit.pages.moments import Moment

BASE_SECONDS = 300
COUNT_SECONDS = 20
TILE_SECONDS = 86_400
AREA_MOST = 500


@require_GET
def map_page(request: HttpRequest) -> HttpResponse:
    """The full-window map; ``at`` in its address is a place (``112.5,30.2``) or a past moment."""
    asked = request.GET.get("at", "")
    moment, refused = None, ""
    try:
        moment = moments.read("" if "," in asked else asked)
    except BadQuery as wrong:
        refused = str(wrong)
    context = {
        "layers": [layer_of(ledger) for ledger in layered(request.user)],
        "moment": moment.written if moment else "",
        "refused": refused,
        "clock_now": timezone.localtime(clock.now()),
    }
    return render(request, "web/map.html", context)


@require_GET
def base_map(request: HttpRequest) -> JsonResponse:
    """Boundaries, rivers and roads as one GeoJSON, kept for some minutes."""
    changed = Place.objects.aggregate(Max("updated_at"))["updated_at__max"]
    key = f"base-map:{changed and changed.timestamp()}:{Drawing.objects.count()}"
    made = cache.get(key)
    if made is None:
        made = {"type": "FeatureCollection", "features": _features()}
        cache.set(key, made, BASE_SECONDS)
    response = JsonResponse(made, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = f"private, max-age={BASE_SECONDS}"
    return response


@require_GET
def ground_tile(request: HttpRequest, zoom: int, column: int, row: int) -> HttpResponse:
    """A tile of the bureau's offline base map, which holds nothing of the bureau's own records."""
    try:
        tile = tile_of(settings.ANLAN_TILES, zoom, column, row)
    except BadBaseMap as wrong:
        raise Http404(str(wrong)) from wrong
    if tile is None:
        return HttpResponse(status=204)
    response = HttpResponse(tile.body, content_type=tile.content_type)
    if tile.gzipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = f"private, max-age={TILE_SECONDS}"
    return response


@require_POST
def area(request: HttpRequest) -> JsonResponse:
    """What lies in a drawn area, by layer: ``{"layers": [{"code", "title", "count", "rows"}]}``; with ``moment``, what
    stood there then."""
    try:
        moment = moments.read(request.GET.get("moment", ""))
        shape = shapes.area_from(json.loads(request.body))
    except BadQuery as wrong:
        return JsonResponse({"error": str(wrong)}, status=400)
    except (ValueError, TypeError, KeyError, RecursionError) as wrong:
        return JsonResponse({"error": _("画出的范围不正确：%(why)s") % {"why": wrong}}, status=400)
    wanted = request.GET.getlist("layer")
    made = []
    for ledger in layered(request.user):
        if wanted and ledger.code not in wanted:
            continue
        rows = shapes.rows_within(moments.standing(ledger, visible(ledger, request.user), moment), shape)
        made.append(
            {
                "code": ledger.code,
                "title": ledger.title,
                "count": len(rows),
                "rows": [_row(ledger, row) for row in rows[:AREA_MOST]],
            }
        )
    return JsonResponse({"layers": made})


@require_GET
def counts(request: HttpRequest) -> JsonResponse:
    """How many rows of each layer stand on the map at ``moment``, placed or not: ``{"counts": {code: number}}``."""
    try:
        moment = moments.read(request.GET.get("moment", moments.NOW))
    except BadQuery as wrong:
        return JsonResponse({"error": str(wrong)}, status=400)
    user = request.user
    return JsonResponse({"counts": {ledger.code: _count(ledger, user, moment) for ledger in layered(user)}})


def _count(ledger: Ledger, user: Any, moment: Moment | None) -> int:
    """Kept for some seconds for people with the same reach."""
    reach = access.reach(user, f"{ledger.code}.view")
    key = f"standing:{ledger.code}:{hash((repr(reach), moment and moment.written))}"
    found: int | None = cache.get(key)
    if found is None:
        found = moments.standing(ledger, visible(ledger, user), moment).order_by().count()
        cache.set(key, found, COUNT_SECONDS)
    return found


def layered(user: Any) -> list[Ledger]:
    """Ledgers with a layer that this person may see."""
    return [ledger for ledger in ledgers() if ledger.layer is not None and access.can(user, f"{ledger.code}.view")]


def layer_of(ledger: Ledger) -> dict[str, Any]:
    """What the page's script must know of a layer."""
    layer = ledger.layer or Layer()
    colour = layer.colour
    labels = choice_labels(describe(ledger.model, colour).field) if colour else {}
    legend = {value: label for value, label in labels.items() if value not in layer.standing.leaving}
    return {
        "code": ledger.code,
        "title": ledger.title,
        "icon": layer.icon,
        "tiles": f"/l/{ledger.code}/tiles/{{z}}/{{x}}/{{y}}.json",
        "list": reverse("ledger-list", args=[ledger.code]),
        "legend": [{"value": str(value), "label": str(label)} for value, label in legend.items()],
    }


def _row(ledger: Ledger, row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": ledger.headline_column.text(row),
        "longitude": row.longitude,
        "latitude": row.latitude,
        "url": reverse("ledger-detail", args=[ledger.code, row.pk]),
        "card": reverse("ledger-card", args=[ledger.code, row.pk]),
    }


def _features() -> list[dict[str, Any]]:
    places = Place.objects.filter(
        level__in=(PlaceLevel.COUNTY, PlaceLevel.TOWN, PlaceLevel.VILLAGE), shape__isnull=False
    )
    made = [
        {
            "type": "Feature",
            "geometry": place.shape,
            "properties": {
                "kind": {3: "county", 4: "town", 5: "village"}[place.level],
                "name": place.name,
                "code": place.code,
                "label": [place.longitude, place.latitude],
            },
        }
        for place in places
    ]
    made += [
        {
            "type": "Feature",
            "geometry": item.shape,
            "properties": {"kind": item.kind, "name": item.name, "rank": item.rank},
        }
        for item in Drawing.objects.all()
    ]
    return made
