"""Quadkeys are prefixes of tiles, and a tile is one half-open range of keys."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.kit.geo import quadkey

longitudes = st.floats(-180, 180, allow_nan=False)
latitudes = st.floats(-90, 90, allow_nan=False)


def test_the_key_of_a_tile_interleaves_its_row_and_column() -> None:
    assert quadkey.tile_key(3, 3, 5) == "213"
    assert quadkey.tile_key(1, 1, 0) == "1"
    assert quadkey.tile_key(0, 0, 0) == ""
    assert quadkey.key_tile("213") == (3, 3, 5)


def test_the_quarters_of_the_world() -> None:
    assert quadkey.encode(-90, 45)[0] == "0"
    assert quadkey.encode(90, 45)[0] == "1"
    assert quadkey.encode(-90, -45)[0] == "2"
    assert quadkey.encode(90, -45)[0] == "3"


def test_poles_and_date_line_are_clipped_into_the_world() -> None:
    assert quadkey.encode(180, 90) == "1" * 20
    assert quadkey.encode(-180, -90) == "2" * 20


@given(longitudes, latitudes, st.integers(0, 20))
def test_a_key_begins_with_the_key_of_every_tile_that_holds_its_point(lon: float, lat: float, z: int) -> None:
    key = quadkey.encode(lon, lat)
    assert len(key) == 20
    assert key[:z] == quadkey.tile_key(z, *quadkey.tile_of(lon, lat, z))
    low, high = quadkey.tile_range(z, *quadkey.tile_of(lon, lat, z))
    assert low <= key < high


@given(st.text("0123", min_size=1, max_size=20), st.text("0123", min_size=20, max_size=20))
def test_a_range_holds_the_keys_with_the_prefix_and_no_other(prefix: str, key: str) -> None:
    low, high = quadkey.key_range(prefix)
    assert (low <= key < high) == key.startswith(prefix)


@given(st.lists(st.tuples(longitudes, latitudes), min_size=1, max_size=50))
def test_many_points_get_the_keys_that_one_by_one_get(points: list[tuple[float, float]]) -> None:
    array = np.array(points)
    assert quadkey.encode_many(array[:, 0], array[:, 1]) == [quadkey.encode(lon, lat) for lon, lat in points]


@given(st.floats(-179, 179), st.floats(-84, 84))
def test_the_centre_of_a_finest_cell_is_within_forty_metres_of_its_point(lon: float, lat: float) -> None:
    there_lon, there_lat = quadkey.centre(quadkey.encode(lon, lat))
    assert abs(there_lon - lon) < 0.00036
    assert abs(there_lat - lat) < 0.00036


def test_the_bounds_of_a_tile_hold_its_centre_and_meet_its_neighbour() -> None:
    west, south, east, north = quadkey.tile_bounds(8, 208, 105)
    lon, lat = quadkey.centre(quadkey.tile_key(8, 208, 105))
    assert west < lon < east
    assert south < lat < north
    assert quadkey.tile_bounds(8, 209, 105)[0] == east
    assert quadkey.tile_bounds(8, 208, 106)[3] == south


@pytest.mark.parametrize("tile", [(-1, 0, 0), (21, 0, 0), (3, 8, 0), (3, 0, 8), (3, -1, 0)])
def test_there_is_no_tile_outside_the_world(tile: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such tile"):
        quadkey.tile_key(*tile)
