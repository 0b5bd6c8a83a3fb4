"""Every version of a record, rebuilt from its audit: the newest as it stands, older ones by taking changes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import ForeignKey

from anlan.base.audit.models import AuditEntry
from anlan.kit.ledger.columns import EMPTY, Column, describe
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.pages import history
from anlan.kit.records import writing

MOST = 200


@dataclass(frozen=True)
class Version:
    """What a record held after one act; ``values`` by attribute, masked as the audit keeps them."""

    number: int
    at: datetime
    who: str
    act: str
    values: Mapping[str, Any]


def of(ledger: Ledger, row: Any) -> list[Version]:
    """Oldest first; at least one. Acts that changed no field (looking, attaching) make no version."""
    values = {
        name: ledger.masked[name](str(value)) if name in ledger.masked and value else writing.plain(value)
        for name, value in writing.values_of(row).items()
    }
    entries = AuditEntry.objects.filter(kind=ledger.code, object_id=str(row.pk)).order_by("-id")[:MOST]
    found: list[tuple[AuditEntry, dict[str, Any]]] = []
    for entry in entries:
        act = entry.act.rpartition(".")[2]
        changed = {name for name in (entry.before or {}) if not name.startswith("_")}
        if not changed and act not in ("add", "import"):
            continue
        found.append((entry, dict(values)))
        values |= {name: (entry.before or {})[name] for name in changed}
    if not found:
        return [Version(1, row.created_at, str(row.created_by.name) if row.created_by else "", "", values)]
    return [
        Version(number, entry.at, entry.actor_name, history.act_label(ledger, entry.act), kept)
        for number, (entry, kept) in enumerate(reversed(found), 1)
    ]


def differences(ledger: Ledger, older: Version, newer: Version) -> list[tuple[str, str, str]]:
    """``(label, before, after)`` of every field in which two versions differ, in the order of the model's fields."""
    told = []
    for field in ledger.model._meta.concrete_fields:
        before, after = older.values.get(field.attname), newer.values.get(field.attname)
        if field.primary_key or field.name in writing.ENVELOPE or before == after:
            continue
        column = describe(ledger.model, field.name)
        told.append((str(column.label), _worded(column, before), _worded(column, after)))
    return told


def _worded(column: Column, value: Any) -> str:
    if value in (None, "", []):
        return EMPTY
    if isinstance(column.field, ForeignKey):
        key = column.field.target_field.attname
        row = column.field.related_model._base_manager.filter(**{key: value}).first()
        return str(row) if row is not None else str(value)
    return column.worded(tuple(value) if isinstance(value, list) else value)
