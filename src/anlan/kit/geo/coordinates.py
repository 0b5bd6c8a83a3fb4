"""Coordinate systems, distances, and coordinates as people type them; knows no map and no database.

WGS-84 stands for CGCS2000 as well: they agree within centimetres. Formulas take floats or NumPy arrays alike.
"""

import math
import re
import unicodedata
from types import ModuleType
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

Floats = npt.NDArray[np.float64]
Number = TypeVar("Number", float, Floats)

EARTH_RADIUS = 6_371_008.8
CHINA = (73.0, 3.0, 136.0, 54.0)
"""West, south, east, north of what a bureau's coordinates can be."""

_A = 6378245.0
_EE = 0.00669342162296594323
_OFFSET_BOUNDS = (72.004, 0.8293, 137.8347, 55.8271)
_BD_K = math.pi * 3000.0 / 180.0
_ROUNDS = 12


class Point(NamedTuple):
    longitude: float
    latitude: float


class CoordinateError(ValueError):
    """Says in Chinese what is wrong with a coordinate."""


def _kind(value: Any) -> ModuleType:
    return np if isinstance(value, np.ndarray) else math


def _shift(lon: Any, lat: Any) -> tuple[Any, Any]:
    """How far GCJ-02 moves a WGS-84 point, in degrees; nothing outside the bounds where it is applied."""
    m = _kind(lon)
    x, y = lon - 105.0, lat - 35.0
    root = m.sqrt(abs(x))
    wave = 20.0 * m.sin(6.0 * x * m.pi) + 20.0 * m.sin(2.0 * x * m.pi)
    dlat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    dlat = dlat + (wave + 20.0 * m.sin(y * m.pi) + 40.0 * m.sin(y / 3.0 * m.pi)) * 2.0 / 3.0
    dlat = dlat + (160.0 * m.sin(y / 12.0 * m.pi) + 320.0 * m.sin(y * m.pi / 30.0)) * 2.0 / 3.0
    dlon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    dlon = dlon + (wave + 20.0 * m.sin(x * m.pi) + 40.0 * m.sin(x / 3.0 * m.pi)) * 2.0 / 3.0
    dlon = dlon + (150.0 * m.sin(x / 12.0 * m.pi) + 300.0 * m.sin(x / 30.0 * m.pi)) * 2.0 / 3.0
    phi = lat / 180.0 * m.pi
    magic = 1.0 - _EE * m.sin(phi) ** 2
    root = m.sqrt(magic)
    dlat = dlat * 180.0 / ((_A * (1.0 - _EE)) / (magic * root) * m.pi)
    dlon = dlon * 180.0 / (_A / root * m.cos(phi) * m.pi)
    west, south, east, north = _OFFSET_BOUNDS
    applied = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return dlon * applied, dlat * applied


def wgs84_to_gcj02(lon: Number, lat: Number) -> tuple[Number, Number]:
    dlon, dlat = _shift(lon, lat)
    return lon + dlon, lat + dlat


def gcj02_to_wgs84(lon: Number, lat: Number) -> tuple[Number, Number]:
    """By iteration to well below 1e-7 degrees."""
    found_lon, found_lat = lon, lat
    for _round in range(_ROUNDS):
        dlon, dlat = _shift(found_lon, found_lat)
        found_lon, found_lat = lon - dlon, lat - dlat
    return found_lon, found_lat


def gcj02_to_bd09(lon: Number, lat: Number) -> tuple[Number, Number]:
    m: Any = _kind(lon)
    z = m.sqrt(lon * lon + lat * lat) + 0.00002 * m.sin(lat * _BD_K)
    theta = _angle(m, lat, lon) + 0.000003 * m.cos(lon * _BD_K)
    return z * m.cos(theta) + 0.0065, z * m.sin(theta) + 0.006


def bd09_to_gcj02(lon: Number, lat: Number) -> tuple[Number, Number]:
    """By iteration, as the usual closed form is only near."""
    found_lon, found_lat = lon - 0.0065, lat - 0.006
    for _round in range(_ROUNDS):
        there_lon, there_lat = gcj02_to_bd09(found_lon, found_lat)
        found_lon, found_lat = found_lon + (lon - there_lon), found_lat + (lat - there_lat)
    return found_lon, found_lat


def _angle(m: Any, y: Any, x: Any) -> Any:
    return m.arctan2(y, x) if m is np else m.atan2(y, x)


def to_wgs84(lon: Number, lat: Number, source: str) -> tuple[Number, Number]:
    """From ``wgs84``, ``gcj02`` or ``bd09``; raises ``ValueError`` for another name."""
    if source == "wgs84":
        return lon, lat
    if source == "gcj02":
        return gcj02_to_wgs84(lon, lat)
    if source == "bd09":
        return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))
    raise ValueError(f"unknown coordinate system: {source!r}")


def from_wgs84(lon: Number, lat: Number, target: str) -> tuple[Number, Number]:
    if target == "wgs84":
        return lon, lat
    if target == "gcj02":
        return wgs84_to_gcj02(lon, lat)
    if target == "bd09":
        return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))
    raise ValueError(f"unknown coordinate system: {target!r}")


def distance(lon: Number, lat: Number, to_lon: float, to_lat: float) -> Number:
    """Metres along the great circle."""
    m: Any = _kind(lon)
    phi, to_phi = lat * (math.pi / 180.0), math.radians(to_lat)
    half_lat = m.sin((phi - to_phi) / 2.0)
    half_lon = m.sin((lon - to_lon) * (math.pi / 360.0))
    chord = half_lat * half_lat + m.cos(phi) * math.cos(to_phi) * half_lon * half_lon
    root = m.sqrt(chord)
    asin = m.arcsin if m is np else m.asin
    return cast(Number, 2.0 * EARTH_RADIUS * asin(np.minimum(root, 1.0) if m is np else min(root, 1.0)))


