"""Looks whether channels work: each live one every few minutes, and any by a message that somebody sends to try it.

What was seen is kept, and a channel found whole is used again at once.
"""

import logging
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.kit.notify import breaker, limits
from anlan.kit.notify.channels.adapters import GatewayTrouble, NotSetUp, Outgoing, hand_over
from anlan.kit.notify.channels.known import adapter_of
from anlan.kit.notify.channels.models import ChannelCheck
from anlan.kit.notify.choices import ChannelKind
from anlan.kit.notify.models import Channel

log = logging.getLogger("anlan.channels")

CHECKED = (
    ChannelKind.SMS, ChannelKind.GSM, ChannelKind.VOICE, ChannelKind.EMAIL, ChannelKind.WEBHOOK, ChannelKind.BROADCAST,
)  # fmt: skip
EVERY_SECONDS = 180
KEPT = timedelta(days=31)
LONGEST = 300


def checked() -> QuerySet[Channel]:
    """Live channels of kinds that can be looked at without sending anything."""
    return Channel.objects.filter(kind__in=CHECKED, active=True, live=True)


def check_all() -> int:
    """Every live channel; returns how many are in trouble."""
    breaker.forget_minutes(clock.now())
    ChannelCheck.objects.filter(at__lt=clock.now() - KEPT).delete()
    return sum(not check(channel).ok for channel in checked())


def check(channel: Channel, *, actor: Any = None) -> ChannelCheck:
    """One look. The gateway is spoken to outside of any transaction."""
    began = time.monotonic()
    try:
        ok, text = True, adapter_of(channel.kind).check(channel) or str(_("无需检测"))
    except (GatewayTrouble, NotSetUp) as problem:
        ok, text = False, str(problem)
    except Exception as problem:
        log.exception("channel %s: looking at it failed", channel.code)
        ok, text = False, str(problem) or type(problem).__name__
    took = time.monotonic() - began
    with transaction.atomic():
        if ok:
            breaker.mend(channel)
        else:
            breaker.note(channel, clock.now(), troubles=1, successes=0)
        return ChannelCheck.objects.create(
            channel=channel, kind=ChannelCheck.Kind.LINK, ok=ok, seconds=took, text=text[:LONGEST], by=actor
        )


def send_trial(channel: Channel, address: str, *, actor: Any) -> ChannelCheck:
    """A message that says that it is a test, to one address, at once and outside the outbox. It counts against the
    channel's rate like any other; where nothing is left of it, nothing is sent."""
    adapter = adapter_of(channel.kind)
    moment = clock.now()
    with transaction.atomic():
        allowed = not adapter.paced or limits.take(channel, 1, moment) == 1
    text = str(_("%(bureau)s：这是一条测试消息，请不必理会。") % {"bureau": settings.ANLAN_BUREAU})
    outgoing = Outgoing(
        int(moment.timestamp()),
        f"trial-{channel.pk}-{moment.timestamp():.6f}",
        address,
        text,
        str(_("测试消息")),
        made_at=moment,
    )
    if allowed:
        result = hand_over(adapter, channel, [outgoing])[0]
        ok, said, took = result.ok, result.error or result.provider_id, result.seconds
    else:
        ok, said, took = False, str(_("通道已到每秒条数上限，请稍后再试")), 0.0
    with transaction.atomic():
        if ok:
            breaker.mend(channel)
        record("channel.trial", actor=actor, obj=channel, after={"ok": ok})
        return ChannelCheck.objects.create(
            channel=channel,
            kind=ChannelCheck.Kind.TRIAL,
            ok=ok,
            seconds=took,
            text=(said or str(_("已发出")))[:LONGEST],
            address=address,
            by=actor,
        )
