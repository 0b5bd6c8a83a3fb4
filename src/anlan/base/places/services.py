"""Loading division lists and boundaries, renaming and merging divisions. It must not know where a list came from."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from shapely import make_valid
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape

from anlan.base.audit.records import CURRENT, record
from anlan.base.places import codes
from anlan.base.places.models import Place, PlaceAlias
from anlan.base.places.queries import forget
from anlan.base.text import normalise

BATCH = 1000
CODE_HEADERS = ("code", "代码", "区划代码", "行政区划代码", "统计用区划代码")
NAME_HEADERS = ("name", "名称", "区划名称", "行政区划名称")


class BadDivisions(ValueError):
    """The list cannot be loaded and nothing was; ``problems`` are sentences."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("；".join(problems[:10]))
        self.problems = problems


@dataclass
class Loaded:
    """What loading a list did; ``absent`` are codes in the same subtrees that the list does not name."""

    added: int = 0
    renamed: int = 0
    same: int = 0
    absent: list[str] = field(default_factory=list)


def read_list(data: bytes) -> list[tuple[str, str]]:
    """Code and name of each row of a division list, CSV in UTF-8 or GB 18030. Raises ``BadDivisions``."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    rows = list(csv.DictReader(io.StringIO(text)))
    headers = list(rows[0]) if rows else []
    code = next((name for name in headers if name and normalise(name) in CODE_HEADERS), None)
    name = next((name for name in headers if name and normalise(name) in NAME_HEADERS), None)
    if code is None or name is None:
        raise BadDivisions([_("找不到“代码”和“名称”两列，表头应为 code,name 或 代码,名称。")])
    return [(row[code] or "", row[name] or "") for row in rows if row[code] or row[name]]


@transaction.atomic
def load(divisions: Iterable[tuple[str, str]], *, actor: Any = CURRENT) -> Loaded:
    """Add and rename places from ``(code, name)``; a former name stays as an alias. Raises ``BadDivisions``.

    Codes may be short (6, 9 or 12 digits). Every superior must be in the list or known already.
    """
    named = _checked(divisions)
    known = Place.objects.defer("shape").in_bulk(
        [*named, *(codes.parent_of(code) for code in named)], field_name="code"
    )
    _refuse_orphans(named, known)
    result = Loaded(absent=_absent(named))
    added = []
    for code, name in sorted(named.items(), key=lambda pair: (codes.level_of(pair[0]), pair[0])):
        place = known.get(code)
        if place is None:
            above = codes.parent_of(code)
            parent = above if above in named or above in known else None
            added.append(Place(code=code, name=name, level=codes.level_of(code), parent_id=parent))
        elif place.name != name:
            rename(place, name)
            result.renamed += 1
        else:
            result.same += 1
    Place.objects.bulk_create(added, batch_size=BATCH)
    result.added = len(added)
    after = {"added": result.added, "renamed": result.renamed, "same": result.same}
    record("place.load", actor=actor, kind="place", after=after)
    forget()
    return result


def _checked(divisions: Iterable[tuple[str, str]]) -> dict[str, str]:
    named: dict[str, str] = {}
    problems = []
    for number, (code, name) in enumerate(divisions, start=1):
        plain = normalise(name)
        try:
            full = codes.pad(normalise(code))
        except codes.BadCode as error:
            problems.append(_("第 %(n)d 行：") % {"n": number} + str(error))
            continue
        if not plain:
            problems.append(_("第 %(n)d 行：%(code)s 没有名称。") % {"n": number, "code": full})
        elif named.setdefault(full, plain) != plain:
            problems.append(_("第 %(n)d 行：%(code)s 出现两次而名称不同。") % {"n": number, "code": full})
    if problems:
        raise BadDivisions(problems)
    return named


def _refuse_orphans(named: Mapping[str, str], known: Mapping[str, Place]) -> None:
    """Towns, villages and grids need what lies above them; a city or county may be the root."""
    orphans = [
        _("%(code)s %(name)s 的上级 %(above)s 不在表里，也不在库里。") % {"code": code, "name": name, "above": above}
        for code, name in named.items()
        if codes.level_of(code) > codes.LENGTHS.index(6) + 1
        and (above := codes.parent_of(code)) not in named
        and above not in known
    ]
    if orphans:
        raise BadDivisions(orphans)


def _absent(named: Mapping[str, str]) -> list[str]:
    """Valid places of the levels that the list holds, in its counties, which it does not name."""
    absent: list[str] = []
    for county in sorted({codes.county_of(code) for code in named} - {""}):
        low, high = codes.code_range(county)
        levels = {codes.level_of(code) for code in named if codes.holds(county, code)}
        rows = Place.objects.filter(code__gte=low, code__lt=high, level__in=levels, valid_to_on=None)
        absent += [code for code in rows.order_by("code").values_list("code", flat=True) if code not in named]
    return absent


def rename(place: Place, name: str) -> None:
    """Give a place a new name; the old one stays as an alias."""
    PlaceAlias.objects.get_or_create(place=place, name=place.name, code="")
    place.name = name
    place.save(update_fields=["name"])
    forget()


@transaction.atomic
def merge(place: Place, successor: Place, on: date, *, actor: Any = CURRENT) -> None:
    """End a division on a day in favour of another; its rows stay, its names and code lead to the successor."""
    if place.pk == successor.pk or successor.valid_to_on is not None:
        raise ValueError(_("并入的区划必须是另一个仍在使用的区划。"))
    place.successor, place.valid_to_on = successor, on
    place.save(update_fields=["successor", "valid_to_on"])
    record("place.merge", actor=actor, obj=place, object_id=place.code, after={"successor": successor.code, "on": on})
    forget()


def outline(place: Place, geometry: Mapping[str, Any]) -> None:
    """Put a GeoJSON boundary (CGCS2000) on an unsaved place: shape, bounds, and a label point where it has none.

    Raises ``ValueError`` with a sentence.
    """
    try:
        area = shape(geometry)
        area = area if area.is_valid else make_valid(area)
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise ValueError(_("%(name)s 的边界读不懂。") % {"name": place.name}) from error
    if area.geom_type == "GeometryCollection":
        area = shape(_areas_of(mapping(area)))
    if area.geom_type not in ("Polygon", "MultiPolygon") or area.is_empty:
        raise ValueError(_("%(name)s 的边界应为面（Polygon 或 MultiPolygon）。") % {"name": place.name})
    west, south, east, north = area.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise ValueError(_("%(name)s 的边界坐标不是经纬度。") % {"name": place.name})
    place.shape = _plain(mapping(area))
    place.west, place.south, place.east, place.north = west, south, east, north
    if place.longitude is None or place.latitude is None:
        point = area.representative_point()
        place.longitude, place.latitude = round(point.x, 6), round(point.y, 6)


def _areas_of(collection: Mapping[str, Any]) -> dict[str, Any]:
    """The areas among what repairing a crossed boundary left."""
    polygons: list[Any] = []
    for geometry in collection["geometries"]:
        if geometry["type"] == "Polygon":
            polygons.append(geometry["coordinates"])
        elif geometry["type"] == "MultiPolygon":
            polygons.extend(geometry["coordinates"])
    return {"type": "MultiPolygon", "coordinates": polygons}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


@transaction.atomic
def load_boundaries(collection: Mapping[str, Any], *, actor: Any = CURRENT) -> tuple[int, list[str]]:
    """Take boundaries from a GeoJSON FeatureCollection whose features carry a code, as ``id`` or property.

    Returns how many were taken and, as sentences, what was not.
    """
    taken: list[Place] = []
    problems: list[str] = []
    for feature in collection.get("features") or []:
        properties = feature.get("properties") or {}
        given = str(feature.get("id") or properties.get("code") or properties.get("adcode") or "")
        label = given or str(properties.get("name") or "?")
        try:
            place = Place.objects.filter(code=codes.pad(given)).first()
            if place is None:
                problems.append(_("%(label)s 不在区划表里。") % {"label": label})
                continue
            outline(place, feature.get("geometry") or {})
        except ValueError as error:
            problems.append(f"{label}：{error}")
            continue
        taken.append(place)
    names = ["shape", "west", "south", "east", "north", "longitude", "latitude"]
    Place.objects.bulk_update(taken, names, batch_size=100)
    record("place.boundaries", actor=actor, kind="place", after={"taken": len(taken), "refused": len(problems)})
    return len(taken), problems
