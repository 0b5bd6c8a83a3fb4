"""Typed text is normalised, personal data masked, and identifiers checked against the standards' own examples."""

import pytest

from anlan.base import clock, text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  ＡＢＣ１２３　（有限）公司 ", "ABC123 (有限)公司"),
        ("澜川\n恒润\t\t化工", "澜川 恒润 化工"),
        ("\ufeff甲\u200b乙\x00丙", "甲乙丙"),
        (None, ""),
        ("　", ""),
    ],
)
def test_normalise_makes_one_spelling_of_many(typed: str | None, kept: str) -> None:
    assert text.normalise(typed) == kept


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13800001234", "138****1234"),
        ("138 0000 1234", "138****1234"),
        ("13800001234、13900005678", "138****1234、139****5678"),
        ("0577-87651234", "057****1234"),
        ("87651234", "****1234"),
        ("12345", "*****"),
        ("无", "无"),
        (None, ""),
    ],
)
def test_phones_keep_their_ends(number: str | None, shown: str) -> None:
    assert text.mask_phone(number) == shown


def test_masking_leaves_no_long_run_of_digits() -> None:
    for number in ("13800001234", "+86 13800001234", "(0577)87651234", "13800001234/87651234"):
        shown = text.mask_phone(number)
        assert number not in shown
        assert all(len(run) <= 4 for run in shown.replace("/", "*").replace(")", "*").split("*"))


@pytest.mark.parametrize(
    ("number", "shown"),
    [("11010519491231002X", "110105********002X"), ("123", "***"), ("", ""), ("130503670401001", "130503*****1001")],
)
def test_identity_numbers_hide_the_date_of_birth(number: str, shown: str) -> None:
    assert text.mask_id_number(number) == shown


def test_names_keep_the_first_character() -> None:
    assert [text.mask_name(name) for name in ("何敏", "欧阳明月", "何", "")] == ["何*", "欧***", "何*", ""]


@pytest.mark.parametrize("number", ["11010519491231002X", "11010519491231002x", " 1101051949１２３１002X"])
def test_a_right_identity_number_passes(number: str) -> None:
    assert text.check_id_number(number) is None


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("110105194912310021", "校验位不对：末位应为 X"),
        ("11010519491231", "应为 18 位"),
        ("00010519491231002X", "省份"),
        ("110105194913310025", "出生日期"),
        ("110105194902300020", "出生日期"),
        ("1101051949123100２Ｘ2", "应为 18 位"),
    ],
)
def test_a_wrong_identity_number_says_what_is_wrong(number: str, sentence: str) -> None:
    assert sentence in str(text.check_id_number(number))


def test_nobody_is_born_tomorrow() -> None:
    born = "110105202611230018"
    clock.set_for_tests(clock.at("2026-11-22 12:00"))
    assert "出生日期" in str(text.check_id_number(born))
    clock.tick(clock.at("2026-11-23 00:00"))
    assert "出生日期" not in str(text.check_id_number(born))


@pytest.mark.parametrize("place", range(17))
def test_every_single_wrong_digit_of_an_identity_number_is_noticed(place: int) -> None:
    right = "11010519491231002X"
    for digit in set("0123456789") - {right[place]}:
        assert text.check_id_number(right[:place] + digit + right[place + 1 :]) is not None


@pytest.mark.parametrize("code", ["91110000600037341L", "91110000600037341l", "９1110000600037341L "])
def test_a_right_credit_code_passes(code: str) -> None:
    assert text.check_credit_code(code) is None


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("12100000400000456J", "末位应为 B"),
        ("9111000060003734", "应为 18 位，现为 16 位"),
        ("9111000060003734OI", "出现了“IO”"),
        ("", "现为 0 位"),
    ],
)
def test_a_wrong_credit_code_says_what_is_wrong(code: str, sentence: str) -> None:
    assert sentence in str(text.check_credit_code(code))


def test_organisation_codes() -> None:
    assert text.check_organisation_code("D2143569-X") is None
    assert "末位应为 X" in str(text.check_organisation_code("D21435690"))
    assert "9 位" in str(text.check_organisation_code("D2143569"))


def test_cas_numbers() -> None:
    assert text.check_cas_number("7664-41-7") is None
    assert "末位应为 7" in str(text.check_cas_number("7664-41-8"))
    assert "形如" in str(text.check_cas_number("7664417"))
