"""Takes readings in, many at once: stored once each, judged in order, alarms and faults raised, in one transaction.

Every door (MQTT, HTTP, TCP) comes through here and tells its sender "received" only after the transaction is over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from anlan.base import clock
from anlan.subjects.monitoring import knowing, services, straying
from anlan.subjects.monitoring.choices import RANK, FaultKind, Flag, Health, Level
from anlan.subjects.monitoring.frames.shapes import FAULTY
from anlan.subjects.monitoring.judging import AHEAD, State, judge
from anlan.subjects.monitoring.knowing import Known
from anlan.subjects.monitoring.models import Device, Element, Reading, Sensor
from anlan.subjects.monitoring.repairs import Repairs, end_fault

STATE_FIELDS = (
    "last_at", "last_value", "good_at", "good_value", "same_since_at", "doubt", "watch", "level", "fault",
)  # fmt: skip
CHUNK = 300
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Sample:
    """One value as it came: ``address`` and ``element`` as the protocol calls them."""

    address: str
    element: str
    at: datetime
    value: float | None
    state: str = "good"


@dataclass(slots=True)
class Taken:
    """What became of them. ``known`` were for devices of ours, repeated ones among them; the others went astray.

    ``heard`` are the addresses that belong to devices of ours.
    """

    known: int = 0
    stored: int = 0
    stray: int = 0
    alarms: int = 0
    heard: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Row:
    """A sample whose sensor is known."""

    device: Device
    element: Element
    sensor: int
    at: datetime
    value: float
    flag: Flag
    faulty: bool


@dataclass(slots=True)
class _Judged:
    """One sensor's turn. ``peak`` is the highest level of it, reached at ``crossed``, though it may be over by now."""

    sensor: Sensor
    device: Device
    element: Element
    state: State
    rows: list[_Row] = field(default_factory=list)
    peak: str = ""
    crossed: _Row | None = None


def take_in(samples: Sequence[Sample], *, door: str, within: str | None = None) -> Taken:
    """Store and judge. ``within`` is a territory outside of which the sender may not speak for devices."""
    taken = Taken()
    try:
        with transaction.atomic():
            known = knowing.of_now()
            rows = _resolved(samples, known, door, within, taken)
            if rows:
                judged = _judge(rows, known)
                taken.stored = _store(rows)
                taken.alarms = _act(judged, known)
    except BaseException:
        knowing.forget()  # what was made in this transaction is gone
        raise
    return taken


def _resolved(samples: Sequence[Sample], known: Known, door: str, within: str | None, taken: Taken) -> list[_Row]:
    """Samples of our devices and elements, in the order of sensor and time; the others are counted as stray."""
    found: list[tuple[Device, Element, Sample]] = []
    strays = straying.Strays(door)
    for sample in samples:
        device, element = known.device(sample.address), known.element(sample.element)
        if device is None or (within is not None and not device.place_id.startswith(within)):
            strays.add(sample.address, "没有登记这个设备。", sample)
            continue
        taken.heard.add(sample.address)
        if element is None:
            strays.add(sample.address, f"没有登记要素 {sample.element[:40]}。", sample)
        elif sample.value is None:
            taken.known += 1  # the device was heard, and said that it has nothing
        else:
            found.append((device, element, sample))
    strays.write()
    taken.stray = strays.count
    taken.known += len(found)
    sensors = known.sensor_ids({(device.pk, element.pk) for device, element, _sample in found})
    rows = [_row(device, element, sample, sensors[device.pk, element.pk]) for device, element, sample in found]
    return sorted(rows, key=lambda row: (row.sensor, row.at))


def _row(device: Device, element: Element, sample: Sample, sensor: int) -> _Row:
    at, flag = sample.at, Flag.GOOD
    if at > clock.now() + AHEAD:
        at, flag = clock.now(), Flag.CLOCK
    value = sample.value if sample.value is not None else 0.0
    return _Row(device, element, sensor, at, value, flag, sample.state == FAULTY)


def _judge(rows: Sequence[_Row], known: Known) -> list[_Judged]:
    """Judge what is newer than all before it; what comes late is stored and judged no more."""
    turns: dict[int, _Judged] = {}
    held = Sensor.objects.select_for_update().filter(pk__in={row.sensor for row in rows}).order_by("pk")
    by_key = {sensor.pk: sensor for sensor in held}
    for row in rows:
        if row.sensor not in turns:
            sensor = by_key[row.sensor]
            turns[row.sensor] = _Judged(sensor, row.device, row.element, _state_of(sensor), peak=sensor.level)
        turn = turns[row.sensor]
        if turn.state.last_at is not None and row.at <= turn.state.last_at:
            continue
        limits = known.limits(row.device, row.element)
        flag = judge(
            turn.state, row.at, row.value,
            limits=limits, plausible=knowing.plausible(row.element), faulty=row.faulty,
        )  # fmt: skip
        row.flag = flag if flag is not Flag.GOOD else row.flag
        turn.rows.append(row)
        level = _level(turn.state, known)
        if _rank(level) > _rank(turn.peak):
            turn.peak, turn.crossed = level, row
    return [turn for turn in turns.values() if turn.rows]


