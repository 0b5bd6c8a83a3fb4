"""Shapes are checked at the door, and an area finds exactly the rows within it, whatever the index covers."""

import json
import random
from typing import Any

import numpy as np
import pytest
import shapely
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from anlan.kit.geo import quadkey, shapes
from anlan.kit.geo.coordinates import distance
from anlan.kit.geo.shapes import ShapeError

SQUARE = {"type": "Polygon", "coordinates": [[[112, 30], [113, 30], [113, 31], [112, 31], [112, 30]]]}
RING = [[112.0, 30.0], [112.4, 30.0], [112.4, 30.3], [112.2, 30.1], [112.0, 30.3], [112.0, 30.0]]


def test_geojson_is_read_from_text_dict_or_feature_and_loses_heights() -> None:
    assert shapes.parse_geojson(json.dumps(SQUARE)).area == 1
    assert shapes.parse_geojson({"type": "Feature", "properties": {}, "geometry": SQUARE}).area == 1
    point = shapes.parse_geojson({"type": "Point", "coordinates": [112.5, 30.5, 80.0]})
    assert not point.has_z
    assert shapes.bounds(shapes.parse_geojson(SQUARE)) == (112, 30, 113, 31)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("not json", "认不出的图形"),
        ("[1, 2]", "认不出的图形"),
        ({"type": "Polygon"}, "认不出的图形"),
        ({"type": "Balloon", "coordinates": []}, "认不出的图形"),
        ({"type": "Polygon", "coordinates": [[[112, 30], [113, 30]]]}, "认不出的图形"),
        ({"type": "Polygon", "coordinates": [[["a", 30], [113, 30], [113, 31], ["a", 30]]]}, "认不出的图形"),
        ({"type": "Feature", "geometry": None}, "认不出的图形"),
        ({"type": "Polygon", "coordinates": []}, "空的"),
        ({"type": "Point", "coordinates": [112, 30]}, "应为 Polygon"),
        ({"type": "Polygon", "coordinates": [[[112, 30], [113, 31], [113, 30], [112, 31], [112, 30]]]}, "自相交"),
        ({"type": "Polygon", "coordinates": [[[12e3, 30], [13e3, 30], [13e3, 31], [12e3, 30]]]}, "超出"),
    ],
)
def test_what_is_no_proper_shape_is_refused_with_a_sentence(value: Any, reason: str) -> None:
    with pytest.raises(ShapeError, match=reason):
        shapes.parse_geojson(value, ("Polygon", "MultiPolygon"))


def test_a_shape_of_too_many_corners_is_refused() -> None:
    circle = shapes.circle_polygon(112.0, 30.0, 5000, sides=shapes.MOST_VERTICES + 1)
    with pytest.raises(ShapeError, match="顶点"):
        shapes.checked(circle)


def test_geojson_is_written_rounded_and_read_back() -> None:
    geometry = shapes.circle_polygon(112.3, 30.1, 1000)
    written = shapes.to_geojson(geometry)
    assert json.loads(json.dumps(written)) == written
    assert shapes.parse_geojson(written).hausdorff_distance(geometry) < 1e-6
    both = shapely.GeometryCollection([shapely.Point(112, 30), geometry])
    assert [part["type"] for part in shapes.to_geojson(both)["geometries"]] == ["Point", "Polygon"]


@given(st.floats(75, 134), st.floats(4, 53), st.floats(1, 100_000))
@settings(max_examples=50)
def test_the_corners_of_a_circle_lie_at_its_radius(lon: float, lat: float, metres: float) -> None:
    corners = shapely.get_coordinates(shapes.circle_polygon(lon, lat, metres))
    np.testing.assert_allclose(distance(corners[:, 0], corners[:, 1], lon, lat), metres, rtol=1e-6, atol=0.01)


def test_areas_as_the_map_sends_them() -> None:
    circle = shapes.area_from({"type": "circle", "longitude": 112.3, "latitude": 30.1, "metres": 500})
    assert circle.circle == (112.3, 30.1, 500)
    box = shapes.area_from({"type": "rectangle", "west": 112, "south": 30, "east": 113, "north": 31})
    assert box.outer.equals(shapes.area_from(SQUARE).outer)
    drawn = shapes.area_from({"type": "polygon", "coordinates": RING[:-1]})
    assert drawn.outer.equals(shapely.Polygon(RING))


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        {"type": "circle", "longitude": 112.3, "latitude": 30.1},
        {"type": "circle", "longitude": 112.3, "latitude": 30.1, "metres": 0},
        {"type": "circle", "longitude": 112.3, "latitude": 30.1, "metres": "NaN"},
        {"type": "circle", "longitude": 112.3, "latitude": 30.1, "metres": 1e9},
        {"type": "circle", "longitude": 112.3, "latitude": 89.9, "metres": 500},
        {"type": "rectangle", "west": 113, "south": 30, "east": 112, "north": 31},
        {"type": "polygon", "coordinates": None},
        {"type": "Point", "coordinates": [112, 30]},
        {"type": "LineString", "coordinates": [[112, 30], [113, 31]]},
    ],
)
def test_an_area_that_is_none_is_refused(data: Any) -> None:
    with pytest.raises(ShapeError):
        shapes.area_from(data)


