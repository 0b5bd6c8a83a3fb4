"""Walks the chain of blocks and names what was altered, removed or slipped in since. It changes nothing."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit import guards
from anlan.base.audit.models import AuditBlock, AuditEntry
from anlan.base.audit.sealing import GENESIS, LATE_FOR, LEAF_DIGITS, Hashing, block_digest, leaf, outside

NEAR = 1000
NAMED_AT_MOST = 200


class Unverifiable(Exception):
    """The chain cannot be checked here, as without the key it was made with; the message is a sentence."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: which block, which entry (where it can be told), and a sentence."""

    block: int | None
    entry: int | None
    sentence: str


@dataclass
class Verdict:
    """What a check of the whole chain found."""

    blocks: int = 0
    entries: int = 0
    unsealed: int = 0
    last_block: int = 0
    last_digest: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Was nothing altered?"""
        return not self.findings

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        return {
            "sound": self.sound,
            "blocks": self.blocks,
            "entries": self.entries,
            "unsealed": self.unsealed,
            "last_block": self.last_block,
            "last_digest": self.last_digest,
            "findings": [vars(finding) for finding in self.findings],
        }


def verify(anchor: tuple[int, str] | None = None) -> Verdict:
    """Check every block, every sealed entry and the triggers.

    ``anchor`` is a block number with the digest somebody noted down earlier: it shows a chain made anew or cut short.
    Raises ``Unverifiable``.
    """
    verdict = Verdict()
    for table in guards.missing(connection):
        _find(verdict, None, None, _("数据库里 %(table)s 表防改触发器缺失或被停用。") % {"table": table})
    held: list[tuple[int, int]] = []
    digests: dict[int, str] = {}
    keyed = False
    for block in AuditBlock.objects.order_by("number").iterator(chunk_size=50):
        _check_place(verdict, block)
        keyed = _check_block(verdict, block, keyed)
        held.extend((first, final) for first, final in block.ranges)
        digests[block.number] = block.digest
    _check_strangers(verdict, sorted(held))
    if anchor is not None and digests.get(anchor[0]) != anchor[1]:
        _find(verdict, anchor[0], None, _("第 %(number)d 块与留存的摘要不符：链被重做或截短。") % {"number": anchor[0]})
    return verdict


def _find(verdict: Verdict, block: int | None, entry: int | None, sentence: str) -> None:
    if len(verdict.findings) < NAMED_AT_MOST:
        verdict.findings.append(Finding(block, entry, sentence))


def _check_place(verdict: Verdict, block: AuditBlock) -> None:
    """Is the block the next link?"""
    expected = verdict.last_block + 1
    if block.number != expected:
        for number in range(expected, min(block.number, expected + NAMED_AT_MOST)):
            _find(verdict, number, None, _("第 %(number)d 块缺失。") % {"number": number})
    elif block.previous != (verdict.last_digest or GENESIS):
        _find(verdict, block.number, None, _("第 %(number)d 块与前一块接不上。") % {"number": block.number})
    verdict.last_block, verdict.last_digest = block.number, block.digest
    verdict.blocks += 1


def _check_block(verdict: Verdict, block: AuditBlock, keyed: bool) -> bool:
    """Are the block and its entries as sealed? Returns whether the chain is keyed from here on."""
    number = block.number
    hashing = _hashing_of(block)
    if keyed and not hashing.key:
        _find(verdict, number, None, _("第 %(number)d 块没有用密钥封存，而它前面的块用了。") % {"number": number})
    kept = [block.leaves[at : at + LEAF_DIGITS] for at in range(0, len(block.leaves), LEAF_DIGITS)]
    expected = [key for first, final in block.ranges for key in range(first, final + 1)]
    found = {entry.pk: leaf(entry, hashing) for entry in _entries_of(block)}
    verdict.entries += len(found)
    before = len(verdict.findings)
    for key, kept_leaf in zip(expected, kept, strict=False):
        if key not in found:
            _find(verdict, number, key, _("第 %(n)d 块里的第 %(id)d 条审计记录缺失。") % {"n": number, "id": key})
        elif found[key][:LEAF_DIGITS] != kept_leaf:
            _find(verdict, number, key, _("第 %(n)d 块里的第 %(id)d 条审计记录被改动。") % {"n": number, "id": key})
    if len(verdict.findings) == before and _head_differs(block, expected, kept, found, hashing):
        _find(verdict, number, None, _("第 %(number)d 块本身被改动。") % {"number": number})
    return keyed or bool(hashing.key)


def _head_differs(
    block: AuditBlock, expected: list[int], kept: list[str], found: dict[int, str], hashing: Hashing
) -> bool:
    if not expected or not (len(expected) == len(kept) == block.count):
        return True
    if (block.first_id, block.last_id) != (expected[0], expected[-1]):
        return True
    return block_digest(block, [found.get(key, "") for key in expected], hashing) != block.digest


def _hashing_of(block: AuditBlock) -> Hashing:
    name = block.algorithm
    if name.removeprefix("hmac-") not in hashlib.algorithms_available:
        raise Unverifiable(_("第 %(n)d 块用 %(name)s 封存，本机不支持这种算法。") % {"n": block.number, "name": name})
    if not name.startswith("hmac-"):
        return Hashing(name)
    key = str(getattr(settings, "ANLAN_AUDIT_KEY", "") or "").encode()
    if not key:
        raise Unverifiable(_("第 %(n)d 块用密钥封存，请设置 ANLAN_AUDIT_KEY 再核验。") % {"n": block.number})
    return Hashing(name, key)


def _entries_of(block: AuditBlock) -> Iterator[AuditEntry]:
    """The entries of a block; ranges that lie near each other are read at once."""
    spans: list[list[int]] = []
    for first, final in block.ranges:
        if spans and first - spans[-1][1] <= NEAR:
            spans[-1][1] = final
        else:
            spans.append([first, final])
    held = {key for first, final in block.ranges for key in range(first, final + 1)}
    for first, final in spans:
        for entry in AuditEntry.objects.filter(pk__gte=first, pk__lte=final).order_by("pk").iterator():
            if entry.pk in held:
                yield entry


def _check_strangers(verdict: Verdict, held: list[tuple[int, int]]) -> None:
    """Entries among sealed ids that no block knows were slipped in, unless a late commit can still explain them."""
    top = AuditBlock.objects.aggregate(top=Max("last_id"))["top"] or 0
    verdict.unsealed = AuditEntry.objects.filter(pk__gt=top).count()
    keys = AuditEntry.objects.filter(pk__lte=top).order_by("pk").values_list("pk", flat=True)
    strangers = list(outside(keys.iterator(), held))
    since = clock.now() - LATE_FOR if connection.vendor != "sqlite" else clock.now()
    for start in range(0, len(strangers), NEAR):
        part = strangers[start : start + NEAR]
        for key, at in AuditEntry.objects.filter(Q(pk__in=part)).order_by("pk").values_list("pk", "at"):
            if at >= since:
                verdict.unsealed += 1
                continue
            sentence = _("第 %(id)d 条审计记录（%(at)s）不在任何封存块里，是事后插入的。")
            _find(verdict, None, key, sentence % {"id": key, "at": timezone.localtime(at).strftime("%Y-%m-%d %H:%M")})