_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?"
_ANGLE = re.compile(
    rf"(?P<before>东经|西经|北纬|南纬|经度|纬度|[EWNS])?[:\s]*"
    rf"(?P<degrees>{_NUMBER})(?:\s*(?:°|º|度|D)\s*"
    rf"(?:(?P<minutes>[0-9]+(?:\.[0-9]+)?)\s*(?:'|′|’|分|M)\s*"
    rf"(?:(?P<seconds>[0-9]+(?:\.[0-9]+)?)\s*(?:\"|″|”|''|′′|秒|S(?![0-9\s]*[0-9]))?)?)?)?"
    rf"\s*(?P<after>[EWNS])?",
)
_LONGITUDE_SIGNS = {"东经": 1, "西经": -1, "经度": 1, "E": 1, "W": -1}
_LATITUDE_SIGNS = {"北纬": 1, "南纬": -1, "纬度": 1, "N": 1, "S": -1}
_NOISE = re.compile(r"POINT\s*\(|LNG|LON(?:GITUDE)?|LAT(?:ITUDE)?|[()\[\]（）:=]")


class _Angle(NamedTuple):
    degrees: float
    axis: str  # "longitude", "latitude" or "" where nothing says which


def parse_coordinate(text: str) -> Point:
    """A point from one cell: ``112.35, 30.12``, ``30.12 112.35``, ``东经112°21′00″ 北纬30°7′12″``.

    Marks decide which number is which, and without marks the bounds of China do, so the order does not matter.
    Raises ``CoordinateError``.
    """
    angles = _angles(text)
    if len(angles) != 2:
        raise CoordinateError(_("认不出坐标“%(text)s”，请写成：112.345678, 30.123456") % {"text": text[:40]})
    first, second = angles
    if first.axis == second.axis != "":
        raise CoordinateError(_("坐标“%(text)s”里写了两个经度或两个纬度。") % {"text": text[:40]})
    if first.axis == "latitude" or second.axis == "longitude":
        first, second = second, first
    if first.axis or second.axis:
        return checked_point(first.degrees, second.degrees)
    return ordered_point(first.degrees, second.degrees)


def parse_angle(text: str) -> float:
    """One longitude or latitude in degrees, decimal or 度分秒; raises ``CoordinateError``."""
    angles = _angles(text)
    if len(angles) != 1:
        raise CoordinateError(_("认不出“%(text)s”，请写成十进制度，例如 112.345678") % {"text": text[:40]})
    return angles[0].degrees


def ordered_point(first: float, second: float) -> Point:
    """The point of two numbers in either order. In China no longitude can be a latitude; raises ``CoordinateError``."""
    if _is_latitude(first) and _is_longitude(second):
        first, second = second, first
    return checked_point(first, second)


def checked_point(longitude: float, latitude: float) -> Point:
    """Guards against swapped and foreign coordinates; raises ``CoordinateError``."""
    if not (math.isfinite(longitude) and math.isfinite(latitude)):
        raise CoordinateError(_("经纬度不是有效的数字。"))
    if _is_longitude(longitude) and _is_latitude(latitude):
        return Point(longitude, latitude)
    if _is_latitude(longitude) and _is_longitude(latitude):
        raise CoordinateError(_("经度和纬度填反了：经度应在 73～136 之间，纬度应在 3～54 之间。"))
    raise CoordinateError(
        _("坐标 %(lon).6g, %(lat).6g 不在中国范围内：经度应在 73～136 之间，纬度应在 3～54 之间。")
        % {"lon": longitude, "lat": latitude}
    )


def _is_longitude(value: float) -> bool:
    return CHINA[0] <= value <= CHINA[2]


def _is_latitude(value: float) -> bool:
    return CHINA[1] <= value <= CHINA[3]


def _angles(text: str) -> list[_Angle]:
    cleaned = unicodedata.normalize("NFKC", text).upper().replace("\u2212", "-")
    cleaned = _NOISE.sub(" ", cleaned)
    angles = []
    rest = cleaned
    for match in _ANGLE.finditer(cleaned):
        angles.append(_angle_of(match, text))
        rest = rest.replace(match[0], " ", 1)
    if rest.strip(" ,，、;；/|。"):
        raise CoordinateError(_("认不出坐标“%(text)s”，请写成：112.345678, 30.123456") % {"text": text[:40]})
    return angles


def _angle_of(match: re.Match[str], text: str) -> _Angle:
    degrees = float(match["degrees"])
    minutes, seconds = float(match["minutes"] or 0), float(match["seconds"] or 0)
    if minutes >= 60 or seconds >= 60 or (match["minutes"] and not degrees.is_integer()):
        raise CoordinateError(_("坐标“%(text)s”的度分秒不对：分和秒应小于 60。") % {"text": text[:40]})
    value = math.copysign(abs(degrees) + minutes / 60.0 + seconds / 3600.0, degrees)
    for mark in (match["before"], match["after"]):
        if mark in _LONGITUDE_SIGNS:
            return _Angle(value * _LONGITUDE_SIGNS[mark], "longitude")
        if mark in _LATITUDE_SIGNS:
            return _Angle(value * _LATITUDE_SIGNS[mark], "latitude")
    return _Angle(value, "")
