"""Empties the outbox: leases messages, hands them to gateways in threads, writes results down in bulk.

One ``Sender`` a kind of channel and process; a part of the engine keeps it going. Threads speak to gateways
and never touch the database, so no transaction is open meanwhile, and one slow target holds up one thread.
"""

import logging
import math
import queue
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django.db.models import Q

from anlan.base import clock
from anlan.kit.notify import breaker, outbox
from anlan.kit.notify.channels.adapters import Adapter, Result, hand_over
from anlan.kit.notify.channels.known import adapter_of
from anlan.kit.notify.models import Channel
from anlan.kit.notify.outbox import Leased

log = logging.getLogger("anlan.sending")

RUN_SECONDS = 10.0  # then the engine has its turn; it calls again at once while messages wait
BREATH = 0.04
FLUSH_AFTER, FLUSH_AT = 0.2, 200
LEASE_SPACING = 0.08  # few transactions of some messages each rather than one a message
SOON = 2.0  # messages a second: below it the engine's own pause is short enough
REFRESH_AFTER = 1.0
SLOWNESS_AFTER = 10.0
LEASE_MARGIN = 15.0
FEWEST_THREADS, MOST_THREADS = 8, 96
MOVED_SECONDS = 10.0

Done = tuple["Way", Leased, Result]


class Way:
    """One channel at work: its adapter, its threads, and how many of them are busy."""

    def __init__(self, channel: Channel, adapter: Adapter) -> None:
        self.channel, self.adapter = channel, adapter
        self.pool = ThreadPoolExecutor(adapter.threads or MOST_THREADS, thread_name_prefix=f"send-{channel.code}")
        self.busy = 0
        self.leased = -LEASE_SPACING
        self.slow = False
        self.slow_asked = -SLOWNESS_AFTER

    @property
    def lease_seconds(self) -> float:
        """Longer than any call may take, asking first included: whatever a dead process had under way has ended."""
        return self.channel.timeout_seconds * 2.0 * self.adapter.calls + LEASE_MARGIN

    def room(self) -> int:
        """How many messages may be taken now. A gateway of one second's latency still keeps its rate."""
        if breaker.is_probing(self.channel):
            return 0 if self.busy else 1
        threads = self.adapter.threads or min(max(math.ceil(self.channel.rate), FEWEST_THREADS), MOST_THREADS)
        return max(threads - self.busy, 0) * self.adapter.batch

    def close(self) -> None:
        self.pool.shutdown(wait=False)


