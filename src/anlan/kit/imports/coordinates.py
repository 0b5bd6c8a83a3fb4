"""Longitudes and latitudes as people type them, in degrees or degrees, minutes and seconds.

It must not know coordinate systems: the caller converts GCJ-02 or BD-09, if that is what was typed.
"""

import re
from typing import Literal

from django.utils.translation import gettext as _

from anlan.base.text import normalise
from anlan.kit.imports.cells import Cell, as_text
from anlan.kit.imports.refusal import BadCell

Axis = Literal["longitude", "latitude"]

# Where people live, so that example data of other countries can be read; but a longitude between 0 and 60 is always
# a latitude in the wrong column: no Chinese county is there, and every one has such a latitude.
_LIMITS: dict[Axis, float] = {"longitude": 180.0, "latitude": 60.0}
_EMPTY = frozenset({"", "/", "-", "—", "——", "无", "不详"})
_DEGREES = re.compile(r"(?:东经|北纬|[EeNn经纬度:： ])*(-?\d{1,3}(?:\.\d+)?)\s*(?:°|度|º|˚)?\s*[EeNn]?")
_SEXAGESIMAL = re.compile(
    r"(?:东经|北纬|[EeNn经纬:： ])*(\d{1,3})\s*(?:°|度|º|˚|\s)\s*(\d{1,2}(?:\.\d+)?)\s*(?:′|'|分|´|’|‘|\s)?\s*"
    r"(?:(\d{1,2}(?:\.\d+)?)\s*(?:″|\"|''|秒|”|“|′′)?)?\s*[EeNn]?"
)
_PAIR = re.compile(r"\s*[,，;；、/|\s]\s*")


def to_degrees(cell: Cell, axis: Axis) -> float | None:
    """Decimal degrees to seven places (a centimetre); None where the cell is empty or a dash."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str, type(None))):
        raise BadCell(_("“%(text)s”不是经纬度。") % {"text": as_text(cell)})
    if cell is None or cell == "":
        return None
    if isinstance(cell, (int, float)):
        return _checked(float(cell), axis, as_text(cell))
    text = normalise(cell).replace("，", "")
    if text in _EMPTY:
        return None
    if (plain := _DEGREES.fullmatch(text)) is not None:
        return _checked(float(plain.group(1)), axis, text)
    parts = _SEXAGESIMAL.fullmatch(text)
    if parts is None:
        raise BadCell(_("“%(text)s”不是经纬度。") % {"text": text[:40]})
    degrees, minutes, seconds = (float(part or 0) for part in parts.groups())
    if minutes >= 60 or seconds >= 60:
        raise BadCell(_("“%(text)s”的分或秒超过 60。") % {"text": text[:40]})
    return _checked(degrees + minutes / 60 + seconds / 3600, axis, text)


def to_point(cell: Cell) -> tuple[float, float] | None:
    """(longitude, latitude) from one cell such as ``120.5, 28.9`` in either order; the two never overlap in China."""
    if cell is None or cell == "":
        return None
    text = as_text(cell, lines=False)
    if text in _EMPTY:
        return None
    parts = [part for part in _PAIR.split(normalise(text)) if part]
    if len(parts) != 2:
        raise BadCell(_("“%(text)s”不是一对经纬度，请写成“120.5, 28.9”。") % {"text": text[:40]})
    first, second = parts
    try:
        return to_degrees(first, "longitude") or 0.0, to_degrees(second, "latitude") or 0.0
    except BadCell:
        return to_degrees(second, "longitude") or 0.0, to_degrees(first, "latitude") or 0.0


def _checked(degrees: float, axis: Axis, text: str) -> float:
    exchanged = 0 < degrees <= 60 if axis == "longitude" else 60 < degrees <= 180
    if exchanged:
        raise BadCell(_("“%(text)s”像是另一个方向的，经度和纬度可能填反了。") % {"text": text[:40]})
    if degrees == 0 or not abs(degrees) <= _LIMITS[axis]:
        raise BadCell(_("“%(text)s”不是可能的经纬度（我国经度 73–136，纬度 3–54）。") % {"text": text[:40]})
    return round(degrees, 7)
