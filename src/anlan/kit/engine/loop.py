"""The loop: every half second it looks what is due and runs it, each part in a thread of its own.

Several engines may run at once, on several machines. Nothing that a part does can stop the loop.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import close_old_connections, connections

from anlan.base import clock
from anlan.kit.engine import leases, parts, running
from anlan.kit.engine.leases import Held
from anlan.kit.engine.models import Heartbeat
from anlan.kit.engine.parts import Part
from anlan.kit.engine.running import Outcome

log = logging.getLogger("anlan.engine")

PAUSE = 0.5
PAUSE_AFTER_TROUBLE = 2.0
HEARTBEAT_EVERY = 10.0
HEARTBEAT_KEPT = timedelta(days=1)
GRACE = 15.0


def tick(moment: datetime | None = None, only: tuple[str, ...] = ()) -> dict[str, Outcome]:
    """Runs all that is due now (or, with the clock moved on, at ``moment``), one after the other, in this thread."""
    if moment is not None:
        clock.tick(moment)
    chosen = parts.named(only) if only else parts.discover()
    holder = leases.new_holder()
    return {part.name: running.run(part, holder) for part in running.due(chosen, clock.now())}


class Engine:
    """One engine process; ``stop`` may be called from a signal handler or another thread."""

    def __init__(self, chosen: tuple[Part, ...]) -> None:
        self.parts = chosen
        self.holder = leases.new_holder()
        self._stopping = threading.Event()
        self._guard = threading.Lock()
        self._busy: dict[str, threading.Thread] = {}
        self._held: dict[str, tuple[Held, float, float]] = {}
        self._beaten = -HEARTBEAT_EVERY

    def stop(self) -> None:
        self._stopping.set()

    def run_forever(self) -> bool:
        """Works until ``stop``; False when a part was still running after the grace period."""
        while not self._stopping.is_set():
            pause = PAUSE
            try:
                close_old_connections()
                self._turn()
            except Exception:
                log.exception("engine: a turn failed; trying again")
                connections.close_all()
                pause = PAUSE_AFTER_TROUBLE
            self._stopping.wait(pause)
        return self._wind_up()

    def _turn(self) -> None:
        self._beat()
        self._renew()
        for part in running.due(self._idle(), clock.now()):
            thread = threading.Thread(target=self._work, args=(part,), name=f"part-{part.name}", daemon=True)
            with self._guard:
                self._busy[part.name] = thread
            thread.start()

    def _idle(self) -> tuple[Part, ...]:
        with self._guard:
            return tuple(part for part in self.parts if part.name not in self._busy)

    def _work(self, part: Part) -> None:
        def started(held: Held) -> None:
            with self._guard:
                self._held[part.name] = (held, part.lease, time.monotonic())

        try:
            running.run(part, self.holder, started)
        except Exception:
            log.exception("engine part %s: its run could not be recorded", part.name)
        finally:
            connections.close_all()
            with self._guard:
                self._held.pop(part.name, None)
                self._busy.pop(part.name, None)

    def _renew(self) -> None:
        """Prolongs the leases of long runs once a third of their time has passed."""
        with self._guard:
            aged = [
                (name, held, seconds)
                for name, (held, seconds, since) in self._held.items()
                if time.monotonic() - since > seconds / 3
            ]
        for name, held, seconds in aged:
            if leases.renew(held, seconds):
                with self._guard:
                    if name in self._held:
                        self._held[name] = (held, seconds, time.monotonic())
            else:
                log.warning("engine part %s: its lease was lost while it ran", name)

    def _beat(self, *, last: bool = False) -> None:
        if last:
            Heartbeat.objects.filter(holder=self.holder).delete()
        elif time.monotonic() - self._beaten >= HEARTBEAT_EVERY:
            moment = clock.now()
            Heartbeat.objects.update_or_create(
                holder=self.holder,
                defaults={"seen_at": moment},
                create_defaults={"started_at": moment, "seen_at": moment},
            )
            Heartbeat.objects.filter(seen_at__lt=moment - HEARTBEAT_KEPT).delete()
            self._beaten = time.monotonic()

    def _wind_up(self) -> bool:
        """Lets running parts end; those that do not are cut off with the process, and their transactions undone."""
        end = time.monotonic() + GRACE
        while time.monotonic() < end and self._idle() != self.parts:
            self._quietly(self._renew)
            time.sleep(0.1)
        self._quietly(lambda: self._beat(last=True))
        connections.close_all()
        return self._idle() == self.parts

    def _quietly(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception:
            log.exception("engine: trouble while stopping")
