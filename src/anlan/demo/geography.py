"""The demonstration county as a map: towns and villages with codes, names and boundaries, waters and roads as GeoJSON.

Made from a seed alone, the same seed giving the same county to the last coordinate; it knows no database. The county is
invented, and so is where it lies.
"""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
import shapely.ops
from shapely import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry import mapping

from anlan.demo import divisions, placenames, roads, terrain

CENTRE_LONGITUDE, CENTRE_LATITUDE = 112.62, 30.24
DEGREES_PER_KM_NORTH = 1 / 110.574
DEGREES_PER_KM_EAST = 1 / (111.320 * math.cos(math.radians(CENTRE_LATITUDE)))
DECIMALS = 5  # about a metre
VILLAGES, TOWNS = 220, 16


@dataclass(frozen=True)
class Area:
    """One division: 12-digit code, name, boundary in degrees, the point where its name stands, people living there."""

    code: str
    name: str
    shape: Polygon | MultiPolygon
    longitude: float
    latitude: float
    population: int
    upland: float = 0.0  # height of the label point above the sea in metres


@dataclass(frozen=True)
class Feature:
    """One drawn thing of the base map: `kind` river, water, road or rail; `rank` from 1 (main river, motorway) to 3."""

    kind: str
    name: str
    rank: int
    shape: Any


@dataclass(frozen=True)
class County:
    area: Area
    towns: list[Area]
    villages: list[Area]
    features: list[Feature]
    seats: dict[str, tuple[float, float]]
    park: tuple[float, float]
    centre: tuple[float, float]
    by_town: dict[str, list[Area]] = field(default_factory=dict)


def degrees(x: float, y: float) -> tuple[float, float]:
    """A point of the plane in kilometres as longitude and latitude."""
    return (
        round(CENTRE_LONGITUDE + (x - terrain.WIDTH_KM / 2) * DEGREES_PER_KM_EAST, DECIMALS),
        round(CENTRE_LATITUDE + (y - terrain.HEIGHT_KM / 2) * DEGREES_PER_KM_NORTH, DECIMALS),
    )


def _to_degrees(shape: Any) -> Any:
    def move(points: np.ndarray) -> np.ndarray:
        east = CENTRE_LONGITUDE + (points[:, 0] - terrain.WIDTH_KM / 2) * DEGREES_PER_KM_EAST
        north = CENTRE_LATITUDE + (points[:, 1] - terrain.HEIGHT_KM / 2) * DEGREES_PER_KM_NORTH
        return np.round(np.column_stack([east, north]), DECIMALS)

    return shapely.transform(shape, move)


@lru_cache(maxsize=2)
def county(seed: int) -> County:
    """The county of a seed. Takes about two seconds."""
    rng, dice = random.Random(f"county {seed}"), np.random.default_rng(seed)
    outline = divisions.outline(rng)
    land = terrain.form(dice, outline)
    division = divisions.divide(rng, land, outline, VILLAGES, TOWNS)
    towns, villages = _areas(rng, land, division)
    whole = shapely.union_all(division.cells)
    surveyor = roads.Surveyor(land)
    seats = [division.seeds[cell] for cell in division.seat_of]
    built = roads.town_roads(seats, surveyor) + roads.lanes(division.seeds, surveyor)
    built += _through(seats[0], surveyor)
    plane = {name: division.seeds[division.seat_of[number]] for name, _, number in _towns(land, division)}
    label = _to_degrees(shapely.Point(whole.representative_point().coords[0]))
    return County(
        area=Area(
            placenames.COUNTY_CODE,
            placenames.COUNTY,
            shapely.union_all([town.shape for town in towns]),
            label.x,
            label.y,
            sum(town.population for town in towns),
        ),
        towns=towns,
        villages=villages,
        features=_waters(land, whole, plane) + _roads(built, whole),
        seats={town.code: (town.longitude, town.latitude) for town in towns},
        park=_park(land, seats[0]),
        centre=degrees(*seats[0]),
        by_town={town.code: [v for v in villages if v.code.startswith(town.code[:9])] for town in towns},
    )


