"""Shapes: GeoJSON checked at the door, circles in metres, and which rows lie within an area. Knows no subject.

A covering of quadkey ranges lets the index answer; only rows near the edge are tested one by one, many at a time.
"""

import heapq
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, overload

import numpy as np
import numpy.typing as npt
import shapely
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from shapely.geometry import box, shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from anlan.kit.geo import quadkey
from anlan.kit.geo.coordinates import EARTH_RADIUS, Floats, distance

MOST_VERTICES = 100_000
MOST_METRES = 500_000.0
MOST_RANGES = 160
MANY = 20_000
_CIRCLE_SIDES = 96

_CHUNK = 500
_M = TypeVar("_M", bound=Model)

Bounds = tuple[float, float, float, float]
Range = tuple[str, str]


class ShapeError(ValueError):
    """Says in Chinese what is wrong with a shape."""


def parse_geojson(value: str | Mapping[str, Any], kinds: Sequence[str] = ()) -> BaseGeometry:
    """The geometry of GeoJSON text or dict (a Feature is opened), in degrees, without heights.

    ``kinds`` limits the types, e.g. ``("Polygon", "MultiPolygon")``. Raises ``ShapeError``.
    """
    try:
        data = json.loads(value) if isinstance(value, str) else value
        if data.get("type") == "Feature":
            data = data["geometry"]
        geometry = shapely.force_2d(shape(data))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, shapely.errors.ShapelyError):
        raise ShapeError(_("认不出的图形数据，应为 GeoJSON。")) from None
    return checked(geometry, kinds)


def checked(geometry: BaseGeometry, kinds: Sequence[str] = ()) -> BaseGeometry:
    """The same geometry if it is fit to be stored; raises ``ShapeError``."""
    if kinds and geometry.geom_type not in kinds:
        raise ShapeError(
            _("图形类型应为 %(kinds)s，现为 %(kind)s。") % {"kinds": "、".join(kinds), "kind": geometry.geom_type}
        )
    if geometry.is_empty:
        raise ShapeError(_("图形是空的。"))
    coordinates = shapely.get_coordinates(geometry)
    if len(coordinates) > MOST_VERTICES:
        raise ShapeError(_("图形的顶点超过 %(most)d 个，请先简化。") % {"most": MOST_VERTICES})
    if not np.isfinite(coordinates).all() or (np.abs(coordinates) > (180.0, 90.0)).any():
        raise ShapeError(_("图形的坐标超出经纬度范围。"))
    if not geometry.is_valid:
        raise ShapeError(_("图形的边界自相交或不闭合（%(why)s）。") % {"why": explain_validity(geometry)})
    return geometry


def to_geojson(geometry: BaseGeometry, digits: int = 6) -> dict[str, Any]:
    """GeoJSON with coordinates rounded to ``digits`` (6 is about 0.1 m)."""

    def rounded(value: Any) -> Any:
        return round(value, digits) if isinstance(value, float) else [rounded(item) for item in value]

    plain = geometry.__geo_interface__
    if "geometries" in plain:
        return {"type": plain["type"], "geometries": [to_geojson(part, digits) for part in shapely.get_parts(geometry)]}
    return {"type": plain["type"], "coordinates": rounded(plain["coordinates"])}


def bounds(geometry: BaseGeometry) -> Bounds:
    """West, south, east, north."""
    west, south, east, north = geometry.bounds
    return west, south, east, north


def contains(geometry: BaseGeometry, longitudes: Floats, latitudes: Floats) -> npt.NDArray[np.bool_]:
    """Which points lie within or on the edge, many at a time."""
    shapely.prepare(geometry)
    found: npt.NDArray[np.bool_] = shapely.intersects_xy(geometry, longitudes, latitudes)
    return found


def circle_polygon(longitude: float, latitude: float, metres: float, sides: int = _CIRCLE_SIDES) -> BaseGeometry:
    """A polygon whose corners lie ``metres`` from the centre."""
    angle = metres / EARTH_RADIUS
    bearings = np.linspace(0.0, 2.0 * math.pi, sides, endpoint=False)
    phi = math.radians(latitude)
    there = np.arcsin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * np.cos(bearings))
    east = np.sin(bearings) * math.sin(angle) * math.cos(phi)
    turned = np.arctan2(east, math.cos(angle) - math.sin(phi) * np.sin(there))
    return shapely.polygons(np.column_stack([longitude + np.degrees(turned), np.degrees(there)]))


