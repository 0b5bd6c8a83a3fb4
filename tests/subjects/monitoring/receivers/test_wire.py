"""Frames over TCP: answered once stored, never to strangers; slow, silent and noisy senders are turned away."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from anlan.subjects.monitoring.frames import hj212
from anlan.subjects.monitoring.frames.shapes import Frame
from anlan.subjects.monitoring.frames.stream import Stream
from anlan.subjects.monitoring.models import Reading, Stray
from anlan.subjects.monitoring.receivers.storing import Store
from anlan.subjects.monitoring.receivers.wire import Bounds, Server
from tests.subjects.monitoring.frames.writing import beginning, observed, report
from tests.subjects.monitoring.making import a_device

HYDRO = report(0x32, beginning() + observed() + bytes.fromhex("2019000005392300068127"))
TEXT = (
    "QN=20261122080000{number:03d};ST=31;CN=2011;PW=1;MN={device};Flag=5;"
    "CP=&&DataTime=202611220800{number:02d};w01001-Rtd=67.5&&"
)

Talk = Callable[[int], Awaitable[Any]]


def held(store: Store, talk: Talk, **bounds: float) -> Any:
    """Talk with a server of these bounds."""

    async def main() -> Any:
        server = Server(store, Bounds(**bounds))  # type: ignore[arg-type]
        port = await server.start("127.0.0.1", 0)
        try:
            async with asyncio.timeout(30):
                return await talk(port)
        finally:
            await server.stop()

    return asyncio.run(main())


async def said(port: int, *pieces: bytes, pause: float = 0.0, answers: int = 1) -> bytes:
    """Send these pieces and read until so many answers have come or the other side hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    stream, heard, found = Stream(), b"", 0
    with contextlib.suppress(OSError):
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)
    while found < answers:
        try:
            piece = await reader.read(1000)
        except OSError:
            break
        if not piece:
            break
        heard += piece
        found += len([each for each in stream.feed(piece) if isinstance(each, Frame)])
    await hung_up(writer)
    return heard


async def hung_up(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


def text(number: int = 1, device: str = "LC-SW-01") -> bytes:
    return hj212.packed(TEXT.format(number=number, device=device))


def test_a_frame_of_each_protocol_is_stored_and_answered(store: Store) -> None:
    hydro = held(store, lambda port: said(port, HYDRO))
    assert hydro[:14].hex().upper() == "7E7E00990121010112343280080" + "2"
    assert sorted(Reading.objects.values_list("sensor__element__code", "value")) == [("level", 68.127), ("rain", 0.5)]
    answer = held(store, lambda port: said(port, text()))
    assert b"CN=9014" in answer
    assert b"QN=20261122080000001" in answer
    assert Reading.objects.count() == 3


def test_frames_cut_anywhere_and_glued_together_are_all_stored(store: Store) -> None:
    glued = b"noise" + b"".join(text(number) for number in range(1, 11))
    pieces = [glued[start : start + 37] for start in range(0, len(glued), 37)]
    answers = held(store, lambda port: said(port, *pieces, answers=10))
    assert answers.count(b"CN=9014") == 10
    assert Reading.objects.count() == 10


def test_a_stranger_gets_no_answer_but_is_written_down(store: Store) -> None:
    async def talk(port: int) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(text(device="X-9") + text())
        answer = await reader.readuntil(b"\r\n")
        await hung_up(writer)
        return answer

    assert b"MN=LC-SW-01" in held(store, talk)
    assert Stray.objects.get().address == "X-9"


def test_a_link_report_gets_no_answer_and_a_broken_frame_is_put_aside(store: Store) -> None:
    link = report(0x2F, beginning())
    broken = text(2).replace(b"67.5", b"99.9")
    answer = held(store, lambda port: said(port, link + broken + text(3)))
    assert answer.count(b"CN=9014") == 1
    assert Stray.objects.get().reason == "CRC 校验不对。"
    assert [reading.value for reading in Reading.objects.all()] == [67.5]


def test_a_sender_that_trickles_is_turned_away(store: Store) -> None:
    pieces = [bytes([byte]) for byte in text()]
    assert held(store, lambda port: said(port, *pieces[:60], pause=0.05), frame=0.5, first=10.0) == b""
    assert Reading.objects.count() == 0


def test_a_sender_that_never_sends_a_frame_is_turned_away(store: Store) -> None:
    assert held(store, said, first=0.3) == b""
    assert held(store, lambda port: said(port, b"x" * 100, pause=0.1), first=0.5) == b""


def test_a_sender_that_falls_silent_is_turned_away_later(store: Store) -> None:
    answer = held(store, lambda port: said(port, text(), answers=2), idle=0.5)
    assert answer.count(b"CN=9014") == 1


def test_a_sender_of_nothing_but_broken_frames_is_turned_away(store: Store) -> None:
    broken = text().replace(b"67.5", b"99.9")
    assert held(store, lambda port: said(port, broken * 30), broken=20) == b""


def test_more_connections_than_allowed_are_turned_away(store: Store) -> None:
    async def talk(port: int) -> tuple[bytes, bytes]:
        first = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        await asyncio.sleep(0.2)
        turned_away = await said(port, text())
        for _reader, writer in first:
            await hung_up(writer)
        await asyncio.sleep(0.3)
        return turned_away, await said(port, text())

    turned_away, answer = held(store, talk, of_one_address=3)
    assert turned_away == b""
    assert b"CN=9014" in answer


def test_two_hundred_stations_at_once(store: Store) -> None:
    for number in range(20):
        a_device(f"S-{number}")

    async def talk(port: int) -> list[bytes]:
        return await asyncio.gather(*(said(port, text(number % 60, f"S-{number % 20}")) for number in range(200)))

    answers = held(store, talk, of_one_address=300)
    assert [answer.count(b"CN=9014") for answer in answers] == [1] * 200
    assert Reading.objects.count() == len({(number % 60, number % 20) for number in range(200)})


@pytest.mark.parametrize("data", [b"\x00" * 5000, b"##" * 3000, b"~~" * 3000, b"GET / HTTP/1.1\r\n\r\n"])
def test_no_noise_stops_the_server(store: Store, data: bytes) -> None:
    async def talk(port: int) -> bytes:
        _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(data)
        await asyncio.sleep(0.2)
        answer = await said(port, text())
        await hung_up(writer)
        return answer

    assert b"CN=9014" in held(store, talk)
