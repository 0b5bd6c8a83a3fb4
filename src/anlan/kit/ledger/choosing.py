"""A select that writes its options itself. Filter rows hold all places of a county, and Django renders a template for
each option and checks each pair three times; it must not know where the options come from."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.safestring import SafeString, mark_safe


class Offered(BaseChoiceIterator):
    """Pairs ``(key, label)`` asked for anew at each look and taken as they are."""

    def __init__(self, pairs: Callable[[], Iterable[tuple[str, str]]]) -> None:
        self.pairs = pairs

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield from self.pairs()


class QuickSelect(forms.Select):
    """The same HTML as Django's own select without groups, some twenty times faster.

    ``empty_text`` is what the empty option says, where the page words it otherwise than the field.
    """

    empty_text = ""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The whole element. Every text and value in it is escaped."""
        pairs = tuple([("" if key is None else str(key), str(label)) for key, label in self.choices])
        if self.empty_text and pairs and not pairs[0][0]:
            pairs = (("", self.empty_text), *pairs[1:])
        own = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return mark_safe(f"<select{own}>{options(pairs, frozenset(self.format_value(value)))}</select>")


@lru_cache(maxsize=256)
def options(pairs: tuple[tuple[str, str], ...], chosen: frozenset[str]) -> str:
    """The options' HTML, made once for as long as the same texts are offered."""
    return "".join(
        f'<option value="{escape(key)}"{" selected" if key in chosen else ""}>{escape(label)}</option>'
        for key, label in pairs
    )
