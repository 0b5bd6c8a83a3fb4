"""Checks the figures of one report against each other: found = rectified + rectifying, parts sum to the whole, the same
figure reads the same everywhere. Says in sentences what does not fit, and where.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from anlan.reports.checks.identities import BOUNDS, IDENTITIES
from anlan.reports.figures import registry
from anlan.reports.figures.counting import Ask, Value
from anlan.reports.figures.declaration import Counted, Indicator
from anlan.reports.figures.measures import Count, Sum


@dataclass(frozen=True)
class Mention:
    """A figure in a sentence of the report."""

    ask: Ask
    where: str


@dataclass(frozen=True)
class Finding:
    """What does not fit, and in which sentences."""

    sentence: str
    where: tuple[str, ...]


def _known(code: str) -> Indicator | None:
    try:
        return registry.indicator(code)
    except Http404:
        return None


def _rules(mentioned: Iterable[Ask]) -> Iterator[tuple[str, Ask, list[Ask]]]:
    """Every rule that a mentioned figure is part of: "sum" or "most", the whole, the parts."""
    seen = set()
    for ask in mentioned:
        rules = [("sum", rule.whole, rule.parts) for rule in IDENTITIES]
        rules += [("most", rule.whole, (rule.part,)) for rule in BOUNDS]
        for kind, whole, parts in rules:
            if ask.indicator.code not in (whole, *parts):
                continue
            made = [_known(code) for code in (whole, *parts)]
            key = (kind, whole, parts, ask.period, ask.qualifiers)
            if None not in made and key not in seen:
                seen.add(key)
                asks = [ask.of(one) for one in made if one is not None]
                yield kind, asks[0], asks[1:]


def wanted(mentions: Iterable[Mention]) -> list[Ask]:
    """What must be counted besides, so that the rules can be looked at."""
    return [one for _kind, whole, parts in _rules(m.ask for m in mentions) for one in (whole, *parts)]


def findings(mentions: Sequence[Mention], values: Mapping[Ask, Value]) -> list[Finding]:
    """All rules that do not hold among the figures of a report."""
    where = defaultdict(list)
    for mention in mentions:
        where[mention.ask].append(mention.where)
    made = []
    for kind, whole, parts in _rules(where):
        numbers = [values[one].number for one in (whole, *parts)]
        if None in numbers or len({values[one].past for one in (whole, *parts)}) > 1:
            continue  # what was reported need not fit what the rows come to: ``apart`` says so
        top, rest = numbers[0] or 0, sum(number or 0 for number in numbers[1:])
        if top == rest or (kind == "most" and rest <= top):
            continue
        told = " + ".join(f"{one.indicator.name} {values[one].text}" for one in parts)
        sentence = (
            _("%(whole)s %(number)s 不等于 %(parts)s。")
            if kind == "sum"
            else _("%(parts)s 大于 %(whole)s %(number)s。")
        ) % {"whole": whole.indicator.name, "number": values[whole].text, "parts": told}
        places = dict.fromkeys(text for one in (whole, *parts) for text in where.get(one, ()))
        made.append(Finding(sentence + _said(whole), tuple(places)))
    return made


def apart(mentions: Iterable[Mention], values: Mapping[Ask, Value]) -> list[Finding]:
    """Figures of which something else was reported than the rows come to, whichever the report says."""
    where: dict[Ask, dict[str, None]] = defaultdict(dict)
    for mention in mentions:
        where[mention.ask][mention.where] = None
    return [
        Finding(f"{ask.indicator.name}：{values[ask].apart}{_said(ask)}。", tuple(places))
        for ask, places in where.items()
        if values[ask].apart
    ]


def sums_up(whole: Ask, parts: Sequence[Value], total: Value, where: str) -> list[Finding]:
    """The lines of a table against its total; only of what can be summed up: counts and sums, not shares or units."""
    one = whole.indicator
    if not isinstance(one, Counted) or not isinstance(one.measure, (Count, Sum)) or total.number is None:
        return []
    summed = sum(part.number or 0 for part in parts)
    if summed == total.number:
        return []
    sentence = _("表中“%(name)s”各行合计 %(summed)s，总数是 %(total)s，相差 %(gap)s。") % {
        "name": one.name, "summed": summed, "total": total.digits, "gap": abs(total.number - summed),
    }  # fmt: skip
    return [Finding(sentence, (where,))]


def agree(mentions: Sequence[tuple[Ask, str, str]]) -> list[Finding]:
    """The same figure in several sentences must read the same: (figure, the number as it stands there, sentence)."""
    read = defaultdict(list)
    for ask, text, where in mentions:
        read[ask].append((text, where))
    made = []
    for ask, found in read.items():
        texts = list(dict.fromkeys(text for text, _where in found))
        if len(texts) > 1:
            sentence = _("同一个数“%(name)s”在文中写成了 %(texts)s。") % {
                "name": ask.indicator.name, "texts": "、".join(texts),
            }  # fmt: skip
            made.append(Finding(sentence + _said(ask), tuple(where for _text, where in found)))
    return made


def _said(ask: Ask) -> str:
    """（2026年，专项：百日行动）."""
    return "（" + "，".join([ask.period.label, *(f"{name}：{text}" for name, text in ask.qualifiers)]) + "）"
