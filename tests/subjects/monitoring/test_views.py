"""Pushed readings, curves and the health board: who gets in, and what of others nobody sees."""

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.subjects.monitoring import feeding
from anlan.subjects.monitoring.choices import Health
from anlan.subjects.monitoring.models import Device, Feed, Reading, Stray
from anlan.subjects.monitoring.queries import MOST_POINTS, thinned
from tests.contracts.doors import Door, Visitor
from tests.factories import STONE, a_user
from tests.subjects.monitoring.making import a_feed, an_alarm, sent

pytestmark = pytest.mark.django_db


def pushed(secret: str, body: Any) -> Any:
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    content = body if isinstance(body, (bytes, str)) else json.dumps(body)
    return Client().post("/monitoring/push", content, content_type="application/json", headers=headers)


def reading(value: float = 67.0, device: str = "LC-SW-01") -> dict[str, Any]:
    return {"device": device, "metric": "level", "ts": clock.now().isoformat(), "value": value}


def test_a_system_with_a_token_pushes_and_may_repeat_itself(world: SimpleNamespace) -> None:
    secret = feeding.issue(a_feed(), actor=world.users[roles.SAFETY_OFFICE])
    answer = pushed(secret, [reading(), reading(device="X-1")])
    assert (answer.status_code, answer.json()) == (200, {"received": 2, "stored": 1, "repeated": 0, "unknown": 1})
    assert pushed(secret, [reading()]).json() == {"received": 1, "stored": 0, "repeated": 1, "unknown": 0}
    assert Reading.objects.count() == 1
    assert Feed.objects.get().heard_at == clock.now()


@pytest.mark.parametrize("secret", ["", "anlan_feed_wrong", "wrong", "anlan_feed_\x00"])
def test_nobody_pushes_without_a_token(world: SimpleNamespace, secret: str) -> None:
    feeding.issue(a_feed(), actor=None)
    a_feed()  # has none: an empty digest opens nothing
    assert pushed(secret.replace("\x00", "%00"), [reading()]).status_code == 401
    assert Reading.objects.count() == 0


def test_a_closed_feed_and_a_former_token_open_nothing(world: SimpleNamespace) -> None:
    feed = a_feed()
    former = feeding.issue(feed, actor=None)
    present = feeding.issue(feed, actor=None)
    assert [pushed(secret, [reading()]).status_code for secret in (former, present)] == [401, 200]
    Feed.objects.update(active=False)
    assert pushed(present, [reading()]).status_code == 401


def test_a_feed_speaks_for_devices_of_its_territory_only(world: SimpleNamespace) -> None:
    secret = feeding.issue(a_feed(STONE), actor=None)
    assert pushed(secret, [reading(), reading(device="LC-SW-02")]).json()["unknown"] == 1
    assert Reading.objects.get().sensor.device_id == world.gauge.pk


def test_what_cannot_be_read_is_refused_with_the_reason(world: SimpleNamespace) -> None:
    secret = feeding.issue(a_feed(), actor=None)
    answer = pushed(secret, "no json")
    assert (answer.status_code, answer.json()) == (400, {"error": "内容不是 JSON。"})
    assert pushed(secret, b"[" + b" " * 2_000_000 + b"]").status_code == 413


def test_a_token_is_shown_once_to_whoever_may_change_the_feed(world: SimpleNamespace) -> None:
    feed = a_feed()
    keeper = Visitor(world.users[roles.SAFETY_OFFICE])
    answer = keeper.knock(Door("issue", f"/monitoring/feeds/{feed.pk}/issue", method="post"))
    assert answer.status == 302
    shown = keeper.knock(Door("token", f"/monitoring/feeds/{feed.pk}/token")).text
    secret = shown.partition("<code>")[2].partition("</code>")[0]
    assert pushed(secret, [reading()]).status_code == 200
    assert secret not in keeper.knock(Door("token", f"/monitoring/feeds/{feed.pk}/token")).text
    assert secret not in str(list(AuditEntry.objects.values_list("after", "label", "act")))
    assert AuditEntry.objects.filter(act="feed.token").count() == 1
    for role in (roles.TOWNSHIP, roles.VILLAGE, roles.ENTERPRISE):
        other = Visitor(world.users[role])
        assert other.knock(Door("issue", f"/monitoring/feeds/{feed.pk}/issue", method="post")).status == 403
        assert other.knock(Door("token", f"/monitoring/feeds/{feed.pk}/token")).status == 403
    assert Feed.objects.get(pk=feed.pk).digest


