"""What comes in is kept as it came, judged, and made into warnings; only their issuer changes or lifts them."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base import clock
from anlan.kit.engine.loop import tick
from anlan.kit.flow import making
from anlan.kit.notify.models import Addressee, Delivery, Notice
from anlan.subjects.warnings import fetching, flows, intake
from anlan.subjects.warnings.choices import Door, Status
from anlan.subjects.warnings.models import Alert, Intake, TrustedSender, WarningFeed
from tests.factories import COUNTY
from tests.subjects.warnings.cap.samples import AREA, INFO, SENDER, Signer, alert, national, with_area
from tests.subjects.warnings.conftest import a_draft
from tests.subjects.warnings.test_lifecycle import issued


def received(data: bytes, **values: Any) -> Intake:
    return intake.receive(data, door=Door.HTTP, **values).intakes[0]


def changed(kind: str, identifier: str = "99012141600000_20260705093000", **more: Any) -> bytes:
    first = f"{SENDER},99012141600000_20260705090000,2026-07-05T09:00:00+08:00"
    return alert(kind=kind, identifier=identifier, references=first, sent="2026-07-05T09:30:00+08:00", **more)


def test_a_message_becomes_a_warning_with_level_kind_area_and_times(county: SimpleNamespace) -> None:
    row = received(alert())
    assert (row.verdict, row.reasons) == ("accepted", "")
    made = row.alert
    assert made is not None
    assert (made.kind.name, made.level, made.sender, made.status) == ("暴雨", "orange", "澜川县气象台", Status.ISSUED)
    assert (made.areas, made.place_id) == ([COUNTY], COUNTY)
    assert made.expires_at == clock.at("2026-07-05 21:00")
    assert intake.original(row) == alert()


def test_a_drawn_area_is_placed_by_the_villages_that_it_touches(county: SimpleNamespace) -> None:
    row = received(with_area("<polygon>30.02,112.02 30.02,112.13 30.05,112.13 30.02,112.02</polygon>"))
    assert row.alert is not None
    assert row.alert.areas == county.villages[:2]
    assert row.alert.place_id == "990121100000"


def test_the_national_profile_comes_in_like_any_other(county: SimpleNamespace) -> None:
    row = received(national())
    assert row.alert is not None
    assert (row.alert.level, row.alert.areas) == ("orange", ["990121100000", "990121101000"])


def test_what_cannot_be_read_is_kept_aside_with_the_reason_and_can_be_tried_again(county: SimpleNamespace) -> None:
    damaged = alert() + b"\xff\x00<"
    row = received(damaged, name="坏文件.xml")
    assert (row.verdict, row.alert) == ("refused", None)
    assert "XML" in row.reasons
    assert intake.original(row) == damaged
    again = intake.retry(row, actor=county.duty)
    assert (again.verdict, again.attempts) == ("refused", 2)


def test_a_message_refused_for_its_signer_is_taken_once_the_signer_is_registered(county: SimpleNamespace) -> None:
    signer = Signer()
    row = received(signer.sign(alert()))
    assert "不作数" in row.reasons
    assert not Alert.objects.exists()
    TrustedSender.objects.create(sender=SENDER, name="县气象台", certificate=signer.certificate, place_id=COUNTY)
    again = intake.retry(row, actor=county.duty)
    assert (again.verdict, again.alert is not None) == ("accepted", True)
    forged = received(Signer().sign(alert(identifier="forged")))
    assert forged.verdict == "refused"
    unsigned = received(alert(identifier="unsigned"))
    assert "没有签名" in unsigned.reasons
    assert Alert.objects.count() == 1


def test_the_same_message_twice_is_one_warning(county: SimpleNamespace) -> None:
    first = received(alert())
    assert received(alert()) == first  # the same bytes
    again = received(alert() + b"\n")  # the same message in other bytes
    assert again != first
    assert again.alert == first.alert
    assert "已经收过" in again.reasons
    assert Alert.objects.count() == 1


def test_update_and_cancel_end_what_they_refer_to(county: SimpleNamespace) -> None:
    first = received(alert()).alert
    update = received(changed("Update")).alert
    assert first is not None
    assert update is not None
    first.refresh_from_db()
    assert (first.status, update.status, update.first) == (Status.REPLACED, Status.ISSUED, first)
    cancel = received(changed("Cancel", "99012141600000_20260705100000")).alert
    assert cancel is not None
    update.refresh_from_db()
    assert (update.status, cancel.status) == (Status.LIFTED, Status.LIFTED)


def test_a_cancel_that_comes_before_its_warning_still_counts(county: SimpleNamespace) -> None:
    received(changed("Cancel"))
    late = received(alert()).alert
    assert late is not None
    assert late.status == Status.LIFTED


def test_nobody_lifts_what_somebody_else_issued(county: SimpleNamespace) -> None:
    first = received(alert()).alert
    assert first is not None
    stranger = changed("Cancel").replace(f"<sender>{SENDER}".encode(), b"<sender>stranger@example.org")
    row = received(stranger)
    assert row.verdict == "refused"
    assert "不是这个发送者" in row.reasons
    first.refresh_from_db()
    assert first.status == Status.ISSUED
    ours = issued(county, a_draft(county))
    forged = changed("Cancel", "x1").replace(b"99012141600000_20260705090000,", f"{ours.identifier},".encode())
    assert received(forged).verdict == "refused"
    ours.refresh_from_db()
    assert ours.status == Status.ISSUED


def test_a_level_that_nothing_tells_is_not_guessed(county: SimpleNamespace) -> None:
    silent = alert(INFO.format(area=AREA).replace("暴雨橙色预警[Ⅱ级/严重]", "暴雨预警").replace("Severe", "Unknown"))
    row = received(silent)
    assert (row.verdict, row.alert) == ("refused", None)
    assert "级别" in row.reasons


def test_a_received_warning_goes_to_all_villages_in_one_step(county: SimpleNamespace) -> None:
    made = received(alert()).alert
    assert made is not None
    move = flows.lifecycle.move("forward")
    assert move is not None
    done = making.make(flows.lifecycle, move, made, actor=county.duty)
    notice = Notice.objects.get(about="warning", about_id=made.pk)
    assert Addressee.objects.filter(notice=notice).count() == len(county.people)
    assert done.status == Status.ISSUED
    with pytest.raises(making.Refused):
        making.make(flows.lifecycle, move, Alert.objects.get(pk=made.pk), actor=county.duty)
    cancel = received(changed("Cancel")).alert
    assert cancel is not None
    told = Notice.objects.get(about_id=cancel.pk)  # whoever heard the warning hears its end
    assert (told.stream, Addressee.objects.filter(notice=told).count()) == (notice.stream, len(county.people))


def test_a_registered_senders_warning_goes_to_the_villages_by_itself_from_the_level_set(
    county: SimpleNamespace,
) -> None:
    signer = Signer()
    TrustedSender.objects.create(
        sender=SENDER, name="县气象台", certificate=signer.certificate, place_id=COUNTY, forward_from="orange"
    )
    yellow = alert(identifier="yellow").replace("橙色预警[Ⅱ级/严重]".encode(), "黄色预警[Ⅲ级/较重]".encode())
    row = received(signer.sign(yellow.replace(b"Severe", b"Moderate")))
    assert row.alert is not None
    assert (row.alert.level, row.alert.dispatched_at, Notice.objects.count()) == ("yellow", None, 0)
    orange = received(signer.sign(alert())).alert
    assert orange is not None
    notice = Notice.objects.get(about="warning", about_id=orange.pk)
    called = set(Delivery.objects.filter(notice=notice).values_list("addressee__person", flat=True))
    assert called == {person.pk for person in county.people}
    assert orange.dispatched_at == clock.now()
    received(signer.sign(changed("Update")))
    later = Notice.objects.exclude(pk=notice.pk).get()  # once, though both the rule and the earlier list ask for it
    assert Addressee.objects.filter(notice=later).count() == len(county.people)


def test_what_cannot_be_passed_on_is_taken_in_all_the_same_with_a_remark(county: SimpleNamespace) -> None:
    signer = Signer()
    TrustedSender.objects.create(
        sender=SENDER, name="县气象台", certificate=signer.certificate, place_id=COUNTY, forward_from="blue"
    )
    county.list.members.all().delete()
    row = received(signer.sign(alert()))
    assert row.alert is not None
    assert (row.verdict, row.alert.status, row.alert.dispatched_at) == ("remarks", Status.ISSUED, None)
    assert "没有自动转发：影响区域内的村社没有接收人员" in row.reasons


class Served:
    """A machine that answers what it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, bytes, dict[str, str]]] = {}
        self.asked: list[str] = []
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                served.asked.append(self.path)
                status, body, headers = served.pages.get(self.path, (404, b"", {}))
                if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def served() -> Iterator[Served]:
    made = Served()
    yield made
    made.server.shutdown()
    made.server.server_close()