@dataclass(frozen=True)
class Area:
    """Where to search: ``outer`` holds all of it, ``inner`` nothing else; both are the shape unless it is round."""

    outer: BaseGeometry
    inner: BaseGeometry
    circle: tuple[float, float, float] | None = None

    def contains(self, longitudes: Floats, latitudes: Floats) -> npt.NDArray[np.bool_]:
        """Exactly, edges included."""
        if self.circle is None:
            return contains(self.outer, longitudes, latitudes)
        longitude, latitude, metres = self.circle
        inside: npt.NDArray[np.bool_] = distance(longitudes, latitudes, longitude, latitude) <= metres
        return inside

    @cached_property
    def cover(self) -> "Cover":
        return covering(self)


def circle(longitude: float, latitude: float, metres: float) -> Area:
    """Raises ``ShapeError`` for a radius that is not above 0 and at most 500 km."""
    if not (math.isfinite(metres) and 0 < metres <= MOST_METRES):
        raise ShapeError(_("半径应大于 0，且不超过 500 公里。"))
    if not (abs(longitude) <= 180 and abs(latitude) <= 80):
        raise ShapeError(_("圆心的坐标超出经纬度范围。"))
    outer = circle_polygon(longitude, latitude, metres / math.cos(math.pi / _CIRCLE_SIDES) * 1.001)
    return Area(outer, circle_polygon(longitude, latitude, metres * 0.999), (longitude, latitude, metres))


def rectangle(west: float, south: float, east: float, north: float) -> Area:
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ShapeError(_("矩形的四至不对：西应小于东，南应小于北。"))
    geometry = box(west, south, east, north)
    return Area(geometry, geometry)


def polygon(geometry: BaseGeometry) -> Area:
    checked(geometry, ("Polygon", "MultiPolygon"))
    return Area(geometry, geometry)


def area_from(data: Mapping[str, Any]) -> Area:
    """An area as the map sends it; raises ``ShapeError``.

    ``{"type": "circle", "longitude", "latitude", "metres"}``, ``{"type": "rectangle", "west", "south", "east",
    "north"}``, or GeoJSON of a Polygon or MultiPolygon (``{"type": "polygon", "coordinates": [[lon, lat], …]}`` too).
    """
    if not isinstance(data, Mapping):
        raise ShapeError(_("认不出的图形数据，应为 GeoJSON。"))
    kind = str(data.get("type", "")).lower()
    if kind == "circle":
        return circle(*_numbers(data, "longitude", "latitude", "metres"))
    if kind in ("rectangle", "bbox"):
        return rectangle(*_numbers(data, "west", "south", "east", "north"))
    if data.get("type") == "polygon":
        data = {"type": "Polygon", "coordinates": [data.get("coordinates")]}
    return polygon(parse_geojson(_closed(data), ("Polygon", "MultiPolygon")))


def _numbers(data: Mapping[str, Any], *names: str) -> list[float]:
    try:
        values = [float(data[name]) for name in names]
    except (KeyError, TypeError, ValueError):
        raise ShapeError(_("图形缺少数值：%(names)s。") % {"names": "、".join(names)}) from None
    if not all(map(math.isfinite, values)):
        raise ShapeError(_("图形的坐标超出经纬度范围。"))
    return values


