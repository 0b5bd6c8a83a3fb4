"""What the page of a user-made indicator says beside its fields. Knows no requests."""

from typing import Any

from django import template

from anlan.reports.catalogue import own

register = template.Library()


@register.filter
def conditions(row: Any) -> str:
    """Which rows it counts, in words."""
    return own.conditions(row)


@register.filter
def tag(name: str) -> str:
    """How a template writes it."""
    return f"{{{{ {name} }}}}"
