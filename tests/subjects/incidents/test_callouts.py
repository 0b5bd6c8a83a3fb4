"""A call-out from sending to the measured end: its board says what the rows say, and muster runs from the alarm."""

from collections import Counter
from datetime import timedelta

import pytest

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.kit.notify.choices import DeliveryState, Door, NoticeState, Word
from anlan.kit.notify.models import Addressee, Answer, Delivery, Notice
from anlan.kit.notify.targets import Target
from anlan.subjects.incidents import board, calling, urging
from anlan.subjects.incidents.models import Callout
from anlan.subjects.resources import queries
from anlan.subjects.resources.models import TeamMember
from tests.factories import CLOUD, a_person
from tests.subjects.incidents.scene import a_callout, a_county, a_team, after, answer, at, called, ended, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> object:
    clock.set_for_tests(at("14:02"))
    return a_county()


def test_everybody_of_the_chosen_teams_is_called_once_and_must_answer(county) -> None:
    stone, cloud = a_team(), a_team("云溪镇扑火队", 2, CLOUD)
    shared = TeamMember.objects.filter(team=stone).first()
    TeamMember.objects.create(team=cloud, person=shared.person)
    callout = sent(a_callout(stone, cloud), county.duty)
    assert Counter(one.group for one in called(callout)) == {"石泉镇扑火队": 3, "云溪镇扑火队": 2}
    assert {(unit.name, unit.total) for unit in callout.units.all()} == {("石泉镇扑火队", 3), ("云溪镇扑火队", 2)}
    assert Delivery.objects.filter(notice=callout.notice, state=DeliveryState.WAITING).count() == 5
    assert (callout.notice.rule, callout.notice.state) == ("everyone", NoticeState.OPEN)


def test_calling_nobody_is_refused_and_nothing_is_sent(county) -> None:
    empty = a_team("空队", 0)
    with pytest.raises(Refused, match="没有一个人"):
        sent(a_callout(empty), county.duty)
    assert Notice.objects.count() == 0
    assert Callout.objects.get().status == "prepared"


def test_a_call_out_is_sent_once_however_often_it_is_pressed(county) -> None:
    callout = a_callout(a_team())
    sent(callout, county.duty)
    with pytest.raises(Refused, match="当前状态"):
        sent(callout, county.duty)
    assert Notice.objects.count() == 1


def test_the_board_counts_what_the_rows_say(county) -> None:
    team = a_team(size=8)
    callout = sent(a_callout(team), county.duty)
    people = called(callout)
    Addressee.objects.filter(pk__in=[one.pk for one in people[:7]]).update(sent_at=at("14:03"))
    Addressee.objects.filter(pk__in=[one.pk for one in people[:6]]).update(delivered_at=at("14:04"))
    for one, word in zip(
        people, (Word.ARRIVED, Word.ARRIVED, Word.ON_THE_WAY, Word.NEED_HELP, Word.UNABLE), strict=False
    ):
        answer(one, word, at("14:10"))
    (line,) = board.lines(callout)
    counted = Counter(Addressee.objects.filter(notice=callout.notice).values_list("word", flat=True))
    assert (line.should, line.sent, line.delivered, line.answered) == (8, 7, 6, 5)
    assert (line.arrived, line.on_the_way, line.need_help, line.unable, line.silent) == (2, 1, 1, 1, 3)
    assert counted == {"arrived": 2, "on_the_way": 1, "need_help": 1, "unable": 1, "": 3}
    whole = board.whole(callout, [line])
    assert (whole.should, whole.answered + whole.silent) == (8, 8)


def test_the_board_asks_as_few_questions_for_many_as_for_few(county, django_assert_num_queries) -> None:
    callout = sent(a_callout(a_team("甲队", 2), a_team("乙队", 40), a_team("丙队", 3)), county.duty)
    with django_assert_num_queries(2):
        assert sum(line.should for line in board.lines(callout)) == 45


def test_muster_is_measured_from_the_alarm_not_from_the_call(county) -> None:
    callout = sent(a_callout(a_team(size=2), received_at=at("14:00")), county.duty)
    first, second = called(callout)
    answer(first, Word.ARRIVED, after(12))
    answer(second, Word.ARRIVED, after(29.5))
    clock.tick(at("14:40"))
    callout = ended(callout, county.duty)
    unit = callout.units.get()
    assert (unit.half_seconds, unit.ninety_seconds, unit.all_seconds, unit.in_time) == (720, 1770, 1770, True)
    result = callout.result
    assert (result.total, result.arrived, result.teams, result.teams_in_time) == (2, 2, 1, 1)
    assert (result.half_seconds, result.all_seconds) == (720, 1770)


