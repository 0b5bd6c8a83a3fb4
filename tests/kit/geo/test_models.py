"""A row with a point carries its quadkey, whichever way it is written."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from anlan.kit.geo import quadkey
from anlan.kit.geo.models import CoordinateSource


def test_saving_computes_the_key_and_moving_the_point_moves_it(sites: Any) -> None:
    site = sites.objects.create(name="仓库", longitude=112.5, latitude=30.1)
    assert sites.objects.get(pk=site.pk).quadkey == quadkey.encode(112.5, 30.1)
    site.latitude = 30.2
    site.save(update_fields=["latitude"])
    assert sites.objects.get(pk=site.pk).quadkey == quadkey.encode(112.5, 30.2)
    site.longitude = site.latitude = None
    site.save()
    assert sites.objects.get(pk=site.pk).quadkey is None


def test_saving_another_column_alone_leaves_point_and_key(sites: Any) -> None:
    site = sites.objects.create(name="仓库", longitude=112.5, latitude=30.1)
    site.name, site.longitude = "一号仓库", 113.5
    site.save(update_fields=["name"])
    kept = sites.objects.get(pk=site.pk)
    assert (kept.name, kept.longitude, kept.quadkey) == ("一号仓库", 112.5, quadkey.encode(112.5, 30.1))


def test_creating_in_bulk_computes_the_keys(sites: Any) -> None:
    sites.objects.bulk_create([sites(name="甲", longitude=112.5, latitude=30.1), sites(name="乙")])
    keys = dict(sites.objects.values_list("name", "quadkey"))
    assert keys == {"甲": quadkey.encode(112.5, 30.1), "乙": None}


def test_a_point_placed_by_hand_is_ready_for_bulk_update(sites: Any) -> None:
    site = sites.objects.create(name="仓库", longitude=112.5, latitude=30.1)
    site.place_point(112.6, 30.3)
    sites.objects.bulk_update([site], ["longitude", "latitude", "quadkey"])
    assert sites.objects.get(pk=site.pk).quadkey == quadkey.encode(112.6, 30.3)
    site.place_point(None, None)
    assert site.quadkey is None


def test_half_a_point_and_a_point_outside_the_world_are_refused(sites: Any) -> None:
    with pytest.raises(ValidationError) as half:
        sites(name="半个", longitude=112.5).full_clean(exclude=["colour", "town", "kind"])
    assert list(half.value.message_dict) == ["latitude"]
    with pytest.raises(ValidationError) as outside:
        sites(name="月球", longitude=1112.5, latitude=30.1).full_clean(exclude=["colour", "town", "kind"])
    assert list(outside.value.message_dict) == ["longitude"]


def test_what_was_typed_is_remembered(sites: Any) -> None:
    site = sites.objects.create(name="仓库", longitude=112.5, latitude=30.1, coordinate_source="bd09")
    assert sites.objects.get(pk=site.pk).coordinate_source == CoordinateSource.BD09
    assert sites().coordinate_source == CoordinateSource.WGS84


@pytest.mark.only_on("postgresql")
def test_one_index_on_the_key_not_two(sites: Any) -> None:
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, sites._meta.db_table)
    on_key = [name for name, facts in indexes.items() if facts["index"] and facts["columns"] == ["quadkey"]]
    assert len(on_key) == 1


def test_a_range_of_keys_is_half_open(sites: Any) -> None:
    key = sites.objects.create(name="仓库", longitude=112.5, latitude=30.1).quadkey
    low, high = quadkey.key_range(key)
    assert sites.objects.filter(quadkey__within=(low, high)).count() == 1
    assert sites.objects.filter(quadkey__within=(high, "4")).count() == 0
    assert sites.objects.filter(quadkey__within=("", low)).count() == 0
    assert sites.objects.filter(quadkey__within=("", "4")).count() == 1


def test_a_tile_is_found_by_the_index(sites: Any) -> None:
    low, high = quadkey.tile_range(10, 831, 422)
    plan = sites.objects.filter(quadkey__gte=low, quadkey__lt=high).values("pk").explain()
    assert "quadkey" in plan
    assert "SCAN" not in plan.split()