def atom(*links: str) -> bytes:
    entries = "".join(
        f"<entry><id>{link}</id><title>t</title><updated>2026-07-05T09:00:00+08:00</updated>"
        f"<link href='{link}'/></entry>"
        for link in links
    )
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x</id><title>t</title>'
        f"<updated>2026-07-05T09:00:00+08:00</updated>{entries}</feed>"
    ).encode()


def a_feed(served: Served, **values: Any) -> WarningFeed:
    return WarningFeed.objects.create(
        name="市台", address=f"{served.address}/feed", hosts="127.0.0.1", place_id=COUNTY, **values
    )


def test_a_feed_is_read_with_its_links_and_each_message_once(county: SimpleNamespace, served: Served) -> None:
    served.pages["/feed"] = (200, atom("/1.xml", "http://elsewhere.example.org/2.xml", "/broken.xml"), {"ETag": "v1"})
    served.pages["/1.xml"] = (200, alert(), {})
    served.pages["/broken.xml"] = (200, b"<alert", {})
    feed = a_feed(served)
    tick(only=("warning-feeds",))
    assert Alert.objects.count() == 1
    assert set(Intake.objects.values_list("verdict", flat=True)) == {"accepted", "refused"}
    assert served.asked == ["/feed", "/1.xml", "/broken.xml"]  # the host elsewhere is never asked
    feed.refresh_from_db()
    assert (feed.failures, feed.next_at) == (0, clock.now() + timedelta(minutes=5))
    tick(clock.now() + timedelta(minutes=5), only=("warning-feeds",))
    assert served.asked[3:] == ["/feed"]  # nothing new
    assert Intake.objects.count() == 2


