"""The acceptance list of an escalation engine, one promise a test; those proved elsewhere are named here.

Steps in order, a gap in them, by hand, inside the round: ``test_escalation``. Reply codes, trailing blanks, stop and
start, unreadable ones, verification by answering: ``test_replies``. One message for several: ``test_receipts``.
Heartbeat and late steps: ``test_soundness`` and ``tests/kit/engine/test_self_audit``. Rotations and overrides: duty.
"""

import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.kit.engine.loop import tick
from anlan.kit.notify import links, queries, receipts, rescue, services, waking
from anlan.kit.notify.choices import EventKind, NoticeState, Rule, Urgency, Word
from anlan.kit.notify.models import (
    Answer,
    Channel,
    CommunicationTest,
    Contact,
    Delivery,
    ListMember,
    Notice,
    Preference,
    RecipientList,
)
from tests.factories import COUNTY, a_user
from tests.kit.notify.calls import (
    a_channel,
    a_county,
    a_notice,
    a_policy,
    addressee,
    at,
    called,
    deliver_all,
    events,
    minutes,
    people,
    states,
)

pytestmark = pytest.mark.django_db


def test_multiack_all_of_a_step_answer_and_none_stops_the_others(unit: Organisation, sms: object) -> None:
    persons = people(unit, 3)
    notice = a_notice(persons, rule=Rule.EVERYONE)
    services.answer_notice(addressee(notice, persons[0]), Word.UNDERSTOOD, door="link", key="a")
    assert states(notice) == ["dropped", "waiting", "waiting"]


def test_multiuser_one_step_calls_several_at_once(unit: Organisation, sms: object) -> None:
    persons = people(unit, 3)
    named = [{"kind": "person", "key": str(person.pk)} for person in persons]
    notice = a_notice(policy=a_policy({"targets": named}, rule=Rule.FIRST))
    assert called(notice) == [person.name for person in persons]


def test_postcyclerules_each_person_has_an_order_of_channels_for_each_level(unit: Organisation) -> None:
    a_channel("sms")
    a_channel("voice")
    person = people(unit, 1)[0]
    Preference.objects.create(person=person, urgency=Urgency.URGENT, channels="voice,sms")
    policy = a_policy({"repeats": 2, "repeat_minutes": 1}, rule=Rule.FIRST)
    urgent = a_notice([person], policy=policy, urgency=Urgency.URGENT)
    normal = a_notice([person], policy=policy, urgency=Urgency.NORMAL)
    at("10:01")
    at("10:02")
    kinds = [list(one.deliveries.order_by("id").values_list("kind", flat=True)) for one in (urgent, normal)]
    assert kinds == [["voice", "sms", "sms"], ["sms", "sms", "sms"]]


def test_prioritization_the_urgent_stands_before_what_came_earlier(unit: Organisation, sms: object) -> None:
    low = a_notice(people(unit, 2), rule=Rule.EVERYONE, urgency=Urgency.NORMAL)
    high = a_notice(people(unit, 2), rule=Rule.EVERYONE, urgency=Urgency.CRITICAL)
    queue = Delivery.objects.order_by("urgency", "due_at", "id").values_list("notice_id", flat=True)
    assert list(queue) == [high.pk, high.pk, low.pk, low.pk]


def test_inprogress_editing_a_policy_changes_no_running_notice(unit: Organisation, sms: object) -> None:
    policy = a_policy({}, {"delay_minutes": 5}, rule=Rule.FIRST)
    notice = a_notice(people(unit, 1), policy=policy)
    policy.steps.filter(position=2).update(delay_minutes=60)
    at("10:05")
    assert len(called(notice)) == 2


def test_manyalerts_all_that_are_due_go_on_in_one_turn(unit: Organisation, sms: object) -> None:
    policy = a_policy({}, {"delay_minutes": 5}, rule=Rule.FIRST)
    notices = [a_notice(people(unit, 1), policy=policy) for _number in range(60)]
    at("10:05")
    assert {len(called(one)) for one in notices} == {2}


