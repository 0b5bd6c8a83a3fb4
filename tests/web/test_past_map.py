"""一张图 as it stood at a past moment: what stood, in which state, for whom; and what is refused."""

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.flow.models import PastState
from anlan.kit.geo import quadkey
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.records import writing
from anlan.subjects.hazards.flows import rectification
from anlan.subjects.hazards.models import Hazard
from anlan.subjects.incidents.flows import information
from anlan.subjects.incidents.models import Incident
from anlan.subjects.warnings.models import Alert
from tests.factories import COUNTY, STONE, STONE_VILLAGE, a_hazard, a_term, a_world

pytestmark = pytest.mark.django_db
HERE = {"longitude": 112.3, "latitude": 30.1}
FUTURE = "2026-11-20T10:00"


@pytest.fixture
def world() -> SimpleNamespace:
    """Made on the eve of the month; the day of looking is the twentieth."""
    clock.set_for_tests(clock.at("2026-10-20 08:00"))
    made = a_world()
    Hazard.objects.update(found_on=date(2026, 10, 12))
    return made


def on(day: int, time: str = "09:00") -> None:
    clock.set_for_tests(clock.at(f"2026-11-{day:02} {time}"))


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def moved(world: Any, row: Any, code: str, flow: Any = rectification, **data: Any) -> Any:
    move = flow.move(code)
    return making.make(flow, move, row, actor=world.users[roles.SAFETY_OFFICE], data=data, trusted=True)


def tile(user: Any, moment: str, code: str = "hazard", z: int = 12) -> dict[str, Any]:
    x, y = quadkey.tile_of(HERE["longitude"], HERE["latitude"], z)
    answer = signed_in(user).get(f"/l/{code}/tiles/{z}/{x}/{y}.json?moment={moment}")
    assert answer.status_code == 200, answer.content
    made: dict[str, Any] = answer.json()
    return made


def shades(user: Any, moment: str, code: str = "hazard") -> list[str]:
    return sorted(point[3] for point in tile(user, moment, code)["points"])


def counted(user: Any, moment: str, code: str) -> int:
    return int(signed_in(user).get(f"/map/counts?moment={moment}").json()["counts"][code])


def found_within(user: Any, moment: str, code: str = "hazard") -> Any:
    circle = {"type": "circle", **HERE, "metres": 500}
    answer = signed_in(user).post(f"/map/area?layer={code}&moment={moment}", json.dumps(circle), "application/json")
    return [layer["count"] for layer in answer.json()["layers"]] if answer.status_code == 200 else answer.status_code


def test_a_hazard_stands_from_its_finding_on_in_the_state_of_the_day(world: Any) -> None:
    office = world.users[roles.SAFETY_OFFICE]
    on(1)
    hazard = a_hazard(world.stone.enterprise, found_on=date(2026, 11, 1), **HERE)
    on(3)
    moved(world, hazard, "order", due_on=date(2026, 11, 15), person="何敏")
    moved(world, hazard, "start")
    on(9)
    for code in ("submit", "pass", "close"):
        moved(world, hazard, code, rectified_on=date(2026, 11, 9), measure="已接地", opinion="")
    on(20)
    looks = ["2026-10-31T12:00", "2026-11-01T08:00", "2026-11-02T09:00", "2026-11-05T09:00", "2026-11-10T09:00", "now"]
    seen = [[], [], ["found"], ["rectifying"], ["closed"], ["closed"]]
    assert [shades(office, moment) for moment in looks] == seen
    assert [shades(office, moment) for moment in reversed(looks)] == seen[::-1], "tiles that are kept do not mix"
    assert [found_within(office, moment) for moment in looks] == [[0], [0], [1], [1], [1], [1]]
    before, after = counted(office, looks[0], "hazard"), counted(office, looks[2], "hazard")
    assert (before, after) == (2, 3)


def test_no_moment_shows_more_than_the_person_may_see_now(world: Any) -> None:
    on(1)
    hazard = a_hazard(world.stone.enterprise, found_on=date(2026, 11, 1), **HERE)
    on(3)
    moved(world, hazard, "order", due_on=date(2026, 11, 15), person="何敏")
    on(20)
    stone, cloud = world.users[roles.TOWNSHIP], world.cloud_user
    for moment, state in (("2026-11-02T09:00", "found"), ("2026-11-05T09:00", "ordered"), ("now", "ordered")):
        assert shades(stone, moment) == [state]
        assert tile(cloud, moment) == {"clusters": [], "points": []}
        assert (found_within(stone, moment), found_within(cloud, moment)) == ([1], [0])
        assert (counted(stone, moment, "hazard"), counted(cloud, moment, "hazard")) == (2, 1)
    auditor = signed_in(world.users[roles.AUDITOR])
    assert auditor.get("/l/hazard/tiles/8/207/105.json?moment=2026-11-02T09:00").status_code == 403
    assert "hazard" not in auditor.get("/map/counts?moment=2026-11-02T09:00").json()["counts"]


