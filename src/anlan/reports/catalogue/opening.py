"""The rows that a figure counted, as a narrowing of their ledger's own list; must not know how lists are drawn."""

from django.http import Http404
from django.utils.translation import gettext as _

from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import BadQuery, Narrowing
from anlan.reports.catalogue.grants import VIEW
from anlan.reports.figures import addresses, counting
from anlan.reports.figures.counting import Ask
from anlan.reports.figures.declaration import Counted


def narrowing(ledger: Ledger, text: str) -> Narrowing:
    """Raises ``BadQuery`` with a sentence where the text is no question about this ledger."""
    try:
        ask = addresses.read(text)
        if not isinstance(ask.indicator, Counted) or ask.indicator.facts.ledger != ledger.code:
            raise ValueError(_("这个指标不在“%(ledger)s”里计数。") % {"ledger": ledger.title})
        return Narrowing(counting.condition(ask), label(ask), addresses.indicator_address(ask), VIEW)
    except (ValueError, Http404) as wrong:
        raise BadQuery({addresses.PARAMETER: str(wrong)}) from wrong


def label(ask: Ask) -> str:
    """A question in words: 发现隐患数 · 2026年 · 专项：百日行动."""
    return " · ".join([ask.indicator.name, ask.period.label, *(f"{title}：{text}" for title, text in ask.qualifiers)])
