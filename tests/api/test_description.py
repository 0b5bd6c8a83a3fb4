"""The description of the API is true: whatever it allows or forbids to send, no answer is a fault or off its schema."""

import json
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from anlan.api import reference
from anlan.api.root import TAKEN, api, build
from anlan.base.people import roles
from anlan.config.wsgi import application
from anlan.kit.ledger.registry import ledgers
from tests.api.caller import Caller
from tests.factories import a_hazard, a_person, an_inspection, an_organisation

DESCRIPTION = json.loads(json.dumps(reference.description_of(api), default=str))
OPERATIONS = [
    (method, path, operation) for path, methods in DESCRIPTION["paths"].items() for method, operation in methods.items()
]
KEPT_BY_THE_SYSTEM = ("place", "organisation", "term")
LEFT_OUT = [
    positive_data_acceptance,  # a value may fit its schema and still break a rule of the bureau: then 422 is right
    ignored_auth,  # asked of every operation once, below, and not of every example
]

schema = schemathesis.openapi.from_dict(DESCRIPTION)
schema.app = application


@pytest.fixture
def one_connection(db: None) -> Iterator[None]:
    """The server's end of a request would close the connection in which the test's transaction lives."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def headers(world: SimpleNamespace) -> dict[str, dict[str, str]]:
    """By ledger: the token of somebody who may do most with it."""
    a_hazard(an_inspection(world.stone.enterprise).enterprise)
    a_person(an_organisation())
    office, admin = (Caller(world.users[role]) for role in (roles.SAFETY_OFFICE, roles.SYSADMIN))
    return {
        code: {"Authorization": f"Bearer {(admin if code in KEPT_BY_THE_SYSTEM else office).secret}"}
        for code in ("token", *(ledger.code for ledger in ledgers()))
    }


@schema.parametrize()
@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_answer_is_a_fault_or_off_its_schema(
    case: Any, one_connection: None, headers: dict[str, dict[str, str]]
) -> None:
    if isinstance(number := (case.path_parameters or {}).get("id"), int) and number > 2:
        case.path_parameters["id"] = number % 2 + 1  # a row that is there
    case.call_and_validate(headers=headers[case.path.split("/")[3]], excluded_checks=LEFT_OUT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "operation"), OPERATIONS, ids=[item[2]["operationId"] for item in OPERATIONS]
)
def test_every_operation_but_signing_in_asks_for_a_token(method: str, path: str, operation: dict[str, Any]) -> None:
    address = path.replace("{id}", "1").replace("{field}", "phone")
    answer = getattr(Client(), method)(address, {}, content_type="application/json")
    if operation["operationId"] == "token_issue":
        assert (answer.status_code, "security" in operation) == (422, False)
    else:
        assert (answer.status_code, operation["security"]) == (401, [{"Bearer": []}])


@pytest.mark.parametrize(
    ("method", "path", "operation"), OPERATIONS, ids=[item[2]["operationId"] for item in OPERATIONS]
)
def test_every_operation_says_in_chinese_what_it_is_and_how_it_fails(
    method: str, path: str, operation: dict[str, Any]
) -> None:
    assert any("\u4e00" <= sign <= "\u9fff" for sign in operation["summary"])
    faults = [answer for status, answer in operation["responses"].items() if int(status) >= 400]
    assert faults
    for answer in faults:
        assert answer["content"]["application/json"]["schema"]["$ref"].endswith("/Problem")


def test_every_ledger_and_every_move_has_its_operations() -> None:
    found = {operation["operationId"] for _method, _path, operation in OPERATIONS}
    for ledger in ledgers():
        acts = ["list", "get", "history", "add", "change", "delete", *(["reveal"] if ledger.masked else [])]
        acts += [f"move_{move.code}" for move in (ledger.flow.moves if ledger.flow else ())]
        assert {f"{ledger.code}_{act}" for act in acts} <= found


@pytest.mark.parametrize("code", TAKEN)
def test_a_ledger_cannot_take_an_address_of_the_api_itself(code: str) -> None:
    ledger = next(ledgers())
    taken = type("Taken", (type(ledger),), {"code": code})()
    with pytest.raises(Exception, match=code):
        build([taken])


def test_the_description_is_for_those_who_signed_in(world: SimpleNamespace, office: Caller) -> None:
    assert Client().get("/api/v1/openapi.json").status_code == 401
    assert office.get("openapi.json").json()["openapi"].startswith("3.1")
    client = Client()
    assert client.get("/api/v1/docs").headers["Location"].startswith("/login?next=")
    client.force_login(office.user)
    assert client.get("/api/v1/openapi.json").status_code == 200


def test_the_page_to_read_names_every_operation_and_field_and_fetches_nothing(
    world: SimpleNamespace, office: Caller
) -> None:
    client = Client()
    client.force_login(office.user)
    page = client.get("/api/v1/docs")
    text = page.content.decode()
    assert page.status_code == 200
    for _method, path, operation in OPERATIONS:
        assert f'id="{operation["operationId"]}"' in text
        assert path in text
    for words in ("统一社会信用代码", "下达整改", "Idempotency-Key", "整改期限"):
        assert words in text
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//', text) == []
