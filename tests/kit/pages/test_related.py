"""Rows that hang on a record stand on its page as in their own list: within reach, and masked."""

from typing import Any

import pytest

from anlan.kit.ledger.registry import ledgers
from tests.contracts.doors import Door, Visitor
from tests.contracts.personas import STONE_MARK, a_county
from tests.contracts.rows import a_row

pytestmark = pytest.mark.django_db

MASKED = [
    (ledger.code, related)
    for ledger in ledgers()
    for related in ledger.related
    for other in ledgers()
    if other.code == related.ledger and {column.name for column in other.listed} & set(other.masked)
]


@pytest.mark.parametrize(("code", "related"), MASKED, ids=[f"{code}-{each.ledger}" for code, each in MASKED])
def test_numbers_are_masked_beside_the_record_they_hang_on(code: str, related: Any) -> None:
    other = next(one for one in ledgers() if one.code == related.ledger)
    county = a_county(other)
    row = a_row(other, county.stone)
    page = Visitor(county.keeper).knock(Door("page", f"/l/{code}/{getattr(row, related.field).pk}/"))
    assert page.status == 200
    raw = [name for name in other.masked if getattr(row, name) and str(getattr(row, name)) in page.text]
    assert (raw, STONE_MARK in page.text) == ([], True)
