"""Numbers of towns as a map that a template puts into an SVG: our own boundaries, darker for more, with its legend.

Must not know what is counted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, radians
from typing import Any

from anlan.base.places.models import Place, PlaceLevel

WIDTH, SHADES = 960, 6
LEADING = 1.3  # from one label to the next below it, in heights of letters
LARGE = 28  # letters where the map stands beside other things
Write = Callable[[Any], str]


@dataclass(frozen=True)
class Classes:
    """Equal steps from the least to the most; from nothing where the least is little beside the most."""

    least: float
    most: float

    def of(self, number: Any) -> int:
        """The shade of a number."""
        if self.most <= self.least:
            return SHADES - 1
        return min(int((float(number) - self.least) / (self.most - self.least) * SHADES), SHADES - 1)

    def legend(self, numbers: Sequence[Any], write: Write) -> list[dict[str, Any]]:
        """The shades that occur, with the least and the most number that has each."""
        found: dict[int, list[Any]] = {}
        for number in sorted(numbers):
            found.setdefault(self.of(number), []).append(number)
        return [
            {"shade": shade, "text": write(held[0]) if held[0] == held[-1] else f"{write(held[0])}–{write(held[-1])}"}
            for shade, held in sorted(found.items())
        ]


def classes(numbers: Sequence[Any]) -> Classes:
    """How these numbers are parted."""
    least, most = float(min(numbers, default=0)), float(max(numbers, default=0))
    return Classes(least if least > most / 2 else 0.0, most)


def drawn(
    numbers: Mapping[str, Any], *, write: Write = str, nothing: str = "0", rows: Mapping[str, str] | None = None,
    size: int = 19,
) -> dict[str, Any] | None:  # fmt: skip
    """The towns with these numbers (by nine digits of their codes) and their neighbours, which have ``nothing``.

    ``rows`` are addresses behind the numbers, ``size`` the height of letters. None without any boundary.
    """
    above = Place.objects.filter(code__in=[f"{key}000" for key in numbers if key]).values("parent_id")
    places = [place for place in Place.objects.filter(level=PlaceLevel.TOWN, parent__in=above) if place.shape]
    if not places:
        return None
    ground = _Ground(places)
    shown = {place.code[:9]: numbers[place.code[:9]] for place in places if place.code[:9] in numbers}
    parted = classes([number for number in shown.values() if number])
    towns = [_town(place, ground, shown, parted, write, nothing, rows or {}) for place in places]
    _part_labels(towns, size)
    return {
        "width": WIDTH, "height": ceil(ground.height), "towns": towns, "size": size,
        "legend": parted.legend([number for number in shown.values() if number], write),
        "empty": nothing if len([number for number in shown.values() if number]) < len(places) else "",
    }  # fmt: skip


class _Ground:
    """Where a degree lies on the drawing."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.west = min(place.west or 0.0 for place in places)
        self.north = max(place.north or 0.0 for place in places)
        south = min(place.south or 0.0 for place in places)
        flat = cos(radians((south + self.north) / 2))
        east = max(place.east or 0.0 for place in places)
        self.up = WIDTH / max((east - self.west) * flat, 1e-9)
        self.across = flat * self.up
        self.height = (self.north - south) * self.up

    def point(self, x: float, y: float) -> tuple[float, float]:
        return round((x - self.west) * self.across, 1), round((self.north - y) * self.up, 1)

    def path(self, shape: Mapping[str, Any]) -> str:
        made = []
        for ring in _rings(shape):
            points = ["{:.1f},{:.1f}".format(*self.point(x, y)) for x, y, *_height in ring]
            made.append(f"M{'L'.join(points)}Z")
        return "".join(made)


def _town(
    place: Place, ground: _Ground, shown: Mapping[str, Any], parted: Classes, write: Write, nothing: str,
    rows: Mapping[str, str],
) -> dict[str, Any]:  # fmt: skip
    key = place.code[:9]
    number = shown.get(key)
    x, y = ground.point(place.longitude or ground.west, place.latitude or ground.north)
    text = nothing if number is None else write(number)
    return {
        "key": key, "name": place.name, "text": text, "label": f"{place.name} {text}", "x": x, "y": y,
        "path": ground.path(place.shape or {}), "rows": rows.get(key, ""),
        "shade": parted.of(number) if number else "none",
    }  # fmt: skip


def _part_labels(towns: list[dict[str, Any]], size: int) -> None:
    """Move labels down until none lies on another."""
    placed: list[tuple[float, float, float]] = []
    for town in sorted(towns, key=lambda town: (town["y"], town["x"])):
        half = sum(size if ord(sign) > 0x2E80 else size * 0.56 for sign in town["label"]) / 2
        for x, y, other in sorted(placed, key=lambda one: one[1]):
            if abs(town["x"] - x) < half + other and abs(town["y"] - y) < size * LEADING:
                town["y"] = round(y + size * LEADING, 1)
        placed.append((town["x"], town["y"], half))


def _rings(shape: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    for polygon in polygons:
        yield from polygon
