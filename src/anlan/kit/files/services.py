"""Keeping uploads: check, store, then the row in the caller's transaction. Asks nobody for permission; callers do."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.files import pictures, store
from anlan.kit.files.checking import Facts, Refused, examine
from anlan.kit.files.models import Attachment, Slot
from anlan.kit.files.naming import cleaned, extension_of

__all__ = ["Received", "Refused", "attach", "keep", "keep_bytes", "most_bytes", "path_of", "receive", "stripped"]


@dataclass(frozen=True, slots=True)
class Received:
    """A checked content in the store that no row names yet; unnamed, it is swept away after some days."""

    sha256: str
    size: int
    name: str
    facts: Facts


def most_bytes() -> int:
    return int(getattr(settings, "ANLAN_FILE_MOST_BYTES", 50 * 2**20))


def receive(chunks: Iterable[bytes], name: str) -> Received:
    """Checks and stores a content without touching the database, so it may be called outside the transaction.

    Raises ``Refused``.
    """
    name = cleaned(name)
    try:
        with store.arriving(chunks, most_bytes()) as incoming:
            facts = examine(incoming.path, extension_of(name))
            incoming.settle()
            return Received(incoming.sha256, incoming.size, name, facts)
    except store.TooLarge:
        raise Refused(_("文件超过 %(most)d MB。") % {"most": most_bytes() // 2**20}) from None


def attach(
    received: Received, *, kind: str, object_id: int | None, slot: str = Slot.OTHER, actor: Any = None
) -> Attachment:
    """The row for a received content."""
    facts = received.facts
    return Attachment.objects.create(
        kind=kind,
        object_id=object_id,
        slot=slot,
        sha256=received.sha256,
        name=received.name,
        size=received.size,
        media_type=facts.media_type,
        width=facts.width,
        height=facts.height,
        longitude=facts.longitude,
        latitude=facts.latitude,
        taken_at=facts.taken_at,
        uploaded_by=actor if getattr(actor, "pk", None) else None,
        uploaded_at=clock.now(),
    )


def keep(upload: File, *, kind: str, object_id: int | None, slot: str = Slot.OTHER, actor: Any = None) -> Attachment:  # type: ignore[type-arg]
    """Both at once for an uploaded file. Raises ``Refused``."""
    return attach(receive(upload.chunks(), upload.name or ""), kind=kind, object_id=object_id, slot=slot, actor=actor)


def keep_bytes(
    data: bytes, name: str, *, kind: str, object_id: int | None, slot: str = Slot.OTHER, actor: Any = None
) -> Attachment:
    """The same for bytes at hand."""
    return attach(receive([data], name), kind=kind, object_id=object_id, slot=slot, actor=actor)


def path_of(attachment: Attachment) -> Path:
    return store.path_of(attachment.sha256)


def stripped(attachment: Attachment) -> Path:
    """A copy without metadata, for leaving the bureau."""
    return pictures.stripped(attachment.sha256, attachment.media_type)
