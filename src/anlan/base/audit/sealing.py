"""Seals entries into a chain of blocks; what was altered since is found by `verifying`.

An entry's leaf is the hash of its own content; a block's digest covers its number, the digest before it and all its
leaves. With ``ANLAN_AUDIT_KEY`` both are HMACs, which nobody can make anew without the key.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from anlan.base import clock
from anlan.base.audit.models import AuditBlock, AuditEntry
from anlan.base.audit.records import plain

BLOCK_ENTRIES = 10_000
LEAF_DIGITS = 16
GENESIS = "0" * 64
# PostgreSQL hands out ids before commit: an entry of a long transaction may appear below ids already sealed.
LATE_FOR = timedelta(hours=48)


@dataclass(frozen=True)
class Hashing:
    """One way of hashing: its name as kept with each block, and the key if there is one."""

    name: str
    key: bytes = b""

    def digest(self, data: bytes) -> str:
        """Hexadecimal digest of some bytes."""
        function = self.name.removeprefix("hmac-")
        if self.name.startswith("hmac-"):
            return hmac.new(self.key, data, function).hexdigest()
        return hashlib.new(function, data).hexdigest()


def configured() -> Hashing:
    """What ``ANLAN_AUDIT_HASH`` and ``ANLAN_AUDIT_KEY`` ask for. Raises ``ImproperlyConfigured`` with a sentence."""
    name = str(getattr(settings, "ANLAN_AUDIT_HASH", "") or "sha256").lower()
    if name not in ("sha256", "sm3"):
        raise ImproperlyConfigured(f"ANLAN_AUDIT_HASH 只能是 sha256 或 sm3，现为 {name}。")
    if name not in hashlib.algorithms_available:
        raise ImproperlyConfigured(
            "ANLAN_AUDIT_HASH=sm3，但本机 Python 所带的 OpenSSL 不含 SM3。请改用 sha256，或换用带 SM3 的 OpenSSL。"
        )
    key = str(getattr(settings, "ANLAN_AUDIT_KEY", "") or "").encode()
    return Hashing(f"hmac-{name}", key) if key else Hashing(name)


def leaf(entry: AuditEntry, hashing: Hashing) -> str:
    """The hash of one entry's whole content as read back from the database."""
    content = [
        entry.pk,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor_name,
        entry.act,
        entry.kind,
        entry.object_id,
        entry.label,
        plain(entry.before),
        plain(entry.after),
        entry.address,
        entry.request_id,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashing.digest(text.encode("utf-8", "surrogatepass"))


def block_digest(block: AuditBlock, leaves: Sequence[str], hashing: Hashing) -> str:
    """The hash that makes a block a link of the chain."""
    sealed_at = block.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
    head = [block.number, sealed_at, block.algorithm, block.previous, block.count, block.ranges]
    text = json.dumps([*head, *leaves], separators=(",", ":"))
    return hashing.digest(text.encode())


def seal() -> list[AuditBlock]:
    """Seal all entries that stand outside the chain; returns the new blocks, none where nothing was new.

    Safe to run anywhere at any time: of two at once one makes the block, and a block is whole or not there.
    """
    hashing = configured()
    made: list[AuditBlock] = []
    while True:
        try:
            with transaction.atomic():
                block = _seal_once(hashing)
        except IntegrityError:
            return made
        if block is None:
            return made
        made.append(block)


def _seal_once(hashing: Hashing) -> AuditBlock | None:
    last = AuditBlock.objects.order_by("-number").only("number", "digest", "last_id").first()
    entries = _unsealed()
    if not entries:
        return None
    leaves = [leaf(entry, hashing) for entry in entries]
    ids = [entry.pk for entry in entries]
    block = AuditBlock(
        number=last.number + 1 if last else 1,
        sealed_at=clock.now(),
        algorithm=hashing.name,
        previous=last.digest if last else GENESIS,
        count=len(ids),
        first_id=ids[0],
        last_id=ids[-1],
        ranges=_ranges(ids),
        leaves="".join(text[:LEAF_DIGITS] for text in leaves),
    )
    block.digest = block_digest(block, leaves, hashing)
    block.save(force_insert=True)
    return block


def _unsealed() -> list[AuditEntry]:
    """The next entries to seal, by id: late ones within the recent blocks first, then those above all blocks."""
    top = AuditBlock.objects.aggregate(top=Max("last_id"))["top"] or 0
    late = _late_ids(top)[:BLOCK_ENTRIES]
    found = list(AuditEntry.objects.filter(pk__in=late).order_by("pk")) if late else []
    room = BLOCK_ENTRIES - len(found)
    return found + list(AuditEntry.objects.filter(pk__gt=top).order_by("pk")[:room])


def _late_ids(top: int) -> list[int]:
    """Ids up to ``top`` that no block holds, looked for as far back as a transaction can have stayed open."""
    if connection.vendor == "sqlite":
        return []
    old = AuditBlock.objects.filter(sealed_at__lt=clock.now() - LATE_FOR).order_by("-number")
    last_old = old.values_list("number", flat=True).first() or 0
    recent = AuditBlock.objects.filter(number__gt=last_old)
    floor = AuditBlock.objects.filter(number__lte=last_old).aggregate(top=Max("last_id"))["top"] or 0
    held = [
        (max(first, floor + 1), final)
        for ranges in recent.values_list("ranges", flat=True)
        for first, final in ranges
        if final > floor
    ]
    window = AuditEntry.objects.filter(pk__gt=floor, pk__lte=top)
    if window.count() == sum(final - first + 1 for first, final in held):
        return []
    return list(outside(window.order_by("pk").values_list("pk", flat=True).iterator(), sorted(held)))


def outside(keys: Iterable[int], held: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Those of some rising keys that lie in none of the sorted, separate ranges."""
    position = 0
    for key in keys:
        while position < len(held) and held[position][1] < key:
            position += 1
        if position == len(held) or key < held[position][0]:
            yield key


def _ranges(ids: Iterable[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for key in ids:
        if ranges and ranges[-1][1] == key - 1:
            ranges[-1][1] = key
        else:
            ranges.append([key, key])
    return ranges
