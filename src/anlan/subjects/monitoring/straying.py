"""Keeps count of what comes in and belongs to nothing we know, with the latest of it, so that it can be registered."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from anlan.base import clock
from anlan.subjects.monitoring.models import Stray

MOST = 5000  # rows; the oldest make room, since addresses may be invented by whoever reaches the port
SHOWN = 1000


class Strays:
    """Gathers within one transaction and writes at its end."""

    def __init__(self, door: str) -> None:
        self.door = door
        self.count = 0
        self._found: dict[tuple[str, str], tuple[int, str]] = {}

    def add(self, address: str, reason: str, sample: Any) -> None:
        """One more of its kind; the latest is kept."""
        key = (_clean(address)[:80], _clean(reason)[:200])
        self.count += 1
        self._found[key] = (self._found.get(key, (0, ""))[0] + 1, _clean(str(sample))[:SHOWN])

    def write(self) -> None:
        """Count them on, in a fixed order so that two receivers do not wait for each other in a circle."""
        for (address, reason), (count, sample) in sorted(self._found.items()):
            _count_on(self.door, address, reason, count, sample)
        self._found.clear()


def _count_on(door: str, address: str, reason: str, count: int, sample: str) -> None:
    known = Stray.objects.filter(door=door, address=address, reason=reason)
    if known.update(count=F("count") + count, last_at=clock.now(), sample=sample):
        return
    if Stray.objects.count() >= MOST:
        oldest = Stray.objects.order_by("last_at").values_list("pk", flat=True)[: MOST // 10]
        Stray.objects.filter(pk__in=list(oldest)).delete()
    stray, made = Stray.objects.get_or_create(
        door=door, address=address, reason=reason, defaults={"count": count, "sample": sample, "last_at": clock.now()}
    )
    if not made:
        Stray.objects.filter(pk=stray.pk).update(count=F("count") + count, last_at=clock.now(), sample=sample)


def note(door: str, found: Iterable[tuple[str, str, Any]]) -> None:
    """Write down ``(address, reason, what it was)`` at once."""
    strays = Strays(door)
    for address, reason, sample in found:
        strays.add(address, reason, sample)
    strays.write()


def _clean(text: str) -> str:
    return text.replace("\x00", "�")
