"""How fast a channel may be fed: a bucket in a row, so that all processes together keep to the set rate."""

from datetime import datetime

from django.db import IntegrityError, transaction

from anlan.kit.notify.channels.models import Pace
from anlan.kit.notify.models import Channel

BURST_SECONDS = 1.0


def take(channel: Channel, wanted: int, moment: datetime) -> int:
    """How many messages may go now, at most ``wanted``; they are taken out of the bucket. Within a transaction."""
    pace = _locked(channel, moment)
    allowance = _filled(pace, channel, moment)
    granted = min(wanted, int(allowance + 1e-9))
    if granted:
        Pace.objects.filter(pk=pace.pk).update(allowance=allowance - granted, at=max(moment, pace.at))
    return granted


def give_back(channel: Channel, count: int) -> None:
    """Returns what was taken and not needed. Within the same transaction."""
    if count:
        pace = Pace.objects.get(channel=channel)
        Pace.objects.filter(pk=pace.pk).update(allowance=pace.allowance + count)


def _filled(pace: Pace, channel: Channel, moment: datetime) -> float:
    elapsed = max((moment - pace.at).total_seconds(), 0.0)
    return min(_largest(channel), pace.allowance + elapsed * channel.rate)


def _largest(channel: Channel) -> float:
    """A second's worth, and never less than one message."""
    return max(channel.rate * BURST_SECONDS, 1.0)


def _locked(channel: Channel, moment: datetime) -> Pace:
    pace = Pace.objects.select_for_update().filter(channel=channel).first()
    if pace is None:
        try:
            with transaction.atomic():
                Pace.objects.create(channel=channel, allowance=_largest(channel), at=moment)
        except IntegrityError:
            pass  # another process made it in this instant
        pace = Pace.objects.select_for_update().get(channel=channel)
    return pace
