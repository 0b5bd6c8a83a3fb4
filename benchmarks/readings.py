"""Readings taken in, judged and stored, beside bare inserts of the same rows; frames read.

The demonstration county's own devices measure: their thresholds hold, their sensors are locked and written.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction

from benchmarks.measuring import Case
from benchmarks.raw import Raw
from benchmarks.samples import Samples

ONE_BY_ONE, AT_ONCE = 200, 1000
FRAMES = 2000
TABLE = "monitoring_reading"


def cases(samples: Samples, raw: Raw) -> Iterator[Case]:
    """A receiver that hurries (many at once) and one with nothing to do (each by itself)."""
    from anlan.subjects.monitoring.models import Device

    if not Device.objects.filter(sensors__isnull=False).exists():
        return
    measured = _Readings(raw)
    label = "监测数据入库并判断阈值"
    yield Case(
        "readings-batch", f"{label}：一批 {AT_ONCE} 条", measured.ours(AT_ONCE), measured.raw(AT_ONCE), times=7,
        after=measured.clear,
    )  # fmt: skip
    yield Case(
        "readings-single", f"{label}：{ONE_BY_ONE} 条，每条一次提交", measured.ours(1, ONE_BY_ONE),
        measured.raw(1, ONE_BY_ONE), times=5, after=measured.clear,
    )  # fmt: skip
    yield Case("frames", f"解读 HJ 212 与 SL 651 报文各 {FRAMES} 条", _frames, times=5)


class _Readings:
    """Later and later readings of sensors that stand already."""

    def __init__(self, raw: Raw) -> None:
        from anlan.base import clock
        from anlan.subjects.monitoring.models import Sensor

        self._raw = raw
        found = Sensor.objects.filter(device__active=True).select_related("device", "element").order_by("pk")
        self.sensors = list(found[:200])
        latest = max((sensor.last_at for sensor in self.sensors if sensor.last_at), default=clock.now())
        self.begin: datetime = max(latest, clock.now() - timedelta(minutes=1))
        self.steps = count(1)

    def ours(self, size: int, times: int = 1) -> Callable[[], int]:
        from anlan.subjects.monitoring.intake import Sample, take_in

        def run() -> int:
            stored = 0
            for _turn in range(times):
                batch = [
                    Sample(sensor.device.serial, sensor.element.code, at, sensor.good_value or 1.0)
                    for sensor, at in self._next(size)
                ]
                stored += take_in(batch, door="bench").stored
            return stored

        return run

    def raw(self, size: int, times: int = 1) -> Callable[[], int]:
        """The same rows by the driver, each batch its own transaction as ours is."""

        def run() -> int:
            for _turn in range(times):
                rows = [(sensor.pk, self._moment(at), 1.0, 0) for sensor, at in self._next(size)]
                self._insert(rows)
            return size * times

        return run

    def _next(self, size: int) -> list[tuple[Any, datetime]]:
        """So many readings over all sensors, none of a moment that was before."""
        made = []
        for number in range(size):
            if number % len(self.sensors) == 0:
                step = next(self.steps)
            made.append((self.sensors[number % len(self.sensors)], self.begin + timedelta(milliseconds=step)))
        return made

    def _moment(self, at: datetime) -> Any:
        return at.replace(tzinfo=None).isoformat(" ") if self._raw.vendor == "sqlite" else at

    def _insert(self, rows: list[tuple[Any, ...]]) -> None:
        statement = f"INSERT INTO {TABLE} (sensor_id, at, value, flag) VALUES (%s, %s, %s, %s)"
        if self._raw.vendor == "sqlite":
            self._raw.link.execute("BEGIN IMMEDIATE")
            self._raw.link.executemany(self._raw.spelt(statement), rows)
            self._raw.link.execute("COMMIT")
            return
        with self._raw.link.transaction(), self._raw.link.cursor() as cursor:
            cursor.executemany(statement, rows)

    def clear(self) -> None:
        """The database is kept for the next run: take away what was measured."""
        from anlan.subjects.monitoring.models import Reading, Sensor

        with transaction.atomic():
            Reading.objects.filter(sensor__in=self.sensors, at__gt=self.begin).delete()
            Sensor.objects.bulk_update(self.sensors, ["last_at", "last_value", "good_at", "same_since_at", "fault"])


def _frames() -> int:
    from anlan.subjects.monitoring.frames import hj212
    from anlan.subjects.monitoring.frames.stream import Stream

    head = "QN=20261122080000123;ST=31;CN=2011;PW=1;MN=LC0001;Flag=5;"
    text = hj212.packed(f"{head}CP=&&DataTime=20261122080000;a01-Rtd=1&&")
    hydro = bytes.fromhex(
        "7E7E010012345678123430002B020003591011154947F1F1001234567848F0F0591011154920190000052619000005392300000127"
        "381211150320FA"
    )
    stream = Stream()
    return sum(len(stream.feed(text + hydro)) for _number in range(FRAMES))
