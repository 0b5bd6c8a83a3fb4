"""Taking messages in, over whatever door: judged, kept as they came, and made into warnings where they are sound.

Only the one who issued a warning can change or lift it, and nothing from outside touches our own.
"""

import base64
import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from lxml import etree

from anlan.base import clock
from anlan.kit.flow import making
from anlan.kit.notify.models import RecipientList
from anlan.kit.records import writing
from anlan.subjects.warnings import flows, messages, queries, rules, services
from anlan.subjects.warnings.cap import reading, signing
from anlan.subjects.warnings.cap.message import FileReading, Message, Reading, Verdict
from anlan.subjects.warnings.cap.signing import Pinned
from anlan.subjects.warnings.choices import Door, MessageKind, Origin, Status
from anlan.subjects.warnings.models import Alert, Intake, TrustedSender, WarningFeed

log = logging.getLogger("anlan.warnings")

COUNTED = ("Actual", "Exercise", "Test")
TOLD = ("Alert", "Update", "Cancel")
REMEMBERED = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file."""

    intakes: tuple[Intake, ...]
    links: tuple[str, ...] = ()

    @property
    def alerts(self) -> list[Alert]:
        return [intake.alert for intake in self.intakes if intake.alert is not None]


def pinned() -> list[Pinned]:
    """All certificates that may sign."""
    rows = TrustedSender.objects.filter(active=True)
    return [Pinned(row.sender, row.certificate, row.valid_from_at, row.valid_until_at) for row in rows]


def judge(data: bytes, pins: Iterable[Pinned]) -> FileReading:
    """The verdict on a file, signatures included; writes nothing."""
    found, pins, moment = reading.read(data), list(pins), clock.now()
    judged = []
    for item in found.readings:
        if item.message is None:
            judged.append(item)
            continue
        judged.append(item.with_faults(signing.check(etree.fromstring(item.xml), item.message, pins, moment)))
    return replace(found, readings=tuple(judged))


def kept_text(data: bytes) -> str:
    """Bytes as a text column of either database holds them, without loss."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\x00"
    return text if "\x00" not in text else "base64:" + base64.b64encode(data).decode("ascii")


def original(intake: Intake) -> bytes:
    """The bytes as they came."""
    if intake.raw.startswith("base64:"):
        return base64.b64decode(intake.raw.removeprefix("base64:"))
    return intake.raw.encode()


def receive(data: bytes, *, door: str, name: str = "", actor: Any = None, feed: WarningFeed | None = None) -> Taken:
    """Keep and judge one file; each message in it has a row of its own. The same bytes again are not kept twice."""
    digest = hashlib.sha256(data).hexdigest()
    known = Intake.objects.filter(digest=digest, door=door).select_related("alert").order_by("id")
    standing = list(known.exclude(verdict=Verdict.REFUSED)[:50])
    if standing:
        return Taken(tuple(standing))
    found = judge(data, pinned())
    county = messages.county_code()
    with transaction.atomic():
        base = {"door": door, "name": name[:400], "digest": digest, "feed": feed, "place_id": county}
        if not found.readings or any(fault.grave for fault in found.faults):
            if found.verdict != Verdict.REFUSED and found.links:
                return Taken((), found.links)  # a list of links is no message to keep
            return Taken((_kept(base, data, found.verdict, found.reasons, actor),), found.links)
        made = []
        for item in found.readings:
            own = data if len(found.readings) == 1 else item.xml
            made.append(_one(base, own, item, actor))
        return Taken(tuple(made), found.links)


def _one(base: dict[str, Any], data: bytes, item: Reading, actor: Any) -> Intake:
    alert, told = None, [fault.sentence for fault in sorted(item.faults, key=lambda fault: not fault.grave)]
    if item.message is not None and item.verdict != Verdict.REFUSED:
        try:
            alert, remarks = _stored(item.message, actor)
            told += remarks
        except NotTaken as refused:
            return _kept(base, data, Verdict.REFUSED, [str(refused), *told], actor, item.message)
    verdict = Verdict.REMARKS if told and item.verdict == Verdict.ACCEPTED else item.verdict
    return _kept(base, data, verdict, told, actor, item.message, alert)


