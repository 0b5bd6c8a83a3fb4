"""Escalation: what a notice does when its time has come, step by step, until somebody has answered.

The clock is rows: ``Notice.next_at``. The caller holds the row's lock and the transaction. A step that finds nobody is
written into the timeline and left behind at once, never waited out.
"""

import logging
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.notify import calling, planning, targets, timeline
from anlan.kit.notify.choices import DeliveryState, EventKind, NoticeState, Rule
from anlan.kit.notify.models import Addressee, Delivery, Notice
from anlan.kit.notify.planning import Calling

log = logging.getLogger("anlan.notify")

CLOSING = timedelta(minutes=30)  # how long answers are waited for after the last call
BETWEEN_ROUNDS = timedelta(minutes=5)


class Following(NamedTuple):
    """What comes next: ``step``, ``repeat``, ``round`` or ``end``, and when."""

    act: str
    at: datetime


def following(notice: Notice) -> Following:
    """Computed from the snapshot and how far it has come; nothing is remembered elsewhere."""
    begun = notice.step_at or notice.created_at
    done, steps = notice.step, notice.steps
    found: list[Following] = []
    if done < len(steps):
        wait = notice.within_seconds if done and notice.rule == Rule.QUORUM and notice.within_seconds else None
        delay = timedelta(seconds=wait) if wait else timedelta(minutes=steps[done]["delay"])
        found.append(Following("step", begun + delay))
    current = steps[done - 1] if done else None
    if current and notice.repeat < current["repeats"]:
        found.append(Following("repeat", begun + timedelta(minutes=current["repeat_minutes"] * (notice.repeat + 1))))
    if found:
        return min(found, key=lambda one: one.at)
    last = begun + timedelta(minutes=current["repeat_minutes"] * notice.repeat if current else 0)
    if notice.round < notice.rounds:
        pause = timedelta(minutes=current["repeat_minutes"]) if current else BETWEEN_ROUNDS
        return Following("round", last + pause)
    if notice.rule == Rule.NONE:
        return Following("end", last)
    return Following("end", last + (timedelta(seconds=notice.within_seconds) if notice.within_seconds else CLOSING))


def advance(notice: Notice, *, force: bool = False, by: Any = None) -> None:
    """Do all that is due; with ``force`` the next step at once, whatever its delay."""
    moment = clock.now()
    if notice.expires_at is not None and notice.expires_at <= moment:
        finish(notice, NoticeState.EXPIRED)
        return
    called = True
    while notice.state == NoticeState.OPEN:
        coming = following(notice)
        act = "step" if force and notice.step < len(notice.steps) else coming.act
        if not force and called and coming.at > moment:
            break
        if act == "end" and not force and not called and coming.at > moment and _anybody(notice):
            break
        called = _ACTS[act](notice, moment, by)
        force = False
    if notice.state == NoticeState.OPEN:
        notice.next_at = max(following(notice).at, moment)
    notice.save(update_fields=["step", "repeat", "round", "step_at", "next_at", "state", "ended_at"])


def finish(notice: Notice, state: NoticeState, text: Any = "", *, by: Any = None) -> None:
    """End a notice: nothing more is called, and what waits to be sent is dropped unless it was only to inform."""
    notice.state, notice.ended_at, notice.next_at = state, clock.now(), None
    notice.save(update_fields=["state", "ended_at", "next_at"])
    if state not in (NoticeState.DONE, NoticeState.EXHAUSTED):
        Delivery.objects.filter(notice=notice, state=DeliveryState.WAITING).update(state=DeliveryState.DROPPED)
    if state not in (NoticeState.EXHAUSTED, NoticeState.ANSWERED):
        Addressee.objects.filter(notice=notice, remind_at__isnull=False).update(remind_at=None)
    timeline.note(notice, EventKind.ENDED, f"{state.label}{'：' if text else ''}{text}", by=by)


def _anybody(notice: Notice) -> bool:
    return Addressee.objects.filter(notice=notice, called_at__isnull=False).exists()


