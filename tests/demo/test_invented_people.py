"""Names, numbers and texts: none belongs to anybody, and all pass the checks of the product."""

import random
import re

from anlan.base.dictionaries import shipped
from anlan.base.people.lines import LINES
from anlan.base.text import check_credit_code, check_organisation_code
from anlan.demo import frequencies, hazard_texts, names


def test_credit_codes_differ_and_are_valid() -> None:
    made = [names.credit_code(number) for number in range(0, 200_000, 97)]
    assert len(set(made)) == len(made)
    assert [code for code in made if check_credit_code(code) or check_organisation_code(code[8:17])] == []
    assert {code[2:8] for code in made} == {"990121"}


def test_phone_numbers_lie_in_the_reserved_block() -> None:
    rng = random.Random(5)
    assert all(re.fullmatch(r"13[89]0000\d{4}", names.phone(rng)) for _ in range(300))


def test_every_sector_has_firms_with_names_of_its_own() -> None:
    rng = random.Random(5)
    for sector in frequencies.SECTORS:
        made = {names.firm(rng, sector.code, "渔阳镇", "石塘村") for _ in range(40)}
        assert len(made) > 15, sector.code


def test_shares_add_up_and_are_those_of_the_dictionaries() -> None:
    brought = {code: {word.code for word in one.words} for code, one in shipped.every().items()}
    assert {sector.code for sector in frequencies.SECTORS} == brought["sector"]
    assert {code for code, _ in frequencies.SOURCES} == brought["hazard-source"]
    assert sum(sector.share for sector in frequencies.SECTORS) == 1000
    assert {sector.line for sector in frequencies.SECTORS} <= {code for code, _ in LINES}


def test_lines_have_their_superior() -> None:
    codes = {code for code, _ in LINES}
    assert all(code[:-2] in codes for code in codes if len(code) > 2)


def test_at_least_150_different_hazards_in_the_words_of_the_dictionaries() -> None:
    texts = hazard_texts.TEXTS + hazard_texts.MAJOR_TEXTS
    assert len({text.content for text in hazard_texts.TEXTS}) >= 150
    brought = {code: {word.name for word in one.words} for code, one in shipped.every().items()}
    assert {text.category for text in texts} <= brought["hazard-category"]
    assert {text.consequence for text in texts} <= brought["accident-type"]
    sectors = {sector.code for sector in frequencies.SECTORS}
    assert {sector for text in texts for sector in text.sectors} == {*sectors, hazard_texts.ANY}


def test_major_hazards_name_their_criterion_and_others_do_not() -> None:
    assert all(text.basis for text in hazard_texts.MAJOR_TEXTS)
    assert not any(text.basis for text in hazard_texts.TEXTS)


def test_a_sector_meets_its_own_hazards_and_the_general_ones_only() -> None:
    found = hazard_texts.texts_for("mine")
    assert {sector for text in found for sector in text.sectors} == {"mine", hazard_texts.ANY}
