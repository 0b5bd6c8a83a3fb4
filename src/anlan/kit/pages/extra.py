"""Pages of the menu that are no ledger's list: boards, rosters, walls. Registered from ``apps.py``."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ExtraPage:
    """``section`` as in the menu, ``url_name`` of a view without arguments, ``grant`` without which it is not shown."""

    section: Any
    title: Any
    url_name: str
    grant: str


_pages: dict[str, ExtraPage] = {}


def add_page(section: Any, title: Any, url_name: str, grant: str) -> None:
    """Put a page into the menu; the view itself must ask for the same grant."""
    _pages[url_name] = ExtraPage(section, title, url_name, grant)


def extra_pages() -> tuple[ExtraPage, ...]:
    """All of them, in the order of their registration."""
    return tuple(_pages.values())
