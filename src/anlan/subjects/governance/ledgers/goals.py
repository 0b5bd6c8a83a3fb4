"""The ledger of targets."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import Group, Ledger
from anlan.kit.ledger.registry import register
from anlan.subjects.governance.choices import Bound
from anlan.subjects.governance.ledgers.held import BY_TOWNS, SECTION
from anlan.subjects.governance.models import Target

REACHED = Q(bound=Bound.AT_LEAST, actual__gte=F("goal")) | Q(bound=Bound.AT_MOST, actual__lte=F("goal"))


def _reached(row: Any) -> str:
    if row.reached is None:
        return _now("未填实际值") if row.year <= clock.today().year else "—"
    share = f"（{row.share}%）" if row.share is not None else ""
    return (_now("达到") if row.reached else _now("未达到")) + share


def _reached_cell(row: Any) -> Any:
    tone = {None: "soon" if row.year <= clock.today().year else "quiet", True: "done", False: "late"}[row.reached]
    return format_html('<span class="{}">{}</span>', tone, _reached(row))


@register
class TargetLedger(Ledger):
    """目标指标：规划、要点和责任书里的目标，逐年对照实际值。"""

    model = Target
    code = "target"
    unit = _("项")
    section = SECTION
    icon = "chart-bar"
    columns = (
        "name", "plan", "year", "bound", "goal", "measured_in", "actual",
        Column("reached", _("完成情况"), text_of=_reached, html_of=_reached_cell), "organisation", "measured_on",
    )  # fmt: skip
    chips = {
        _("今年"): lambda: Q(year=clock.today().year),
        _("未填实际值"): lambda: Q(actual=None, year__lte=clock.today().year),
        _("达到"): REACHED,
        _("未达到"): Q(actual__isnull=False) & ~REACHED,
    }
    search = ("name", "plan", "note")
    filters = {
        "year": ["exact"], "kind": ["exact"], "place": ["subtree"], "organisation": ["exact"], "due_on": ["range"],
        "line": ["subtree"],
    }  # fmt: skip
    sorts = ("-year", "-id", "due_on")
    groups = (
        Group(_("指标"), ("name", "kind", "plan", "document", "year", "due_on", "organisation")),
        Group(_("数值"), ("measured_in", "bound", "base", "goal", "actual", "measured_on")),
        Group(_("范围"), ("place", "line", "note")),
    )
    import_keys = (("name", "year", "plan"),)
    synonyms = {
        "name": ("指标", "目标名称", "主要指标"), "plan": ("规划名称", "来源"), "year": ("年份", "年度"),
        "goal": ("目标", "计划数", "计划值", "规划值"), "actual": ("完成数", "完成值", "实绩", "完成情况"),
        "measured_in": ("单位",), "base": ("基数", "上年实际"), "organisation": ("责任部门", "牵头单位"),
    }  # fmt: skip
    unlinked = {"document": "note", "organisation": "note"}
    grants = BY_TOWNS
    chart = ("year", "kind", "organisation")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        if "actual" in values and "measured_on" in values and values["actual"] is not None:
            if values["measured_on"] is None:
                return {"measured_on": _now("填了实际值，请写明截至哪一天。")}
            if values["measured_on"] > clock.today():
                return {"measured_on": _now("实际值的日期不能晚于今天。")}
        return {}

    def deadline(self, row: Any) -> Any:
        return row.due_on if not row.reached else None
