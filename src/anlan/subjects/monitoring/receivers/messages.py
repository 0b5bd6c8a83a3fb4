"""JSON messages of devices and systems, read into samples. Pure: knows no door and no database.

One reading is ``{"device", "ts", "metric", "value", "quality"}``; several may come as a list, as ``{"readings": […]}``,
or as ``{"ts", "values": {metric: value}}``.
"""

import json
import math
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from anlan.subjects.monitoring.frames.shapes import BEIJING, FAULTY, GOOD, MISSING
from anlan.subjects.monitoring.intake import Sample

MOST = 5000
LATEST_SECONDS = 32_503_680_000  # the year 3000; beyond it a number counts milliseconds
BAD = {"bad", "fault", "faulty", "invalid", "error", "故障", "无效"}
SCALES = {True: 1.0, False: 0.0, "true": 1.0, "false": 0.0, "on": 1.0, "off": 0.0}


class Unreadable(Exception):
    """No message of ours; the text is a Chinese sentence."""


def samples_in(payload: bytes, device: str = "") -> list[Sample]:
    """All readings of a message. ``device`` is whose it is where the message does not say. Raises ``Unreadable``."""
    try:
        found = json.loads(payload)
    except (ValueError, RecursionError):
        raise Unreadable("内容不是 JSON。") from None
    samples = list(_each(found, device, None, 0))
    if len(samples) > MOST:
        raise Unreadable(f"一次最多 {MOST} 条数据。")
    if not samples:
        raise Unreadable("里面没有数据。")
    return samples


def _each(found: Any, device: str, at: datetime | None, depth: int) -> Iterator[Sample]:
    if depth > 3:
        raise Unreadable("层次太深。")
    if isinstance(found, list):
        if len(found) > MOST:
            raise Unreadable(f"一次最多 {MOST} 条数据。")
        for each in found:
            yield from _each(each, device, at, depth + 1)
        return
    if not isinstance(found, dict):
        raise Unreadable("数据应是对象或数组。")
    device = _text(found.get("device"), 60) or device
    at = _moment(found["ts"]) if "ts" in found else at
    if "readings" in found:
        yield from _each(found["readings"], device, at, depth + 1)
    elif isinstance(values := found.get("values"), dict):
        for metric, value in values.items():
            yield _sample(device, metric, value, at, found)
    else:
        yield _sample(device, found.get("metric"), found.get("value"), at, found)


def _sample(device: str, metric: Any, value: Any, at: datetime | None, found: Mapping[str, Any]) -> Sample:
    metric = _text(metric, 60)
    if not device or not metric:
        raise Unreadable("缺少设备（device）或要素（metric）。")
    if at is None:
        raise Unreadable("缺少时间（ts）。")
    number = _number(value)
    bad = str(found.get("quality", "good")).strip().lower() in BAD
    return Sample(device, metric, at, number, MISSING if number is None else FAULTY if bad else GOOD)


def _number(value: Any) -> float | None:
    """A finite number, ``None`` for null; booleans are 0 and 1."""
    if value is None or value == "":
        return None
    if (
        isinstance(value, (bool, str))
        and (scaled := SCALES.get(value.lower() if isinstance(value, str) else value)) is not None
    ):
        return scaled
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise Unreadable("数值（value）不是数。") from None
    if not math.isfinite(number):
        raise Unreadable("数值（value）不是数。")
    return number


def _moment(value: Any) -> datetime:
    """Seconds or milliseconds since 1970, or ISO 8601; without a zone it is Beijing's."""
    try:
        if isinstance(value, str):
            moment = datetime.fromisoformat(value.strip().replace("/", "-"))
            moment = moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)
        else:
            seconds = float(value)
            seconds = seconds / 1000 if abs(seconds) > LATEST_SECONDS else seconds
            moment = datetime(1970, 1, 1, 8, tzinfo=BEIJING) + timedelta(seconds=seconds)
        if 1990 <= moment.year <= 2200:
            return moment
    except (TypeError, ValueError, OverflowError):
        pass
    raise Unreadable("时间（ts）不对。")


def _text(value: Any, most: int) -> str:
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return ""
    text = str(value).strip().replace("\x00", "")
    if len(text) > most:
        raise Unreadable("设备或要素的名称太长。")
    return text
