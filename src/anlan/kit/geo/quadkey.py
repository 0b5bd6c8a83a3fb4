"""Quadkeys: a point as base-4 digits whose beginnings are web-mercator tiles; knows no database.

Keys have 20 digits (cells of about 38 m at the equator). All bounds are made of digits alone, so string order is
the same under every database collation.
"""

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

LEVEL = 20
MAX_LATITUDE = 85.05112878

Floats = npt.NDArray[np.float64]

_SPREAD = [sum(((value >> bit) & 1) << (2 * bit) for bit in range(10)) for value in range(1024)]
_DIGITS = [np.base_repr(value, 4).zfill(5) for value in range(1024)]


def tile_of(longitude: float, latitude: float, level: int = LEVEL) -> tuple[int, int]:
    """Column and row of the web-mercator tile that holds the point; clipped at the poles and the date line."""
    side = 1 << level
    latitude = min(max(latitude, -MAX_LATITUDE), MAX_LATITUDE)
    sine = math.sin(math.radians(latitude))
    x = (longitude + 180.0) / 360.0
    y = 0.5 - math.log((1.0 + sine) / (1.0 - sine)) / (4.0 * math.pi)
    return min(max(int(x * side), 0), side - 1), min(max(int(y * side), 0), side - 1)


def encode(longitude: float, latitude: float) -> str:
    x, y = tile_of(longitude, latitude)
    high = _SPREAD[x >> 10] + 2 * _SPREAD[y >> 10]
    low = _SPREAD[x & 1023] + 2 * _SPREAD[y & 1023]
    return _DIGITS[high >> 10] + _DIGITS[high & 1023] + _DIGITS[low >> 10] + _DIGITS[low & 1023]


def encode_many(longitudes: Floats, latitudes: Floats) -> list[str]:
    """The keys of many points at once; no value may be NaN."""
    longitudes, latitudes = np.asarray(longitudes, np.float64), np.asarray(latitudes, np.float64)
    side = 1 << LEVEL
    sine = np.sin(np.radians(np.clip(latitudes, -MAX_LATITUDE, MAX_LATITUDE)))
    x = np.clip(((longitudes + 180.0) / 360.0 * side).astype(np.int64), 0, side - 1)
    y = np.clip(((0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)) * side).astype(np.int64), 0, side - 1)
    digits = np.empty((len(x), LEVEL), np.uint8)
    for position in range(LEVEL):
        bit = LEVEL - 1 - position
        digits[:, position] = 48 + ((x >> bit) & 1) + 2 * ((y >> bit) & 1)
    return [key.decode("ascii") for key in digits.view(f"S{LEVEL}").ravel().tolist()]


def tile_key(z: int, x: int, y: int) -> str:
    """The common prefix of all keys within the tile; empty for the whole world."""
    if not 0 <= z <= LEVEL or not (0 <= x < 1 << z and 0 <= y < 1 << z):
        raise ValueError(f"no such tile: {z}/{x}/{y}")
    return "".join(str(((x >> bit) & 1) + 2 * ((y >> bit) & 1)) for bit in reversed(range(z)))


def key_tile(key: str) -> tuple[int, int, int]:
    """The tile (z, x, y) whose prefix is ``key``."""
    x = y = 0
    for digit in key:
        x, y = 2 * x + (int(digit) & 1), 2 * y + (int(digit) >> 1)
    return len(key), x, y


def key_range(prefix: str) -> tuple[str, str]:
    """Half-open range [low, high) of the keys that begin with ``prefix``; "4" follows every digit."""
    if not prefix:
        return "", "4"
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)


def span(low: str, high: str) -> float:
    """How much of the world's keys the range holds, from 0 to 1."""
    return _fraction(high) - _fraction(low)


def _fraction(bound: str) -> float:
    return sum(int(digit) / 4.0**place for place, digit in enumerate(bound, 1))


def tile_range(z: int, x: int, y: int) -> tuple[str, str]:
    return key_range(tile_key(z, x, y))


def tile_bounds(z: int, x: int, y: int) -> tuple[float, float, float, float]:
    """West, south, east, north of the tile in degrees."""
    side = 1 << z

    def latitude(row: int) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / side))))

    return x / side * 360 - 180, latitude(y + 1), (x + 1) / side * 360 - 180, latitude(y)


def centre(key: str) -> tuple[float, float]:
    """Longitude and latitude of the middle of a cell, in mercator terms."""
    z, x, y = key_tile(key)
    side, column, row = 2 << z, 2 * x + 1, 2 * y + 1
    return column / side * 360 - 180, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / side))))


def children(key: str) -> Iterator[str]:
    for digit in "0123":
        yield key + digit
