"""Sending a notice: people, messages and timeline stand at once, and the same key is never two notices."""

import pytest
from django.db import transaction

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.kit.notify import queries, services
from anlan.kit.notify.choices import NoticeState, Rule, Urgency, Word
from anlan.kit.notify.models import Addressee, Answer, Delivery, Notice
from tests.factories import a_user
from tests.kit.notify.calls import a_channel, a_notice, a_policy, addressee, called, events, people, states

pytestmark = pytest.mark.django_db


def test_everybody_gets_one_message_with_a_link_of_their_own(unit: Organisation, sms: object) -> None:
    persons = people(unit, 3)
    notice = a_notice(persons, rule=Rule.EVERYONE)
    assert called(notice) == [person.name for person in persons]
    texts = list(Delivery.objects.values_list("text", flat=True))
    assert len(set(texts)) == 3
    assert all(
        text.startswith("森林火情：石泉镇后山起火 请回复1明白 2已到位 3需要支援 4无法到达，或点 ") for text in texts
    )
    assert [row.address for row in Delivery.objects.order_by("id")] == [person.phone for person in persons]
    assert events(notice) == ["started", "step"]


def test_the_same_key_is_one_notice(unit: Organisation, sms: object) -> None:
    persons = people(unit, 2)
    first = a_notice(persons, key="fire-1")
    assert a_notice(persons, key="fire-1").pk == first.pk
    assert (Notice.objects.count(), Addressee.objects.count(), Delivery.objects.count()) == (1, 2, 2)


def test_a_caller_that_fails_leaves_nothing(unit: Organisation, sms: object) -> None:
    def fail() -> None:
        with transaction.atomic():
            a_notice(people(unit, 2))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (Notice.objects.count(), Delivery.objects.count()) == (0, 0)


def test_a_person_named_twice_is_called_once(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    notice = a_notice([person, person], targets=[{"kind": "person", "key": str(person.pk)}])
    assert called(notice) == [person.name]


def test_whoever_has_no_number_is_shown_as_out_of_reach(unit: Organisation, sms: object) -> None:
    with_phone = people(unit, 1)[0]
    without = people(unit, 1)[0]
    type(without).objects.filter(pk=without.pk).update(phone="")
    notice = a_notice([with_phone, without], rule=Rule.EVERYONE)
    assert called(notice) == [with_phone.name]
    assert list(notice.addressees.filter(failed=True).values_list("person", flat=True)) == [without.pk]
    assert queries.progress(notice).failed == 1


def test_without_a_rule_it_is_done_once_handed_out(unit: Organisation, sms: object) -> None:
    notice = a_notice(people(unit, 2))
    assert (notice.state, notice.next_at) == (NoticeState.DONE, None)
    assert states(notice) == ["waiting", "waiting"]


def test_exercises_never_touch_a_live_channel(unit: Organisation) -> None:
    a_channel(live=True, position=1)
    console = a_channel("console", position=2)
    persons = people(unit, 2)
    drill = a_notice(persons, exercise=True, rule=Rule.EVERYONE, urgency=Urgency.CRITICAL)
    assert {(row.channel_id, row.exercise) for row in drill.deliveries.all()} == {(console.pk, True)}
    assert all(row.text.startswith("【演练】") for row in drill.deliveries.all())
    real = a_notice(persons, urgency=Urgency.CRITICAL)
    assert {row.channel.live for row in real.deliveries.select_related("channel")} == {True}


def test_an_exercise_without_a_harmless_channel_reaches_nobody(unit: Organisation) -> None:
    a_channel(live=True)
    drill = a_notice(people(unit, 2), exercise=True, rule=Rule.EVERYONE)
    assert drill.deliveries.count() == 0
    assert drill.addressees.filter(failed=True).count() == 2


def test_cancelling_drops_what_waits_and_is_audited(unit: Organisation, sms: object) -> None:
    actor = a_user("duty")
    notice = a_notice(people(unit, 2), rule=Rule.EVERYONE)
    Delivery.objects.filter(notice=notice, addressee__person__name=called(notice)[0]).update(state="sent")
    services.cancel_notice(notice, actor=actor, reason="误报")
    assert notice.state == NoticeState.CANCELLED
    assert states(notice) == ["sent", "dropped"]
    assert events(notice)[-1] == "ended"
    services.cancel_notice(notice, actor=actor)
    assert events(notice).count("ended") == 1


def test_two_answers_with_one_key_are_one(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    notice = a_notice([person], rule=Rule.EVERYONE)
    whose = addressee(notice, person)
    first = services.answer_notice(whose, Word.UNDERSTOOD, door="link", key="k1")
    assert services.answer_notice(whose, Word.ARRIVED, door="link", key="k1").pk == first.pk
    assert Answer.objects.count() == 1


def test_notices_of_one_stream_are_numbered(unit: Organisation, sms: object) -> None:
    persons = people(unit, 1)
    sent = [a_notice(persons, stream="warning-7").sequence for _ in range(3)]
    assert sent == [1, 2, 3]
    assert a_notice(persons, stream="warning-8").sequence == 1


def test_the_forecast_counts_what_waits_already(unit: Organisation) -> None:
    a_channel(rate=2)
    a_notice(people(unit, 4))
    assert services.forecast("sms", 6).total_seconds() == 5
    assert services.forecast("voice", 6) == services.timedelta.max


def test_a_message_that_failed_is_sent_again_under_a_new_key(unit: Organisation, sms: object) -> None:
    actor = a_user("duty")
    notice = a_notice(people(unit, 1), rule=Rule.EVERYONE)
    failed = notice.deliveries.get()
    with pytest.raises(services.Refused):
        services.resend(failed, actor=actor)
    Delivery.objects.filter(pk=failed.pk).update(state="failed")
    again = services.resend(failed, actor=actor)
    assert (again.key, again.state) == (f"{failed.key}+1", "waiting")
    with pytest.raises(services.Refused):
        services.resend(failed, actor=actor)
    services.cancel_notice(notice, actor=actor)
    again.refresh_from_db()
    assert again.state == "dropped"
    with pytest.raises(services.Refused):
        services.resend(again, actor=actor)


def test_a_policy_is_kept_as_it_was(unit: Organisation, sms: object) -> None:
    policy = a_policy({"delay_minutes": 0}, {"delay_minutes": 10}, rule=Rule.FIRST)
    notice = a_notice(people(unit, 1), policy=policy.code)
    policy.steps.all().delete()
    policy.rule = Rule.NONE
    policy.save()
    notice.refresh_from_db()
    assert (len(notice.steps), notice.rule) == (2, Rule.FIRST)
    assert notice.next_at == clock.at("2026-11-20 10:10")
