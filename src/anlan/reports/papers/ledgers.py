"""The ledgers of report templates and reports."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.kit.ledger.declaration import Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.reports.papers import drafts, spans
from anlan.reports.papers.choices import ReportStatus
from anlan.reports.papers.flows import WRITERS, report
from anlan.reports.papers.models import Report, ReportTemplate

SECTION = _("统计报告")
READERS = (*WRITERS, roles.LEADER)


@register
class ReportTemplateLedger(Ledger):
    """报告模板：本局自己的 Word 模板或提纲，标签填数。"""

    model = ReportTemplate
    code = "report-template"
    unit = _("个")
    section = SECTION
    icon = "clipboard-text"
    columns = ("name", "rhythm", "description", "active", "place", "updated_at")
    chips = {_("启用"): Q(active=True)}
    search = ("name", "description", "outline")
    filters = {"rhythm": ["exact"], "active": ["exact"], "place": ["subtree"]}
    sorts = ("name", "-updated_at")
    groups = (
        Group(_("模板"), ("name", "rhythm", "description", "active")),
        Group(_("提纲"), ("outline",)),
        Group(_("属地"), ("place",)),
    )
    import_keys = (("name",),)
    synonyms = {"name": ("名称", "模板"), "description": ("说明",), "outline": ("正文", "内容")}
    scope = Scope(line=None)
    grants = {
        "view": READERS,
        "export": READERS,
        **dict.fromkeys(("add", "change", "delete", "import"), (roles.SAFETY_OFFICE, roles.COMMAND)),
    }
    related = (Related("report", "template"),)
    photographs = ((drafts.TEMPLATE_SLOT, _("Word 模板（以最后上传的为准）")),)


@register
class ReportLedger(Ledger):
    """报告：由提纲或模板写成，冻结后数字不再变动。"""

    model = Report
    code = "report"
    unit = _("份")
    section = SECTION
    icon = "file-text"
    columns = ("title", "period", "status", "template", "campaign", "place", "ends_on", "frozen_at")
    chips = {
        _("草稿"): Q(status=ReportStatus.DRAFT),
        _("已冻结"): Q(status=ReportStatus.FROZEN),
        _("今年"): lambda: Q(ends_on__year=clock.today().year),
    }
    search = ("title", "note")
    filters = {
        "status": ["exact"],
        "template": ["exact"],
        "outline": ["exact"],
        "campaign": ["exact"],
        "ends_on": ["range"],
        "place": ["subtree"],
        "line": ["subtree"],
    }
    sorts = ("-ends_on", "-id")
    groups = (
        Group(_("报告"), ("title", "outline", "template", "period")),
        Group(_("范围"), ("place", "line", "campaign", "event")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("title", "period"),)
    synonyms = {"title": ("报告名称", "名称"), "period": ("统计时段", "期间"), "campaign": ("专项行动",)}
    flow = report
    grants = {
        "view": READERS,
        "export": READERS,
        "delete": (roles.SAFETY_OFFICE,),
        **dict.fromkeys(("add", "change", "import"), WRITERS),
    }
    photographs = ((drafts.EDITED_SLOT, _("改过的稿子")),)
    chart = ("status", "outline", "template")

    def tidy(self, values: dict[str, Any]) -> None:
        """2026年11月 becomes 2026-11, with its first and last day."""
        try:
            period = spans.read(str(values.get("period") or ""))
        except ValueError:
            return
        values["period"] = period.code

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        wrong = {}
        if "period" in values:
            try:
                spans.read(str(values["period"] or ""))
            except ValueError as fault:
                wrong["period"] = str(fault)
        if "outline" in values and "template" in values and bool(values["outline"]) == bool(values["template"]):
            wrong["outline"] = _now("请在“系统提纲”和“本局模板”里选一个，只选一个。")
        return wrong

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            drafts.complete(row)

    def waiting(self, user: Any) -> Q | None:
        return None