def test_alertlog_everything_stands_in_the_timeline_in_its_order(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    notice = a_notice([person], policy=a_policy({"repeats": 1, "repeat_minutes": 2}, rule=Rule.FIRST))
    at("10:02")
    clock.tick(minutes(1))
    services.answer_notice(addressee(notice, person), Word.ON_THE_WAY, door="sms", key="a", note="开车")
    assert events(notice) == [EventKind.STARTED, EventKind.STEP, EventKind.REPEATED, EventKind.ENDED]
    lines = [line.title for line in queries.timeline(Notice.objects.get())]
    assert f"{person.name}：已出发" in lines[:2]


def test_statusupdates_what_was_cancelled_or_is_over_says_so(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    cancelled = a_notice([person], rule=Rule.FIRST)
    services.cancel_notice(cancelled, actor=a_user("duty"), reason="误报")
    assert cancelled.events.order_by("id").last().text == "已取消：误报"
    over = a_notice([person], rule=Rule.FIRST, expires_at=clock.now() + minutes(1))
    at("10:01")
    assert Notice.objects.get(pk=over.pk).state == NoticeState.EXPIRED
    assert links.ended(addressee(over, person))


def test_failure_another_channel_is_tried_and_the_last_one_is_shown(unit: Organisation) -> None:
    a_channel("sms")
    a_channel("voice")
    person = people(unit, 1)[0]
    notice = a_notice([person], rule=Rule.FIRST)
    notice.deliveries.update(state="failed")
    assert rescue.rescue() == 1
    assert list(notice.deliveries.order_by("id").values_list("kind", "state")) == [
        ("sms", "failed"),
        ("voice", "waiting"),
    ]
    assert rescue.rescue() == 0
    notice.deliveries.update(state="failed")
    rescue.rescue()
    assert (addressee(notice, person).failed, notice.deliveries.count(), rescue.rescue()) == (True, 2, 0)


def test_failure_of_one_of_two_messages_is_no_trouble(unit: Organisation) -> None:
    a_channel("sms")
    a_channel("voice")
    notice = a_notice(people(unit, 1), rule=Rule.FIRST, channels=["sms+voice"])
    notice.deliveries.filter(kind="sms").update(state="failed")
    assert rescue.rescue() == 0


def test_verification_a_test_shows_who_answers_and_who_does_not(unit: Organisation, sms: object) -> None:
    first, second = people(unit, 2)
    whole = RecipientList.objects.create(name="防汛责任人", place_id=COUNTY)
    for person in (first, second):
        ListMember.objects.create(list=whole, person=person, place_id=COUNTY)
    test = CommunicationTest.objects.create(
        name="每周试叫", list=whole, place_id=COUNTY, next_at=clock.at("2026-11-20 10:30"), every="week"
    )
    at("10:29")
    assert Notice.objects.count() == 0
    at("10:30")
    at("10:31")
    notice = Notice.objects.get()
    deliver_all(notice)
    Contact.objects.create(address=first.phone)
    services.answer_notice(addressee(notice, first), Word.UNDERSTOOD, door="sms", key="a")
    at("11:00")
    notice.refresh_from_db()
    test.refresh_from_db()
    assert (notice.state, test.next_at) == (NoticeState.EXPIRED, clock.at("2026-11-27 10:30"))
    assert [one.person for one in queries.people(notice, answered_at=None)] == [second]
    assert Contact.objects.get(address=first.phone).verified_at is not None


def test_verification_a_test_held_once_or_monthly(unit: Organisation, sms: object) -> None:
    whole = RecipientList.objects.create(name="名单", place_id=COUNTY)
    moment = clock.at("2026-01-31 09:00")
    for every, following in (("once", None), ("month", clock.at("2026-11-28 09:00"))):
        test = CommunicationTest(name=every, list=whole, place_id=COUNTY, next_at=moment, every=every)
        found = waking._next(test)
        assert found == following


def test_heartbeat_the_engine_runs_what_notices_need(unit: Organisation, sms: object) -> None:
    a_notice(people(unit, 1), policy=a_policy({}, {"delay_minutes": 5}, rule=Rule.FIRST))
    done = tick(clock.at("2026-11-20 10:05"))
    assert {name for name in done if name.startswith("notify-")} >= {
        "notify-escalate", "notify-expire", "notify-remind", "notify-follow", "notify-tests", "notify-rescue",
    }  # fmt: skip
    assert {outcome.value for outcome in done.values()} == {"done"}


def test_system_limits_a_channel_s_rate_is_what_the_administrator_set(unit: Organisation) -> None:
    a_channel(rate=100)
    assert services.forecast("sms", 1300) == timedelta(seconds=13)
    Channel.objects.update(active=False)
    assert services.forecast("sms", 1) == timedelta.max


def test_a_report_of_failure_counts_as_failure(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    notice = a_notice([person], rule=Rule.FIRST)
    deliver_all(notice)
    notice.deliveries.update(provider_id="p1")
    receipts.take_receipt("p1", "failed", clock.now(), "空号")
    rescue.rescue()
    assert addressee(notice, person).failed


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rule", [Rule.EVERYONE, Rule.QUORUM])
def test_two_answers_at_once_end_it_exactly_once(rule: str) -> None:
    clock.set_for_tests(clock.at("2026-11-20 10:00"))
    unit = a_county()
    a_channel()
    persons = people(unit, 4)
    notice = a_notice(persons, policy=a_policy({}, rule=rule, quorum=4))
    rows = [addressee(notice, person) for person in persons]
    barrier = threading.Barrier(len(rows))

    def answer(number: int) -> None:
        try:
            barrier.wait()
            for _time in range(2):
                services.answer_notice(rows[number], Word.UNDERSTOOD, door="link", key=f"k{number}")
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=(number,)) for number in range(len(rows))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    notice.refresh_from_db()
    assert (notice.state, Answer.objects.count(), events(notice).count("ended")) == (NoticeState.ANSWERED, 4, 1)


@pytest.mark.django_db(transaction=True)
def test_the_same_notice_sent_twice_at_once_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    clock.set_for_tests(clock.at("2026-11-20 10:00"))
    unit = a_county()
    a_channel()
    persons = people(unit, 3)
    barrier = threading.Barrier(3)
    found: list[int] = []

    def send() -> None:
        try:
            barrier.wait()
            found.append(a_notice(persons, key="fire-9").pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert (Notice.objects.count(), Delivery.objects.count()) == (1, 3)
    assert capsys.readouterr().err == ""


def test_migrations_stand_for_the_models() -> None:
    call_command("makemigrations", "notify", "engine", check=True, dry_run=True, verbosity=0)
