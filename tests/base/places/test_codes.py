"""Administrative codes: significant digits, subtrees as ranges, and the levels they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.base.places import codes

VILLAGE, GRID = "990121100001", "990121100001001"


@pytest.mark.parametrize(
    ("code", "digits", "level", "parent"),
    [
        ("990000000000", "99", 1, ""),
        ("990100000000", "9901", 2, "990000000000"),
        ("990121000000", "990121", 3, "990100000000"),
        ("990121100000", "990121100", 4, "990121000000"),
        (VILLAGE, VILLAGE, 5, "990121100000"),
        (GRID, GRID, 6, VILLAGE),
        ("110100000000", "1101", 2, "110000000000"),
        ("429004000000", "429004", 3, "429000000000"),
    ],
)
def test_what_a_code_says(code: str, digits: str, level: int, parent: str) -> None:
    assert codes.prefix(code) == digits
    assert codes.level_of(code) == level
    assert codes.parent_of(code) == parent
    assert codes.pad(digits) == code


@pytest.mark.parametrize(
    ("code", "low", "high"),
    [
        ("990121100000", "990121100", "990121101"),
        ("990121199000", "990121199", "990121200"),
        ("990121999000", "990121999", "990122000"),
        (VILLAGE, VILLAGE, "990121100002"),
        ("990000000000", "99", "9999999999999999"),
        ("01", "01", "02"),
        ("0109", "0109", "0110"),
        ("99", "99", "9999999999999999"),
    ],
)
def test_a_subtree_is_one_range(code: str, low: str, high: str) -> None:
    assert codes.code_range(code) == (low, high)


def test_the_whole_and_its_parts() -> None:
    assert codes.town_of(GRID) == codes.town_of(VILLAGE) == codes.town_of("990121100000") == "990121100000"
    assert codes.town_of("990121000000") == ""
    assert codes.county_of(GRID) == "990121000000"
    assert codes.county_of("990100000000") == ""
    assert codes.prefixes(GRID) == [GRID, VILLAGE, "990121100", "990121", "9901"]
    assert codes.prefixes("990121000000") == ["990121", "9901"]


@pytest.mark.parametrize("code", ["", "9", "99012", "99012110000x", "９９０１２１", "9901211000010012", "-90121"])
def test_what_is_no_code_is_refused_with_a_sentence(code: str) -> None:
    with pytest.raises(codes.BadCode, match="位数字"):
        codes.pad(code)


digits = st.text("0123456789", min_size=15, max_size=15)
lengths = st.sampled_from(codes.LENGTHS)


@given(digits, lengths, digits, lengths)
def test_the_range_holds_exactly_the_subtree(first: str, cut: int, second: str, other_cut: int) -> None:
    above, other = codes.pad(first[:cut]), codes.pad(second[:other_cut])
    low, high = codes.code_range(above)
    assert (low <= other < high) == codes.holds(above, other) == other.startswith(codes.prefix(above))
    below = codes.prefix(above) + "001001001001001"
    assert low <= below[:15] < high


@given(digits, lengths)
def test_every_code_lies_within_its_parent(text: str, cut: int) -> None:
    code = codes.pad(text[:cut])
    parent = codes.parent_of(code)
    assert not parent or codes.holds(parent, code)
