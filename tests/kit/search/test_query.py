"""Rows are found by any piece of their text, only under their tags, newest first, alike on both databases."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlan.kit.search import index, query, tables
from anlan.kit.search.words import phrases

ROWS = [
    (1, "澜川恒润化工有限公司 91990121MA0000017X 安全负责人：何敏 13800001234", ("p990121100",)),
    (2, "YH-2026-02041 消防通道被货物堵塞，安全出口上锁", ("p990121100", "l0102")),
    (3, "YH-2026-02042 可燃气体报警器未定期检测", ("p990121101",)),
    (4, "石泉镇A12厂房配电箱私拉乱接电线 川A12345", ("p990121101", "l0102")),
    (5, "安 全", ("p990121100",)),
    (6, "生产安全事故应急预案未演练𬭎 0990-1234567", ()),
]


@pytest.fixture
def filled(code: str) -> str:
    index.put(code, ROWS)
    return code


def found(code: str, text: str, tags: Iterable[Any] | None = None) -> list[int]:
    return query.matching_ids(code, text, tags)


@pytest.mark.django_db
def test_one_statement_tells_which_ledgers_hold_a_text(filled: str, django_assert_max_num_queries: Any) -> None:
    tables.ensure("empty")
    with django_assert_max_num_queries(5):
        assert query.holding([filled, "empty"], "配电箱") == {filled}
    assert query.holding([filled, "empty"], "没有这句话") == set()
    assert query.holding([filled], "，") == set()
    assert query.holding([], "配电箱") == set()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("安", [6, 5, 2, 1]),
        ("全", [6, 5, 2, 1]),
        ("敏", [1]),
        ("司", [1]),
        ("化工", [1]),
        ("安全", [6, 2, 1]),
        ("安全出口", [2]),
        ("消防通道被货物堵塞", [2]),
        ("通道堵塞", []),
        ("通道 堵塞", [2]),
        ("堵塞 通道", [2]),
        ("报警器未定期", [3]),
        ("𬭎", [6]),
        ("演练𬭎", [6]),
        ("YH-2026-02041", [2]),
        ("yh-2026-0204", [3, 2]),
        ("2026-02042", [3]),
        ("02041", [2]),
        ("0204", [3, 2]),
        ("yh202602041", [2]),
        ("YH2026", [3, 2]),
        ("ｙｈ-２０２６-０２０４１", [2]),
        ("yh", [3, 2]),
        ("2041", []),
        ("A12", [4]),
        ("a12厂房", [4]),
        ("镇A12厂", [4]),
        ("a12345", [4]),
        ("12345", [6, 4]),
        ("川A123", [4]),
        ("13800001234", [1]),
        ("1380000", [1]),
        ("138****1234", [1]),
        ("何敏 138****1234", [1]),
        ("138****9999", []),
        ("0990-1234567", [6]),
        ("1234567", [6]),
        ("91990121ma", [1]),
        ("龙", []),
        ("", []),
        ("，", []),
    ],
)
def test_what_is_typed_finds_the_rows_that_hold_it(filled: str, text: str, ids: list[int]) -> None:
    assert found(filled, text) == ids


def test_only_rows_with_one_of_the_tags_are_found(filled: str) -> None:
    assert found(filled, "安", ["p990121100"]) == [5, 2, 1]
    assert found(filled, "安", ["p990121101"]) == []
    assert found(filled, "yh", ["p990121100", "p990121101"]) == [3, 2]
    assert found(filled, "yh", [("p990121100", "l0102")]) == [2]
    assert found(filled, "电线 A12", [("p990121101", "l0102"), "p990121100"]) == [4]
    assert found(filled, "安", []) == []
    assert found(filled, "安", None) == [6, 5, 2, 1]


def test_a_tag_is_the_whole_tag(filled: str) -> None:
    assert found(filled, "安", ["p9901211"]) == []
    assert found(filled, "安", ["p9901211000"]) == []


def test_typing_a_tag_finds_nothing(filled: str) -> None:
    for text in ("p990121100", "#p990121100", "l0102", "#"):
        assert found(filled, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "' OR 1=1 --",
        '" OR words MATCH "安',
        "安全* NOT 消防",
        "安 NEAR(全)",
        "words:安全",
        "安' & '全",
        "安:*|全",
        "\\",
        "安\x00全",
        "{words} : 安",
        "^安全",
        "%s %%",
        "-安全",
        "安" * 5000,
        "NOT",
        "AND OR NEAR",
    ],
)
def test_nothing_that_is_typed_is_read_as_a_command(filled: str, text: str) -> None:
    assert set(found(filled, text)) <= {1, 2, 5, 6}
    assert len(found(filled, "安")) == 4


def test_operators_are_words_like_others(code: str) -> None:
    index.put(code, [(1, "and or not near", ()), (2, "andy", ())])
    assert found(code, "AND") == [2, 1]
    assert found(code, "NOT near") == [1]


@given(
    st.lists(st.text("安全生产检查ab1- ，", max_size=12), min_size=1, max_size=8),
    st.text("安全生产检查", min_size=1, max_size=4),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_chinese_is_found_exactly_where_it_stands(code: str, texts: list[str], wanted: str) -> None:
    index.clear(code)
    index.put(code, [(number, text, ()) for number, text in enumerate(texts, 1)])
    expected = [number for number, text in enumerate(texts, 1) if wanted in text]
    assert found(code, wanted) == sorted(expected, reverse=True)


def test_the_newest_come_first_and_no_more_than_asked_for(code: str) -> None:
    index.put(code, [(number, f"安全检查{number}", ()) for number in range(1, 3001)])
    assert query.matching_ids(code, "安全", limit=3) == [3000, 2999, 2998]
    assert len(query.matching_ids(code, "安全", limit=5000)) == 3000
    assert query.matching_ids(code, "安全", limit=0) == []


def test_the_common_and_the_rare_the_old_and_the_new_are_all_found(code: str) -> None:
    """PostgreSQL looks at the newest rows first and goes on differently for each of these."""
    index.put(
        code,
        [
            (
                number,
                "检查"
                + ("消防" if number <= 4000 else "")
                + ("有限空间" if number % 40 == 0 else "")
                + ("罕见" if number == 7 else ""),
                (),
            )
            for number in range(1, 8001)
        ],
    )
    assert query.matching_ids(code, "检查", limit=60) == list(range(8000, 7940, -1))
    assert query.matching_ids(code, "消防", limit=60) == list(range(4000, 3940, -1))
    assert query.matching_ids(code, "有限空间", limit=150) == list(range(8000, 2000, -40))
    assert query.matching_ids(code, "有限空间", limit=500) == list(range(8000, 0, -40))
    assert query.matching_ids(code, "罕见") == [7]
    assert query.matching_ids(code, "罕见 有限空间") == []


def test_a_condition_selects_the_same_rows_of_a_queryset(filled: str) -> None:
    from django.contrib.contenttypes.models import ContentType

    index.clear(filled)
    rows = {row.pk: f"{row.app_label} {row.model}" for row in ContentType.objects.all()}
    index.put(filled, [(pk, text, ("even",) if pk % 2 == 0 else ()) for pk, text in rows.items()])
    chosen = ContentType.objects.filter(query.condition(filled, "people"))
    assert {row.pk for row in chosen} == {pk for pk, text in rows.items() if text.startswith("people ")} != set()
    assert set(chosen.values_list("pk", flat=True)) > set(
        ContentType.objects.filter(query.condition(filled, "people", ["even"])).values_list("pk", flat=True)
    )
    assert not ContentType.objects.filter(query.condition(filled, "people", [])).exists()
    assert not ContentType.objects.filter(query.condition(filled, "…")).exists()
    assert ContentType.objects.exclude(query.condition(filled, "people")).count() == len(rows) - chosen.count()


def test_a_condition_finds_what_is_common_too(code: str) -> None:
    from django.contrib.contenttypes.models import ContentType

    index.put(code, [(pk, "安全生产检查", ()) for pk in range(1, 3000)])
    condition = query.condition(code, "安全生产")
    assert ContentType.objects.filter(condition).count() == ContentType.objects.filter(pk__lt=3000).count() > 0


@pytest.mark.only_on("postgresql")
def test_the_settings_of_the_session_are_as_before(filled: str) -> None:
    found(filled, "罕见")
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        assert cursor.fetchone() == ("on",)


def test_the_search_uses_its_index(code: str) -> None:
    """A rare word among many rows is found without reading them all."""
    index.put(code, [(number, f"安全生产检查记录{number}", ()) for number in range(1, 20_001)])
    index.tidy(code)
    asked = query.expression("安全生产检查记录12345", None, connection.vendor)
    table = tables.name(code)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN SELECT rowid FROM {table} WHERE {table} MATCH %s", [asked])
            assert "VIRTUAL TABLE INDEX" in str(cursor.fetchall())
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN SELECT id FROM {table} WHERE words @@ %s::tsquery", [asked])
            assert f"{table}_words" in str(cursor.fetchall())
    assert found(code, "安全生产检查记录12345") == [12345]


def test_both_databases_are_asked_in_their_own_words() -> None:
    assert query.expression("安全生 yh-2", ["p1", ("p2", "l1")], "sqlite") == (
        '"安全 全生" AND "yh 2"* AND (("#p1") OR ("#p2" AND "#l1"))'
    )
    assert query.expression("安全生 yh-2", ["p1", ("p2", "l1")], "postgresql") == (
        "('安全' <-> '全生') & ('yh' <-> '2':*) & ((('#p1')) | (('#p2') & ('#l1')))"
    )
    assert phrases("安全生 yh-2") != []
