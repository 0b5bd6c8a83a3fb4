"""The ledgers of score sheets, their items, and assessments."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.governance.choices import AssessmentStatus, SheetStatus
from anlan.subjects.governance.flows import assessing, sheets
from anlan.subjects.governance.ledgers.held import BY_OFFICE, BY_TOWNS, OF_PLACE, SECTION
from anlan.subjects.governance.models import Assessment, Sheet, SheetItem

UNSCOPED = Scope(place=None, line=None)
READERS = (*DEFAULT_GRANTS["view"],)
FROZEN = _("评分表已启用，评分项不能再改；请先“起草新版”。")


@register
class SheetLedger(Ledger):
    """考核评分表：六有、三有、八化、五到位等，各地自定，按版本保存。"""

    model = Sheet
    code = "score-sheet"
    unit = _("张")
    section = SECTION
    icon = "clipboard-check"
    columns = ("name", "kind", "revision", "status", "unit_kinds", "all_needed", "pass_score", "from_on", "source")
    chips = {_("启用"): Q(status=SheetStatus.IN_FORCE)}
    search = ("name", "family", "source")
    filters = {"kind": ["exact"], "status": ["exact"]}
    sorts = ("name", "-id")
    groups = (
        Group(_("评分表"), ("name", "family", "revision", "kind", "unit_kinds", "source")),
        Group(_("达标规则"), ("pass_score", "all_needed", "from_on")),
    )
    import_keys = (("name",),)
    synonyms = {"name": ("名称",), "kind": ("类别",)}
    flow = sheets
    scope = UNSCOPED
    grants = BY_OFFICE | {"view": READERS}
    related = (Related("score-item", "sheet"), Related("assessment", "sheet"))


@register
class SheetItemLedger(Ledger):
    """评分项：内容、标准、分值。"""

    model = SheetItem
    code = "score-item"
    unit = _("项")
    section = SECTION
    icon = "list"
    headline = "content"
    columns = ("sheet", "position", "part", "content", "criterion", "points", "veto")
    chips = {_("一票否决"): Q(veto=True)}
    search = ("content", "criterion", "part")
    filters = {"sheet": ["exact"], "veto": ["exact"]}
    sorts = ("position", "-id")
    groups = (Group(_("评分项"), ("sheet", "position", "part", "content", "criterion", "points", "veto")),)
    import_keys = (("sheet", "position"),)
    synonyms = {
        "position": ("序号",), "part": ("类别", "一级指标"), "content": ("考核项目", "二级指标", "内容"),
        "criterion": ("评分细则", "考核标准"), "points": ("满分", "标准分"),
    }  # fmt: skip
    scope = UNSCOPED
    grants = BY_OFFICE | {"view": READERS}

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        sheet = values.get("sheet")
        if sheet is not None and sheet.status != SheetStatus.DRAFT:
            return {"sheet": str(FROZEN)}
        if values.get("points") is not None and values["points"] < 0:
            return {"points": _now("分值不能小于 0。")}
        return {}


@register
class AssessmentLedger(Ledger):
    """考核评分：哪个单位、哪一年、按哪张表、得多少分。"""

    model = Assessment
    code = "assessment"
    unit = _("份")
    section = SECTION
    icon = "chart-bar"
    headline = "number"
    columns = (
        "number", "unit", "sheet", "year", "period", "status",
        Column("answered", _("已评"), text_of=lambda row: f"{row.answered}/{row.of_items}"),
        "met", "score", "passed", "assessed_on", "assessor",
    )  # fmt: skip
    chips = {
        _("评分中"): Q(status=AssessmentStatus.OPEN),
        _("待确认"): Q(status=AssessmentStatus.SUBMITTED),
        _("达标"): Q(passed=True),
        _("不达标"): Q(passed=False),
    }
    search = ("number", "assessor", "opinion", "unit__name", "sheet__name")
    filters = {
        "sheet": ["exact"], "place": ["subtree"], "year": ["exact"], "unit": ["exact"], "status": ["exact"],
        "passed": ["exact"], "assessed_on": ["range"], "sheet__kind": ["exact"],
    }  # fmt: skip
    sorts = ("-assessed_on", "-id", "-score")
    groups = (
        Group(_("考核"), ("sheet", "unit", "place", "year", "period")),
        Group(_("评分"), ("assessed_on", "assessor", "opinion")),
    )
    import_keys = (("number",), ("sheet", "unit", "year", "period"))
    synonyms = {"unit": ("单位", "被考核单位名称"), "sheet": ("考核表",), "assessed_on": ("考核时间",)}
    flow = assessing
    scope = OF_PLACE
    grants = BY_TOWNS | {"add": (roles.SAFETY_OFFICE, roles.TOWNSHIP), "view": READERS}
    photographs = (("evidence", _("佐证材料")),)
    number = "KH"
    chart = ("sheet__kind", "place", "status")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        sheet = values.get("sheet")
        if sheet is not None and sheet.status == SheetStatus.DRAFT:
            return {"sheet": _now("评分表还没有启用。")}
        if values.get("assessed_on") and values["assessed_on"] > clock.today():
            return {"assessed_on": _now("考核日期不能晚于今天。")}
        return {}

    def prepare(self, rows: Sequence[Any]) -> None:
        """How many items there are to score."""
        keys = {row.sheet_id for row in rows}
        counted = Counter(SheetItem.objects.filter(sheet__in=keys).values_list("sheet_id", flat=True))
        for row in rows:
            row.of_items = counted[row.sheet_id]

    def waiting(self, user: Any) -> Q | None:
        """To finish scoring, and to confirm."""
        mine = Q(pk__in=[])
        if access.can(user, "assessment.move.confirm"):
            mine |= Q(status=AssessmentStatus.SUBMITTED)
        if access.can(user, "assessment.move.submit"):
            mine |= Q(status=AssessmentStatus.OPEN)
        return mine
