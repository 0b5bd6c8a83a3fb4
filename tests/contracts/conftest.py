"""Every contract test takes ``ledger``: each declared one, and a third one that only these tests declare."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import clear_url_caches

from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledger_by_code, ledgers, register, unregister
from anlan.kit.search import tables
from tests.contracts.personas import a_county
from tests.contracts.shelters import Shelter, ShelterLedger

DECLARED = [ledger.code for ledger in ledgers()]
CODES = [*DECLARED, ShelterLedger.code]
WITH_FLOW = [ledger.code for ledger in ledgers() if ledger.flow] + [ShelterLedger.code]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """``ledger`` is every ledger; ``flowing`` every ledger with a flow."""
    own = [mark for mark in metafunc.definition.iter_markers("parametrize") if mark.args[0] == "ledger"]
    if "ledger" in metafunc.fixturenames and not own:
        metafunc.parametrize("ledger", WITH_FLOW if "flowing" in metafunc.fixturenames else CODES, indirect=True)


@pytest.fixture(scope="session", autouse=True)
def shelter_table(django_db_setup: None, django_db_blocker: Any) -> None:
    """The third ledger's table, without foreign keys so that a flush of the others is not held up by it."""
    with django_db_blocker.unblock():
        for field in Shelter._meta.concrete_fields:
            if field.is_relation:
                field.db_constraint = False
        with connection.schema_editor() as editor:
            editor.create_model(Shelter)
        tables.ensure(ShelterLedger.code)


@pytest.fixture
def third(shelter_table: None, settings: Any) -> Iterator[Ledger]:
    """The third ledger, declared for this test only, with addresses that know it."""
    register(ShelterLedger)
    settings.ROOT_URLCONF = "tests.contracts.addresses"
    clear_url_caches()
    yield ledger_by_code(ShelterLedger.code)
    unregister(ShelterLedger.code)
    clear_url_caches()


@pytest.fixture
def flowing() -> None:
    """Asks for ledgers with a flow only."""


@pytest.fixture
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """One ledger after the other."""
    if request.param == ShelterLedger.code:
        found: Ledger = request.getfixturevalue("third")
        return found
    return ledger_by_code(request.param)


@pytest.fixture
def county(request: pytest.FixtureRequest, ledger: Ledger) -> Iterator[SimpleNamespace]:
    """Two towns, and people who may see one, the other, both or nothing."""
    mark = request.node.get_closest_marker("django_db")
    flushed = mark is not None and mark.kwargs.get("transaction", False)
    request.getfixturevalue("transactional_db" if flushed else "db")
    yield a_county(ledger)
    if flushed:
        with transaction.atomic():
            Shelter._base_manager.all().delete() if "third" in request.fixturenames else None
