"""The ledgers of checklists and their items. Know nothing of what was answered."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people.access import Scope
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, KEEPERS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.hazards.models import Checklist, ChecklistItem

SHARED = Scope(place=None, line=None)
GRANTS = {
    "view": DEFAULT_GRANTS["view"],
    "delete": KEEPERS[:2],
    "add": KEEPERS[:2],
    "change": KEEPERS[:2],
    "import": KEEPERS[:2],
}


def _valid() -> Q:
    today = clock.today()
    return Q(valid_from_on__lte=today) & (Q(valid_to_on=None) | Q(valid_to_on__gte=today))


@register
class ChecklistLedger(Ledger):
    """检查表：按行业编制，按版次启用和停用。"""

    model = Checklist
    code = "checklist"
    unit = _("张")
    section = _("安全监管")
    icon = "clipboard-text"
    headline = "name"
    columns = ("name", "edition", "sector", "kind", "body", "valid_from_on", "valid_to_on")
    chips = {_("现行有效"): _valid, _("已停用"): lambda: Q(valid_to_on__lt=clock.today())}
    search = ("name", "code", "basis")
    filters = {"sector": ["exact"], "kind": ["exact"], "valid_from_on": ["range"]}
    sorts = ("-valid_from_on", "-id")
    groups = (
        Group(_("检查表"), ("name", "edition", "code", "sector", "kind", "body")),
        Group(_("依据与期限"), ("basis", "valid_from_on", "valid_to_on", "note")),
    )
    import_keys = (("code",), ("name",))
    synonyms = {
        "name": ("检查表", "表名", "清单名称"),
        "edition": ("版本", "版本号"),
        "code": ("编码", "表号"),
        "sector": ("行业", "所属行业", "适用主体类型"),
        "kind": ("检查类别",),
        "basis": ("依据", "法律依据"),
        "valid_from_on": ("生效日期", "启用时间"),
        "valid_to_on": ("失效日期", "停用时间"),
    }
    scope = SHARED
    grants = GRANTS
    related = (Related("checklist-item", "checklist"),)
    photographs = (("paper", _("检查表原件")),)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        first, last = values.get("valid_from_on"), values.get("valid_to_on")
        return {"valid_to_on": str(_("停用日期不能早于启用日期。"))} if first and last and last < first else {}


@register
class ChecklistItemLedger(Ledger):
    """检查事项：检查表里的一条。"""

    model = ChecklistItem
    code = "checklist-item"
    section = _("安全监管")
    icon = "list"
    headline = "content"
    columns = ("checklist", "position", "section", "title", "content", "method", "basis", "major")
    chips = {_("提示重大隐患"): Q(major=True), _("重点检查事项"): Q(weighty=True)}
    search = ("content", "title", "code", "basis")
    filters = {"checklist": ["exact"], "major": ["exact"], "weighty": ["exact"]}
    sorts = ("-id",)
    groups = (
        Group(_("事项"), ("checklist", "position", "code", "section", "title", "content", "method")),
        Group(_("依据与性质"), ("basis", "penalty", "weighty", "major")),
    )
    import_keys = (("checklist", "position"),)
    synonyms = {
        "checklist": ("检查表名称", "所属检查表", "检查表编码"),
        "position": ("编号", "条号", "项次"),
        "section": ("类别", "检查项目", "项目类别", "检查类别", "工作流程", "检查流程", "检查单元"),
        "title": ("抽查事项", "检查项", "事项名称"),
        "content": ("检查要点", "检查内容(要点)", "检查标准", "检查内容和要求", "排查内容", "具体内容"),
        "method": ("检查方式", "方法", "查验方式"),
        "basis": ("依据", "法律依据", "法规标准", "排查依据"),
        "penalty": ("处罚依据与裁量", "罚则"),
        "weighty": ("是否重点检查事项", "是否重点"),
        "major": ("是否重大隐患", "重大隐患"),
    }
    scope = SHARED
    grants = GRANTS
