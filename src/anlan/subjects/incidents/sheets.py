"""The sealed sheet of a call-out: made once, kept with its digest in the audit chain, and checked again at any time."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit import records as audit
from anlan.base.audit.models import AuditBlock, AuditEntry
from anlan.base.audit.verifying import Unverifiable, verify
from anlan.base.text import mask_phone
from anlan.kit.notify.models import Addressee, Answer, Delivery
from anlan.subjects.incidents.models import Callout, CalloutSheet

ACT = "callout.seal"
KIND = "callout"


@dataclass
class Verdict:
    """What a check of one sheet found; ``later`` answers came in after sealing and are no fault."""

    number: str
    digest: str = ""
    sealed_at: datetime | None = None
    block: int | None = None
    later: int = 0
    reasons: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Nothing was altered."""
        return not self.reasons

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        return {
            "number": self.number,
            "sound": self.sound,
            "digest": self.digest,
            "sealed_at": _stamp(self.sealed_at),
            "block": self.block,
            "later_answers": self.later,
            "reasons": self.reasons,
        }


def seal(callout: Callout, *, actor: Any) -> CalloutSheet:
    """Write the sheet as things stand now and put its digest into the audit, in the caller's transaction."""
    moment = clock.now()
    content = contents(callout, moment)
    digest = digest_of(content)
    entry = audit.record(
        ACT,
        actor=actor,
        kind=KIND,
        object_id=str(callout.pk),
        label=str(callout)[:200],
        after={"digest": digest, "persons": len(content["persons"])},
    )
    return CalloutSheet.objects.create(
        callout=callout, sealed_at=moment, digest=digest, content=content, entry_id=entry.pk
    )


def contents(callout: Callout, until: datetime) -> dict[str, Any]:
    """Who was called, when, how and what each answered, up to a moment. Telephone numbers are masked."""
    sent, told = _sent(callout, until), _answers(callout, until)
    people = (
        Addressee.objects.filter(Q(called_at=None) | Q(called_at__lte=until), notice_id=callout.notice_key)
        .select_related("person", "unit")
        .order_by("group", "pk")
    )
    return {
        "number": callout.number,
        "title": callout.title,
        "text": callout.text,
        "exercise": callout.exercise,
        "received": _stamp(callout.received_at),
        "called": _stamp(callout.called_at),
        "muster_point": callout.muster_point,
        "persons": [
            {
                "id": one.pk,
                "group": one.group,
                "name": one.person.name,
                "unit": str(one.unit or ""),
                "instead_of": one.instead_of_id,
                "called": _stamp(one.called_at),
                "messages": sent.get(one.pk, []),
                "answers": told.get(one.pk, []),
            }
            for one in people
        ],
    }


def _sent(callout: Callout, until: datetime) -> dict[int, list[dict[str, Any]]]:
    """The messages to each, in their order."""
    made: dict[int, list[dict[str, Any]]] = {}
    rows = (
        Delivery.objects.filter(notice_id=callout.notice_key, created_at__lte=until, addressee__isnull=False)
        .order_by("addressee_id", "pk")
        .values_list("addressee_id", "pk", "kind", "address", "due_at", "sent_at")
    )
    for whose, key, kind, address, due, sent in rows:
        made.setdefault(whose, []).append(
            {"id": key, "kind": kind, "to": mask_phone(address), "due": _stamp(due), "sent": _until(sent, until)}
        )
    return made


def _answers(callout: Callout, until: datetime) -> dict[int, list[dict[str, Any]]]:
    """What each answered, in the order of time."""
    made: dict[int, list[dict[str, Any]]] = {}
    rows = Answer.objects.filter(addressee__notice_id=callout.notice_key, at__lte=until).order_by("at", "pk")
    for answer in rows:
        made.setdefault(answer.addressee_id, []).append(
            {
                "id": answer.pk,
                "word": answer.word,
                "at": _stamp(answer.at),
                "door": answer.door,
                "note": answer.note,
                "by": answer.by_id,
                "position": None if answer.longitude is None else [answer.longitude, answer.latitude],
            }
        )
    return made


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 over the content in one fixed spelling."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def block_of(sheet: CalloutSheet) -> AuditBlock | None:
    """The block of the audit chain that the sheet's digest rests in; ``None`` until the next sealing."""
    for block in AuditBlock.objects.filter(first_id__lte=sheet.entry_id, last_id__gte=sheet.entry_id):
        if any(first <= (sheet.entry_id or 0) <= last for first, last in block.ranges):
            return block
    return None


def check(callout: Callout, *, chain: bool = True) -> Verdict:
    """Hold the sheet against the rows as they are now, against the audit and against its chain; changes nothing."""
    sheet = CalloutSheet.objects.filter(callout=callout).first()
    verdict = Verdict(callout.number)
    if sheet is None:
        verdict.reasons.append(_("这次叫应还没有封存。"))
        return verdict
    verdict.digest, verdict.sealed_at = sheet.digest, sheet.sealed_at
    verdict.later = Answer.objects.filter(addressee__notice_id=callout.notice_key, at__gt=sheet.sealed_at).count()
    if digest_of(sheet.content) != sheet.digest:
        verdict.reasons.append(_("封存单的内容与它的摘要不符，内容被改动过。"))
    verdict.reasons += _altered(sheet.content, contents(callout, sheet.sealed_at))
    entry = AuditEntry.objects.filter(pk=sheet.entry_id or 0, act=ACT, object_id=str(callout.pk)).first()
    if entry is None or (entry.after or {}).get("digest") != sheet.digest:
        verdict.reasons.append(_("审计记录里的摘要与封存单不符。"))
    block = block_of(sheet)
    verdict.block = block.number if block else None
    if chain and block is not None:
        verdict.reasons += _chain_faults(block.number, sheet.entry_id)
    return verdict


def _chain_faults(block: int, entry: int | None) -> list[str]:
    try:
        found = verify().findings
    except Unverifiable as why:
        return [str(why)]
    return [each.sentence for each in found if each.entry == entry or (each.entry is None and each.block == block)]


def _altered(kept: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Names what differs between the sheet and the rows as they stand now."""
    reasons = []
    heads = [name for name in kept if name != "persons" and kept[name] != now.get(name)]
    if heads:
        reasons.append(_("叫应本身的内容在封存后被改动：%(what)s。") % {"what": "、".join(heads)})
    before = {one["id"]: one for one in kept["persons"]}
    after = {one["id"]: one for one in now["persons"]}
    for key, one in before.items():
        if key not in after:
            reasons.append(_("%(name)s的叫应记录缺失。") % {"name": one["name"]})
        elif _differs(one, after[key]):
            reasons.append(_("%(name)s的叫应或答复记录在封存后被改动。") % {"name": one["name"]})
    reasons += [_("%(name)s是封存后插入的。") % {"name": after[key]["name"]} for key in after if key not in before]
    return reasons


def _differs(kept: dict[str, Any], now: dict[str, Any]) -> bool:
    """A message under way while the sheet was made may have learnt its moment since; nothing else may differ."""
    if any(kept[name] != now[name] for name in ("name", "group", "unit", "instead_of", "called", "answers")):
        return True
    if len(kept["messages"]) != len(now["messages"]):
        return True
    return any(
        before[name] != after[name]
        for before, after in zip(kept["messages"], now["messages"], strict=True)
        for name in ("id", "kind", "to", "sent")
        if name != "sent" or before["sent"] is not None
    )


def _until(moment: datetime | None, until: datetime) -> str | None:
    return _stamp(moment) if moment is not None and moment <= until else None


def _stamp(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None
