"""Ledgers of yearly plans, planned checks, matters of supervision and quotas of towns."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Case, Q, When
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import KEEPERS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.choices import ItemStatus, ItemWay, PlanStatus
from anlan.subjects.enforcement.flows import checking, planning
from anlan.subjects.enforcement.ledgers.officers import SECTION
from anlan.subjects.enforcement.models import EnforcementPlan, PlanItem, SupervisionMatter, TownQuota
from anlan.subjects.enforcement.rules.workdays import statutory_days, workdays

BRIGADE = (roles.ENFORCEMENT, roles.SAFETY_OFFICE)
GRANTS = {"view": (*KEEPERS, roles.LEADER), **dict.fromkeys(("add", "change", "import"), BRIGADE)}


@register
class EnforcementPlanLedger(Ledger):
    """年度监督检查计划：人员、工作日测算、批准备案。"""

    model = EnforcementPlan
    code = "enforcement-plan"
    unit = _("份")
    section = SECTION
    icon = "clipboard-text"
    columns = (
        "name", "year", "organisation", "staff",
        Column("gross_days", _("总法定工作日"), "integer", text_of=lambda row: str(row.days.gross)),
        Column("supervision_days", _("监督检查工作日"), "integer", text_of=lambda row: str(row.days.supervision)),
        "status", "approved_on", "reported_on",
    )  # fmt: skip
    chips = {
        _("今年"): lambda: Q(year=clock.today().year),
        _("待批准"): Q(status=PlanStatus.DRAFTED),
        _("未备案"): Q(status=PlanStatus.APPROVED, reported_on=None),
    }
    search = ("name", "organisation__name")
    filters = {"year": ["exact"], "place": ["subtree"], "status": ["exact"]}
    sorts = ("-year", "-id")
    groups = (
        Group(_("计划"), ("name", "year", "organisation", "place", "approval", "reported_on")),
        Group(
            _("工作日测算"), ("staff", "statutory_days", "other_days", "non_enforcement_days", "days_a_check")
        ),
        Group(_("说明"), ("note",)),
    )  # fmt: skip
    import_keys = (("year", "organisation"),)
    synonyms = {
        "organisation": ("单位",), "staff": ("人员数", "执法人员总数"), "statutory_days": ("法定工作日天数",),
    }  # fmt: skip
    flow = planning
    scope = Scope(line=None)
    grants = GRANTS
    related = (Related("plan-item", "plan"), Related("town-quota", "plan"), Related("draw", "plan"))
    photographs = (("paper", _("计划文本")),)

    def tidy(self, values: dict[str, Any]) -> None:
        if values.get("year") and not values.get("statutory_days"):
            values["statutory_days"] = statutory_days(int(values["year"]))

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        named = ("staff", "statutory_days", "other_days", "non_enforcement_days")
        if any(values.get(name) is None for name in named):
            return {}
        found = workdays(
            staff=values["staff"], statutory_days=values["statutory_days"], other=values["other_days"],
            non_enforcement=values["non_enforcement_days"],
        )  # fmt: skip
        if found.supervision < 0:
            return {
                "non_enforcement_days": _now("其他工作日合计超过总法定工作日 %(gross)d 天。") % {"gross": found.gross}
            }
        return {}

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            row.statutory_days = row.statutory_days or statutory_days(row.year)


def _late(item: Any) -> Any:
    if item.status == ItemStatus.DONE:
        return item.publish_due_on, None
    return (item.due_on, None) if item.status == ItemStatus.PLANNED else (None, item.done_on)


@register
class PlanItemLedger(Ledger):
    """检查任务：计划查谁、谁去查、查了没有、结果公示没有。"""

    model = PlanItem
    code = "plan-item"
    unit = _("户次")
    section = SECTION
    icon = "list"
    headline = "number"
    columns = (
        "number", "enterprise", "way", "matter", "place", "lead", "second", "status",
        Column(
            "due_on", _("期限"), text_of=lambda row: cells.deadline_text(*_late(row)),
            html_of=lambda row: cells.deadline(*_late(row)),
        ),
        "notified_on", "done_on", "published_on",
    )  # fmt: skip
    chips = {
        _("待检查"): Q(status=ItemStatus.PLANNED),
        _("超期"): lambda: Q(status=ItemStatus.PLANNED, due_on__lt=clock.today()),
        _("未告知"): Q(status=ItemStatus.PLANNED, notice_needed=True, notified_on=None),
        _("待公示"): Q(status=ItemStatus.DONE),
        _("双随机"): Q(way=ItemWay.RANDOM),
        _("重点检查"): Q(way=ItemWay.KEY),
    }
    search = ("number", "enterprise__name", "note")
    filters = {
        "place": ["subtree"], "status": ["exact"], "way": ["exact"], "due_on": ["range"], "done_on": ["range"],
        "plan": ["exact"], "draw": ["exact"], "campaign": ["exact"], "matter": ["exact"], "enterprise": ["exact"],
        "line": ["subtree"],
    }  # fmt: skip
    sorts = ("due_on", "-id")
    groups = (
        Group(_("任务"), ("plan", "enterprise", "matter", "way", "campaign", "due_on", "note")),
        Group(_("承办"), ("organisation", "lead", "second", "place", "line")),
        Group(
            _("结果"), ("notice_needed", "notified_on", "done_on", "inspection", "result", "published_on")
        ),
    )  # fmt: skip
    import_keys = (("number",), ("plan", "enterprise", "way", "due_on"))
    synonyms = {
        "enterprise": ("企业名称", "单位名称", "检查对象名称", "抽查对象"),
        "matter": ("检查事项",),
        "way": ("检查类型", "检查类别", "任务来源"),
        "due_on": ("检查时间安排", "计划完成时间", "完成时限"),
        "organisation": ("承办单位", "检查主体"),
        "lead": ("检查人员1",),
        "second": ("检查人员2",),
        "notified_on": ("告知日期", "告知时间"),
        "done_on": ("检查时间", "实际检查日期"),
        "result": ("抽查结果", "结果"),
        "published_on": ("公示时间",),
        "place": ("乡镇", "所属乡镇", "镇街"),
    }
    unlinked = {"matter": "note", "result": "note"}
    flow = checking
    grants = GRANTS | {"add": KEEPERS, "change": KEEPERS, "import": KEEPERS}
    number = "RW"
    chart = ("place", "way", "status", "result")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors: dict[str, str] = {}
        if values.get("lead") is not None and values.get("lead") == values.get("second"):
            errors["second"] = _now("主办和协办不能是同一人：执法人员不得少于两名。")
        done, published = values.get("done_on"), values.get("published_on")
        if done and published and published < done:
            errors["published_on"] = _now("公示不能早于检查。")
        return errors | self._too_often(values)

    def _too_often(self, values: Mapping[str, Any]) -> dict[str, str]:
        """国办发〔2024〕54号: an enterprise is not inspected more often a year than was published."""
        firm, matter, due = values.get("enterprise"), values.get("matter"), values.get("due_on")
        most = getattr(matter, "yearly_limit", None)
        if firm is None or most is None or due is None or values.get("done_on"):
            return {}
        count = queries.checks_this_year(firm, due.year)
        if count < most:
            return {}
        return {"enterprise": _now("这家企业本年已检查 %(count)d 次，达到“%(matter)s”的年度上限 %(most)d 次。") % {
            "count": count, "matter": matter, "most": most,
        }}  # fmt: skip

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            row.line_id = row.line_id or row.enterprise.line_id
            if row.done_on and row.publish_due_on is None:
                row.publish_due_on = queries.limit_end("OWN-02", row.done_on)

    def deadline(self, row: Any) -> Any:
        return _late(row)[0]

    def due(self) -> Any:
        return Case(When(status=ItemStatus.DONE, then="publish_due_on"), When(status=ItemStatus.PLANNED, then="due_on"))

    def waiting(self, user: Any) -> Q | None:
        mine = Q(pk__in=[])
        if access.can(user, "plan-item.move.done"):
            mine |= Q(status=ItemStatus.PLANNED)
        if access.can(user, "plan-item.move.publish"):
            mine |= Q(status=ItemStatus.DONE)
        return mine


@register
class SupervisionMatterLedger(Ledger):
    """随机抽查事项清单：查什么、依据、频次上限。"""

    model = SupervisionMatter
    code = "supervision-matter"
    unit = _("项")
    section = SECTION
    icon = "columns"
    headline = "name"
    columns = ("code", "name", "category", "kind", "method", "yearly_limit", "joint", "active")
    chips = {_("应当开展"): Q(active=True), _("跨部门联合"): Q(joint=True)}
    search = ("code", "name", "basis", "content")
    filters = {"kind": ["exact"], "category": ["exact"], "active": ["exact"], "joint": ["exact"]}
    sorts = ("code", "-id")
    groups = (
        Group(_("事项"), ("code", "name", "category", "kind", "objects_text", "method", "place", "active")),
        Group(_("依据和内容"), ("basis", "content")),
        Group(_("频次"), ("ratio", "yearly_limit", "joint")),
    )
    import_keys = (("code",),)
    synonyms = {
        "code": ("编码", "事项代码"), "name": ("事项名称", "检查事项", "抽查事项名称"),
        "category": ("抽查类型", "类别"), "objects_text": ("抽查对象", "适用对象"),
        "basis": ("实施依据", "法律依据"), "content": ("检查内容(要点)", "抽查内容"),
        "ratio": ("比例",), "yearly_limit": ("抽查频次及上限", "检查频次和上限"), "joint": ("是否跨部门联合",),
    }  # fmt: skip
    scope = Scope(line=None)
    grants = GRANTS
    related = (Related("plan-item", "matter"),)


@register
class TownQuotaLedger(Ledger):
    """乡镇（街道）每月执法检查任务。"""

    model = TownQuota
    code = "town-quota"
    unit = _("项")
    section = SECTION
    icon = "table"
    headline = "month_on"
    columns = ("month_on", "place", "target", "plan", "note")
    chips = {_("本月"): lambda: Q(month_on=clock.today().replace(day=1))}
    search = ("place__name", "note")
    filters = {"place": ["subtree"], "month_on": ["range"], "plan": ["exact"]}
    sorts = ("-month_on", "place", "-id")
    groups = (Group(_("任务"), ("plan", "place", "month_on", "target", "note")),)
    import_keys = (("place", "month_on", "plan"),)
    synonyms = {"place": ("乡镇", "街道", "镇街"), "month_on": ("月度",), "target": ("任务数", "检查任务", "户次")}
    scope = Scope(line=None)
    grants = GRANTS

    def tidy(self, values: dict[str, Any]) -> None:
        if values.get("month_on"):
            values["month_on"] = values["month_on"].replace(day=1)
