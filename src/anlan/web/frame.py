"""What every page's frame shows: the bureau, the menu for this person, the clock and the strip."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.ledger.registry import ledgers

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
SYSTEM_PAGES: tuple[tuple[Any, str, str], ...] = (
    (_("用户管理"), "account-users", "user.view"),
    (_("角色权限"), "account-roles", "role.view"),
    (_("审计记录"), "audit-list", "audit.view"),
    (_("运行状态"), "operations", "operations.view"),
)


@dataclass
class Section:
    """One entry of the left menu with what lies under it."""

    label: str
    icon: str
    url: str
    items: list[dict[str, Any]] = field(default_factory=list)
    current: bool = False


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor; the menu is made only where a template asks for it."""
    return {
        "bureau": settings.ANLAN_BUREAU,
        "now": clock.now,
        "menu": lambda: menu(request),
        "tiles_address": settings.ANLAN_TILES,
    }


def menu(request: HttpRequest) -> list[Section]:
    """Only what this person may open, in the order of the bureau's work."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    made = [
        Section(str(_("工作台")), "layout-dashboard", "/", current=request.path == "/"),
        Section(str(_("一张图")), "map-2", "/map", current=request.path == "/map"),
    ]
    for label, icon in SECTIONS:
        items = [
            {
                "label": ledger.title,
                "url": (url := reverse("ledger-list", args=[ledger.code])),
                "current": request.path.startswith(url),
            }
            for ledger in ledgers()
            if str(ledger.section) == str(label) and access.can(user, f"{ledger.code}.view")
        ]
        if str(label) == str(_("系统管理")):
            items += _system_pages(request)
        if items:
            made.append(Section(str(label), icon, str(items[0]["url"]), items, any(item["current"] for item in items)))
    return made


def _system_pages(request: HttpRequest) -> list[dict[str, Any]]:
    items = []
    for label, name, grant in SYSTEM_PAGES:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        if access.can(request.user, grant):
            items.append({"label": str(label), "url": url, "current": request.path.startswith(url)})
    return items
