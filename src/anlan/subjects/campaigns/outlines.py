"""The towns of a board as shapes of an SVG picture, coloured by how each stands. Knows places, not requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.core.cache import cache

from anlan.base.places.models import Place
from anlan.subjects.campaigns.rules import Standing

WIDE = 1000
KEPT_SECONDS = 600
COARSE = 0.002
"""Degrees by which boundaries are simplified: some 200 m, less than a line is wide."""


@dataclass(frozen=True)
class Shape:
    """One town: its path, where its name stands, and how it does."""

    standing: Standing
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Picture:
    """All of them with the size of the picture."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def towns(standings: Mapping[str, Standing]) -> Picture | None:
    """The towns among the units that have a boundary; ``None`` where none has."""
    codes = sorted(code for code in standings if len(code) == 12)
    drawn = _drawn(tuple(codes))
    if drawn is None:
        return None
    width, height, paths = drawn
    return Picture(width, height, tuple(Shape(standings[code], *paths[code]) for code in codes if code in paths))


def _drawn(codes: tuple[str, ...]) -> tuple[int, int, dict[str, tuple[str, int, int]]] | None:
    key = f"board-outlines:{hash(codes)}"
    kept: Any = cache.get(key)
    if kept is None:
        kept = _draw(codes) or ()
        cache.set(key, kept, KEPT_SECONDS)
    return kept or None


def _draw(codes: tuple[str, ...]) -> tuple[int, int, dict[str, tuple[str, int, int]]] | None:
    from shapely.geometry import shape

    places = Place.objects.filter(code__in=codes, shape__isnull=False).only("code", "shape")
    found = {place.code: shape(place.shape).simplify(COARSE) for place in places}
    if not found:
        return None
    west = min(one.bounds[0] for one in found.values())
    south = min(one.bounds[1] for one in found.values())
    east = max(one.bounds[2] for one in found.values())
    north = max(one.bounds[3] for one in found.values())
    narrow = cos(radians((south + north) / 2))  # a degree of longitude is shorter than one of latitude
    scale = WIDE / max((east - west) * narrow, 1e-9)

    def at(longitude: float, latitude: float) -> tuple[int, int]:
        return round((longitude - west) * narrow * scale), round((north - latitude) * scale)

    paths = {}
    for code, one in found.items():
        parts = one.geoms if one.geom_type == "MultiPolygon" else [one]
        rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
        path = "".join(
            f"M{'L'.join(f'{x},{y}' for x, y in (at(*point[:2]) for point in ring.coords))}Z" for ring in rings
        )
        middle = one.representative_point()
        paths[code] = (path, *at(middle.x, middle.y))
    return WIDE, round((north - south) * scale), paths
