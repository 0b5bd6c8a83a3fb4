"""The outbox is emptied: in order, at the channel's rate, each message once, whatever the gateway does."""

import threading
import time
from datetime import timedelta

import pytest

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.kit.notify import outbox, sending
from anlan.kit.notify.channels.adapters import is_live
from anlan.kit.notify.channels.models import ChannelMinute
from anlan.kit.notify.choices import ChannelKind, DeliveryState, NoticeState, Rule, Urgency
from anlan.kit.notify.models import Addressee, Delivery
from tests.kit.notify import calls, fake_gateway
from tests.kit.notify.fake_gateway import FakeGateway
from tests.kit.notify.outgoing import a_delivery, a_notice, a_provider, an_addressee, keys, state

WAITING, TAKEN, SENT, DELIVERED, FAILED, DROPPED = (
    DeliveryState.WAITING, DeliveryState.TAKEN, DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.FAILED,
    DeliveryState.DROPPED,
)  # fmt: skip


def send(kind: str = "sms") -> bool:
    return sending.send(kind)


def test_a_message_goes_out_once_and_is_written_down(unit: Organisation, gateway: FakeGateway) -> None:
    channel = a_provider(gateway)
    notice = a_notice()
    addressee = an_addressee(unit, notice, 1)
    delivery = a_delivery(notice, addressee=addressee)
    assert sending.ready("sms")
    assert send() is False
    assert keys(gateway) == [delivery.key]
    assert gateway.accepted[0].text == "第1条"
    delivery.refresh_from_db()
    assert (delivery.state, delivery.provider_id, delivery.channel) == (SENT, "id-1", channel)
    assert (delivery.sent_at, delivery.attempts, delivery.leased_until_at) == (clock.now(), 1, None)
    addressee.refresh_from_db()
    assert (addressee.sent_at, addressee.delivered_at) == (clock.now(), None)
    assert not sending.ready("sms")
    send()
    assert len(gateway.accepted) == 1


def test_what_is_urgent_goes_before_what_waited_longer(unit: Organisation, gateway: FakeGateway) -> None:
    a_provider(gateway, rate=1)
    notice = a_notice()
    old = a_delivery(notice, 1, urgency=Urgency.LOW, due_at=clock.now() - timedelta(hours=1))
    new = a_delivery(notice, 2, urgency=Urgency.CRITICAL)
    send()
    assert keys(gateway) == [new.key]
    assert state(old) == WAITING


def test_nothing_goes_before_its_time(unit: Organisation, gateway: FakeGateway) -> None:
    a_provider(gateway)
    delivery = a_delivery(a_notice(), due_at=clock.now() + timedelta(minutes=1))
    assert not sending.ready("sms")
    clock.tick(timedelta(minutes=1))
    send()
    assert state(delivery) == SENT


def test_no_more_go_than_the_rate_allows_and_the_rest_follows_with_time(
    unit: Organisation, gateway: FakeGateway
) -> None:
    a_provider(gateway, rate=10)
    notice = a_notice()
    for number in range(25):
        a_delivery(notice, number)
    send()
    assert len(gateway.accepted) == 10
    send()
    assert len(gateway.accepted) == 10, "the clock stands still, so nothing more is allowed"
    clock.tick(timedelta(seconds=0.5))
    send()
    assert len(gateway.accepted) == 15
    clock.tick(timedelta(hours=1))
    send()
    assert len(gateway.accepted) == 25, "a quiet hour saves up no more than a second's worth"


def test_two_processes_share_one_rate(unit: Organisation, gateway: FakeGateway) -> None:
    a_provider(gateway, rate=10)
    notice = a_notice()
    for number in range(40):
        a_delivery(notice, number)
    one, other = sending.Sender("sms"), sending.Sender("sms")
    one.pump()
    other.pump()
    assert len(gateway.accepted) == 10


def test_an_expired_message_is_never_sent(unit: Organisation, gateway: FakeGateway) -> None:
    a_provider(gateway)
    late = a_delivery(a_notice(), expires_at=clock.now())
    of_late_notice = a_delivery(a_notice(expires_at=clock.now() - timedelta(seconds=1)))
    in_time = a_delivery(a_notice(expires_at=clock.now() + timedelta(seconds=1)))
    send()
    assert keys(gateway) == [in_time.key]
    assert (state(late), state(of_late_notice)) == (DROPPED, DROPPED)
    assert "有效期" in late.error


