"""The ledgers around hazards: criteria of major ones, groups of the same hazard, stop-work orders, rules of time."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.hazards.choices import Stop
from anlan.subjects.hazards.flows import stopping
from anlan.subjects.hazards.models import HazardGroup, LatenessRule, MajorCriteria, ReviewTerm, StopOrder

SUPERVISION = _("安全监管")
EVERYWHERE = Scope(place=None, line=None)
BY_OFFICE = dict.fromkeys(("add", "change", "delete", "import", "export"), (roles.SAFETY_OFFICE,))


@register
class MajorCriteriaLedger(Ledger):
    """重大事故隐患判定标准：一条一行，按施行和废止日期管理版本。"""

    model = MajorCriteria
    code = "major-criteria"
    section = SUPERVISION
    icon = "file-text"
    headline = "text"
    columns = ("text", "standard", "section", "item", "valid_from_on", "valid_to_on")
    chips = {
        _("现行有效"): lambda: (
            (Q(valid_from_on__isnull=True) | Q(valid_from_on__lte=clock.today()))
            & (Q(valid_to_on__isnull=True) | Q(valid_to_on__gt=clock.today()))
        )
    }
    search = ("text", "standard", "section", "item", "keywords", "document")
    filters = {"sectors": ["exact"], "valid_from_on": ["range"], "standard": ["exact"]}
    sorts = ("-id", "valid_from_on")
    groups = (
        Group(_("条款"), ("standard", "document", "section", "item", "text")),
        Group(_("适用"), ("sectors", "keywords", "valid_from_on", "valid_to_on", "note")),
    )
    import_keys = (("standard", "section", "item"),)
    synonyms = {
        "standard": ("standard", "标准", "标准名称", "依据标准"),
        "document": ("number", "发文字号", "标准号"),
        "section": ("section", "条", "章", "类别"),
        "item": ("item", "序号", "项", "款", "条款号"),
        "text": ("text", "条款内容", "情形", "判定内容", "重大事故隐患情形"),
        "sectors": ("行业", "适用范围"),
        "keywords": ("关键词", "提示关键词"),
        "valid_from_on": ("effective", "实施日期", "生效日期"),
        "valid_to_on": ("失效日期", "停止执行日期"),
    }
    scope = EVERYWHERE
    grants = BY_OFFICE
    related = (Related("hazard", "criteria"),)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        begins, ends = values.get("valid_from_on"), values.get("valid_to_on")
        if begins and ends and ends <= begins:
            return {"valid_to_on": _now("废止日期应晚于施行日期。")}
        return {}


@register
class HazardGroupLedger(Ledger):
    """同类隐患：多处发现的同一个隐患，归到一起统一治理。"""

    model = HazardGroup
    code = "hazard-group"
    unit = _("类")
    section = SUPERVISION
    icon = "stack-2"
    headline = "name"
    columns = ("number", "name", "raised_on", "organisation", "place", "line")
    search = ("number", "name", "content", "measure")
    filters = {"place": ["subtree"], "line": ["subtree"], "raised_on": ["range"]}
    sorts = ("-raised_on", "-id")
    groups = (
        Group(_("同类隐患"), ("name", "content", "measure", "raised_on", "organisation")),
        Group(_("范围"), ("place", "line", "note")),
    )
    import_keys = (("number",), ("name", "raised_on"))
    synonyms = {
        "number": ("编号",),
        "name": ("隐患名称", "同类问题", "共性隐患"),
        "content": ("共性问题描述", "问题描述"),
        "measure": ("治理要求", "整改要求"),
        "raised_on": ("日期", "登记日期"),
        "organisation": ("责任单位",),
    }
    scope = EVERYWHERE  # what is common concerns every town; whose hazards one sees follows from the hazards
    grants = dict.fromkeys(("add", "change", "delete", "import"), (roles.SAFETY_OFFICE, roles.ENFORCEMENT))
    related = (Related("hazard", "group"),)
    number = "TL"


@register
class StopOrderLedger(Ledger):
    """停产停业：因隐患责令停下来的企业或部位，复查合格才能恢复。"""

    model = StopOrder
    code = "stop-order"
    unit = _("起")
    section = SUPERVISION
    icon = "x"
    headline = "reason"
    columns = (
        "number",
        "reason",
        "enterprise",
        "extent",
        "status",
        "ordered_on",
        "resumed_on",
        Column(
            "due_on",
            _("计划恢复"),
            text_of=lambda row: cells.deadline_text(*_until(row)),
            html_of=lambda row: cells.deadline(*_until(row)),
        ),
        "place",
    )
    chips = {_("停产停业中"): ~Q(status=Stop.RESUMED), _("申请恢复"): Q(status=Stop.ASKED)}
    search = ("number", "enterprise__name", "reason", "part", "paper")
    filters = {
        "place": ["subtree"],
        "status": ["exact"],
        "extent": ["exact"],
        "ordered_on": ["range"],
        "line": ["subtree"],
        "resumed_on": ["range"],
        "enterprise": ["exact"],
        "hazard": ["exact"],
    }
    sorts = ("-ordered_on", "-id")
    groups = (
        Group(_("停产停业"), ("enterprise", "hazard", "extent", "part", "reason", "basis")),
        Group(_("决定"), ("paper", "ordered_on", "due_on")),
        Group(_("属地与条线"), ("place", "line")),
    )
    import_keys = (("number",), ("enterprise", "ordered_on"))
    synonyms = {
        "number": ("编号",),
        "enterprise": ("企业名称", "单位名称"),
        "hazard": ("隐患编号",),
        "extent": ("停产范围",),
        "part": ("停产部位", "停用设备"),
        "reason": ("理由", "停产原因", "原因"),
        "basis": ("依据",),
        "paper": ("文号", "决定书编号"),
        "ordered_on": ("停产停业日期", "决定日期", "开始日期"),
        "due_on": ("期限", "停产期限", "截止日期"),
        "place": ("乡镇", "镇街", "所属镇街"),
        "line": ("监管部门",),
    }
    flow = stopping
    scope = Scope(organisation="enterprise__organisation")
    grants = {"view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE)}
    number = "TC"
    photographs = (("paper", _("决定书")), ("after", _("复查照片")))
    chart = ("place", "status", "extent")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = {}
        ordered, due = values.get("ordered_on"), values.get("due_on")
        if ordered and ordered > clock.today():
            errors["ordered_on"] = _now("停产日期不能晚于今天。")
        if ordered and due and due < ordered:
            errors["due_on"] = _now("计划恢复日期不能早于停产日期。")
        hazard, enterprise = values.get("hazard"), values.get("enterprise")
        if hazard is not None and enterprise is not None and hazard.enterprise_id not in (None, enterprise.pk):
            errors["hazard"] = _now("这处隐患不是这家企业的。")
        return errors

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            if not row.line_id:
                row.line_id = row.enterprise.line_id

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status != Stop.RESUMED else None

    def waiting(self, user: Any) -> Q | None:
        """Who re-inspects: what asks to go on, and what is past its planned day."""
        if access.can(user, "stop-order.move.resume"):
            return Q(status=Stop.ASKED) | Q(status=Stop.STOPPED, due_on__lte=clock.today())
        return None


def _until(order: Any) -> tuple[Any, Any]:
    return (None, order.resumed_on) if order.status == Stop.RESUMED else (order.due_on, None)


@register
class ReviewTermLedger(Ledger):
    """复查时限：哪一级隐患几个工作日内复查、报请复查要不要照片。"""

    model = ReviewTerm
    code = "review-term"
    section = SUPERVISION
    icon = "history"
    headline = "basis"
    columns = ("basis", "level", "valid_from_on", "working_days", "photographs")
    search = ("basis",)
    filters = {"level": ["exact"]}
    sorts = ("-id", "-valid_from_on")
    groups = (Group(_("复查时限"), ("level", "valid_from_on", "working_days", "photographs", "basis")),)
    import_keys = (("level", "valid_from_on"),)
    synonyms = {
        "level": ("级别",),
        "working_days": ("工作日", "复查时限"),
        "photographs": ("照片要求",),
        "valid_from_on": ("生效日期",),
    }
    scope = EVERYWHERE
    grants = BY_OFFICE

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        if values.get("working_days") is not None and not 0 < values["working_days"] <= 90:
            return {"working_days": _now("请填 1 到 90 个工作日。")}
        return {}


@register
class LatenessRuleLedger(Ledger):
    """逾期提级规则：整改或复查逾期几天，通知谁。"""

    model = LatenessRule
    code = "lateness-rule"
    section = SUPERVISION
    icon = "alarm"
    headline = "note"
    columns = ("note", "side", "level", "after_days", "receiver", "active")
    chips = {_("启用"): Q(active=True)}
    search = ("note",)
    filters = {"side": ["exact"], "level": ["exact"], "receiver": ["exact"]}
    sorts = ("-id", "after_days")
    groups = (Group(_("规则"), ("note", "side", "level", "after_days", "receiver", "active")),)
    import_keys = (("side", "level", "after_days", "receiver"), ("side", "after_days", "receiver"))
    synonyms = {
        "side": ("环节",),
        "level": ("级别",),
        "after_days": ("逾期天数", "逾期"),
        "receiver": ("通知谁", "对象"),
    }
    scope = EVERYWHERE
    grants = BY_OFFICE

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        if values.get("after_days") is not None and not 0 < values["after_days"] <= 365:
            return {"after_days": _now("请填 1 到 365 天。")}
        return {}
