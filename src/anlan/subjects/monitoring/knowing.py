"""Which device, element and sensor a message means, and which limits hold for it; kept in the process for a while.

A receiver asks thousands of times a second for what changes once a week.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from anlan.base.places import codes
from anlan.subjects.monitoring.choices import RANK, Level, Side
from anlan.subjects.monitoring.judging import Limit, Plausible, nearest
from anlan.subjects.monitoring.models import Device, Element, Sensor, Threshold

KEPT_SECONDS = 10.0
NEAREST_DEVICE = 100  # a device's own threshold lies nearer than any territory's


@dataclass
class Known:
    """What this process knows; ``of_now`` reads it again after ten seconds."""

    devices: dict[str, Device] = field(default_factory=dict)
    elements: dict[str, Element] = field(default_factory=dict)
    sensors: dict[tuple[int, int], int] = field(default_factory=dict)
    thresholds: dict[int, Threshold] = field(default_factory=dict)
    by_element: dict[int, list[Threshold]] = field(default_factory=dict)
    read_at: float = 0.0
    _limits: dict[tuple[int, int], list[Limit]] = field(default_factory=dict)

    def device(self, address: str) -> Device | None:
        """By what it is called in messages, or by its serial number."""
        return self.devices.get(address.strip().casefold())

    def element(self, code: str) -> Element | None:
        """By its own code or one of its aliases."""
        return self.elements.get(code.strip().casefold())

    def limits(self, device: Device, element: Element) -> list[Limit]:
        """The limits that hold for this quantity of this device: of each colour and side the nearest."""
        key = (device.pk, element.pk)
        if key not in self._limits:
            fitting = [each for each in self.by_element.get(element.pk, ()) if _fits(each, device)]
            self._limits[key] = nearest((_limit(each), _closeness(each)) for each in fitting)
        return self._limits[key]

    def sensor_ids(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """The sensors of these devices and elements; those heard for the first time are made."""
        missing = {pair for pair in pairs if pair not in self.sensors}
        if missing:
            Sensor.objects.bulk_create(
                [Sensor(device_id=device, element_id=element) for device, element in sorted(missing)],
                ignore_conflicts=True,
            )
            found = Sensor.objects.filter(device_id__in={device for device, _element in missing})
            for pk, device, element in found.values_list("pk", "device_id", "element_id"):
                self.sensors[device, element] = pk
        return {pair: self.sensors[pair] for pair in pairs}


_known = Known()


def of_now() -> Known:
    """What is known, at most ten seconds old."""
    global _known  # noqa: PLW0603 - one memory a process
    if not _known.read_at or time.monotonic() - _known.read_at > KEPT_SECONDS:
        _known = _read()
    return _known


def forget() -> None:
    """Read it again at once: something was registered just now, or a transaction failed."""
    _known.read_at = 0.0


def plausible(element: Element) -> Plausible:
    """What no such quantity does."""
    stuck = timedelta(minutes=element.stuck_minutes) if element.stuck_minutes else None
    return Plausible(element.lowest, element.highest, element.largest_step, element.zero_is_fault, stuck)


def _read() -> Known:
    known = Known(read_at=time.monotonic())
    devices = Device.objects.filter(active=True).select_related("person", "station", "enterprise", "place")
    for device in devices:
        known.devices[device.serial.strip().casefold()] = device
    for device in list(known.devices.values()):
        if device.wire:
            known.devices[device.wire.strip().casefold()] = device
    elements = list(Element.objects.all())
    for element in elements:
        for alias in element.aliases.split():
            known.elements.setdefault(alias.casefold(), element)
    known.elements.update({element.code.casefold(): element for element in elements})
    for threshold in Threshold.objects.filter(active=True).order_by("pk"):
        known.thresholds[threshold.pk] = threshold
        known.by_element.setdefault(threshold.element_id, []).append(threshold)
    return known


def _fits(threshold: Threshold, device: Device) -> bool:
    if threshold.device_id is not None:
        return threshold.device_id == device.pk
    if threshold.kind_id is not None and threshold.kind_id != device.kind_id:
        return False
    return codes.holds(threshold.place_id, device.place_id)


def _closeness(threshold: Threshold) -> int:
    return NEAREST_DEVICE if threshold.device_id is not None else len(codes.prefix(threshold.place_id))


def _limit(threshold: Threshold) -> Limit:
    return Limit(
        threshold.pk,
        RANK[Level(threshold.level)],
        threshold.side == Side.ABOVE,
        threshold.value,
        timedelta(minutes=threshold.minutes),
        threshold.hysteresis,
    )
