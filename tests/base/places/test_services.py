"""Division lists and boundaries are taken whole or refused with the reason."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from anlan.base.audit.models import AuditEntry
from anlan.base.places import services
from anlan.base.places.models import Place, PlaceAlias, PlaceLevel

pytestmark = pytest.mark.django_db

TOWNS = 'code,name,areaCode\n990121100,"石泉镇",990121\n990121101,"云溪镇",990121\n'
VILLAGES = "统计用区划代码,名称,城乡分类\n990121100200,石塘村委会,220\n990121101200,云口村委会,220\n"


def divisions() -> list[tuple[str, str]]:
    return [("990121", "澜川县"), *services.read_list(TOWNS.encode()), *services.read_list(VILLAGES.encode("gb18030"))]


def test_a_list_becomes_a_tree() -> None:
    result = services.load(divisions())
    assert (result.added, result.renamed, result.same, result.absent) == (5, 0, 0, [])
    village = Place.objects.get(code="990121101200")
    assert (village.name, village.level, village.parent_id) == ("云口村委会", PlaceLevel.VILLAGE, "990121101000")
    assert village.parent is not None
    assert str(village.parent.parent) == "澜川县"
    entry = AuditEntry.objects.get(act="place.load")
    assert entry.after == {"added": 5, "renamed": 0, "same": 0}


def test_loading_again_changes_nothing_and_a_new_name_keeps_the_old_one() -> None:
    services.load(divisions())
    assert services.load(divisions()).same == 5
    result = services.load([("990121101", "云溪街道")])
    assert (result.added, result.renamed) == (0, 1)
    assert result.absent == ["990121100000"]
    assert Place.objects.get(code="990121101000").name == "云溪街道"
    assert list(PlaceAlias.objects.values_list("place_id", "name")) == [("990121101000", "云溪镇")]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("990121100", "石泉镇")], "上级 990121000000 不在表里"),
        ([("990121", "澜川县"), ("990121100200", "石塘村")], "上级 990121100000 不在表里"),
        ([("990121", "澜川县"), ("9901211", "石泉镇")], "第 2 行"),
        ([("990121", "澜川县"), ("990121", "澜江县")], "出现两次而名称不同"),
        ([("990121", " ")], "没有名称"),
    ],
)
def test_a_list_with_a_hole_is_refused_whole(rows: list[tuple[str, str]], sentence: str) -> None:
    with pytest.raises(services.BadDivisions, match=sentence):
        services.load(rows)
    assert not Place.objects.exists()


def test_a_file_without_the_two_columns_is_refused() -> None:
    for text in ("镇,村\n石泉,石塘\n", ""):
        with pytest.raises(services.BadDivisions, match="代码"):
            services.read_list(text.encode())


def test_an_ended_place_cannot_take_over_another() -> None:
    services.load(divisions())
    stone, cloud = Place.objects.get(code="990121100000"), Place.objects.get(code="990121101000")
    services.merge(stone, cloud, date(2026, 1, 1))
    stone.refresh_from_db()
    assert (stone.successor, stone.valid_to_on) == (cloud, date(2026, 1, 1))
    for place, successor in ((cloud, stone), (cloud, cloud)):
        with pytest.raises(ValueError, match="仍在使用"):
            services.merge(place, successor, date(2026, 2, 1))


RING = [[112.0, 30.0], [112.4, 30.0], [112.4, 30.2], [112.0, 30.2], [112.0, 30.0]]


def test_a_boundary_brings_its_bounds_and_a_label_inside() -> None:
    place = Place(code="990121100000", name="石泉镇", level=4)
    services.outline(place, {"type": "Polygon", "coordinates": [RING]})
    assert (place.west, place.south, place.east, place.north) == (112.0, 30.0, 112.4, 30.2)
    assert place.longitude is not None
    assert place.latitude is not None
    assert 112.0 < place.longitude < 112.4
    assert 30.0 < place.latitude < 30.2
    assert json.loads(json.dumps(place.shape))["type"] == "Polygon"


def test_a_crossed_boundary_is_repaired() -> None:
    place = Place(code="990121100000", name="石泉镇", level=4)
    bow = [[112.0, 30.0], [112.4, 30.2], [112.4, 30.0], [112.0, 30.2], [112.0, 30.0]]
    services.outline(place, {"type": "Polygon", "coordinates": [bow]})
    assert place.shape is not None
    assert place.shape["type"] == "MultiPolygon"


@pytest.mark.parametrize(
    ("geometry", "sentence"),
    [
        ({}, "读不懂"),
        ({"type": "Polygon", "coordinates": "x"}, "读不懂"),
        ({"type": "Point", "coordinates": [112, 30]}, "应为面"),
        ({"type": "Polygon", "coordinates": []}, "应为面"),
        ({"type": "Polygon", "coordinates": [[[500, 30], [501, 30], [501, 31], [500, 30]]]}, "不是经纬度"),
    ],
)
def test_what_is_no_area_is_refused(geometry: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        services.outline(Place(code="990121100000", name="石泉镇", level=4), geometry)


def test_the_command_loads_lists_and_boundaries_and_says_what_it_did(tmp_path: Path) -> None:
    towns, villages, shapes = tmp_path / "towns.csv", tmp_path / "villages.csv", tmp_path / "shapes.geojson"
    towns.write_text(TOWNS, encoding="utf-8-sig")
    villages.write_text(VILLAGES, encoding="gb18030")
    features = [
        {"type": "Feature", "id": "990121100", "geometry": {"type": "Polygon", "coordinates": [RING]}},
        {"type": "Feature", "properties": {"adcode": 990199}, "geometry": {"type": "Polygon", "coordinates": [RING]}},
        {"type": "Feature", "properties": {"code": "990121101"}, "geometry": None},
    ]
    shapes.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")

    with pytest.raises(CommandError, match="上级 990121000000"):
        call_command("places", "load", str(towns), str(villages), stdout=StringIO())
    told = said("load", str(towns), str(villages), root="990121=澜川县")
    assert told == {"added": 5, "renamed": 0, "same": 0, "absent": []}
    told = said("boundaries", str(shapes))
    assert told["taken"] == 1
    assert [sentence[:6] for sentence in told["refused"]] == ["990199", "990121"]
    assert Place.objects.get(code="990121100000").west == 112.0
    assert said("find", "云溪", within="990121") == {"云溪": ["990121101000 云溪镇"]}
    with pytest.raises(CommandError, match="读不了文件"):
        call_command("places", "load", str(tmp_path / "none.csv"), stdout=StringIO())


def said(*words: str, **options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("places", *words, json=True, stdout=out, **options)
    return dict(json.loads(out.getvalue()))
