"""The engine looks at itself, stores what it finds, and tells an address outside, which the tests listen at."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from anlan.base import clock
from anlan.kit.engine import auditing, parts
from anlan.kit.engine.models import PartRun, SelfAudit
from anlan.kit.engine.parts import part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


@pytest.fixture(autouse=True)
def only_own_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditing, "_checks", {})


@pytest.fixture
def outside(settings: Any) -> Iterator[list[dict[str, Any]]]:
    """What the address outside hears."""
    heard: list[dict[str, Any]] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments: Any) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.ANLAN_HEARTBEAT = f"http://127.0.0.1:{server.server_port}/beat"
    yield heard
    server.shutdown()
    server.server_close()


def test_all_is_well(outside: list[dict[str, Any]]) -> None:
    made = auditing.audit()
    assert (made.ok, made.told, made.findings) == (True, True, [])
    assert outside == [{"system": "澜川县应急管理局", "at": made.at.isoformat(), "ok": True, "findings": []}]


def test_what_does_not_hold_is_told(outside: list[dict[str, Any]]) -> None:
    auditing.check("sums", "账目", lambda: ["3 条通知的下一步晚了"])
    made = auditing.audit()
    assert (made.ok, outside[0]["ok"], outside[0]["findings"]) == (False, False, ["3 条通知的下一步晚了"])


def test_a_check_that_fails_is_a_finding_and_stops_no_other() -> None:
    def broken() -> list[str]:
        raise ValueError("quite broken")

    auditing.check("broken", "坏的", broken)
    auditing.check("sums", "账目", lambda: ["不平"])
    made = auditing.audit()
    assert made.findings == ["自检“坏的”出错：quite broken", "不平"]


def test_late_and_failing_parts_are_findings() -> None:
    @part("slow", every=60)
    def slow() -> None:
        """Runs elsewhere."""

    @part("failing", every=60)
    def failing() -> None:
        """Runs elsewhere."""

    now = clock.now()
    PartRun.objects.create(name="slow", due_at=now - timedelta(seconds=301), started_at=now - timedelta(hours=1))
    PartRun.objects.create(name="failing", due_at=now, started_at=now, failures=3)
    assert auditing.audit().findings == ["任务“failing”连续失败 3 次", "任务“slow”晚了 301 秒"]


def test_an_address_that_does_not_answer_is_written_down(settings: Any) -> None:
    settings.ANLAN_HEARTBEAT = "http://127.0.0.1:9/none"
    made = auditing.audit()
    assert made.told is False
    assert made.trouble.startswith("ConnectError")


def test_without_an_address_nothing_is_told(settings: Any) -> None:
    settings.ANLAN_HEARTBEAT = ""
    assert auditing.audit().told is None


def test_results_are_kept_for_a_month() -> None:
    auditing.audit()
    clock.tick(timedelta(days=31))
    auditing.audit()
    assert SelfAudit.objects.count() == 1
    assert auditing.latest() == SelfAudit.objects.get()


def test_it_is_a_part_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    from anlan.kit.engine import tasks

    monkeypatch.setattr(parts, "_parts", {})
    part("self-audit", every=60)(tasks.audit_self)
    assert [one.name for one in parts.parts()] == ["self-audit"]
