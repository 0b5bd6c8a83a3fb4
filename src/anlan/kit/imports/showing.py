"""A session's rows as the page shows them: words for values, masks, differences, reasons beside their cells.

It must not know requests.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import ForeignKey
from django.urls import reverse

from anlan.kit.imports.cells import as_text
from anlan.kit.imports.intake import BELOW
from anlan.kit.imports.keeping import cells_from_json
from anlan.kit.imports.models import ImportRow, ImportSession, Kind
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import Ledger

Shown = dict[str, Any]


class Showing:
    """One page of rows of one kind, with the labels of its columns."""

    def __init__(self, ledger: Ledger, session: ImportSession, kind: str, rows: Sequence[ImportRow]) -> None:
        self.ledger, self.session = ledger, session
        self.by_name = {column.name: column for column in ledger.imported}
        self.taken = {field: index for index, (_header, field, _how) in enumerate(session.columns) if field}
        if kind == Kind.REFUSED:
            self.missing = self._missing(rows)
            self.labels = [header for header, _field, _how in session.columns]
            self.labels += [str(self.by_name[name].label) for name in self.missing]
            self.rows = [self.refused(row) for row in rows]
        else:
            self.fields = self._fields(rows)
            self.labels = [str(column.label) for column in self.fields]
            self.rows = self._judged(rows)

    def _missing(self, rows: Sequence[ImportRow]) -> list[str]:
        """Fields that reasons speak of and the sheet does not have."""
        named = dict.fromkeys(reason["field"] for row in rows for reason in row.reasons)
        return [name for name in named if name in self.by_name and not {name, name + BELOW} & set(self.taken)]

    def _fields(self, rows: Sequence[ImportRow]) -> list[Column]:
        """The sheet's fields in its order, then others that some row fills."""
        names = [field.removesuffix(BELOW) for field in self.taken]
        filled = {attname for row in rows for attname in row.values}
        names += [name for name, column in self.by_name.items() if column.field.attname in filled]
        return [self.by_name[name] for name in dict.fromkeys(names) if name in self.by_name]

    def refused(self, row: ImportRow) -> Shown:
        """A refused or repaired row: its own cells, with what was typed, and the reasons."""
        cells = [as_text(cell, lines=False) for cell in cells_from_json(row.cells or [])]
        repairs = self.session.repairs.get(f"{row.sheet}!{row.sheet_row}", {})
        reasons: dict[str, str] = {}
        for reason in row.reasons:
            reasons[reason["field"]] = " ".join(filter(None, (reasons.get(reason["field"]), reason["reason"])))
        shown = []
        for index, (_header, field, _how) in enumerate(self.session.columns):
            text = cells[index] if index < len(cells) else ""
            shown.append(self._refused_cell(field or "", repairs.get(field or "", text), reasons))
        shown += [self._refused_cell(name, repairs.get(name, ""), reasons) for name in self.missing]
        return {
            "pk": row.pk,
            "kind": row.kind,
            "sheet_row": row.sheet_row,
            "url": "",
            "cells": shown,
            "fixed": row.kind != Kind.REFUSED,
            "reasons": [
                f"{reason['column']}：{reason['reason']}" if reason["column"] else reason["reason"]
                for reason in row.reasons
            ],
        }

    def _refused_cell(self, name: str, text: str, reasons: Mapping[str, str]) -> Shown:
        mask = self.ledger.masked.get(name)
        reason = reasons.get(name.removesuffix(BELOW), "") if name else ""
        if mask is not None and not reason:
            text = mask(text)
        return {"name": name.removesuffix(BELOW), "text": text, "before": "", "changed": False, "reason": reason}

    def _judged(self, rows: Sequence[ImportRow]) -> list[Shown]:
        targets = self.ledger.model._base_manager.in_bulk([row.target_id for row in rows if row.target_id is not None])
        labels = self._link_labels(rows, targets)
        return [self._judged_row(row, targets.get(row.target_id), labels) for row in rows]

    def _judged_row(self, row: ImportRow, target: Any, labels: Mapping[tuple[str, Any], str]) -> Shown:
        cells = []
        for column in self.fields:
            attname = column.field.attname
            present = getattr(target, attname) if target is not None else None
            changed = attname in row.values and target is not None
            after = row.values.get(attname, present)
            before = (row.before or {}).get(attname) if changed else None
            cells.append(
                {
                    "name": column.name,
                    "text": self._words(column, after, labels),
                    "before": self._words(column, before, labels),
                    "changed": changed,
                    "reason": "",
                }
            )
        url = reverse("ledger-detail", args=[self.ledger.code, row.target_id]) if row.target_id is not None else ""
        return {"pk": row.pk, "kind": row.kind, "sheet_row": row.sheet_row, "url": url, "cells": cells, "reasons": []}

    def _words(self, column: Column, value: Any, labels: Mapping[tuple[str, Any], str]) -> str:
        if value is None or value in ("", [], ()):
            return ""
        if isinstance(column.field, ForeignKey):
            return labels.get((column.name, str(value)), str(value))
        if isinstance(value, (str, list)) and column.kind in ("moment", "date", "decimal", "terms"):
            value = tuple(value) if isinstance(value, list) else column.field.to_python(value)
        text = column.worded(value)
        mask = self.ledger.masked.get(column.name)
        return mask(text) if mask else text

    def _link_labels(self, rows: Sequence[ImportRow], targets: Mapping[int, Any]) -> dict[tuple[str, Any], str]:
        """Names of all linked rows on the page, one query a field."""
        labels: dict[tuple[str, Any], str] = {}
        for column in self.fields:
            field = column.field
            if not isinstance(field, ForeignKey):
                continue
            keys = {values.get(field.attname) for row in rows for values in (row.values, row.before or {})}
            keys |= {getattr(target, field.attname) for target in targets.values()}
            key_name = field.target_field.attname
            for linked in field.related_model._base_manager.filter(**{f"{key_name}__in": keys - {None}}):
                labels[column.name, str(getattr(linked, key_name))] = str(linked)
        return labels
