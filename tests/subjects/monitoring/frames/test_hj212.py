"""HJ 212-2017 frames: the standard's example, values of every kind of data, parts, answers."""

from datetime import datetime, timedelta

import pytest

from anlan.subjects.monitoring.frames import hj212
from anlan.subjects.monitoring.frames.joining import Joiner
from anlan.subjects.monitoring.frames.shapes import BEIJING, FAULTY, MISSING, Broken, Frame, crc212
from anlan.subjects.monitoring.frames.stream import Stream

EXAMPLE = (
    b"##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;"
    b"CP=&&RtdInterval=30&&1C80\r\n"
)
HEAD = "QN=20261122080000123;ST=31;{command}PW=123456;MN=LC0001;Flag={flag};"


def only(data: bytes) -> Frame:
    found = Stream().feed(data)
    assert len(found) == 1
    assert isinstance(found[0], Frame), found[0]
    return found[0]


def data_of(command: str, items: str, flag: int = 5) -> Frame:
    return only(hj212.packed(f"{HEAD.format(command=f'CN={command};', flag=flag)}CP=&&{items}&&"))


def test_the_example_of_the_standard_is_read() -> None:
    frame = only(EXAMPLE)
    assert (frame.address, frame.kind, frame.title) == ("010000A8900016F000169DC0", "1062", "设置实时数据间隔")
    assert frame.at == datetime(2016, 8, 1, 8, 58, 57, 223000, BEIJING)
    assert frame.details == {
        "QN": "20160801085857223", "ST": "32", "PW": "100000", "Flag": 5, "CP": {"RtdInterval": "30"},
    }  # fmt: skip
    assert hj212.packed(EXAMPLE[6:-6].decode()) == EXAMPLE


def test_a_lower_case_checksum_is_the_same_number() -> None:
    assert only(EXAMPLE.replace(b"1C80", b"1c80")).kind == "1062"


def test_present_data_are_values_by_factor() -> None:
    frame = data_of(
        "2011",
        "DataTime=20261122080000;w01018-Rtd=21.5,w01018-Flag=N;a34004-Rtd=35,a34004-Flag=D;w01001-Rtd=,w01001-Flag=N",
    )
    at = datetime(2026, 11, 22, 8, tzinfo=BEIJING)
    assert [(each.code, each.value, each.at, each.state) for each in frame.values] == [
        ("w01018", 21.5, at, "good"),
        ("a34004", 35.0, at, FAULTY),
        ("w01001", None, at, MISSING),
    ]


@pytest.mark.parametrize("command", ["2051", "2061", "2031"])
def test_statistics_of_a_period_are_told_from_present_values(command: str) -> None:
    frame = data_of(command, "DataTime=20261122070000;w01018-Min=20,w01018-Avg=21.5,w01018-Max=23,w01018-Flag=N")
    assert [(each.code, each.value) for each in frame.values] == [
        (f"w01018-Min@{command}", 20.0),
        (f"w01018-Avg@{command}", 21.5),
        (f"w01018-Max@{command}", 23.0),
    ]


def test_a_factors_own_moment_counts() -> None:
    frame = data_of("2011", "DataTime=20261122080000;w01018-SampleTime=20261122073000,w01018-Rtd=1")
    assert frame.values[0].at == datetime(2026, 11, 22, 7, 30, tzinfo=BEIJING)


def test_without_a_moment_of_data_that_of_the_message_counts() -> None:
    assert data_of("2011", "w01018-Rtd=1").values[0].at == datetime(2026, 11, 22, 8, 0, 0, 123000, BEIJING)


def test_numbers_that_are_none_are_missing() -> None:
    for written in ("nan", "inf", "-", "1.2.3", "１２"):
        value = data_of("2011", f"DataTime=20261122080000;w01018-Rtd={written}").values[0]
        assert value.value is None or written == "１２", written


def test_parts_are_joined_in_any_order() -> None:
    bodies = ("DataTime=20261122080000;a01-Rtd=1", "a02-Rtd=2", "a03-Rtd=3")
    head = HEAD.format(command="CN=2011;", flag=7)
    parts = [
        only(hj212.packed(f"{head}PNUM=3;PNO={number};CP=&&{body}&&")) for number, body in enumerate(bodies, start=1)
    ]
    assert [part.values for part in parts] == [(), (), ()]
    joiner = Joiner()
    assert [joiner.add(parts[2]), joiner.add(parts[0]), joiner.add(parts[0])] == [None, None, None]
    whole = joiner.add(parts[1])
    assert isinstance(whole, Frame)
    assert [(each.code, each.value) for each in whole.values] == [("a01", 1.0), ("a02", 2.0), ("a03", 3.0)]
    assert joiner.left() == []


def test_a_message_whose_part_never_came_is_told() -> None:
    head = HEAD.format(command="CN=2011;", flag=7)
    joiner = Joiner()
    joiner.add(only(hj212.packed(f"{head}PNUM=2;PNO=1;CP=&&a01-Rtd=1&&")))
    assert [broken.reason for broken in joiner.left()] == ["分包不齐：共 2 包，收到 1 包。"]


def test_data_that_ask_for_an_answer_get_9014_under_their_own_number() -> None:
    answer = hj212.answer(data_of("2011", "DataTime=20261122080000;a01-Rtd=1", flag=5))
    assert answer is not None
    back = only(answer)
    assert (back.kind, back.address, back.details["QN"], back.details["ST"]) == (
        "9014", "LC0001", "20261122080000123", "91",
    )  # fmt: skip
    assert back.details["Flag"] == 4
    assert hj212.answer(data_of("2011", "DataTime=20261122080000;a01-Rtd=1", flag=4)) is None
    notice = hj212.answer(data_of("1013", "PolId=w01018", flag=5))
    assert notice is not None
    assert only(notice).kind == "9013"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (EXAMPLE.replace(b"1C80", b"1C81"), "CRC 校验不对。"),
        (EXAMPLE.replace(b"=30", b"=31"), "CRC 校验不对。"),
        (EXAMPLE.replace(b"##0101", b"##01O1"), "包头之后不是四位长度。"),
        (EXAMPLE.replace(b"##0101", b"##0100") + b"\r\n", "包尾不是回车换行，长度不对。"),
        (b"##0010" + b"CN=2011;MN" + b"%04X\r\n" % crc212(b"CN=2011;MN"), "数据段里没有 CP=&&…&&。"),
        (hj212.packed("CN=2011;CP=&&a=1&&"), "数据段里没有 CN 或 MN。"),
        (hj212.packed("CN=2011;MN=1;Flag=7;PNUM=2;PNO=3;CP=&&a=1&&"), "分包序号不对。"),
    ],
)
def test_what_is_wrong_with_a_frame_is_said(data: bytes, reason: str) -> None:
    stream = Stream()
    found = [*stream.feed(data), *stream.end()]
    assert isinstance(found[0], Broken)
    assert found[0].reason == reason


def test_moments_that_are_none() -> None:
    assert hj212.moment("20260230080000") is None
    assert hj212.moment("2026") is None
    assert hj212.moment("20261122080000") == datetime(2026, 11, 22, 8, tzinfo=BEIJING)
    later = hj212.moment("20261122080000500")
    assert later is not None
    assert later - datetime(2026, 11, 22, 8, tzinfo=BEIJING) == timedelta(milliseconds=500)
