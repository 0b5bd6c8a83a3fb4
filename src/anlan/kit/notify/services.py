"""Sending a notice, cancelling it, sending a message again; answering stands in ``answering`` and is offered here too.

All of it joins the caller's transaction: the rows are the outbox, and the engine does the rest.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.kit.notify import calling, hooks, planning, steps, targets, timeline
from anlan.kit.notify.answering import acted, answer_notice, hand_over
from anlan.kit.notify.choices import ChannelKind, DeliveryState, EventKind, NoticeState, Rule, Urgency
from anlan.kit.notify.commanding import Over, add_people, call_again, call_deputies
from anlan.kit.notify.models import Channel, Delivery, Notice, Policy
from anlan.kit.notify.targets import Target

__all__ = [
    "Over",
    "Refused",
    "acted",
    "add_people",
    "answer_notice",
    "call_again",
    "call_deputies",
    "cancel_notice",
    "escalate_now",
    "expire_notice",
    "forecast",
    "hand_over",
    "resend",
    "send_notice",
]

ONE_STEP: dict[str, Any] = {
    "position": 1, "delay": 0, "targets": [], "deputies": False, "channels": [], "shared": [],
    "repeats": 0, "repeat_minutes": 5,
}  # fmt: skip


class Refused(Exception):
    """It cannot be done; the message is a sentence for people."""


def send_notice(
    *,
    key: str,
    topic: str,
    title: str,
    text: str,
    to: Iterable[Target] = (),
    targets: Iterable[dict[str, str]] = (),
    policy: Policy | str | None = None,
    urgency: int = Urgency.NORMAL,
    about: str = "",
    about_id: int | None = None,
    exercise: bool = False,
    expires_at: datetime | None = None,
    stream: str = "",
    actor: Any = None,
    channels: Sequence[str] = (),
    words: Sequence[str] = (),
    rule: str | None = None,
    place: Any = None,
    line: Any = None,
) -> Notice:
    """The notice of that key: a second call with the same key writes nothing and gives back the first.

    ``to`` are people, ``targets`` are resolved now; both are whom steps without targets of their own call. Without a
    policy there is one step at once. ``rule`` goes before the policy's.
    """
    standing = Notice.objects.filter(key=key).first()
    if standing is not None:
        return standing
    notice = Notice(
        key=key, topic=topic, title=title[:120], text=text, urgency=urgency, about=about, about_id=about_id,
        exercise=exercise, expires_at=expires_at, stream=stream, created_by=actor, created_at=clock.now(),
        words=list(words), place_id=getattr(place, "code", place), line_id=getattr(line, "code", line),
    )  # fmt: skip
    _copy_policy(notice, _policy(policy), rule, channels)
    people = _audience(to, targets)
    try:
        with transaction.atomic():
            return _start(notice, people)
    except IntegrityError:  # somebody sent it between our look and our insert
        return Notice.objects.get(key=key)


def _start(notice: Notice, people: Sequence[Target]) -> Notice:
    if notice.stream:
        latest = Notice.objects.filter(stream=notice.stream).aggregate(latest=Max("sequence"))["latest"]
        notice.sequence = (latest or 0) + 1
    notice.save(force_insert=True)
    calling.address(notice, people, step=0, required=True, moment=notice.created_at)
    timeline.note(notice, EventKind.STARTED, _("对象 %(count)d 人") % {"count": len(people)}, by=notice.created_by)
    if notice.created_by is not None:
        record("notice.send", actor=notice.created_by, obj=notice, after={"people": len(people), "title": notice.title})
    steps.advance(notice)
    if notice.state != NoticeState.OPEN:
        hooks.ended(notice)
    return notice


def cancel_notice(notice: Notice, *, actor: Any, reason: str = "") -> Notice:
    """Nothing more of it is sent. A notice that is over stays as it is."""
    return _end(notice, NoticeState.CANCELLED, reason, actor)


def expire_notice(notice: Notice) -> Notice:
    """Its time is over; the engine calls this."""
    return _end(notice, NoticeState.EXPIRED, "", None)


def _end(notice: Notice, state: NoticeState, reason: str, actor: Any) -> Notice:
    with transaction.atomic():
        held = Notice.objects.select_for_update().get(pk=notice.pk)
        if held.state in (NoticeState.OPEN, NoticeState.EXHAUSTED, NoticeState.DONE):
            steps.finish(held, state, reason, by=actor)
            if actor is not None:
                record(f"notice.{'cancel' if state == NoticeState.CANCELLED else state}", actor=actor, obj=held,
                       after={"reason": reason})  # fmt: skip
            hooks.ended(held)
    notice.refresh_from_db()
    return notice


def escalate_now(notice: Notice, *, by: Any = None, who: str = "", reason: str = "") -> Notice:
    """The next step at once, asked for by a user or, with ``who``, by somebody who was called. Raises ``Refused``."""
    with transaction.atomic():
        held = Notice.objects.select_for_update().get(pk=notice.pk)
        if held.state != NoticeState.OPEN:
            raise Refused(_("这条通知已经结束，不能再上报。"))
        if held.step >= len(held.steps):
            raise Refused(_("已经叫到最后一步，没有可上报的对象。"))
        text = "：".join(part for part in (who, reason) if part)
        timeline.note(held, EventKind.ESCALATED, text, by=by)
        if by is not None:
            record("notice.escalate", actor=by, obj=held, after={"step": held.step + 1, "reason": reason})
        steps.advance(held, force=True, by=by)
        if held.state != NoticeState.OPEN:
            hooks.ended(held)
    return held


def resend(delivery: Delivery, *, actor: Any) -> Delivery:
    """A message that failed or was dropped, once more, as a new one with a key of its own. Raises ``Refused``."""
    with transaction.atomic():
        old = Delivery.objects.select_for_update(of=("self",)).select_related("notice", "channel").get(pk=delivery.pk)
        if old.state not in (DeliveryState.FAILED, DeliveryState.DROPPED):
            raise Refused(_("只有发送失败或不再发送的才能重发。"))
        if old.notice.state in (NoticeState.CANCELLED, NoticeState.EXPIRED) or (
            old.expires_at and old.expires_at <= clock.now()
        ):
            raise Refused(_("这条通知已取消或已过期，不能重发。"))
        if old.exercise and old.channel and old.channel.live:
            raise Refused(_("演练消息不能从真实通道发出。"))
        again = Delivery(
            key=_again(old.key), notice=old.notice, addressee_id=old.addressee_id, kind=old.kind, channel=old.channel,
            address=old.address, text=old.text, urgency=old.urgency, exercise=old.exercise, step=old.step,
            parts=old.parts, cost=old.cost, due_at=clock.now(), expires_at=old.expires_at, created_at=clock.now(),
        )  # fmt: skip
        try:
            with transaction.atomic():
                again.save(force_insert=True)
        except IntegrityError:
            raise Refused(_("已经有人重发过这一条了。")) from None
        timeline.note(old.notice, EventKind.RESENT, old.get_kind_display(), by=actor)
        record("notice.resend", actor=actor, obj=old.notice, after={"delivery": old.pk, "channel": old.kind})
    return again


def forecast(kind: str, count: int) -> timedelta:
    """How long until so many further messages of a kind are handed over, behind what waits already."""
    roads = [channel for channel in Channel.objects.filter(active=True) if channel.kind == kind]
    if not roads:
        stand_ins = planning.STAND_INS.get(ChannelKind(kind), ())
        roads = [channel for channel in Channel.objects.filter(active=True) if channel.kind in stand_ins][:1]
    rate = sum(channel.rate for channel in roads)
    if rate <= 0:
        return timedelta.max
    waiting = Delivery.objects.filter(
        kind__in={channel.kind for channel in roads}, state__in=(DeliveryState.WAITING, DeliveryState.TAKEN)
    ).count()
    return timedelta(seconds=(waiting + count) / rate)


def _policy(policy: Policy | str | None) -> Policy | None:
    return Policy.objects.get(code=policy) if isinstance(policy, str) else policy


def _copy_policy(notice: Notice, policy: Policy | None, rule: str | None, channels: Sequence[str]) -> None:
    """What the policy says stands in the notice from now on."""
    notice.rule, notice.steps = rule or Rule.NONE, _snapshot(policy, channels)
    if policy is not None:
        notice.rule, notice.quorum, notice.rounds = rule or policy.rule, policy.quorum, policy.rounds
        notice.within_seconds = _seconds(policy.within_minutes)
        notice.remind_seconds = _seconds(policy.remind_minutes)
        notice.words = notice.words or policy.words


def _seconds(minutes: int | None) -> int | None:
    return minutes * 60 if minutes else None


def _snapshot(policy: Policy | None, channels: Sequence[str]) -> list[dict[str, Any]]:
    """The steps as they are now; what is edited later touches no notice that runs."""
    if policy is None:
        return [ONE_STEP | {"channels": list(channels)}]
    kept = [
        {
            "position": step.position,
            "delay": step.delay_minutes,
            "targets": step.targets,
            "deputies": step.deputies,
            "channels": list(channels) or step.channels,
            "shared": step.shared,
            "repeats": step.repeats,
            "repeat_minutes": max(step.repeat_minutes, 1),
        }
        for step in policy.steps.order_by("position")
    ]
    return kept or [ONE_STEP | {"channels": list(channels)}]


def _audience(to: Iterable[Target], named: Iterable[dict[str, str]]) -> list[Target]:
    found: dict[int, Target] = {}
    for target in (*to, *targets.resolve(named)):
        found.setdefault(target.person, target)
    return list(found.values())


def _again(key: str) -> str:
    base, _separator, number = key.partition("+")
    return f"{base}+{int(number or 0) + 1}"
