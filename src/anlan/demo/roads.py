"""Roads of the invented land: ways that avoid slopes, join each other and link the seats and the villages.

It knows heights and points on the plane in kilometres, and nothing of administration.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from shapely import LineString

from anlan.demo.lines import Network, Point, chaikin
from anlan.demo.terrain import HEIGHT_KM, NEIGHBOURS, WIDTH_KM, Terrain

STEP_KM = 0.6
COLUMNS, ROWS = int(WIDTH_KM / STEP_KM), int(HEIGHT_KM / STEP_KM)


@dataclass(frozen=True)
class Road:
    """`rank`: expressway, rail, main (between towns) or lane (to a village)."""

    line: LineString
    rank: str


class Surveyor:
    """Finds the cheapest ways over the land, step by step, and remembers what has been built."""

    def __init__(self, land: Terrain) -> None:
        rows = (np.arange(ROWS) + 0.5) * STEP_KM
        columns = (np.arange(COLUMNS) + 0.5) * STEP_KM
        self.height = [[land.at(x, y) for x in columns] for y in rows]
        self.wet = [[land.water_near(x, y, 1) > 15_000 for x in columns] for y in rows]
        self.built: set[int] = set()
        self.ways: list[list[int]] = []

    def cell(self, point: Point) -> int:
        column = min(max(int(point[0] / STEP_KM), 0), COLUMNS - 1)
        return min(max(int(point[1] / STEP_KM), 0), ROWS - 1) * COLUMNS + column

    def explore(
        self, starts: Iterable[int], slope: float, goal: int = -1, *, follow: float = 0.45
    ) -> tuple[dict[int, int], dict[int, float]]:
        """Cheapest ways from some cells to all others (or one): where each came from, and its cost."""
        cost = dict.fromkeys(starts, 0.0)
        came: dict[int, int] = {}
        heap = [(0.0, start) for start in sorted(cost)]
        done: set[int] = set()
        while heap:
            here, index = heapq.heappop(heap)
            if index in done:
                continue
            done.add(index)
            if index == goal:
                break
            row, column = divmod(index, COLUMNS)
            for dr, dc in NEIGHBOURS:
                r, c = row + dr, column + dc
                if not (0 <= r < ROWS and 0 <= c < COLUMNS):
                    continue
                step = here + self._step(row, column, r, c, slope, follow)
                following = r * COLUMNS + c
                if step < cost.get(following, np.inf):
                    cost[following] = step
                    came[following] = index
                    heapq.heappush(heap, (step, following))
        return came, cost

    def _step(self, row: int, column: int, r: int, c: int, slope: float, follow: float) -> float:
        length = 1.414 if row != r and column != c else 1.0
        climb = abs(self.height[r][c] - self.height[row][column])
        price = length + climb / 100.0 * slope + (2.4 if self.wet[r][c] else 0.0)
        return price * follow if r * COLUMNS + c in self.built else price

    def estimate(self, one: Point, other: Point) -> float:
        """Roughly what a road between two points would cost: its length and the climbing on the straight line."""
        heights = []
        for share in np.linspace(0.0, 1.0, 12):
            cell = self.cell((one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share))
            heights.append(self.height[cell // COLUMNS][cell % COLUMNS])
        climb = sum(abs(b - a) for a, b in itertools.pairwise(heights))
        return float(np.hypot(other[0] - one[0], other[1] - one[1]) / STEP_KM + climb / 100.0 * 4.0)

    @staticmethod
    def way(came: dict[int, int], end: int) -> list[int]:
        cells = [end]
        while cells[-1] in came:
            cells.append(came[cells[-1]])
        return cells


def _spot(index: int) -> Point:
    row, column = divmod(index, COLUMNS)
    return ((column + 0.5) * STEP_KM, (row + 0.5) * STEP_KM)


def spanning(seats: list[Point], surveyor: Surveyor) -> list[tuple[int, int]]:
    """Pairs of seats to join: the cheapest tree over all, and a few more so that there are ways round."""
    costs = {
        pair: surveyor.estimate(seats[pair[0]], seats[pair[1]]) for pair in itertools.combinations(range(len(seats)), 2)
    }
    group = list(range(len(seats)))
    tree, rest = [], []
    for pair in sorted(costs, key=lambda p: (costs[p], p)):
        one, other = group[pair[0]], group[pair[1]]
        if one == other:
            rest.append(pair)
            continue
        group = [one if g == other else g for g in group]
        tree.append(pair)
    return tree + rest[: len(seats) // 2]


def town_roads(seats: list[Point], surveyor: Surveyor) -> list[Road]:
    """The roads between the seats of the towns; where two run close together they become one."""
    for one, other in spanning(seats, surveyor):
        came, _ = surveyor.explore([surveyor.cell(seats[one])], 6.0, surveyor.cell(seats[other]))
        way = surveyor.way(came, surveyor.cell(seats[other]))
        surveyor.built.update(way)
        surveyor.ways.append(way)
    return _drawn(surveyor.ways, {surveyor.cell(seat): seat for seat in seats}, 3, "main")


def lanes(villages: list[Point], surveyor: Surveyor) -> list[Road]:
    """A lane from every village to the nearest road."""
    came, _ = surveyor.explore(sorted(surveyor.built), 3.0)
    ways = [surveyor.way(came, surveyor.cell(village)) for village in villages]
    return _drawn(ways, {surveyor.cell(v): v for v in villages}, 2, "lane", keep=surveyor.built)


def through(stops: list[Point], surveyor: Surveyor, slope: float, rank: str) -> Road:
    """One long smooth line past some points: an expressway or a railway."""
    cells = [surveyor.cell(stop) for stop in stops]
    way: list[int] = []
    for start, end in itertools.pairwise(cells):
        came, _ = surveyor.explore([start], slope, end, follow=1.0)
        way.extend(reversed(surveyor.way(came, end)))
    points = [_spot(index) for index, following in itertools.pairwise([*way, -1]) if index != following]
    for _ in range(14):
        middle = [
            ((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4)
            for a, b, c in zip(points, points[1:], points[2:], strict=False)
        ]
        points = [points[0], *middle, points[-1]]
    return Road(LineString(chaikin(points, 1)).simplify(0.02), rank)


def _drawn(
    ways: list[list[int]], exact: dict[int, Point], rounds: int, rank: str, keep: set[int] | None = None
) -> list[Road]:
    network = Network()
    for way in ways:
        for index in way:
            if index not in network.points:
                x, y = exact.get(index, _spot(index))
                network.place(index, x, y, fixed=index in exact or (keep is not None and index in keep))
        for one, other in itertools.pairwise(way):
            network.link(one, other)
    network.smooth(rounds)
    roads = []
    for chain in network.chains():
        line = LineString(chaikin([network.points[key] for key in chain], 2)).simplify(0.015)
        if line.length > 0:
            roads.append(Road(line, rank))
    return roads
