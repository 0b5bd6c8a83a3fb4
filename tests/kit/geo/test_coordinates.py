"""Coordinate systems turn into each other and back, and people's ways of writing a point are understood or refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.kit.geo import coordinates
from anlan.kit.geo.coordinates import CoordinateError, Point, parse_angle, parse_coordinate

PARIS = (2.35, 48.85)
chinese_points = st.tuples(st.floats(75, 134), st.floats(18, 53))


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
        ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
    ],
)
def test_known_points_move_to_known_points(wgs84: tuple[float, float], gcj02: tuple[float, float]) -> None:
    assert coordinates.wgs84_to_gcj02(*wgs84) == pytest.approx(gcj02, abs=1e-9)
    assert coordinates.gcj02_to_wgs84(*gcj02) == pytest.approx(wgs84, abs=1e-9)


def test_a_point_in_china_moves_by_hundreds_of_metres_and_one_in_paris_not_at_all() -> None:
    lon, lat = coordinates.wgs84_to_gcj02(116.397, 39.909)
    assert 0.002 < lon - 116.397 < 0.02
    assert 0.0005 < lat - 39.909 < 0.02
    assert coordinates.wgs84_to_gcj02(*PARIS) == PARIS
    assert coordinates.gcj02_to_wgs84(*PARIS) == PARIS


@given(chinese_points)
def test_every_system_comes_back_within_a_millimetre(point: tuple[float, float]) -> None:
    for system in ("wgs84", "gcj02", "bd09"):
        there = coordinates.from_wgs84(*point, system)
        assert coordinates.to_wgs84(*there, system) == pytest.approx(point, abs=1e-8)


@given(st.lists(chinese_points | st.just(PARIS), min_size=1, max_size=20), st.sampled_from(["gcj02", "bd09"]))
def test_arrays_give_what_single_points_give(points: list[tuple[float, float]], system: str) -> None:
    array = np.array(points)
    lons, lats = coordinates.to_wgs84(array[:, 0], array[:, 1], system)
    single = np.array([coordinates.to_wgs84(lon, lat, system) for lon, lat in points])
    np.testing.assert_allclose(np.column_stack([lons, lats]), single, rtol=0, atol=1e-9)


def test_an_unknown_system_is_an_error() -> None:
    with pytest.raises(ValueError, match="mars"):
        coordinates.to_wgs84(112.0, 30.0, "mars")
    with pytest.raises(ValueError, match="mars"):
        coordinates.from_wgs84(112.0, 30.0, "mars")


def test_distances_are_great_circles() -> None:
    assert coordinates.distance(112.0, 30.0, 112.0, 31.0) == pytest.approx(111_195, abs=1)
    assert coordinates.distance(112.0, 0.0, 113.0, 0.0) == pytest.approx(111_195, abs=1)
    assert coordinates.distance(112.0, 60.0, 113.0, 60.0) == pytest.approx(55_597, abs=5)
    assert coordinates.distance(112.3, 30.1, 112.3, 30.1) == 0
    many = coordinates.distance(np.array([112.0, 112.0]), np.array([30.0, 31.0]), 112.0, 31.0)
    np.testing.assert_allclose(many, [111_195, 0], atol=1)


@pytest.mark.parametrize(
    "text",
    [
        "112.3585, 30.12",
        "30.12 112.3585",
        "112.3585，30.12",
        "１１２．３５８５、３０．１２",
        "(112.3585; 30.12)",
        "POINT (112.3585 30.12)",
        "E112.3585 N30.12",
        "30.12N, 112.3585E",
        "东经112.3585° 北纬30.12°",
        "北纬30.12度，东经112.3585度",
        "经度：112.3585 纬度：30.12",
        "lng=112.3585, lat=30.12",
        "112°21′30.6″E 30°7′12″N",
        "112°21'30.6\", 30°7'12\"",
        "东经112度21分30.6秒 北纬30度7分12秒",
        "东经112°21.51′，北纬30°7.2′",
    ],
)
def test_the_ways_people_write_one_point(text: str) -> None:
    assert parse_coordinate(text) == pytest.approx(Point(112.3585, 30.12), abs=1e-9)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "认不出坐标"),
        ("县政府门口", "认不出坐标"),
        ("112.3585", "认不出坐标"),
        ("112.3, 30.1, 25", "认不出坐标"),
        ("112.3, 30.1 附近", "认不出坐标"),
        ("东经112.3 东经30.1", "两个经度"),
        ("112.3, 112.4", "不在中国范围内"),
        ("30.1, 31.2", "不在中国范围内"),
        ("0, 0", "不在中国范围内"),
        ("2.35, 48.85", "不在中国范围内"),
        ("西经112.3 北纬30.1", "不在中国范围内"),
        ("东经30.12 北纬112.36", "填反"),
        ("112°75′00″ 30°7′12″", "度分秒"),
        ("112.5°21′ 30°7′", "度分秒"),
    ],
)
def test_what_is_no_point_is_refused_with_a_sentence(text: str, reason: str) -> None:
    with pytest.raises(CoordinateError, match=reason):
        parse_coordinate(text)


@given(st.text(max_size=60))
def test_no_text_does_anything_but_parse_or_be_refused(text: str) -> None:
    try:
        point = parse_coordinate(text)
    except CoordinateError:
        return
    assert coordinates.checked_point(*point) == point


def test_one_angle_by_itself() -> None:
    assert parse_angle("112°21′30.6″") == pytest.approx(112.3585)
    assert parse_angle(" 30.12 ") == 30.12
    assert parse_angle("112.3585°") == 112.3585
    with pytest.raises(CoordinateError, match="十进制度"):
        parse_angle("112.3 30.1")


def test_swapped_columns_are_told_from_foreign_ones() -> None:
    assert coordinates.ordered_point(30.12, 112.36) == Point(112.36, 30.12)
    with pytest.raises(CoordinateError, match="填反"):
        coordinates.checked_point(30.12, 112.36)
    with pytest.raises(CoordinateError, match="有效的数字"):
        coordinates.checked_point(float("nan"), 30.12)
