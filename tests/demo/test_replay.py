"""The replay calls real people of the demonstration, at its own pace, and nothing of it can reach a live gateway."""

import random
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from anlan.base import clock
from anlan.base.places.models import Place
from anlan.demo import musters, replay
from anlan.kit.notify.choices import ChannelKind
from anlan.kit.notify.models import Addressee, Channel, Delivery
from anlan.subjects.incidents import sheets
from anlan.subjects.incidents.models import Callout, Incident
from anlan.subjects.resources.choices import Level
from anlan.subjects.resources.models import Team
from tests.factories import COUNTY, STONE_VILLAGE
from tests.subjects.incidents.scene import a_county, a_team, at


@pytest.fixture
def county(db: None) -> Any:
    clock.set_for_tests(at("14:00"))
    made = a_county()
    made.duty.username = "duty"
    made.duty.save()
    Place.objects.filter(code=STONE_VILLAGE).update(longitude=112.5, latitude=30.2)
    for number in (1, 2):
        a_team(f"县第{number}中队", 4, COUNTY, level=Level.COUNTY, longitude=112.5 + number / 50)
    return made


def let_time_pass(seconds: float) -> None:
    clock.tick(timedelta(seconds=seconds))


def test_it_is_played_to_its_measured_and_sealed_end(county: Any) -> None:
    callout = replay.begin(60, 7)
    assert (callout.exercise, callout.pace, callout.about) == (True, 60, "incident")
    assert Incident.objects.get().exercise
    Addressee.objects.filter(notice_id=callout.notice_key).update(sent_at=clock.now(), delivered_at=clock.now())
    played = replay.play(callout, 60, 7, pause=let_time_pass)
    assert (played.total, played.answered + played.silent) == (8, 8)
    assert played.arrived > 0
    callout = Callout.objects.get()
    assert (callout.status, callout.result.total, callout.result.arrived) == ("ended", 8, played.arrived)
    assert sheets.check(callout).sound


def test_all_its_messages_are_marked_as_an_exercise(county: Any) -> None:
    live = Channel.objects.create(code="sms", name="短信", kind=ChannelKind.SMS, live=True)
    replay.begin(20, 7)
    assert Delivery.objects.count() == 8
    assert set(Delivery.objects.values_list("exercise", flat=True)) == {True}
    assert live.pk not in set(Delivery.objects.values_list("channel", flat=True))


def test_where_no_engine_sends_it_says_so_and_stops(county: Any) -> None:
    callout = replay.begin(20, 7)
    with pytest.raises(replay.Refused, match="后台引擎没有运行"):
        replay.play(callout, 20, 7, pause=let_time_pass)


def test_who_ends_it_on_the_board_stops_it(county: Any) -> None:
    callout = replay.begin(60, 7)
    Addressee.objects.filter(notice_id=callout.notice_key).update(sent_at=clock.now())
    Callout.objects.filter(pk=callout.pk).update(status="ended", ended_at=clock.now())
    assert replay.play(callout, 60, 7, pause=let_time_pass).answered == 0


def test_it_is_refused_without_a_demonstration_county(db: None) -> None:
    with pytest.raises(CommandError, match="不能重放") as refused:
        call_command("replay", "fire")
    assert refused.value.returncode == 1
    assert Callout.objects.count() == 0


def test_it_is_refused_in_service(county: Any, settings: Any) -> None:
    settings.MODE = "production"
    with pytest.raises(CommandError, match="正式环境"):
        call_command("replay", "fire")
    assert Callout.objects.count() == 0
    assert Team.objects.count() == 2


def test_the_course_is_believable_and_the_same_every_time() -> None:
    people = [musters.Person(key, f"队{key // 30}", 12.0, leads=key % 30 == 0) for key in range(600)]
    course = musters.course(random.Random("x"), people)
    assert course == musters.course(random.Random("x"), people)
    words = Counter(event.word for event in course)
    assert 0.85 < words["arrived"] / 600 < 0.98
    assert 0 < words["unable"] < 60
    assert all(first.seconds <= second.seconds for first, second in pairwise(course))
    seen: set[int] = set()
    for event in course:
        assert event.word == "seen" or event.key in seen, "nobody answers what he has not seen"
        seen.add(event.key)
    assert {event.key for event in course if event.word == "arrived"} >= set(range(0, 600, 30))