def test_the_thirty_minute_line_is_each_teams_own(county) -> None:
    near, far = a_team("近队", 1, muster_minutes=10), a_team("远队", 1, muster_minutes=30)
    callout = sent(a_callout(near, far), county.duty)
    for one in called(callout):
        answer(one, Word.ARRIVED, after(20))
    clock.tick(at("14:25"))
    assert {line.unit.name: line.muster.in_time for line in board.lines(callout)} == {"近队": False, "远队": True}


def test_the_largest_gap_stands_first(county) -> None:
    callout = sent(a_callout(a_team("甲队", 2), a_team("乙队", 4)), county.duty)
    for one in called(callout, "乙队"):
        answer(one, Word.ARRIVED, at("14:05"))
    assert [line.unit.name for line in board.lines(callout)] == ["甲队", "乙队"]


def test_two_at_once_do_not_mix(county) -> None:
    team = a_team(size=2)
    first, second = (
        sent(a_callout(team, title="东边火情"), county.duty),
        sent(a_callout(team, title="西边火情"), county.duty),
    )
    for one in called(first):
        answer(one, Word.ARRIVED, at("14:09"))
    assert [(line.arrived, line.silent) for line in board.lines(first)] == [(2, 0)]
    assert [(line.arrived, line.silent) for line in board.lines(second)] == [(0, 2)]


def test_a_deputy_fills_the_place_of_the_one_who_cannot_come(county) -> None:
    team = a_team(size=2)
    deputy = a_person(team.leader.organisation, "石泉替补", phone="13800009999")
    TeamMember.objects.filter(team=team, person=team.leader).update(deputy=deputy)
    callout = sent(a_callout(team), county.duty)
    leader, other = called(callout)
    answer(leader, Word.UNABLE, at("14:04"))
    answer(other, Word.ARRIVED, at("14:20"))
    assert urging.call_deputies(callout, None, actor=county.duty, key="m1") == 1
    stand_in = Addressee.objects.get(notice=callout.notice, person=deputy)
    assert (stand_in.instead_of_id, stand_in.group) == (leader.pk, "石泉镇扑火队")
    answer(stand_in, Word.ARRIVED, at("14:25"))
    (line,) = board.lines(callout)
    assert (line.should, line.arrived, line.unable, line.silent) == (2, 2, 0, 0)
    assert line.muster.all == 25 * 60


def test_deputies_of_one_team_leave_the_other_team_alone(county) -> None:
    teams = [a_team("甲队", 1), a_team("乙队", 1)]
    for team in teams:
        stand_in = a_person(team.leader.organisation, f"{team.name}替补", phone=f"1380000{8000 + team.pk:04d}")
        TeamMember.objects.filter(team=team).update(deputy=stand_in)
    callout = sent(a_callout(*teams), county.duty)
    assert urging.call_deputies(callout, "甲队", actor=county.duty, key="m2") == 1
    assert [one.group for one in called(callout) if one.instead_of_id] == ["甲队"]
    assert urging.call_deputies(callout, None, actor=county.duty, key="m3") == 1
    assert sorted(one.group for one in called(callout) if one.instead_of_id) == ["乙队", "甲队"]


def test_calling_again_calls_the_silent_only_and_a_double_press_once(county) -> None:
    callout = sent(a_callout(a_team(size=3)), county.duty)
    answer(called(callout)[0], Word.ON_THE_WAY, at("14:04"))
    before = Delivery.objects.count()
    assert urging.call_again(callout, "石泉镇扑火队", actor=county.duty, key="mark") == 2
    assert urging.call_again(callout, "石泉镇扑火队", actor=county.duty, key="mark") == 0
    assert Delivery.objects.count() == before + 2
    for one in called(callout)[1:]:
        answer(one, Word.ARRIVED, at("14:09"))
    with pytest.raises(Refused, match="没有需要叫的人"):
        urging.call_again(callout, None, actor=county.duty, key="mark2")


