"""Pages of the menu that are no ledger's list, and what a record leads on to in another subject.

Registered from ``apps.py``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from anlan.base.people import access


@dataclass(frozen=True, slots=True)
class ExtraPage:
    """``section`` as in the menu, ``url_name`` of a view without arguments or an address, ``grant`` without which it is
    not shown; ``front``: it also stands on the first page, for those whose own page it is."""

    section: Any
    title: Any
    url_name: str
    grant: str
    front: bool = False


_pages: dict[str, ExtraPage] = {}


def add_page(section: Any, title: Any, url_name: str, grant: str, *, front: bool = False) -> None:
    """Put a page into the menu; the view itself must ask for the same grant."""
    _pages[url_name] = ExtraPage(section, title, url_name, grant, front)


def extra_pages() -> tuple[ExtraPage, ...]:
    """All of them, in the order of their registration."""
    return tuple(_pages.values())


@dataclass(frozen=True, slots=True)
class Onward:
    """A button on the record's page of some ledgers that leads to another subject's page (叫应队伍 on an alarm).

    ``chases``: it is what to do where the record's deadline is over and others are to act.
    """

    title: Any
    icon: str
    grant: str
    address: Callable[[str, int], str]  # code of the ledger, key of the row
    chases: bool = False


_onward: dict[str, list[Onward]] = {}


def lead_on(codes: Iterable[str], onward: Onward) -> None:
    """Show the button on the records of these ledgers; a code that nobody declares is no fault."""
    for code in codes:
        _onward.setdefault(code, []).append(onward)


def onward_of(code: str) -> tuple[Onward, ...]:
    """The buttons of a ledger's records, whoever may see them."""
    return tuple(_onward.get(code, ()))


@dataclass(frozen=True, slots=True)
class Beside:
    """A button on every list that leads to another view of the same rows; ``address`` of code and query."""

    title: Any
    icon: str
    address: Callable[[str, str], str]
    grant: str = ""  # without which it is not shown


_beside: list[Beside] = []


def beside_list(button: Beside) -> None:
    """Show the button on every list."""
    _beside.append(button)


def buttons_beside(user: Any, code: str, query: str) -> list[dict[str, Any]]:
    """The buttons of one list as it stands for a person: what its template shows."""
    return [
        {"title": one.title, "icon": one.icon, "address": one.address(code, query)}
        for one in _beside
        if not one.grant or access.can(user, one.grant)
    ]
