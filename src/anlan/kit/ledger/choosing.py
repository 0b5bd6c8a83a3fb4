"""A select that writes its options itself. Filter rows hold all places of a county, and Django renders a template for
each option; it must not know where the options come from."""

from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe


class QuickSelect(forms.Select):
    """The same HTML as Django's own select without groups, some twenty times faster."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The whole element. Every text and value in it is escaped."""
        chosen = set(self.format_value(value))
        told = (("" if key is None else str(key), str(label)) for key, label in self.choices)
        options = "".join(
            f'<option value="{escape(key)}"{" selected" if key in chosen else ""}>{escape(label)}</option>'
            for key, label in told
        )
        own = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return mark_safe(f"<select{own}>{options}</select>")
