"""Tiles show points where they are few and clusters where they are many; every row is shown once."""

import random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anlan.kit.geo import quadkey, tiles

HERE = (112.2, 30.15)


def scattered(sites: Any, number: int, spread: float, **values: Any) -> None:
    chance = random.Random(3)
    sites.objects.bulk_create(
        sites(
            name=f"点{i}",
            longitude=HERE[0] + chance.uniform(-spread, spread),
            latitude=HERE[1] + chance.uniform(-spread, spread),
            colour=chance.choice(["red", "blue"]),
            **values,
        )
        for i in range(number)
    )


def tile(rows: Any, z: int, x: int, y: int, *, colour: str | None = None, label: str | None = None) -> tiles.Tile:
    return tiles.tile([(rows, colour)], z, x, y, label=label)


def tile_at(sites: Any, z: int, **options: Any) -> tiles.Tile:
    return tile(sites.objects.all(), z, *quadkey.tile_of(*HERE, z), **options)


def test_few_rows_are_points_with_colour_and_label(sites: Any) -> None:
    site = sites.objects.create(name="加油站", colour="red", longitude=HERE[0], latitude=HERE[1])
    sites.objects.create(name="没有位置", colour="red")
    sites.objects.create(name="别处", colour="red", longitude=100.0, latitude=20.0)
    made = tile_at(sites, 12, colour="colour", label="name")
    assert made == {"clusters": [], "points": [[site.pk, 112.2, 30.15, "red", "加油站"]]}
    assert tile_at(sites, 12)["points"] == [[site.pk, 112.2, 30.15, None, None]]
    assert tile_at(sites, 12, label="name")["points"] == [[site.pk, 112.2, 30.15, None, "加油站"]]


def test_many_rows_become_clusters_that_count_every_row_and_colour(sites: Any) -> None:
    scattered(sites, 1500, 0.05)
    made = tile_at(sites, 8, colour="colour", label="name")
    assert len(made["clusters"]) + len(made["points"]) <= 16
    assert sum(count for _lon, _lat, count, _colours in made["clusters"]) + len(made["points"]) == 1500
    reds = sum(colours.get("red", 0) for *_rest, colours in made["clusters"])
    reds += sum(point[3] == "red" for point in made["points"])
    assert reds == sites.objects.filter(colour="red").count()
    assert all(count == sum(colours.values()) for *_rest, count, colours in made["clusters"])


def test_a_cluster_stands_among_its_rows(sites: Any) -> None:
    scattered(sites, 400, 0.0002)
    (cluster,) = tile_at(sites, 8)["clusters"]
    assert cluster[2:] == [400, {}]
    assert abs(cluster[0] - HERE[0]) < 360 / 2**12
    assert abs(cluster[1] - HERE[1]) < 360 / 2**12


def test_a_row_alone_in_its_cell_stays_a_point(sites: Any) -> None:
    scattered(sites, 300, 0.0002)
    x, y = quadkey.tile_of(*HERE, 8)
    _west, south, east, _north = quadkey.tile_bounds(8, x, y)
    alone = sites.objects.create(name="孤点", colour="blue", longitude=east - 0.01, latitude=south + 0.01)
    assert quadkey.tile_of(alone.longitude, alone.latitude, 8) == (x, y)
    made = tile_at(sites, 8, colour="colour", label="name")
    assert [point[0] for point in made["points"]] == [alone.pk]
    assert made["points"][0][4] == "孤点"
    assert sum(cluster[2] for cluster in made["clusters"]) == 300


def test_exactly_as_many_as_allowed_are_points_and_one_more_is_not(sites: Any) -> None:
    scattered(sites, tiles.MOST_POINTS, 0.0002)
    assert len(tile_at(sites, 8)["points"]) == tiles.MOST_POINTS
    sites.objects.create(name="再一个", longitude=HERE[0], latitude=HERE[1])
    made = tile_at(sites, 8)
    assert (sum(cluster[2] for cluster in made["clusters"]), made["points"]) == (tiles.MOST_POINTS + 1, [])