def test_a_feed_that_fails_waits_longer_each_time_and_recovers(county: SimpleNamespace, served: Served) -> None:
    feed = a_feed(served)
    waits = []
    for _round in range(3):
        fetching.ask(feed)
        feed.refresh_from_db()
        waits.append(feed.next_at - clock.now())
    assert waits == [timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=40)]
    assert "404" in feed.error
    served.pages["/feed"] = (200, alert(), {})
    assert fetching.ask(feed) == 1
    feed.refresh_from_db()
    assert (feed.failures, feed.error) == (0, "")


def test_redirections_other_hosts_and_endless_answers_are_not_followed(county: SimpleNamespace, served: Served) -> None:
    feed = a_feed(served)
    served.pages["/feed"] = (302, b"", {"Location": "http://127.0.0.1:1/secret"})
    fetching.ask(feed)
    assert "302" in feed.error
    served.pages["/feed"] = (200, b"<a>" + b" " * (5 * 2**20 + 10), {})
    fetching.ask(feed)
    assert "MB" in feed.error
    assert not fetching.allowed(feed, "file:///etc/hosts")
    assert not fetching.allowed(feed, "http://127.0.0.1.example.org/")
    assert not fetching.allowed(feed, "http://[bad")
    assert not Intake.objects.exists()
