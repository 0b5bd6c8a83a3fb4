"""When all messages to a person have failed: another way that has not been tried, or the plain mark of being out of
reach, for the board to show."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from anlan.base import clock
from anlan.kit.notify import calling, planning
from anlan.kit.notify.choices import DeliveryState, NoticeState
from anlan.kit.notify.models import Addressee, Delivery, Notice, Preference
from anlan.kit.notify.planning import Calling, Facts, Roads

LOOKED_BACK = timedelta(days=1)
BATCH = 500
ALIVE = (
    DeliveryState.WAITING,
    DeliveryState.TAKEN,
    DeliveryState.SENT,
    DeliveryState.DELIVERED,
    DeliveryState.BUNDLED,
)


def rescue() -> int:
    """Try another way for everybody whose messages have all failed; returns how many people were looked at."""
    people = list(_stranded().select_related("notice").order_by("id")[:BATCH])
    for addressee in people:
        with transaction.atomic():
            notice = Notice.objects.select_for_update().get(pk=addressee.notice_id)
            if _stranded().filter(pk=addressee.pk).exists():
                _try_another(notice, addressee)
    return len(people)


def _stranded() -> QuerySet[Addressee]:
    mine = Delivery.objects.filter(addressee=OuterRef("pk"))
    return Addressee.objects.filter(
        Exists(mine.filter(state=DeliveryState.FAILED)),
        ~Exists(mine.filter(state__in=ALIVE)),
        failed=False,
        answered_at=None,
        covered_at=None,
        notice__created_at__gte=clock.now() - LOOKED_BACK,
        notice__state__in=(NoticeState.OPEN, NoticeState.EXHAUSTED, NoticeState.DONE),
    )


def _try_another(notice: Notice, addressee: Addressee) -> None:
    tried = list(Delivery.objects.filter(addressee=addressee).values_list("kind", "address"))
    facts = planning.facts_of([addressee.person_id]).get(addressee.person_id)
    kind = _untried(notice, addressee, facts, {kind for kind, _address in tried}) if facts else None
    if kind is None:
        Addressee.objects.filter(pk=addressee.pk).update(failed=True)
        return
    calling.call(notice, [addressee], Calling(notice.step, 0, 0, (kind,), clock.now(), f"f{len(tried)}"))


def _untried(notice: Notice, addressee: Addressee, facts: Facts, tried: set[str]) -> str | None:
    """The first kind of the person's order, then of all, by which nothing has been sent yet and something can be."""
    own: Any = Preference.objects.filter(person=addressee.person_id, urgency=notice.urgency).order_by("id").last()
    order = own.channels.split(",") if own else planning.ORDERS[notice.urgency]
    roads = Roads.of(notice)
    for kind in dict.fromkeys((*planning.kinds_in(order), *planning.LAST_RESORTS)):
        channel = roads.road(kind)
        if channel is not None and channel.kind not in tried and planning.address_of(facts, channel.kind, set()):
            return kind
    return None