class Sender:
    """All channels of one kind. ``pump`` works until nothing is left or its time is over; calls still under way then
    write their results themselves."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.ways: dict[int, Way] = {}
        self.done: queue.SimpleQueue[Done] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._pumping = False
        self._refreshed = -REFRESH_AFTER
        self._unflushed: list[Done] = []
        self._flushed_at = 0.0

    def pump(self, seconds: float = RUN_SECONDS) -> bool:
        """Whether more waits that could go now."""
        with self._guard:
            self._pumping = True
        self._refreshed = -REFRESH_AFTER
        for way in self.ways.values():
            way.leased = -LEASE_SPACING
        try:
            return self._work(time.monotonic() + seconds)
        finally:
            with self._guard:
                self._pumping = False
            self._collect(0.0)
            self._flush()

    def _work(self, end: float) -> bool:
        while time.monotonic() < end:
            self._refresh()
            taken = sum(self._fill(way, place == 0) for place, way in enumerate(self.ways.values()))
            busy = any(way.busy for way in self.ways.values())
            self._collect(BREATH if busy else 0.0)
            self._flush_if_due(force=not busy)
            if not taken and not busy and not self._worth_waiting():
                return False
        return outbox.waits(self.kind)

    def _worth_waiting(self) -> bool:
        """What is due could not be taken: will there be allowance in a moment? Not where the clock is stopped."""
        if not outbox.waits(self.kind):
            return False
        moment = clock.now()
        if not any(
            way.channel.rate >= SOON and not breaker.is_closed_off(way.channel, moment) for way in self.ways.values()
        ):
            return False
        time.sleep(BREATH)
        return clock.now() != moment

    def _refresh(self) -> None:
        """The administrator's changes take hold within a second."""
        if time.monotonic() - self._refreshed < REFRESH_AFTER:
            return
        self._refreshed = time.monotonic()
        found = Channel.objects.filter(kind=self.kind, active=True).select_related("fallback")
        ways: dict[int, Way] = {}
        for channel in found.order_by("position", "id"):
            ways[channel.pk] = self.ways.get(channel.pk) or Way(channel, adapter_of(self.kind))
            ways[channel.pk].channel = channel
        for key in self.ways.keys() - ways.keys():
            self.ways[key].close()
        self.ways = ways
        if ways:
            outbox.set_free(self.kind)
        for place, way in enumerate(ways.values()):
            self._switch_over(way, place == 0)

    def _switch_over(self, way: Way, first: bool) -> None:
        """What waits for a broken or slow channel goes to its fallback, as much as that can send soon."""
        target = way.channel.fallback
        if target is None or not target.active:
            return
        moment = clock.now()
        if time.monotonic() - way.slow_asked >= SLOWNESS_AFTER:
            way.slow, way.slow_asked = breaker.is_slow(way.channel, moment), time.monotonic()
        if (way.slow or breaker.is_closed_off(way.channel, moment)) and not breaker.is_closed_off(target, moment):
            most = max(math.ceil(target.rate * MOVED_SECONDS), 1)
            moved = outbox.move(way.channel, target, most, first=first)
            if moved:
                log.warning("channel %s: %d messages go over %s instead", way.channel.code, moved, target.code)

    def _fill(self, way: Way, first: bool) -> int:
        room = way.room()
        soon = way.adapter.paced and time.monotonic() - way.leased < LEASE_SPACING
        if not room or soon or breaker.is_closed_off(way.channel, clock.now()):
            return 0
        way.leased = time.monotonic()
        leased = outbox.lease(way.channel, room, first=first, paced=way.adapter.paced, seconds=way.lease_seconds)
        size = way.adapter.batch
        for start in range(0, len(leased), size):
            with self._guard:
                way.busy += 1
            way.pool.submit(self._hand_over, way, leased[start : start + size])
        return len(leased)

    def _hand_over(self, way: Way, batch: Sequence[Leased]) -> None:
        """In a thread of its own, without the database, unless the pump has stopped meanwhile."""
        results = hand_over(way.adapter, way.channel, [one.outgoing for one in batch])
        with self._guard:
            for one, result in zip(batch, results, strict=True):
                self.done.put((way, one, result))
            way.busy -= 1
            late = not self._pumping
        if late:
            try:
                self._collect(0.0)
                self._flush()
            except Exception:
                log.exception("channel %s: late results could not be written; they will be asked for", way.channel.code)
            finally:
                connections.close_all()

    def _collect(self, wait: float) -> None:
        try:
            first = self.done.get(timeout=wait) if wait else self.done.get_nowait()
        except queue.Empty:
            return
        found = [first]
        while True:
            try:
                found.append(self.done.get_nowait())
            except queue.Empty:
                break
        with self._guard:
            if not self._unflushed:
                self._flushed_at = time.monotonic()
            self._unflushed += found

    def _flush_if_due(self, *, force: bool) -> None:
        waiting = len(self._unflushed)
        if waiting and (force or waiting >= FLUSH_AT or time.monotonic() - self._flushed_at >= FLUSH_AFTER):
            self._flush()

    def _flush(self) -> None:
        with self._guard:
            found, self._unflushed = self._unflushed, []
        by_way: dict[Way, list[tuple[Leased, Result]]] = {}
        for way, one, result in found:
            by_way.setdefault(way, []).append((one, result))
        for way, done in by_way.items():
            outbox.record(way.channel, done)


_senders: dict[str, Sender] = {}


def ready(kind: str) -> bool:
    """Is anything due, and a channel there that may be used?"""
    if not outbox.waits(kind):
        return False
    usable = Q(broken_until_at=None) | Q(broken_until_at__lte=clock.now()) | Q(fallback__active=True)
    return Channel.objects.filter(usable, kind=kind, active=True).exists()


def send(kind: str) -> bool:
    """What the engine's part does for one kind of channel; True when more can go at once."""
    return _senders.setdefault(kind, Sender(kind)).pump()
