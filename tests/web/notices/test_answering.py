"""The page behind a signed link: it answers without log-in, shows only its holder's matter, and cannot be guessed."""

import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as rules

from anlan.base import clock
from anlan.kit.notify import guesses, hooks, links, services
from anlan.kit.notify.choices import NoticeState, Rule
from anlan.kit.notify.models import Addressee, Answer, Notice
from tests.kit.notify.calls import a_notice, a_policy, addressee, called

pytestmark = pytest.mark.django_db
STATIC = Path(__file__).parents[3] / "src/anlan/web/static"


def link(notice: Notice, person: Any) -> str:
    return links.path_for(addressee(notice, person))


def press(client: Client, path: str, word: str, **more: str) -> Any:
    return client.post(path, {"word": word, "once": "abcdefghijkl", **more})


def test_answered_with_one_press_and_no_log_in(world: SimpleNamespace, client: Client) -> None:
    notice = a_notice([world.duty_person], rule=Rule.EVERYONE)
    path = link(notice, world.duty_person)
    page = client.get(path)
    assert page.status_code == 200
    assert "森林火情" in page.text
    answered = press(client, path, "arrived", note="已到村口", longitude="112.51", latitude="30.21")
    assert (answered.status_code, answered["Location"]) == (303, path)
    row = Answer.objects.exclude(word="seen").get()
    assert (row.word, row.note, row.longitude, row.latitude, row.door) == ("arrived", "已到村口", 112.51, 30.21, "link")
    assert "已收到您的答复：<b>已到位</b>" in client.get(path).text


def test_reading_counts_as_seen_but_not_as_answered(world: SimpleNamespace, client: Client) -> None:
    notice = a_notice([world.duty_person], rule=Rule.FIRST)
    path = link(notice, world.duty_person)
    assert client.get(path, headers={"Sec-Purpose": "prefetch"}).status_code == 204
    assert addressee(notice, world.duty_person).seen_at is None
    client.get(path)
    client.get(path)
    row = addressee(notice, world.duty_person)
    assert (row.seen_at, row.answered_at) == (clock.now(), None)
    assert Answer.objects.count() == 1


def test_pressing_twice_is_one_answer(world: SimpleNamespace, client: Client) -> None:
    notice = a_notice([world.duty_person], rule=Rule.EVERYONE)
    path = link(notice, world.duty_person)
    for _time in range(2):
        assert press(client, path, "understood").status_code == 303
    assert Answer.objects.count() == 1


def test_only_offered_answers_are_taken(world: SimpleNamespace, client: Client) -> None:
    notice = a_notice([world.duty_person], rule=Rule.EVERYONE, words=["understood"])
    path = link(notice, world.duty_person)
    for word in ("arrived", "seen", "", "handed_over", "understood "):
        assert press(client, path, word).status_code == 422
    assert Answer.objects.exclude(word="seen").count() == 0


def test_bad_positions_are_left_out(world: SimpleNamespace, client: Client) -> None:
    notice = a_notice([world.duty_person], rule=Rule.EVERYONE)
    press(client, link(notice, world.duty_person), "arrived", longitude="nan", latitude="1e9")
    row = Answer.objects.get()
    assert (row.longitude, row.latitude) == (None, None)


def test_the_page_is_small_and_needs_nothing_from_elsewhere(world: SimpleNamespace, client: Client) -> None:
    notice = a_notice([world.duty_person], rule=Rule.EVERYONE, text="石" * 400)
    page = client.get(link(notice, world.duty_person))
    fetched = re.findall(r'(?:href|src)="/static/([^"]+)"', page.text)
    whole = len(page.content) + sum((STATIC / name).stat().st_size for name in fetched)
    assert sorted(fetched) == ["css/answer.css", "favicon.svg", "js/answer.js"]
    assert whole < 30_000
    assert "Set-Cookie" not in page.headers


def test_it_shows_nobody_else_s_number_and_is_not_kept(world: SimpleNamespace, client: Client) -> None:
    notice = a_notice([world.duty_person, world.stranger], rule=Rule.EVERYONE)
    page = client.get(link(notice, world.duty_person))
    for hidden in ("13800000001", "13800000003", world.stranger.name):
        assert hidden not in page.text
    assert page["Cache-Control"] == "no-store, private"
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_a_link_ends_with_its_notice_or_after_three_days(world: SimpleNamespace, client: Client) -> None:
    soon = a_notice([world.duty_person], rule=Rule.EVERYONE, expires_at=clock.now() + timedelta(hours=1))
    late = a_notice([world.duty_person], rule=Rule.EVERYONE)
    clock.tick(timedelta(hours=1))
    assert client.get(link(soon, world.duty_person)).status_code == 410
    assert press(client, link(soon, world.duty_person), "understood").status_code == 410
    assert client.get(link(late, world.duty_person)).status_code == 200
    clock.tick(timedelta(days=3))
    assert press(client, link(late, world.duty_person), "understood").status_code == 410
    assert Answer.objects.exclude(word="seen").count() == 0