def test_a_dropped_or_bundled_message_is_never_sent(unit: Organisation, gateway: FakeGateway) -> None:
    a_provider(gateway)
    for number, gone in enumerate((DROPPED, DeliveryState.BUNDLED, SENT, DELIVERED, FAILED)):
        a_delivery(a_notice(), number, state=gone)
    assert not sending.ready("sms")
    send()
    assert gateway.accepted == []


def test_a_message_made_before_its_reader_answered_is_dropped_and_one_made_after_is_sent(
    unit: Organisation, gateway: FakeGateway
) -> None:
    a_provider(gateway)
    notice = a_notice(rule=Rule.EVERYONE)
    addressee = an_addressee(unit, notice, 1)
    before = a_delivery(notice, 1, addressee=addressee)
    Addressee.objects.filter(pk=addressee.pk).update(answered_at=clock.now())
    clock.tick(timedelta(seconds=1))
    reminder = a_delivery(notice, 2, addressee=addressee)
    send()
    assert keys(gateway) == [reminder.key]
    assert state(before) == DROPPED


@pytest.mark.parametrize("ended", [NoticeState.ANSWERED, NoticeState.CANCELLED, NoticeState.EXPIRED])
def test_nothing_of_an_ended_notice_is_sent(unit: Organisation, gateway: FakeGateway, ended: NoticeState) -> None:
    a_provider(gateway)
    delivery = a_delivery(a_notice(state=ended, ended_at=clock.now()))
    send()
    assert gateway.accepted == []
    assert state(delivery) == DROPPED


def test_what_is_left_when_all_steps_are_done_is_still_sent(unit: Organisation, gateway: FakeGateway) -> None:
    a_provider(gateway)
    first = a_delivery(a_notice(state=NoticeState.EXHAUSTED, ended_at=clock.now()), 1)
    second = a_delivery(a_notice(state=NoticeState.DONE, ended_at=clock.now()), 2)
    send()
    assert (state(first), state(second)) == (SENT, SENT)


def test_a_cancel_never_overtakes_its_warning(unit: Organisation, gateway: FakeGateway) -> None:
    """The warning's first try fails; the cancel, urgent as it is, waits until the warning is out."""
    gateway.behave = lambda key, attempt: fake_gateway.BUSY if key == warning.key and attempt == 1 else "usual"
    a_provider(gateway)
    warning = a_delivery(a_notice(stream="w1", sequence=1), 1, urgency=Urgency.LOW)
    cancel = a_delivery(a_notice(stream="w1", sequence=2), 1, urgency=Urgency.CRITICAL)
    elsewhere = a_delivery(a_notice(stream="w1", sequence=2, key="x"), 2, urgency=Urgency.CRITICAL)
    send()
    assert keys(gateway) == [elsewhere.key], "who never was warned may hear of the cancel at once"
    assert state(cancel) == WAITING
    clock.tick(timedelta(minutes=1))
    send()
    send()
    assert keys(gateway) == [elsewhere.key, warning.key, cancel.key]


def test_a_warning_whose_cancel_is_out_is_not_sent_any_more(unit: Organisation, gateway: FakeGateway) -> None:
    a_provider(gateway)
    a_delivery(a_notice(stream="w1", sequence=2), 1, state=SENT)
    warning = a_delivery(a_notice(stream="w1", sequence=1, key="x"), 1)
    other_stream = a_delivery(a_notice(stream="w2", sequence=1), 1)
    send()
    assert keys(gateway) == [other_stream.key]
    assert state(warning) == DROPPED


def test_an_exercise_is_refused_at_the_door_of_a_live_channel(unit: Organisation, gateway: FakeGateway) -> None:
    """Planning would not have made these; the door does not rely on it."""
    a_provider(gateway, live=True)
    marked = a_delivery(a_notice(), 1, exercise=True)
    of_exercise = a_delivery(a_notice(exercise=True), 2, exercise=False)
    real = a_delivery(a_notice(), 3)
    send()
    assert keys(gateway) == [real.key]
    assert (state(marked), state(of_exercise)) == (FAILED, FAILED)
    assert "演练" in marked.error


