"""A third ledger costs a model and at most forty lines; all its doors are tested wherever ``ledger`` is asked for."""

import ast
import inspect
from typing import Any

import pytest

from anlan.kit.ledger.declaration import Ledger
from tests.contracts import shelters
from tests.contracts.conftest import CODES
from tests.contracts.doors import Door, Visitor
from tests.contracts.rows import a_row

LINES = 40


def test_the_declaration_is_short() -> None:
    tree = ast.parse(inspect.getsource(shelters))
    declaration = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "ShelterLedger")
    assert (declaration.end_lineno or 0) - declaration.lineno + 1 <= LINES


def test_it_stands_among_the_ledgers_of_every_contract_test() -> None:
    assert "shelter" in CODES


@pytest.mark.django_db
@pytest.mark.parametrize("ledger", ["shelter"], indirect=True)
def test_it_stands_in_menu_map_search_and_api(ledger: Ledger, county: Any) -> None:
    row = a_row(ledger, county.stone, name="中心小学操场")
    keeper = Visitor(county.keeper)
    assert "/l/shelter/" in keeper.knock(Door("menu of its section", "/l/team/")).text
    assert "避难场所" in keeper.knock(Door("map", "/map")).text
    assert f"/l/shelter/{row.pk}/" in keeper.knock(Door("search", "/search?q=小学")).text
    assert "shelter_add" in keeper.knock(Door("schema", "/api/v1/openapi.json")).text
