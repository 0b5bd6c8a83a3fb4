"""Stations, devices, two weeks of readings and the alarms of the demonstration county; all of it invented."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import shapely

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.inserting import insert_many, insert_values
from anlan.base.people.models import Person
from anlan.demo import monitoring_events as events
from anlan.demo import names, placenames
from anlan.demo.geography import Area, County
from anlan.demo.monitoring_events import Laid
from anlan.demo.staff import Staff
from anlan.kit.records import writing
from anlan.subjects.enterprises.models import Enterprise
from anlan.subjects.monitoring import knowing
from anlan.subjects.monitoring.choices import Health, Level, Side
from anlan.subjects.monitoring.judging import State, judge
from anlan.subjects.monitoring.models import Device, Element, Reading, Sensor, Station, Threshold

RIVERS, CAMERAS, SENSORS, SIRENS = 12, 33, 20, 20
FLOODED, RISING, ZEROED, LOST = 2, 3, 5, 7  # what happens at which river station
ELEMENTS: tuple[tuple[Any, ...], ...] = (  # code, name, unit, decimals, aliases, plausible values, seen on site only
    ("rain", "小时雨量", "mm", 1, "1A P1", {"lowest": 0, "highest": 200}, False),
    ("rain-now", "当前降水量", "mm", 1, "20 PJ", {"lowest": 0, "highest": 500}, False),
    (
        "level",
        "水位",
        "m",
        2,
        "39 Z w01001",
        {"largest_step": 0.6, "zero_is_fault": True, "stuck_minutes": 14400},
        False,
    ),
    ("flow", "流量", "m³/s", 1, "27 Q", {"lowest": 0}, False),
    ("voltage", "电源电压", "V", 2, "38 VT", {"lowest": 0, "highest": 30}, False),
    ("smoke", "烟火识别", "", 0, "fire", {}, True),
    ("gas", "可燃气体浓度", "%LEL", 1, "analogue-6", {"lowest": 0, "highest": 100}, False),
    (
        "tank-level",
        "储罐液位",
        "m",
        2,
        "",
        {"lowest": 0, "highest": 20, "zero_is_fault": True, "largest_step": 2},
        False,
    ),
    ("tank-pressure", "储罐压力", "MPa", 3, "analogue-4", {"lowest": 0, "highest": 5}, False),
)
Series = list[tuple[datetime, float]]


def create(seed: int, county: County, people: Staff, today: date) -> dict[str, int]:
    """All of it, in the caller's transaction; enterprises stand already."""
    layout = _Layout(seed, county, people)
    laid = layout.lay()
    readings = _Weather(seed, laid).tell()
    happened = events.create(seed, laid, people, today)
    knowing.forget()
    return {"devices": len(laid.all()), "readings": readings, **happened}


