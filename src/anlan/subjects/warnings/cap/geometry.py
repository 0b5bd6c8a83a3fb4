"""Polygons and circles as CAP writes them: ``lat,lon lat,lon …`` and ``lat,lon radius``. Knows no element."""

import math
import re
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.validation import explain_validity

from anlan.subjects.warnings.cap.message import Circle, Fault, Message, Point

FEWEST = 4  # points of the smallest closed ring
MOST_POINTS = 50_000
MOST_KILOMETRES = 20_100.0  # half the way round the earth
EARTH_KILOMETRES = 6371.0088
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?"
_POINT = re.compile(rf"({_NUMBER}),({_NUMBER})", re.ASCII)
_CIRCLE = re.compile(rf"({_NUMBER}),({_NUMBER})\s+({_NUMBER})", re.ASCII)


def points(text: str) -> tuple[Point, ...] | str:
    """The pairs of a polygon, or the piece that is none. A pair out of range is not skipped: it is such a piece."""
    made = []
    for piece in text.split():
        found = _POINT.fullmatch(piece)
        if found is None:
            return piece
        point = (float(found[1]), float(found[2]))
        if not _on_earth(point):
            return piece
        made.append(point)
    return tuple(made)


def polygon(text: str, where: str, faults: list[Fault]) -> tuple[Point, ...] | None:
    """A closed ring of at least four points that does not cross itself; otherwise a fault and ``None``."""
    found = points(text)
    if isinstance(found, str):
        faults.append(
            Fault(
                _("%(where)s 的 polygon 里“%(piece)s”不是“纬度,经度”，或超出了范围。")
                % {"where": where, "piece": found[:40]}
            )
        )
        return None
    if len(found) < FEWEST:
        faults.append(
            Fault(_("%(where)s 的 polygon 只有 %(count)d 个点，至少要 4 个。") % {"where": where, "count": len(found)})
        )
        return None
    if found[0] != found[-1]:
        faults.append(Fault(_("%(where)s 的 polygon 没有闭合：末点应与首点相同。") % {"where": where}))
        return None
    if len(found) > MOST_POINTS:
        faults.append(Fault(_("%(where)s 的 polygon 顶点超过 %(most)d 个。") % {"where": where, "most": MOST_POINTS}))
        return None
    return found if _sound(found, where, faults) else None


def _sound(ring: tuple[Point, ...], where: str, faults: list[Fault]) -> bool:
    shape = shapely.Polygon([(longitude, latitude) for latitude, longitude in ring])
    if shape.is_valid and shape.area > 0:
        return True
    if shape.convex_hull.area == 0:
        faults.append(Fault(_("%(where)s 的 polygon 没有围住任何范围。") % {"where": where}))
        return False
    if explain_validity(shape).startswith("Self-intersection"):
        faults.append(Fault(_("%(where)s 的 polygon 自己与自己相交。") % {"where": where}))
        return False
    faults.append(Fault(_("%(where)s 的 polygon 边界有重合的点。") % {"where": where}, grave=False))
    return True


def circle(text: str, where: str, faults: list[Fault], *, metres: bool = False) -> Circle | None:
    """A centre and a radius in kilometres (in metres where the national profile writes it)."""
    found = _CIRCLE.fullmatch(" ".join(text.split()))
    if found is not None:
        made = Circle(float(found[1]), float(found[2]), float(found[3]) / (1000 if metres else 1))
        if _on_earth((made.latitude, made.longitude)) and 0 <= made.kilometres <= MOST_KILOMETRES:
            return made
    faults.append(
        Fault(
            _("%(where)s 的 circle“%(text)s”不合规定，应为“纬度,经度 半径”，半径不为负。")
            % {"where": where, "text": text[:60]}
        )
    )
    return None


def _on_earth(point: Point) -> bool:
    return all(math.isfinite(part) for part in point) and abs(point[0]) <= 90 and abs(point[1]) <= 180


def shapes_of(message: Message) -> list[dict[str, Any]]:
    """All polygons and circles of a message as GeoJSON (longitude first), each once; lines too."""
    made: list[dict[str, Any]] = []
    for info in message.infos:
        for area in info.areas:
            made += [{"type": "Polygon", "coordinates": [_turned(ring)]} for ring in area.polygons]
            made += [{"type": "Polygon", "coordinates": [_round(item)]} for item in area.circles if item.kilometres > 0]
            made += [{"type": "LineString", "coordinates": _turned(line)} for line in area.lines]
    return [shape for number, shape in enumerate(made) if shape not in made[:number]]


def _turned(ring: tuple[Point, ...]) -> list[list[float]]:
    return [[longitude, latitude] for latitude, longitude in ring]


def _round(item: Circle, sides: int = 64) -> list[list[float]]:
    """A ring of points at the radius, on a sphere."""
    angle, phi = item.kilometres / EARTH_KILOMETRES, math.radians(item.latitude)
    made = []
    for number in range(sides):
        bearing = 2 * math.pi * number / sides
        there = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(bearing))
        turned = math.atan2(
            math.sin(bearing) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(there)
        )
        made.append([round(item.longitude + math.degrees(turned), 6), round(math.degrees(there), 6)])
    return [*made, made[0]]
