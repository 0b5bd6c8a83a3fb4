"""Which fields of a ledger an import takes, and how a cell becomes each one's value. It must not know sessions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _

from anlan.base.dictionaries import terms
from anlan.base.dictionaries.fields import TermField
from anlan.base.people.models import Line
from anlan.base.places.queries import Gazetteer, place_choices
from anlan.kit.imports import values
from anlan.kit.imports.cells import Cell, as_text
from anlan.kit.imports.context import NOTHING_KNOWN
from anlan.kit.imports.headers import FieldSpec, unit_of
from anlan.kit.imports.refusal import BadCell
from anlan.kit.imports.standing import Standing
from anlan.kit.imports.values import Converter
from anlan.kit.ledger.columns import Column, choice_labels
from anlan.kit.ledger.declaration import Ledger

BELOW = "+"  # behind a place field's name: a second column that names the village within the first one's town
_VILLAGE_WORDS = (
    "村",
    "村居",
    "村社",
    "村(社区)",
    "村（社区）",
    "社区",
    "行政村",
    "所属村",
    "所在村",
    "所属村居",
    "所属社区",
)
_TAILS = ("事故隐患", "风险等级", "风险", "隐患", "等级", "企业", "级别", "级", "色", "类")
_REMEMBERED = 20_000
_UNSEEN = object()
EMPTY = (None, "", ())


@dataclass(frozen=True)
class Intake:
    """One field with its converter. A link's converter gives the text; ``linking`` resolves many at once."""

    column: Column
    convert: Converter
    mask: Callable[[str], str] | None
    given_by_us: bool = False  # the number of a record, which new rows get from their series

    @cached_property
    def name(self) -> str:
        return self.column.name

    @cached_property
    def attname(self) -> str:
        return str(self.column.field.attname)

    @cached_property
    def label(self) -> str:
        return str(self.column.label)

    @cached_property
    def links(self) -> bool:
        """Does its cell name a row of another ledger?"""
        return self.column.kind == "link" or (
            self.column.kind == "term" and not isinstance(self.column.field, TermField)
        )

    @cached_property
    def defaulted(self) -> bool:
        return bool(self.column.field.has_default())

    @cached_property
    def required(self) -> bool:
        """Must a new row have it filled? What has a default need not be."""
        return not self.column.field.blank and not self.defaulted and not self.given_by_us

    @cached_property
    def nothing(self) -> Any:
        """What the field holds where nothing is given."""
        field = self.column.field
        if self.column.kind == "terms":
            return ()
        return "" if isinstance(field, (models.CharField, models.TextField)) and not field.null else None

    def same(self, present: Any, given: Any) -> bool:
        """Is the value given the present one, but for what a sheet cannot carry (seconds, double blanks)?"""
        if present == given:
            return True
        if isinstance(present, str) and isinstance(given, str):
            try:
                return bool(self.convert(present, NOTHING_KNOWN) == given)
            except BadCell:
                return False
        if isinstance(present, float) and isinstance(given, float):
            return abs(present - given) < 1e-7  # a centimetre
        if isinstance(present, datetime) and isinstance(given, datetime):
            return present.replace(second=0, microsecond=0) == given.replace(second=0, microsecond=0)
        return False

    def stored(self, value: Any) -> Any:
        """A value as JSON holds it."""
        if value is None or value.__class__ in (str, int, float, bool):
            return value
        if isinstance(value, (date, datetime)):
            return value.isoformat()
        if isinstance(value, Decimal):
            return format(value, "f")
        return list(value) if isinstance(value, tuple) else value

    def restored(self, value: Any) -> Any:
        """The value back from JSON."""
        if value is None or self.column.kind not in ("date", "moment", "decimal", "terms"):
            return value
        return tuple(value) if self.column.kind == "terms" else self.column.field.to_python(value)


def specs(ledger: Ledger) -> list[FieldSpec]:
    """The fields of a ledger as headings are matched against."""
    found = []
    for column in ledger.imported:
        label = str(column.label)
        words = tuple(ledger.synonyms.get(column.name, ()))
        found.append(FieldSpec(column.name, label, words, column.kind, unit_of(label)))
        if column.kind == "place" and column.name == ledger.scope.place:
            label = _("%(place)s的村社") % {"place": label}
            found.append(FieldSpec(f"{column.name}{BELOW}", label, _VILLAGE_WORDS, "text"))
    return found


def known_words(ledger: Ledger) -> set[str]:
    """All names and synonyms, by which the header row is recognised."""
    return {word for spec in specs(ledger) for word in (spec.label, *spec.synonyms)}


def intakes(ledger: Ledger, standing: Standing, units: Mapping[str, str]) -> dict[str, Intake]:
    """Field name → intake. ``units``: what headings say of their columns' units."""
    places = _Places(standing)
    return {
        column.name: Intake(
            column,
            _converter(ledger, column, places, units.get(column.name, "")),
            ledger.masked.get(column.name),
            given_by_us=bool(ledger.number) and column.name == "number",
        )
        for column in ledger.imported
    }


