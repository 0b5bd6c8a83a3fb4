"""One thread that writes what the doors hand it, as many at once as have come meanwhile, and tells each when it stands.

Nothing is told to be received before its transaction is over. A database that does not answer is asked again.
"""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, OperationalError, connections, transaction

from anlan.subjects.monitoring import straying
from anlan.subjects.monitoring.intake import Sample, Taken, take_in

log = logging.getLogger("anlan.receive")

MOST_AT_ONCE = 1000  # samples a transaction
WAITING = 2000  # batches; beyond it the doors wait
LONGEST_PAUSE = 10.0

Told = Callable[[Taken | None], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """What belongs together: stored whole or not at all. ``told`` hears of it, with ``None`` where it was given up."""

    door: str
    samples: Sequence[Sample]
    told: Told
    strays: Sequence[tuple[str, str, str]] = ()


class Store:
    """Start it, hand it batches from any thread, stop it."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Batch | None] = queue.Queue(WAITING)
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._stopping = threading.Event()
        self.stored = 0

    def start(self) -> None:
        self._thread.start()

    def put(self, batch: Batch) -> None:
        """Waits where too much waits already, so that a flood is held back at the door."""
        self._queue.put(batch)

    @property
    def full(self) -> bool:
        return self._queue.full()

    def stop(self, seconds: float = 10.0) -> bool:
        """Write what waits and end; ``False`` when it does not end in time."""
        self._stopping.set()
        self._queue.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        ended = False
        while not ended:
            batches, ended = self._gather()
            if batches:
                self._write(batches)
        connections.close_all()

    def _gather(self) -> tuple[list[Batch], bool]:
        """What has come since the last time, at least one batch; and whether that was the last."""
        found: list[Batch] = []
        count = 0
        batch = self._queue.get()
        while batch is not None:
            found.append(batch)
            count += len(batch.samples)
            if count >= MOST_AT_ONCE:
                return found, False
            try:
                batch = self._queue.get_nowait()
            except queue.Empty:
                return found, False
        return found, True

    def _write(self, batches: Sequence[Batch]) -> None:
        pause = 0.1
        while True:
            try:
                taken = _stored(batches)
            except (OperationalError, InterfaceError):
                log.warning("receive: the database does not answer, asking again in %.1f s", pause, exc_info=True)
                connections.close_all()
                if self._stopping.wait(pause):
                    return  # nobody was told, so whoever sent it sends it again
                pause = min(pause * 2, LONGEST_PAUSE)
            except Exception as wrong:
                log.warning("receive: %d batches could not be stored at once", len(batches), exc_info=wrong)
                self._split(batches)
                return
            else:
                self.stored += taken.stored
                for batch in batches:
                    _tell(batch, taken)
                return

    def _split(self, batches: Sequence[Batch]) -> None:
        """One of them cannot be stored: it must not hold up the others."""
        if len(batches) > 1:
            half = len(batches) // 2
            self._write(batches[:half])
            self._write(batches[half:])
            return
        batch = batches[0]
        log.error("receive: a message from %s could not be stored", batch.door)
        try:
            note = "存不进数据库，请把这条内容发给维护人员。"
            straying.note(batch.door, [(sample.address, note, str(sample)) for sample in batch.samples[:20]])
        except DatabaseError:
            log.exception("receive: it could not even be written down")
        _tell(batch, None)


def _stored(batches: Sequence[Batch]) -> Taken:
    whole = Taken()
    with transaction.atomic():
        for door in sorted({batch.door for batch in batches}):
            own = [batch for batch in batches if batch.door == door]
            taken = take_in([sample for batch in own for sample in batch.samples], door=door)
            straying.note(door, (stray for batch in own for stray in batch.strays))
            whole.known += taken.known
            whole.stored += taken.stored
            whole.stray += taken.stray
            whole.alarms += taken.alarms
            whole.heard |= taken.heard
    return whole


def _tell(batch: Batch, taken: Taken | None) -> None:
    try:
        batch.told(taken)
    except Exception:
        log.exception("receive: whoever waits for a message from %s could not be told", batch.door)
