"""One field of a ledger as people see it: label, kind, raw value, text and table cell. Knows models, not requests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from html import escape
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db import models
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.dictionaries.multiple import TermsField
from anlan.base.people.models import Line
from anlan.base.places.models import Place

NUMBERS = {"integer", "decimal"}
EMPTY = "—"


@dataclass(frozen=True)
class Column:
    """A field path of a model, or an attribute computed from a row (``text`` given).

    ``kind`` is one of text, integer, decimal, date, moment, boolean, choice, term, terms, place, line, link, json.
    """

    name: str
    label: Any = ""
    kind: str = "text"
    field: Any = None
    links: tuple[str, ...] = ()  # linked rows, or fields of theirs, that a computed text reads
    text_of: Callable[[Any], str] | None = None
    html_of: Callable[[Any], SafeString] | None = None

    @cached_property
    def path(self) -> tuple[str, ...]:
        """The fields on the way."""
        return tuple(self.name.split("__"))

    def raw(self, row: Any) -> Any:
        """The value along the path; ``None`` where a link on the way is empty."""
        for part in self.path:
            row = getattr(row, part, None)
            if row is None:
                return None
        return row

    def value(self, row: Any) -> Any:
        """The raw value, or the text where it is computed."""
        return self.raw(row) if self.field is not None else self.text(row)

    def text(self, row: Any) -> str:
        """The value as people write it; empty when there is none."""
        if self.text_of is not None:
            return self.text_of(row)
        return self.worded(self.raw(row))

    def worded(self, value: Any) -> str:
        """A raw value of this field in words."""
        if value is None or value == "":
            return ""
        if self.kind == "choice":
            return str(choice_labels(self.field).get(value, value))
        if self.kind == "terms":
            return str(self.field.worded(value))
        return worded(value)

    def cell(self, row: Any) -> SafeString:
        """The value as a table cell's inner HTML."""
        if self.html_of is not None:
            return self.html_of(row)
        text = self.text(row)
        if self.kind == "choice" and text:
            return badge(self.field.name, self.raw(row), text)
        return plain_html(text or EMPTY)

    @property
    def right(self) -> bool:
        """Do its values stand right-aligned?"""
        return self.kind in NUMBERS


def worded(value: Any) -> str:
    """Dates, moments, booleans and numbers as people write them here."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def plain_html(text: Any) -> SafeString:
    """A text made safe, as Django's ``conditional_escape`` does, without its three wrappers: a page has 450 cells."""
    return text if isinstance(text, SafeString) else SafeString(escape(str(text)))


def shown(column: Column, mask: Callable[[str], str] | None, row: Any) -> SafeString:
    """A cell as everybody sees it who may see the row: its number masked where there is a mask."""
    text = column.text(row) if mask else ""
    return plain_html(mask(text)) if mask and text else column.cell(row)


@lru_cache(maxsize=1024)
def badge(name: str, value: Any, text: str) -> SafeString:
    """A state with its dot, a risk or level with its colour; always with the word."""
    if name in ("status", "state"):
        return format_html('<span class="state"><span class="state-dot state-{}"></span>{}</span>', value, text)
    return format_html('<span class="badge-{} badge-{}-{}">{}</span>', name, name, value, text)


def choice_labels(field: Any) -> dict[Any, Any]:
    """Value → label of a choice field, made once a field."""
    labels: dict[Any, Any] | None = field.__dict__.get("_anlan_labels")
    if labels is None:
        labels = field.__dict__["_anlan_labels"] = dict(field.flatchoices)
    return labels


_KINDS: tuple[tuple[type, str], ...] = (
    (TermsField, "terms"),
    (models.BooleanField, "boolean"),
    (models.DateTimeField, "moment"),
    (models.DateField, "date"),
    (models.DecimalField, "decimal"),
    (models.FloatField, "decimal"),
    (models.IntegerField, "integer"),
    (models.JSONField, "json"),
)


def kind_of(field: Any) -> str:
    """The kind of a model field."""
    if isinstance(field, TermField):
        return "term"
    if isinstance(field, models.ForeignKey):
        return {Place: "place", Line: "line"}.get(field.remote_field.model, "link")
    if getattr(field, "choices", None):
        return "choice"
    return next((kind for base, kind in _KINDS if isinstance(field, base)), "text")


@cache
def describe(model: type[models.Model], path: str) -> Column:
    """The column of a field path such as ``enterprise__sector``; refuses a path the model does not have."""
    here: Any = model
    field: Any = None
    for part in path.split("__"):
        try:
            field = here._meta.get_field(part)
        except FieldDoesNotExist as missing:
            raise ImproperlyConfigured(
                f"{model.__name__} has no field {path!r} (stopped at {part!r}); correct the ledger's declaration."
            ) from missing
        here = field.related_model or here
    return Column(path, field.verbose_name, kind_of(field), field)
