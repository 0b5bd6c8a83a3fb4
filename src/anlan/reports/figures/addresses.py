"""Where a figure leads: the rows that it counted, and the page that explains it. Pure text; must not know pages.

A question is written as ``code;period;dimension=value;…`` with ``%``-escapes, in the parameter ``counted`` of a list.
"""

from urllib.parse import quote, unquote, urlencode

from anlan.base.periods import Period
from anlan.reports.figures.counting import Ask, Value
from anlan.reports.figures.declaration import Counted
from anlan.reports.figures.registry import indicator

PARAMETER = "figure"


def written(ask: Ask) -> str:
    """One question as text."""
    parts = [ask.indicator.code, ask.period.code]
    parts += [f"{quote(title, safe='')}={quote(value, safe='')}" for title, value in ask.qualifiers]
    return ";".join(parts)


def read(text: str) -> Ask:
    """The question again. Raises ``ValueError`` with a sentence, or ``Http404`` for an indicator that is none."""
    code, _separator, rest = text.partition(";")
    period, *qualifiers = rest.split(";")
    pairs = [part.partition("=") for part in qualifiers if part]
    return Ask(
        indicator(code), Period.parse(period), tuple((unquote(title), unquote(value)) for title, _sign, value in pairs)
    )


def rows_address(ask: Ask) -> str:
    """The list of the rows that a counted figure counted; for one made of several, the page that names its parts."""
    if not isinstance(ask.indicator, Counted):
        return indicator_address(ask)
    return f"/l/{ask.indicator.facts.ledger}/?{urlencode({PARAMETER: written(ask)})}"


def opening(ask: Ask, value: Value) -> str:
    """The rows that were counted; where the number is the reported one, the page that shows both."""
    return indicator_address(ask) if value.past else rows_address(ask)


def indicator_address(ask: Ask) -> str:
    """The page of an indicator with this period and these qualifiers."""
    query = urlencode([("period", ask.period.code), *(("by." + title, value) for title, value in ask.qualifiers)])
    return f"/indicators/{ask.indicator.code}/?{query}"
