"""Nothing that can stand in an address or a form breaks a page: every answer is a page, a sentence or a refusal."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from anlan.kit.ledger.declaration import Ledger
from tests.contracts.rows import a_row
from tests.contracts.thorough import mine, of_turn, some, whole

pytestmark = pytest.mark.django_db

HOSTILE = (
    "",
    "\x00",
    "a\x00b",
    "'; DROP TABLE people_user; --",
    "<script>alert(1)</script>",
    "%' OR 1=1 --",
    "9" * 40,
    "-" + "9" * 40,
    "1e49",
    "NaN",
    "Infinity",
    "00011",
    "١٢",
    "²",
    "\U0001f600" * 20,
    "\ufeff\u202e",
    "长" * 3000,
    "../../etc/passwd",
    "${jndi:ldap://x}",
    "{{ 7*7 }}",
    '"" NEAR/2 (',
    "*",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
)

WORST = ("a\x00b", "9" * 40, "1e49", "'; DROP TABLE people_user; --", "<script>alert(1)</script>", "0001-01-01")
Request = tuple[str, str, dict[str, Any]]

DOORS = ("/", "/counts", "/chart", "/export.csv", "/export.xlsx", "/bulk", "/tiles/9/1/1.json")


class Prober:
    """Sends requests one by one, each in its own savepoint, and keeps those that the server broke on."""

    def __init__(self, user: Any) -> None:
        self.client = Client(raise_request_exception=False)
        self.client.force_login(user)
        self.broken: dict[str, str] = {}
        self.sent = 0

    def send(self, method: str, path: str, data: Any = None, **more: Any) -> Any:
        """One request; its effects are taken back."""
        with transaction.atomic():
            response = getattr(self.client, method)(path, data or {}, **more)
            body = response.getvalue()
            transaction.set_rollback(True)
        self.sent += 1
        if response.status_code >= 500:
            error = response.exc_info[1] if getattr(response, "exc_info", None) else "?"
            self.broken[f"{method} {path} {str(data)[:80]!r}"] = repr(error)[:160]
        if b"<script>alert(1)" in body and "html" in response.headers.get("Content-Type", ""):
            self.broken[f"{method} {path} {str(data)[:80]!r}"] = "runs as a script"
        return response


def listing_requests(ledger: Ledger, row: Any) -> Iterator[Request]:
    """Pages of a list asked with nonsense under each name and under all names at once."""
    names = ["q", "chip", "sort", "id", "cols", "after", "before", "at", "by"]
    for path in ledger.filters:
        name = path.replace("__", "-")
        names += [name, f"{name}_after", f"{name}_before"]
    at = f"/l/{ledger.code}"
    for number, name in enumerate(of_turn(ledger, names, 8)):
        for value in WORST if whole(ledger) else some(WORST, number, 1):
            yield "get", f"{at}/rows", {name: value}
    for number, value in enumerate(of_turn(ledger, HOSTILE, 3)):
        odd = ({"q": value}, {"chip": value}, {"id": value}, {"sort": value, "cols": value, "by": value})
        for params in odd if whole(ledger) else some(odd, number, 1):
            yield "get", f"{at}/rows", params
        yield "get", f"{at}/pick", {"q": value}
    for number, value in enumerate(of_turn(ledger, WORST, 1)):
        for door in DOORS if whole(ledger) else some(DOORS, number, 3):
            yield "get", at + door, {name: value for name in names if name in ("chip", "q", "id")}
            yield "get", at + door, dict.fromkeys(names, value)
        yield "get", "/search", {"q": value}
        yield "get", f"{at}/{row.pk}/", dict.fromkeys(names, value)


def form_requests(ledger: Ledger, row: Any) -> Iterator[Request]:
    """Every form of a ledger filled with nonsense."""
    at = f"/l/{ledger.code}"
    fields = [column.name for column in ledger.entered]
    for number, value in enumerate(of_turn(ledger, WORST, 1)):
        filled = dict.fromkeys(fields, value)
        yield "get", f"{at}/new", filled
        yield "post", f"{at}/new", filled
        yield "post", f"{at}/{row.pk}/edit", filled | {"version": value}
        yield "post", f"{at}/{row.pk}/attach", {"remove": value}
        yield "post", f"{at}/views", {"name": value, "query": value, "back": value, "columns": value}
        yield "post", f"{at}/views", {"name": value, "query": value, "back": value, "remove": "1"}
        yield "post", f"{at}/check/{fields[0]}", filled | {"pk": value}
        for name in fields if whole(ledger) else some(fields, number, 3):
            yield "post", f"{at}/bulk", {"id": row.pk, "field": name, "value": value, "confirm": "1"}
        for move in ledger.flow.moves if ledger.flow else ():
            names = move.form.base_fields if move.form else {}
            yield "post", f"{at}/{row.pk}/move/{move.code}", dict.fromkeys(names, value) | {"next": value}


NUMBERS = ("0", "9223372036854775807", "9223372036854775808", "9" * 40)


def numbered_requests(ledger: Ledger, row: Any) -> Iterator[Request]:
    """Every door of a row that is not there, under numbers that no database has."""
    at = f"/l/{ledger.code}"
    for number in of_turn(ledger, NUMBERS, 1):
        for door in ("/", "/card", "/edit"):
            yield "get", f"{at}/{number}{door}", {}
        for door in ("/edit", "/delete", "/attach", "/move/order", "/reveal/phone"):
            yield "post", f"{at}/{number}{door}", {}
        yield "get", f"{at}/tiles/{number}/{number}/{number}.json", {}
        yield "get", f"{at}/tiles/3/{number}/1.json", {}
        yield "get", f"{at}/import/{number}", {}
        yield "get", f"/files/{number}/x", {}
        yield "get", f"/files/{number}/thumb", {}


@pytest.mark.parametrize("kind", [listing_requests, form_requests, numbered_requests])
def test_no_nonsense_breaks_a_page(
    ledger: Ledger, county: Any, kind: Callable[[Ledger, Any], Iterator[Request]]
) -> None:
    prober = Prober(county.keeper)
    requests = mine(ledger, list(kind(ledger, a_row(ledger, county.stone))))
    for method, path, data in requests:
        prober.send(method, path, data)
    assert prober.sent == len(requests) > 3
    assert prober.broken == {}


AREAS = (
    "",
    "null",
    "[]",
    "7",
    '"x"',
    "{}",
    '{"type": "circle"}',
    '{"type": "circle", "longitude": 1e400, "latitude": 1, "metres": 1}',
    '{"type": "circle", "longitude": "a", "latitude": null, "metres": []}',
    '{"type": "circle", "longitude": 112, "latitude": 30, "metres": 1e300}',
    '{"type": "rectangle", "west": 10, "south": 10, "east": -10, "north": -10}',
    '{"type": "Polygon", "coordinates": []}',
    '{"type": "Polygon", "coordinates": [[[1, 2]]]}',
    '{"type": "Polygon", "coordinates": [[["a", 2], [1, 2], [3, 4]]]}',
    '{"type": "polygon", "coordinates": {"a": 1}}',
    '{"type": "polygon", "coordinates": [[0, 0], [1, 1], [0, 1], [1, 0]]}',
    '{"type": "MultiPolygon", "coordinates": 5}',
    "[" * 20000,
    '{"type": "\\u0000"}',
)


def test_no_drawn_area_breaks_the_map(db: None) -> None:
    from anlan.base.people import roles
    from tests.factories import a_world

    user = a_world().users[roles.SAFETY_OFFICE]
    prober = Prober(user)
    for body in AREAS:
        response = prober.send("post", "/map/area", body, content_type="application/json")
        told = json.loads(response.getvalue() or b"{}") if response.status_code in (200, 400) else {}
        assert response.status_code in (200, 400), body
        assert response.status_code == 200 or told["error"]
    assert prober.broken == {}
