"""The pages of a call-out as people walk through them, and who is kept out of which."""

from typing import Any

import pytest
from django.test import Client

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.notify import links
from anlan.kit.notify.choices import Door, Word
from anlan.kit.notify.models import Addressee, Answer, Notice
from anlan.subjects.incidents.models import Callout
from tests.factories import CLOUD, COUNTY, STONE, a_person, a_user
from tests.subjects.incidents.scene import a_callout, a_county, a_team, an_incident, answer, at, called, ended, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Any:
    clock.set_for_tests(at("14:02"))
    return a_county()


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def filled(**values: Any) -> dict[str, Any]:
    made = {
        "title": "石塘村后山火情", "text": "请立即到村委会集合。", "received_at": "2026-11-22T14:00", "minutes": "30",
        "muster_point": "石塘村委会", "longitude": "112.5", "latitude": "30.2", "place": COUNTY, "key": "once",
    }  # fmt: skip
    return made | values


def test_a_call_out_is_composed_looked_over_and_sent(county: Any) -> None:
    stone, cloud = a_team(size=3), a_team("云溪镇扑火队", 2, CLOUD, longitude=112.9)
    duty = browser(county.duty)
    page = duty.get("/callouts/new").content.decode()
    assert "石泉镇扑火队" in page
    assert "云溪镇扑火队" in page
    answer_ = duty.post("/callouts/new", filled(target=[f"team:{stone.pk}", f"team:{cloud.pk}"]))
    callout = Callout.objects.get()
    assert answer_.headers["Location"] == f"/callouts/{callout.pk}/confirm"
    assert Notice.objects.count() == 0, "nothing is sent before it was looked over"
    text = duty.get(f"/callouts/{callout.pk}/confirm").content.decode()
    assert "立即叫应 5 人" in text
    assert "请立即到村委会集合" in text
    assert duty.post(f"/callouts/{callout.pk}/confirm").headers["Location"] == f"/callouts/{callout.pk}/board"
    board = duty.get(f"/callouts/{callout.pk}/board").content.decode()
    assert 'data-figure="should">5<' in board
    assert "石泉镇扑火队" in duty.get(f"/callouts/{callout.pk}/rows").content.decode()
    assert Notice.objects.count() == 1


