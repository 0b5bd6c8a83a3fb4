"""How the invented land is divided: 220 village cells that tile the county without gap or overlap, in 16 towns.

It works on the plane in kilometres and gives no names; see `geography` for those.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, MultiPoint, Point, Polygon, box

from anlan.demo.terrain import HEIGHT_KM, WIDTH_KM, Terrain

Pair = tuple[float, float]
FINEST_KM = 0.28  # below this a boundary is not bent any further


@dataclass(frozen=True)
class Division:
    """The cells with their seeds, and for each the number of its town; town 0 and 1 are the two urban ones."""

    seeds: list[Pair]
    cells: list[Polygon]
    near: list[dict[int, float]]
    town_of: list[int]
    seat_of: list[int]


def outline(rng: random.Random) -> Polygon:
    """A rounded random shape of about 60 × 50 km in which the seeds of the cells lie."""
    angle = np.linspace(0.0, 2 * np.pi, 240, endpoint=False)
    radius = np.ones_like(angle)
    for k in range(2, 9):
        radius += (0.22 / k) * np.sin(k * angle + rng.uniform(0, 2 * np.pi))
    x = WIDTH_KM / 2 + 28.5 * radius * np.cos(angle)
    y = HEIGHT_KM / 2 + 24.0 * radius * np.sin(angle)
    return Polygon(np.column_stack([np.clip(x, 5, WIDTH_KM - 5), np.clip(y, 4, HEIGHT_KM - 4)]))


def scatter(rng: random.Random, within: Polygon, spacing: Callable[[float, float], float], count: int) -> list[Pair]:
    """Exactly `count` points in a shape, nowhere closer than the spacing wanted there, scaled until they fit."""
    west, south, east, north = within.bounds
    tries = [(rng.uniform(west, east), rng.uniform(south, north)) for _ in range(6000)]
    inside = shapely.contains_xy(within, [x for x, _ in tries], [y for _, y in tries])
    tries = [point for point, kept in zip(tries, inside, strict=True) if kept]
    wanted = np.array([spacing(x, y) for x, y in tries])
    low, high, best = 0.3, 3.0, np.arange(0)
    places = np.array(tries)
    for _ in range(12):
        scale = (low + high) / 2
        taken = _spread(places, wanted * scale)
        if len(taken) >= count:
            low, best = scale, taken
        else:
            high = scale
    return [tries[i] for i in best[:count]]


def _spread(places: np.ndarray, distance: np.ndarray) -> np.ndarray:
    free = np.ones(len(places), dtype=bool)
    taken = []
    for index in range(len(places)):
        if free[index]:
            taken.append(index)
            gap = np.hypot(*(places - places[index]).T)
            free &= gap >= np.minimum(distance, distance[index])
    return np.array(taken)


def relax(seeds: list[Pair], fence: list[Pair]) -> list[Pair]:
    """Move each seed half of the way to the middle of its cell, which makes the cells more even."""
    moved = []
    for (x, y), cell in zip(seeds, voronoi(seeds + fence), strict=False):
        middle = cell.centroid
        moved.append(((x + middle.x) / 2, (y + middle.y) / 2))
    return moved


def voronoi(points: list[Pair]) -> list[Polygon]:
    """The cell of each point, in the order of the points."""
    cells = shapely.voronoi_polygons(
        MultiPoint(points), extend_to=box(-20, -20, WIDTH_KM + 20, HEIGHT_KM + 20), ordered=True
    )
    return list(cells.geoms)


class Borders:
    """The straight sides of neighbouring cells, each bent once so that both neighbours get the very same line."""

    def __init__(self, seeds: list[Pair], cells: list[Polygon], rng: random.Random) -> None:
        self.seeds, self.rng = seeds, rng
        self.sides: dict[tuple[Pair, Pair], list[int]] = {}
        self.rings: list[list[Pair]] = []
        for number, cell in enumerate(cells):
            ring = [(round(x, 6), round(y, 6)) for x, y in cell.exterior.coords[:-1]]
            ring = [point for i, point in enumerate(ring) if point != ring[i - 1]]
            self.rings.append(ring)
            for one, other in self._sides(ring):
                self.sides.setdefault(min((one, other), (other, one)), []).append(number)
        self.bent: dict[tuple[Pair, Pair], list[Pair]] = {}

    @staticmethod
    def _sides(ring: list[Pair]) -> Iterable[tuple[Pair, Pair]]:
        return zip(ring, [*ring[1:], ring[0]], strict=True)

    def length(self, side: tuple[Pair, Pair]) -> float:
        (ax, ay), (bx, by) = side
        return float(np.hypot(bx - ax, by - ay))

    def bend(self) -> None:
        for side, owners in sorted(self.sides.items()):
            if len(owners) == 2:
                start, end = side
                room = [self._corner(start, end, self.seeds[owner]) for owner in owners]
                self.bent[side] = [start, *self._subdivide(start, room[0], end, room[1]), end]

    def polygon(self, number: int) -> Polygon:
        ring: list[Pair] = []
        for one, other in self._sides(self.rings[number]):
            side = min((one, other), (other, one))
            line = self.bent.get(side, list(side))
            ring.extend((line if line[0] == one else line[::-1])[:-1])
        return Polygon(ring)

    def _corner(self, start: Pair, end: Pair, seed: Pair) -> Pair:
        """The far corner of the half kite over a side, inside the triangle that the side makes with the cell's seed."""
        (ax, ay), (bx, by) = start, end
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        along = ((seed[0] - ax) * dx + (seed[1] - ay) * dy) / square
        across = ((seed[1] - ay) * dx - (seed[0] - ax) * dy) / square
        height = 0.92 * across * 0.5 / max(along, 1 - along)
        height = max(-0.42, min(0.42, height))
        return (ax + dx / 2 - dy * height, ay + dy / 2 + dx * height)

    def _subdivide(self, a: Pair, b: Pair, c: Pair, d: Pair) -> list[Pair]:
        """Points of a random line from a to c within the convex quadrilateral a, b, c, d."""
        if np.hypot(c[0] - a[0], c[1] - a[1]) < FINEST_KM or np.hypot(d[0] - b[0], d[1] - b[1]) < FINEST_KM / 4:
            return []
        p, q = self.rng.uniform(0.25, 0.75), self.rng.uniform(0.25, 0.75)
        e, f, g, i = _mix(a, d, p), _mix(b, c, p), _mix(a, b, q), _mix(d, c, q)
        h = _mix(e, f, q)
        s, t = self.rng.uniform(-0.3, 0.3), self.rng.uniform(-0.3, 0.3)
        before = self._subdivide(a, _mix(g, b, s), h, _mix(e, d, t))
        after = self._subdivide(h, _mix(f, c, s), c, _mix(i, d, t))
        return [*before, h, *after]


