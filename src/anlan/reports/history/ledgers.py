"""The ledger of past figures."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import Group, Ledger
from anlan.kit.ledger.registry import register
from anlan.reports.figures import registry
from anlan.reports.history import known
from anlan.reports.history.choices import FigureStatus
from anlan.reports.history.flows import confirming
from anlan.reports.history.models import PastFigure

OFFICE = (roles.SAFETY_OFFICE,)
READERS = (roles.SAFETY_OFFICE, roles.LEADER, roles.ENFORCEMENT, roles.TOWNSHIP)
INDICATOR = Column("indicator", _("对应指标"), text_of=lambda row: known.name_of(row.indicator))


@register
class PastFigureLedger(Ledger):
    """往年数字：从旧报告读出、从 Excel 导入或手工录入，确认以后用于同比。"""

    model = PastFigure
    code = "past-figure"
    section = _("统计报告")
    icon = "history"
    unit = _("个")
    columns = ("name", INDICATOR, "value", "unit", "from_on", "to_on", "place", "campaign", "status", "source")
    chips = {
        _("待确认"): Q(status=FigureStatus.PROPOSED),
        _("已确认"): Q(status=FigureStatus.CONFIRMED),
        _("没有对应指标"): Q(indicator=""),
    }
    search = ("name", "campaign", "source", "sentence")
    filters = {
        "place": ["subtree"], "status": ["exact"], "from_on": ["range"], "indicator": ["exact"],
    }  # fmt: skip
    sorts = ("-from_on", "-id")
    groups = (
        Group(_("数字"), ("name", "indicator", "value", "unit", "approximate", "bound")),
        Group(_("口径"), ("from_on", "to_on", "place", "campaign")),
        Group(_("来源"), ("source", "sentence")),
    )
    import_keys = (("name", "from_on", "to_on", "place", "campaign"), ("name", "from_on", "to_on", "place"))
    synonyms = {
        "name": ("指标", "统计指标", "项目名称"),
        "indicator": ("指标编码", "指标代码"), "value": ("数量", "数字", "值", "数据"),
        "unit": ("计量单位",), "from_on": ("开始日期", "统计起始"), "to_on": ("结束日期", "统计截止"),
        "campaign": ("专项", "行动名称"), "source": ("报告名称", "文件名称", "出处"), "sentence": ("原句",),
    }  # fmt: skip
    flow = confirming
    scope = Scope(line=None)
    grants = dict.fromkeys(("add", "change", "delete", "import"), OFFICE) | {"view": READERS, "export": READERS}

    def tidy(self, values: dict[str, Any]) -> None:
        """An indicator typed by its name, or left empty beside the name of one, becomes its code."""
        typed = values.get("indicator") or ""
        if typed and (code := known.code_of(typed)) is not None:
            values["indicator"] = code
        elif not typed and "indicator" in values and (named := registry.by_name(values.get("name") or "")) is not None:
            values["indicator"] = named.code

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        wrong = {}
        if (typed := values.get("indicator")) and known.code_of(typed) is None:
            near = "、".join(registry.nearest(typed)) or _now("没有相近的")
            wrong["indicator"] = _now("没有指标“%(typed)s”。相近的：%(near)s。") % {"typed": typed, "near": near}
        first, last = values.get("from_on"), values.get("to_on")
        if first and last and last < first:
            wrong["to_on"] = _now("截止日期不能早于起始日期。")
        return wrong