def _kept(
    base: dict[str, Any],
    data: bytes,
    verdict: str,
    reasons: list[str],
    actor: Any,
    message: Message | None = None,
    alert: Alert | None = None,
) -> Intake:
    info = message.info if message is not None else None
    row = Intake(
        **base,
        received_at=clock.now(),
        raw=kept_text(data),
        verdict=str(verdict),
        reasons="\n".join(reasons),
        sender=(message.sender if message else "")[:200],
        identifier=(message.identifier if message else "")[:200],
        headline=(info.headline or info.event if info else "")[:400],
        alert=alert,
    )
    writing.add_many([row], actor=actor, keep_values=False)
    return row


class NotTaken(Exception):
    """The message is sound in itself, but we do not do what it says; the text is the reason."""


def _stored(message: Message, actor: Any) -> tuple[Alert | None, list[str]]:
    """The warning that a message makes, and remarks. Raises ``NotTaken``."""
    if message.status not in COUNTED or message.kind not in TOLD:
        return None, [_("状态为 %(status)s、类型为 %(kind)s 的消息只留存，不入预警库。")
                      % {"status": message.status, "kind": message.kind}]  # fmt: skip
    standing = Alert.objects.filter(identifier=message.identifier).first()
    if standing is not None:
        if not _same_sender(standing, message):
            raise NotTaken(_("编号 %(id)s 已被别的发布单位用过。") % {"id": message.identifier})
        return standing, [_("这条消息已经收过。")]
    meant = messages.meaning(message, messages.county_code())
    if meant is None or meant.values["issued_at"] is None or meant.values["expires_at"] is None:
        raise NotTaken(_("看不出预警级别，不能自动入库，请人工录入。"))
    earlier = _referred(message)
    remarks = list(meant.remarks)
    if message.references and earlier is None:
        remarks.append(_("引用的上一条没有收到过。"))
    row = Alert(
        **meant.values,
        origin=Origin.RECEIVED,
        status=_state(message, meant.values),
        first=earlier and (earlier.first or earlier),
        previous=earlier,
        ended_at=clock.now() if message.kind == "Cancel" else None,
    )
    writing.add(row, actor=actor, act="receive")
    if message.kind in ("Update", "Cancel"):
        _follow(row, message, actor)
    return row, [*remarks, *_passed_on(row, message, actor)]


def _passed_on(row: Alert, message: Message, actor: Any) -> list[str]:
    """Sends a registered sender's warning to its villages at once, from the level that was set for him.

    A remark when it could not be sent: what came in stands all the same, and the desk forwards it by hand.
    """
    senders = TrustedSender.objects.filter(active=True, sender__in=(message.sender, message.sender_code))
    order = queries.LEVEL_ORDER
    wanted = [order.index(level) for level in senders.values_list("forward_from", flat=True) if level]
    if not wanted or order.index(row.level) > max(wanted) or row.status != Status.ISSUED:
        return []
    if not rules.forwardable(actor, row):
        return []
    lists = queries.meant_for_warnings(RecipientList.objects.filter(active=True).order_by("name"))
    try:
        making.make(flows.lifecycle, flows.FORWARD, row, actor=actor, data={"lists": lists}, trusted=True)
    except making.Refused as refused:
        return [_("没有自动转发：%(why)s") % {"why": refused}]
    except Exception:
        log.exception("warning %s could not be passed on", row.identifier)
        return [_("没有自动转发，请人工转发。")]
    row.refresh_from_db()
    return []


def _same_sender(alert: Alert, message: Message) -> bool:
    return alert.origin == Origin.RECEIVED and alert.cap_sender == message.sender[:200]


def _referred(message: Message) -> Alert | None:
    """The latest of the referred warnings that is in our books. Raises ``NotTaken`` where one is another's."""
    names = [reference.identifier for reference in message.references]
    found = list(Alert.objects.filter(identifier__in=names).order_by("-issued_at", "-id"))
    if any(not _same_sender(alert, message) for alert in found):
        raise NotTaken(_("它要更改的预警不是这个发送者发布的，不予执行。"))
    return found[0] if found else None


