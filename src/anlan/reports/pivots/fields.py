"""By which fields a ledger can be counted, and how each groups, names and finds its values. Knows no pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Substr, TruncMonth, TruncQuarter, TruncYear
from django.utils import timezone
from django.utils.translation import gettext as _

from anlan.base.periods import Period, PeriodKind
from anlan.base.places import codes
from anlan.base.places.models import Place
from anlan.kit.ledger.columns import Column, describe
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import BadQuery, Narrowing

PARAMETER = "cell"
SPLIT, TILDE = ";", "~"
STEPS: dict[str, tuple[Any, PeriodKind]] = {
    "month": (TruncMonth, PeriodKind.MONTH),
    "quarter": (TruncQuarter, PeriodKind.QUARTER),
    "year": (TruncYear, PeriodKind.YEAR),
}
DIGITS = {"town": 9, "village": 12}
DAYS = "days"  # any stretch of days: rows are narrowed by it, never grouped
FIRST, LAST = 1900, 2199
PLAIN = ("choice", "boolean", "term", "line", "link")


@dataclass(frozen=True)
class Field:
    """One way to group rows: ``name`` stands in addresses, ``label`` before people."""

    name: str
    label: str
    column: Column
    part: str = ""  # of a place or a day: town, village, month, quarter, year, days

    @property
    def in_time(self) -> bool:
        """Do its values follow one another?"""
        return self.part in STEPS

    def short(self, key: Any) -> str:
        """A value in time in a few signs: 26-03, 26Q1, 2026; empty for all others."""
        if key is None or not self.in_time:
            return ""
        code = self._period(key).code
        return code if self.part == "year" else code[2:]

    def key(self) -> Any:
        """What a statement groups by."""
        if self.part in DIGITS:
            return Substr(f"{self.column.name}_id", 1, DIGITS[self.part])
        if self.in_time:
            return STEPS[self.part][0](self.column.name)
        return F(self.column.name)

    def text(self, key: Any) -> str:
        """A value as an address has it; empty where nothing is filled in."""
        if key is None:
            return ""
        return self._period(key).code if self.in_time else str(key)

    def names(self, keys: Sequence[Any]) -> dict[Any, str]:
        """How the values are called, in one query."""
        known = [key for key in keys if key not in (None, "")]
        found = {key: str(_("未填")) for key in keys}
        if self.in_time:
            return found | {key: self._period(key).label for key in known}
        if self.part in DIGITS:
            named = dict(Place.objects.filter(code__in=[codes.pad(key) for key in known]).values_list("code", "name"))
            return found | {key: named.get(codes.pad(key), key) for key in known}
        if self.column.kind in ("term", "line", "link"):
            key_of = self.column.field.target_field.attname
            rows = self.column.field.related_model._base_manager.filter(**{f"{key_of}__in": known})
            return found | {getattr(row, key_of): str(row) for row in rows}
        return found | {key: self.column.worded(key) for key in known}

    def condition(self, text: str) -> Q:
        """Rows of one value. Raises ``ValueError`` with a sentence."""
        name = self.column.name
        if not text:
            return Q(**{f"{name}__isnull": True}) | (Q(**{name: ""}) if self.column.kind == "choice" else Q())
        if self.in_time or self.part == DAYS:
            return self._within(Period.parse(text))
        if self.part in DIGITS:
            low, high = codes.code_range(codes.pad(text))
            return Q(**{f"{name}__gte": low, f"{name}__lt": high})
        if self.column.kind == "boolean":
            return Q(**{name: text == "True"})
        if self.column.kind in ("term", "link") and not (text.isascii() and text.isdecimal() and len(text) < 19):
            raise ValueError(_("看不懂的取值“%(text)s”。") % {"text": text})
        return Q(**{name: text})

    def _period(self, key: date | datetime) -> Period:
        on = timezone.localtime(key).date() if isinstance(key, datetime) else key
        return Period.of(STEPS[self.part][1], on)

    def _within(self, period: Period) -> Q:
        name = self.column.name
        if not FIRST <= period.first.year <= period.last.year <= LAST:
            raise ValueError(_("时段应在%(first)d年至%(last)d年之间。") % {"first": FIRST, "last": LAST})
        if self.column.kind == "moment":
            return Q(**{f"{name}__gte": period.begins_at, f"{name}__lt": period.ends_at})
        return Q(**{f"{name}__gte": period.first, f"{name}__lt": period.last + timedelta(days=1)})


def fields_of(ledger: Ledger) -> dict[str, Field]:
    """By name: areas first, then days, then kinds. Masked and many-valued fields and free texts are none."""
    columns = _plain(ledger)
    if ledger.scope.place and "__" not in ledger.scope.place:
        columns.setdefault(ledger.scope.place, describe(ledger.model, ledger.scope.place))
    makers: tuple[Callable[[Column], list[Field]], ...] = (_areas, _days, _kinds)
    return {field.name: field for make in makers for column in columns.values() for field in make(column)}


def spans_of(ledger: Ledger) -> dict[str, Field]:
    """By name: the days and moments by which rows can be narrowed to a period; the one that lists sort by first."""
    found = [column for column in _plain(ledger).values() if column.kind in ("date", "moment")]
    sorted_by = [name.lstrip("-") for name in ledger.sorts]
    found.sort(key=lambda column: sorted_by.index(column.name) if column.name in sorted_by else len(sorted_by))
    return {f"{one.name}.{DAYS}": Field(f"{one.name}.{DAYS}", str(one.label), one, DAYS) for one in found}


def _plain(ledger: Ledger) -> dict[str, Column]:
    return {
        column.name: column
        for column in (*ledger.listed, *ledger.entered)
        if column.field is not None and "__" not in column.name and column.name not in ledger.masked
    }


def _areas(column: Column) -> list[Field]:
    if column.kind != "place":
        return []
    words = {"town": _("%(field)s（乡镇）"), "village": _("%(field)s（村社）")}
    return [Field(f"{column.name}.{part}", words[part] % {"field": column.label}, column, part) for part in DIGITS]


def _days(column: Column) -> list[Field]:
    if column.kind not in ("date", "moment"):
        return []
    words = {"month": _("%(field)s（月）"), "quarter": _("%(field)s（季）"), "year": _("%(field)s（年）")}
    return [Field(f"{column.name}.{part}", words[part] % {"field": column.label}, column, part) for part in STEPS]


def _kinds(column: Column) -> list[Field]:
    return [Field(column.name, str(column.label), column)] if column.kind in PLAIN else []


def numbers_of(ledger: Ledger) -> dict[str, str]:
    """Columns that can be summed, by name."""
    return {
        column.name: str(column.label)
        for column in (*ledger.listed, *ledger.entered)
        if column.field is not None and "__" not in column.name and column.right and column.name not in ledger.masked
    }


def cell_text(chosen: Sequence[tuple[Field, Any]]) -> str:
    """The values that a cell stands for, as the parameter of a list's address."""
    return SPLIT.join(f"{field.name}{TILDE}{field.text(key)}" for field, key in chosen)


def narrowing(ledger: Ledger, text: str) -> Narrowing:
    """The rows of one cell. Raises ``BadQuery`` with a sentence."""
    known, condition, words = fields_of(ledger) | spans_of(ledger), Q(), []
    for part in text.split(SPLIT):
        name, _sign, value = part.partition(TILDE)
        try:
            if name not in known:
                raise ValueError(_("“%(ledger)s”不能按“%(name)s”统计。") % {"ledger": ledger.title, "name": name})
            condition &= known[name].condition(value)
        except ValueError as wrong:
            raise BadQuery({PARAMETER: str(wrong)}) from wrong
        words.append(f"{known[name].label}：{_called(known[name], value)}")
    return Narrowing(condition, " · ".join(words), f"/pivot/{ledger.code}/")


def _called(field: Field, text: str) -> str:
    if not text:
        return str(_("未填"))
    if field.in_time or field.part == DAYS:
        return Period.parse(text).label
    if field.part in DIGITS:
        return field.names([text])[text]
    if field.column.kind in ("term", "link"):
        return field.names([int(text)])[int(text)]
    return (
        field.names([text == "True"])[text == "True"] if field.column.kind == "boolean" else field.names([text])[text]
    )
