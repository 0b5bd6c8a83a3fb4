"""Ledgers of statutory limits and of the formulas behind the five rates."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.kit.ledger.declaration import KEEPERS, Group, Ledger
from anlan.kit.ledger.registry import register
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.ledgers.officers import SECTION
from anlan.subjects.enforcement.models import RateFormula, StatutoryLimit
from anlan.subjects.enforcement.rules import formula

EVERYWHERE = Scope(place=None, line=None)
GRANTS = {
    "view": (*KEEPERS, roles.LEADER),
    **dict.fromkeys(("add", "change", "import"), (roles.ENFORCEMENT, roles.SAFETY_OFFICE)),
}


@register
class StatutoryLimitLedger(Ledger):
    """法定期限和限额：按法律和省里规定维护，案件办理期限据此计算。"""

    model = StatutoryLimit
    code = "statutory-limit"
    unit = _("项")
    section = SECTION
    icon = "alarm"
    headline = "matter"
    columns = ("code", "matter", "trigger", "amount", "unit", "basis", "note")
    search = ("code", "matter", "basis")
    filters = {"unit": ["exact"]}
    sorts = ("code", "-id")
    groups = (Group(_("期限"), ("code", "matter", "trigger", "amount", "unit", "basis", "note")),)
    import_keys = (("code",),)
    synonyms = {"matter": ("名称",), "amount": ("期限", "限额"), "trigger": ("起算点",), "basis": ("法律依据",)}
    scope = EVERYWHERE
    grants = GRANTS


@register
class RateFormulaLedger(Ledger):
    """五率公式：分子、分母可以改，口径写在旁边。"""

    model = RateFormula
    code = "rate-formula"
    unit = _("项")
    section = SECTION
    icon = "chart-bar"
    headline = "name"
    columns = ("code", "name", "numerator", "denominator", "target", "position", "active")
    chips = {_("启用"): Q(active=True)}
    search = ("code", "name", "definition")
    filters = {"active": ["exact"]}
    sorts = ("position", "-id")
    groups = (
        Group(_("公式"), ("code", "name", "numerator", "denominator", "target", "position", "active")),
        Group(_("口径"), ("definition",)),
    )
    import_keys = (("code",),)
    synonyms = {"name": ("名称",), "target": ("目标值",), "definition": ("统计口径说明",)}
    scope = EVERYWHERE
    grants = GRANTS

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return {
            name: sentence
            for name in ("numerator", "denominator")
            if values.get(name) and (sentence := formula.check(values[name], queries.COUNTS))
        }
