"""The description of the API is true: whatever it allows or forbids to send, no answer is a fault or off its schema."""

import json
import re
from collections.abc import Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client
from django.urls import URLResolver
from django.urls.resolvers import RegexPattern
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.pytest.lazy import get_all_tests
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from anlan.api import reference
from anlan.api.root import TAKEN, api, build
from anlan.base.people import roles
from anlan.config.wsgi import application
from anlan.kit.ledger.registry import ledgers
from tests.api.caller import Caller
from tests.contracts.thorough import half
from tests.factories import a_hazard, a_person, an_inspection, an_organisation

WHOLE = ("/api/v1/hazard/", "/api/v1/token")
KEPT_BY_THE_SYSTEM = ("place", "organisation", "term")
LEFT_OUT = [
    positive_data_acceptance,  # a value may fit its schema and still break a rule of the bureau: then 422 is right
    ignored_auth,  # asked of every operation once, below, and not of every example
]

FEW = settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
load_all_checks()

described_once = cache(api.described)


@pytest.fixture(params=api.codes)
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The description of each ledger, and of signing in."""
    return dict(described_once(request.param))


def operations_of(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, address and operation."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


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
        for code in api.codes
    }


def test_no_answer_is_a_fault_or_off_its_schema(
    document: dict[str, Any], one_connection: None, headers: dict[str, dict[str, str]]
) -> None:
    def asked(case: Any) -> None:
        if isinstance(number := (case.path_parameters or {}).get("id"), int) and number > 2:
            case.path_parameters["id"] = number % 2 + 1  # a row that is there
        with transaction.atomic():
            case.call_and_validate(headers=headers[case.path.split("/")[3]], excluded_checks=LEFT_OUT)
            transaction.set_rollback(True)  # the next case finds the same world

    schema = schemathesis.openapi.from_dict(document)
    schema.app = application
    schema.config.analysis.constants.enabled = False  # reading our sources for values takes longer than all the calls
    whole = any(path.startswith(WHOLE) for path in document["paths"])
    schema.config.phases.coverage.enabled = whole  # a hundred cases an operation, all of the same kit
    found = list(get_all_tests(schema=schema, test_func=asked, settings=FEW, given_kwargs={}))
    assert len(found) == len(list(operations_of(document)))
    for made in half(found, sum(map(ord, next(iter(document["paths"]))))):
        _operation, tries = made.ok()
        tries()


@pytest.mark.django_db
def test_every_operation_but_signing_in_asks_for_a_token(document: dict[str, Any]) -> None:
    for method, path, operation in operations_of(document):
        address = path.replace("{id}", "1").replace("{field}", "phone")
        answer = getattr(Client(), method)(address, {}, content_type="application/json")
        if operation["operationId"] == "token_issue":
            assert (answer.status_code, "security" in operation) == (422, False)
        else:
            assert (answer.status_code, operation["security"]) == (401, [{"Bearer": []}]), path


def test_every_operation_says_in_chinese_what_it_is_and_how_it_fails(document: dict[str, Any]) -> None:
    for _method, _path, operation in operations_of(document):
        assert any("\u4e00" <= sign <= "\u9fff" for sign in operation["summary"])
        faults = [answer for status, answer in operation["responses"].items() if int(status) >= 400]
        assert faults
        for answer in faults:
            assert answer["content"]["application/json"]["schema"]["$ref"].endswith("/Problem")


def test_every_ledger_and_every_move_has_its_operations_and_the_whole_has_them_all(
    world: SimpleNamespace, office: Caller
) -> None:
    whole = office.get("openapi.json").json()
    found = [operation["operationId"] for _method, _path, operation in operations_of(whole)]
    assert len(found) == len(set(found))
    for ledger in ledgers():
        acts = ["list", "get", "history", "add", "change", "delete", *(["reveal"] if ledger.masked else [])]
        acts += [f"move_{move.code}" for move in (ledger.flow.moves if ledger.flow else ())]
        assert {f"{ledger.code}_{act}" for act in acts} <= set(found)
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(whole)))
    assert named <= set(whole["components"]["schemas"])


def test_a_call_makes_the_operations_of_its_own_ledger_only(world: SimpleNamespace, office: Caller) -> None:
    fresh = build(ledgers())
    routes = URLResolver(RegexPattern(r"^/"), fresh.urls[0])
    assert routes.resolve("/hazard/1/history").kwargs == {"id": 1}
    assert [code for code, part in fresh.parts.items() if "operations" in part.__dict__] == ["hazard"]
    for address in ("/hazardous", "/hazard/", "/hazard/1/nothing", "/no-such-ledger"):
        assert routes.resolve(address).url_name == "api-missing"
    assert [code for code, part in fresh.parts.items() if "operations" in part.__dict__] == ["hazard"]


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
    for address in ("/api/v1/docs", "/api/v1/docs/hazard"):
        assert client.get(address).headers["Location"] == f"/login?next={address}"
    client.force_login(office.user)
    assert client.get("/api/v1/openapi.json").status_code == 200


def test_the_pages_to_read_lead_to_every_ledger_and_fetch_nothing(world: SimpleNamespace, office: Caller) -> None:
    client = Client()
    client.force_login(office.user)
    contents = client.get("/api/v1/docs").content.decode()
    for code in api.codes:
        assert f'href="/api/v1/docs/{code}"' in contents
    page = client.get("/api/v1/docs/hazard")
    text = page.content.decode()
    assert page.status_code == 200
    for _method, path, operation in operations_of(api.described("hazard")):
        assert f'id="{operation["operationId"]}"' in text
        assert path in text
    for words in ("下达整改", "Idempotency-Key", "整改期限"):
        assert words in text
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//', contents + text) == []
    assert client.get("/api/v1/docs/no-such-ledger").status_code == 404


def test_every_description_can_be_read_as_a_page(document: dict[str, Any]) -> None:
    section = reference.section_of(document)
    told = {operation["id"] for operation in section["operations"]}
    assert told == {operation["operationId"] for _method, _path, operation in operations_of(document)}
    assert section["title"] in {"登录", *(ledger.title for ledger in ledgers())}
