"""What pages ask: curves of a device, latest values, health by kind, what is silent, what went astray."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from anlan.subjects.monitoring.choices import STANDING_FAULT, Flag, Health
from anlan.subjects.monitoring.models import Device, Fault, Reading, Sensor

MOST_POINTS = 1500
Point = tuple[int, float, int]  # milliseconds since 1970, value, flag


@dataclass(frozen=True, slots=True)
class HealthRow:
    """Devices in use of one kind."""

    kind: str
    kind_id: int
    total: int
    online: int
    silent: int
    faulty: int
    unknown: int


def sensors_of(device: Device) -> list[Sensor]:
    """The quantities of a device in the order of their codes, with their elements."""
    return list(Sensor.objects.filter(device=device).select_related("element").order_by("element__code"))


def curve(sensor: Sensor, begin: datetime, end: datetime) -> list[Point]:
    """Readings of a stretch; of very many the lowest and highest of each bucket, so that no peak is lost."""
    rows = Reading.objects.filter(sensor=sensor, at__gte=begin, at__lte=end).order_by("at")
    points = [(int(at.timestamp() * 1000), value, flag) for at, value, flag in rows.values_list("at", "value", "flag")]
    return thinned(points)


def thinned(points: Sequence[Point]) -> list[Point]:
    """At most ``MOST_POINTS``: first, lowest, highest and last of each bucket, and every doubtful one's bucket."""
    if len(points) <= MOST_POINTS:
        return list(points)
    size = len(points) * 4 // MOST_POINTS + 1
    kept: list[Point] = []
    for start in range(0, len(points), size):
        bucket = points[start : start + size]
        good = [point for point in bucket if point[2] == Flag.GOOD] or bucket
        chosen = {bucket[0], bucket[-1], min(good, key=_value), max(good, key=_value)}
        kept += sorted(chosen)
    return kept


def _value(point: Point) -> float:
    return point[1]


def health_rows(devices: QuerySet[Device]) -> list[HealthRow]:
    """How many devices in use are well, by kind, in one query."""
    found: dict[int, dict[str, Any]] = {}
    rows = devices.filter(active=True).values_list("kind_id", "kind__name", "health").annotate(Count("pk"))
    for kind, name, health, count in rows.order_by("kind__position", "kind_id"):
        row = found.setdefault(kind, {"kind": name, "kind_id": kind, **dict.fromkeys(Health.values, 0)})
        row[health] += count
    return [HealthRow(total=sum(row[health] for health in Health.values), **row) for row in found.values()]


def unwell(devices: QuerySet[Device], most: int = 50) -> list[Device]:
    """Silent and faulty devices, those unheard the longest first, each with its standing fault."""
    found = devices.filter(active=True, health__in=(Health.SILENT, Health.FAULTY))
    rows = list(found.select_related("kind", "place", "station").order_by("heard_at", "pk")[:most])
    _put_faults(rows)
    return rows


def _put_faults(devices: Iterable[Any]) -> None:
    by_key = {device.pk: device for device in devices}
    for device in by_key.values():
        device.trouble = None
    standing = Fault.objects.filter(device_id__in=by_key, status__in=STANDING_FAULT).order_by("began_at")
    for fault in standing:
        by_key[fault.device_id].trouble = by_key[fault.device_id].trouble or fault
