"""Finding places by their codes, by the names people write, and by a point."""

from datetime import date

import pytest

from anlan.base.places import queries, services
from anlan.base.places.models import Place, PlaceAlias

pytestmark = pytest.mark.django_db

COUNTY = "990121000000"
DIVISIONS = [
    ("990121", "澜川县"),
    ("990121001", "城关街道"),
    ("990121100", "石泉镇"),
    ("990121101", "云溪镇"),
    ("990121200", "青林乡"),
    ("990121001001", "河东社区居委会"),
    ("990121100200", "石泉村委会"),
    ("990121100201", "东山村委会"),
    ("990121101200", "东山村委会"),
    ("990121101201", "云口村"),
    ("990121101201001", "云口村第一网格"),
]


@pytest.fixture(autouse=True)
def county() -> None:
    services.load(DIVISIONS)
    services.load([("990122", "邻江县"), ("990122100", "石泉镇"), ("990122100200", "石门村")])


def square(west: float, south: float, size: float) -> dict[str, object]:
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def put(code: str, west: float, south: float, size: float) -> None:
    place = Place.objects.get(code=code)
    services.outline(place, square(west, south, size))
    place.save()


def test_a_subtree_is_the_place_and_all_below_it_and_nothing_of_the_neighbour() -> None:
    assert [place.code for place in queries.subtree("990121101000")] == [
        "990121101000",
        "990121101200",
        "990121101201",
        "990121101201001",
    ]
    assert queries.subtree(COUNTY).count() == 11
    assert [place.name for place in queries.towns_of(COUNTY)] == ["城关街道", "石泉镇", "云溪镇", "青林乡"]


def test_the_way_up() -> None:
    assert [place.name for place in queries.ancestors("990121101201001")] == [
        "澜川县",
        "云溪镇",
        "云口村",
        "云口村第一网格",
    ]
    assert str(queries.town_of("990121101201001")) == "云溪镇"
    assert queries.town_of(COUNTY) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("云溪镇", "990121101000"),
        ("云溪", "990121101000"),
        (" 云 溪镇 ", "990121101000"),
        ("云溪镇人民政府", "990121101000"),
        ("城关街道办事处", "990121001000"),
        ("河东社区", "990121001001"),
        ("河东", "990121001001"),
        ("石泉", "990121100000"),
        ("石泉镇", "990121100000"),
        ("石泉村", "990121100200"),
        ("云溪乡", "990121101000"),
        ("云溪镇东山村", "990121101200"),
        ("石泉镇 东山", "990121100201"),
        ("澜川县云溪镇东山村委会", "990121101200"),
        ("990121101", "990121101000"),
        ("９９０１２１１０１０００", "990121101000"),
        ("澜川", COUNTY),
    ],
)
def test_what_people_write_is_found(text: str, code: str) -> None:
    found = queries.find(text, COUNTY)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["东山村", "石门村", "无此地", "", "99012", "990122100", "镇", "云溪村", "云口镇"])
def test_what_could_mean_several_or_lies_elsewhere_is_not_guessed(text: str) -> None:
    assert queries.find(text, COUNTY) is None


def test_candidates_name_the_choices() -> None:
    found = queries.Gazetteer(COUNTY).candidates("东山村")
    assert [place.code for place in found] == ["990121100201", "990121101200"]


def test_a_gazetteer_reads_twice_however_many_are_sought(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        gazetteer = queries.Gazetteer(COUNTY)
        for text in ("云溪镇", "石泉村", "990121100", "青林乡", "无此地"):
            gazetteer.find(text)


def test_aliases_and_former_codes_are_known() -> None:
    place = Place.objects.get(code="990121101201")
    PlaceAlias.objects.create(place=place, name="云口大队")
    PlaceAlias.objects.create(place=place, code="990121105201")
    assert queries.find("云口大队", COUNTY) == place
    assert queries.find("990121105201", COUNTY) == place


def test_a_merged_place_answers_with_what_it_became() -> None:
    old, new = Place.objects.get(code="990121200000"), Place.objects.get(code="990121101000")
    services.merge(old, new, date(2026, 6, 1))
    assert queries.find("青林乡", COUNTY) == new
    assert queries.find("990121200", COUNTY) == new
    assert "青林乡" not in [name for _code, name in queries.place_choices()]


def test_choices_name_the_town_of_a_village() -> None:
    choices = dict(queries.place_choices())
    assert choices["990121101200"] == "云溪镇 东山村委会"
    assert choices["990121101000"] == "云溪镇"
    assert [code for code, _name in queries.place_choices("990122")] == [
        "990122000000",
        "990122100000",
        "990122100200",
    ]


def test_a_point_lies_in_the_lowest_area_that_holds_it(django_assert_num_queries: object) -> None:
    put(COUNTY, 112.0, 30.0, 1.0)
    put("990121100000", 112.0, 30.0, 0.5)
    put("990121101000", 112.5, 30.0, 0.5)
    put("990121101201", 112.6, 30.1, 0.1)
    assert str(queries.containing(112.65, 30.15)) == "云口村"
    assert str(queries.containing(112.9, 30.4)) == "云溪镇"
    assert str(queries.containing(112.2, 30.9)) == "澜川县"
    assert queries.containing(113.5, 30.5) is None
    assert queries.containing(112.2, 30.2, within="990121101000") is None
    with django_assert_num_queries(1):  # type: ignore[operator]
        queries.containing(112.65, 30.15)


def test_a_point_on_the_border_has_one_place() -> None:
    put("990121100000", 112.0, 30.0, 0.5)
    put("990121101000", 112.5, 30.0, 0.5)
    assert str(queries.containing(112.5, 30.2)) == "石泉镇"


def test_a_bounding_box_alone_is_not_enough() -> None:
    place = Place.objects.get(code="990121100000")
    ring = [[112.0, 30.0], [113.0, 30.0], [112.0, 31.0], [112.0, 30.0]]
    services.outline(place, {"type": "Polygon", "coordinates": [ring]})
    place.save()
    assert queries.containing(112.9, 30.9) is None
    assert queries.containing(112.1, 30.1) == place
