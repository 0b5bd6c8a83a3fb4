"""The invented land under the demonstration county: heights, running water and lakes, on a plane in kilometres.

It knows nothing of administration, of people or of the database.
"""

from __future__ import annotations

import heapq
import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely import LineString, Point, Polygon, box, union_all

from anlan.demo.lines import Network, chaikin

Grid = NDArray[np.float64]

WIDTH_KM, HEIGHT_KM = 78.0, 66.0
CELL_KM = 0.3
ENTRY_Y, MOUTH_Y = 47.0, 22.0
INFLOW_CELLS = 20_000.0  # what the main river brings from beyond the map, as if that many cells had drained into it
RIVER_CELLS, STREAM_CELLS = 420.0, 90.0
NEIGHBOURS = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))


@dataclass(frozen=True, eq=False)
class Watercourse:
    """One river from its spring to where it joins the next; `order` 3 is the main river, 2 a river, 1 a stream."""

    line: LineString
    order: int
    length_km: float


@dataclass(frozen=True)
class Terrain:
    height: Grid
    flow: Grid
    courses: list[Watercourse]
    reservoirs: list[Polygon]
    lakes: list[Polygon]
    main: LineString

    def at(self, x: float, y: float) -> float:
        """Height above the sea in metres."""
        row, column = cell_of(x, y)
        return float(self.height[row, column])

    def water_near(self, x: float, y: float, cells: int = 4) -> float:
        """The strongest flow within some cells of a point, in drained cells."""
        row, column = cell_of(x, y)
        window = self.flow[max(row - cells, 0) : row + cells + 1, max(column - cells, 0) : column + cells + 1]
        return float(window.max())


def cell_of(x: float, y: float) -> tuple[int, int]:
    rows, columns = shape()
    return min(max(int(y / CELL_KM), 0), rows - 1), min(max(int(x / CELL_KM), 0), columns - 1)


def shape() -> tuple[int, int]:
    return int(HEIGHT_KM / CELL_KM), int(WIDTH_KM / CELL_KM)


def noise(rng: np.random.Generator, x: Grid, y: Grid, wavelength: float, octaves: int) -> Grid:
    """Smooth random heights in about -1…1; each octave halves the wavelength and the strength."""
    total = np.zeros_like(x)
    strength, norm = 1.0, 0.0
    for _ in range(octaves):
        size = int(max(WIDTH_KM, HEIGHT_KM) / wavelength) + 5
        lattice = rng.uniform(-1.0, 1.0, (size, size))
        u, v = np.maximum(x, 0.0) / wavelength, np.maximum(y, 0.0) / wavelength
        i, j = np.floor(u).astype(int), np.floor(v).astype(int)
        fu, fv = u - i, v - j
        su, sv = fu**3 * (fu * (6 * fu - 15) + 10), fv**3 * (fv * (6 * fv - 15) + 10)
        i, j = np.clip(i, 0, size - 2), np.clip(j, 0, size - 2)
        low = lattice[j, i] * (1 - su) + lattice[j, i + 1] * su
        high = lattice[j + 1, i] * (1 - su) + lattice[j + 1, i + 1] * su
        total += strength * (low * (1 - sv) + high * sv)
        norm += strength
        strength, wavelength = strength / 2, wavelength / 2
    return total / norm


def main_valley(rng: np.random.Generator) -> LineString:
    """The course of the main river across the whole map, from the western edge to the eastern one, with its bends."""
    x = np.linspace(0.0, WIDTH_KM, 160)
    t = x / WIDTH_KM
    bends = rng.uniform(0.0, 2 * np.pi, 3)
    y = ENTRY_Y + (MOUTH_Y - ENTRY_Y) * (t * t * (3 - 2 * t))
    fade = np.sin(np.pi * t)
    y = y + fade * (3.4 * np.sin(5.2 * np.pi * t + bends[0]) + 1.5 * np.sin(11 * np.pi * t + bends[1]))
    y = y + fade * 0.6 * np.sin(23 * np.pi * t + bends[2])
    return LineString(np.column_stack([x, y]))


def distance_to(line: LineString, x: Grid, y: Grid) -> Grid:
    """Distance of every point to a polyline, in kilometres."""
    points = np.asarray(line.coords)
    nearest = np.full(x.shape, np.inf)
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        dx, dy = bx - ax, by - ay
        along = np.clip(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0.0, 1.0)
        np.minimum(nearest, np.hypot(x - ax - along * dx, y - ay - along * dy), out=nearest)
    return nearest