def test_rows_on_one_spot_are_a_cluster_even_at_the_finest_level(sites: Any) -> None:
    scattered(sites, 300, 0.0)
    for z in (18, 19, 20):
        (cluster,) = tile_at(sites, z, colour="colour")["clusters"]
        assert cluster[2] == 300


@pytest.mark.parametrize("z", [6, 9, 11, 13])
def test_neighbouring_tiles_share_no_row_and_lose_none(sites: Any, z: int) -> None:
    scattered(sites, 900, 0.06)
    west, south, east, north = HERE[0] - 0.06, HERE[1] - 0.06, HERE[0] + 0.06, HERE[1] + 0.06
    left, top = quadkey.tile_of(west, north, z)
    right, bottom = quadkey.tile_of(east, south, z)
    shown = 0
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            made = tile(sites.objects.all(), z, x, y, colour="colour", label="name")
            shown += len(made["points"]) + sum(cluster[2] for cluster in made["clusters"])
    assert shown == 900


def test_rows_without_a_colour_are_counted_under_no_colour(sites: Any) -> None:
    scattered(sites, 250, 0.0)
    sites.objects.update(colour=None)
    (cluster,) = tile_at(sites, 10, colour="colour")["clusters"]
    assert cluster[3] == {"": 250}


def test_a_tile_shows_only_the_rows_handed_in(sites: Any) -> None:
    scattered(sites, 500, 0.05, town="990121100000")
    mine = sites.objects.create(name="我的", town="990121101000", longitude=HERE[0], latitude=HERE[1])
    made = tile(sites.objects.filter(town="990121101000"), 8, *quadkey.tile_of(*HERE, 8), label="name")
    assert [point[0] for point in made["points"]] == [mine.pk]
    assert made["clusters"] == []


@pytest.mark.parametrize("z", [3, 8, 11, 12])
def test_whoever_sees_all_sees_the_same_as_by_a_filter_that_lets_all_through(sites: Any, z: int) -> None:
    """Without a filter SQLite is asked in another way; cells, counts and colours must not differ by it."""
    scattered(sites, 1200, 0.05)
    sites.objects.filter(pk__lt=sites.objects.order_by("pk")[50].pk).update(colour=None)

    def totals(rows: Any) -> Any:
        made = tile(rows, z, *quadkey.tile_of(*HERE, z), colour="colour", label="name")
        cells = {quadkey.encode(lon, lat)[: z + 2]: (count, shades) for lon, lat, count, shades in made["clusters"]}
        return cells, sorted(made["points"])

    assert totals(sites.objects.all()) == totals(sites.objects.filter(pk__gt=0))
    assert any("" in shades for _count, shades in totals(sites.objects.all())[0].values())


def test_colours_that_are_no_choice_are_counted_all_the_same(sites: Any) -> None:
    scattered(sites, 250, 0.0)
    sites.objects.update(colour="violet", kind="shop")
    (cluster,) = tile_at(sites, 9, colour="colour")["clusters"]
    assert cluster[3] == {"violet": 250}
    (cluster,) = tile_at(sites, 9, colour="kind")["clusters"]
    assert cluster[3] == {"shop": 250}


def test_the_order_of_the_rows_does_not_change_the_counting(sites: Any) -> None:
    scattered(sites, 500, 0.0)
    ordered = tile(sites.objects.order_by("name"), 8, *quadkey.tile_of(*HERE, 8), colour="colour")
    assert ordered == tile_at(sites, 8, colour="colour")
    named = tile(sites.objects.filter(pk__gt=0).order_by("name"), 8, *quadkey.tile_of(*HERE, 8), colour="colour")
    assert [cluster[2:] for cluster in named["clusters"]] == [cluster[2:] for cluster in ordered["clusters"]]


def test_a_tile_needs_at_most_three_queries(sites: Any) -> None:
    scattered(sites, 500, 0.05)
    with CaptureQueriesContext(connection) as queries:
        tile_at(sites, 8, colour="colour", label="name")
    assert len(queries) <= 3


def test_a_tile_that_is_none_is_refused(sites: Any) -> None:
    with pytest.raises(ValueError, match="no such tile"):
        tile(sites.objects.all(), 3, 9, 0)
