"""SL 651-2014 frames: every report of a station, negative and missing values, packets, answers."""

from datetime import datetime, timedelta

import pytest

from anlan.subjects.monitoring.frames import sl651
from anlan.subjects.monitoring.frames.joining import Joiner
from anlan.subjects.monitoring.frames.shapes import BEIJING, MISSING, Broken, Frame
from anlan.subjects.monitoring.frames.stream import Stream
from tests.subjects.monitoring.frames.writing import beginning, observed, report

AT = datetime(2026, 11, 22, 8, tzinfo=BEIJING)


def only(data: bytes) -> Frame:
    found = Stream().feed(data)
    assert len(found) == 1
    assert isinstance(found[0], Frame), found[0]
    return found[0]


@pytest.mark.parametrize("function", [0x30, 0x32, 0x33])
def test_a_report_of_elements(function: int) -> None:
    body = beginning(7) + observed() + bytes.fromhex("2019000005261900012339230001270438121115")
    frame = only(report(function, body))
    assert (frame.address, frame.kind) == ("0099012101", f"{function:02X}")
    assert [(each.code, each.value, each.at) for each in frame.values] == [
        ("20", 0.5, AT), ("26", 12.3, AT), ("39", 12.704, AT), ("38", 11.15, AT),
    ]  # fmt: skip
    assert frame.details["category"] == "河道"
    assert frame.details["serial"] == 7


def test_negative_and_missing_values() -> None:
    body = beginning() + observed() + bytes.fromhex("0219FF01253923FFFFFFFF3812AAAA0311ABCD")
    values = only(report(0x32, body)).values
    assert [(each.code, each.value, each.state) for each in values] == [
        ("02", -12.5, "good"), ("39", None, MISSING), ("38", None, MISSING), ("03", None, MISSING),
    ]  # fmt: skip


def test_elements_of_the_extended_table_keep_their_two_bytes() -> None:
    assert [
        each.code for each in only(report(0x32, beginning() + observed() + bytes.fromhex("FF3B120105"))).values
    ] == ["FF3B"]


def test_an_even_series_steps_from_its_first_moment() -> None:
    body = beginning() + observed() + bytes.fromhex("0418000010261200100020FFFF")
    values = only(report(0x31, body)).values
    ten = timedelta(minutes=10)
    assert [(each.value, each.at) for each in values] == [(0.1, AT), (0.2, AT + ten), (None, AT + 2 * ten)]


def test_an_hours_report_ends_at_its_moment() -> None:
    rain = bytes([0xF4, 0x60, *range(11), 0xFF])
    level = b"\xf5\xc0" + b"".join((1000 + number).to_bytes(2, "big") for number in range(12))
    values = only(report(0x34, beginning() + observed() + rain + level)).values
    assert [each.value for each in values[:12]] == [number / 10 for number in range(11)] + [None]
    assert (values[0].at, values[11].at) == (AT - timedelta(minutes=55), AT)
    assert (values[12].code, values[12].value, values[23].value) == ("F5", 10.0, 10.11)


def test_a_manual_report_is_text_and_a_picture_is_counted() -> None:
    assert only(report(0x35, beginning() + b"\xf2\xf2ST 62000560 TT 2611220800")).details["text"] == (
        "ST 62000560 TT 2611220800"
    )
    assert only(report(0x36, beginning() + observed() + b"\xf3\xf3" + b"\xff\xd8" * 9)).details["picture_bytes"] == 18


@pytest.mark.parametrize("counts_numbers", [True, False])
def test_packets_are_joined(counts_numbers: bool) -> None:
    body = beginning() + observed() + bytes.fromhex("2019000005392300001270")
    pieces = (body[:20], body[20:])
    frames = []
    for number, piece in enumerate(pieces, start=1):
        numbers = (len(pieces) << 12 | number).to_bytes(3, "big")
        counted = len(piece) + (3 if counts_numbers else 0)
        end = 0x03 if number == len(pieces) else 0x17
        frames.append(only(report(0x32, numbers + piece, start=0x16, end=end, counted=counted)))
    joiner = Joiner()
    assert joiner.add(frames[1]) is None
    whole = joiner.add(frames[0])
    assert isinstance(whole, Frame)
    assert [(each.code, each.value) for each in whole.values] == [("20", 0.5), ("39", 1.27)]


def test_the_centre_answers_a_report_and_not_a_link_report() -> None:
    frame = only(report(0x32, beginning(7) + observed() + bytes.fromhex("2019000005")))
    answer = sl651.answer(frame, AT)
    assert answer is not None
    assert answer[:14].hex().upper() == "7E7E" + "0099012101" + "01" + "1234" + "32" + "8008" + "02"
    assert answer[14:-3].hex() == "0007" + "261122080000"
    back = only(answer)
    assert (back.address, back.details["direction"], back.details["end"]) == ("0099012101", "down", sl651.ESC)
    assert sl651.answer(only(report(0x2F, beginning())), AT) is None
    assert sl651.answer(back, AT) is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (report(0x32, beginning() + observed())[:-1] + b"\x00", "CRC 校验不对。"),
        (report(0x32, beginning() + observed(), start=0x09), "报文起始符不是 STX 或 SYN。"),
        (report(0x32, beginning() + observed(), end=0x44), "报文结束符不对，长度不对。"),
        (report(0x32, b"\x00\x01"), "报文正文太短，没有流水号和发报时间。"),
        (report(0x32, beginning() + observed() + bytes.fromhex("2019")), "报文正文在要素中间断了。"),
        (report(0x32, beginning() + observed() + bytes.fromhex("2001")), "要素 20 的长度是 0。"),
        (report(0x32, beginning(sent="ABCDEFABCDEF") + bytes.fromhex("2019000005")), "没有观测时间，也没有发报时间。"),
        (report(0x31, beginning() + observed() + bytes.fromhex("04180000102612001000")), "要素 26 的数据组不完整。"),
        (report(0x34, beginning() + observed() + bytes.fromhex("F518000100")), "要素 F5 的数据组不完整。"),
        (report(0x32, b"\x00", start=0x16), "多包报文里没有包总数和序列号。"),
    ],
)
def test_what_is_wrong_with_a_frame_is_said(data: bytes, reason: str) -> None:
    stream = Stream()
    found = [*stream.feed(data), *stream.end()]
    assert isinstance(found[0], Broken)
    assert found[0].reason == reason
