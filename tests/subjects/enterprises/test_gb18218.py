"""Identification and grading by GB 18218-2018: vectors, hand calculation, and what the standard leaves to be told."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from anlan.subjects.enterprises import gb18218
from anlan.subjects.enterprises.gb18218 import Item, assess, find, steps, told

DATA = Path(__file__).parent / "data"
CASES = list(csv.DictReader((DATA / "gb18218_cases.csv").read_text(encoding="utf-8").splitlines()))


def items_of(text: str) -> list[tuple[Item, Fraction]]:
    found = []
    for part in text.split(";"):
        name, quantity, beta = part.rsplit(":", 2)
        found.append((Item(name, Fraction(quantity)), Fraction(beta)))
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_vectors_come_out(case: dict[str, str]) -> None:
    given = items_of(case["items(name:q_t:beta)"])
    found = assess([item for item, _beta in given], int(case["exposed_persons_500m"]))
    assert [line.beta for line in found.lines] == [beta for _item, beta in given]
    assert found.s is not None
    assert round(float(found.s), 4) == float(case["S"])
    assert found.major == (case["is_major_hazard"] == "1")
    assert float(found.alpha) == float(case["alpha"])
    assert (round(float(found.r), 4) if found.r is not None else None) == (float(case["R"]) if case["R"] else None)
    assert found.level == (int(case["level"]) if case["level"] else None)


@pytest.mark.parametrize(
    ("name", "quantity", "people", "s", "r", "level"),
    [
        ("氯", "60", 60, Fraction(12), Fraction(72), 2),
        ("液氨", "25", 100, Fraction(5, 2), Fraction(10), 3),  # R = 10 is still level three
        ("氨", "250", 120, Fraction(25), Fraction(100), 1),
        ("7664-41-7", "10", 0, Fraction(1), Fraction(1), 4),  # S = 1 constitutes; by its CAS number
    ],
)
def test_bounds_belong_to_the_higher_level(
    name: str, quantity: str, people: int, s: Fraction, r: Fraction, level: int
) -> None:
    found = assess([Item(name, Fraction(quantity))], people)
    assert (found.s, found.r, found.level) == (s, r, level)


def test_just_below_one_is_none() -> None:
    found = assess([Item("氨", Fraction("9.9999"))], 500)
    assert (found.major, found.r, found.level) == (False, None, None)
    tenths = assess([Item("氨", Fraction("0.1")) for _number in range(100)], 0)
    assert tenths.s == 1  # a hundred tenths are ten, not 9.99…
    assert tenths.major


def test_a_name_outside_table_one_goes_by_its_strictest_class() -> None:
    found = assess([Item("某易燃有毒气体", Fraction(20), ("J3", "W2"))], 10)
    line = found.lines[0]
    assert (line.critical, line.critical_from) == (Fraction(10), "表2 W2")
    assert (line.beta, line.beta_from) == (Fraction(2), "表4 J3")
    assert found.r == 4


def test_a_class_given_for_a_listed_name_decides_its_beta_not_its_quantity() -> None:
    line = gb18218.line_of(Item("甲醇", Fraction(500), ("W5.1",)))
    assert (line.critical, line.beta, line.doubt) == (Fraction(500), Fraction(3, 2), "")
    assert "暂取" in gb18218.line_of(Item("甲醇", Fraction(500))).beta_from


def test_a_toxic_gas_keeps_the_beta_of_table_three_whatever_its_class() -> None:
    assert gb18218.line_of(Item("氯", Fraction(5), ("W4",))).beta == 4
    line = gb18218.line_of(Item("一氧化碳", Fraction(5), ("J3", "W2")))
    assert (line.beta, line.critical) == (2, 10)


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (Item("不知名液体", Fraction(5)), "不在表1"),
        (Item("三氧化硫", Fraction(80)), "请选择危险性类别以确定校正系数"),
        (Item("氨", Fraction(80), ("J9",)), "没有危险性类别 J9"),
    ],
)
def test_what_cannot_be_told_is_said_and_nothing_is_computed(item: Item, sentence: str) -> None:
    found = assess([Item("氯", Fraction(60)), item], 60)
    assert (found.s, found.r, found.level, found.major) == (None, None, None, False)
    assert sentence in found.faults[0]
    assert steps(found) == list(found.faults)


def test_steps_are_those_of_a_hand_calculation() -> None:
    found = assess([Item("汽油", Fraction(150)), Item("甲醇", Fraction(200))], 20)
    assert steps(found) == [
        "汽油(乙醇汽油、甲醇汽油)：q=150 t，Q=200 t（表1 第 66 项），q/Q=0.75",
        "甲醇：q=200 t，Q=500 t（表1 第 65 项），q/Q=0.4",
        "S = 150/200 + 200/500 = 1.15，≥ 1，构成重大危险源",
        "汽油(乙醇汽油、甲醇汽油)：β=1（表4 W5.3（暂取））",
        "甲醇：β=1（表4 W5.3（暂取））",
        "厂区边界外 500 m 内常住人口 20 人，α=1（表5）",
        "R = 1 × (1×150/200 + 1×200/500) = 1.15",
        "R＜10，为四级重大危险源（表6）",
    ]


@pytest.mark.parametrize(
    ("people", "alpha"),
    [(0, "0.5"), (1, "1"), (29, "1"), (30, "1.2"), (49, "1.2"), (50, "1.5"), (99, "1.5"), (100, "2")],
)
def test_alpha_by_the_people_around(people: int, alpha: str) -> None:
    assert gb18218.alpha_of(people) == Fraction(alpha)


def test_nobody_is_fewer_than_none() -> None:
    with pytest.raises(ValueError, match="fewer"):
        gb18218.alpha_of(-1)


def test_the_tables_are_whole() -> None:
    assert len(gb18218.chemicals()) == 85
    assert [chemical.number for chemical in gb18218.chemicals()] == list(range(1, 86))
    assert len(gb18218.classes()) == 24
    assert {chemical.hint for chemical in gb18218.chemicals()} - {""} <= set(gb18218.classes())
    named = {chemical.name for chemical in gb18218.chemicals() if chemical.gas_beta is not None}
    assert named == set(gb18218.GAS_BETA) - {"一氧化碳", "氯化氢"} | {"氯化氢(无水)"}


def test_names_are_found_as_people_write_them() -> None:
    for word in ("光气", "碳酰氯", " ７５－４４－５", "75-44-5"):
        found = find(word)
        assert found is not None
        assert found.name == "碳酰氯"
    assert find("9004-70-0") is None  # several entries of the table share that number
    assert find("硝化棉") is None
    assert find("甲醛(含量＞90%)") is not None


def test_numbers_are_told_exactly_or_with_a_sign() -> None:
    assert [told(Fraction(n)) for n in ("0", "4", "0.75", "1/3", "100000")] == ["0", "4", "0.75", "≈0.3333", "100000"]
