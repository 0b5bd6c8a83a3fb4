"""Tags of the frame: icons, form fields, figures and moments as people write them. Built into every template; must know
no subject and no single ledger."""

import re
import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.models import ModelChoiceIterator
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.ledger import cells
from anlan.kit.ledger.choosing import QuickSelect
from anlan.kit.pages.extra import ExtraPage, extra_pages
from anlan.kit.pages.pointing import Target, target

register = template.Library()

MANIFEST = Path(__file__).resolve().parent.parent / "static" / "vendor" / "vendor.toml"
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
HOUR_MINUTES, DAY_MINUTES = 60, 24 * 60
GROUPED_WIDGETS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@cache
def icon_names() -> frozenset[str]:
    """Icons that the sprite holds."""
    return frozenset(tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["icons"]["used"])


@register.simple_tag
@cache
def icon(name: str, classes: str = "") -> SafeString:
    """A drawing beside a word; never the only bearer of a meaning, hence hidden from screen readers."""
    if name not in icon_names():
        message = f"There is no icon {name!r}: add it to static/vendor/vendor.toml and run manage.py vendor --write."
        raise ValueError(message)
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        classes,
        static("icons.svg"),
        name,
    )


@register.simple_tag
def front_pages(user: Any) -> list[ExtraPage]:
    """Pages that stand on this person's first page."""
    return [page for page in extra_pages() if page.front and access.can(user, page.grant)]


@register.simple_tag
def pointed(user: Any, code: str, key: int | None) -> Target:
    """Where this person can see the record of that ledger and key, or why not."""
    return target(user, code, key)


@register.filter
def grouped(number: float | None) -> str:
    """20418 → 20,418; no number → —."""
    return "—" if number is None else f"{number:,}"


@register.filter
def moment(value: datetime | date | None, form: str = "full") -> str:
    """2026-11-22 14:05; ``short`` leaves the year out, ``day`` the time."""
    if value is None or value == "":
        return "—"
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.strftime({"short": "%m-%d %H:%M", "day": "%Y-%m-%d"}.get(form, "%Y-%m-%d %H:%M"))
    return value.strftime("%m-%d" if form == "short" else "%Y-%m-%d")


@register.filter
def marked(text: str, wanted: str) -> SafeString:
    """A text with what was searched for marked in it."""
    wanted = wanted.strip()
    if not wanted:
        return format_html("{}", text)
    parts = re.split(f"({re.escape(wanted)})", str(text), flags=re.IGNORECASE)
    pieces = (format_html("<mark>{}</mark>", part) if place % 2 else part for place, part in enumerate(parts))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


@register.filter
def weekday(value: datetime | date) -> str:
    """周日 and its like, of a moment the local one."""
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    return str(_(WEEKDAYS[day.weekday()]))


@register.filter
def due(value: date | datetime) -> SafeString:
    """A deadline as people say it, red when late and orange when near: 超期 3 天, 还剩 2 小时."""
    if not isinstance(value, datetime):
        return cells.deadline(value)
    minutes = int((value - clock.now()).total_seconds() // 60)
    size = abs(minutes)
    if size >= DAY_MINUTES:
        span = _("%(number)d 天") % {"number": size // DAY_MINUTES}
    elif size >= HOUR_MINUTES:
        span = _("%(number)d 小时") % {"number": size // HOUR_MINUTES}
    else:
        span = _("%(number)d 分钟") % {"number": size}
    text = _("超期 %(span)s") % {"span": span} if minutes < 0 else _("还剩 %(span)s") % {"span": span}
    tone = "late" if minutes < 0 else "soon" if minutes < DAY_MINUTES else "in-time"
    return format_html('<span class="{}" title="{}">{}</span>', tone, moment(value), text)


@register.filter
def dictkey(mapping: dict[str, Any], key: str) -> Any:
    """The value under a key that is no identifier (``aria-describedby``)."""
    return mapping.get(key, "")


@register.filter
def any_filled(facts: list[dict[str, Any]]) -> bool:
    """Does a group of facts say anything?"""
    return any(not fact["empty"] for fact in facts)


@register.filter
def initial(name: str) -> str:
    """The one character that stands for a person in a small circle."""
    return (name or "?").strip()[:1].upper()


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, name: str = "") -> dict[str, Any]:
    """A form field with its label, mark, hint and error wired together for eyes and for screen readers.

    ``name`` is what the value is sent as, where that is not the field's own name.
    """
    bound.html_name = name or bound.html_name
    widget = bound.field.widget
    checkbox = isinstance(widget, forms.CheckboxInput)
    many = isinstance(widget, GROUPED_WIDGETS)
    if many:
        widget.attrs["class"] = "form-check-input"  # each box wears it; Django would put it on the list as well
    return {
        "bound": bound,
        "hidden": bound.is_hidden and not hasattr(widget, "address"),
        "checkbox": checkbox,
        "many": many,
        "wide": isinstance(widget, forms.Textarea) or bool(getattr(widget, "wide", False)),
        "control": "" if many else bound.as_widget(attrs=control_attributes(bound, checkbox=checkbox)),
    }


@register.simple_tag
def control(bound: BoundField, label: str = "") -> SafeString:
    """The bare widget in the house's dress, for filter rows: a select says its own name and needs no label."""
    attributes = control_attributes(bound)
    widget = bound.field.widget
    if isinstance(widget, forms.Select) and getattr(bound.field, "empty_label", None) is not None:
        everything = _("%(label)s：全部") % {"label": bound.label}
        if isinstance(widget, QuickSelect):
            widget.empty_text = everything
        else:
            widget.choices = [("", everything), *list(widget.choices)[1:]]
    attributes["aria-label"] = label or str(bound.label)
    return bound.as_widget(attrs=attributes)


@register.filter
def filled(bound: BoundField) -> bool:
    """Does a filter hold anything?"""
    value = bound.value()
    return any(value) if isinstance(value, list | tuple) else value not in (None, "")


def control_attributes(bound: BoundField, *, checkbox: bool = False) -> dict[str, Any]:
    widget = bound.field.widget
    dress = "form-control"
    if checkbox:
        dress = "form-check-input"
    elif isinstance(widget, forms.Select):
        dress = "form-select"
    errors = " is-invalid" if bound.errors else ""
    attributes: dict[str, Any] = {"class": f"{widget.attrs.get('class', '')} {dress}{errors}".strip()}
    described = [f"{bound.auto_id}_hint"] if bound.help_text else []
    described.append(f"{bound.auto_id}_error")
    attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if isinstance(widget, forms.Textarea) and str(widget.attrs.get("rows", "10")) == "10":
        attributes["rows"] = "3"
    use_native_calendar(widget)
    say_empty(widget)
    return attributes


def say_empty(widget: forms.Widget) -> None:
    """Django's own dashes for "nothing chosen" are a dash here."""
    if type(widget) is forms.Select and not isinstance(widget.choices, ModelChoiceIterator):
        widget.choices = [(value, label if value not in ("", None) else "—") for value, label in widget.choices]


def use_native_calendar(widget: forms.Widget) -> None:
    """Browsers' own date inputs speak ISO dates whatever the language of the page."""
    for part in [widget, *getattr(widget, "widgets", [])]:
        if isinstance(part, forms.DateTimeInput):
            part.input_type, part.format = "datetime-local", "%Y-%m-%dT%H:%M"
        elif isinstance(part, forms.DateInput):
            part.input_type, part.format = "date", "%Y-%m-%d"