AREAS = {
    "circle": shapes.circle(112.2, 30.15, 9_000),
    "small circle": shapes.circle(112.2, 30.15, 30),
    "rectangle": shapes.rectangle(112.05, 30.05, 112.3, 30.2),
    "polygon": shapes.polygon(shapely.Polygon(RING)),
    "with a hole": shapes.polygon(shapely.Polygon(RING, [[[112.1, 30.05], [112.2, 30.05], [112.15, 30.1]]])),
}


@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_the_cover_holds_every_point_of_the_area_and_its_inside_no_other(area: shapes.Area) -> None:
    chance = np.random.default_rng(5)
    lons, lats = chance.uniform(111.9, 112.5, 20_000), chance.uniform(29.9, 30.4, 20_000)
    lons[:2000], lats[:2000] = chance.uniform(112.1995, 112.2005, 2000), chance.uniform(30.1495, 30.1505, 2000)
    keys = quadkey.encode_many(lons, lats)
    truth = area.contains(lons, lats)
    assert truth.any()
    assert not truth.all()
    cover = area.cover

    def held(ranges: tuple[shapes.Range, ...]) -> Any:
        return np.array([any(low <= key < high for low, high in ranges) for key in keys])

    assert (held(cover.all) | ~truth).all()
    assert (truth | ~held(cover.inside)).all()
    assert not (held(cover.inside) & held(cover.border)).any()
    assert len(cover.inside) + len(cover.border) <= shapes.MOST_RANGES


def test_the_cover_is_close_to_the_area() -> None:
    area = shapes.circle(112.2, 30.15, 9_000)
    world = 360 * 360
    covered = (
        sum(quadkey.span(low, high) for low, high in area.cover.all) * world * 0.865
    )  # a mercator cell at 30 degrees is 0.865 as high in degrees as it is wide
    assert 1.0 < covered / area.outer.area < 1.4


def test_neighbouring_ranges_become_one() -> None:
    assert shapes.merged([("02", "03"), ("00", "01"), ("01", "02")]) == (("00", "03"),)
    assert shapes.merged([("03", "04"), ("1", "2")]) == (("03", "2"),)
    assert shapes.merged([("00", "01"), ("02", "03")]) == (("00", "01"), ("02", "03"))


@pytest.fixture
def many_sites(sites: Any) -> Any:
    chance = random.Random(11)
    rows = [
        sites(
            name=f"点{number}",
            longitude=chance.uniform(111.95, 112.45),
            latitude=chance.uniform(29.95, 30.35),
            town=f"9901211{number % 3:02d}",
        )
        for number in range(3000)
    ]
    sites.objects.bulk_create([*rows, sites(name="没有位置")])
    return sites


@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_exactly_the_rows_within_are_found_newest_first(many_sites: Any, area: shapes.Area) -> None:
    rows = list(many_sites.objects.filter(longitude__isnull=False).order_by("-pk"))
    points = np.array([(row.longitude, row.latitude) for row in rows])
    expected = [row.pk for row, hit in zip(rows, area.contains(points[:, 0], points[:, 1]), strict=True) if hit]
    found = shapes.rows_within(many_sites.objects.all(), area)
    assert len(found) == len(expected)
    assert [row.pk for row in found] == expected
    assert [row.pk for row in found[:7]] == expected[:7]
    assert [row.pk for row in found[7:21]] == expected[7:21]


def test_only_rows_handed_in_are_searched(many_sites: Any) -> None:
    area = AREAS["polygon"]
    everywhere = shapes.rows_within(many_sites.objects.all(), area)
    mine = shapes.rows_within(many_sites.objects.filter(town="990121101"), area)
    assert {row.town for row in mine} == {"990121101"}
    assert 0 < len(mine) < len(everywhere)
    assert len(shapes.rows_within(many_sites.objects.none(), area)) == 0


def test_a_count_fetches_no_rows_and_a_page_only_its_own(many_sites: Any) -> None:
    found = shapes.rows_within(many_sites.objects.all(), AREAS["rectangle"])
    with CaptureQueriesContext(connection) as queries:
        assert len(found) > 500
        assert len(found[:20]) == 20
    assert len(queries) == 4


def test_many_rows_are_found_in_the_same_order_as_few(many_sites: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    few = shapes.rows_within(many_sites.objects.all(), AREAS["polygon"]).ids(100)
    monkeypatch.setattr(shapes, "MANY", 10)
    many = shapes.rows_within(many_sites.objects.order_by("name"), AREAS["polygon"]).ids(100)
    assert many == few == sorted(few, reverse=True)
    assert len(few) == 100


def test_points_on_the_edge_are_within(sites: Any) -> None:
    sites.objects.create(name="角", longitude=112.0, latitude=30.0)
    assert len(shapes.rows_within(sites.objects.all(), shapes.rectangle(112.0, 30.0, 112.1, 30.1))) == 1
    assert len(shapes.rows_within(sites.objects.all(), shapes.rectangle(112.000001, 30.0, 112.1, 30.1))) == 0