def test_a_token_of_one_person_opens_no_other(world: SimpleNamespace, client: Client) -> None:
    notice = a_notice([world.duty_person, world.colleague], rule=Rule.EVERYONE)
    mine, other = (links.token_for(addressee(notice, one)) for one in (world.duty_person, world.colleague))
    mixed = f"{other.partition('-')[0]}-{mine.partition('-')[2]}"
    assert client.get(f"/a/{mixed}").status_code == 404
    assert links.find(mixed) is None


@rules(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(changed=strategies.text(max_size=60), place=strategies.integers(0, 40))
def test_no_changed_token_is_accepted(world: SimpleNamespace, changed: str, place: int) -> None:
    if not Notice.objects.exists():
        a_notice([world.duty_person, world.colleague], rule=Rule.EVERYONE)
    whose = Addressee.objects.select_related("notice").order_by("id").first()
    assert whose is not None
    token = links.token_for(whose)
    found = links.find(token)
    assert found is not None
    assert found.pk == whose.pk
    for other in (changed, token[:place] + changed + token[place:], token[:place] + changed):
        if other != token:
            assert links.find(other) is None


def test_an_old_key_still_opens_what_is_under_way(world: SimpleNamespace, settings: Any) -> None:
    notice = a_notice([world.duty_person], rule=Rule.EVERYONE)
    token = links.token_for(addressee(notice, world.duty_person))
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another-key-that-is-long-enough-for-tests"
    assert links.find(token) is None
    settings.ANLAN_OLD_SECRET_KEYS = (old,)
    assert links.find(token) is not None


def test_guessing_is_stopped(world: SimpleNamespace, client: Client) -> None:
    notice = a_notice([world.duty_person], rule=Rule.EVERYONE)
    for number in range(guesses.MOST):
        assert client.get(f"/a/{number}-aaaaaaaaaaaaaaaa").status_code == 404
    assert client.get("/a/1-aaaaaaaaaaaaaaaa").status_code == 429
    assert client.get(link(notice, world.duty_person)).status_code == 429
    clock.tick(guesses.WITHIN)
    assert client.get(link(notice, world.duty_person)).status_code == 200


def test_a_cancelled_notice_says_so_and_takes_no_answer(world: SimpleNamespace, client: Client) -> None:
    notice = a_notice([world.duty_person], rule=Rule.FIRST)
    services.cancel_notice(notice, actor=world.duty, reason="误报")
    path = link(notice, world.duty_person)
    assert "这条通知已经取消" in client.get(path).text
    press(client, path, "understood")
    assert Answer.objects.exclude(word="seen").count() == 0


def test_the_others_learn_that_somebody_has_answered(world: SimpleNamespace, client: Client) -> None:
    notice = a_notice([world.duty_person, world.colleague], rule=Rule.FIRST)
    press(client, link(notice, world.duty_person), "understood")
    assert "已有足够的人答复" in client.get(link(notice, world.colleague)).text


def test_handed_over_to_a_colleague_of_the_same_body(world: SimpleNamespace, client: Client) -> None:
    notice = a_notice([world.duty_person], rule=Rule.EVERYONE)
    path = link(notice, world.duty_person)
    page = client.get(f"{path}/hand").text
    assert world.colleague.name in page
    assert world.stranger.name not in page
    client.post(f"{path}/hand", {"person": str(world.stranger.pk)})
    assert called(notice) == [world.duty_person.name]
    assert client.post(f"{path}/hand", {"person": str(world.colleague.pk)}).status_code == 303
    assert called(notice) == [world.duty_person.name, world.colleague.name]
    press(client, link(notice, world.colleague), "arrived")
    assert Notice.objects.get().state == NoticeState.ANSWERED


def test_escalated_from_the_telephone(world: SimpleNamespace, client: Client) -> None:
    second = {"delay_minutes": 60, "targets": [{"kind": "person", "key": str(world.stranger.pk)}]}
    notice = a_notice([world.duty_person], policy=a_policy({}, second, rule=Rule.FIRST))
    path = link(notice, world.duty_person)
    assert "请上报" in client.get(path).text
    assert client.post(f"{path}/escalate").status_code == 303
    assert called(notice)[1:] == [world.stranger.name]
    assert "请上报" not in client.get(path).text
    assert client.post(f"{path}/escalate").status_code == 422


def test_a_subject_adds_pages_of_its_own(world: SimpleNamespace, client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(hooks, "_pages", {})
    hooks.on_page("test", lambda addressee: [("我的队伍", f"/t/{addressee.pk}")])
    notice = a_notice([world.duty_person], rule=Rule.EVERYONE)
    row = addressee(notice, world.duty_person)
    assert f'href="/t/{row.pk}"' in client.get(link(notice, world.duty_person)).text
