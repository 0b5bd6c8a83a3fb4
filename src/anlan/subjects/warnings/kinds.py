"""Kinds of warning as dictionary terms, found by event code or by name; an official code brings its own term along."""

from django.conf import settings

from anlan.base.dictionaries import terms
from anlan.base.dictionaries.models import Term
from anlan.base.places import codes
from anlan.base.text import normalise
from anlan.subjects.warnings import signals

DICTIONARY = "warning-kind"
TITLE = "预警种类"
OTHER = ("other", "其他预警")
_ENGLISH = {
    "typhoon": "11B01", "rainstorm": "11B03", "rain": "11B03", "snowstorm": "11B04", "cold wave": "11B05",
    "gale": "11B06", "sandstorm": "11B07", "heat wave": "11B09", "high temperature": "11B09", "lightning": "11B14",
    "thunderstorm": "11B14", "hail": "11B15", "frost": "11B16", "heavy fog": "11B17", "fog": "11B17", "haze": "11B19",
    "thunder gust": "11B20", "road icing": "11B21", "icy road": "11B21", "drought": "11B22", "flash flood": "11A51",
    "flash flood events": "11A51", "forest fire": "11B25",
}  # fmt: skip


def entries() -> list[tuple[str, str, str, str]]:
    """The dictionary as it starts: (event code, name, parent, other names)."""
    named = {signal.event_code: signal.kind for signal in reversed(signals.signals())}
    named |= {
        "11A01": "洪水",
        "11A02": "内涝",
        "11B08": "低温冻害",
        "11D00": "地质灾害",
        "11B56": "低温",
        "11B99": "强对流天气",
    }
    others: dict[str, list[str]] = {}
    for name, code in signals.OTHER_NAMES.items():
        if code in named and name != named[code] and "(" not in name:
            others.setdefault(code, []).append(name)
    made = [(code, name, "", "、".join(others.get(code, ()))) for code, name in sorted(named.items())]
    return [*made, (*OTHER, "", "")]


def dictionaries() -> list[tuple[str, str, str, list[tuple[str, str, str, str]]]]:
    """What an installation starts with: (code, name, owner, entries)."""
    return [(DICTIONARY, TITLE, "国标", entries())]


def term_of(event_code: str, name: str) -> Term:
    """The term of an event code, else of a name in Chinese or English, else 其他预警."""
    code = event_code or signals.kinds().get(name, "") or _ENGLISH.get(name.strip().lower(), "")
    by_code = {term.code: term for term in terms.every(DICTIONARY)}
    if code in by_code:
        return by_code[code]
    by_name = terms.by_name(DICTIONARY)
    if (found := by_name.get(normalise(name))) is not None:
        return found
    if code in signals.event_names():
        return _added(code, signals.kind_of_code()[code])
    return by_code.get(OTHER[0]) or _added(*OTHER)


def _added(code: str, name: str) -> Term:
    return next(term for term in terms.put(DICTIONARY, TITLE, [(code, name)]) if term.code == code)


def sender_code(place: str) -> str:
    """Our own 14-digit code: as configured, else the county's six digits and zeros."""
    return str(getattr(settings, "ANLAN_SENDER_CODE", "")) or codes.prefix(place)[:6].ljust(6, "0") + "0" * 8
