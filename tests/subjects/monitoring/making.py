"""One factory a model of monitoring, and ways to send readings."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from anlan.base import clock
from anlan.subjects.monitoring import knowing
from anlan.subjects.monitoring.intake import Sample, Taken, take_in
from anlan.subjects.monitoring.models import Alarm, Device, Element, Feed, Station, Threshold
from tests.factories import CLOUD_VILLAGE, COUNTY, STONE_VILLAGE, _entered, a_term

PLACES = {"stone": STONE_VILLAGE, "cloud": CLOUD_VILLAGE}
_numbers = count(1)


def a_station(name: str = "石塘水位站", **values: Any) -> Station:
    values.setdefault("kind", a_term("station-kind", "水位站", "level"))
    return _entered(Station(name=name, place_id=STONE_VILLAGE, **values))


def a_device(serial: str = "", *, place: str = "stone", kind: str = "gauge", **values: Any) -> Device:
    values.setdefault("name", f"{serial} 设备")
    made: Device = _entered(
        Device(
            serial=serial or f"D{next(_numbers)}",
            kind=a_term("device-kind", kind, kind),
            place_id=PLACES.get(place, place),
            **values,
        )
    )
    knowing.forget()
    return made


def an_element(code: str, name: str = "", unit: str = "", **values: Any) -> Element:
    made: Element = _entered(Element(code=code, name=name or code, unit=unit, **values))
    knowing.forget()
    return made


def a_threshold(element: Element, value: float, **values: Any) -> Threshold:
    values.setdefault("place_id", COUNTY)
    made: Threshold = _entered(Threshold(name=f"阈值{next(_numbers)}", element=element, value=value, **values))
    knowing.forget()
    return made


def a_feed(place: str = COUNTY, **values: Any) -> Feed:
    made: Feed = _entered(Feed(name=f"平台{next(_numbers)}", place_id=place, **values))
    return made


def an_alarm(device: Device | None = None, **values: Any) -> Alarm:
    values.setdefault("content", "冒烟")
    values.setdefault("place_id", device.place_id if device else STONE_VILLAGE)
    made: Alarm = _entered(Alarm(device=device, **values))
    return made


def sent(device: Device, element: str, *values: float | None, every: int = 5, at: datetime | None = None) -> Taken:
    """So many values, ``every`` so many minutes, from now on; the clock goes along."""
    at = at or clock.now()
    moments = [at + timedelta(minutes=every * number) for number in range(len(values))]
    clock.set_for_tests(moments[-1])
    samples = [Sample(device.serial, element, moment, value) for moment, value in zip(moments, values, strict=True)]
    taken = take_in(samples, door="http")
    clock.tick(timedelta(minutes=every))
    return taken
