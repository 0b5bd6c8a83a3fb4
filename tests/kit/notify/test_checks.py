"""Channels are looked at by themselves and tried by a person; what was seen is kept and mends or breaks the channel."""

from datetime import timedelta

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.base.people.models import Organisation
from anlan.kit.notify import breaker, checks
from anlan.kit.notify.channels.models import ChannelCheck, ChannelMinute
from tests.factories import a_user
from tests.kit.notify import calls, fake_gateway
from tests.kit.notify.fake_gateway import FakeGateway
from tests.kit.notify.outgoing import a_provider


def test_live_channels_are_looked_at_and_others_are_not(unit: Organisation, gateway: FakeGateway) -> None:
    live = a_provider(gateway, live=True)
    a_provider(gateway, live=False)
    a_provider(gateway, live=True, active=False)
    calls.a_channel("inapp", live=True)
    assert checks.check_all() == 0
    assert [(one.channel, one.ok, one.text) for one in ChannelCheck.objects.all()] == [(live, True, "网关已应答")]


def test_a_channel_in_trouble_is_counted_and_one_found_whole_is_used_again(
    unit: Organisation, gateway: FakeGateway
) -> None:
    gateway.behave = lambda key, attempt: fake_gateway.BUSY
    channel = a_provider(gateway)
    for _look in range(breaker.TROUBLES):
        assert checks.check_all() == 1
    channel.refresh_from_db()
    assert breaker.is_closed_off(channel, clock.now())
    assert "503" in ChannelCheck.objects.latest("pk").text
    gateway.behave = lambda key, attempt: fake_gateway.USUAL
    assert checks.check_all() == 0
    channel.refresh_from_db()
    assert (channel.failures, channel.broken_until_at) == (0, None)


def test_old_looks_and_minutes_are_forgotten(unit: Organisation, gateway: FakeGateway) -> None:
    channel = a_provider(gateway, active=False)
    old = clock.now() - timedelta(days=32)
    ChannelCheck.objects.create(channel=channel, kind="link", ok=True, at=old)
    ChannelMinute.objects.create(channel=channel, at=old)
    kept = ChannelMinute.objects.create(channel=channel, at=clock.now())
    checks.check_all()
    assert ChannelCheck.objects.count() == 0
    assert list(ChannelMinute.objects.all()) == [kept]


def test_a_trial_goes_out_at_once_says_that_it_is_one_and_is_audited(unit: Organisation, gateway: FakeGateway) -> None:
    admin = a_user(roles.SYSADMIN)
    channel = a_provider(gateway)
    seen = checks.send_trial(channel, "13900000009", actor=admin)
    assert (seen.ok, seen.by, seen.address) == (True, admin, "13900000009")
    assert "测试" in gateway.accepted[0].text
    entry = AuditEntry.objects.get(act="channel.trial")
    assert (entry.actor, entry.after) == (admin, {"ok": True})


def test_a_trial_that_fails_says_why(unit: Organisation, gateway: FakeGateway) -> None:
    channel = a_provider(gateway, options={"template": ""})
    seen = checks.send_trial(channel, "13900000009", actor=None)
    assert (seen.ok, "template" in seen.text) == (False, True)


def test_trials_keep_to_the_rate(unit: Organisation, gateway: FakeGateway) -> None:
    channel = a_provider(gateway, rate=1)
    tried = [checks.send_trial(channel, "13900000009", actor=None).ok for _turn in range(3)]
    assert tried == [True, False, False]
    assert len(gateway.accepted) == 1
