"""All declared indicators by code and by name. Refuses what contradicts itself. Knows no indicator itself."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, Q
from django.http import Http404
from django.utils.translation import gettext as _

from anlan.base.periods import Period
from anlan.kit.ledger.registry import ledger_by_code
from anlan.reports.figures.declaration import Counted, Indicator

_indicators: dict[str, Indicator] = {}
_names: dict[str, Indicator] = {}
I = TypeVar("I", bound=Indicator)  # noqa: E741

Pick = Callable[[str | None, str | None], Decimal | None]  # by place and campaign
Past = Callable[[str, Period], Pick]
Known = Callable[[], frozenset[tuple[str, date, date]]]
OwnOnes = Callable[[], Iterator[Indicator]]


class _Hooks:
    past: Past = staticmethod(lambda code, period: lambda place, campaign: None)
    past_known: Known = staticmethod(frozenset)
    own: OwnOnes = staticmethod(lambda: iter(()))


def register(*indicators: I) -> None:
    """Take indicators into the catalogue. Raises ``ImproperlyConfigured`` with what is wrong."""
    for one in indicators:
        if one.code in _indicators or one.name in _names:
            raise ImproperlyConfigured(f"Two indicators have the code {one.code!r} or the name {one.name!r}.")
        if not one.definition:
            raise ImproperlyConfigured(f"{one.code}: an indicator says what it counts.")
        if isinstance(one, Counted):
            _check(one)
        _indicators[one.code] = _names[one.name] = one


def _check(one: Counted) -> None:
    """No condition may multiply the rows of the pass, by which all other indicators over the ledger would be wrong."""
    model = ledger_by_code(one.facts.ledger).model
    year = Period.parse("2026")
    paths = [one.on, *_paths(one.condition(year))]
    for path in filter(None, paths):
        _walk(model, path, one.code)


def _paths(condition: Q) -> Iterator[str]:
    for child in condition.children:
        if isinstance(child, Q):
            yield from _paths(child)
        elif isinstance(child, tuple):
            yield child[0]


def _walk(model: type[Model], path: str, code: str) -> None:
    for step in path.split("__"):
        if step == "pk":
            return
        found = {item.name: item for item in model._meta.get_fields()}.get(step)
        if found is None:
            return  # a lookup such as gte, which Django itself checks
        if found.one_to_many or found.many_to_many:
            raise ImproperlyConfigured(f"{code}: {path} multiplies rows; use pk__in with a subquery.")
        if found.related_model is None:
            return
        model = found.related_model


def indicators() -> Iterator[Indicator]:
    """All of them, declared and user-made, in the order of their registration."""
    yield from tuple(_indicators.values())
    yield from _Hooks.own()


def declared() -> Iterator[Indicator]:
    """Those that the program itself declares."""
    return iter(tuple(_indicators.values()))


def indicator(code: str) -> Indicator:
    """By code. Raises ``Http404`` with the nearest codes."""
    found = _indicators.get(code) or next((one for one in _Hooks.own() if one.code == code), None)
    if found is None:
        raise Http404(_("没有编码为“%(code)s”的指标。") % {"code": code})
    return found


def by_name(name: str) -> Indicator | None:
    """By its Chinese name, as templates write it."""
    return _names.get(name) or next((one for one in _Hooks.own() if one.name == name), None)


def nearest(name: str, count: int = 3) -> list[str]:
    """Names that resemble one that does not exist."""
    return get_close_matches(name, [one.name for one in indicators()], n=count, cutoff=0.3)


def past_from(read: Past, known: Known) -> None:
    """Figures reported for earlier times are read by ``read``; ``known`` names indicator, first and last day of all."""
    _Hooks.past, _Hooks.past_known = staticmethod(read), staticmethod(known)


def own_from(read: OwnOnes) -> None:
    """User-made indicators are read by this function."""
    _Hooks.own = staticmethod(read)


def past(code: str, period: Period) -> Pick:
    """What was confirmed of an indicator for a time: by place and campaign, None where there is nothing."""
    return _Hooks.past(code, period)


def past_known() -> frozenset[tuple[str, date, date]]:
    """For which indicators and times anything was confirmed, in one query."""
    return _Hooks.past_known()
