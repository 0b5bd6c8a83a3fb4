"""JSON messages of devices: every accepted shape, and what is refused with the reason."""

import contextlib
import json
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlan.subjects.monitoring.frames.shapes import BEIJING
from anlan.subjects.monitoring.receivers.messages import MOST, Unreadable, samples_in

AT = datetime(2026, 11, 22, 8, tzinfo=BEIJING)
TS = int(AT.timestamp())
ONE = {"ts": TS, "metric": "level", "value": 67.5}


def read(found: object, device: str = "D1") -> list[tuple[str, str, float | None, str]]:
    samples = samples_in(json.dumps(found).encode(), device)
    assert {sample.at for sample in samples} == {AT}
    return [(sample.address, sample.element, sample.value, sample.state) for sample in samples]


def test_one_reading_of_the_topics_device() -> None:
    assert read(ONE) == [("D1", "level", 67.5, "good")]
    assert read(ONE | {"device": "D2"}) == [("D2", "level", 67.5, "good")]


@pytest.mark.parametrize(
    "ts",
    [TS, TS * 1000, "2026-11-22T08:00:00+08:00", "2026-11-22 08:00:00", "2026/11/22 08:00", "2026-11-22T00:00:00Z"],
)
def test_moments_as_people_write_them(ts: object) -> None:
    assert read(ONE | {"ts": ts}) == [("D1", "level", 67.5, "good")]


def test_several_at_once() -> None:
    two = [("D1", "level", 67.5, "good"), ("D1", "rain", 0.0, "good")]
    assert read([ONE, ONE | {"metric": "rain", "value": 0}]) == two
    assert read({"readings": [ONE, ONE | {"metric": "rain", "value": 0}]}) == two
    assert read({"ts": TS, "values": {"level": 67.5, "rain": "0"}}) == two
    nested = {
        "device": "D9",
        "ts": TS,
        "readings": [{"metric": "level", "value": 1}, {"device": "D8", "metric": "level", "value": 2}],
    }
    assert [each[:3] for each in read(nested)] == [("D9", "level", 1.0), ("D8", "level", 2.0)]


def test_quality_and_missing_values_and_switches() -> None:
    assert read(ONE | {"quality": "bad"})[0][3] == "faulty"
    assert read(ONE | {"value": None}) == [("D1", "level", None, "missing")]
    assert read(ONE | {"value": True}) == [("D1", "level", 1.0, "good")]
    assert read(ONE | {"value": "OFF"}) == [("D1", "level", 0.0, "good")]


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"\xff\xfe", "内容不是 JSON。"),
        (b"[" * 100_000, "内容不是 JSON。"),
        (b"[]", "里面没有数据。"),
        (b"7", "数据应是对象或数组。"),
        (b"[[[[[1]]]]]", "层次太深。"),
        (json.dumps(ONE | {"metric": ""}).encode(), "缺少设备（device）或要素（metric）。"),
        (json.dumps({"metric": "level", "value": 1}).encode(), "缺少时间（ts）。"),
        (json.dumps(ONE | {"ts": "昨天"}).encode(), "时间（ts）不对。"),
        (json.dumps(ONE | {"ts": 1e300}).encode(), "时间（ts）不对。"),
        (json.dumps(ONE | {"value": "高"}).encode(), "数值（value）不是数。"),
        (json.dumps(ONE | {"value": float("nan")}).encode(), "数值（value）不是数。"),
        (json.dumps(ONE | {"value": []}).encode(), "数值（value）不是数。"),
        (json.dumps(ONE | {"metric": "x" * 61}).encode(), "设备或要素的名称太长。"),
        (json.dumps([ONE] * (MOST + 1)).encode(), f"一次最多 {MOST} 条数据。"),
    ],
)
def test_what_is_refused_and_why(payload: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=r".") as refused:
        samples_in(payload, "D1")
    assert str(refused.value) == reason


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(("ts", "metric", "value", "values", "readings", "device", "quality")), inner)
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(json_values)
def test_no_message_crashes(found: object) -> None:
    with contextlib.suppress(Unreadable):
        assert samples_in(json.dumps(found).encode(), "D1")