def _through(centre: tuple[float, float], surveyor: roads.Surveyor) -> list[roads.Road]:
    x, y = centre
    east, north = terrain.WIDTH_KM - 1.0, terrain.HEIGHT_KM - 1.0
    expressway = roads.through([(1.0, y - 12.0), (x - 3.0, y - 4.5), (east, y + 3.0)], surveyor, 9.0, "expressway")
    railway = roads.through([(x - 14.0, north), (x - 5.0, y + 3.5), (x + 20.0, 1.0)], surveyor, 14.0, "rail")
    return [expressway, railway]


def _park(land: terrain.Terrain, centre: tuple[float, float]) -> tuple[float, float]:
    """Where the industrial park lies: in the plain down the river from the county seat."""
    along = land.main.project(shapely.Point(centre))
    ahead = land.main.interpolate(along + 9.0)
    return degrees(ahead.x, ahead.y - 1.6)


def _areas(rng: random.Random, land: terrain.Terrain, division: divisions.Division) -> tuple[list[Area], list[Area]]:
    """Towns in the order of their codes, and all villages in the order of theirs."""
    rural, urban = placenames.villages(rng), placenames.communities(rng)
    towns, villages = [], []
    for name, code, number in _towns(land, division):
        inside = [cell for cell, town in enumerate(division.town_of) if town == number]
        seat = division.seat_of[number]
        inside.sort(key=lambda cell: (cell != seat, -division.seeds[cell][1], division.seeds[cell][0]))
        own = _villages(rng, land, division, code, inside, rural, urban, central=number < 2)
        longitude, latitude = degrees(*division.seeds[seat])
        shape = shapely.union_all([village.shape for village in own])
        people = sum(village.population for village in own)
        towns.append(Area(code, name, shape, longitude, latitude, people, land.at(*division.seeds[seat])))
        villages.extend(own)
    order = sorted(range(len(towns)), key=lambda i: towns[i].code)
    return [towns[i] for i in order], sorted(villages, key=lambda village: village.code)


def _towns(land: terrain.Terrain, division: divisions.Division) -> list[tuple[str, str, int]]:
    """(name, code, number) of every town: subdistricts first, the highest become townships, the rest are towns."""
    numbers = range(2, len(division.seat_of))
    upland = {
        n: float(np.mean([land.at(*division.seeds[c]) for c, town in enumerate(division.town_of) if town == n]))
        for n in numbers
    }
    by_height = sorted(numbers, key=lambda n: (upland[n], n))
    low, high = by_height[:-4], by_height[-4:]
    river = {n: land.main.distance(shapely.Point(division.seeds[division.seat_of[n]])) for n in low}
    centre = shapely.Point(division.seeds[division.seat_of[0]])
    beside = sorted(low, key=lambda n: (river[n], n))[:4]
    beside.sort(key=lambda n: centre.distance(shapely.Point(division.seeds[division.seat_of[n]])))
    others = [n for n in low if n not in beside]
    county_prefix = placenames.COUNTY_CODE[:6]
    north = division.seeds[division.seat_of[1]][1] > division.seeds[division.seat_of[0]][1]
    urban = ("澜城街道", "江北街道" if north else "江南街道")
    found = [(name, f"{county_prefix}{i + 1:03d}000", i) for i, name in enumerate(urban)]
    ordered = zip(placenames.RIVER_TOWNS + placenames.VALLEY_TOWNS, beside + others, strict=True)
    found += [(name, f"{county_prefix}{100 + i:03d}000", n) for i, (name, n) in enumerate(ordered)]
    hills = zip(placenames.HILL_TOWNSHIPS, high, strict=True)
    found += [(name, f"{county_prefix}{200 + i:03d}000", n) for i, (name, n) in enumerate(hills)]
    return found


def _villages(
    rng: random.Random,
    land: terrain.Terrain,
    division: divisions.Division,
    town: str,
    cells: list[int],
    rural: Any,
    urban: Any,
    *,
    central: bool,
) -> list[Area]:
    found = []
    communities = itertools.count(1)
    hamlets = itertools.count(200)
    for position, cell in enumerate(cells):
        is_urban = position == 0 or (central and rng.random() < 0.8)
        number = next(communities) if is_urban else next(hamlets)
        name = next(urban) if is_urban else next(rural)
        x, y = division.seeds[cell]
        height = land.at(x, y)
        people = rng.uniform(2600, 7800) if is_urban else rng.uniform(700, 2600) * (1.15 - min(height, 600.0) / 1000.0)
        shape = _to_degrees(division.cells[cell])
        middle = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
        longitude, latitude = round(middle.x, DECIMALS), round(middle.y, DECIMALS)
        found.append(Area(f"{town[:9]}{number:03d}", name, shape, longitude, latitude, int(people), height))
    return found