def _store(rows: Sequence[_Row]) -> int:
    """Insert the readings that are not there yet; returns how many."""
    prepare = connection.ops.adapt_datetimefield_value
    values = [(row.sensor, prepare(row.at), row.value, int(row.flag)) for row in rows]
    table = connection.ops.quote_name(Reading._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                f"INSERT OR IGNORE INTO {table} (sensor_id, at, value, flag) VALUES (%s, %s, %s, %s)",  # noqa: S608
                values,
            )
        else:
            columns = list(zip(*values, strict=True))
            cursor.execute(
                f"INSERT INTO {table} (sensor_id, at, value, flag) SELECT * FROM unnest(%s::bigint[], "  # noqa: S608
                "%s::timestamptz[], %s::double precision[], %s::smallint[]) ON CONFLICT (sensor_id, at) DO NOTHING",
                [list(column) for column in columns],
            )
        stored: int = cursor.rowcount
        return max(stored, 0)


def _act(judged: Sequence[_Judged], known: Known) -> int:
    """Alarms, faults, and the state of sensors and devices."""
    crossings: list[services.Crossing] = []
    over: list[_Judged] = []
    changed: list[Sensor] = []
    repairs = Repairs()
    for turn in judged:
        before = turn.sensor.level
        _keep(turn.sensor, turn.state, _level(turn.state, known))
        changed.append(turn.sensor)
        repairs.look(turn.device, turn.element, turn.state, clock_wrong=turn.rows[-1].flag is Flag.CLOCK)
        if turn.crossed is not None:
            crossings.append(_crossing(turn, turn.crossed, known))
        if (before or turn.crossed is not None) and not turn.sensor.level:
            over.append(turn)
    raised = services.raise_alarms(crossings)
    for turn in over:
        services.end_crossing(turn.device, turn.element, turn.rows[-1].at)
    _save(changed)
    _hear(judged)
    repairs.settle()
    return len(raised)


def _crossing(turn: _Judged, row: _Row, known: Known) -> services.Crossing:
    limits = (known.thresholds[limit.key] for limit in known.limits(turn.device, turn.element))
    minutes = min((each.check_minutes for each in limits if each.level == turn.peak), default=30)
    return services.Crossing(turn.device, turn.element, turn.peak, row.value, row.at, minutes)


def _level(state: State, known: Known) -> str:
    """The highest colour of the limits that hold."""
    fitting = (known.thresholds[key] for key in state.holding() if key in known.thresholds)
    return max((each.level for each in fitting), key=_rank, default="")


def _rank(level: str) -> int:
    return RANK[Level(level)] if level else 0


def _hear(judged: Iterable[_Judged]) -> None:
    """When each device was last heard, to the minute; a silent one is on line again."""
    latest: dict[int, datetime] = {}
    for turn in judged:
        at = turn.rows[-1].at
        latest[turn.device.pk] = max(at, latest.get(turn.device.pk, at))
    held = Device.objects.select_for_update().filter(pk__in=latest).order_by("pk")
    for device in held.only("heard_at", "health"):
        at = latest[device.pk]
        if device.health in (Health.SILENT, Health.UNKNOWN):
            for fault in services.standing_faults(device, FaultKind.SILENT):
                end_fault(fault, at)
            Device.objects.filter(pk=device.pk).update(health=Health.ONLINE, heard_at=at)
        elif device.heard_at is None or at - device.heard_at >= NOTED_EVERY:
            Device.objects.filter(pk=device.pk).update(heard_at=at)


def _state_of(sensor: Sensor) -> State:
    return State(
        sensor.last_at,
        sensor.last_value,
        sensor.good_at,
        sensor.good_value,
        sensor.same_since_at,
        list(sensor.doubt),
        {int(key): (datetime.fromisoformat(since), holds) for key, (since, holds) in sensor.watch.items()},
        sensor.fault,
    )


def _keep(sensor: Sensor, state: State, level: str) -> None:
    sensor.last_at, sensor.last_value = state.last_at, state.last_value
    sensor.good_at, sensor.good_value = state.good_at, state.good_value
    sensor.same_since_at, sensor.doubt = state.same_since, state.doubt
    sensor.watch = {str(key): [since.isoformat(), holds] for key, (since, holds) in state.watch.items()}
    sensor.level, sensor.fault = level, state.fault


def _save(sensors: Sequence[Sensor]) -> None:
    manager: Any = Sensor._base_manager
    manager.bulk_create(  # an upsert: one statement for hundreds of rows
        sensors, update_conflicts=True, unique_fields=["id"], update_fields=STATE_FIELDS, batch_size=CHUNK
    )
