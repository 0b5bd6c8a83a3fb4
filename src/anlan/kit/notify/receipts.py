"""Status reports of gateways: what was delivered and what was not. They may come twice, late, or before we have written
down that the message was sent."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from anlan.base import clock
from anlan.kit.notify.choices import DeliveryState
from anlan.kit.notify.models import Addressee, Contact, Delivery, EarlyReceipt

KEPT = timedelta(days=1)
BATCH = 1000
DELIVERED, FAILED = DeliveryState.DELIVERED.value, DeliveryState.FAILED.value


def take_receipt(provider_id: str, state: str, at: datetime, error: str = "") -> bool:
    """Write down a report (``delivered`` or ``failed``); False when the message is not known yet: it is kept."""
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().filter(provider_id=provider_id).first() if provider_id else None
        if delivery is None or delivery.sent_at is None:
            EarlyReceipt.objects.get_or_create(
                provider_id=provider_id[:80], state=state[:10], defaults={"at": at, "error": error[:300]}
            )
            return False
        _apply(delivery, state, at, error)
    return True


def note_sent(deliveries: Collection[int], at: datetime) -> None:
    """These messages were accepted by their gateways: tell it to the people's rows."""
    Addressee.objects.filter(deliveries__in=deliveries, sent_at=None).update(sent_at=at)


def pair_early() -> int:
    """Bring kept reports to messages that are known by now, and forget those too old; returns how many were brought."""
    EarlyReceipt.objects.filter(kept_at__lt=clock.now() - KEPT).delete()
    kept = list(EarlyReceipt.objects.order_by("id")[:BATCH])
    known = Delivery.objects.filter(provider_id__in={one.provider_id for one in kept}, sent_at__isnull=False)
    ready = set(known.values_list("provider_id", flat=True))
    brought = [one for one in kept if one.provider_id in ready and one.provider_id]
    for one in brought:
        with transaction.atomic():
            take_receipt(one.provider_id, one.state, one.at, one.error)
            EarlyReceipt.objects.filter(pk=one.pk).delete()
    return len(brought)


def _apply(delivery: Delivery, state: str, at: datetime, error: str) -> None:
    """Delivered stays delivered, whatever is said afterwards."""
    if delivery.state == DELIVERED:
        return
    if state == DELIVERED:
        Delivery.objects.filter(pk=delivery.pk).update(state=DELIVERED, delivered_at=at, error="")
        Addressee.objects.filter(pk=delivery.addressee_id or 0, delivered_at=None).update(delivered_at=at)
        Contact.objects.get_or_create(address=delivery.address)
        Contact.objects.filter(address=delivery.address).update(delivered_at=at, failures=0)
    elif delivery.state != FAILED:
        Delivery.objects.filter(pk=delivery.pk).update(state=FAILED, error=error[:300] or FAILED)
        note_failed([delivery.address], at)


def note_failed(addresses: Collection[str], at: datetime) -> None:
    """Messages to these numbers came to nothing."""
    for address in addresses:
        Contact.objects.get_or_create(address=address)
    Contact.objects.filter(address__in=addresses).update(failed_at=at, failures=F("failures") + 1)
