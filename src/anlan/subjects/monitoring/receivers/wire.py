"""The TCP server for HJ 212, SL 651 and GB/T 26875.3: frames in, and the answer once they are committed."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from anlan.base import clock
from anlan.subjects.monitoring.frames import gb26875, hj212, sl651
from anlan.subjects.monitoring.frames.joining import Joiner
from anlan.subjects.monitoring.frames.shapes import Broken, Frame
from anlan.subjects.monitoring.frames.stream import Stream
from anlan.subjects.monitoring.frames.telling import told as frame_told
from anlan.subjects.monitoring.intake import Sample, Taken
from anlan.subjects.monitoring.receivers.storing import Batch, Store

log = logging.getLogger("anlan.receive")

DOOR = "tcp"
PIECE = 4096


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one sender, and all of them together, may take of us. Seconds: ``first`` until the first whole frame,
    ``frame`` for the rest of one that has begun, ``idle`` between frames, ``answer`` for the database."""

    connections: int = 2000
    of_one_address: int = 50
    first: float = 30.0
    frame: float = 20.0
    idle: float = 900.0
    answer: float = 60.0
    broken: int = 20


class Server:
    """Serves until it is stopped; runs within one event loop."""

    def __init__(self, store: Store, bounds: Bounds | None = None) -> None:
        self._store, self.bounds = store, bounds or Bounds()
        self._open: Counter[str] = Counter()
        self._server: asyncio.Server | None = None
        self._talks: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def start(self, host: str, port: int) -> int:
        """Listen; returns the port, which the system chooses where 0 was asked for."""
        self._server = await asyncio.start_server(self._serve, host, port, limit=PIECE)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            for writer in list(self._talks.values()):
                writer.close()
            if self._talks:
                await asyncio.wait(list(self._talks), timeout=self.bounds.frame)
            await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = str((writer.get_extra_info("peername") or ("?",))[0])
        if self._open.total() >= self.bounds.connections or self._open[host] >= self.bounds.of_one_address:
            log.warning("receive: too many connections, %s is turned away", host)
            await _hang_up(writer)
            return
        self._open[host] += 1
        task = asyncio.current_task()
        if task is not None:
            self._talks[task] = writer
        try:
            await Conversation(reader, writer, self._store, self.bounds, host).hold()
        except (TimeoutError, OSError):
            log.info("receive: %s fell silent or broke off", host)
        except Exception:
            log.exception("receive: trouble with %s", host)
        finally:
            self._open[host] -= 1
            self._open += Counter()  # drops those at zero
            await _hang_up(writer)
            if task is not None:
                self._talks.pop(task, None)


async def _hang_up(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


class Conversation:
    """One connection."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, store: Store, bounds: Bounds, host: str
    ) -> None:
        self._reader, self._writer, self._store, self._bounds, self._host = reader, writer, store, bounds, host
        self._stream, self._joiner = Stream(), Joiner()
        self._broken = 0

    async def hold(self) -> None:
        """Until the sender leaves, falls silent, trickles, or sends too much that is no frame."""
        loop = asyncio.get_running_loop()
        patience = loop.time() + self._bounds.first
        while self._broken < self._bounds.broken:
            async with asyncio.timeout_at(patience):
                piece = await self._reader.read(PIECE)
            if not piece:
                await self._take(self._stream.end())
                return
            waited = self._stream.waiting
            found = self._stream.feed(piece)
            await self._take(found)
            if any(isinstance(each, Frame) for each in found):
                patience = loop.time() + (self._bounds.frame if self._stream.waiting else self._bounds.idle)
            elif self._stream.waiting and not waited:
                patience = min(patience, loop.time() + self._bounds.frame)
        log.warning("receive: %s sends what is no frame and is turned away", self._host)

    async def _take(self, found: Sequence[Frame | Broken]) -> None:
        for each in found:
            whole = self._joiner.add(each) if isinstance(each, Frame) else each
            if isinstance(whole, Broken):
                self._broken += 1
                await self._put((), [(self._host, whole.reason, str(frame_told(whole)["raw"]))])
            elif whole is not None:
                self._broken = 0
            if isinstance(each, Frame):
                await self._answer(each, whole if isinstance(whole, Frame) else None)

    async def _answer(self, frame: Frame, whole: Frame | None) -> None:
        """Store what the frame completes, then answer. A sender that we do not know is not told that we have it."""
        if whole is not None and whole.values:
            taken = await self._put(samples_of(whole), [])
            if taken is None or whole.address not in taken.heard:
                return
        answer = answer_to(frame)
        if answer is not None:
            self._writer.write(answer)
            async with asyncio.timeout(self._bounds.frame):
                await self._writer.drain()

    async def _put(self, samples: Sequence[Sample], strays: Sequence[tuple[str, str, str]]) -> Taken | None:
        """Waits until it stands in the database; ``None`` when it could not."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Taken | None] = loop.create_future()

        def told(taken: Taken | None) -> None:
            loop.call_soon_threadsafe(lambda: None if done.done() else done.set_result(taken))

        while self._store.full:
            await asyncio.sleep(0.05)
        self._store.put(Batch(DOOR, samples, told, strays))
        async with asyncio.timeout(self._bounds.answer):
            return await done


def samples_of(frame: Frame) -> list[Sample]:
    """A frame's values as the intake takes them."""
    return [Sample(frame.address, each.code, each.at, each.value, each.state) for each in frame.values]


def answer_to(frame: Frame) -> bytes | None:
    """What the sender of a frame waits for, or nothing."""
    if frame.protocol == hj212.PROTOCOL:
        return hj212.answer(frame)
    if frame.protocol == sl651.PROTOCOL:
        return sl651.answer(frame, clock.now())
    return gb26875.answer(frame)
