"""The ledger of key periods."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger
from anlan.kit.ledger.registry import register
from anlan.subjects.governance import rules
from anlan.subjects.governance.models import KeyPeriod

KEEPERS = (roles.SAFETY_OFFICE, roles.DUTY, roles.COMMAND, roles.TOWNSHIP)


def _standing(period: Any) -> str:
    now = clock.now()
    if now < period.begins_at:
        return _now("未开始")
    return _now("进行中") if now < period.ends_at else _now("已结束")


def _standing_cell(period: Any) -> Any:
    dot = {"未开始": "found", "进行中": "rectifying", "已结束": "closed"}[_standing(period)]
    return format_html('<span class="state"><span class="state-dot state-{}"></span>{}</span>', dot, _standing(period))


@register
class KeyPeriodLedger(Ledger):
    """重要时段：到点自动启用加强值守，到期自动解除。"""

    model = KeyPeriod
    code = "key-period"
    unit = _("个")
    section = _("责任督办")
    icon = "alarm"
    columns = (
        "name",
        "kind",
        "place",
        Column("standing", _("状态"), text_of=_standing, html_of=_standing_cell),
        "begins_at",
        "ends_at",
        "leave_cancelled",
        "daily_report",
        "checks_a_day",
    )
    chips = {
        _("进行中"): lambda: Q(begins_at__lte=clock.now(), ends_at__gt=clock.now()),
        _("未开始"): lambda: Q(begins_at__gt=clock.now()),
    }
    search = ("name", "requirement")
    filters = {"place": ["subtree"], "kind": ["exact"], "begins_at": ["range"], "line": ["subtree"]}
    sorts = ("-begins_at", "-id")
    groups = (
        Group(_("时段"), ("name", "kind", "place", "line", "begins_at", "ends_at")),
        Group(
            _("到点自动启用的规则"),
            ("on_duty_parts", "of_parts", "leave_cancelled", "daily_report", "checks_a_day", "requirement"),
        ),
    )
    import_keys = (("name", "begins_at"),)
    synonyms = {"name": ("名称", "重点时段", "特护期"), "begins_at": ("起",), "ends_at": ("止",)}
    scope = Scope()
    grants = {
        "view": tuple(dict.fromkeys((*DEFAULT_GRANTS["view"], *KEEPERS))),
        **dict.fromkeys(("add", "change", "delete", "import", "export"), KEEPERS),
    }

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.contradictions(values)
