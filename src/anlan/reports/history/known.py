"""Indicators as the reader and the form of past figures know them: by code, by name, by what was typed."""

from functools import lru_cache

from django.http import Http404

from anlan.reports.figures import registry
from anlan.reports.figures.declaration import Indicator
from anlan.reports.history import matching
from anlan.reports.history.matching import Catalogue, Entry

MOST = 12


def catalogue() -> Catalogue:
    """The catalogue of indicators, prepared for matching."""
    return _prepared(tuple(entry_of(one) for one in registry.indicators()))


def entry_of(one: Indicator) -> Entry:
    """An indicator as matching knows it."""
    return Entry(one.code, str(one.name), str(one.unit))


@lru_cache(maxsize=2)
def _prepared(entries: tuple[Entry, ...]) -> Catalogue:
    return matching.catalogue(entries)


def name_of(code: str) -> str:
    """The Chinese name of a code; the code itself where no indicator has it any more."""
    if not code:
        return ""
    try:
        return str(registry.indicator(code).name)
    except Http404:
        return code


def unit_of(code: str) -> str:
    """The unit of a code; empty where no indicator has it."""
    try:
        return str(registry.indicator(code).unit)
    except Http404:
        return ""


def code_of(typed: str) -> str | None:
    """The code of what was typed, be it code or name; ``None`` where there is no such indicator."""
    typed = typed.strip()
    found = registry.by_name(typed)
    if found is not None:
        return found.code
    return next((one.code for one in registry.indicators() if one.code == typed), None)


def searched(text: str) -> list[dict[str, str]]:
    """Indicators whose name or code holds what was typed, then those that resemble it."""
    text = text.strip()
    entries = catalogue().entries
    held = [one for one in entries if text in one.name or text in one.code] if text else []
    like = [one for _mark, one in catalogue().best(text, "", most=MOST) if one not in held] if text else []
    return [{"key": one.code, "name": one.name, "more": one.unit} for one in [*held, *like][:MOST]]
