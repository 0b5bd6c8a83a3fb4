"""How a figure moved against an earlier one. Must not know which figures these are."""

from decimal import Decimal

from django.utils.translation import gettext as _

from anlan.reports.figures.counting import Value


def change(value: Value, before: Value) -> Value:
    """In per cent; of a share in its own points. No number where either is none, or where there was nothing before."""
    if value.number is None or before.number is None:
        return Value(None)
    if value.unit == "%":
        return Value(value.number - before.number, _("个百分点"), places=1)
    if not before.number:
        return Value(None)
    return Value(Decimal(value.number - before.number) * 100 / before.number, "%", places=1)


def direction(moved: Value) -> str:
    """Up, down, same; empty where that cannot be said."""
    number = moved.number
    return "" if number is None else "up" if number > 0 else "down" if number < 0 else "same"


def worded(moved: Value) -> str:
    """同比上升 4.7%; empty where that cannot be said."""
    words = {"up": _("同比上升 %s"), "down": _("同比下降 %s"), "same": _("与去年同期持平")}
    text = words.get(direction(moved), "")
    return text % moved.text.lstrip("-") if "%s" in text else text
