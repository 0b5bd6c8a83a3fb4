"""What must hold of notices at any moment; the engine's self-audit asks every minute. Reads only."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.notify.choices import DeliveryState, NoticeState
from anlan.kit.notify.models import Addressee, Channel, Delivery, Notice

LATE_STEP = timedelta(seconds=60)
LATE_MESSAGE = timedelta(minutes=5)
STUCK = timedelta(minutes=10)


def findings() -> list[str]:
    """Sentences about what does not hold; empty when all is well."""
    return [*_late_steps(), *_never_ending(), *_unaccounted(), *_stuck(), *_not_sent()]


def _late_steps() -> list[str]:
    late = Notice.objects.filter(state=NoticeState.OPEN, next_at__lt=clock.now() - LATE_STEP).count()
    return [_("%(count)d 条通知的下一步晚了一分钟以上") % {"count": late}] if late else []


def _never_ending() -> list[str]:
    lost = Notice.objects.filter(state=NoticeState.OPEN, next_at=None).count()
    return [_("%(count)d 条进行中的通知没有下一步时间") % {"count": lost}] if lost else []


def _unaccounted() -> list[str]:
    """Of each open notice: triggered = succeeded + failed + waiting, that is, nobody called is without a message."""
    mine = Delivery.objects.filter(addressee=OuterRef("pk"))
    called = Addressee.objects.filter(notice__state=NoticeState.OPEN, called_at__isnull=False, failed=False)
    lost = called.filter(~Exists(mine), person__user=None).count()
    made = [_("%(count)d 人标记为已叫，却没有任何发送记录") % {"count": lost}] if lost else []
    states = dict(
        Delivery.objects.filter(notice__state=NoticeState.OPEN)
        .values_list("state")
        .annotate(count=Count("id"))
        .values_list("state", "count")
    )
    unknown = sum(count for state, count in states.items() if state not in DeliveryState.values)
    return made + ([_("%(count)d 条发送记录状态不明") % {"count": unknown}] if unknown else [])


def _stuck() -> list[str]:
    held = Delivery.objects.filter(state=DeliveryState.TAKEN, leased_until_at__lt=clock.now() - STUCK).count()
    return [_("%(count)d 条短信发送中断后十分钟无人接手") % {"count": held}] if held else []


def _not_sent() -> list[str]:
    """Messages long due over a channel that is well and has had the time."""
    made = []
    moment = clock.now()
    for channel in Channel.objects.filter(active=True):
        if channel.broken_until_at and channel.broken_until_at > moment:
            made.append(_("通道“%(channel)s”熔断") % {"channel": channel})
            continue
        late = Delivery.objects.filter(
            channel=channel, state=DeliveryState.WAITING, due_at__lt=moment - LATE_MESSAGE
        ).count()
        if late > channel.rate * LATE_MESSAGE.total_seconds():
            made.append(_("通道“%(channel)s”积压 %(count)d 条") % {"channel": channel, "count": late})
    return made
