"""The ledgers of money and of honours."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.ledger.declaration import Group, Ledger
from anlan.kit.ledger.registry import register
from anlan.subjects.governance.ledgers.held import BY_OFFICE, BY_TOWNS, OF_PLACE, SECTION
from anlan.subjects.governance.models import Award, Fund


@register
class FundLedger(Ledger):
    """资金：用途、来源、拨付、支出。"""

    model = Fund
    code = "fund"
    unit = _("笔")
    section = SECTION
    icon = "database"
    columns = ("name", "use", "source", "year", "allocated_on", "budget", "amount", "spent", "unit", "place")
    chips = {_("今年"): lambda: Q(allocated_on__gte=clock.today().replace(month=1, day=1))}
    search = ("name", "payer", "paper", "note")
    filters = {
        "place": ["subtree"], "use": ["exact"], "source": ["exact"], "year": ["exact"], "allocated_on": ["range"],
    }  # fmt: skip
    sorts = ("-allocated_on", "-id")
    groups = (
        Group(_("资金"), ("name", "use", "source", "year", "allocated_on", "budget", "amount", "spent")),
        Group(_("单位"), ("payer", "unit", "place", "paper", "note")),
    )
    import_keys = (("name", "allocated_on"),)
    synonyms = {
        "name": ("项目名称", "资金项目"), "amount": ("金额", "拨付金额", "下达金额"), "allocated_on": ("拨付时间",),
        "use": ("资金用途",), "source": ("来源",), "year": ("年度", "年份"), "spent": ("支出金额", "已使用"),
    }  # fmt: skip
    unlinked = {"unit": "note"}
    scope = OF_PLACE
    grants = BY_OFFICE | {
        "view": (roles.SAFETY_OFFICE, roles.LEADER, roles.TOWNSHIP, roles.WAREHOUSE),
        "export": (roles.SAFETY_OFFICE, roles.LEADER),
    }
    photographs = (("paper", _("拨款文件")),)
    chart = ("use", "source", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        negative = _now("金额不能小于 0。")
        return {
            name: negative
            for name in ("budget", "amount", "spent")
            if values.get(name) is not None and values[name] < 0
        }


@register
class AwardLedger(Ledger):
    """荣誉表彰：级别、年度、授予单位。"""

    model = Award
    code = "award"
    unit = _("项")
    section = SECTION
    icon = "circle-check"
    columns = ("name", "kind", "level", "year", "conferred_on", "conferred_by", "unit", "person", "place")
    chips = {_("今年"): lambda: Q(conferred_on__gte=clock.today().replace(month=1, day=1))}
    search = ("name", "conferred_by", "person", "paper", "unit__name")
    filters = {
        "place": ["subtree"], "level": ["exact"], "kind": ["exact"], "year": ["exact"], "conferred_on": ["range"],
    }  # fmt: skip
    sorts = ("-conferred_on", "-id")
    groups = (
        Group(_("荣誉"), ("name", "kind", "level", "year", "conferred_on", "conferred_by", "paper")),
        Group(_("获奖者"), ("unit", "person", "place")),
    )
    import_keys = (("name", "year", "unit"), ("name", "year", "person"))
    synonyms = {"name": ("奖项", "奖项名称"), "conferred_on": ("获奖时间", "表彰时间"), "conferred_by": ("表彰单位",)}
    unlinked = {"unit": "person"}
    scope = OF_PLACE
    grants = BY_TOWNS
    photographs = (("paper", _("证书与文件")),)
    chart = ("level", "kind", "place")
