"""Clocks of incident information, and the measure of a muster; pure, no queries."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock

HALF, NINETY, ALL = 50, 90, 100


@dataclass(frozen=True, slots=True)
class Muster:
    """Of ``total`` persons ``arrived`` stand ready. Seconds run from receiving the alarm; ``None``: not reached.

    ``in_time`` is ``None`` while the line still lies ahead and enough have not arrived.
    """

    total: int
    arrived: int
    half: int | None
    ninety: int | None
    all: int | None
    mustered: int | None
    in_time: bool | None


def muster(arrivals: Sequence[int | None], *, minutes: int, percent: int = ALL, elapsed: int | None = None) -> Muster:
    """Measure a muster. ``arrivals``: each person's seconds from the alarm, ``None`` for who has not come.

    The p-percent time is the arrival of the ⌈n·p/100⌉-th person. Nobody called is never in time. ``elapsed`` is the
    clock now; without it the call-out is over, and who has not mustered by now did not.
    """
    total = len(arrivals)
    come = sorted(seconds for seconds in arrivals if seconds is not None)

    def reached(share: int) -> int | None:
        needed = math.ceil(total * share / 100)
        return come[needed - 1] if 0 < needed <= len(come) else None

    mustered = reached(percent)
    if mustered is not None:
        in_time: bool | None = mustered <= minutes * 60
    else:
        in_time = None if elapsed is not None and elapsed <= minutes * 60 and total else False
    return Muster(total, len(come), reached(HALF), reached(NINETY), reached(ALL), mustered, in_time)


def fitting(limits: Iterable[Any], report: str, kind_id: int | None, level: int | None) -> Any:
    """The limit that fits an event most closely, or ``None``: kind and level, kind, level, neither."""
    best, weight = None, -1
    for limit in limits:
        if limit.report != report or not limit.active:
            continue
        if limit.kind_id not in (None, kind_id) or limit.level not in (None, level):
            continue
        closeness = 2 * (limit.kind_id is not None) + (limit.level is not None)
        if closeness > weight:
            best, weight = limit, closeness
    return best


def contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for moments that contradict one another."""
    errors: dict[str, str] = {}
    received, occurred = values.get("received_at"), values.get("occurred_at")
    if received and received > clock.now():
        errors["received_at"] = _("接报时间不能晚于现在。")
    if received and occurred and occurred > received:
        errors["occurred_at"] = _("发生时间不能晚于接报时间。")
    return errors


def alarm_ahead(values: Mapping[str, Any]) -> dict[str, str]:
    """An alarm cannot be received in the future."""
    received = values.get("received_at")
    return {"received_at": _("接警时间不能晚于现在。")} if received and received > clock.now() else {}


def spoken(seconds: int | None) -> str:
    """27 分 30 秒; — where there is none."""
    if seconds is None:
        return "—"
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return _("%(hours)d 小时 %(minutes)d 分") % {"hours": hours, "minutes": minutes}
    return _("%(minutes)d 分 %(seconds)02d 秒") % {"minutes": minutes, "seconds": rest}