def _mix(one: Pair, other: Pair, share: float) -> Pair:
    return (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)


def divide(rng: random.Random, land: Terrain, within: Polygon, villages: int, towns: int) -> Division:
    """Cells, their neighbours and their towns."""
    centre = _centre(land, within)

    def spacing(x: float, y: float) -> float:
        urban = np.hypot(x - centre[0], y - centre[1])
        return float(1.5 + 1.7 * min(urban / 12.0, 1.0) + land.at(x, y) / 330.0)

    seeds = scatter(rng, within, spacing, villages)
    outside = box(-6, -6, WIDTH_KM + 6, HEIGHT_KM + 6).difference(within.buffer(1.2))
    fence = scatter(rng, outside, lambda x, y: 3.0, 260)
    seeds = relax(relax(seeds, fence), fence)
    straight = voronoi(seeds + fence)
    borders = Borders(seeds + fence, straight, rng)
    borders.bend()
    cells = [borders.polygon(number) for number in range(villages)]
    near: list[dict[int, float]] = [{} for _ in seeds]
    for side, owners in sorted(borders.sides.items()):
        if len(owners) == 2 and max(owners) < villages and borders.length(side) > 0.3:
            cost = _crossing(land, seeds[owners[0]], seeds[owners[1]])
            near[owners[0]][owners[1]] = near[owners[1]][owners[0]] = cost
    seats = _seats(land, seeds, near, centre, towns)
    return Division(seeds, cells, near, _grow(seeds, near, seats), seats)


def _centre(land: Terrain, within: Polygon) -> Pair:
    """Where the county seat stands: on the main river, a little east of the middle of the county."""
    inside = land.main.intersection(within)
    line = max(getattr(inside, "geoms", [inside]), key=lambda part: part.length)
    spot = line.interpolate(0.52, normalized=True)
    return (spot.x, spot.y)


def _crossing(land: Terrain, one: Pair, other: Pair) -> float:
    """What it costs to belong together: distance, ridges between, and the main river."""
    way = LineString([one, other])
    heights = [land.at(*_mix(one, other, share)) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    ridge = max(heights) - max(heights[0], heights[-1]) + abs(heights[0] - heights[-1]) / 3
    river = 2.6 if way.intersects(land.main) else 0.0
    return float(way.length * (1 + max(ridge, 0.0) / 90.0) + river)


def _seats(land: Terrain, seeds: list[Pair], near: list[dict[int, float]], centre: Pair, towns: int) -> list[int]:
    """The cells in which the towns' seats stand: two by the river in the middle, the others apart and in valleys."""
    order = sorted(range(len(seeds)), key=lambda i: (np.hypot(seeds[i][0] - centre[0], seeds[i][1] - centre[1]), i))
    first = order[0]
    river = Point(seeds[first]).distance(land.main)
    across = [i for i in order[1:14] if LineString([seeds[i], seeds[first]]).intersects(land.main)]
    seats = [first, across[0] if across and river < 6 else order[1]]
    while len(seats) < towns:
        best = max(
            (i for i in range(len(seeds)) if len(near[i]) >= 4),
            key=lambda i: (
                min(np.hypot(seeds[i][0] - seeds[s][0], seeds[i][1] - seeds[s][1]) for s in seats)
                * (1.0 + min(land.water_near(*seeds[i]), 2500.0) / 6000.0)
                * (1.0 - land.at(*seeds[i]) / 1600.0)
                * (0.75 if len(near[i]) < 5 else 1.0),
                i,
            ),
        )
        seats.append(best)
    return seats


def _grow(seeds: list[Pair], near: list[dict[int, float]], seats: list[int]) -> list[int]:
    """Give every cell to the seat that it reaches at least cost, so that each town hangs together."""
    town = [-1] * len(seeds)
    heap = [(0.0, seat, number) for number, seat in enumerate(seats)]
    heapq.heapify(heap)
    while heap:
        cost, cell, number = heapq.heappop(heap)
        if town[cell] >= 0:
            continue
        town[cell] = number
        slower = 1.55 if number < 2 else 1.0
        for following, step in near[cell].items():
            if town[following] < 0:
                heapq.heappush(heap, (cost + step * slower, following, number))
    return town
