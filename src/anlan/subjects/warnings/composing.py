"""Drafting a warning: text from a template, an area chosen, drawn or uploaded. Knows no request."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.dictionaries.models import Term
from anlan.base.places import codes
from anlan.base.places.models import Place, PlaceLevel
from anlan.kit.geo import shapes
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.warnings import messages, queries, signals
from anlan.subjects.warnings.choices import Act
from anlan.subjects.warnings.models import OPEN, Alert

MOST_SHAPES = 50
NAMES_TOLD = 12
POLYGONS = ("Polygon", "MultiPolygon")


def worded(kind: Term, level: str, place: str, act: str = Act.ISSUE) -> tuple[str, str]:
    """Text and advice of the template for a kind and colour, the nearest one upwards; else the signal's criterion."""
    best = queries.template_of(kind, level, place, act)
    if best is not None:
        named = Place.objects.filter(code=place).values_list("name", flat=True).first() or ""
        return queries.filled(best.description, named, kind.name, level), queries.filled(
            best.instruction, named, kind.name, level
        )
    signal = next((one for one in signals.signals() if (one.event_code, one.level) == (kind.code, level)), None)
    if signal is None:
        return "", ""
    ahead = _("预计未来%(hours)d小时内，") % {"hours": signal.hours} if signal.hours else ""
    return f"{ahead}{signal.criterion}。", ""


def draft(*, actor: Any, kind: Term, level: str, place: str, sender: str, exercise: bool = False) -> Alert:
    """A new draft with the template's text. Raises ``entry.Unfit`` where the place lies outside what one may write."""
    ledger = ledger_by_code("warning")
    if errors := entry.scope_errors(ledger, actor, "add", {"place": place, "line": None}):
        raise entry.Unfit(errors)
    description, instruction = worded(kind, level, place)
    hours = signals.hours_of(kind.name, level) or messages.DEFAULT_HOURS
    row = Alert(
        kind=kind,
        level=level,
        place_id=place,
        sender=sender,
        description=description or _("（请填写预警内容）"),
        instruction=instruction,
        exercise=exercise,
        expires_at=clock.now() + timedelta(hours=hours),
    )
    made: Alert = entry.enter(ledger, row, actor=actor)
    return made


def shapes_from(text: str) -> list[dict[str, Any]]:
    """Polygons from what the map drew: a list of GeoJSON, circles and rectangles. Raises ``ShapeError``."""
    if not text.strip():
        return []
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise shapes.ShapeError(_("认不出的图形数据，应为 GeoJSON。")) from None
    if not isinstance(given, list) or len(given) > MOST_SHAPES:
        raise shapes.ShapeError(_("图形最多 %(most)d 个。") % {"most": MOST_SHAPES})
    return [shapes.to_geojson(shapes.area_from(item).outer) for item in given]


def shapes_in_file(data: bytes) -> list[dict[str, Any]]:
    """All polygons of an uploaded GeoJSON file. Raises ``ShapeError``."""
    try:
        given = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise shapes.ShapeError(_("认不出的图形数据，应为 GeoJSON。")) from None
    features = (
        given.get("features") if isinstance(given, dict) and given.get("type") == "FeatureCollection" else [given]
    )
    if not isinstance(features, list) or len(features) > MOST_SHAPES:
        raise shapes.ShapeError(_("图形最多 %(most)d 个。") % {"most": MOST_SHAPES})
    return [shapes.to_geojson(shapes.parse_geojson(item, POLYGONS)) for item in features]


def joined_areas(places: Sequence[str], drawn: Sequence[dict[str, Any]]) -> list[str]:
    """Chosen places, and the villages that shapes touch outside of them; none that another one holds."""
    chosen = [
        code
        for code in dict.fromkeys(places)
        if not any(other != code and codes.holds(other, code) for other in places)
    ]
    touched = [code for code in queries.villages_of([], drawn) if not any(codes.holds(area, code) for area in chosen)]
    return sorted([*chosen, *touched])


def area_names(areas: Sequence[str]) -> str:
    """The names of an area as people say them; villages of one town behind its name."""
    names = dict(Place.objects.filter(code__in=[*areas, *map(codes.town_of, areas)]).values_list("code", "name"))
    told = []
    for code in areas:
        town = codes.town_of(code)
        prefix = names.get(town, "") if town and town != code else ""
        told.append(f"{prefix}{names.get(code, code)}")
    if len(told) <= NAMES_TOLD:
        return "、".join(told)
    return _("%(names)s等 %(count)d 处") % {"names": "、".join(told[:NAMES_TOLD]), "count": len(told)}


def set_area(
    alert: Alert, *, actor: Any, places: Sequence[str], drawn: Sequence[dict[str, Any]], lists: Sequence[int]
) -> Alert:
    """Write the area and the lists of a draft. Raises ``entry.Unfit`` and ``writing.Conflict``."""
    if alert.status not in OPEN:
        raise entry.Unfit({"": _("只有草稿和待审批的预警能改区域。")})
    areas = joined_areas(places, drawn)
    if not areas:
        raise entry.Unfit({"places": _("请选择乡镇、村社，或在图上画出影响区域。")})
    ledger = ledger_by_code("warning")
    for code in areas:
        if errors := entry.scope_errors(ledger, actor, "change", {"place": code, "line": alert.line}):
            raise entry.Unfit(errors)
    with transaction.atomic():
        before = writing.values_of(alert)
        alert.areas, alert.shapes, alert.lists = areas, list(drawn), sorted(lists)
        alert.area_text = area_names(areas)[:400]
        alert.longitude, alert.latitude = messages.point_of(
            list(drawn), areas[0] if len(areas) == 1 else alert.place_id
        )
        writing.change(alert, before, actor=actor, act="area")
    return alert


def tree(within: Sequence[str]) -> list[tuple[Place, list[Place]]]:
    """Towns with their villages, for choosing; only what lies within these territories."""
    places = Place.objects.filter(level__in=(PlaceLevel.TOWN, PlaceLevel.VILLAGE), valid_to_on=None)
    rows = [
        place
        for place in places.defer("shape").order_by("code")
        if any(codes.holds(one, place.code) or codes.holds(place.code, one) for one in within)
    ]
    below: dict[str, list[Place]] = {}
    for place in rows:
        if place.level == PlaceLevel.VILLAGE:
            below.setdefault(codes.town_of(place.code), []).append(place)
    return [(place, below.get(place.code, [])) for place in rows if place.level == PlaceLevel.TOWN]


def confirmed(values: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The fields of a received warning as a person confirmed them of a text."""
    place = values["place"]
    return {
        "kind": values["kind"],
        "level": values["level"],
        "sender": values["sender"],
        "description": text,
        "issued_at": values["issued_at"],
        "expires_at": values["expires_at"],
        "place_id": place.code,
        "areas": [place.code],
        "area_text": str(place),
        "lifts": values["action"] == Act.LIFT,
    }
