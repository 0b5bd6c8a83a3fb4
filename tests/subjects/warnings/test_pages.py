"""The pages of warnings: who may open them, what they show of others, and the way from draft to village."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.notify import services as notify
from anlan.kit.notify.choices import Door as AnswerDoor
from anlan.kit.notify.choices import Word
from anlan.kit.notify.models import Addressee, Notice
from anlan.subjects.warnings import intake
from anlan.subjects.warnings.cap import reading
from anlan.subjects.warnings.choices import Door, Status
from anlan.subjects.warnings.models import Alert, Intake
from tests.api.caller import Caller
from tests.contracts.doors import Door as Knock
from tests.contracts.doors import Visitor
from tests.contracts.test_writes import typed
from tests.factories import CLOUD, STONE, a_user
from tests.subjects.warnings.cap.samples import alert as cap
from tests.subjects.warnings.conftest import a_draft, square
from tests.subjects.warnings.test_lifecycle import go, issued

PAGES = ("", "draft", "upload", "text", "{pk}/", "{pk}/reach", "{pk}/reach/rows", "{pk}/poster", "{pk}/cap.xml", "{pk}/national.xml", "{pk}/area")  # fmt: skip  # noqa: E501


def get(user: Any, path: str) -> Any:
    return Visitor(user).knock(Knock("page", f"/warnings/{path}"))


def the_strip(user: Any) -> Any:
    return Visitor(user).knock(Knock("strip", "/strip"))


def post(user: Any, path: str, body: dict[str, Any]) -> Any:
    return Visitor(user).knock(Knock("page", f"/warnings/{path}", method="post", body=body))


@pytest.mark.parametrize("page", PAGES)
def test_nobody_without_the_grant_opens_a_page(county: SimpleNamespace, draft: Alert, page: str) -> None:
    path = page.format(pk=draft.pk)
    assert get(county.warehouse, path).status == 403
    assert get(None, path).status == 302


def test_a_town_sees_its_own_warnings_and_the_countys_but_not_another_towns(county: SimpleNamespace) -> None:
    stone = issued(county, a_draft(county))
    whole = issued(county, a_draft(county, place_id="990121000000", areas=["990121000000"], level="red"))
    drafted = a_draft(county)
    shown = get(county.cloud_town, "").text
    assert whole.headline in shown
    assert stone.headline not in shown
    assert get(county.cloud_town, f"{whole.pk}/").status == 200
    for page in ("", "reach", "poster", "cap.xml", "national.xml", "reach/rows"):
        assert get(county.cloud_town, f"{stone.pk}/{page}").status == 404
    assert get(county.cloud_town, f"{drafted.pk}/").status == 404
    assert get(county.cloud_town, f"{drafted.pk}/area").status == 403
    assert get(county.stone_town, f"{stone.pk}/").status == 200


def test_the_board_of_a_county_warning_shows_a_town_its_own_villages_only(county: SimpleNamespace) -> None:
    whole = issued(county, a_draft(county, place_id="990121000000", areas=["990121000000"]))
    text = get(county.cloud_town, f"{whole.pk}/reach").text
    assert "云溪1村" in text
    assert "石泉1村" not in text
    everything = get(county.duty, f"{whole.pk}/reach").text
    assert "石泉1村" in everything
    assert "云溪镇" in everything


def test_the_boards_counts_are_the_rows(county: SimpleNamespace) -> None:
    whole = issued(county, a_draft(county, place_id="990121000000", areas=["990121000000"]))
    notice = Notice.objects.get(about_id=whole.pk)
    first = Addressee.objects.filter(notice=notice, place_id=county.villages[0]).first()
    assert first is not None
    clock.tick(timedelta(minutes=2))
    notify.answer_notice(first, Word.UNDERSTOOD, door=AnswerDoor.LINK, key="one")
    text = get(county.duty, f"{whole.pk}/reach/rows").text
    assert '<b data-figure="should">12</b>' in text
    assert '<b class="done" data-figure="answered">1</b>' in text
    assert 'data-figure="silent">5</b>' in text
    assert text.index('data-town="990121100000"') < text.index('data-town="990121101000"')  # who answered leads


def test_a_draft_from_the_template_gets_its_area_its_count_and_its_people(county: SimpleNamespace) -> None:
    kind = str(a_draft(county).kind_id)
    body = {"kind": kind, "level": "orange", "place": "990121000000", "sender": "澜川县应急管理局"}
    answer = post(county.duty, "draft", body)
    assert answer.status == 302
    alert = Alert.objects.order_by("-id")[0]
    assert "3小时" in alert.description  # the signal's criterion, where no template is kept
    assert alert.expires_at == clock.now() + timedelta(hours=3)
    drawn = f'[{{"type": "Polygon", "coordinates": {square(112.02, 30.02, 0.1)["coordinates"]}}}]'
    counted = post(county.duty, f"{alert.pk}/affected", {"shapes": drawn, "lists": county.list.pk}).text
    assert 'data-figure="villages">2</b>' in counted
    assert 'data-figure="recipients">4</b>' in counted
    assert "2,000" in counted
    assert Alert.objects.get(pk=alert.pk).shapes == []  # counting writes nothing
    answer = post(county.duty, f"{alert.pk}/area", {"shapes": drawn, "lists": county.list.pk, "place": [CLOUD]})
    assert answer.status == 302
    alert.refresh_from_db()
    assert alert.areas == [*county.villages[:2], CLOUD]
    done = issued(county, alert)
    notice = Notice.objects.get(about_id=done.pk)
    assert Addressee.objects.filter(notice=notice).count() == 10


def test_an_area_file_is_taken_and_a_bad_one_is_named(county: SimpleNamespace, draft: Alert) -> None:
    client = Client()
    data = f'{{"type": "FeatureCollection", "features": [{{"type": "Feature", "properties": {{}}, "geometry": {square(113.02, 30.02, 0.02)}}}]}}'  # noqa: E501
    good = SimpleUploadedFile("area.geojson", data.replace("'", '"').encode())
    visitor = Visitor(county.duty)
    answer = visitor.knock(
        Knock("page", f"/warnings/{draft.pk}/area", method="post", body={"file": good, "lists": county.list.pk})
    )
    assert answer.status == 302
    draft.refresh_from_db()
    assert draft.areas == [county.villages[3]]
    bad = SimpleUploadedFile("area.geojson", b"{")
    answer = visitor.knock(Knock("page", f"/warnings/{draft.pk}/area", method="post", body={"file": bad}))
    assert "GeoJSON" in answer.text
    assert client.get(f"/warnings/{draft.pk}/area").status_code == 302


def test_a_town_cannot_warn_another_town(county: SimpleNamespace) -> None:
    town = a_user(roles.TOWNSHIP, STONE)
    draft = a_draft(county)
    role = town.postings.get().role
    role.extra = ["warning.change", "warning.add"]
    role.save()
    answer = post(town, f"{draft.pk}/area", {"place": [CLOUD]})
    assert "不在您负责的区域" in answer.text
    draft.refresh_from_db()
    assert draft.areas == [STONE]
    assert post(town, "draft", {"kind": draft.kind_id, "level": "red", "place": CLOUD, "sender": "x"}).status == 200


def test_an_approved_warnings_area_is_closed(county: SimpleNamespace, draft: Alert) -> None:
    alert = go(go(draft, "submit", county.duty), "approve", county.leader)
    assert post(county.duty, f"{alert.pk}/area", {"place": [CLOUD]}).status == 302
    alert.refresh_from_db()
    assert alert.areas == [STONE]


def test_a_file_is_uploaded_judged_and_kept(county: SimpleNamespace) -> None:
    visitor = Visitor(county.duty)
    good = SimpleUploadedFile("a.xml", cap())
    text = visitor.knock(Knock("page", "/warnings/upload", method="post", body={"file": good})).text
    assert "已接收" in text
    bad = SimpleUploadedFile("b.xml", b"<alert")
    text = visitor.knock(Knock("page", "/warnings/upload", method="post", body={"file": bad})).text
    assert "拒收" in text
    row = Intake.objects.get(verdict="refused")
    answer = get(county.duty, f"intake/{row.pk}/raw")
    assert answer.text == "<alert"
    assert post(county.duty, f"intake/{row.pk}/retry", {}).status == 302
    row.refresh_from_db()
    assert row.attempts == 2
    assert get(county.warehouse, f"intake/{row.pk}/raw").status == 403
    assert post(county.stone_town, f"intake/{row.pk}/retry", {}).status == 403


def test_a_text_is_shown_as_read_and_stored_as_confirmed(county: SimpleNamespace) -> None:
    text = "县气象台29日9时发布暴雨橙色预警信号，请注意防范"
    answer = post(county.duty, "text", {"text": text})
    assert "确认入库" in answer.text
    assert not Alert.objects.exists()  # reading stores nothing
    unfilled = post(county.duty, "text", {"text": text, "confirm": "1", "sender": "县气象台", "level": "orange"})
    assert unfilled.status == 200
    assert not Alert.objects.exists()
    kind = a_draft(county).kind_id
    Alert.objects.all().delete()
    filled = {
        "text": text, "confirm": "1", "sender": "县气象台", "level": "orange", "kind": kind, "action": "issue",
        "issued_at": "2026-07-05T09:00", "expires_at": "2026-07-05T12:00", "place": "990121000000",
    }  # fmt: skip
    assert post(county.duty, "text", filled).status == 302
    alert = Alert.objects.get()
    assert (alert.status, alert.origin, alert.level) == (Status.ISSUED, "received", "orange")
    assert Intake.objects.get(alert=alert).raw == text
    lifted = filled | {"text": "县气象台解除暴雨橙色预警信号", "action": "lift", "issued_at": "2026-07-05T10:00"}
    assert post(county.duty, "text", lifted).status == 302
    alert.refresh_from_db()
    assert alert.status == Status.LIFTED


def test_everybody_reads_our_feed_but_no_drill_no_draft_and_nothing_received(county: SimpleNamespace) -> None:
    ours = issued(county, a_draft(county))
    drill = issued(county, a_draft(county, exercise=True))
    draft = a_draft(county)
    other = intake.receive(cap(), door=Door.HTTP).alerts[0]
    client = Client()
    feed = client.get("/warnings/cap.atom")
    assert feed.status_code == 200
    found = reading.read(feed.content)
    assert [link.rpartition("/")[2] for link in found.links] == [f"{ours.identifier}.xml"]
    message = client.get(f"/warnings/cap/{ours.identifier}.xml")
    assert reading.read(message.content).verdict == "accepted"
    for hidden in (drill, draft, other):
        assert client.get(f"/warnings/cap/{hidden.identifier}.xml").status_code == 404


def test_the_map_is_given_the_areas_in_force(county: SimpleNamespace) -> None:
    alert = issued(county, a_draft(county, areas=[county.villages[0]]))
    text = get(county.duty, "shapes.json").text
    assert "暴雨橙色预警" in text
    assert '"level": "orange"' in text
    assert alert.areas == [county.villages[0]]
    assert "暴雨橙色预警" not in get(county.cloud_town, "shapes.json").text


def test_the_strip_tells_each_what_concerns_them_and_nothing_to_others(county: SimpleNamespace) -> None:
    stone = issued(county, a_draft(county, areas=[STONE], area_text="石泉镇"))
    assert f"/warnings/{stone.pk}/" in the_strip(county.stone_town).text
    assert the_strip(county.cloud_town).text.strip() == ""
    nobody = the_strip(county.warehouse)
    assert (nobody.status, nobody.text.strip()) == (200, "")
    shapes = get(county.warehouse, "shapes.json")
    assert (shapes.status, "石泉" in shapes.text) == (200, False)
    assert 'hx-get="/strip"' in Visitor(county.duty).knock(Knock("page", "/l/warning/")).text


def test_the_words_of_an_approved_warning_are_closed_at_every_door(county: SimpleNamespace, draft: Alert) -> None:
    alert = go(go(draft, "submit", county.duty), "approve", county.leader)
    visitor = Visitor(county.duty)
    ledger = ledger_by_code("warning")
    sent = typed(ledger, alert, county.duty, description="别的内容")
    answer = visitor.knock(Knock("page", f"/l/warning/{alert.pk}/edit", method="post", body=sent))
    assert "不能再改内容" in answer.text
    bulk = {"id": alert.pk, "field": "description", "value": "别的内容", "confirm": "1"}
    visitor.knock(Knock("page", "/l/warning/bulk", method="post", body=bulk))
    change = {"version": alert.version, "description": "别的内容"}
    assert Caller(county.duty).patch(f"warning/{alert.pk}", change).status_code == 422
    imported = {"identifier": alert.identifier, "description": "别的内容"}
    assert "identifier" in ledger.check(imported)
    assert "identifier" not in ledger.check(imported | {"description": alert.description, "kind": alert.kind})
    kept = Alert.objects.get(pk=alert.pk)
    assert kept.description == draft.description
    note = typed(ledger, kept, county.duty, longitude="112.1", latitude="30.1")  # what is not said stays open
    answer = visitor.knock(Knock("page", f"/l/warning/{alert.pk}/edit", method="post", body=note))
    assert answer.status == 302
