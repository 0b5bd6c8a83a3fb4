"""Rows of any ledger, made from nothing but its model's fields, so that a new ledger is tested by being declared.

A ledger whose fields hang together in a way that cannot be read off them gets a line in ``HOOKS``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models

from anlan.base.dictionaries.fields import TermField
from anlan.base.dictionaries.models import Dictionary
from anlan.base.dictionaries.multiple import TermsField
from anlan.base.people.models import Line, Organisation
from anlan.base.places.models import Place
from anlan.kit.ledger import entry
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.records import writing
from tests.factories import a_term

FIRST_DAY = date(2026, 9, 1)
_numbers = count(1)


@dataclass
class Side:
    """One of two towns: where its rows lie, whose they are, and the mark that all their texts carry."""

    mark: str
    place: str
    organisation: Organisation
    line: Line
    phones: str
    longitude: float
    latitude: float = 30.2
    given: set[Any] = field(default_factory=set)
    _linked: dict[type, Any] = field(default_factory=dict)

    def linked(self, ledger: Ledger) -> Any:
        """The one row of a ledger that other rows of this side point to."""
        if ledger.model not in self._linked:
            self._linked[ledger.model] = a_row(ledger, self)
        return self._linked[ledger.model]


def a_row(ledger: Ledger, side: Side, **given: Any) -> Any:
    """One row with every field filled, entered as a person would enter it."""
    return entry.enter(ledger, unsaved(ledger, side, **given), actor=None)


def many_rows(ledger: Ledger, side: Side, number: int, **given: Any) -> list[Any]:
    """As many rows at once."""
    rows = [unsaved(ledger, side, **given) for _ in range(number)]
    ledger.prepare(rows)
    entry.number_rows(ledger, rows)
    writing.add_many(rows, actor=None)
    return rows


def unsaved(ledger: Ledger, side: Side, **given: Any) -> Any:
    """A filled row that is not stored yet."""
    return ledger.model(**values(ledger, side) | given)


def values(ledger: Ledger, side: Side) -> dict[str, Any]:
    """A value for every field that people enter or that scopes the row."""
    number = next(_numbers)
    made: dict[str, Any] = {}
    scoping = {
        (path or "").split("__")[0] for path in (ledger.scope.place, ledger.scope.line, ledger.scope.organisation)
    }
    for item in ledger.model._meta.concrete_fields:
        if item.primary_key or item.name in writing.ENVELOPE or (not item.editable and item.name not in scoping):
            continue
        made[item.name] = _value(ledger, item, side, number)
    from tests.contracts.hooks import HOOKS, unchanged  # which make rows of other ledgers in their turn

    HOOKS.get(ledger.code, unchanged)(made, side, number)
    return made


def _value(ledger: Ledger, item: Any, side: Side, number: int) -> Any:
    if isinstance(item, TermField):
        return a_term(item.dictionary, f"{item.verbose_name}甲", "first")
    if isinstance(item, TermsField):
        return (a_term(item.dictionary, f"{item.verbose_name}甲", "first").code,)
    if isinstance(item, models.ForeignKey):
        return _link(ledger, item, side)
    from tests.contracts.hooks import NAMED

    if item.name in NAMED:
        return NAMED[item.name](number)
    if item.name in ("longitude", "latitude"):
        return getattr(side, item.name)
    if item.name in ledger.masked:
        return f"{side.phones}{number % 10000:04d}"
    if item.choices:
        return item.get_default() if item.has_default() else item.flatchoices[0][0]
    return _plain(item, side, number)


def _link(ledger: Ledger, item: Any, side: Side) -> Any:
    target = item.related_model
    if target is Place:
        return None if item.remote_field.model is ledger.model else Place.objects.get(code=side.place)
    if target is Line:
        return side.line
    if target is ledger.model:
        return None
    if target is Organisation:
        return None if ledger.model is Organisation or _taken(item, side) else side.organisation
    if target is Dictionary:
        return Dictionary.objects.get_or_create(code="contract", defaults={"name": "约定"})[0]
    other = ledger_of(target)
    return side.linked(other) if other is not None else None


def _taken(item: Any, side: Side) -> bool:
    """The organisation is given once to a field that only one row may hold it in."""
    taken = isinstance(item, models.OneToOneField) and item in side.given
    side.given.add(item)
    return taken


def _plain(item: Any, side: Side, number: int) -> Any:
    if isinstance(item, models.BooleanField):
        return item.get_default() if item.has_default() else False
    if isinstance(item, models.DateTimeField):
        return datetime(2026, 9, 1, 4, tzinfo=UTC) + timedelta(minutes=number)  # all of them past
    if isinstance(item, models.DateField):
        return FIRST_DAY + timedelta(days=item.creation_counter % 40)  # fields that follow one another hold later days
    if isinstance(item, models.DecimalField):
        return Decimal("1.25")
    if isinstance(item, models.FloatField):
        return 1.5
    if isinstance(item, models.IntegerField):
        return _within(item, number)
    if isinstance(item, models.EmailField):
        return f"{side.mark}{number}@example.org"
    if isinstance(item, (models.CharField, models.TextField)):
        return f"{item.verbose_name} {side.mark}{number}"[-(item.max_length or 200) :]
    return item.get_default()


def _within(item: Any, number: int) -> int:
    """The number, or where the field has a highest value, one that it takes."""
    highest = min((check.limit_value for check in item.validators if isinstance(check, MaxValueValidator)), default=0)
    return number % highest + 1 if 0 < highest < number else number


def checked(beginning: str, check: Callable[[str], str | None]) -> str:
    """The beginning with the check character that the rule accepts."""
    return next(whole for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY" if check(whole := beginning + sign) is None)
