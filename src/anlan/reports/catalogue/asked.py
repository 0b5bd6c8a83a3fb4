"""What a list's address asks for: brought into order, checked against the list's own filters, and told in words.

Must not know indicators or pages."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.filters import DayRange, filterset_of
from anlan.kit.ledger.lists import BadQuery, Listing, visible
from anlan.kit.ledger.registry import ledger_of

LOOKS = ("after", "before", "at", "sort", "cols")  # how rows are shown, not which
ENDS = ("_after", "_before")


def tidy(query: str) -> str:
    """Without what is empty and what only arranges the page."""
    pairs = [
        (name, value)
        for name, values in QueryDict(query.removeprefix("?")).lists()
        for value in values
        if str(value).strip() and name not in LOOKS
    ]
    return urlencode(pairs)


def unknown(ledger: Ledger, query: str) -> list[str]:
    """The parameters of an address that this list does not have: what they ask for would be left out silently."""
    known = {"q", "chip", *LOOKS, *Listing(ledger, None, QueryDict(query)).picking}
    for name, one in filterset_of(ledger).base_filters.items():
        known |= {f"{name}{end}" for end in ENDS} if isinstance(one, DayRange) else {name}
    return [name for name in QueryDict(query) if name not in known]


def told(ledger: Ledger, query: str, user: Any) -> list[str]:
    """Each condition in words: ``隐患级别：重大``; of what cannot be understood nothing."""
    params = QueryDict(query)
    return [*_filtered(ledger, params, user), *_otherwise(ledger, params)]


def _filtered(ledger: Ledger, params: QueryDict, user: Any) -> Iterator[str]:
    form = filterset_of(ledger)(params, queryset=ledger.model._default_manager.none()).form
    for name, field in form.fields.items():
        ends = [params.get(f"{name}{end}", "").strip() for end in ENDS]
        if any(ends):
            yield f"{field.label}：{ends[0] or '…'} 至 {ends[1] or '…'}"
        elif text := params.get(name, "").strip():
            yield f"{field.label}：{_worded(ledger, name, field, text, user)}"


def _worded(ledger: Ledger, name: str, field: forms.Field, text: str, user: Any) -> str:
    if isinstance(field, forms.ModelChoiceField):
        try:
            return str(field.clean(text))
        except ValidationError:
            return text
    if isinstance(field, forms.ChoiceField):
        pairs: Any = field.choices
        return next((str(label) for key, label in pairs if str(key) == text), text)
    linked = _linked(ledger, name)
    if linked is not None and user is not None and text.isascii() and text.isdecimal() and len(text) < 19:
        row = visible(linked, user).filter(pk=int(text)).first()
        return str(row) if row is not None else text
    return text


def _linked(ledger: Ledger, name: str) -> Ledger | None:
    model: Any = ledger.model
    for part in name.replace("-", "__").split("__"):
        model = model._meta.get_field(part).related_model if model is not None else None
    return ledger_of(model) if model is not None else None


def _otherwise(ledger: Ledger, params: QueryDict) -> Iterator[str]:
    labels = list(ledger.chips)
    chip = params.get("chip", "")
    if chip.isascii() and chip.isdecimal() and len(chip) < 4 and 0 < int(chip) <= len(labels):
        yield str(labels[int(chip) - 1])
    if text := params.get("q", "").strip():
        yield _("含“%(text)s”") % {"text": text[:100]}
    try:
        yield from (one.label for one in Listing(ledger, None, params).narrowings)
    except BadQuery:
        return
