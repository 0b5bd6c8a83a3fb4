"""The controls of a filter row as HTML, kept while they stay the same: most lists are opened with nothing chosen, and
drawing ten empty controls took longer than fetching fifty rows. It must not know what they filter."""

from typing import Any

from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST_KEPT = 2000
_kept: dict[tuple[Any, ...], SafeString] = {}


def drawn(ledger_code: str, bound: BoundField) -> SafeString:
    """One control with its label. Kept by everything that it shows: its name, its options, the language."""
    value = bound.value()
    filled = any(value) if isinstance(value, list | tuple) else value
    if filled or bound.errors or hasattr(bound.field, "queryset"):
        return _draw(bound)
    key = (ledger_code, bound.name, get_language(), tuple(getattr(bound.field, "choices", ())))
    html = _kept.get(key)
    if html is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        html = _kept[key] = _draw(bound)
    return html


def _draw(bound: BoundField) -> SafeString:
    return render_to_string("ledger/parts/filter.html", {"bound": bound})
