"""A gateway in trouble is left alone, tried, and used again; meanwhile its fallback takes over what it can."""

from datetime import timedelta

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.kit.notify import breaker, outbox, sending
from anlan.kit.notify.channels.models import ChannelMinute
from anlan.kit.notify.choices import DeliveryState
from anlan.kit.notify.models import Channel, Delivery
from tests.kit.notify import fake_gateway
from tests.kit.notify.fake_gateway import FakeGateway
from tests.kit.notify.outgoing import a_delivery, a_notice, a_provider, keys, state

WAITING, SENT, DELIVERED = DeliveryState.WAITING, DeliveryState.SENT, DeliveryState.DELIVERED


def send() -> bool:
    return sending.send("sms")


def test_a_broken_channel_is_left_alone_tried_once_and_used_again(unit: Organisation, gateway: FakeGateway) -> None:
    down = True
    gateway.behave = lambda key, attempt: fake_gateway.BUSY if down else "usual"
    channel = a_provider(gateway)
    notice = a_notice()
    for number in range(30):
        a_delivery(notice, number)
    send()
    channel.refresh_from_db()
    assert channel.failures == breaker.TROUBLES
    assert breaker.is_closed_off(channel, clock.now())
    assert not sending.ready("sms")
    before = gateway.attempts.total()
    clock.tick(channel.broken_until_at or clock.now())
    clock.tick(timedelta(seconds=30))
    send()
    assert gateway.attempts.total() == before + 1, "one message tries the way"
    channel.refresh_from_db()
    assert channel.failures == breaker.TROUBLES + 1
    down = False
    clock.tick(timedelta(minutes=10))
    send()
    channel.refresh_from_db()
    assert (channel.failures, channel.broken_until_at) == (0, None)
    clock.tick(timedelta(minutes=10))
    send()
    assert Delivery.objects.filter(state=SENT).count() == 30
    assert len(gateway.accepted) == 30


def test_what_waits_for_a_broken_channel_goes_over_its_fallback(unit: Organisation, gateway: FakeGateway) -> None:
    second = FakeGateway()
    second.url = second.start()
    try:
        gateway.behave = lambda key, attempt: fake_gateway.BUSY
        other = a_provider(second, position=2)
        broken = a_provider(gateway, position=1, fallback=other)
        Channel.objects.filter(pk=broken.pk).update(
            failures=breaker.TROUBLES, broken_until_at=clock.now() + timedelta(minutes=5)
        )
        maybe_sent = a_delivery(a_notice(), 1, unsure=True, channel=broken)
        fresh = a_delivery(a_notice(), 2, channel=broken)
        unnamed = a_delivery(a_notice(), 3)
        assert sending.ready("sms")
        send()
        assert sorted(keys(second)) == sorted([fresh.key, unnamed.key])
        fresh.refresh_from_db()
        assert fresh.channel == other
        assert state(maybe_sent) == WAITING, "what may have gone out already is not sent by somebody else"
    finally:
        second.stop()


def test_an_exercise_does_not_move_to_a_live_fallback(unit: Organisation, gateway: FakeGateway) -> None:
    live = a_provider(gateway, position=2, live=True)
    for_exercises = a_provider(gateway, position=1, live=False, fallback=live)
    exercise = a_delivery(a_notice(exercise=True), 1, exercise=True, channel=for_exercises)
    assert outbox.move(for_exercises, live, 10, first=True) == 0
    assert state(exercise) == WAITING


def test_too_many_slow_messages_switch_over(unit: Organisation, gateway: FakeGateway) -> None:
    other = a_provider(gateway, position=2)
    slow = a_provider(gateway, position=1, fallback=other, slow_share=0.15)
    for _minute, late in ((1, 3), (2, 2)):
        at = clock.now() - timedelta(minutes=_minute)
        ChannelMinute.objects.create(channel=slow, at=at.replace(second=0, microsecond=0), sent=15, slow=late)
    assert breaker.slowness(slow, clock.now()) == breaker.Slowness(5, 30)
    assert breaker.is_slow(slow, clock.now())
    delivery = a_delivery(a_notice(), 1)
    send()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.channel) == (SENT, other)
    clock.tick(timedelta(minutes=16))
    assert not breaker.is_slow(slow, clock.now())


def test_reports_of_arrival_that_stay_away_make_a_channel_slow(unit: Organisation, gateway: FakeGateway) -> None:
    channel = a_provider(gateway, options={"receipts": True}, slow_seconds=10)
    notice, sent_at = a_notice(), clock.now() - timedelta(minutes=2)
    for number in range(20):
        arrived = sent_at + timedelta(seconds=5) if number < 12 else None
        gone = DELIVERED if arrived else SENT
        a_delivery(notice, number, state=gone, channel=channel, sent_at=sent_at, delivered_at=arrived)
    assert breaker.slowness(channel, clock.now()) == breaker.Slowness(8, 20)
