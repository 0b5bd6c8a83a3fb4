"""What time makes of notices: steps that are due, notices that are over, reminders, tests of whether people answer.

Each notice is a transaction of its own, so that one that goes wrong holds up no other.
"""

import calendar
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.notify import calling, hooks, steps, timeline
from anlan.kit.notify.choices import DeliveryState, EventKind, NoticeState, Rule, Urgency, Word
from anlan.kit.notify.models import Addressee, CommunicationTest, Delivery, Notice
from anlan.kit.notify.planning import Calling
from anlan.kit.notify.services import expire_notice, send_notice

log = logging.getLogger("anlan.notify")

AT_ONCE = 200
AFTER_TROUBLE = timedelta(minutes=1)
MOST_REMINDERS = 5
TEST_TOPIC = "communication-test"
REMINDABLE = (NoticeState.OPEN, NoticeState.ANSWERED, NoticeState.EXHAUSTED, NoticeState.DONE)


def something_due() -> bool:
    """Is there a notice whose next step has come?"""
    return _due().exists()


def escalate() -> bool:
    """Take every notice whose time has come one step on; True when there are more."""
    keys = list(_due().order_by("urgency", "next_at").values_list("pk", flat=True)[:AT_ONCE])
    for key in keys:
        _each(key, _advance)
    return len(keys) == AT_ONCE


def expire() -> None:
    """End what is over, and never send what is too late."""
    moment = clock.now()
    for notice in Notice.objects.filter(state=NoticeState.OPEN, expires_at__lte=moment).order_by("pk")[:AT_ONCE]:
        expire_notice(notice)
    Delivery.objects.filter(state=DeliveryState.WAITING, expires_at__lte=moment).update(
        state=DeliveryState.DROPPED, error=_("已过期，未发送")
    )


def remind() -> None:
    """Call those again who answered and then did nothing."""
    moment = clock.now()
    due = Addressee.objects.filter(remind_at__lte=moment, notice__state__in=REMINDABLE)
    for key in list(due.values_list("notice_id", flat=True).order_by("notice_id").distinct()[:AT_ONCE]):
        _each(key, _remind)


def hold_tests() -> None:
    """Start the communication tests that are due and fix when they come again."""
    for test in CommunicationTest.objects.filter(active=True, next_at__lte=clock.now()).select_related("list"):
        with transaction.atomic():
            hold_test(test, test.next_at or clock.now())
            CommunicationTest.objects.filter(pk=test.pk).update(next_at=_next(test))


def hold_test(test: CommunicationTest, at: datetime) -> Notice:
    """One round of a test: everybody on its list is asked for an answer."""
    return send_notice(
        key=f"{TEST_TOPIC}-{test.pk}-{at:%Y%m%d%H%M}",
        topic=TEST_TOPIC,
        title=_("通信测试：%(name)s") % {"name": test.name},
        text=_("请在 %(minutes)d 分钟内回复，不需要任何行动。") % {"minutes": test.within_minutes},
        targets=[{"kind": "list", "key": str(test.list_id)}],
        urgency=Urgency.NORMAL,
        about=TEST_TOPIC,
        about_id=test.pk,
        expires_at=clock.now() + timedelta(minutes=test.within_minutes),
        words=[Word.UNDERSTOOD],
        rule=Rule.EVERYONE,
        place=test.place_id,
    )


def _due() -> QuerySet[Notice]:
    return Notice.objects.filter(state=NoticeState.OPEN, next_at__lte=clock.now())


def _each(key: int, act: Callable[[Notice], None]) -> None:
    try:
        with transaction.atomic():
            act(Notice.objects.select_for_update().get(pk=key))
    except Exception:
        log.exception("notify: notice %s could not be taken on", key)
        Notice.objects.filter(pk=key, next_at__lte=clock.now()).update(next_at=clock.now() + AFTER_TROUBLE)


def _advance(notice: Notice) -> None:
    if notice.state == NoticeState.OPEN and notice.next_at is not None and notice.next_at <= clock.now():
        steps.advance(notice)
        if notice.state != NoticeState.OPEN:
            hooks.ended(notice)


def _remind(notice: Notice) -> None:
    moment = clock.now()
    people = list(
        Addressee.objects.filter(notice=notice, remind_at__lte=moment).select_related("person").order_by("id")
    )
    if not people:
        return
    for one in people:
        calling.call(notice, [one], Calling(notice.step, 0, 0, (), moment, f"r{one.reminders + 1}"))
    mine = Addressee.objects.filter(pk__in=[one.pk for one in people])
    again = moment + timedelta(seconds=notice.remind_seconds or 0)
    mine.update(reminders=F("reminders") + 1, remind_at=again)
    mine.filter(Q(reminders__gte=MOST_REMINDERS)).update(remind_at=None)
    timeline.note(notice, EventKind.REMINDED, timeline.named([str(one.person) for one in people], len(people)))


def _next(test: CommunicationTest) -> datetime | None:
    """The first moment of its rhythm that still lies ahead."""
    if test.every == CommunicationTest.Every.ONCE or test.next_at is None:
        return None
    moment = timezone.localtime(test.next_at)
    while moment <= clock.now():
        moment = _month_later(moment) if test.every == CommunicationTest.Every.MONTH else moment + timedelta(days=7)
    return moment


def _month_later(moment: datetime) -> datetime:
    year, month = (moment.year + 1, 1) if moment.month == 12 else (moment.year, moment.month + 1)
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))