def test_clusters_of_a_past_moment_count_every_row_in_its_state_then(world: Any) -> None:
    """Two hundred and fifty rows, a hundred of them closed later and thirty changed otherwise: whoever sees all is
    answered along the index, a town's user by a filter, and both alike."""
    rows = [
        Hazard(
            number=f"YH-2026-8{i:04}", content=f"隐患{i}", unit="石泉建材厂", found_on=date(2026, 11, 1),
            place_id=STONE_VILLAGE, longitude=112.3 + i / 1e4, latitude=30.1,
        )
        for i in range(250)
    ]  # fmt: skip
    on(1)
    writing.add_many(rows, actor=None)
    on(9)
    changes = []
    for number, row in enumerate(rows[:130]):
        before = writing.values_of(row)
        row.status, row.note = ("closed", "") if number < 100 else ("found", "补充说明")
        changes.append(writing.Change(row, before))
    writing.change_many(changes, actor=None, act="close")
    on(20)
    for user in (world.users[roles.SAFETY_OFFICE], world.users[roles.TOWNSHIP]):
        for moment, expected in (
            ("2026-10-31T09:00", {}),
            ("2026-11-05T09:00", {"found": 250}),
            ("2026-11-10T09:00", {"found": 150, "closed": 100}),
            ("now", {"found": 150, "closed": 100}),
        ):
            made = tile(user, moment, z=8)
            sums: dict[str, int] = {}
            parts = [cluster[3] for cluster in made["clusters"]] + [{point[3]: 1} for point in made["points"]]
            for part in parts:
                for shade, number in part.items():
                    sums[shade] = sums.get(shade, 0) + number
            assert sums == expected, moment


def test_what_is_entered_as_finished_was_open_until_it_was_finished(world: Any) -> None:
    on(18)
    for found, finished in ((date(2026, 11, 2), date(2026, 11, 6)), (date(2026, 11, 18), date(2026, 11, 18))):
        facts = {"rectified_at_entry": True, "rectified_on": finished, **HERE}
        a_hazard(world.stone.enterprise, found_on=found, **facts)
    on(20)
    office = world.users[roles.SAFETY_OFFICE]
    looks = ["2026-11-01T12:00", "2026-11-03T09:00", "2026-11-06T18:00", "2026-11-07T00:00", "2026-11-18T09:30"]
    assert [shades(office, moment) for moment in looks] == [[], ["found"], ["found"], ["closed"], ["closed"] * 2]
    assert PastState.objects.count() == 1, "what was finished on the spot never stood in another state"


def received(title: str) -> Incident:
    row = Incident(title=title, place_id=STONE_VILLAGE, received_at=clock.now(), **HERE)
    if title == "山火":
        row.occurred_at = clock.at("2026-11-03 07:00")
    ledger: Any = ledger_of(Incident)
    ledger.prepare([row])
    row.number = f"SJ-{title}"
    writing.add(row, actor=None)
    return row


def finished(incident: Incident) -> None:
    row = Incident.objects.get(pk=incident.pk)
    before = writing.values_of(row)
    row.status, row.closed_at = "closed", clock.now()
    writing.change(row, before, actor=None, act="finish")


def test_the_card_of_what_its_layer_leaves_out_still_says_where_it_is_to_whom_may_see_it(world: Any) -> None:
    """A closed incident, before it was, while it ran, and after."""
    on(3)
    fire = received("山火")
    on(6)
    finished(fire)
    on(20)
    duty = signed_in(world.users[roles.DUTY])
    apart = "图层里此刻没有这条记录"
    looks = {"now": True, "2026-11-03T12:00": False, "2026-11-03T06:00": True, "2026-11-07T09:00": True}
    for moment, left_out in looks.items():
        card = duty.get(f"/l/incident/{fire.pk}/card?moment={moment}").content.decode()
        assert 'data-at="112.300000,30.100000"' in card
        assert 'data-shade="closed"' in card
        assert (apart in card) is left_out, moment
    assert apart not in duty.get(f"/l/incident/{fire.pk}/card").content.decode(), "no moment is asked for on a list"
    assert duty.get(f"/l/incident/{fire.pk}/card?moment={FUTURE[:2]}99-01-01T08:00").status_code == 400
    assert signed_in(world.cloud_user).get(f"/l/incident/{fire.pk}/card?moment=now").status_code in (403, 404)


