"""What every page's frame shows: the bureau, the menu for this person, the clock and the strip."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.geo.basemap import BadBaseMap, BaseMap, base_map
from anlan.kit.ledger.registry import ledgers
from anlan.kit.pages.extra import add_page, extra_pages
from anlan.web.headings import HEADINGS

SECTIONS: tuple[tuple[Any, str], ...] = (
    (_("值班值守"), "headset"),
    (_("监测预警"), "broadcast"),
    (_("应急处置"), "alarm"),
    (_("安全监管"), "building-factory"),
    (_("执法"), "gavel"),
    (_("应急准备"), "packages"),
    (_("防灾减灾救灾"), "lifebuoy"),
    (_("宣教培训"), "school"),
    (_("责任督办"), "clipboard-text"),
    (_("统计报告"), "report-analytics"),
    (_("基础数据"), "database"),
    (_("系统管理"), "settings"),
)
Entry = tuple[str, str, str, str]  # section, name, title, address
for title, name, grant in (
    (_("用户管理"), "account-users", "user.view"),
    (_("角色权限"), "account-roles", "role.view"),
    (_("审计记录"), "audit-list", "audit.view"),
    (_("运行状态"), "operations", "operations.view"),
    (_("数据接口说明"), "/api/v1/docs", "operations.view"),  # by address: to reverse its name would load the whole API
):
    add_page(_("系统管理"), title, name, grant)


@dataclass
class Shelf:
    """One heading within a section with its entries; without a label where the section has no headings."""

    label: str
    items: list[dict[str, Any]]

    @property
    def current(self) -> bool:
        """Does the open page stand here?"""
        return any(item["current"] for item in self.items)


@dataclass
class Section:
    """One entry of the left menu with what lies under it."""

    label: str
    icon: str
    url: str
    shelves: list[Shelf] = field(default_factory=list)
    current: bool = False

    @property
    def items(self) -> list[dict[str, Any]]:
        """All its entries, under whatever heading."""
        return [item for shelf in self.shelves for item in shelf.items]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor; the menu is made only where a template asks for it."""
    return {
        "bureau": settings.ANLAN_BUREAU,
        "now": clock.now,
        "menu": lambda: drawn_menu(request),
        "ground": ground,
    }


def ground() -> BaseMap:
    """The bureau's base map; none where its setting is wrong, which the system check says."""
    try:
        return base_map(settings.ANLAN_TILES)
    except BadBaseMap:
        return BaseMap()


def menu(request: HttpRequest) -> tuple[Section, ...]:
    """Only what this person may open, in the order of the bureau's work."""
    asked = _asked(request)
    return _menu(*asked) if asked else ()


def drawn_menu(request: HttpRequest) -> SafeString:
    """The same as HTML."""
    asked = _asked(request)
    return _drawn(*asked) if asked else SafeString("")


def _asked(request: HttpRequest) -> tuple[str, tuple[Entry, ...], str] | None:
    """The language, what this person may open, and where he is; nothing for who is not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    codes, language = tuple(ledger.code for ledger in ledgers()), get_language() or ""
    entries = _open_to(language, codes, len(extra_pages()), access.held(user))
    above = [entry[3] for entry in entries if request.path.startswith(entry[3])]
    # /reports/history/ is not also /reports/
    return language, entries, max(above, key=len, default=request.path if request.path in ("/", "/map") else "")


@lru_cache(maxsize=1024)
def _drawn(language: str, entries: tuple[Entry, ...], here: str) -> SafeString:
    return render_to_string("parts/menu.html", {"menu": _menu(language, entries, here)})


@lru_cache(maxsize=1024)
def _menu(language: str, entries: tuple[Entry, ...], here: str) -> tuple[Section, ...]:
    """The menu as it stands while one of its pages is open, made once for all who may open the same."""
    made = [
        Section(str(_("工作台")), "layout-dashboard", "/", current=here == "/"),
        Section(str(_("一张图")), "map-2", "/map", current=here == "/map"),
    ]
    items: dict[str, list[dict[str, Any]]] = {}
    for section, name, title, url in entries:
        items.setdefault(section, []).append({"name": name, "label": title, "url": url, "current": url == here})
    for label, icon in SECTIONS:
        below = items.get(str(label))
        if below:
            shelves = _shelves(str(label), below)
            first = shelves[0].items[0]["url"]
            made.append(Section(str(label), icon, first, shelves, any(shelf.current for shelf in shelves)))
    return tuple(made)


def _shelves(section: str, items: list[dict[str, Any]]) -> list[Shelf]:
    """A section's entries under their headings, in the order written there; what has none comes last."""
    left = {item["name"]: item for item in items}
    made = []
    for title, names in next((below for label, below in HEADINGS if str(label) == section), ()):
        held = [left.pop(name) for name in names.split() if name in left]
        if held:
            made.append(Shelf(str(title), held))
    if left:
        made.append(Shelf(str(_("其他")) if made else "", list(left.values())))
    return made


@lru_cache(maxsize=256)
def _open_to(language: str, codes: tuple[str, ...], pages: int, held: frozenset[str]) -> tuple[Entry, ...]:
    """Pages and lists that whoever holds these grants may open, pages first."""
    return tuple(entry[:4] for entry in _entries(language, codes, pages) if entry[4] in held)


@lru_cache(maxsize=8)
def _entries(language: str, codes: tuple[str, ...], pages: int) -> tuple[tuple[str, str, str, str, str], ...]:
    """(section, name, title, address, grant) of every entry in a language, made once for these ledgers and pages."""
    extra = [
        (str(one.section), one.url_name, str(one.title), _address(one.url_name), one.grant) for one in extra_pages()
    ]
    listed = [(str(one.section), one.code, one.title, f"/l/{one.code}/", f"{one.code}.view") for one in ledgers()]
    return (*extra, *listed)


def _address(name: str) -> str:
    return name if name.startswith("/") else reverse(name)
