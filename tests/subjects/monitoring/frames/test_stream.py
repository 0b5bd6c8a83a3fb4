"""Streams cut anywhere, with garbage between frames; whatever bytes come, nothing crashes and no good frame is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from anlan.subjects.monitoring.frames import gb26875, hj212, sl651
from anlan.subjects.monitoring.frames.joining import Joiner
from anlan.subjects.monitoring.frames.shapes import Broken, Frame
from anlan.subjects.monitoring.frames.stream import GARBAGE, INCOMPLETE, Stream, take
from anlan.subjects.monitoring.frames.telling import frames_in, told
from tests.subjects.monitoring.frames.writing import beginning, observed, report

TEXT = hj212.packed("QN=20261122080000123;ST=31;CN=2011;PW=1;MN=LC0001;Flag=5;CP=&&DataTime=20261122080000;a01-Rtd=1&&")
HYDRO = report(0x32, beginning() + observed() + bytes.fromhex("2019000005"))
FIRE = bytes.fromhex("404007000101180D11160B1A1122334455660605040302011200020301010300D9000600023412301213010B1A")
FIRE = FIRE + bytes([sum(FIRE[2:]) & 0xFF]) + b"##"
GOOD = (TEXT, HYDRO, FIRE)
quiet = st.binary(max_size=40).filter(lambda data: not any(mark in data for mark in (b"##", b"~~", b"@@")))


def cut(data: bytes, places: list[int]) -> list[Frame | Broken]:
    stream, found, last = Stream(), [], 0
    for place in sorted({min(place, len(data)) for place in places}):
        found += stream.feed(data[last:place])
        last = place
    return [*found, *stream.feed(data[last:]), *stream.end()]


def test_all_three_are_frames() -> None:
    assert [[type(found) for found in cut(frame, [])] for frame in GOOD] == [[Frame]] * 3
    fire = cut(FIRE, [])[0]
    assert isinstance(fire, Frame)
    assert [(each.code, each.value) for each in fire.values] == [("analogue-2", 46.6)]
    answer = gb26875.answer(fire)
    assert answer is not None
    back = cut(answer, [])[0]
    assert isinstance(back, Frame)
    assert (back.kind, back.address, back.details["target"]) == ("03", "060504030201", "112233445566")


@given(st.lists(st.sampled_from(GOOD), min_size=1, max_size=6), st.lists(st.integers(0, 900), max_size=8))
def test_frames_one_after_the_other_are_all_found_however_they_are_cut(frames: list[bytes], places: list[int]) -> None:
    assert [found.raw for found in cut(b"".join(frames), places)] == frames


@given(
    st.lists(st.tuples(quiet, st.sampled_from(GOOD)), min_size=1, max_size=5), st.lists(st.integers(0, 900), max_size=8)
)
def test_garbage_between_frames_costs_none_of_them(pieces: list[tuple[bytes, bytes]], places: list[int]) -> None:
    found = cut(b"".join(garbage + b"|" + frame for garbage, frame in pieces), places)
    assert [each.raw for each in found if isinstance(each, Frame)] == [frame for _garbage, frame in pieces]


@given(st.sampled_from(GOOD), st.integers(0, 200), st.integers(1, 255), st.sampled_from(GOOD))
def test_a_frame_with_one_wrong_byte_costs_only_itself(frame: bytes, place: int, change: int, following: bytes) -> None:
    place %= len(frame)
    spoilt = frame[:place] + bytes([frame[place] ^ change]) + frame[place + 1 :]
    found = [each.raw for each in cut(spoilt + following, []) if isinstance(each, Frame)]
    assert found[-1:] == [following]


@settings(max_examples=400)
@given(st.binary(max_size=300), st.lists(st.integers(0, 300), max_size=4))
def test_no_bytes_crash_the_stream(data: bytes, places: list[int]) -> None:
    found = cut(data, places)
    assert sum(len(each.raw) for each in found) <= len(data)


@settings(max_examples=400)
@given(st.sampled_from((b"##0030", b"~~", b"@@", b"##0000", b"~~~~", b"####9")), st.binary(max_size=120))
def test_no_bytes_after_a_mark_crash_a_reader(mark: bytes, rest: bytes) -> None:
    take(mark + rest, 0)


@settings(max_examples=400)
@given(st.sampled_from(range(0x2F, 0x52)), st.binary(max_size=200), st.sampled_from((0x02, 0x16)))
def test_no_body_crashes_when_its_checksum_is_right(function: int, body: bytes, start: int) -> None:
    for found in cut(report(function, body, start=start), []):
        told(found)
        if isinstance(found, Frame):
            Joiner().add(found)


@settings(max_examples=400)
@given(st.text(max_size=200))
def test_no_segment_crashes_when_its_checksum_is_right(text: str) -> None:
    body = text.encode("utf-8", "replace")[:200]
    for found in cut(b"##%04d%s%04X\r\n" % (len(body), body, hj212.crc212(body)), []):
        told(found)
    for found in frames_in(body):
        told(found)


@settings(max_examples=300)
@given(
    st.text(alphabet="DataTime=20261122;,-RtdAvgFlag0129.&w", max_size=120), st.sampled_from(("2011", "2061", "9014"))
)
def test_no_items_crash(items: str, command: str) -> None:
    for found in cut(hj212.packed(f"QN=20261122080000123;CN={command};MN=1;Flag=5;CP=&&{items}&&"), []):
        told(found)
        if isinstance(found, Frame):
            hj212.answer(found)


def test_a_stream_that_breaks_off_is_told() -> None:
    stream = Stream()
    assert stream.feed(HYDRO[:-1]) == []
    assert stream.waiting == len(HYDRO) - 1
    ended = stream.end()
    assert [(type(each), each.raw) for each in ended] == [(Broken, HYDRO[:-1])]
    assert isinstance(ended[0], Broken)
    assert ended[0].reason == INCOMPLETE


def test_a_frame_that_promises_too_much_does_not_hold_up_the_next() -> None:
    found = Stream().feed(b"##9999QN=1" + TEXT)
    assert [type(each) for each in found] == [Broken, Frame]


def test_garbage_is_told_once_a_stretch_and_line_ends_are_none() -> None:
    found = cut(b"\r\n" + TEXT + b"\r\n\x00" + b"hello" + HYDRO, [3, 7, 130, 140])
    assert [getattr(each, "reason", "") for each in found] == ["", GARBAGE, ""]


def test_files_of_lines_and_of_bytes() -> None:
    table = "﻿no,hex,note\n1," + HYDRO.hex() + ",x\n2," + HYDRO[:-2].hex().upper() + ",cut off\n"
    spaced = HYDRO.hex(" ").upper()
    found = [*frames_in(table.encode()), *frames_in(spaced.encode()), *frames_in(TEXT + HYDRO), *frames_in(b"nothing")]
    assert [told(each)["ok"] for each in found] == [True, False, True, True, True, False]
    assert [told(each)["ok"] for each in frames_in(TEXT.strip() + TEXT.strip())] == [True, True]
    assert list(frames_in(b"")) == []


def test_both_protocols_agree_on_their_marks() -> None:
    assert {hj212.MARK, sl651.MARK, gb26875.MARK} == {b"##", b"~~", b"@@"}