def test_an_incident_stands_from_its_occurrence_until_it_is_closed_or_found_untrue(world: Any) -> None:
    on(3)
    fire, hoax = received("山火"), received("误传")
    on(4)
    moved(world, hoax, "dismiss", information, reason="现场核实无此事")
    moved(world, fire, "verify", information, level=4)
    on(6)
    finished(fire)
    on(20)
    duty = world.users[roles.DUTY]
    looks = ["2026-11-03T06:00", "2026-11-03T08:00", "2026-11-03T12:00", "2026-11-05T09:00", "2026-11-06T10:00", "now"]
    seen = [[], ["received"], ["received"] * 2, ["verified"], [], []]
    assert [shades(duty, moment, "incident") for moment in looks] == seen
    assert [counted(duty, moment, "incident") for moment in looks] == [len(found) for found in seen]


def test_a_warning_and_its_area_stand_while_it_is_in_force(world: Any) -> None:
    area = {"type": "Polygon", "coordinates": [[[112.2, 30.0], [112.4, 30.0], [112.4, 30.2], [112.2, 30.0]]]}
    facts: dict[str, Any] = {
        "kind": a_term("warning-kind", "暴雨", "11B03"), "level": "orange", "sender": "澜川县气象台",
        "description": "强降雨", "place_id": COUNTY, "shapes": [area], "areas": [STONE], **HERE,
    }  # fmt: skip
    on(2)
    issued, lasts = clock.now(), clock.at("2026-11-05 09:00")
    alert = writing.add(
        Alert(identifier="甲", status="issued", issued_at=issued, expires_at=lasts, **facts), actor=None
    )
    writing.add(Alert(identifier="稿", status="draft", expires_at=lasts, **facts), actor=None)
    on(4)
    row = Alert.objects.get(pk=alert.pk)
    before = writing.values_of(row)
    row.status, row.ended_at = "lifted", clock.now()
    writing.change(row, before, actor=None, act="lift")
    writing.add(
        Alert(identifier="解", message="Cancel", status="issued", issued_at=clock.now(), expires_at=lasts, **facts),
        actor=None,
    )
    on(20)
    duty = world.users[roles.DUTY]
    looks = ["2026-11-02T08:59", "2026-11-03T09:00", "2026-11-04T09:00", "now"]
    shapes = [signed_in(duty).get(f"/warnings/shapes.json?moment={at}").json()["features"] for at in looks]
    assert [len(features) for features in shapes] == [0, 1, 0, 0]
    assert shapes[1][0]["properties"]["name"] == "暴雨橙色预警"
    assert [shades(duty, moment, "warning") for moment in looks] == [[], ["orange"], [], []]
    other = signed_in(world.cloud_user).get("/warnings/shapes.json?moment=2026-11-03T09:00").json()["features"]
    assert other == [], "the area is the other town's"


@pytest.mark.parametrize(
    ("moment", "said"),
    [(FUTURE, "还没有到"), ("1999-12-31T08:00", "不早于 2000 年"), ("昨天", "看不懂"), ("9999-99-99", "看不懂")],
)
def test_a_moment_that_cannot_be_shown_is_refused_with_a_sentence(world: Any, moment: str, said: str) -> None:
    on(20)
    client = signed_in(world.users[roles.SAFETY_OFFICE])
    for address in ("/l/hazard/tiles/8/207/105.json", "/map/counts", "/warnings/shapes.json"):
        answer = client.get(f"{address}?moment={moment}")
        assert (answer.status_code, said in answer.json()["error"]) == (400, True), address
    assert found_within(world.users[roles.SAFETY_OFFICE], moment) == 400
    page = client.get(f"/map?at={moment}")
    assert (page.status_code, said in page.content.decode()) == (200, True)


def test_the_page_takes_a_moment_or_a_place_from_its_address(world: Any) -> None:
    on(20)
    client = signed_in(world.users[roles.SAFETY_OFFICE])
    assert client.get("/map?at=2026-11-01T08:00").context["moment"] == "2026-11-01T08:00"
    assert client.get("/map?at=112.5,30.2").context["moment"] == ""
    assert client.get("/map").context["refused"] == ""
    assert f"{timezone.localtime(clock.now()):%Y-%m-%dT%H:%M}" in client.get("/map").content.decode()
