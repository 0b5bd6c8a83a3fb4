"""Runs one part once: due, leased, recorded. An error is logged and remembered and goes no further."""

import contextvars
import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum

from django.db import DatabaseError, connections, transaction
from django.db.models import F

from anlan.base import clock
from anlan.kit.engine import leases
from anlan.kit.engine.leases import Held
from anlan.kit.engine.models import PartRun
from anlan.kit.engine.parts import Part

log = logging.getLogger("anlan.engine")

LONGEST_ERROR = 4_000
LONGEST_PAUSE = 60.0

_current: contextvars.ContextVar[Held | None] = contextvars.ContextVar("engine_lease", default=None)


class Outcome(Enum):
    NOT_DUE = "not due"
    TAKEN = "taken"
    DONE = "done"
    FAILED = "failed"


def current_lease() -> Held:
    """The lease of the running part. A long part calls ``current_lease().confirm()`` before it commits."""
    held = _current.get()
    if held is None:
        raise RuntimeError("no engine part is running here")
    return held


def due(parts: tuple[Part, ...], moment: datetime) -> list[Part]:
    """The parts whose time has come, longest overdue first; those that have nothing waiting are left out."""
    known = dict(PartRun.objects.values_list("name", "due_at"))
    late = [part for part in parts if known.get(part.name, moment) <= moment]
    late.sort(key=lambda part: known.get(part.name, moment))
    return [part for part in late if part.waiting is None or _waits(part)]


def _waits(part: Part) -> bool:
    try:
        return part.waiting is not None and part.waiting()
    except Exception:
        log.exception("engine part %s: asking what waits failed", part.name)
        return False


def run(part: Part, holder: str, started: Callable[[Held], None] | None = None) -> Outcome:
    """Takes the lease, runs the part if it is still due, records how it went. ``started`` hears of the lease."""
    held = leases.acquire(f"part:{part.name}", holder, part.lease)
    if held is None:
        return Outcome.TAKEN
    try:
        begun = _begin(part)
        if begun is None:
            leases.release(held)
            return Outcome.NOT_DUE
        if started is not None:
            started(held)
        more, error = _call(part, held)
        _end(part, held, begun, error, more)
    except BaseException:
        _let_go(held)
        raise
    return Outcome.FAILED if error else Outcome.DONE


def _call(part: Part, held: Held) -> tuple[bool, str]:
    """Whether the part has more to do, and its error."""
    token = _current.set(held)
    try:
        return part.run() is True, ""
    except (Exception, SystemExit) as problem:
        log.exception("engine part %s failed", part.name)
        _forget_broken_connections()
        return False, "".join(traceback.format_exception(problem))[-LONGEST_ERROR:]
    finally:
        _current.reset(token)


def _let_go(held: Held) -> None:
    """The run could not be recorded; the lease would only keep others waiting."""
    try:
        leases.release(held)
    except DatabaseError:
        log.warning("engine: lease %s could not be released and will run out", held.name)


def _begin(part: Part) -> datetime | None:
    """Marks the start, unless another process has just done the work."""
    moment = clock.now()
    row, _created = PartRun.objects.get_or_create(name=part.name, defaults={"due_at": moment})
    if row.due_at > moment:
        return None
    lag = 0.0 if part.waiting or row.runs == 0 else (moment - row.due_at).total_seconds()
    PartRun.objects.filter(pk=row.pk).update(started_at=moment, ended_at=None, lag_seconds=lag)
    return moment


def _end(part: Part, held: Held, begun: datetime, error: str, more: bool) -> None:
    moment = clock.now()
    row = PartRun.objects.get(name=part.name)
    failures = row.failures + 1 if error else 0
    pause = max(part.every, min(2.0**failures, LONGEST_PAUSE)) if error else 0.0 if more else part.every
    with transaction.atomic():
        if not leases.release(held, moment):
            log.warning("engine part %s outlived its lease; another engine has taken over", part.name)
            return
        PartRun.objects.filter(pk=row.pk).update(
            due_at=max(begun + timedelta(seconds=pause), moment if not more else begun),
            ended_at=moment,
            ok=not error,
            error=error,
            failures=failures,
            runs=F("runs") + 1,
        )


def _forget_broken_connections() -> None:
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