def test_a_real_gateway_counts_as_live_even_where_nobody_ticked_it(unit: Organisation, gateway: FakeGateway) -> None:
    forgotten = a_provider(gateway, live=False, options={"exercise_gateway": False})
    assert is_live(forgotten)
    exercise = a_delivery(a_notice(exercise=True), 1)
    send()
    assert (gateway.accepted, state(exercise)) == ([], FAILED)
    for_exercises = a_provider(gateway, live=False)
    assert not is_live(for_exercises)


def test_an_exercise_reaches_the_demonstration_phones(unit: Organisation) -> None:
    calls.a_channel(ChannelKind.CONSOLE)
    notice = a_notice(exercise=True)
    addressee = an_addressee(unit, notice, 1)
    delivery = a_delivery(notice, 1, kind="console", exercise=True, addressee=addressee)
    send("console")
    assert state(delivery) == DELIVERED
    addressee.refresh_from_db()
    assert (addressee.sent_at, addressee.delivered_at) == (clock.now(), clock.now())


def test_rooms_without_a_gateway_know_no_rate(unit: Organisation) -> None:
    calls.a_channel(ChannelKind.INAPP, rate=1)
    notice = a_notice()
    for number in range(50):
        a_delivery(notice, number, kind="inapp")
    send("inapp")
    assert set(Delivery.objects.values_list("state", flat=True)) == {DELIVERED}


def test_a_refused_message_becomes_a_dead_letter_and_holds_up_nobody(unit: Organisation, gateway: FakeGateway) -> None:
    channel = a_provider(gateway, options={"template": ""})
    delivery = a_delivery(a_notice(), 1)
    send()
    assert state(delivery) == WAITING, "a channel that is not set up is the channel's trouble, not the message's"
    assert "template" in delivery.error
    channel.options["template"] = "SMS_1"
    channel.save()
    clock.tick(timedelta(minutes=1))
    send()
    assert state(delivery) == SENT


def test_trying_ends_and_the_person_is_marked_as_not_reached(unit: Organisation, gateway: FakeGateway) -> None:
    gateway.behave = lambda key, attempt: fake_gateway.ERROR
    a_provider(gateway)
    notice = a_notice()
    addressee = an_addressee(unit, notice, 1)
    delivery = a_delivery(notice, addressee=addressee)
    tries = 0
    while state(delivery) == WAITING and tries < 50:
        tries += 1
        send()
        clock.tick(timedelta(minutes=30))
    assert state(delivery) == FAILED
    assert "500" in delivery.error
    addressee.refresh_from_db()
    assert addressee.failed is True


def test_a_bad_target_holds_up_no_other(unit: Organisation, gateway: FakeGateway) -> None:
    gateway.behave = lambda key, attempt: fake_gateway.NEVER if key == hanging.key else "usual"
    a_provider(gateway)
    notice = a_notice()
    hanging = a_delivery(notice, 1, urgency=Urgency.CRITICAL)
    others = [a_delivery(notice, number) for number in range(2, 60)]
    gone: list[float] = []
    watcher = threading.Thread(target=lambda: gone.append(_until(gateway, len(others))))
    began = time.monotonic()
    watcher.start()
    send()
    watcher.join()
    assert gone[0] - began < 0.9, "the others were gone before the hanging one timed out"
    assert state(hanging) == WAITING
    assert hanging.unsure is True


def _until(gateway: FakeGateway, count: int) -> float:
    end = time.monotonic() + 10
    while len(gateway.accepted) < count and time.monotonic() < end:
        time.sleep(0.01)
    return time.monotonic()


@pytest.mark.parametrize("how", [fake_gateway.HANG, fake_gateway.LATE, fake_gateway.BREAK])
def test_a_message_taken_without_an_answer_is_asked_for_and_not_sent_twice(
    unit: Organisation, gateway: FakeGateway, how: str
) -> None:
    gateway.behave = lambda key, attempt: how if attempt == 1 else "usual"
    a_provider(gateway)
    delivery = a_delivery(a_notice(), 1)
    send()
    assert (state(delivery), delivery.unsure) == (WAITING, True)
    clock.tick(timedelta(minutes=1))
    send()
    assert (state(delivery), delivery.provider_id) == (SENT, "id-1")
    assert keys(gateway) == [delivery.key]


def test_where_the_provider_knows_keys_the_same_key_goes_again(unit: Organisation, gateway: FakeGateway) -> None:
    gateway.behave = lambda key, attempt: fake_gateway.HANG if attempt == 1 else "usual"
    gateway.dedups, gateway.can_be_asked = True, False
    a_provider(gateway)
    delivery = a_delivery(a_notice(), 1)
    send()
    clock.tick(timedelta(minutes=1))
    send()
    assert state(delivery) == SENT
    assert (keys(gateway), gateway.repeated) == ([delivery.key], 1)


