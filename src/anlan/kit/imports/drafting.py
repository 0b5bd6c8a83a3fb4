"""From the cells of rows to values: converted, links resolved, tidied. It must not know which rows exist already."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from anlan.kit.geo import coordinates as geo
from anlan.kit.imports.cells import Cell, as_text
from anlan.kit.imports.context import Context
from anlan.kit.imports.intake import BELOW, EMPTY, Intake, intakes
from anlan.kit.imports.linking import Links, Unknown, plain
from anlan.kit.imports.matching import Key, keys_of
from anlan.kit.imports.refusal import BadCell
from anlan.kit.imports.standing import Standing

Reason = dict[str, str]
_BETWEEN = re.compile(r"[、,，;；/|\s]+")


@dataclass(slots=True)
class Draft:
    """One row of the sheet. ``values`` by field name, links as keys; a field that nobody gives is absent."""

    sheet: str
    number: int
    cells: Sequence[Cell]
    values: dict[str, Any] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)
    keys: tuple[tuple[Any, ...] | None, ...] = ()
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def mark(self) -> str:
        return f"{self.sheet}!{self.number}"

    def packed(self) -> tuple[Any, ...]:
        """All of it as one tuple, which is stored and read back many times faster than the object."""
        return self.sheet, self.number, self.cells, self.values, self.reasons, self.keys


@dataclass(frozen=True)
class Reading:
    """How a sheet is to be read: field → column, headings, units, and what people chose for the whole file."""

    fields: Mapping[str, int]
    headers: Sequence[str]
    units: Mapping[str, str] = field(default_factory=dict)
    context: Context = field(default_factory=Context)
    coordinates: str = "wgs84"
    clear_empty: bool = False
    repairs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Drafter:
    """Makes drafts of rows, many at a time so that links cost few queries."""

    def __init__(self, standing: Standing, reading: Reading) -> None:
        self.standing, self.reading, self.ledger = standing, reading, standing.ledger
        self.intakes = intakes(self.ledger, standing, reading.units)
        self.links = {name: Links(one, standing) for name, one in self.intakes.items() if one.links}
        self.keys: tuple[Key, ...] = keys_of(self.ledger)
        self.objects: dict[str, dict[Any, Any]] = {name: links.by_key for name, links in self.links.items()}
        self.objects |= {
            name: {}
            for name, one in self.intakes.items()
            if one.column.kind in ("place", "term", "line") and not one.links
        }
        self.unlinked: Counter[str] = Counter()
        self._below = {
            name.removesuffix(BELOW): position for name, position in reading.fields.items() if name.endswith(BELOW)
        }
        self._whole = tuple(
            (name, position, self.intakes[name].convert)
            for name, position in reading.fields.items()
            if not name.endswith(BELOW) and name not in self._below
        )
        self._linked = [
            (name, self.intakes[name].column.field.target_field.attname, kept) for name, kept in self.objects.items()
        ]

    def column_of(self, name: str) -> str:
        """The heading under which a field stands in the sheet, or its own label."""
        position = self.reading.fields.get(name, self.reading.fields.get(name + BELOW))
        if position is not None:
            return self.reading.headers[position]
        return self.intakes[name].label if name in self.intakes else ""

    def reason(self, name: str, sentence: str) -> Reason:
        return {"column": self.column_of(name), "field": name, "reason": sentence}

    def draft(self, rows: Iterable[tuple[str, int, Sequence[Cell]]]) -> list[Draft]:
        """Drafts of some rows, given as (sheet, row number, cells)."""
        drafts = [Draft(sheet, number, cells) for sheet, number, cells in rows]
        repairs = self.reading.repairs
        for draft in drafts:
            self._convert(draft, repairs.get(draft.mark) if repairs else None)
        self._resolve_links(drafts)
        for draft in drafts:
            self._finish(draft)
        return drafts

    def _convert(self, draft: Draft, repairs: Mapping[str, str] | None) -> None:
        context, cells, values = self.reading.context, draft.cells, draft.values
        for name, position, convert in self._whole:
            if repairs and name in repairs:
                continue
            try:
                values[name] = convert(cells[position], context)
            except BadCell as bad:
                self._refuse_cell(draft, self.intakes[name], cells[position], bad)
        for name, position in self._below.items():
            if not (repairs and name in repairs):
                town = self.reading.fields.get(name)
                self._place_below(draft, name, "" if town is None else cells[town], cells[position])
        for name, text in (repairs or {}).items():
            self._repair(draft, name, text)

    def _repair(self, draft: Draft, name: str, text: str) -> None:
        one = self.intakes.get(name)
        if one is None:
            return
        try:
            draft.values[name] = one.convert(text, self.reading.context)
        except BadCell as bad:
            self._refuse_cell(draft, one, text, bad)

    def _refuse_cell(self, draft: Draft, one: Intake, cell: Cell, bad: BadCell) -> None:
        if one.mask is not None and "*" in as_text(cell):
            draft.values[one.name] = as_text(cell)
        elif one.column.kind in ("term", "terms", "line") and self.ledger.unlinked.get(one.name) in self.intakes:
            self._note(draft, one, as_text(cell, lines=False))
        else:
            draft.reasons.append(self.reason(one.name, bad.reason))

    def _note(self, draft: Draft, one: Intake, text: str) -> None:
        """Words that a dictionary does not have, or several where one may stand: what fits is taken, all is noted."""
        fitting: list[Any] = []
        for part in _BETWEEN.split(text):
            try:
                value = one.convert(part.strip(), self.reading.context)
            except BadCell:
                continue
            fitting += value if isinstance(value, tuple) else [value] if value is not None else []
        draft.values[one.name] = tuple(fitting) if one.column.kind == "terms" else fitting[0] if fitting else None
        draft.notes.append((one.name, f"{one.label}：{text}"))
        self.unlinked[one.name] += 1

    def _place_below(self, draft: Draft, name: str, town: Cell, village: Cell) -> None:
        """A town and a village in two columns; the village is looked for within the town."""
        convert, context = self.intakes[name].convert, self.reading.context
        upper, lower = as_text(town, lines=False), as_text(village, lines=False)
        try:
            draft.values[name] = convert(lower if lower.startswith(upper) else f"{upper}{lower}", context)
        except BadCell as bad:
            column = name + BELOW if lower else name
            draft.reasons.append({**self.reason(name, bad.reason), "column": self.column_of(column)})

    def _resolve_links(self, drafts: list[Draft]) -> None:
        for name, links in self.links.items():
            given = [(draft, plain(draft.values[name])) for draft in drafts if draft.values.get(name)]
            links.learn(text for _draft, text in given)
            for draft in drafts:
                if name in draft.values and not draft.values[name]:
                    draft.values[name] = None
            for draft, text in given:
                try:
                    draft.values[name] = links.find(text, draft.values)
                except Unknown as unknown:
                    self._unlink(draft, name, text, unknown)
                except BadCell as bad:
                    del draft.values[name]
                    draft.reasons.append(self.reason(name, bad.reason))

    def _unlink(self, draft: Draft, name: str, text: str, unknown: Unknown) -> None:
        """A name that the other ledger does not have goes into the field that our ledger keeps for it, if any."""
        other = self.ledger.unlinked.get(name, "")
        written = draft.values.get(other)
        if other in self.intakes and (not written or plain(written) == text):
            draft.values[name] = None
            draft.values[other] = written or text
            self.unlinked[name] += 1
            return
        del draft.values[name]
        draft.reasons.append(self.reason(name, unknown.reason))

    def _finish(self, draft: Draft) -> None:
        values = draft.values
        for name, text in draft.notes:
            other = self.ledger.unlinked[name]
            values[other] = "；".join(part for part in (values.get(other), text) if part)
        self._turn_point(draft)
        self.ledger.tidy(values)
        for name, key, kept in self._linked:
            given = values.get(name)
            if given is not None:
                values[name] = value = getattr(given, key)
                if value not in kept:
                    kept[value] = given
        draft.keys = tuple([key.of(values, key.names) for key in self.keys])

    def _turn_point(self, draft: Draft) -> None:
        """The point in CGCS2000; one coordinate without the other is no point."""
        values = draft.values
        longitude, latitude = values.get("longitude"), values.get("latitude")
        if longitude is None and latitude is None:
            return
        if longitude is None or latitude is None:
            missing = "longitude" if longitude is None else "latitude"
            if missing in self.intakes and not any(reason["field"] == missing for reason in draft.reasons):
                draft.reasons.append(self.reason(missing, _("经度和纬度要么都填，要么都不填。")))
        elif self.reading.coordinates != "wgs84":
            turned = geo.to_wgs84(longitude, latitude, self.reading.coordinates)
            values["longitude"], values["latitude"] = (round(number, 7) for number in turned)
            values["coordinate_source"] = self.reading.coordinates


def is_empty(value: Any) -> bool:
    """Is nothing given?"""
    return not value and value in EMPTY
