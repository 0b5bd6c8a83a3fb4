"""一企一册: everything known of one firm, from every ledger whose rows lead to it, within what the reader may see.

Other subjects' ledgers follow by themselves through the registry; what is no ledger registers a section here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from anlan.base.people import access
from anlan.base.people.models import Organisation
from anlan.kit.ledger.columns import shown
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import joined, visible
from anlan.kit.ledger.registry import ledger_of, ledgers
from anlan.subjects.enterprises.models import Enterprise

SHOWN = 20
COLUMNS = 7
WAITING_SHOWN = 10
OWN_UNIT = ("organisation", "unit")
Row = tuple[str, Sequence[Any]]
Rows = Callable[[HttpRequest, Enterprise], Iterable[Row] | None]


@dataclass(frozen=True)
class Section:
    """One card of the file: rows are (address, cells)."""

    title: str
    labels: tuple[str, ...]
    rows: tuple[Row, ...]
    count: int
    code: str = ""
    url: str = ""
    new_url: str = ""

    @property
    def cut(self) -> bool:
        """Are there more rows than are shown?"""
        return self.count > len(self.rows)


@dataclass(frozen=True)
class Extra:
    """A section that is no ledger's rows."""

    order: int
    title: Any
    labels: tuple[Any, ...]
    rows: Rows


_extras: dict[str, Extra] = {}


def register_section(order: int, title: Any, rows: Rows, labels: tuple[Any, ...] = ()) -> None:
    """Show what ``rows(request, enterprise)`` gives, (address, cells) each, before all ledgers where ``order`` is below
    zero, else after them; ``None`` where this reader may not see it. Called from ``apps.py``."""
    _extras[str(title)] = Extra(order, title, labels, rows)


def forget_section(title: Any) -> None:
    """For tests that register one of their own."""
    _extras.pop(str(title), None)


def path_to_firm(ledger: Ledger) -> str:
    """The look-up by which rows of a ledger lead to a firm, directly or over one link; empty where none does."""
    links: list[Any] = [field for field in ledger.model._meta.concrete_fields if field.many_to_one or field.one_to_one]
    for field in links:
        if field.related_model is Enterprise:
            return str(field.name)
    for field in links:
        other = field.related_model
        if other is ledger.model or ledger_of(other) is None:
            continue
        for onward in other._meta.concrete_fields:
            if onward.many_to_one and onward.related_model is Enterprise:
                return f"{field.name}__{onward.name}"
    return ""


def condition(ledger: Ledger, firm: Enterprise) -> Q | None:
    """Which rows of a ledger are about the firm: by link, by its own unit, or by being about it."""
    if ledger.model is Enterprise or ledger.system:
        return None
    if path := path_to_firm(ledger):
        return Q(**{path: firm.pk})
    if firm.organisation_id is not None:
        for name in OWN_UNIT:
            field: Any = _field(ledger, name)
            if field is not None and field.is_relation and field.related_model is Organisation:
                return Q(**{name: firm.organisation_id})
    if _field(ledger, "about") is not None and _field(ledger, "about_id") is not None:
        return Q(about="enterprise", about_id=firm.pk)
    return None


def sections(request: HttpRequest, firm: Enterprise) -> list[Section]:
    """All sections that this reader may see; those without rows last, so that a printed file begins with what is."""
    extras = sorted(_extras.values(), key=lambda one: one.order)
    before = [made for one in extras if one.order < 0 and (made := _extra(request, firm, one))]
    after = [made for one in extras if one.order >= 0 and (made := _extra(request, firm, one))]
    found = [
        _section(request, ledger, about, firm)
        for ledger in ledgers()
        if access.can(request.user, f"{ledger.code}.view") and (about := condition(ledger, firm)) is not None
    ]
    return [*before, *sorted(found, key=lambda one: not one.count), *after]


def waiting(request: HttpRequest, firm: Enterprise) -> list[dict[str, Any]]:
    """What of this firm waits for the reader, earliest deadline first."""
    found = []
    for ledger, row in _waiting_rows(request, firm):
        due = ledger.deadline(row)
        found.append(
            {
                "kind": ledger.title,
                "title": ledger.headline_column.text(row),
                "due": due,
                "url": reverse("ledger-detail", args=[ledger.code, row.pk]),
            }
        )
    found.sort(key=lambda item: (item["due"] is None, str(item["due"] or "")))
    return found[:WAITING_SHOWN]


def _waiting_rows(request: HttpRequest, firm: Enterprise) -> Iterator[tuple[Ledger, Any]]:
    user = request.user
    for ledger in ledgers():
        if not access.can(user, f"{ledger.code}.view") or (about := condition(ledger, firm)) is None:
            continue
        mine = ledger.waiting(user)
        if mine is not None:
            rows = visible(ledger, user).filter(about).filter(mine)
            for row in joined(rows, ledger, (ledger.headline_column,)).order_by("pk")[:WAITING_SHOWN]:
                yield ledger, row


def _section(request: HttpRequest, ledger: Ledger, about: Q, firm: Enterprise) -> Section:
    rows = visible(ledger, request.user).filter(about)
    path = path_to_firm(ledger)
    columns = tuple(column for column in ledger.listed if column.name != path)[:COLUMNS]
    first = list(joined(rows, ledger, columns, lean=True).order_by("-pk")[:SHOWN])
    direct = path if path and "__" not in path else ""
    listed = reverse("ledger-list", args=[ledger.code])
    adds = bool(direct) and access.can(request.user, f"{ledger.code}.add")
    return Section(
        ledger.title,
        tuple(str(column.label) for column in columns),
        tuple(
            (
                reverse("ledger-detail", args=[ledger.code, row.pk]),
                [shown(column, ledger.masked.get(column.name), row) for column in columns],
            )
            for row in first
        ),
        rows.count() if len(first) == SHOWN else len(first),
        ledger.code,
        f"{listed}?{direct}={firm.pk}" if direct and direct in ledger.filters else "",
        f"{reverse('ledger-new', args=[ledger.code])}?{direct}={firm.pk}" if adds else "",
    )


def _extra(request: HttpRequest, firm: Enterprise, one: Extra) -> Section | None:
    rows = one.rows(request, firm)
    if rows is None:
        return None
    kept = tuple(rows)
    return Section(str(one.title), tuple(str(label) for label in one.labels), kept[:SHOWN], len(kept))


def _field(ledger: Ledger, name: str) -> Any:
    try:
        return ledger.model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
