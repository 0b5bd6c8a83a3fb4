"""Text becomes tokens; what is typed becomes phrases of the same tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.kit.search.words import Phrase, document, phrases, tag_token


def words(text: str) -> list[str]:
    tokens = document(text)
    return tokens[: tokens.index("#")]


def forms(text: str) -> list[str]:
    tokens = document(text)
    return tokens[tokens.index("#") + 1 :]


def test_chinese_is_pairs_and_a_last_single_character() -> None:
    assert words("安全生产") == ["安全", "全生", "生产", "产"]
    assert words("安") == ["安"]
    assert words("安全，生产") == ["安全", "全", "生产", "产"]


def test_letters_and_digits_stay_whole_and_are_folded() -> None:
    assert words("ＡＢ厂 12栋Ⅱ") == ["ab", "厂", "12", "栋", "ii"]


def test_codes_are_kept_in_parts_and_in_joined_forms() -> None:
    assert words("YH-2026-02041") == ["yh", "2026", "02041"]
    assert forms("YH-2026-02041") == ["yh202602041", "202602041"]
    assert forms("川A12345") == ["12345"]


def test_a_mobile_number_is_also_kept_masked() -> None:
    assert words("13800001234") == ["13800001234"]
    assert forms("13800001234") == ["138·1234"]
    assert phrases("138****1234") == [Phrase(("138·1234",), False)]
    assert phrases("138＊＊＊＊1234") == [Phrase(("138·1234",), False)]


def test_a_phrase_may_go_on_where_the_reader_stopped_typing() -> None:
    assert phrases("安全") == [Phrase(("安全",), False)]
    assert phrases("安") == [Phrase(("安",), True)]
    assert phrases("安全生") == [Phrase(("安全", "全生"), False)]
    assert phrases("yh-2026-02") == [Phrase(("yh", "2026", "02"), True)]
    assert phrases("A12厂房") == [Phrase(("a12", "厂房"), False)]
    assert phrases("厂房A1") == [Phrase(("厂房", "房", "a1"), True)]


def test_blanks_and_punctuation_part_what_must_all_be_found() -> None:
    assert phrases("安全 生产，13800001234") == [
        Phrase(("安全",), False),
        Phrase(("生产",), False),
        Phrase(("13800001234",), True),
    ]


@pytest.mark.parametrize("text", ["", "   ", "，。！", "'\"*()^:&|!<>-", "\x00"])
def test_what_holds_no_word_asks_for_nothing(text: str) -> None:
    assert phrases(text) == []


def test_a_tag_can_be_no_word_and_a_word_no_tag() -> None:
    assert document("甲", ["p990121100"]) == ["甲", "#", "#p990121100"]
    assert "#p990121100" not in document("#p990121100 p990121100")
    for wrong in ("", "P99", "p 99", "p#99", '"', "中文"):
        with pytest.raises(ValueError, match="not a search tag"):
            tag_token(wrong)


@given(st.text(max_size=200))
def test_tokens_hold_nothing_that_a_database_could_take_for_its_own_language(text: str) -> None:
    for token in [*document(text), *(token for phrase in phrases(text) for token in phrase.tokens)]:
        assert token == "#" or all(sign.isalnum() or sign == "·" for sign in token)
        assert all(sign in "abcdefghijklmnopqrstuvwxyz0123456789#" for sign in token if sign < "\x7f")