def raise_land(rng: np.random.Generator, valley: LineString) -> Grid:
    """Heights in metres: a flood plain along the valley, hills to the south, mountains in the north and west."""
    rows, columns = shape()
    x, y = np.meshgrid((np.arange(columns) + 0.5) * CELL_KM, (np.arange(rows) + 0.5) * CELL_KM)
    away = distance_to(valley, x, y)
    ridges = 1.0 - np.abs(noise(rng, x, y, 15.0, 5)) * 2.2
    rolling = noise(rng, x, y, 7.0, 4)
    hilly = np.clip((away - 2.2) / 14.0, 0.0, 1.0) ** 0.9
    north = np.clip((y - (ENTRY_Y + (MOUTH_Y - ENTRY_Y) * x / WIDTH_KM)) / 25.0, -1.0, 1.0)
    lift = 380.0 + 200.0 * north - 150.0 * (x / WIDTH_KM)
    land: Grid = 34.0 + 0.45 * (WIDTH_KM - x) + 2.6 * away + hilly * lift * (0.75 + 0.75 * ridges)
    land += (6.0 + 55.0 * hilly) * rolling
    land -= 34.0 * np.exp(-((away / 0.45) ** 2))
    return land


def fill(height: Grid) -> Grid:
    """Raise every hollow until water runs off to the mouth of the main river, the only outlet of the map."""
    rows, columns = height.shape
    start = cell_of(WIDTH_KM, MOUTH_Y)
    filled = np.full(height.shape, np.inf)
    filled[start] = height[start]
    surface: list[list[float]] = filled.tolist()
    ground: list[list[float]] = height.tolist()
    heap = [(surface[start[0]][start[1]], start[0], start[1])]
    while heap:
        level, row, column = heapq.heappop(heap)
        for dr, dc in NEIGHBOURS:
            r, c = row + dr, column + dc
            if 0 <= r < rows and 0 <= c < columns and surface[r][c] == np.inf:
                surface[r][c] = max(ground[r][c], level + 1e-3)
                heapq.heappush(heap, (surface[r][c], r, c))
    return np.array(surface)


def drain(filled: Grid) -> tuple[NDArray[np.int64], Grid]:
    """For every cell the one that it drains into (flat index, -1 at the mouth), and how many drain through it."""
    rows, columns = filled.shape
    padded = np.pad(filled, 1, constant_values=np.inf)
    drops = np.stack(
        [
            (filled - padded[1 + dr : 1 + dr + rows, 1 + dc : 1 + dc + columns]) / np.hypot(dr, dc)
            for dr, dc in NEIGHBOURS
        ]
    )
    steepest = drops.argmax(axis=0)
    offsets = np.array([dr * columns + dc for dr, dc in NEIGHBOURS])
    target = np.arange(rows * columns) + offsets[steepest.ravel()]
    target[drops.max(axis=0).ravel() <= 0] = -1
    amount = np.ones(rows * columns)
    entry = cell_of(0.0, ENTRY_Y)
    amount[entry[0] * columns + entry[1]] += INFLOW_CELLS
    passed, into = amount.tolist(), target.tolist()
    for index in np.argsort(-filled.ravel(), kind="stable").tolist():
        if into[index] >= 0:
            passed[into[index]] += passed[index]
    return target, np.array(passed).reshape(rows, columns)


def trace_courses(rng: np.random.Generator, target: NDArray[np.int64], flow: Grid) -> list[Watercourse]:
    """Rivers as smooth lines; where two meet they share the very same vertex."""
    rows, columns = flow.shape
    amount = flow.ravel()
    wet = [int(i) for i in np.flatnonzero(amount >= STREAM_CELLS)]
    jitter = rng.uniform(-0.38, 0.38, (rows * columns, 2))
    network = Network()
    for index in wet:
        row, column = divmod(index, columns)
        network.place(index, (column + 0.5 + jitter[index, 0]) * CELL_KM, (row + 0.5 + jitter[index, 1]) * CELL_KM)
    upstream: dict[int, list[int]] = {}
    for index in wet:
        down = int(target[index])
        if down >= 0:
            network.link(index, down)
            upstream.setdefault(down, []).append(index)
    network.smooth(5)
    meander(rng, network)
    heads = [next(i for i in wet if target[i] < 0)]
    for joined in upstream.values():
        heads.extend(sorted(joined, key=lambda i: -amount[i])[1:])
    lines: dict[int, LineString] = {}
    owner: dict[int, int] = {}
    for head in heads:
        chain = [head] if target[head] < 0 else [int(target[head]), head]
        while upstream.get(chain[-1]):
            chain.append(max(upstream[chain[-1]], key=lambda i: amount[i]))
        owner.update(dict.fromkeys(chain if target[head] < 0 else chain[1:], head))
        lines[head] = LineString(chaikin([network.points[i] for i in reversed(chain)], 2))
    courses = []
    for head, line in lines.items():
        below = lines[owner[int(target[head])]] if target[head] >= 0 else None
        peak = amount[head]
        order = 3 if peak >= INFLOW_CELLS else 2 if peak >= RIVER_CELLS else 1
        joined_line = line if below is None else _ending_on(line, below)
        courses.append(Watercourse(joined_line, order, joined_line.length))
    return sorted(courses, key=lambda course: (-course.order, -course.length_km))


