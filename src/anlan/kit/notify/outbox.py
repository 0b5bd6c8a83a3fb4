"""The outbox: which messages may go now, taking them under a lease, and writing down what became of them.

It must not know gateways. Nothing here outlives one short transaction; gateways are spoken to outside of any.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.notify import breaker, limits
from anlan.kit.notify.channels.adapters import LONGEST_ERROR, Outgoing, Result, is_live
from anlan.kit.notify.choices import ChannelKind, DeliveryState, NoticeState
from anlan.kit.notify.models import Addressee, Channel, Delivery

MOST_ATTEMPTS = 6
MOST_LEASES = 100  # a message that brings its process down each time must not do so for ever
GIVEN_UP_AFTER = timedelta(hours=24)
FIRST_PAUSE, LONGEST_PAUSE, LONGEST_DOWN = 3.0, 300.0, 60.0
OPEN_STATES = "d.state IN ('waiting', 'taken')"  # spelt out, since only so the partial index is found
_NO_LONGER_WANTED = (NoticeState.ANSWERED, NoticeState.CANCELLED, NoticeState.EXPIRED)

_DUE = f"""
    FROM notify_delivery d
    WHERE d.kind = %s AND {OPEN_STATES} AND d.due_at <= %s AND (d.state = 'waiting' OR d.leased_until_at <= %s)
"""
_IN_ORDER = """
    AND NOT EXISTS (
        SELECT 1 FROM notify_notice n
        JOIN notify_delivery p ON p.address = d.address AND p.state IN ('waiting', 'taken') AND p.id <> d.id
        JOIN notify_notice e ON e.id = p.notice_id
        WHERE n.id = d.notice_id AND n.stream <> '' AND e.stream = n.stream AND e.sequence < n.sequence
    )