def test_what_a_dead_process_had_taken_is_asked_for_after_its_lease(unit: Organisation, gateway: FakeGateway) -> None:
    channel = a_provider(gateway)
    accepted = a_delivery(a_notice(), 1)
    lost = a_delivery(a_notice(), 2)
    died = outbox.lease(channel, 10, first=True, paced=True, seconds=20)
    assert [one.outgoing.key for one in died] == [accepted.key, lost.key]
    gateway.accept(accepted.key, accepted.address, accepted.text)
    send()
    assert (state(accepted), state(lost)) == (TAKEN, TAKEN), "the other process may still be alive"
    clock.tick(timedelta(seconds=21))
    send()
    assert (state(accepted), state(lost)) == (SENT, SENT)
    assert keys(gateway) == [accepted.key, lost.key]


def test_a_result_that_comes_after_the_lease_ran_out_changes_nothing(unit: Organisation, gateway: FakeGateway) -> None:
    from anlan.kit.notify.channels.adapters import Result

    channel = a_provider(gateway)
    delivery = a_delivery(a_notice(), 1)
    slept = outbox.lease(channel, 10, first=True, paced=True, seconds=20)[0]
    clock.tick(timedelta(seconds=21))
    awake = outbox.lease(channel, 10, first=True, paced=True, seconds=20)[0]
    assert (slept.outgoing.again, awake.outgoing.again) == (False, True)
    outbox.record(channel, [(slept, Result(False, error="迟到", retry=False))])
    assert state(delivery) == TAKEN
    outbox.record(channel, [(awake, Result(True, provider_id="id-9"))])
    assert (state(delivery), delivery.provider_id, delivery.error) == (SENT, "id-9", "")


def test_a_report_of_arrival_quicker_than_our_own_note_stays(unit: Organisation, gateway: FakeGateway) -> None:
    from anlan.kit.notify.channels.adapters import Result

    channel = a_provider(gateway)
    delivery = a_delivery(a_notice(), 1)
    taken = outbox.lease(channel, 10, first=True, paced=True, seconds=20)
    Delivery.objects.filter(pk=delivery.pk).update(state=DELIVERED, delivered_at=clock.now())
    outbox.record(channel, [(taken[0], Result(True, provider_id="id-1"))])
    assert (state(delivery), delivery.provider_id) == (DELIVERED, "id-1")


def test_each_minute_is_counted(unit: Organisation, gateway: FakeGateway) -> None:
    gateway.behave = lambda key, attempt: fake_gateway.ERROR if key == bad.key else "usual"
    channel = a_provider(gateway)
    notice = a_notice()
    bad = a_delivery(notice, 1)
    for number in range(2, 5):
        a_delivery(notice, number)
    send()
    minute = ChannelMinute.objects.get(channel=channel)
    assert (minute.sent, minute.failed) == (3, 1)


def test_without_a_channel_messages_wait(unit: Organisation) -> None:
    delivery = a_delivery(a_notice(), 1)
    assert outbox.waits("sms")
    assert not sending.ready("sms")
    assert send() is False
    assert state(delivery) == WAITING


def test_a_channel_switched_off_leaves_its_messages_to_the_next(unit: Organisation, gateway: FakeGateway) -> None:
    off, on = a_provider(gateway, active=False), a_provider(gateway)
    waiting = a_delivery(a_notice(), 1, channel=off)
    maybe_out = a_delivery(a_notice(), 2, channel=off, unsure=True)
    send()
    assert (state(waiting), waiting.channel) == (SENT, on)
    assert (state(maybe_out), maybe_out.channel) == (WAITING, off)


def test_the_backlog_is_told_by_kind_and_urgency(unit: Organisation) -> None:
    notice = a_notice()
    a_delivery(notice, 1, urgency=Urgency.CRITICAL)
    a_delivery(notice, 2, urgency=Urgency.CRITICAL)
    a_delivery(notice, 3, kind="voice")
    a_delivery(notice, 4, due_at=clock.now() + timedelta(hours=1))
    assert outbox.backlog() == {("sms", Urgency.CRITICAL): 2, ("voice", Urgency.NORMAL): 1}
