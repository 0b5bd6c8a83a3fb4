"""When a channel is left alone, and when its fallback takes over. It must not know how messages are sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, Sum

from anlan.kit.notify.channels.models import ChannelMinute
from anlan.kit.notify.choices import DeliveryState
from anlan.kit.notify.models import Channel, Delivery

TROUBLES = 5  # in a row
FIRST_PAUSE, LONGEST_PAUSE = 15.0, 600.0
WINDOW = timedelta(minutes=15)
FEWEST = 20  # messages in the window before a share of slow ones means anything
KEPT = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Slowness:
    slow: int
    total: int

    @property
    def share(self) -> float | None:
        """None while there are too few to tell."""
        return self.slow / self.total if self.total >= FEWEST else None


def is_closed_off(channel: Channel, moment: datetime) -> bool:
    """Broken, and not yet to be tried again."""
    return channel.broken_until_at is not None and channel.broken_until_at > moment


def is_probing(channel: Channel) -> bool:
    """Was broken: the next message alone shows whether it works again."""
    return channel.failures >= TROUBLES


def note(channel: Channel, moment: datetime, *, troubles: int, successes: int) -> None:
    """Counts troubles of the gateway itself, one after the other; any success makes it whole."""
    row = Channel.objects.filter(pk=channel.pk)
    if successes:
        if channel.failures or channel.broken_until_at:
            row.update(failures=0, broken_until_at=None)
        channel.failures, channel.broken_until_at = 0, None
        return
    if not troubles:
        return
    channel.refresh_from_db(fields=["failures", "broken_until_at"])
    if channel.failures < TROUBLES:
        channel.failures = min(channel.failures + troubles, TROUBLES)
    elif is_closed_off(channel, moment):
        return  # calls that were under way when it broke; they say nothing new
    else:
        channel.failures += 1
    if channel.failures >= TROUBLES:
        pause = min(FIRST_PAUSE * 2.0 ** min(channel.failures - TROUBLES, 10), LONGEST_PAUSE)
        channel.broken_until_at = moment + timedelta(seconds=pause)
    row.update(failures=channel.failures, broken_until_at=channel.broken_until_at)


def mend(channel: Channel) -> None:
    """Tried by a person and found whole: used again at once."""
    Channel.objects.filter(pk=channel.pk).update(failures=0, broken_until_at=None)
    channel.failures, channel.broken_until_at = 0, None


def slowness(channel: Channel, moment: datetime) -> Slowness:
    """Of what was handed over in the last quarter of an hour: how much the gateway took its time over, and, where it
    reports arrivals (option ``receipts``), how much arrived late or has not arrived."""
    since = moment - WINDOW
    told = ChannelMinute.objects.filter(channel=channel, at__gte=since).aggregate(sent=Sum("sent"), slow=Sum("slow"))
    slow, total = told["slow"] or 0, told["sent"] or 0
    if channel.options.get("receipts") is True:
        allowed = timedelta(seconds=channel.slow_seconds)
        ripe = Delivery.objects.filter(
            channel=channel,
            sent_at__gte=since,
            sent_at__lt=moment - allowed,
            state__in=(DeliveryState.SENT, DeliveryState.DELIVERED),
        )
        late = Q(delivered_at=None) | Q(delivered_at__gt=F("sent_at") + allowed)
        counted = ripe.aggregate(all=Count("id"), late=Count("id", filter=late))
        slow, total = max(slow, counted["late"]), max(total, counted["all"])
    return Slowness(slow, total)


def is_slow(channel: Channel, moment: datetime) -> bool:
    share = slowness(channel, moment).share
    return share is not None and share > channel.slow_share


def count_minute(channel: Channel, moment: datetime, *, sent: int, failed: int, slow: int, seconds: float) -> None:
    """Adds to the channel's present minute. Within a transaction."""
    minute = moment.replace(second=0, microsecond=0)
    row, _new = ChannelMinute.objects.get_or_create(channel=channel, at=minute)
    ChannelMinute.objects.filter(pk=row.pk).update(
        sent=F("sent") + sent, failed=F("failed") + failed, slow=F("slow") + slow, seconds=F("seconds") + seconds
    )


def forget_minutes(moment: datetime) -> None:
    ChannelMinute.objects.filter(at__lt=moment - KEPT).delete()