def _closed(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """A ring drawn by hand may lack its closing point."""
    rings = data.get("coordinates")
    if data.get("type") != "Polygon" or not isinstance(rings, list):
        return data
    closed = [
        ring if not isinstance(ring, list) or not ring or ring[0] == ring[-1] else [*ring, ring[0]] for ring in rings
    ]
    return {"type": "Polygon", "coordinates": closed}


@dataclass(frozen=True, slots=True)
class Cover:
    """Ranges of quadkeys: all within the area, and those that its edge crosses."""

    inside: tuple[Range, ...]
    border: tuple[Range, ...]

    @property
    def all(self) -> tuple[Range, ...]:
        return merged([*self.inside, *self.border])


def covering(area: Area, most: int = MOST_RANGES) -> Cover:
    """Splits tiles along the edge, largest first, until there would be more than ``most``."""
    shapely.prepare(area.outer)
    shapely.prepare(area.inner)
    inside: list[str] = []
    crossed: list[tuple[int, str]] = [(0, "")]
    settled: list[str] = []
    while crossed and len(inside) + len(crossed) + len(settled) + 3 <= most:
        level, key = heapq.heappop(crossed)
        if level == quadkey.LEVEL:
            settled.append(key)
            continue
        for child in quadkey.children(key):
            tile = box(*quadkey.tile_bounds(*quadkey.key_tile(child)))
            if area.inner.contains_properly(tile):
                inside.append(child)
            elif area.outer.intersects(tile):
                heapq.heappush(crossed, (level + 1, child))
    border = settled + [key for _level, key in crossed]
    return Cover(merged(map(quadkey.key_range, inside)), merged(map(quadkey.key_range, border)))


def merged(ranges: Any) -> tuple[Range, ...]:
    """Sorted, with neighbours joined."""
    joined: list[Range] = []
    for low, high in sorted(ranges):
        if joined and _follows(joined[-1][1], low):
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return tuple(joined)


def _follows(high: str, low: str) -> bool:
    """Does no key lie between? "134" and "20" are the same bound."""
    return _plain(high) == _plain(low)


def _plain(bound: str) -> str:
    while bound.endswith("4") and len(bound) > 1:
        bound = bound[:-2] + chr(ord(bound[-2]) + 1)
    return bound.rstrip("0")


def in_ranges(ranges: Sequence[Range], field: str = "quadkey") -> Q:
    """The ranges as a condition; none match nothing."""
    condition = Q(pk__in=[])
    for low, high in ranges:
        condition |= Q(**{f"{field}__within": (low, high)})
    return condition


class Found(Sequence[_M]):
    """Rows within an area, newest (highest id) first. Counting reads the index, and only rows asked for are fetched."""

    def __init__(self, rows: QuerySet[_M], area: Area) -> None:
        self._rows = rows
        self._area = area

    @cached_property
    def _edge_ids(self) -> list[int]:
        found = list(self._in_turn(self._area.cover.border, "pk", "longitude", "latitude"))
        if not found:
            return []
        points = np.array([row[1:] for row in found], np.float64)
        hits = self._area.contains(points[:, 0], points[:, 1])
        return sorted((found[number][0] for number in np.flatnonzero(hits)), reverse=True)

    def _in_turn(self, ranges: Sequence[Range], *columns: str) -> Any:
        """One query that goes through the ranges one after the other; joined by OR they are some ten times slower."""
        rows = self._rows.order_by().values_list(*columns)
        arms = [rows.filter(quadkey__within=each) for each in ranges] or [rows.none()]
        return arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]

    @cached_property
    def _inside_count(self) -> int:
        return int(self._in_turn(self._area.cover.inside, "pk").count())

    def __len__(self) -> int:
        return self._inside_count + len(self._edge_ids)

    @overload
    def __getitem__(self, index: int) -> _M: ...
    @overload
    def __getitem__(self, index: slice) -> list[_M]: ...
    def __getitem__(self, index: int | slice) -> _M | list[_M]:
        if isinstance(index, int):
            return self._fetched(self.ids(index + 1 if index >= 0 else len(self)))[index]
        start, stop, step = index.indices(len(self))
        return self._fetched(self.ids(stop)[start:stop:step])

    def __iter__(self) -> Iterator[_M]:
        ids = self.ids(len(self))
        for start in range(0, len(ids), _CHUNK):
            yield from self._fetched(ids[start : start + _CHUNK])

    def ids(self, most: int) -> list[int]:
        """The highest ``most`` ids. Where there are many, going back from the newest row finds them first."""
        if not most:
            return []
        if self._inside_count > MANY:
            inside = self._rows.filter(in_ranges(self._area.cover.inside)).values_list("pk")
        else:
            inside = self._in_turn(self._area.cover.inside, "pk")
        newest = [row[0] for row in inside.order_by("-pk")[:most]]
        return list(heapq.merge(newest, self._edge_ids[:most], reverse=True))[:most]

    def _fetched(self, ids: Sequence[int]) -> list[_M]:
        rows: dict[int, _M] = {}
        for start in range(0, len(ids), _CHUNK):
            rows.update({row.pk: row for row in self._rows.order_by().filter(pk__in=ids[start : start + _CHUNK])})
        return [rows[key] for key in ids if key in rows]


def rows_within(rows: QuerySet[_M], area: Area) -> Found[_M]:
    """The rows (already scoped) of a ``Located`` model whose point lies in the area."""
    return Found(rows, area)
