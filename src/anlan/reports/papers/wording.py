"""How a report words a number: exact or roughly (余, 近), and against another time (同比上升12.5%). Pure."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from anlan.reports.figures.counting import DASH, Value

NEAR = Decimal("0.8")  # of a step: from here on people say 近
PERCENT = ("%", "％")


def number_of(value: Value, places: int | None = None) -> str:
    """The digits without a unit; — where there is no number."""
    return value.digits if places is None else Value(value.number, places=places).digits


def roughly(value: Value) -> str:
    """1234 → 1200余, 1980 → 近2000, 300 → 300; small numbers and broken ones stay exact."""
    if value.number is None or value.number != int(value.number) or value.number < 10:
        return value.digits
    number = int(value.number)
    step = 10 ** max(len(str(number)) - 2, 1)
    over = number % step
    if not over:
        return str(number)
    if over >= step * NEAR:
        return _("近%(number)d") % {"number": number - over + step}
    return _("%(number)d余") % {"number": number - over}


def against(now: Value, before: Value, word: str, *, absolute: bool = False) -> str:
    """同比上升12.5%, 环比减少3起, 同比持平; shares differ by points (个百分点).

    Where the other time has no number, or is nothing to measure a growth by, it is said so.
    """
    if now.number is None or before.number is None:
        return _("%(word)s无可比数据") % {"word": word}
    change = Decimal(now.number) - Decimal(before.number)
    if not change:
        return _("%(word)s持平") % {"word": word}
    up = change > 0
    if now.unit in PERCENT:
        points = _digits(abs(change), max(now.places, 1))
        return (_("%(word)s上升%(size)s个百分点") if up else _("%(word)s下降%(size)s个百分点")) % {
            "word": word, "size": points,
        }  # fmt: skip
    if absolute or not before.number:
        size = _digits(abs(change), now.places) + now.unit
        return (_("%(word)s增加%(size)s") if up else _("%(word)s减少%(size)s")) % {"word": word, "size": size}
    share = _digits(abs(change) * 100 / abs(Decimal(before.number)), 1)
    return (_("%(word)s上升%(size)s%%") if up else _("%(word)s下降%(size)s%%")) % {"word": word, "size": share}


def _digits(number: Decimal, places: int) -> str:
    text = f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


__all__ = ["DASH", "against", "number_of", "roughly"]
