"""Writing acts down, in the transaction of the change they tell of. It must not know what the acts mean."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.http import HttpRequest

from anlan.base import clock
from anlan.base.audit.context import Acting, client_address, current
from anlan.base.audit.models import AuditEntry
from anlan.base.inserting import insert_values

FIELDS = (
    "at", "actor_id", "actor_name", "act", "kind", "object_id", "label", "before", "after", "address", "request_id",
)  # fmt: skip


class _Current:
    """Stands for whoever acts in the present request or job."""


CURRENT = _Current()


@dataclass(frozen=True)
class Entry:
    """One act to be written. ``actor=None`` is the system itself; ``CURRENT`` whoever acts in this request or job."""

    act: str
    actor: Any = CURRENT
    kind: str = ""
    object_id: str = ""
    label: str = ""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def record(
    act: str,
    *,
    actor: Any = CURRENT,
    obj: models.Model | None = None,
    kind: str = "",
    object_id: str = "",
    label: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    request: HttpRequest | None = None,
) -> AuditEntry:
    """Write one act. ``obj`` gives kind, key and label where they are not given."""
    if obj is not None:
        kind = kind or str(obj._meta.model_name)
        object_id = object_id or str(obj.pk)
        label = label or str(obj)
    entry = Entry(act, actor, kind, object_id, label, before, after)
    row = _row(entry, clock.now(), current())
    if request is not None and not row.address:
        row.address = client_address(request)
    row.save(force_insert=True)
    return row


def record_many(entries: Sequence[Entry]) -> None:
    """Write many acts in bulk, all of the same moment."""
    moment, here = clock.now(), current()
    insert_values(AuditEntry, FIELDS, [_values(entry, moment, here) for entry in entries])


def history(kind: str, object_id: object) -> models.QuerySet[AuditEntry]:
    """All acts on one record, newest first."""
    return AuditEntry.objects.filter(kind=kind, object_id=str(object_id)).order_by("-id")


def _row(entry: Entry, moment: datetime, here: Acting) -> AuditEntry:
    return AuditEntry(**dict(zip(FIELDS, _values(entry, moment, here), strict=True)))


def _values(entry: Entry, moment: datetime, here: Acting) -> tuple[Any, ...]:
    """In the order of ``FIELDS``."""
    actor = here.actor() if entry.actor is CURRENT else entry.actor
    key = getattr(actor, "pk", None)
    return (
        moment,
        key,
        _text(str(actor), 60) if key else "",
        _text(entry.act, 60),
        _text(entry.kind, 40),
        _text(entry.object_id, 40),
        _text(entry.label, 200),
        plain(entry.before),
        plain(entry.after),
        here.address,
        here.request_id,
    )


def _text(value: str, length: int) -> str:
    return value.replace("\x00", "")[:length]


def plain(value: Any) -> Any:
    """A value as JSON that both databases hold and give back alike."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return str(value).replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        return {plain(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in (sorted(value, key=str) if isinstance(value, (set, frozenset)) else value)]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, models.Model):
        return plain(value.pk)
    return plain(str(value)) if isinstance(value, (UUID, timedelta)) or not isinstance(value, bytes) else value.hex()


def _number(value: float) -> int | float | str:
    if not math.isfinite(value):
        return str(value)
    return int(value) if value.is_integer() else value
