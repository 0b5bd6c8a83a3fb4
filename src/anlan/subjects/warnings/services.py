"""What the moves of a warning do: identifiers, messages of change, and sending to villages, households and people."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.kit.notify import services as notify
from anlan.kit.notify.choices import NoticeState, Rule, Urgency, Word
from anlan.kit.notify.models import Notice, Policy, PolicyStep
from anlan.kit.notify.targets import Target
from anlan.kit.records import writing
from anlan.subjects.warnings import messages, queries, signals
from anlan.subjects.warnings.choices import Act, Level, MessageKind, Origin, Status
from anlan.subjects.warnings.kinds import sender_code
from anlan.subjects.warnings.models import Alert

TOPIC = "warning"
POLICY = "warning"
URGENCY = {
    Level.RED: Urgency.CRITICAL,
    Level.ORANGE: Urgency.URGENT,
    Level.YELLOW: Urgency.URGENT,
    Level.BLUE: Urgency.NORMAL,
}
KEPT = ("kind_id", "level", "sender", "sender_code", "cap_sender", "description", "instruction", "area_text", "areas",
        "shapes", "onset_at", "expires_at", "exercise", "place_id", "line_id", "consultation_id", "lists", "longitude",
        "latitude")  # fmt: skip


def next_identifier(code: str, moment: datetime, own: int | None = None) -> str:
    """``ZZZZZZDDDUUUXX_YYYYMMDDhhmmss``, the next second that is free or that the row itself holds."""
    at = timezone.localtime(moment)
    others = Alert.objects.exclude(pk=own) if own is not None else Alert.objects.all()
    while others.filter(identifier=(made := f"{code}_{at:%Y%m%d%H%M%S}")).exists():
        at += timedelta(seconds=1)
    return made


def complete(rows: Sequence[Alert]) -> None:
    """Fill what a new draft of ours lacks: code, identifier, headline, area, point."""
    given: set[str] = set()
    for row in rows:
        row.sender_code = row.sender_code or sender_code(row.place_id)
        moment = clock.now()
        while not row.identifier or row.identifier in given:
            row.identifier = next_identifier(row.sender_code, moment)
            moment += timedelta(seconds=1)
        given.add(row.identifier)
        if not row.headline:
            row.headline = signals.headline(
                row.sender, messages.ACTS[MessageKind(row.message)], row.kind.name, row.level
            )
        if not row.areas:
            row.areas = [row.place_id]
        if not row.area_text:
            row.area_text = str(row.place)
        if row.longitude is None:
            row.longitude, row.latitude = messages.point_of(row.shapes, row.place_id)


def submit(alert: Alert, *, actor: Any, data: dict[str, Any]) -> None:
    """A warning for nowhere or with nothing to say is not worth an approval."""
    if not alert.areas or not alert.description.strip():
        raise Refused(_("请先填好预警内容和影响区域，再提交审批。"))


def approve(alert: Alert, *, actor: Any, data: dict[str, Any]) -> None:
    """Who approved and when stays with the warning."""
    alert.approved_by, alert.approved_at = actor, clock.now()


def take_back(alert: Alert, *, actor: Any, data: dict[str, Any]) -> None:
    """Back to the author: what was approved is no more."""
    alert.approved_by, alert.approved_at = None, None


def issue(alert: Alert, *, actor: Any, data: dict[str, Any]) -> None:
    """It counts from now on, under an identifier of this second, and goes to its lists."""
    now = clock.now()
    if alert.expires_at <= now:
        raise Refused(_("失效时间已过，请先改好失效时间。"))
    alert.issued_at = now
    alert.sender_code = alert.sender_code or sender_code(alert.place_id)
    alert.identifier = next_identifier(alert.sender_code, now, alert.pk)
    alert.cap_sender = alert.cap_sender or alert.sender_code
    if alert.previous is not None:
        stop_notices(alert.previous, actor=actor, reason=_("预警已更新"))
    if alert.lists:
        dispatch(alert, alert.lists, actor=actor)


def lift(alert: Alert, *, actor: Any, data: dict[str, Any]) -> None:
    """Ended by us: a message of its own says so, to the same people, after all that was said before."""
    now = clock.now()
    alert.reason, alert.ended_at = data["reason"], now
    told = Alert(
        **{name: getattr(alert, name) for name in KEPT},
        status=Status.LIFTED,
        message=MessageKind.CANCEL,
        origin=Origin.OWN,
        identifier=next_identifier(alert.sender_code, now),
        headline=signals.headline(alert.sender, "解除", alert.kind.name, alert.level),
        reason=data["reason"],
        issued_at=now,
        ended_at=now,
        first=alert.first or alert,
        previous=alert,
        approved_by=actor,
        approved_at=now,
    )
    told.description = _("%(headline)s。%(reason)s") % {
        "headline": told.headline.partition("[")[0],
        "reason": data["reason"],
    }
    told.instruction = ""
    if (worded := queries.template_of(alert.kind, alert.level, alert.place_id, Act.LIFT)) is not None:
        told.description = _worded(worded.description, told)
    writing.add(told, actor=actor, act="lift")
    stop_notices(alert, actor=actor, reason=_("预警已解除"))
    if alert.dispatched_at is not None and alert.lists:
        dispatch(told, alert.lists, actor=actor)
        writing.change(told, writing.values_of(told) | {"dispatched_at": None}, actor=actor, act="dispatch")


def renew(alert: Alert, *, actor: Any, data: dict[str, Any]) -> None:
    """A draft of the message that is to take its place, with all that stays the same filled in."""
    waiting = Alert.objects.filter(previous=alert, status__in=(Status.DRAFT, Status.REVIEW, Status.APPROVED)).first()
    if waiting is not None:
        raise Refused(_("已经有一条更新在办理：%(row)s。") % {"row": waiting.headline})
    draft = Alert(
        **{name: getattr(alert, name) for name in KEPT},
        status=Status.DRAFT,
        message=MessageKind.UPDATE,
        origin=Origin.OWN,
        first=alert.first or alert,
        previous=alert,
    )
    if (worded := queries.template_of(alert.kind, alert.level, alert.place_id, Act.UPDATE)) is not None:
        draft.description = _worded(worded.description, draft)
    complete([draft])
    writing.add(draft, actor=actor)


def _worded(text: str, alert: Alert) -> str:
    return queries.filled(text, alert.area_text or str(alert.place), alert.kind.name, alert.level)


def end(alert: Alert, *, actor: Any, data: dict[str, Any]) -> None:
    """Replaced or expired: when it stopped counting."""
    alert.ended_at = clock.now()


def expire(alert: Alert, *, actor: Any, data: dict[str, Any]) -> None:
    """Its time is over: nobody is called about it any more."""
    end(alert, actor=actor, data=data)
    for notice in queries.notices_of(alert).filter(state__in=(NoticeState.OPEN, NoticeState.EXHAUSTED)):
        notify.expire_notice(notice)


def forward(alert: Alert, *, actor: Any, data: dict[str, Any]) -> None:
    """A received warning to everyone on the lists for the villages it touches (转发到村到户)."""
    lists = data.get("lists") or queries.usual_lists(actor)
    if not dispatch(alert, [int(number) for number in lists], actor=actor):
        raise Refused(_("影响区域内的村社没有接收人员，请先维护接收名单。"))


def dispatch(alert: Alert, lists: Sequence[int], *, actor: Any) -> int:
    """A notice about the warning to the lists' people for its villages; how many people it is for.

    The same message is sent once, however often this is asked for.
    """
    villages = queries.villages_of(alert.areas, alert.shapes if not alert.areas else [])
    people = queries.recipients(lists, villages)
    alert.lists = sorted({*alert.lists, *lists})
    alert.dispatched_at = alert.dispatched_at or clock.now()
    if not people:
        return 0
    if alert.pk is None:
        raise ValueError("a warning is stored before it is sent")
    cancels = alert.message == MessageKind.CANCEL
    with transaction.atomic():
        notify.send_notice(
            key=f"warning:{alert.pk}:{alert.identifier}",
            topic=TOPIC,
            title=alert.headline[:120],
            text=messages.published_text(alert, marked=False),
            to=[
                Target(
                    row["person_id"],
                    row["person__organisation_id"],
                    row["household"] or row["list__name"],
                    row["place_id"],
                    row["deputy_id"],
                )
                for row in people
            ],
            policy=None if cancels else policy(),
            rule=Rule.NONE if cancels else None,
            urgency=URGENCY[Level(alert.level)],
            about=queries.KIND,
            about_id=alert.pk,
            exercise=alert.exercise,
            expires_at=None if cancels else alert.expires_at,
            stream=alert.stream,
            actor=actor,
            place=alert.place_id,
            line=alert.line_id,
        )
    return len(people)


def stop_notices(alert: Alert, *, actor: Any, reason: str) -> None:
    """Nobody is called about a warning that no longer counts; also not about what it had replaced."""
    numbers = {alert.pk, alert.first_id, alert.previous_id} - {None}
    for notice in Notice.objects.filter(
        about=queries.KIND, about_id__in=numbers, state__in=(NoticeState.OPEN, NoticeState.EXHAUSTED)
    ):
        notify.cancel_notice(notice, actor=actor, reason=reason)


def policy() -> Policy:
    """How warnings are called out: everyone answers; once more after ten minutes, then the deputies. Editable."""
    found, made = Policy.objects.get_or_create(
        code=POLICY,
        defaults={
            "name": _("预警叫应"),
            "rule": Rule.EVERYONE,
            "words": [Word.UNDERSTOOD, Word.NEED_HELP, Word.UNABLE],
        },
    )
    if made:
        PolicyStep.objects.bulk_create(
            [
                PolicyStep(policy=found, position=1, delay_minutes=0),
                PolicyStep(policy=found, position=2, delay_minutes=10, repeats=1, repeat_minutes=5),
                PolicyStep(policy=found, position=3, delay_minutes=10, deputies=True),
            ]
        )
    return found