class _Layout:
    """Where everything stands and who answers for it."""

    def __init__(self, seed: int, county: County, people: Staff) -> None:
        self.rng = random.Random(f"monitoring {seed}")
        self.county, self.people = county, people
        self.moment = clock.now() - timedelta(days=500)
        self.kinds = {term.code: term for term in terms.every("device-kind")}
        self.station_kinds = {term.code: term for term in terms.every("station-kind")}
        self.tree = shapely.STRtree([village.shape for village in county.villages])
        self.clerks = {person.user_id: person for person in Person.objects.exclude(user=None)}
        self.villages = {village.code: village for village in county.villages}

    def lay(self) -> Laid:
        laid = Laid(elements=self._elements())
        laid.rivers = self._rivers()
        laid.gauges = [self._gauge(number, town) for number, town in enumerate(self.county.towns, start=1)]
        laid.cameras = self._cameras()
        laid.sensors = self._sensors()
        laid.sirens = self._sirens()
        devices = laid.all()
        insert_many(devices)
        writing.reindex(devices)
        self._thresholds(laid)
        return laid

    def _elements(self) -> dict[str, Element]:
        rows = [
            Element(code=code, name=name, unit=unit, decimals=decimals, aliases=aliases, on_site=on_site, **plausible)
            for code, name, unit, decimals, aliases, plausible, on_site in ELEMENTS
        ]
        insert_many(rows)
        writing.reindex(rows)
        return {row.code: row for row in rows}

    def _rivers(self) -> list[Device]:
        """Stations down the largest rivers."""
        rivers = sorted((f for f in self.county.features if f.kind == "river"), key=lambda f: (f.rank, -f.shape.length))
        made, stations = [], []
        for number in range(RIVERS):
            river = rivers[min(number // 6, len(rivers) - 1)]
            point = river.shape.interpolate((number % 6 + 0.7) / 6.4, normalized=True)
            village = self._village_at(point.x, point.y)
            station = self._station(f"{village.name}水位站", "level", village, point.x, point.y)
            stations.append(station)
            made.append(
                self._device(
                    f"LC-SW-{number + 1:02d}",
                    f"{river.name}{village.name}水位计",
                    "level-gauge",
                    village,
                    point.x,
                    point.y,
                    10,
                    wire=f"00990121{number + 1:02d}",
                )
            )
        insert_many(stations)
        writing.reindex(stations)
        for device, station in zip(made, stations, strict=True):
            device.station = station
        return made

    def _gauge(self, number: int, town: Area) -> Device:
        longitude, latitude = self._near(*self.county.seats[town.code])
        village = self._village_at(longitude, latitude)
        return self._device(
            f"LC-YL-{number:02d}",
            f"{town.name}雨量站",
            "rain-gauge",
            village,
            longitude,
            latitude,
            60,
            wire=f"00990122{number:02d}",
        )

    def _cameras(self) -> list[Device]:
        """On the hills: where forest meets fields, graves, tourist places."""
        hills = sorted(self.county.villages, key=lambda village: -village.upland)[:CAMERAS]
        spots = ("瞭望塔", "林缘坡顶", "公墓山口", "景区观景台", "保护区铁塔")
        return [
            self._device(
                f"LC-JK-{number:02d}",
                f"{village.name}{spots[number % len(spots)]}热成像探头",
                "fire-camera",
                village,
                *self._near(village.longitude, village.latitude),
                30,
                video=f"https://video.example/cameras/{number}",
            )
            for number, village in enumerate(hills, start=1)
        ]

    def _sensors(self) -> list[Device]:
        """In the tank farms of chemical works and at gas stations."""
        found = Enterprise.objects.filter(sector__code__in=("chemical", "gas"), longitude__isnull=False).order_by("pk")
        firms = list(found.select_related("organisation")[: SENSORS // 2])
        made = []
        for number in range(SENSORS if firms else 0):
            firm = firms[number // 2 % len(firms)]
            tank = number % 2 == 1
            name = "储罐液位压力计" if tank else "罐区可燃气体探测器"
            village = self.villages.get(firm.place_id) or self._village_at(firm.longitude or 0, firm.latitude or 0)
            made.append(
                self._device(
                    f"LC-HX-{number + 1:02d}",
                    f"{firm.name[:12]}{name}",
                    "tank-gauge" if tank else "gas-detector",
                    village,
                    *self._near(firm.longitude or 0, firm.latitude or 0, 0.0008),
                    5,
                    enterprise_id=firm.pk,
                    enterprise=firm,
                    line_id=firm.line_id,
                )
            )
        return made

    def _sirens(self) -> list[Device]:
        """Alarm facilities of villages below slopes: hand sirens and loudspeakers, which send nothing by themselves."""
        villages = sorted(self.county.villages, key=lambda village: -village.upland)[10 : 10 + SIRENS]
        return [
            self._device(
                f"LC-BJ-{number:02d}",
                f"{village.name}{'手摇报警器' if number % 2 else '无线预警广播'}",
                "siren",
                village,
                *self._near(village.longitude, village.latitude),
                None,
                upkeep_days=30,
                route=f"沿村道向{self.rng.choice('东南西北')}撤到{village.name}村委会",
            )
            for number, village in enumerate(villages, start=1)
        ]

    def _station(self, name: str, kind: str, village: Area, longitude: float, latitude: float) -> Station:
        return Station(
            name=name,
            kind=self.station_kinds[kind],
            place_id=village.code,
            longitude=longitude,
            latitude=latitude,
            keeper=names.person(self.rng),
            phone=names.phone(self.rng),
            created_at=self.moment,
            updated_at=self.moment,
        )

    def _device(
        self,
        serial: str,
        name: str,
        kind: str,
        village: Area,
        longitude: float,
        latitude: float,
        minutes: int | None,
        **more: Any,
    ) -> Device:
        clerk = self.people.town_users.get(f"{village.code[:9]}000")
        return Device(
            serial=serial,
            name=name,
            kind=self.kinds[kind],
            place_id=village.code,
            longitude=round(longitude, 5),
            latitude=round(latitude, 5),
            interval_minutes=minutes,
            person=self.clerks.get(clerk.pk) if clerk else None,
            patroller=names.person(self.rng),
            patroller_phone=names.phone(self.rng),
            guard=names.person(self.rng),
            guard_phone=names.phone(self.rng),
            installed_on=self.moment.date(),
            created_at=self.moment,
            updated_at=self.moment,
            **more,
        )

    def _thresholds(self, laid: Laid) -> None:
        def limit(name: str, code: str, level: str, value: float, **more: Any) -> Threshold:
            return Threshold(
                name=name,
                element=laid.elements[code],
                level=level,
                value=value,
                place_id=placenames.COUNTY_CODE,
                **more,
            )

        gauge, camera, gas = (self.kinds[code] for code in ("rain-gauge", "fire-camera", "gas-detector"))
        rows = [
            limit("小时雨量 20 毫米", "rain", Level.YELLOW, 20, kind=gauge, check_minutes=30),
            limit("小时雨量 50 毫米", "rain", Level.RED, 50, kind=gauge, check_minutes=10),
            limit("见烟就查", "smoke", Level.ORANGE, 1, kind=camera, check_minutes=15),
            limit("可燃气体低报", "gas", Level.YELLOW, 25, kind=gas, minutes=1, hysteresis=5, check_minutes=15),
            limit("可燃气体高报", "gas", Level.RED, 50, kind=gas, check_minutes=5),
            limit(
                "电源欠压",
                "voltage",
                Level.BLUE,
                11,
                side=Side.BELOW,
                minutes=60,
                hysteresis=0.3,
                check_minutes=1440,
                kind=self.kinds["level-gauge"],
            ),
        ]
        for number, device in enumerate(laid.rivers):
            base, common = events.base_of(number), {"device": device, "hysteresis": 0.2}
            rows.append(limit(f"{device.name} 警戒水位", "level", Level.YELLOW, base + 1.5, check_minutes=30, **common))
            rows.append(limit(f"{device.name} 保证水位", "level", Level.RED, base + 2.5, check_minutes=10, **common))
        insert_many(rows)
        writing.reindex(rows)

    def _village_at(self, longitude: float, latitude: float) -> Area:
        return self.county.villages[int(self.tree.nearest(shapely.Point(longitude, latitude)))]

    def _near(self, longitude: float, latitude: float, far: float = 0.004) -> tuple[float, float]:
        return longitude + self.rng.uniform(-far, far), latitude + self.rng.uniform(-far, far)


class _Weather:
    """What the devices have measured in two weeks, judged as it would have been."""

    def __init__(self, seed: int, laid: Laid) -> None:
        self.rng = random.Random(f"weather {seed}")
        self.laid = laid
        now = clock.now()
        self.now = now - timedelta(minutes=now.minute % 5, seconds=now.second, microseconds=now.microsecond)

    def tell(self) -> int:
        """Store sensors and readings; returns how many readings."""
        told: list[tuple[Device, str, Series]] = []
        for number, device in enumerate(self.laid.rivers):
            told += [(device, "level", self._level(number)), (device, "voltage", self._voltage(number))]
        told += [(device, "rain", self._rain(number)) for number, device in enumerate(self.laid.gauges)]
        told += [(device, "smoke", self._smoke(number)) for number, device in enumerate(self.laid.cameras)]
        for number, device in enumerate(self.laid.sensors):
            told += self._works(number, device)
        return self._store(told)

    def _moments(self, every: int, days: float, until: datetime | None = None) -> list[datetime]:
        end = until or self.now
        count = int(days * 1440 / every)
        return [end - timedelta(minutes=every * back) for back in range(count, -1, -1)]

    def _level(self, number: int) -> Series:
        silent = self.now - timedelta(hours=9) if number == LOST else None
        base, drift, found = events.base_of(number), self.rng.uniform(0.05, 0.2), []
        for at in self._moments(10, 14, silent):
            hours = (self.now - at).total_seconds() / 3600
            value = base + drift * math.sin(hours / 11) + self.rng.uniform(-0.01, 0.01)
            if number <= FLOODED:  # the flood of last Thursday, later and lower down the river
                value += (2.1 - 0.4 * number) * math.exp(-(((hours - 80 + 3 * number) / 9) ** 2))
            if number == RISING:
                value += 1.75 * math.exp(-(((hours - 0.5) / 3) ** 2))
            if number == ZEROED and hours < 2:
                value = 0.0
            found.append((at, round(value, 2)))
        return found

    def _voltage(self, number: int) -> Series:
        silent = self.now - timedelta(hours=9) if number == LOST else None
        return [(at, round(12.6 + self.rng.uniform(-0.3, 0.3), 2)) for at in self._moments(60, 7, silent)]

    def _rain(self, number: int) -> Series:
        found = []
        for at in self._moments(60, 14, self.now.replace(minute=0)):
            hours = (self.now - at).total_seconds() / 3600
            storm = 26 * math.exp(-(((hours - 90 - number % 4) / 5) ** 2)) if number % 3 else 0.0
            found.append((at, round(max(0.0, storm + self.rng.uniform(-1.5, 0.6)), 1)))
        return found

    def _smoke(self, number: int) -> Series:
        silent = self.now - timedelta(hours=30) if number == 8 else None
        seen = {3: 0, 11: 2}  # number of the camera → how many readings ago it saw smoke
        moments = self._moments(30, 2, silent)
        return [(at, float(seen.get(number) == len(moments) - 1 - place)) for place, at in enumerate(moments)]

    def _works(self, number: int, device: Device) -> list[tuple[Device, str, Series]]:
        moments = self._moments(5, 2)
        if number % 2:
            level, pressure = self.rng.uniform(4, 9), self.rng.uniform(0.2, 1.1)
            levels = [(at, round(level + 0.8 * math.sin(place / 90), 2)) for place, at in enumerate(moments)]
            pressures = [(at, round(pressure + self.rng.uniform(-0.01, 0.01), 3)) for at in moments[::2]]
            return [(device, "tank-level", levels), (device, "tank-pressure", pressures)]
        peak = 31.0 if number == 4 else 0.0
        return [
            (
                device,
                "gas",
                [
                    (at, round(max(0.0, self.rng.uniform(-1, 2.5) + peak * math.exp(-(((place - 500) / 6) ** 2))), 1))
                    for place, at in enumerate(moments)
                ],
            )
        ]

    def _store(self, told: Sequence[tuple[Device, str, Series]]) -> int:
        knowing.forget()
        known = knowing.of_now()
        sensors = [Sensor(device=device, element=self.laid.elements[code]) for device, code, _series in told]
        insert_many(sensors)
        rows: list[tuple[int, datetime, float, int]] = []
        heard: dict[int, tuple[datetime, str]] = {}
        for sensor, (device, code, series) in zip(sensors, told, strict=True):
            element = self.laid.elements[code]
            limits, plausible = known.limits(device, element), knowing.plausible(element)
            state = State()
            for at, value in series:
                flag = judge(state, at, value, limits=limits, plausible=plausible)
                rows.append((sensor.pk, at, value, int(flag)))
            _keep(sensor, state, {each: known.thresholds[each].level for each in state.holding()})
            before = heard.get(device.pk, (series[-1][0], ""))
            heard[device.pk] = (max(before[0], series[-1][0]), before[1] or state.fault)
        Sensor.objects.bulk_update(sensors, events.SENSOR_FIELDS, batch_size=200)
        insert_values(Reading, ("sensor_id", "at", "value", "flag"), rows)
        self._hear(heard)
        return len(rows)

    def _hear(self, heard: dict[int, tuple[datetime, str]]) -> None:
        """Health as the engine would have found it."""
        changed = []
        for device in self.laid.all():
            if device.pk not in heard:
                continue
            device.heard_at, fault = heard[device.pk]
            late = timedelta(minutes=3 * (device.interval_minutes or 60))
            silent = self.now - device.heard_at > late
            device.health = Health.SILENT if silent else Health.FAULTY if fault else Health.ONLINE
            changed.append(device)
        Device.objects.bulk_update(changed, ["heard_at", "health"], batch_size=200)


def _keep(sensor: Sensor, state: State, levels: dict[int, str]) -> None:
    order = [Level.BLUE, Level.YELLOW, Level.ORANGE, Level.RED]
    sensor.last_at, sensor.last_value = state.last_at, state.last_value
    sensor.good_at, sensor.good_value = state.good_at, state.good_value
    sensor.same_since_at, sensor.doubt, sensor.fault = state.same_since, state.doubt, state.fault
    sensor.watch = {str(key): [since.isoformat(), holds] for key, (since, holds) in state.watch.items()}
    sensor.level = max(levels.values(), key=order.index, default="")  # type: ignore[arg-type]
