"""The filter row of a ledger's list, one filter a declared path, shared by pages, map, export and API."""

from collections.abc import Callable
from datetime import date
from typing import Any

import django_filters as df
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries import terms
from anlan.base.dictionaries.multiple import TermsField
from anlan.base.people import access
from anlan.base.people.queries import line_choices
from anlan.base.places.codes import code_range
from anlan.base.places.queries import place_choices
from anlan.kit.ledger.choosing import Offered, QuickSelect
from anlan.kit.ledger.columns import Column, describe
from anlan.kit.ledger.declaration import Ledger

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
LARGEST_KEY = 2**63 - 1
Choices = Callable[[], list[tuple[str, str]]]
_made: dict[type[Ledger], type[Any]] = {}


class SubtreeFilter(df.ChoiceFilter):  # type: ignore[misc]
    """Rows whose place or line lies in the chosen subtree: one index range."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        low, high = code_range(value)
        return qs.filter(**{f"{self.field_name}_id__gte": low, f"{self.field_name}_id__lt": high})


class TerritoryFilter(SubtreeFilter):
    """The same of places; each by its code where the filter row is told to name them."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value and self.parent.one_by_one:
            return qs.filter(access.among_places(self.field_name, value))
        return super().filter(qs, value)


class TermsFilter(df.ChoiceFilter):  # type: ignore[misc]
    """Rows that carry the chosen term among several."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__contains": TermsField.token(value)}) if value else qs


class DayRangeField(df.fields.DateRangeField):  # type: ignore[misc]
    """Days of this age: the first and last years that Python knows have no moment in our time zone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields:
            field.validators += [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]


class DayRange(df.DateFromToRangeFilter):  # type: ignore[misc]
    """From a day to a day, both included; also for moments."""

    field_class = DayRangeField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=df.widgets.DateRangeWidget(attrs={"type": "date"}), **kwargs)


class Filters(df.FilterSet):  # type: ignore[misc]
    """The filter row of one ledger; its form's class is made once, for each form copies its fields."""

    one_by_one = False
    _of_form: type[forms.Form] | None = None

    def get_form_class(self) -> type[forms.Form]:
        """The form's class."""
        own = type(self)
        if own._of_form is None:
            own._of_form = super().get_form_class()
        return own._of_form

    def naming_places(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """These rows after the filters, territories written out place by place; asked of a valid form alone."""
        self.one_by_one = True
        try:
            found: QuerySet[Any] = self.filter_queryset(rows)
            return found
        finally:
            self.one_by_one = False


def filterset_of(ledger: Ledger) -> type[Filters]:
    """The FilterSet class of a ledger, made once."""
    kept = _made.get(type(ledger))
    if kept is None:
        made = {path.replace("__", "-"): _filter(describe(ledger.model, path)) for path in ledger.filters}
        meta = type("Meta", (), {"model": ledger.model, "fields": []})
        kept = _made[type(ledger)] = type(f"{type(ledger).__name__}Filters", (Filters,), {**made, "Meta": meta})
    return kept


def _filter(column: Column) -> df.Filter:
    made = _MAKERS.get(column.kind, _text)(column)
    made.field_name = column.name
    made.label = column.label
    return made


def _choices(choices: Any, kind: type[df.ChoiceFilter] = df.ChoiceFilter, **extra: Any) -> df.Filter:
    if callable(choices):
        choices = Offered(choices)
    return kind(choices=choices, empty_label=_("全部"), widget=QuickSelect, **extra)


def _term_pairs(dictionary: str, by: str) -> Choices:
    return lambda: [(str(getattr(term, by)), term.name) for term in terms.active(dictionary)]


def _text(column: Column) -> df.Filter:
    return df.CharFilter(lookup_expr="startswith", max_length=100)


def _link(column: Column) -> df.Filter:
    """Rows are asked for by their number, which other pages put into the address; lists with codes by choice."""
    if isinstance(column.field.target_field, models.IntegerField):
        return df.NumberFilter(widget=forms.HiddenInput, min_value=0, max_value=LARGEST_KEY, decimal_places=0)
    listed = column.field.related_model._default_manager
    return df.ModelChoiceFilter(queryset=lambda _request: listed.all(), empty_label=_("全部"))


_MAKERS: dict[str, Callable[[Column], df.Filter]] = {
    "place": lambda column: _choices(place_choices, TerritoryFilter),
    "line": lambda column: _choices(line_choices, SubtreeFilter),
    "term": lambda column: _choices(_term_pairs(column.field.dictionary, "pk")),
    "terms": lambda column: _choices(_term_pairs(column.field.dictionary, "code"), TermsFilter),
    "choice": lambda column: _choices([(value, label) for value, label in column.field.flatchoices]),
    "boolean": lambda column: _choices([("1", _("是")), ("0", _("否"))], method=None),
    "date": lambda column: DayRange(),
    "moment": lambda column: DayRange(),
    "integer": lambda column: df.NumberFilter(),
    "decimal": lambda column: df.NumberFilter(),
    "link": _link,
}