def test_more_people_are_called_into_a_running_call_out_and_nobody_twice(county) -> None:
    stone, cloud = a_team(size=2), a_team("云溪镇扑火队", 3, CLOUD)
    callout = sent(a_callout(stone), county.duty)
    more = [{"kind": "team", "key": str(team.pk)} for team in (stone, cloud)]
    assert urging.add_people(callout, more, actor=county.duty, key="m1") == 3
    assert urging.add_people(callout, more, actor=county.duty, key="m1") == 0
    assert {line.unit.name: line.should for line in board.lines(callout)} == {"石泉镇扑火队": 2, "云溪镇扑火队": 3}
    with pytest.raises(Refused, match="没有需要叫的人"):
        urging.add_people(callout, more, actor=county.duty, key="m2")


def test_what_is_over_cannot_be_urged(county) -> None:
    callout = ended(sent(a_callout(a_team()), county.duty), county.duty)
    for act in (urging.call_again, urging.call_deputies):
        with pytest.raises(Refused, match="不在进行中"):
            act(callout, None, actor=county.duty, key="m")


def test_ending_stops_what_waits_to_be_sent(county) -> None:
    callout = sent(a_callout(a_team(size=2)), county.duty)
    ended(callout, county.duty)
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.DROPPED}
    assert Notice.objects.get().state == NoticeState.CANCELLED


def test_an_answer_taken_over_the_telephone_says_who_entered_it(county) -> None:
    callout = sent(a_callout(a_team(size=3)), county.duty)
    people = called(callout)
    answer(people[0], Word.ARRIVED, at("14:05"))
    entered = calling.enter(callout, people, Word.ARRIVED, door=Door.BOARD, key="k", by=county.duty, note="电话确认")
    assert entered == 2
    assert calling.enter(callout, called(callout), Word.ARRIVED, door=Door.BOARD, key="k", by=county.duty) == 0
    given = Answer.objects.filter(door=Door.BOARD)
    assert {(one.by, one.note) for one in given} == {(county.duty, "电话确认")}
    assert given.count() == 2


def test_an_addressee_of_another_call_out_is_not_answered_for(county) -> None:
    team = a_team(size=1)
    first, second = sent(a_callout(team), county.duty), sent(a_callout(team), county.duty)
    with pytest.raises(ValueError, match="another notice"):
        calling.enter(first, called(second), Word.ARRIVED, door=Door.BOARD, key="k")


def test_a_notice_that_all_answered_is_measured_by_itself_and_the_board_runs_on(county) -> None:
    callout = sent(a_callout(a_team(size=2)), county.duty)
    for one in called(callout):
        answer(one, Word.ON_THE_WAY, at("14:05"))
    callout.refresh_from_db()
    assert callout.notice.state == NoticeState.ANSWERED
    assert (callout.result.answered, callout.result.arrived, callout.status) == (2, 0, "running")
    answer(called(callout)[0], Word.ARRIVED, at("14:15"))
    assert board.lines(callout)[0].arrived == 1


def test_a_replay_runs_its_clock_at_its_pace(county) -> None:
    callout = sent(a_callout(a_team(size=1), received_at=at("14:02"), pace=20), county.duty)
    answer(called(callout)[0], Word.ARRIVED, at("14:02") + timedelta(seconds=60))
    clock.tick(at("14:03"))
    assert board.lines(callout)[0].muster.all == 20 * 60
    assert callout.elapsed() == 20 * 60


def test_a_team_means_its_leader_first_then_each_member_once_with_his_deputy(county) -> None:
    team = a_team(size=3)
    others = TeamMember.objects.filter(team=team).order_by("pk")
    second = others[1].person
    team.deputy = second
    team.save()
    stand_in = a_person(second.organisation, "替补", phone="13800009998")
    TeamMember.objects.filter(pk=others[2].pk).update(deputy=stand_in)
    TeamMember.objects.create(
        team=team, person=a_person(second.organisation, "离队", phone="13800009997"), active=False
    )
    found = queries.called(str(team.pk))
    assert [(each.person, each.deputy) for each in found] == [
        (team.leader_id, second.pk),
        (second.pk, None),
        (others[2].person_id, stand_in.pk),
    ]
    assert {(each.group, each.place) for each in found} == {("石泉镇扑火队", team.place_id)}
    assert isinstance(found[0], Target)
    assert queries.called("999999") == []
