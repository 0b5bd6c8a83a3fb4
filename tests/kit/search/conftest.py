"""A search table of its own for each test."""

import pytest

from anlan.kit.search import tables

CODE = "search-test"


@pytest.fixture
def code(db: None) -> str:
    tables.ensure(CODE)
    return CODE
