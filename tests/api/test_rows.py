"""Rows over the API: who sees which, what is masked, how pages and filters work, and how many queries it takes."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.kit.ledger.registry import ledger_by_code, ledgers
from tests.api.caller import Caller
from tests.factories import CLOUD, STONE, a_hazard, a_term


def contents(response: object) -> list[str]:
    assert response.status_code == 200, response.content
    return [item["content"] for item in response.json()["items"]]


def test_two_towns_see_only_their_own_rows(world: SimpleNamespace, stone_town: Caller, cloud_town: Caller) -> None:
    assert contents(stone_town.get("hazard")) == ["stone储罐围堰破损"]
    assert contents(cloud_town.get("hazard")) == ["cloud储罐围堰破损"]
    assert contents(cloud_town.get("hazard", place=STONE)) == []
    assert contents(cloud_town.get("hazard", q="围堰")) == ["cloud储罐围堰破损"]
    assert contents(cloud_town.get("hazard", id=world.stone.hazard.pk)) == []
    assert cloud_town.get("hazard", count="true").json()["count"] == 1


def test_a_row_of_another_town_is_not_there(world: SimpleNamespace, cloud_town: Caller) -> None:
    theirs, own = f"hazard/{world.stone.hazard.pk}", f"hazard/{world.cloud.hazard.pk}"
    assert cloud_town.get(own).status_code == 200
    for answer in (
        cloud_town.get(theirs),
        cloud_town.get(f"{theirs}/history"),
        cloud_town.patch(theirs, {"version": 1, "note": "改"}),
        cloud_town.delete(theirs),
        cloud_town.post(f"{theirs}/moves/start"),
        cloud_town.post(f"{theirs}/reveal/phone"),
    ):
        assert answer.status_code in (403, 404), answer.content
    world.stone.hazard.refresh_from_db()
    assert (world.stone.hazard.version, world.stone.hazard.note) == (1, "")


def test_an_enterprise_sees_its_own_rows_wherever_they_lie(world: SimpleNamespace) -> None:
    a_hazard(world.stone.enterprise, place_id=CLOUD, content="外设仓库堵塞通道")
    own = Caller(world.users[roles.ENTERPRISE])
    assert sorted(contents(own.get("hazard"))) == ["stone储罐围堰破损", "外设仓库堵塞通道"]


def test_who_has_no_grant_is_told_so(world: SimpleNamespace) -> None:
    auditor = Caller(world.users[roles.AUDITOR])
    refused = auditor.get("hazard")
    assert (refused.status_code, set(refused.json())) == (403, {"detail", "errors", "number"})
    assert auditor.post("hazard", {}).status_code in (403, 422)


def test_phones_are_masked_until_somebody_asks_and_the_asking_is_audited(
    world: SimpleNamespace, stone_town: Caller
) -> None:
    path = f"hazard/{world.stone.hazard.pk}"
    for answer in (stone_town.get("hazard"), stone_town.get(path), stone_town.get(f"{path}/history")):
        assert "13800001111" not in answer.content.decode()
    assert stone_town.get(path).json()["phone"] == "138****1111"
    assert stone_town.post(f"{path}/reveal/phone").json() == {"value": "13800001111"}
    entry = AuditEntry.objects.get(act="hazard.reveal")
    assert (entry.actor_id, entry.object_id, entry.after) == (
        stone_town.user.pk,
        str(world.stone.hazard.pk),
        {"field": "phone"},
    )
    assert stone_town.post(f"{path}/reveal/content").status_code == 404


def test_links_terms_and_places_come_with_their_names(world: SimpleNamespace, stone_town: Caller) -> None:
    told = stone_town.get(f"hazard/{world.stone.hazard.pk}").json()
    assert told["enterprise"] == {"id": world.stone.enterprise.pk, "name": "澜川stone化工厂"}
    assert told["place"] == {"code": "990121100200", "name": "石塘村"}
    assert told["line"] == {"code": "01", "name": "危险化学品"}
    assert told["status"] == {"code": "found", "name": "已登记"}
    assert told["due_on"] is None
    enterprise = stone_town.get(f"enterprise/{world.stone.enterprise.pk}").json()
    assert (enterprise["sector"], enterprise["flags"]) == ({"code": "chemical", "name": "化工"}, [])


def test_moves_open_to_the_caller_stand_with_the_record(world: SimpleNamespace, stone_town: Caller) -> None:
    told = stone_town.get(f"hazard/{world.stone.hazard.pk}").json()
    assert [move["code"] for move in told["moves"]] == ["order", "fix", "hand-over"]
    own = Caller(world.users[roles.ENTERPRISE])
    assert own.get(f"hazard/{world.stone.hazard.pk}").json()["moves"] == []


def test_pages_follow_one_another_without_gap_or_repetition(world: SimpleNamespace, office: Caller) -> None:
    for _number in range(9):
        a_hazard(world.stone.enterprise)
    seen: list[int] = []
    after: dict[str, str] = {}
    for _page in range(10):
        page = office.get("hazard", limit=4, **after).json()
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    everything = [item["id"] for item in office.get("hazard", limit=200).json()["items"]]
    assert seen == everything
    assert len(seen) == 11


@pytest.mark.parametrize("sort", ["found_on", "-found_on", "due_on", "-due_on", "-id"])
def test_every_sort_can_be_paged_through(world: SimpleNamespace, office: Caller, sort: str) -> None:
    for day in ("2026-11-01", "2026-11-02"):
        a_hazard(world.stone.enterprise, due_on=None if day.endswith("1") else "2026-12-01", found_on=day)
    if office.get("hazard", sort=sort).status_code == 422:
        pytest.fail(f"{sort} is not a sort of the ledger")
    whole = [item["id"] for item in office.get("hazard", sort=sort).json()["items"]]
    first = office.get("hazard", sort=sort, limit=1).json()
    seen = [item["id"] for item in first["items"]]
    while first["next"]:
        first = office.get("hazard", sort=sort, limit=1, after=first["next"]).json()
        seen += [item["id"] for item in first["items"]]
    assert seen == whole


def test_terms_are_filtered_by_code_or_by_name(world: SimpleNamespace, office: Caller) -> None:
    other = a_term("sector", "工贸", "trade")
    world.cloud.enterprise.sector = other
    world.cloud.enterprise.save()
    for asked in ("trade", "工贸"):
        items = office.get("enterprise", sector=asked).json()["items"]
        assert [item["id"] for item in items] == [world.cloud.enterprise.pk]
    assert len(office.get("hazard", **{"enterprise-sector": "化工"}).json()["items"]) == 1
    refused = office.get("enterprise", sector="航天")
    assert refused.status_code == 422
    assert "化工" in refused.json()["errors"]["sector"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "201"),
        ("sort", "content"),
        ("sort", ""),
        ("status", ""),
        ("chip", "99"),
        ("found_on_after", "昨天"),
        ("found_on_after", "0001-01-01"),
        ("status", "gone"),
        ("place", "990121999999"),
        ("enterprise", "0"),
        ("enterprise", str(2**63)),
        ("stauts", "found"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_beside_its_parameter(office: Caller, name: str, value: str) -> None:
    refused = office.get("hazard", **{name: value})
    assert refused.status_code == 422, refused.content
    assert [key for key in refused.json()["errors"] if key.startswith(name.removesuffix("_after"))]


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "W10",
        "WzEsMl0",  # [1, 2]
        "WyIyMDI2LTExLTAzIiwgMWUzMDld",  # ["2026-11-03", 1e309]
        "WyJcdWQ4MDAiLCAxXQ",  # ["\ud800", 1]
        "WyJcdTAwMDAiLCAxXQ",  # ["\u0000", 1]
        "W251bGwsIDFd",  # [null, 1]
        "e30",
        "W1tdLCB7fV0",  # [[], {}]
    ],
)
@pytest.mark.parametrize(("ledger", "sort"), [("hazard", "found_on"), ("enterprise", "name"), ("hazard", "-id")])
def test_a_forged_page_position_is_refused_or_harmless(office: Caller, token: str, ledger: str, sort: str) -> None:
    assert office.get(ledger, sort=sort, after=token).status_code in (200, 422)


def test_a_row_or_address_that_does_not_exist_is_answered_in_the_shape_of_every_error(office: Caller) -> None:
    for path in (
        "hazard/999999",
        f"hazard/{2**70}",
        "hazard/x",
        "nothing",
        "hazard/",
        "hazard/1/moves/fly",
        "hazard/%0A",
    ):
        missing = office.get(path)
        assert (missing.status_code, set(missing.json())) == (404, {"detail", "errors", "number"}), path


@pytest.mark.parametrize("ledger", [ledger.code for ledger in ledgers()])
def test_a_list_takes_the_same_queries_however_long_it_is(world: SimpleNamespace, ledger: str) -> None:
    caller = Caller(world.users[roles.SYSADMIN if ledger_by_code(ledger).system else roles.SAFETY_OFFICE])
    caller.get(ledger)

    def queries(limit: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert caller.get(ledger, limit=limit).status_code == 200
        return len(asked)

    for _number in range(5):
        a_hazard(world.stone.enterprise)
    few, many = queries(1), queries(200)
    assert few == many
    assert many <= 5  # who asks, the grants, the keys in order, the rows, and the token's use


def test_a_list_does_not_carry_boundaries_along(world: SimpleNamespace, office: Caller) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert office.get("hazard").json()["items"][0]["place"]["name"] == "云口村"
    rows = [query["sql"] for query in asked if 'FROM "hazards_hazard"' in query["sql"]]
    assert len(rows) == 2  # the keys in their order, then the rows
    assert '"name"' not in rows[0]
    assert '"name"' in rows[1]
    assert '"shape"' not in rows[0] + rows[1]