def _waters(land: terrain.Terrain, whole: Polygon, seats: dict[str, tuple[float, float]]) -> list[Feature]:
    lakes = [shapely.intersection(lake, whole) for lake in land.lakes]
    dams = [water for water in land.reservoirs if whole.contains(water)]
    found = [
        Feature("water", name, 1, _to_degrees(water))
        for name, water in zip(placenames.RESERVOIRS, sorted(dams, key=lambda w: -w.area), strict=False)
    ]
    found += [Feature("water", name, 1, _to_degrees(lake)) for name, lake in zip(placenames.LAKES, lakes, strict=False)]
    found.append(Feature("water", placenames.MAIN_RIVER, 1, _to_degrees(_broad(land.main, whole))))
    lines = {
        course: shapely.simplify(_without_scraps(shapely.intersection(course.line, whole), 1.0), 0.02)
        for course in land.courses
    }
    names = _river_names([course for course in land.courses if course.order < 3 and lines[course].length > 5], seats)
    for course, line in lines.items():
        if line.length > 0.4:
            name = placenames.MAIN_RIVER if course.order == 3 else names.get(course, "")
            found.append(Feature("river", name, 4 - course.order, _to_degrees(line)))
    return found


def _river_names(courses: list[terrain.Watercourse], seats: dict[str, tuple[float, float]]) -> dict[Any, str]:
    """Towns called after a river stand on it; the other rivers take the names that are left."""
    names: dict[Any, str] = {}
    left = [name for name in placenames.RIVERS if name not in placenames.RIVERS_OF_TOWNS.values()]
    for town, name in placenames.RIVERS_OF_TOWNS.items():
        spot = shapely.Point(seats[town])
        free = [course for course in courses if course not in names]
        if free:
            names[min(free, key=lambda course: course.line.distance(spot))] = name
    others = [course for course in courses if course not in names]
    return names | dict(zip(others, left, strict=False))


def _broad(main: LineString, whole: Polygon) -> Polygon | MultiPolygon:
    """The main river as a surface that grows from 150 to 420 m of width."""
    points = [main.interpolate(share, normalized=True) for share in np.linspace(0.0, 1.0, 90)]
    reaches = []
    for number, (start, end) in enumerate(itertools.pairwise(points)):
        piece = shapely.ops.substring(main, main.project(start), main.project(end))
        reaches.append(piece.buffer(0.075 + 0.135 * number / 90 + 0.02 * math.sin(number * 1.7)))
    return shapely.simplify(_without_scraps(shapely.intersection(shapely.union_all(reaches), whole), 3.0), 0.015)


def _without_scraps(shape: Any, least_km: float) -> Any:
    """Leave out the bits where a river just touches the county: parts with a line or outline shorter than that."""
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.length >= least_km]
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def _roads(built: list[roads.Road], whole: Polygon) -> list[Feature]:
    found = []
    kinds = {"expressway": ("road", 1), "rail": ("rail", 1), "main": ("road", 2), "lane": ("road", 3)}
    names = itertools.cycle(placenames.MAIN_ROADS)
    for road in built:
        line = shapely.intersection(road.line, whole)
        if line.is_empty or not isinstance(line, LineString | MultiLineString):
            continue
        kind, rank = kinds[road.rank]
        name = {"expressway": placenames.EXPRESSWAY, "rail": placenames.RAILWAY}.get(road.rank, "")
        if road.rank == "main" and line.length > 4:
            name = next(names)
        found.append(Feature(kind, name, rank, _to_degrees(line)))
    return found


def geojson(shape: Any) -> dict[str, Any]:
    """A shape as a GeoJSON geometry of plain lists."""
    return _plain(mapping(shape))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value
