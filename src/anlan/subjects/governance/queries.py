"""Which key periods hold where and when. They switch themselves on and off: a period is in force while it lasts."""

from datetime import datetime

from django.db.models import QuerySet

from anlan.base import clock
from anlan.base.places.codes import pad, prefixes
from anlan.subjects.governance.models import KeyPeriod


def touching(place: str, begins: datetime, ends: datetime) -> QuerySet[KeyPeriod]:
    """Periods of a place, or of one above it, that share a moment with a span."""
    above = [pad(part) for part in prefixes(place)]
    return KeyPeriod.objects.filter(place_id__in=above, begins_at__lt=ends, ends_at__gt=begins).order_by("begins_at")


def in_force(place: str, moment: datetime | None = None) -> QuerySet[KeyPeriod]:
    """Periods that hold in a place at a moment, or now."""
    moment = moment or clock.now()
    above = [pad(part) for part in prefixes(place)]
    return KeyPeriod.objects.filter(place_id__in=above, begins_at__lte=moment, ends_at__gt=moment).order_by("ends_at")


def everywhere(moment: datetime | None = None) -> QuerySet[KeyPeriod]:
    """All periods in force, wherever."""
    moment = moment or clock.now()
    return KeyPeriod.objects.filter(begins_at__lte=moment, ends_at__gt=moment).order_by("ends_at")