def test_the_curve_of_a_device_is_seen_by_those_who_see_the_device(world: SimpleNamespace) -> None:
    sent(world.gauge, "level", 67.0, 67.2, 0.0, 67.3)
    paths = [f"/monitoring/devices/{world.gauge.pk}/{page}" for page in ("series.json", "now")]
    for role, status in ((roles.TOWNSHIP, 200), (roles.DUTY, 200), (roles.EXPERT, 403), (roles.SYSADMIN, 403)):
        assert [Visitor(world.users[role]).knock(Door("page", path)).status for path in paths] == [status] * 2, role
    assert [Visitor(world.cloud_user).knock(Door("page", path)).status for path in paths] == [404, 404]
    assert [Client().get(path).status_code for path in paths] == [302, 302]
    told = json.loads(Visitor(world.users[roles.DUTY]).knock(Door("page", paths[0])).text)
    assert [point[1:] for point in told["series"][0]["points"]] == [[67.0, 0], [67.2, 0], [0.0, 1], [67.3, 0]]
    assert [limit["level"] for limit in told["series"][0]["limits"]] == ["yellow", "red"]
    assert "67.30" in Visitor(world.users[roles.DUTY]).knock(Door("page", paths[1])).text


def test_only_readings_of_the_span_are_told(world: SimpleNamespace) -> None:
    sent(world.gauge, "level", 66.0)
    clock.tick(timedelta(hours=30))
    sent(world.gauge, "level", 67.0)
    visitor = Visitor(world.users[roles.DUTY])

    def values(hours: str) -> list[float]:
        address = f"/monitoring/devices/{world.gauge.pk}/series.json?hours={hours}"
        return [point[1] for point in json.loads(visitor.knock(Door("page", address)).text)["series"][0]["points"]]

    assert (values("24"), values("72"), values("nonsense")) == ([67.0], [66.0, 67.0], [67.0])


def test_thinning_keeps_every_peak() -> None:
    points = [(number, float(number % 7), 0) for number in range(20_000)]
    points[12_345] = (12_345, 999.0, 0)
    kept = thinned(points)
    assert len(kept) <= MOST_POINTS + 10
    assert (12_345, 999.0, 0) in kept
    assert kept == sorted(kept)
    assert (kept[0], kept[-1]) == (points[0], points[-1])


def test_the_health_board_counts_what_one_may_see(world: SimpleNamespace) -> None:
    sent(world.gauge, "level", 67.0, 0.0)
    sent(world.other_gauge, "level", 67.0)
    Device.objects.filter(pk=world.camera.pk).update(health=Health.SILENT)
    an_alarm(world.other_gauge)
    Stray.objects.create(door="mqtt", address="STRANGER", reason="没有登记这个设备。")
    whole = Visitor(world.users[roles.DUTY]).knock(Door("health", "/monitoring/health")).text
    assert "突然归零" in whole
    assert "LC-CAM-01 设备" in whole
    assert ">33.3%<" in whole, "one of three is on line"
    assert "STRANGER" not in whole, "only who sets up feeds is told of strays"
    assert "STRANGER" in Visitor(world.users[roles.COMMAND]).knock(Door("health", "/monitoring/health")).text
    other = Visitor(world.cloud_user).knock(Door("health", "/monitoring/health")).text
    assert "LC-SW-01" not in other
    assert "LC-CAM-01" not in other
    assert ">100.0%<" in other
    assert Visitor(world.users[roles.EXPERT]).knock(Door("health", "/monitoring/health")).status == 403
    assert Client().get("/monitoring/health").status_code == 302


def test_a_devices_page_shows_its_curve_and_a_video_address_is_never_a_script(world: SimpleNamespace) -> None:
    visitor = Visitor(a_user(roles.SAFETY_OFFICE))
    for video, linked in (
        ("https://video.example/1", True),
        ("javascript:alert(1)", False),
        ("rtsp://10.0.0.9/1", False),
    ):
        Device.objects.filter(pk=world.camera.pk).update(video=video)
        page = visitor.knock(Door("detail", f"/l/device/{world.camera.pk}/")).text
        assert 'data-part="curve"' in page
        assert (f'href="{video}"' in page) == linked
