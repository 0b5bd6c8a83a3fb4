"""Random calls: in place when answered in time, late after it, absent when nobody answers, unfit without anybody."""

from datetime import timedelta
from typing import Any

import pytest

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.kit.notify.models import Addressee, Notice
from anlan.kit.notify.services import answer_notice
from anlan.subjects.duty import checking
from anlan.subjects.duty.models import DutyPost, PresenceCheck
from tests.subjects.duty.world import a_shift

pytestmark = pytest.mark.django_db


@pytest.fixture
def called(world: Any) -> Any:
    a_shift(world.county, "2026-11-22 08:00", "周 甲、乙")
    world.check = checking.call([world.county], actor=world.users["office"])[0]
    world.notice = Notice.objects.get(topic=checking.TOPIC)
    return world


def answer(notice: Notice, name: str, word: str = "understood") -> None:
    addressee = Addressee.objects.get(notice=notice, person__name=name)
    answer_notice(addressee, word, door="link", key=f"test:{name}:{word}")


def result(check: PresenceCheck) -> tuple[Any, ...]:
    found = PresenceCheck.objects.select_related("person").get(pk=check.pk)
    return found.result, found.answer_seconds, found.person.name if found.person else None


def test_everybody_on_duty_is_called_and_told_how_long_they_have(called: Any) -> None:
    people = set(Addressee.objects.filter(notice=called.notice).values_list("person__name", flat=True))
    assert people == {"周", "甲", "乙"}
    assert "10 分钟内" in called.notice.text
    assert result(called.check) == ("waiting", None, None)
    assert called.check.manned == "kept"


def test_an_answer_in_time_is_in_place_and_the_first_counts(called: Any) -> None:
    clock.tick(timedelta(seconds=95))
    answer(called.notice, "乙")
    assert result(called.check) == ("present", 95, "乙")
    clock.tick(timedelta(minutes=20))
    checking.close_overdue()
    assert result(called.check)[0] == "present"


def test_having_seen_it_is_no_answer(called: Any) -> None:
    answer(called.notice, "甲", "seen")
    assert result(called.check)[0] == "waiting"


def test_an_answer_after_the_limit_is_late(called: Any) -> None:
    clock.tick(timedelta(minutes=10, seconds=5))
    answer(called.notice, "甲")
    assert result(called.check) == ("late", 605, "甲")


def test_whoever_answers_after_having_been_taken_for_absent_is_late(called: Any) -> None:
    clock.tick(timedelta(minutes=11))
    checking.close_overdue()
    assert result(called.check)[0] == "absent"
    clock.tick(timedelta(minutes=2))
    answer(called.notice, "甲")
    assert result(called.check) == ("late", 780, "甲")
    assert PresenceCheck.objects.get().finding == ""


def test_nobody_answers_within_the_limit(called: Any) -> None:
    clock.tick(timedelta(minutes=9))
    assert checking.close_overdue() == 0
    clock.tick(timedelta(minutes=2))
    assert checking.close_overdue() == 1
    assert result(called.check) == ("absent", None, None)
    assert "无人应答" in PresenceCheck.objects.get().finding


def test_a_post_without_anybody_fails_at_once_and_calls_nobody(world: Any) -> None:
    check = checking.call([world.stone.post], actor=None)[0]
    assert (check.result, check.manned) == ("unfit", "lacking")
    assert not Notice.objects.exists()


def test_one_person_too_few_is_seen_in_the_check(world: Any) -> None:
    a_shift(world.stone.post, "2026-11-22 08:00", "石镇长 石干事")
    assert checking.call([world.stone.post], actor=None)[0].manned == "lacking"


def test_the_lot_draws_each_post_once_and_no_more_than_there_are(world: Any) -> None:
    posts = DutyPost.objects.all()
    assert len({post.pk for post in checking.draw(posts, 2)}) == 2
    assert len(checking.draw(posts, 99)) == 3
    assert {checking.draw(posts, 1)[0].code for _round in range(60)} == {"county-duty", "stone-duty", "cloud-duty"}


def test_none_or_too_many_posts_are_refused(world: Any) -> None:
    with pytest.raises(Refused, match="1 到 50"):
        checking.call([], actor=None)
