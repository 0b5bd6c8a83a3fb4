"""Ledgers of draw rules and draws."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.kit.ledger.columns import EMPTY, Column, plain_html
from anlan.kit.ledger.declaration import KEEPERS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.enforcement.choices import DrawStatus
from anlan.subjects.enforcement.flows import random_draw
from anlan.subjects.enforcement.ledgers.officers import SECTION
from anlan.subjects.enforcement.models import Draw, DrawRule

BRIGADE = (roles.ENFORCEMENT, roles.SAFETY_OFFICE)
GRANTS = {"view": (*KEEPERS, roles.LEADER), **dict.fromkeys(("add", "change", "import"), BRIGADE)}
SHORT = 12


@register
class DrawRuleLedger(Ledger):
    """抽取规则：范围、各风险等级的抽取比例、每户几名执法人员。"""

    model = DrawRule
    code = "draw-rule"
    unit = _("条")
    section = SECTION
    icon = "adjustments-horizontal"
    headline = "name"
    columns = ("name", "place", "sectors", "red", "orange", "yellow", "blue", "unrated", "officers_each", "active")
    chips = {_("启用"): Q(active=True)}
    search = ("name",)
    filters = {"place": ["subtree"], "active": ["exact"]}
    sorts = ("name", "-id")
    groups = (
        Group(_("范围"), ("name", "place", "line", "sectors", "matter", "active")),
        Group(_("抽取比例"), ("red", "orange", "yellow", "blue", "unrated")),
        Group(_("其他"), ("officers_each", "yearly_limit")),
    )
    import_keys = (("name",),)
    synonyms = {"name": ("名称",), "red": ("红",), "orange": ("橙",), "yellow": ("黄",), "blue": ("蓝",)}
    grants = GRANTS
    related = (Related("draw", "rule"),)


@register
class DrawLedger(Ledger):
    """双随机抽取：先冻结名录，再用公开号码抽取，任何人可以重算。"""

    model = Draw
    code = "draw"
    unit = _("次")
    section = SECTION
    icon = "refresh"
    headline = "title"
    columns = (
        "number", "title", "rule", "place", "status", "seed_due_at", "seed_source", "picked",
        Column(
            "sha256", _("名录指纹"), text_of=lambda row: row.sha256[:SHORT],
            html_of=lambda row: plain_html(row.sha256[:SHORT] or EMPTY),
        ),
        "drawn_at", "published_on",
    )  # fmt: skip
    chips = {
        _("待冻结"): Q(status=DrawStatus.DRAFT),
        _("待抽取"): Q(status=DrawStatus.FROZEN),
        _("待公示"): Q(status=DrawStatus.DRAWN),
    }
    search = ("number", "title", "seed_source", "sha256")
    filters = {"place": ["subtree"], "status": ["exact"], "rule": ["exact"], "plan": ["exact"]}
    sorts = ("-seed_due_at", "-id")
    groups = (
        Group(_("抽取"), ("title", "rule", "plan", "place", "due_on")),
        Group(_("随机种子"), ("seed_source", "seed_due_at")),
    )
    import_keys = (("number",),)
    synonyms = {"title": ("名称",), "seed_source": ("种子来源",), "due_on": ("检查期限",)}
    flow = random_draw
    scope = Scope(line=None)
    grants = GRANTS
    related = (Related("plan-item", "draw"),)
    number = "SJ"

    def waiting(self, user: Any) -> Q | None:
        if not access.can(user, "draw.move.draw"):
            return None
        return Q(status__in=(DrawStatus.DRAFT, DrawStatus.FROZEN, DrawStatus.DRAWN))
