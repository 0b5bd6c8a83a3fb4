"""The index follows its rows: put, put again, removed, rebuilt, within the transaction of the change."""

import pytest
from django.db import connection, transaction

from anlan.kit.search import index, query, tables


def rows(first: int, last: int) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(number, f"第{number}号 消防检查", ("p1" if number % 2 else "p2",)) for number in range(first, last)]


def test_putting_again_replaces_words_and_tags(code: str) -> None:
    index.put(code, [(1, "消防通道", ("p1",)), (2, "消防水带", ("p1",))])
    index.put(code, [(1, "配电箱", ("p2",))])
    assert query.matching_ids(code, "消防") == [2]
    assert query.matching_ids(code, "配电箱", ["p2"]) == [1]
    assert query.matching_ids(code, "配电箱", ["p1"]) == []


def test_the_last_of_two_texts_for_one_row_in_one_call_stays(code: str) -> None:
    assert index.put(code, [(1, "消防通道", ()), (1, "配电箱", ())]) == 2
    assert query.matching_ids(code, "消防") == []
    assert query.matching_ids(code, "配电箱") == [1]


def test_removed_rows_are_found_no_more(code: str) -> None:
    index.put(code, rows(1, 100))
    index.remove(code, range(1, 99))
    index.remove(code, [4711])
    index.remove(code, [])
    assert query.matching_ids(code, "消防") == [99]
    index.clear(code)
    assert query.matching_ids(code, "消防") == []


def test_a_rebuild_holds_what_it_is_given_and_nothing_else(code: str) -> None:
    index.put(code, rows(1, 50))
    assert index.rebuild(code, iter(rows(40, 60))) == 20
    assert query.matching_ids(code, "消防", limit=100) == list(range(59, 39, -1))
    assert query.matching_ids(code, "消防", ["p1"], limit=2) == [59, 57]


def test_more_rows_than_a_batch(code: str) -> None:
    assert index.put(code, iter(rows(1, 12_001))) == 12_000
    assert index.put(code, rows(1, 3)) == 2
    assert len(query.matching_ids(code, "消防", limit=20_000)) == 12_000
    index.tidy(code)
    index.tidy_all()
    assert len(query.matching_ids(code, "消防", limit=20_000)) == 12_000


def test_a_change_that_is_rolled_back_leaves_the_index_as_it_was(code: str) -> None:
    index.put(code, [(1, "消防通道", ())])
    with transaction.atomic():
        index.put(code, [(1, "配电箱", ()), (2, "配电箱", ())])
        transaction.set_rollback(True)
    assert query.matching_ids(code, "配电箱") == []
    assert query.matching_ids(code, "消防") == [1]


def test_an_empty_text_and_a_very_long_one_can_be_put(code: str) -> None:
    text = "安全生产检查发现的问题，" * 3000 + "尾部的字"
    assert index.put(code, [(1, "", ("p1",)), (2, text, ("p1",))]) == 2
    assert query.matching_ids(code, "生产检查", ["p1"]) == [2]


def test_large_numbers_are_ids_too(code: str) -> None:
    index.put(code, [(2**62, "消防", ())])
    assert query.matching_ids(code, "消防") == [2**62]


def test_a_table_is_made_once_and_can_be_dropped(db: None) -> None:
    assert not tables.exists("search-made")
    tables.ensure("search-made")
    tables.ensure("search-made")
    assert tables.exists("search-made")
    assert "search_search__made" in tables.present()
    tables.drop("search-made")
    assert not tables.exists("search-made")


@pytest.mark.parametrize("wrong", ["", "Hazard", "a b", "a;drop", "1a", "a--b", "hazard-data", "hazard_idx", "x" * 41])
def test_a_code_that_could_name_anything_else_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a searchable code"):
        tables.name(wrong)


def test_codes_that_differ_have_tables_that_differ() -> None:
    assert tables.name("major-hazard") != tables.name("major_hazard")


@pytest.mark.only_on("sqlite")
def test_a_large_load_leaves_the_settings_of_the_table_as_they_were(code: str) -> None:
    index.put(code, rows(1, 12_001))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT v FROM {tables.name(code)}_config WHERE k = 'automerge'")
        assert cursor.fetchone() in (None, (4,))