def _ending_on(line: LineString, below: LineString) -> LineString:
    """Rounding corners has moved the larger river a little away from the smaller one's mouth: bring the mouth to it."""
    end = below.interpolate(below.project(Point(line.coords[-1])))
    return LineString([*line.coords[:-1], end.coords[0]])


def meander(rng: np.random.Generator, network: Network) -> None:
    """Bend a whole network sideways by one continuous random field, so that what meets still meets."""
    keys = list(network.points)
    places = np.array([network.points[key] for key in keys])
    x, y = places[:, 0], places[:, 1]
    moved_x = x + 0.75 * noise(rng, x, y, 2.6, 3)
    moved_y = y + 0.75 * noise(rng, x, y, 2.6, 3)
    for key, mx, my in zip(keys, moved_x.tolist(), moved_y.tolist(), strict=True):
        network.points[key] = (mx, my)


def dam_reservoirs(
    within: Polygon, filled: Grid, target: NDArray[np.int64], flow: Grid, count: int
) -> list[tuple[Polygon, float]]:
    """Flood a few upper valleys behind invented dams; gives the water surface and its area in km²."""
    columns = filled.shape[1]
    upstream: dict[int, list[int]] = {}
    for index, down in enumerate(target.tolist()):
        upstream.setdefault(down, []).append(index)
    surface, amount = filled.ravel(), flow.ravel()
    sites = [int(i) for i in np.flatnonzero((amount > 150) & (amount < 900) & (surface > 120))]
    found: list[tuple[Polygon, float]] = []
    for site in sorted(sites, key=lambda i: (-_narrowness(surface, upstream, i), i)):
        x, y = (site % columns + 0.5) * CELL_KM, (site // columns + 0.5) * CELL_KM
        if not within.contains(box(x - 2.5, y - 2.5, x + 2.5, y + 2.5)):
            continue
        if any(shape.distance(box(x, y, x, y)) < 8.0 for shape, _ in found):
            continue
        cells = _flooded(surface, upstream, site, 22.0 + 5.0 * (len(found) % 3))
        if not 8 <= len(cells) <= 45:
            continue
        water = _water_surface(cells, columns)
        if water.area > 0.4:
            found.append((water, water.area))
        if len(found) == count:
            break
    return found


def _narrowness(surface: Grid, upstream: dict[int, list[int]], site: int) -> float:
    return float(len(_flooded(surface, upstream, site, 24.0, limit=40)))


def _flooded(surface: Grid, upstream: dict[int, list[int]], site: int, depth: float, limit: int = 60) -> list[int]:
    level, queue = surface[site] + depth, [site]
    cells: list[int] = []
    while queue and len(cells) < limit:
        index = queue.pop()
        cells.append(index)
        queue.extend(up for up in upstream.get(index, ()) if surface[up] < level)
    return cells


def _water_surface(cells: list[int], columns: int) -> Polygon:
    squares = [
        box(c * CELL_KM, r * CELL_KM, (c + 1) * CELL_KM, (r + 1) * CELL_KM)
        for r, c in (divmod(index, columns) for index in cells)
    ]
    rounded = union_all(squares).buffer(0.12).buffer(-0.3).buffer(0.16)
    biggest = max(getattr(rounded, "geoms", [rounded]), key=lambda part: part.area)
    if biggest.is_empty:
        return Polygon()
    return Polygon(chaikin(list(Polygon(biggest.exterior).simplify(0.05).exterior.coords), 2, closed=True))


def dig_lakes(rng: np.random.Generator, valley: LineString) -> list[Polygon]:
    """Two lakes of the plain beside the lower river."""
    lakes = []
    for share, side, size in ((0.63, 1.0, 1.25), (0.45, -1.0, 0.8)):
        spot, ahead = valley.interpolate(share, normalized=True), valley.interpolate(share + 0.01, normalized=True)
        dx, dy = ahead.x - spot.x, ahead.y - spot.y
        length = float(np.hypot(dx, dy))
        cx, cy = spot.x - side * 2.6 * dy / length, spot.y + side * 2.6 * dx / length
        angle = np.linspace(0, 2 * np.pi, 48, endpoint=False)
        phase = rng.uniform(0, 2 * np.pi, 4)
        radius = size * (1 + sum(0.36 / k * np.sin((k + 1) * angle + phase[k - 1]) for k in range(1, 5)))
        ring = np.column_stack([cx + 1.35 * radius * np.cos(angle), cy + 0.75 * radius * np.sin(angle)])
        lakes.append(Polygon(ring).buffer(0.0))
    return lakes


def form(rng: np.random.Generator, within: Polygon) -> Terrain:
    """The whole land; `within` is where reservoirs may lie."""
    valley = main_valley(rng)
    height = raise_land(rng, valley)
    filled = fill(height)
    target, flow = drain(filled)
    courses = trace_courses(rng, target, flow)
    reservoirs = [water for water, _ in dam_reservoirs(within, filled, target, flow, 6)]
    main = next(course.line for course in courses if course.order == 3)
    return Terrain(height, flow, courses, reservoirs, dig_lakes(rng, main), main)
