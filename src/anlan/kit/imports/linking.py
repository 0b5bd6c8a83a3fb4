"""Rows of other ledgers that cells name, found for many rows at once. It must not know what the rows are about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from anlan.base.places.models import Place
from anlan.base.text import normalise
from anlan.kit.imports.intake import Intake
from anlan.kit.imports.refusal import BadCell
from anlan.kit.imports.standing import Standing
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledger_of

_CHUNK = 500
_MOST_WORDS = 8
_ORDINAL = re.compile(r"^\d+[.、]\s*")
_NAMES = ("name", "short_name")
_WIDE = str.maketrans("()", "（）")


class Unknown(BadCell):
    """No row of the other ledger goes by that name."""


class Links:
    """One linking field: texts → rows that the person may see, and rows by key."""

    def __init__(self, intake: Intake, standing: Standing) -> None:
        field = intake.column.field
        self.model: type[models.Model] = field.related_model
        self.ledger: Ledger | None = ledger_of(self.model)
        self.key: str = field.target_field.attname
        self.label = str(self.model._meta.verbose_name)
        self.rows = standing.linkable(self.ledger, self.model)
        self.by_key: dict[Any, Any] = {}
        self._names = self._naming_fields()
        self._looked = list(dict.fromkeys([*self._names, *_said(self.model)]))
        self._asked: set[str] = set()
        self._candidates: dict[str, list[Any]] = {}
        self._shared = _shared_fields(standing.ledger.model, self.model)

    def learn(self, texts: Iterable[str]) -> None:
        """Look up texts (as ``plain`` gives them) that were not asked for before."""
        fresh = sorted({text for text in texts if text} - self._asked)
        self._asked.update(fresh)
        for start in range(0, len(fresh), _CHUNK):
            part = fresh[start : start + _CHUNK]
            wanted = set(part)
            spelt = sorted({each for text in part for each in (text, text.translate(_WIDE), *_within(text))})
            condition = models.Q()
            for name in self._looked:
                condition |= models.Q(**{f"{name}__in": self._fitting(name, spelt)})
            for row in self.rows.filter(condition):
                self._keep(row, wanted)

    def learn_keys(self, keys: Iterable[Any]) -> None:
        """Fetch rows by key, whoever may see them: they stand in rows of the ledger already."""
        fresh = sorted(set(keys) - set(self.by_key) - {None})
        for start in range(0, len(fresh), _CHUNK):
            for row in self.model._base_manager.filter(**{f"{self.key}__in": fresh[start : start + _CHUNK]}):
                self.by_key[getattr(row, self.key)] = row

    def find(self, text: str, row_values: Mapping[str, Any]) -> Any:
        """The one row that a text means beside the row's other values. Raises ``Unknown`` or ``BadCell``."""
        found = self._candidates.get(text, [])
        if len(found) > 1:
            found = self._surest(text, found)
        if len(found) > 1:
            found = [row for row in found if self._agrees(row, row_values)] or found
        if len(found) == 1:
            return found[0]
        if not found:
            raise Unknown(_("“%(ledger)s”里没有“%(text)s”。") % {"ledger": self.label, "text": text[:40]})
        raise BadCell(
            _("“%(ledger)s”里有 %(count)d 个“%(text)s”，请改填其代码或编号。")
            % {"ledger": self.label, "count": len(found), "text": text[:40]}
        )

    def _surest(self, text: str, found: list[Any]) -> list[Any]:
        """Those that bear the text in the strongest of the naming fields."""
        for name in self._names:
            if exact := [row for row in found if plain(getattr(row, name)) == text]:
                return exact
        return found

    def _agrees(self, row: Any, row_values: Mapping[str, Any]) -> bool:
        return all(getattr(row, name) == row_values[name] for name in self._shared if row_values.get(name))

    def _keep(self, row: Any, wanted: set[str]) -> None:
        names = {plain(getattr(row, name)) for name in self._names}
        texts = names & wanted or {plain(row)} & wanted  # an export names a row by all its words
        if not texts:
            return
        row = self.by_key.setdefault(getattr(row, self.key), row)
        for text in texts:
            if row not in self._candidates.setdefault(text, []):
                self._candidates[text].append(row)

    def _fitting(self, name: str, texts: list[str]) -> list[Any]:
        """Texts that the field could hold at all: a number's column is asked for numbers only."""
        if isinstance(self.model._meta.get_field(name), models.IntegerField):
            return [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 19]
        return texts

    def _naming_fields(self) -> list[str]:
        """Fields that name a row of the model: its keys, its headline, its name."""
        own = {field.name for field in self.model._meta.concrete_fields if not field.is_relation}
        names = [] if self.key == "id" else [self.key]
        if self.ledger is not None:
            names += [key[0] for key in self.ledger.import_keys if len(key) == 1 and key[0] in own]
            names += [self.ledger.headline_field] if self.ledger.headline_field in own else []
        names += [name for name in _NAMES if name in own]
        return list(dict.fromkeys(names)) or [self.key]


def _said(model: type[models.Model]) -> list[str]:
    """Its texts of which a row's words are made."""
    read = set(model.__str__.__code__.co_names)
    return [field.name for field in model._meta.concrete_fields if field.name in read and _is_text(field)]


def _is_text(field: Any) -> bool:
    return isinstance(field, models.CharField) and not field.is_relation


def _within(text: str) -> set[str]:
    """Names that may stand within a row's words: ``YH-2026-00001 …``, ``《…》``, ``3. …``."""
    words = _ORDINAL.sub("", text.strip("《》")).split(" ")
    return {" ".join(words[:count]) for count in range(1, min(len(words), _MOST_WORDS) + 1)} - {text, ""}


def hang(rows: Sequence[Any], fields: Iterable[Intake], kept: dict[str, dict[Any, Any]]) -> list[Any]:
    """Hang linked rows on rows, so that preparing, searching and scoping them asks nothing more of the database.

    ``kept`` remembers them from call to call. Gives the rows of which a link leads nowhere.
    """
    broken = []
    for one in fields:
        field, attname, known = one.column.field, one.attname, kept.setdefault(one.attname, {})
        key_name = field.target_field.attname
        keys = {row.__dict__[attname] for row in rows} - {None} - set(known)
        if keys:
            found = field.related_model._base_manager.filter(**{f"{key_name}__in": keys})
            known |= {
                getattr(row, key_name): row for row in (found.defer("shape") if field.related_model is Place else found)
            }
        for row in rows:
            key = row.__dict__[attname]
            if key is None:
                continue
            if key in known:
                field.set_cached_value(row, known[key])
            else:
                broken.append(row)
    return broken


def plain(value: Any) -> str:
    """The form in which names are compared: half width, no doubled blanks."""
    return normalise(str(value)) if value not in (None, "") else ""


def _shared_fields(model: type[models.Model], target: type[models.Model]) -> list[str]:
    """Links that both models have, such as their place: a row names its like rather than another of the same name."""
    here = {field.name for field in model._meta.concrete_fields if field.is_relation}
    there = {field.name for field in target._meta.concrete_fields if field.is_relation}
    return sorted((here & there) - {"created_by", "updated_by"})