def _converter(ledger: Ledger, column: Column, places: "_Places", unit: str) -> Converter:
    field, kind = column.field, column.kind
    if kind == "place":
        return places.convert
    if kind == "term" and isinstance(field, TermField):
        return _of_terms(field.dictionary)
    if kind == "line":
        return _of_lines()
    if kind == "terms":
        listed = terms.every(field.dictionary)
        several = values.converter("choices", choices={t.name: t.code for t in listed}, synonyms=_other_names(listed))
        return lambda cell, context: tuple(several(cell, context) or ())  # type: ignore[arg-type]
    if kind == "choice":
        return _of_choices(column)
    if column.name in ("longitude", "latitude"):
        return values.converter("coordinate", axis=column.name)
    if kind == "integer":
        low, high = connection.ops.integer_field_range(field.get_internal_type())
        low = max(low or 0, 0) if "Positive" in field.get_internal_type() else low
        return values.converter("integer", unit=unit_of(str(column.label)), column_unit=unit, minimum=low, maximum=high)
    if kind == "decimal":
        return _of_decimals(field, unit_of(str(column.label)), unit)
    if kind in ("date", "boolean"):
        return values.converter(kind)
    if kind == "moment":
        return values.converter("datetime")
    length = field.max_length if isinstance(field, models.CharField) else None
    return values.converter("text", lines=isinstance(field, models.TextField), max_length=length)


def _of_decimals(field: Any, unit: str, column_unit: str) -> Converter:
    if not isinstance(field, models.DecimalField):
        plain = values.converter("decimal", unit=unit, column_unit=column_unit)
        return lambda cell, context: None if (number := plain(cell, context)) is None else float(number)  # type: ignore[arg-type]
    largest = Decimal(10) ** (field.max_digits - field.decimal_places) - 1
    return values.converter(
        "decimal", unit=unit, column_unit=column_unit, places=field.decimal_places, minimum=-largest, maximum=largest
    )


def _of_terms(dictionary: str) -> Converter:
    listed = terms.every(dictionary)
    names = {term.name: term for term in reversed(listed)}
    return _loosely({t.name: t for t in listed if t.active} | names, _other_names(listed, whole=True))


def _other_names(listed: Iterable[Any], *, whole: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for term in listed:
        for word in (term.code, *term.other_names.split("、")):
            if word.strip():
                found.setdefault(word, term if whole else term.code)
    return found


def _of_lines() -> Converter:
    listed = list(Line.objects.order_by("code"))
    names = {line.code: line.name for line in listed}
    long_names = {f"{names[line.code[:-2]]}/{line.name}": line for line in listed if line.code[:-2] in names}
    return _loosely({line.name: line for line in reversed(listed)}, {line.code: line for line in listed} | long_names)


def _of_choices(column: Column) -> Converter:
    labels = {str(label): value for value, label in choice_labels(column.field).items() if value not in ("", None)}
    return _loosely(labels, {str(value): value for value in labels.values()})


def _loosely(labels: Mapping[str, Any], synonyms: Mapping[str, Any]) -> Converter:
    """As a choice, and where nothing fits, without the word of its kind: 重大隐患 for 重大, 红色 for 红."""
    strict = values.converter("choice", choices=dict(labels), synonyms=dict(synonyms))

    def read(cell: Cell, context: values.Context) -> object:
        try:
            return strict(cell, context)
        except BadCell as bad:
            text = as_text(cell, lines=False)
            for tail in _TAILS:
                if text.endswith(tail) and text.removesuffix(tail) in labels:
                    return labels[text.removesuffix(tail)]
                if f"{text}{tail}" in labels:
                    return labels[f"{text}{tail}"]
            return bad

    return _remembering(read)


def _remembering(read: Converter) -> Converter:
    """The same few words stand in thousands of rows; what is refused is remembered too."""
    seen: dict[Cell, object] = {}

    def convert(cell: Cell, context: values.Context) -> object:
        found = seen.get(cell, _UNSEEN)
        if found is _UNSEEN:
            found = read(cell, context)
            if len(seen) < _REMEMBERED:
                seen[cell] = found
        if isinstance(found, BadCell):
            raise BadCell(found.reason)
        return found

    return convert


class _Places:
    """Places by what people write, within the county of the person who imports; each text is looked up once."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.convert = _remembering(self._read)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return Gazetteer(self.standing.territory())

    def _read(self, cell: Cell, _context: values.Context) -> object:
        text = as_text(cell, lines=False)
        try:
            return self._find(text) if text else None
        except BadCell as bad:
            return bad

    def _find(self, text: str) -> Any:
        candidates = self.gazetteer.candidates(text.replace("/", ""))
        if len(candidates) > 1:
            candidates = [place for place in candidates if self.standing.holds(place.code)] or candidates
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            raise BadCell(_("没有“%(text)s”这个镇街或村社。") % {"text": text[:40]})
        names = dict(place_choices())
        listed = "、".join(names.get(place.code, place.name) for place in candidates[:4])
        raise BadCell(
            _("“%(text)s”有 %(count)d 处（%(listed)s），请连镇街一起写。")
            % {"text": text[:40], "count": len(candidates), "listed": listed}
        )