def _state(message: Message, values: dict[str, Any]) -> str:
    """Where a message stands from the start: what already ended, or was ended before it arrived, never counts."""
    if message.kind == "Cancel":
        return Status.LIFTED
    later = Alert.objects.filter(
        origin=Origin.RECEIVED, cap_sender=values["cap_sender"], issued_at__gt=clock.now() - REMEMBERED
    ).exclude(message=MessageKind.ALERT)
    for row in later:
        if message.identifier in row.refers and row.issued_at is not None and row.issued_at >= values["issued_at"]:
            return Status.LIFTED if row.message == MessageKind.CANCEL else Status.REPLACED
    return Status.EXPIRED if values["expires_at"] <= clock.now() else Status.ISSUED


def _follow(row: Alert, message: Message, actor: Any) -> None:
    """End what the message ends: the referred warning and what followed it, all of this sender."""
    if row.first_id is None:
        return
    move = flows.END if message.kind == "Cancel" else flows.REPLACE
    chain = Alert.objects.filter(pk=row.first_id) | Alert.objects.filter(first_id=row.first_id)
    for alert in chain.filter(status=Status.ISSUED, cap_sender=row.cap_sender).exclude(pk=row.pk):
        if alert.issued_at is not None and row.issued_at is not None and alert.issued_at > row.issued_at:
            continue  # a late arrival ends nothing that is newer than itself
        making.make(flows.lifecycle, move, alert, actor=actor, trusted=True)
        services.stop_notices(alert, actor=actor, reason=_("发布单位已更新或解除"))
        if alert.lists and alert.dispatched_at is not None:
            before = writing.values_of(row)
            services.dispatch(row, alert.lists, actor=actor)
            writing.change(row, before, actor=actor, act="dispatch")


def retry(intake: Intake, *, actor: Any) -> Intake:
    """Judge a refused message again, after its sender was registered, say; the row tells the new verdict."""
    before = writing.values_of(intake)
    found = judge(original(intake), pinned())
    with transaction.atomic():
        intake.attempts += 1
        reasons, alert = found.reasons, intake.alert
        verdict: str = found.verdict
        if len(found.readings) == 1 and verdict != Verdict.REFUSED and found.readings[0].message is not None:
            try:
                alert, remarks = _stored(found.readings[0].message, actor)
                reasons = [*reasons, *remarks]
            except NotTaken as refused:
                verdict, reasons = Verdict.REFUSED, [str(refused), *reasons]
        intake.verdict = str(Verdict.REMARKS if reasons and verdict == Verdict.ACCEPTED else verdict)
        intake.reasons, intake.alert = "\n".join(reasons), alert
        writing.change(intake, before, actor=actor, act="retry")
    return intake


def enter_text(text: str, values: dict[str, Any], *, actor: Any) -> Alert:
    """A warning from a text, as a person has confirmed it; the text itself is kept beside it."""
    county = messages.county_code()
    lifts = values.pop("lifts", False)
    with transaction.atomic():
        earlier = (
            Alert.objects.filter(
                origin=Origin.RECEIVED, sender=values["sender"], kind=values["kind"], status=Status.ISSUED
            )
            .order_by("-issued_at")
            .first()
        )
        changes = earlier is not None and values["issued_at"] >= earlier.issued_at
        kind = MessageKind.CANCEL if lifts else MessageKind.UPDATE if changes else MessageKind.ALERT
        row = Alert(
            **values,
            origin=Origin.RECEIVED,
            message=kind,
            status=Status.LIFTED if lifts else Status.ISSUED if values["expires_at"] > clock.now() else Status.EXPIRED,
            cap_sender=values["sender"],
            ended_at=clock.now() if lifts else None,
            first=(earlier.first or earlier) if earlier is not None and changes else None,
            previous=earlier if changes else None,
            refers=[earlier.identifier] if earlier is not None and changes else [],
        )
        services.complete([row])
        writing.add(row, actor=actor, act="receive")
        if changes:
            _follow(row, Message(row.identifier, row.cap_sender, row.issued_at, "Actual", kind, "Public"), actor)
        base = {"door": Door.TEXT, "name": "", "digest": hashlib.sha256(text.encode()).hexdigest(), "feed": None,
                "place_id": county}  # fmt: skip
        intake = _kept(base, text.encode(), Verdict.ACCEPTED, [], actor, None, row)
        before = writing.values_of(intake)
        intake.sender, intake.identifier, intake.headline = row.sender, row.identifier, row.headline
        writing.change(intake, before, actor=actor)
    return row