def test_a_form_sent_twice_makes_one_call_out(county: Any) -> None:
    team = a_team()
    duty = browser(county.duty)
    first, second = (duty.post("/callouts/new", filled(target=[f"team:{team.pk}"])) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Callout.objects.count() == 1


def test_without_anybody_chosen_the_page_says_so_and_keeps_what_was_typed(county: Any) -> None:
    answer_ = browser(county.duty).post("/callouts/new", filled())
    assert answer_.status_code == 422
    text = answer_.content.decode()
    assert "还没有选择叫应对象" in text
    assert "石塘村后山火情" in text
    assert Callout.objects.count() == 0


def test_teams_stand_by_their_distance_from_the_point(county: Any) -> None:
    a_team("近队", 1, longitude=112.51)
    a_team("远队", 1, longitude=112.9)
    duty = browser(county.duty)
    for longitude, order in (("112.5", ["近队", "远队"]), ("112.9", ["远队", "近队"])):
        text = duty.get("/callouts/teams", {"longitude": longitude, "latitude": "30.2"}).content.decode()
        assert sorted(order, key=text.index) == order
    only = duty.get("/callouts/teams", {"level": "village"}).content.decode()
    assert "近队" not in only
    assert "没有在册的队伍" in only


def test_what_a_call_out_is_about_fills_the_form(county: Any) -> None:
    incident = an_incident(longitude=112.51, latitude=30.21, address="后山", phone="13800001234")
    text = browser(county.duty).get("/callouts/new", {"about": "incident", "id": incident.pk}).content.decode()
    assert "石塘村后山起火" in text
    assert "112.51" in text
    assert "2026-11-22T14:00" in text
    foreign = browser(county.cloud).get("/callouts/new", {"about": "incident", "id": incident.pk}).content.decode()
    assert "石塘村后山起火" not in foreign


def test_a_record_leads_on_to_a_call_out_only_those_who_may_make_one(county: Any) -> None:
    incident = an_incident()
    way = f"/callouts/new?about=incident&amp;id={incident.pk}"
    assert way in browser(county.duty).get(f"/l/incident/{incident.pk}/").content.decode()
    village = a_user(roles.VILLAGE, STONE)
    seen = browser(village).get(f"/l/incident/{incident.pk}/").content.decode()
    assert "石塘村后山起火" in seen
    assert way not in seen


def test_a_township_calls_only_its_own_teams(county: Any) -> None:
    own, other = a_team(), a_team("云溪镇扑火队", 2, CLOUD)
    clerk = browser(county.stone)
    page = clerk.get("/callouts/new").content.decode()
    assert "石泉镇扑火队" in page
    assert "云溪镇扑火队" not in page
    refused = clerk.post("/callouts/new", filled(place=STONE, target=[f"team:{own.pk}", f"team:{other.pk}"]))
    assert refused.status_code == 422
    assert "不在您的范围内" in refused.content.decode()
    person = a_person(other.leader.organisation, "云溪某人", phone="13900001111")
    assert clerk.post("/callouts/new", filled(place=STONE, person=person.pk)).status_code == 422
    assert clerk.post("/callouts/new", filled(place=COUNTY, target=[f"team:{own.pk}"])).status_code == 422
    assert Callout.objects.count() == 0
    assert clerk.post("/callouts/new", filled(place=STONE, target=[f"team:{own.pk}"])).status_code == 302


DOORS = ("board", "rows", "people", "positions.json", "sheet", "choose", "confirm", "more")
ACTS = ("again", "deputies", "add", "enter", "confirm", "choose")


def test_another_towns_call_out_is_behind_no_door(county: Any) -> None:
    callout = sent(a_callout(a_team(), place=STONE), county.duty)
    stranger, owner = browser(county.cloud), browser(county.stone)
    for door in DOORS:
        assert owner.get(f"/callouts/{callout.pk}/{door}").status_code in (200, 302), door
        found = stranger.get(f"/callouts/{callout.pk}/{door}")
        assert found.status_code == 404, door
        assert "后山" not in found.content.decode()
    for act in ACTS:
        assert stranger.post(f"/callouts/{callout.pk}/{act}", {"id": 1, "word": "arrived"}).status_code == 404, act
    assert stranger.get("/callouts/latest").headers["Location"] == "/l/callout/"
    assert owner.get("/callouts/latest").headers["Location"] == f"/callouts/{callout.pk}/board"
    assert Answer.objects.count() == 0


def test_without_the_grant_every_door_is_shut(county: Any) -> None:
    callout = sent(a_callout(a_team(), place=STONE), county.duty)
    nobody = browser(a_user(roles.WAREHOUSE, COUNTY))
    for door in DOORS:
        assert nobody.get(f"/callouts/{callout.pk}/{door}").status_code == 403, door
    for path in ("/callouts/new", "/callouts/teams", "/callouts/latest"):
        assert nobody.get(path).status_code == 403, path
    village = browser(a_user(roles.VILLAGE, STONE))
    assert village.get(f"/callouts/{callout.pk}/board").status_code == 200
    for act in ACTS:
        assert village.post(f"/callouts/{callout.pk}/{act}").status_code == 403, act


def test_who_has_not_answered_is_listed_with_a_masked_number_and_entered_by_hand(county: Any) -> None:
    callout = sent(a_callout(a_team(size=3)), county.duty)
    first, second, third = called(callout)
    answer(first, Word.ARRIVED, at("14:05"))
    duty = browser(county.duty)
    page = duty.get(f"/callouts/{callout.pk}/people")
    assert b"</html>" in page.content, "it is a page of its own where scripts are off"
    text = duty.get(f"/callouts/{callout.pk}/people", headers={"HX-Request": "true"}).content.decode()
    assert "</html>" not in text
    assert first.person.name not in text
    assert second.person.name in text
    assert second.person.phone not in text
    assert f"{second.person.phone[:3]}****{second.person.phone[-4:]}" in text
    sent_ = {"id": [second.pk, third.pk], "word": "on_the_way", "note": "电话里说已出发", "mark": "abc"}
    for _ in range(2):
        duty.post(f"/callouts/{callout.pk}/enter", sent_)
    given = Answer.objects.filter(door=Door.BOARD)
    assert {(one.addressee_id, one.word, one.by_id) for one in given} == {
        (second.pk, "on_the_way", county.duty.pk),
        (third.pk, "on_the_way", county.duty.pk),
    }


def test_what_stands_in_the_people_of_a_unit_is_that_unit_alone(county: Any) -> None:
    callout = sent(a_callout(a_team("甲队", 2), a_team("乙队", 2)), county.duty)
    text = browser(county.duty).get(f"/callouts/{callout.pk}/people", {"unit": "甲队"}).content.decode()
    names = {one.group: [each.person.name for each in called(callout, one.group)] for one in called(callout)}
    assert all(name in text for name in names["甲队"])
    assert not any(name in text for name in names["乙队"])


def token_of(callout: Callout, person: Any) -> str:
    return links.token_for(Addressee.objects.get(notice_id=callout.notice_key, person=person))


def test_a_leader_reports_his_own_team_from_his_link_without_signing_in(county: Any) -> None:
    own, other = a_team("甲队", 3), a_team("乙队", 2)
    callout = sent(a_callout(own, other), county.duty)
    phone = Client()
    page = phone.get(f"/t/{token_of(callout, own.leader)}")
    text = page.content.decode()
    assert page.status_code == 200
    assert len(page.content) < 30_000
    assert [one.person.name in text for one in called(callout)] == [True] * 3 + [False] * 2
    assert "1380000" not in text, "no numbers stand on it"
    everybody = [one.pk for one in called(callout)]
    phone.post(f"/t/{token_of(callout, own.leader)}", {"id": everybody, "word": "arrived"})
    assert [one.word for one in called(callout)] == ["arrived"] * 3 + [""] * 2
    assert set(Answer.objects.values_list("door", "note")) == {("link", f"{own.leader.name}代报")}


def test_a_members_link_tells_the_way_and_nothing_of_the_team(county: Any) -> None:
    callout = sent(a_callout(a_team(size=3), longitude=112.5, latitude=30.2, muster_point="石塘村委会"), county.duty)
    leader, member, other = called(callout)
    phone, path = Client(), f"/t/{links.token_for(member)}"
    first = phone.get(path).content.decode()
    assert "石塘村委会" in first
    assert "米" not in first
    assert not any(one.person.name in first for one in (leader, other))
    phone.post(path, {"id": [member.pk, other.pk], "word": "arrived"})
    assert Answer.objects.count() == 0, "only a leader reports for others"
    answer(member, Word.ARRIVED, at("14:09"), longitude=112.51, latitude=30.2)
    assert "约 <b>961 米</b>" in phone.get(path).content.decode()


def test_a_wrong_or_expired_token_opens_nothing_and_guessing_ends(county: Any) -> None:
    team = a_team(size=2)
    callout = sent(a_callout(team), county.duty)
    good = token_of(callout, team.leader)
    phone = Client()
    for bad in (good[:-1] + ("A" if good[-1] != "A" else "B"), "x", "1-AAAAAAAAAAAAAAAA"):
        assert phone.get(f"/t/{bad}").status_code == 404, bad
        assert phone.post(f"/t/{bad}", {"id": called(callout)[1].pk, "word": "arrived"}).status_code == 404, bad
    for number in range(20):
        phone.get(f"/t/1-{number}")
    assert phone.get(f"/t/{good}").status_code == 429
    clock.tick(at("14:02") + links.LIFE)
    assert phone.get(f"/t/{good}").status_code == 404
    assert Answer.objects.count() == 0


def test_nothing_is_reported_into_a_call_out_that_is_over(county: Any) -> None:
    team = a_team(size=2)
    callout = sent(a_callout(team), county.duty)
    token = token_of(callout, team.leader)
    ended(callout, county.duty)
    phone = Client()
    phone.post(f"/t/{token}", {"id": called(callout)[1].pk, "word": "arrived"})
    assert "已经结束" in phone.get(f"/t/{token}").content.decode()
    assert Answer.objects.count() == 0


def test_positions_are_those_that_people_answered_from(county: Any) -> None:
    callout = sent(a_callout(a_team(size=2), longitude=112.5, latitude=30.2), county.duty)
    answer(called(callout)[0], Word.ARRIVED, at("14:09"), longitude=112.501, latitude=30.201)
    found = browser(county.duty).get(f"/callouts/{callout.pk}/positions.json").json()
    assert found["muster"] == [112.5, 30.2]
    assert [(one["word"], one["at"]) for one in found["people"]] == [("arrived", [112.501, 30.201])]
    assert [one["name"] for one in found["teams"]] == ["石泉镇扑火队"]