"""


_READ = (
    *("id", "key", "address", "text", "urgency", "exercise", "expires_at", "unsure", "state", "lease", "attempts"),
    *("addressee_id", "created_at", "notice__title", "notice__topic", "notice__exercise", "notice__state"),
    *("notice__ended_at", "notice__expires_at", "notice__stream", "notice__sequence", "notice__words"),
    *("notice__place_id", "addressee__answered_at"),
)


@dataclass(frozen=True, slots=True)
class Leased:
    """One message taken, with what is needed to write its result."""

    outgoing: Outgoing
    lease: int
    attempts: int
    addressee: int | None
    created_at: datetime


def waits(kind: str) -> bool:
    """Is anything of this kind due, or left over by a process that died?"""
    moment = _moment(clock.now())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 {_DUE} LIMIT 1", [kind, moment, moment])
        return cursor.fetchone() is not None


def lease(channel: Channel, most: int, *, first: bool, paced: bool, seconds: float) -> list[Leased]:
    """Takes up to ``most`` messages for the channel; ``first``: also those that name none. Messages that nobody needs
    any more are dropped on the way."""
    moment = clock.now()
    with transaction.atomic():
        ids = _candidates(channel, most, moment, first=first)
        if ids and paced:
            ids = ids[: limits.take(channel, len(ids), moment)]
        taken = _wanted(_read(ids), moment) if ids else []
        if taken:
            Delivery.objects.filter(pk__in=[one.outgoing.id for one in taken]).update(
                state=DeliveryState.TAKEN,
                leased_until_at=moment + timedelta(seconds=seconds),
                lease=F("lease") + 1,
                channel=channel,
            )
        if paced:
            limits.give_back(channel, len(ids) - len(taken))
    return taken


def _candidates(channel: Channel, most: int, moment: datetime, *, first: bool) -> list[int]:
    present = _moment(moment)
    whose = "(d.channel_id = %s OR d.channel_id IS NULL)" if first else "d.channel_id = %s"
    locked = " FOR UPDATE OF d SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    statement = f"SELECT d.id {_DUE} AND {whose} {_IN_ORDER} ORDER BY d.urgency, d.due_at, d.id LIMIT %s{locked}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [channel.kind, present, present, channel.pk, most])
        return [row[0] for row in cursor.fetchall()]


def _read(ids: Sequence[int]) -> list[dict[str, Any]]:
    rows = Delivery.objects.filter(pk__in=ids).order_by("urgency", "due_at", "id").values(*_READ)
    return [dict(row) for row in rows]


def _wanted(rows: Iterable[dict[str, Any]], moment: datetime) -> list[Leased]:
    """What is still to be sent; the rest is dropped, each with its reason."""
    kept: list[dict[str, Any]] = []
    dropped: dict[str, list[int]] = {}
    for row in rows:
        reason = _unwanted(row, moment)
        if reason:
            dropped.setdefault(reason, []).append(row["id"])
        else:
            kept.append(row)
    late = _overtaken([row["id"] for row in kept if row["notice__stream"]])
    if late:
        dropped[str(_("已有后续通知发出，不再发送"))] = list(late)
    for reason, ids in dropped.items():
        _drop(ids, reason)
    return [_leased(row) for row in kept if row["id"] not in late]


def _unwanted(row: dict[str, Any], moment: datetime) -> str:
    expires = [at for at in (row["expires_at"], row["notice__expires_at"]) if at is not None]
    if expires and min(expires) <= moment:
        return str(_("已过有效期，未发送"))
    answered, ended = row["addressee__answered_at"], row["notice__ended_at"]
    if answered is not None and answered >= row["created_at"]:
        return str(_("已答复，不再发送"))
    if row["notice__state"] in _NO_LONGER_WANTED and (ended is None or ended >= row["created_at"]):
        return str(_("通知已结束，不再发送"))
    return ""


def _overtaken(ids: list[int]) -> set[int]:
    """Those whose address has had a later word of the same stream already."""
    if not ids:
        return set()
    later = Delivery.objects.filter(
        address=OuterRef("address"),
        state__in=(DeliveryState.SENT, DeliveryState.DELIVERED),
        notice__stream=OuterRef("notice__stream"),
        notice__sequence__gt=OuterRef("notice__sequence"),
    )
    return set(Delivery.objects.filter(Exists(later), pk__in=ids).values_list("pk", flat=True))


def _drop(ids: Sequence[int], reason: str) -> None:
    Delivery.objects.filter(pk__in=ids).update(
        state=DeliveryState.DROPPED, error=reason[:LONGEST_ERROR], leased_until_at=None
    )


def _leased(row: dict[str, Any]) -> Leased:
    outgoing = Outgoing(
        row["id"],
        row["key"],
        row["address"],
        row["text"],
        row["notice__title"],
        row["notice__topic"],
        row["urgency"],
        row["exercise"] or row["notice__exercise"],
        row["expires_at"] or row["notice__expires_at"],
        row["unsure"] or row["state"] == DeliveryState.TAKEN,
        tuple(row["notice__words"] or ()),
        row["notice__place_id"] or "",
        row["created_at"],
    )
    return Leased(outgoing, row["lease"] + 1, row["attempts"], row["addressee_id"], row["created_at"])


def move(source: Channel, target: Channel, most: int, *, first: bool) -> int:
    """Hands messages that wait for one channel to another, as many as leave ``most`` waiting there. What may have gone
    out already stays where it is, and no exercise moves to where it would be refused."""
    if target.kind not in _like(source.kind):
        return 0
    whose = Q(channel=source) | Q(channel=None) if first else Q(channel=source)
    waiting = Delivery.objects.filter(
        whose, kind=source.kind, state=DeliveryState.WAITING, due_at__lte=clock.now(), unsure=False
    )
    if is_live(target):
        waiting = waiting.filter(exercise=False, notice__exercise=False)
    with transaction.atomic():
        ahead = Delivery.objects.filter(channel=target, kind=target.kind, state=DeliveryState.WAITING).count()
        ids = list(waiting.order_by("urgency", "due_at", "id").values_list("pk", flat=True)[: max(most - ahead, 0)])
        still = Delivery.objects.filter(pk__in=ids, state=DeliveryState.WAITING)
        return still.update(kind=target.kind, channel=target)


def set_free(kind: str) -> int:
    """Messages whose channel was switched off go over the first one of their kind, unless they may be out already."""
    off = list(Channel.objects.filter(active=False).values_list("pk", flat=True))
    if not off:
        return 0
    left = Delivery.objects.filter(channel__in=off, sent_at=None, kind=kind, state=DeliveryState.WAITING, unsure=False)
    return left.update(channel=None)


def _like(kind: str) -> frozenset[str]:
    """Kinds that understand the same addresses."""
    phones = frozenset({ChannelKind.SMS, ChannelKind.GSM, ChannelKind.VOICE})
    return phones if kind in phones else frozenset({kind})


def record(channel: Channel, done: Sequence[tuple[Leased, Result]]) -> None:
    """Writes results down in one transaction, then what they say about the channel."""
    if not done:
        return
    moment = clock.now()
    sent = [(one, result) for one, result in done if result.ok]
    with transaction.atomic():
        _record_sent(sent, moment)
        _record_failed([(one, result) for one, result in done if not result.ok], moment)
        breaker.count_minute(
            channel,
            moment,
            sent=len(sent),
            failed=len(done) - len(sent),
            slow=sum(result.seconds > channel.slow_seconds or result.unsure for _one, result in done),
            seconds=sum(result.seconds for _one, result in done),
        )
        breaker.note(channel, moment, troubles=sum(result.down for _one, result in done), successes=len(sent))


def _record_sent(sent: Sequence[tuple[Leased, Result]], moment: datetime) -> None:
    """Under the lease only. A report of arrival that was quicker than this stays; one that nobody leases any more
    (its lease ran out) is for the one who took over."""
    if not sent:
        return
    present = _moment(moment)
    statement = (
        "UPDATE notify_delivery SET state = CASE WHEN state = 'taken' THEN %s ELSE state END, "
        "sent_at = COALESCE(sent_at, %s), delivered_at = COALESCE(delivered_at, %s), provider_id = %s, error = '', "
        "unsure = %s, leased_until_at = NULL, attempts = attempts + 1 WHERE id = %s AND lease = %s"
    )
    rows = []
    for one, result in sent:
        state = DeliveryState.DELIVERED if result.delivered else DeliveryState.SENT
        arrived = present if result.delivered else None
        provider = result.provider_id[:80]
        rows.append((state.value, present, arrived, provider, False, one.outgoing.id, one.lease))
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
    reached = {one.addressee for one, _result in sent if one.addressee}
    Addressee.objects.filter(pk__in=reached, sent_at=None).update(sent_at=moment)
    Addressee.objects.filter(pk__in=reached, failed=True).update(failed=False)
    arrived_at = {one.addressee for one, result in sent if one.addressee and result.delivered}
    if arrived_at:
        Addressee.objects.filter(pk__in=arrived_at, delivered_at=None).update(delivered_at=moment)


def learn(key: str, provider_id: str, at: datetime) -> bool:
    """A gateway reports on a message of ours: so it has taken it, whether or not we came to write that down."""
    taken = Q(state=DeliveryState.TAKEN) | Q(state__in=(DeliveryState.WAITING, DeliveryState.FAILED), unsure=True)
    changed = Delivery.objects.filter(taken, key=key, provider_id="").update(
        state=DeliveryState.SENT, provider_id=provider_id[:80], sent_at=at, unsure=False, error="", leased_until_at=None
    )
    if changed:
        Addressee.objects.filter(deliveries__key=key, sent_at=None).update(sent_at=at)
    return bool(changed)


def _record_failed(failed: Sequence[tuple[Leased, Result]], moment: datetime) -> None:
    lost = set()
    for one, result in failed:
        state, due_at = _fate(one, result, moment)
        values = {
            "state": state,
            "due_at": due_at,
            "error": result.error[:LONGEST_ERROR],
            "unsure": result.unsure,
            "leased_until_at": None,
            "attempts": one.attempts + (0 if result.down else 1),
        }
        if due_at is None:
            del values["due_at"]
        changed = Delivery.objects.filter(pk=one.outgoing.id, lease=one.lease, state=DeliveryState.TAKEN).update(
            **values
        )
        if changed and state == DeliveryState.FAILED and one.addressee:
            lost.add(one.addressee)
    if lost:
        hopeful = Delivery.objects.filter(addressee=OuterRef("pk")).exclude(
            state__in=(DeliveryState.FAILED, DeliveryState.DROPPED)
        )
        Addressee.objects.filter(~Exists(hopeful), pk__in=lost).update(failed=True)


def _fate(one: Leased, result: Result, moment: datetime) -> tuple[DeliveryState, datetime | None]:
    """Dropped when too late, tried again after a while, or put among the dead letters."""
    if result.expired:
        return DeliveryState.DROPPED, None
    attempts = one.attempts + (0 if result.down else 1)
    hopeless = attempts >= MOST_ATTEMPTS or one.lease >= MOST_LEASES or moment - one.created_at > GIVEN_UP_AFTER
    if not result.retry or hopeless:
        return DeliveryState.FAILED, None
    if result.down:  # the breaker spares the gateway; the message should be among the first when it is well
        pause = min(FIRST_PAUSE * 3.0 ** min(one.lease - 1, 4), LONGEST_DOWN)
    else:
        pause = min(FIRST_PAUSE * 3.0 ** max(attempts - 1, 0), LONGEST_PAUSE)
    return DeliveryState.WAITING, moment + timedelta(seconds=pause)


def backlog() -> dict[tuple[str, int], int]:
    """Due and not yet handed over, by kind of channel and urgency."""
    present = _moment(clock.now())
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.kind, d.urgency, COUNT(*) FROM notify_delivery d WHERE {OPEN_STATES} AND d.due_at <= %s "  # noqa: S608
            "GROUP BY d.kind, d.urgency",
            [present],
        )
        return {(row[0], row[1]): row[2] for row in cursor.fetchall()}


def _moment(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)