def _step(notice: Notice, moment: datetime, by: Any) -> bool:
    step = notice.steps[notice.step]
    notice.step, notice.repeat = notice.step + 1, 0
    notice.step_at = planning.quiet_until(notice.urgency, moment)  # what waits for the morning is answered then
    people, named = _people(notice, step, moment)
    groups = (*planning.kinds_in(step["channels"]), *step.get("shared", ()))
    shared = planning.plan_shared(notice, groups, _calling(notice, step, moment))
    if not people and not shared:
        kind = EventKind.SKIPPED if named else EventKind.NOBODY
        timeline.note(notice, kind, _("第 %(step)d 步") % {"step": notice.step}, by=by)
        return False
    calling.call(notice, people, _calling(notice, step, moment))
    text = _("第 %(step)d 步，叫 %(count)d 人") % {"step": notice.step, "count": len(people)}
    timeline.note(notice, EventKind.STEP, text, by=by)
    return True


def _people(notice: Notice, step: dict[str, Any], moment: datetime) -> tuple[list[Addressee], bool]:
    """Whom a step calls now, and whether it named anybody at all."""
    named: dict[int, Addressee] = {}
    if step["targets"]:
        required = not Addressee.objects.filter(notice=notice).exists()
        found = _resolved(notice, step["targets"])
        named = calling.address(notice, found, step=notice.step, required=required, moment=moment)
    elif step["deputies"]:
        named = {one.person_id: one for one in calling.add_deputies(notice, step=notice.step, moment=moment)}
    else:
        base = Addressee.objects.filter(notice=notice, step=0)
        away = set(base.filter(instead_of__isnull=False).values_list("instead_of_id", flat=True))
        named = {one.person_id: one for one in base.order_by("id") if one.pk not in away}
    people = [one for one in named.values() if one.answered_at is None and one.covered_at is None]
    return people, bool(named)


def _resolved(notice: Notice, named: list[dict[str, str]]) -> list[targets.Target]:
    """The people behind each target; one that cannot be made out is written down and holds up no other."""
    found: list[targets.Target] = []
    for target in named:
        try:
            with transaction.atomic():
                found += targets.resolve([target])
        except Exception:
            log.exception("notify: notice %s: target %s could not be resolved", notice.pk, target)
            timeline.note(notice, EventKind.NOBODY, _("对象“%(target)s”无法确定") % {"target": target.get("key", "")})
    return found


def _repeat(notice: Notice, moment: datetime, by: Any) -> bool:
    step = notice.steps[notice.step - 1]
    notice.repeat += 1
    again = Addressee.objects.filter(calling.open_ones(notice), called_at__isnull=False)
    again = again.filter(step__in=_own_steps(notice, step))
    people = list(again.order_by("id"))
    if not people:
        return False
    calling.call(notice, people, _calling(notice, step, moment))
    text = _("第 %(step)d 步第 %(number)d 次重复，叫 %(count)d 人") % {
        "step": notice.step, "number": notice.repeat, "count": len(people)
    }  # fmt: skip
    timeline.note(notice, EventKind.REPEATED, text, by=by)
    return True


def _own_steps(notice: Notice, step: dict[str, Any]) -> tuple[int, ...]:
    return (notice.step,) if step["targets"] or step["deputies"] else (0,)


def _round(notice: Notice, moment: datetime, by: Any) -> bool:
    notice.round, notice.step, notice.repeat, notice.step_at = notice.round + 1, 0, 0, moment
    timeline.note(notice, EventKind.ROUND, _("第 %(round)d 轮") % {"round": notice.round + 1}, by=by)
    return _step(notice, moment, by)


def _end(notice: Notice, moment: datetime, by: Any) -> bool:
    if notice.rule == Rule.NONE:
        finish(notice, NoticeState.DONE, by=by)
    else:
        finish(notice, NoticeState.EXHAUSTED, "" if _anybody(notice) else _("没有可叫的人"), by=by)
    return True


_ACTS = {"step": _step, "repeat": _repeat, "round": _round, "end": _end}


def _calling(notice: Notice, step: dict[str, Any], moment: datetime) -> Calling:
    return Calling(notice.step, notice.round, notice.repeat + notice.round, tuple(step["channels"]), moment)
