"""Several messages of one topic that wait for the same person become one, as long as nobody must answer them.

The rows that are put into another one share its fate, which ``follow`` brings to them.
"""

from collections.abc import Sequence
from typing import Any

from anlan.kit.notify import wording
from anlan.kit.notify.choices import ChannelKind, DeliveryState, Rule
from anlan.kit.notify.models import Addressee, Delivery, Notice

KINDS = (ChannelKind.SMS, ChannelKind.GSM, ChannelKind.CONSOLE, ChannelKind.EMAIL)
BATCH = 2000
MOST = 2000  # a notice to more people goes out by itself
ENDED = (DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.FAILED, DeliveryState.DROPPED)


def bundle(notice: Notice, rows: Sequence[dict[str, Any]]) -> None:
    """Put new rows into waiting ones where there are any; changes the rows in place."""
    if notice.rule != Rule.NONE or notice.stream or len(rows) > MOST:
        return
    found = Delivery.objects.filter(
        address__in={row["address"] for row in rows if row["kind"] in KINDS},
        state=DeliveryState.WAITING,
        kind__in=KINDS,
        exercise=notice.exercise,
        notice__topic=notice.topic,
        notice__rule=Rule.NONE,
        notice__stream="",
        urgency=notice.urgency,
    )
    waiting = {(kind, address): pk for pk, kind, address in found.values_list("pk", "kind", "address")}
    for row in rows:
        into = waiting.get((row["kind"], row["address"]))
        if into is not None and _grow(into, notice.title):
            row["state"], row["bundled_into_id"] = DeliveryState.BUNDLED.value, into


def _grow(delivery: int, title: str) -> bool:
    """Name one more notice in a waiting message; not when the sender has taken it meanwhile."""
    others = Delivery.objects.filter(bundled_into=delivery).order_by("id").values_list("notice__title", flat=True)
    first = Delivery.objects.values_list("notice__title", flat=True).get(pk=delivery)
    text = wording.bundle([first, *others, title])
    return bool(Delivery.objects.filter(pk=delivery, state=DeliveryState.WAITING).update(text=text, parts=1))


def follow() -> int:
    """Give bundled rows what became of the message that they are part of; returns how many.

    Where that one was dropped, because its own notice was cancelled, they go out by themselves.
    """
    rows = list(
        Delivery.objects.filter(state=DeliveryState.BUNDLED, bundled_into__state__in=ENDED)
        .select_related("bundled_into")
        .order_by("id")[:BATCH]
    )
    for row in rows:
        parent: Any = row.bundled_into
        if parent.state == DeliveryState.DROPPED:
            Delivery.objects.filter(pk=row.pk).update(state=DeliveryState.WAITING, bundled_into=None)
            continue
        Delivery.objects.filter(pk=row.pk).update(
            state=parent.state, sent_at=parent.sent_at, delivered_at=parent.delivered_at, error=parent.error, cost=0
        )
        marked = Addressee.objects.filter(deliveries=row)
        if parent.sent_at:
            marked.filter(sent_at=None).update(sent_at=parent.sent_at)
        if parent.delivered_at:
            marked.filter(delivered_at=None).update(delivered_at=parent.delivered_at)
    return len(rows)
