"""LEC and LS: vectors, bounds, and values that the tables do not have."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from anlan.subjects.enterprises import scoring
from anlan.subjects.enterprises.choices import Method, Risk

DATA = Path(__file__).parent / "data"
LEC = list(csv.DictReader((DATA / "lec.csv").read_text(encoding="utf-8").splitlines()))
LS = list(csv.DictReader((DATA / "ls.csv").read_text(encoding="utf-8").splitlines()))
WORDS = {"重大风险": Risk.RED, "较大风险": Risk.ORANGE, "一般风险": Risk.YELLOW, "低风险": Risk.BLUE}
COLOURS = {"红": Risk.RED, "橙": Risk.ORANGE, "黄": Risk.YELLOW, "蓝": Risk.BLUE}


@pytest.mark.parametrize("case", LEC, ids=[f"{c['L']}x{c['E']}x{c['C']}" for c in LEC])
def test_lec_vectors(case: dict[str, str]) -> None:
    d = scoring.score(Method.LEC, Decimal(case["L"]), Decimal(case["E"]), Decimal(case["C"]))
    assert d == Decimal(case["D"])
    assert scoring.classic_grade(d) == int(case["classic_grade"])
    assert scoring.FOUR_A.colour(d) == WORDS[case["four_A"]]
    assert scoring.FOUR_B.colour(d) == WORDS[case["four_B"]]


@pytest.mark.parametrize("case", LS, ids=[f"{c['L']}x{c['S']}" for c in LS])
def test_ls_vectors(case: dict[str, str]) -> None:
    r = scoring.score(Method.LS, Decimal(case["L"]), None, Decimal(case["S"]))
    assert r == Decimal(case["R"])
    assert scoring.FIVE_BY_FIVE.colour(r) == COLOURS[case["colour"]] == WORDS[case["level"]]


def test_whether_a_bound_belongs_is_the_schemes_to_say() -> None:
    inclusive = scoring.Thresholds(Decimal(320), Decimal(160), Decimal(70), inclusive=True)
    for bound, above, below in (
        (320, Risk.RED, Risk.ORANGE),
        (160, Risk.ORANGE, Risk.YELLOW),
        (70, Risk.YELLOW, Risk.BLUE),
    ):
        assert inclusive.colour(Decimal(bound)) == above
        assert scoring.FOUR_A.colour(Decimal(bound)) == below


def test_every_product_of_five_by_five_has_the_colour_of_the_table() -> None:
    expected = {
        Risk.RED: {20, 25}, Risk.ORANGE: {15, 16}, Risk.YELLOW: {9, 10, 12}, Risk.BLUE: {1, 2, 3, 4, 5, 6, 8},
    }  # fmt: skip
    found: dict[Risk, set[int]] = {colour: set() for colour in expected}
    for likelihood in range(1, 6):
        for severity in range(1, 6):
            found[scoring.FIVE_BY_FIVE.colour(Decimal(likelihood * severity))].add(likelihood * severity)
    assert found == expected


def test_exposure_and_consequence_put_into_each_others_column_are_caught() -> None:
    errors = scoring.wrong_factors(Method.LEC, Decimal(3), Decimal(15), Decimal(6))
    assert set(errors) == {"exposure", "consequence"}
    assert scoring.wrong_factors(Method.LEC, Decimal(3), Decimal(6), Decimal(15)) == {}
    assert set(scoring.wrong_factors(Method.LEC, Decimal(3), None, Decimal(15))) == {"exposure"}
    assert set(scoring.wrong_factors(Method.LS, Decimal(6), None, Decimal("2.5"))) == {"likelihood", "consequence"}


def test_the_worst_colour_leads() -> None:
    assert scoring.worst(["blue", "orange", "yellow"]) == Risk.ORANGE
    assert scoring.worst([]) == ""
