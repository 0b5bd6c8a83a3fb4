"""Paging by key set visits every row exactly once, forward and backward, in every declared order, with empty values."""

import base64
import json
from typing import Any

import pytest
from django.db import models

from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import BadQuery, Listing
from tests.contracts.doors import Door, Visitor
from tests.contracts.rows import a_row, many_rows
from tests.contracts.thorough import mine, some, whole

pytestmark = pytest.mark.django_db

SIZE = 4


def some_rows(ledger: Ledger, county: Any) -> list[Any]:
    """Rows with equal values, with different ones and with none in every field that lists sort by."""
    rows = many_rows(ledger, county.stone, 5) + many_rows(ledger, county.cloud, 5)
    rules = [one for one in ledger.model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    apart = {name for one in rules for name in one.fields}  # what keeps rows apart cannot be the same in many
    for name in {sort.lstrip("-") for sort in ledger.sorts} - {"id", "pk"}:
        field = ledger.model._meta.get_field(name)
        base = ledger.model._base_manager
        if not (field.unique or field.is_relation or name in apart):
            base.filter(pk__in=[row.pk for row in rows[2:5]]).update(**{name: getattr(rows[1], name)})
        if field.null:
            base.filter(pk__in=[row.pk for row in (rows[0], rows[4], rows[9])]).update(**{name: None})
    return rows


def sorts_of(ledger: Ledger) -> list[str]:
    names = dict.fromkeys(sort.lstrip("-") for sort in ledger.sorts)
    return [spelt for name in names for spelt in (name, f"-{name}")]


def page(ledger: Ledger, user: Any, **params: str) -> Any:
    return Listing(ledger, user, params).page(ledger.listed, SIZE)


def walked(ledger: Ledger, user: Any, sort: str, way: str) -> list[list[int]]:
    """The keys of all pages from one end to the other."""
    made = []
    here = page(ledger, user, sort=sort) if way == "after" else page(ledger, user, sort=sort, at="last")
    while True:
        made.append([row.pk for row in here.rows])
        token = here.following if way == "after" else here.previous
        if token is None or len(made) > 20:
            return made
        here = page(ledger, user, sort=sort, **{way: token})


def test_each_order_visits_every_row_once_in_both_directions(ledger: Ledger, county: Any) -> None:
    some_rows(ledger, county)
    for sort in sorts_of(ledger):
        expected = [row.pk for row in Listing(ledger, county.keeper, {"sort": sort}).ordered()]
        assert len(expected) >= 10
        forward = walked(ledger, county.keeper, sort, "after")
        assert [key for keys in forward for key in keys] == expected, sort
        backward = walked(ledger, county.keeper, sort, "before")
        assert [key for keys in reversed(backward) for key in keys] == expected, sort
        assert len(backward[0]) == SIZE, "the last page is a full one"


def test_going_on_and_back_again_leads_to_the_same_page(ledger: Ledger, county: Any) -> None:
    some_rows(ledger, county)
    for sort in sorts_of(ledger):
        first = page(ledger, county.keeper, sort=sort)
        second = page(ledger, county.keeper, sort=sort, after=first.following)
        again = page(ledger, county.keeper, sort=sort, before=second.previous)
        assert [row.pk for row in again.rows] == [row.pk for row in first.rows], sort
        assert (again.previous, first.previous) == (None, None)
        assert page(ledger, county.keeper, sort=sort, at="last").following is None


def test_the_page_itself_leads_on(ledger: Ledger, county: Any) -> None:
    many_rows(ledger, county.stone, 51)
    visitor = Visitor(county.keeper)
    for sort in mine(ledger, sorts_of(ledger)):
        answer = visitor.knock(Door("list", f"/l/{ledger.code}/?sort={sort}"))
        assert answer.status == 200
        assert "after=" in answer.text, sort


BAD_TOKENS = (
    "x",
    "!!!!",
    "%00",
    "AAAA",
    "W10",
    base64.urlsafe_b64encode(json.dumps(["2026-13-45", 1]).encode()).decode(),
    base64.urlsafe_b64encode(json.dumps([{"a": 1}, 1]).encode()).decode(),
    base64.urlsafe_b64encode(json.dumps([1, 10**30]).encode()).decode(),
    base64.urlsafe_b64encode(json.dumps([10**30, 1]).encode()).decode(),
    base64.urlsafe_b64encode(json.dumps(["\x00", 1]).encode()).decode(),
    base64.urlsafe_b64encode(b'["\\ud800", 1]').decode(),
    base64.urlsafe_b64encode(b"[" * 5000).decode(),
    base64.urlsafe_b64encode(b"[1e999, 1]").decode(),
    base64.urlsafe_b64encode(b"[NaN, 1]").decode(),
)


def test_a_token_that_means_nothing_gets_a_sentence(ledger: Ledger, county: Any) -> None:
    many_rows(ledger, county.stone, 2)
    visitor = Visitor(county.keeper)
    for number, sort in enumerate(mine(ledger, sorts_of(ledger))):
        for token in BAD_TOKENS if whole(ledger) else some(BAD_TOKENS, number, 5):
            for way in ("after", "before"):
                answer = visitor.knock(Door("list", f"/l/{ledger.code}/rows?sort={sort}&{way}={token}"))
                assert answer.status == 200, (sort, token)
    with pytest.raises(BadQuery, match="翻页位置已失效"):
        page(ledger, county.keeper, after="!!!!")


def test_rows_that_come_in_between_are_neither_doubled_nor_skipped(ledger: Ledger, county: Any) -> None:
    many_rows(ledger, county.stone, 10)
    falling = next((sort for sort in ledger.sorts if sort == "-id"), "-id")
    first = page(ledger, county.keeper, sort=falling)
    before = [row.pk for row in Listing(ledger, county.keeper, {"sort": falling}).ordered()]
    if "-id" not in ledger.sorts:
        return  # other orders may rightly put a new row onto a page still to come
    a_row(ledger, county.stone)
    seen = [row.pk for row in first.rows]
    here = first
    while here.following:
        here = page(ledger, county.keeper, sort=falling, after=here.following)
        seen += [row.pk for row in here.rows]
    assert seen == before
