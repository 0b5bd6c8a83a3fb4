"""The map of the invented county: a clean tiling with right codes, the same for the same seed."""

import hashlib
import itertools

import numpy as np
import pytest
import shapely

from anlan.base.places import codes
from anlan.demo import geography
from anlan.demo.geography import County

SEEDS = (1, 7)


@pytest.fixture(scope="module", params=SEEDS)
def county(request: pytest.FixtureRequest) -> County:
    return geography.county(request.param)


def fingerprint(county: County) -> str:
    parts = [
        f"{area.code} {area.name} {area.population} {area.shape.wkt}" for area in (*county.towns, *county.villages)
    ]
    parts += [f"{feature.kind} {feature.name} {feature.shape.wkt}" for feature in county.features]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def test_sixteen_towns_and_220_villages_of_different_names(county: County) -> None:
    assert len(county.towns) == 16
    assert len(county.villages) == 220
    assert len({village.name for village in county.villages}) == 220
    assert [town.name[-1] for town in county.towns].count("道") == 2


def test_villages_tile_the_county_without_gap_or_overlap(county: County) -> None:
    cells = np.array([village.shape for village in county.villages])
    assert shapely.is_valid(cells).all()
    assert shapely.coverage_is_valid(cells)
    assert shapely.area(cells).sum() == pytest.approx(county.area.shape.area, rel=1e-9)


def test_a_town_is_one_piece_made_of_its_villages(county: County) -> None:
    for town in county.towns:
        assert town.shape.geom_type == "Polygon", town.name
        union = shapely.union_all([village.shape for village in county.by_town[town.code]])
        assert union.equals(town.shape), town.name
        assert len(county.by_town[town.code]) >= 5, town.name


def test_codes_lead_from_village_to_town_to_county(county: County) -> None:
    for village in county.villages:
        assert codes.level_of(village.code) == 5
        assert codes.parent_of(village.code) in county.by_town
        kind = int(village.code[9:])
        assert (kind < 200) == village.name.endswith("社区"), village.name
    assert {codes.parent_of(town.code) for town in county.towns} == {county.area.code}


def test_names_stand_within_their_boundaries(county: County) -> None:
    for area in (*county.towns, *county.villages, county.area):
        assert shapely.contains_xy(area.shape, area.longitude, area.latitude), area.name


def test_the_county_measures_about_sixty_by_fifty_kilometres(county: County) -> None:
    west, south, east, north = county.area.shape.bounds
    assert 50 < (east - west) / geography.DEGREES_PER_KM_EAST < 70
    assert 42 < (north - south) / geography.DEGREES_PER_KM_NORTH < 62


def test_waters_and_roads_are_drawn_within_the_county(county: County) -> None:
    edge = county.area.shape.buffer(0.0005)
    kinds = [feature.kind for feature in county.features]
    assert set(kinds) == {"river", "water", "road", "rail"}
    assert kinds.count("water") >= 6
    assert all(edge.covers(feature.shape) for feature in county.features)
    assert [f.name for f in county.features if f.kind == "river" and f.rank == 1] == ["澜江"]


def test_every_town_lies_on_a_road_and_the_roads_hang_together(county: County) -> None:
    roads = shapely.union_all([f.shape for f in county.features if f.kind == "road" and f.rank == 2])
    for town in county.towns:
        assert roads.distance(shapely.Point(county.seats[town.code])) < 0.002, town.name
    joined = roads.buffer(0.002)
    assert joined.geom_type == "Polygon"


def test_tributaries_flow_into_another_river_or_out_of_the_county(county: County) -> None:
    rivers = [f.shape for f in county.features if f.kind == "river"]
    lonely = 0
    for number, river in enumerate(rivers):
        others = shapely.union_all(rivers[:number] + rivers[number + 1 :])
        edge = county.area.shape.exterior
        if river.distance(others) > 0.0006 and river.distance(edge) > 0.0006:
            lonely += 1
    assert lonely == 0


def test_the_same_seed_draws_the_same_county_and_another_seed_another() -> None:
    first = fingerprint(geography.county(3))
    geography.county.cache_clear()
    assert fingerprint(geography.county(3)) == first
    assert fingerprint(geography.county(4)) != first


def test_geojson_is_plain_lists(county: County) -> None:
    made = geography.geojson(county.villages[0].shape)
    ring = made["coordinates"][0]
    assert isinstance(ring, list)
    assert ring[0] == ring[-1]
    assert all(isinstance(value, float) for value in itertools.chain(*ring))
