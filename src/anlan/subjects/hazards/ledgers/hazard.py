"""The ledger of hazards."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, Q, When
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.base.text import mask_phone
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Layer, Ledger, Related, Standing
from anlan.kit.ledger.registry import register
from anlan.kit.records import writing
from anlan.subjects.hazards import queries, rules, services
from anlan.subjects.hazards.choices import OPEN, Level, Mode, Side, Status
from anlan.subjects.hazards.flows import rectification
from anlan.subjects.hazards.models import Hazard

BY_ENTERPRISE = Scope(organisation="enterprise__organisation")


def _deadline(hazard: Any) -> tuple[date | None, date | None]:
    """The deadline while it runs, else the day of completion; neither where nobody wrote that day down."""
    running = rules.clock_of(hazard)
    if running is not None:
        return running[1], None
    return None, None if hazard.status in OPEN else hazard.closed_on or hazard.rectified_on


def _whose(hazard: Any) -> str:
    return _now("复查") if hazard.status == Status.REVIEWING and hazard.review_due_on else ""


def _deadline_text(hazard: Any) -> str:
    return " ".join(part for part in (_whose(hazard), cells.deadline_text(*_deadline(hazard))) if part)


def _deadline_cell(hazard: Any) -> Any:
    whose = _whose(hazard)
    cell = cells.deadline(*_deadline(hazard))
    return format_html("{} {}", whose, cell) if whose else cell


@register
class HazardLedger(Ledger):
    """事故隐患：登记、整改、复查、销号的闭环。"""

    model = Hazard
    code = "hazard"
    unit = _("处")
    section = _("安全监管")
    icon = "alert-triangle"
    headline = "content"
    columns = (
        "number",
        Column(
            "content",
            _("隐患内容"),
            html_of=lambda row: cells.flagged(row.content, row.level == Level.MAJOR, _("重大")),
        ),
        Column(
            "subject",
            _("单位"),
            text_of=lambda row: row.enterprise.name if row.enterprise else row.unit,
            links=("enterprise__name",),
        ),
        "place",
        "source",
        "status",
        "found_on",
        Column("due_on", _("期限"), text_of=_deadline_text, html_of=_deadline_cell),
        "person",
    )
    chips = {
        _("待整改"): Q(status__in=OPEN),
        _("超期"): lambda: Q(status__in=OPEN, due_on__lt=clock.today()),
        _("待复查"): Q(status=Status.REVIEWING),
        _("待销号"): Q(status=Status.PASSED),
        _("延期待批"): Q(extension_asked=True, status__in=OPEN),
        _("重大"): Q(level=Level.MAJOR),
        _("复查超期"): lambda: queries.late(Side.BUREAU, clock.today()),
    }
    search = ("number", "content", "enterprise__name", "unit", "location", "person", "phone", "finder")
    filters = {
        "place": ["subtree"],
        "enterprise__sector": ["exact"],
        "source": ["exact"],
        "found_on": ["range"],
        "status": ["exact"],
        "level": ["exact"],
        "mode": ["exact"],
        "category": ["exact"],
        "line": ["subtree"],
        "due_on": ["range"],
        "enterprise": ["exact"],
        "inspection": ["exact"],
        "review_due_on": ["range"],
        "handed_on": ["range"],
        "campaign": ["exact"],
        "group": ["exact"],
        "criteria": ["exact"],
    }
    sorts = ("-found_on", "-id", "due_on")
    groups = (
        Group(
            _("隐患情况"),
            ("content", "enterprise", "unit", "location", "category", "consequence", "level", "criteria", "basis"),
        ),
        Group(_("发现"), ("found_on", "source", "finder", "inspection", "campaign", "group")),
        Group(
            _("整改"),
            (
                "mode",
                "due_on",
                "person",
                "phone",
                "measure",
                "funds",
                "contingency",
                "rectified_at_entry",
                "rectified_on",
            ),
        ),
        Group(_("告知与报告"), ("told_on", "reported_on")),
        Group(_("属地与位置"), ("place", "line", "longitude", "latitude")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("number",), ("found_on", "enterprise", "unit", "location", "content"))
    synonyms = {
        "number": ("编号", "隐患编码"),
        "content": (
            "隐患描述",
            "隐患情况",
            "存在问题",
            "存在隐患",
            "问题描述",
            "不合格项描述",
            "问题隐患",
            "隐患问题",
            "检查发现问题",
        ),
        "enterprise": ("企业名称", "单位名称", "被检查单位", "被查单位", "受检单位"),
        "unit": ("责任单位", "整改责任单位", "整改单位"),
        "location": ("隐患地点(部位)", "隐患地点", "部位", "地点", "检查区域", "隐患位置"),
        "category": ("类别", "隐患分类"),
        "consequence": ("隐患类型", "事故类型", "可能导致的事故类型", "可能导致后果"),
        "level": ("隐患等级", "级别", "隐患程度"),
        "basis": ("依据", "判定标准", "违反的法规标准条款"),
        "found_on": ("排查日期", "检查日期", "排查(检查)时间", "检查时间", "排查时间", "发现时间", "登记日期", "日期"),
        "source": ("来源", "检查类型", "发现方式"),
        "finder": ("检查人", "检查人员", "排查(检查)人员/组织单位", "排查人员", "发现人"),
        "inspection": ("检查编号",),
        "mode": ("整改类型", "整改要求方式"),
        "due_on": ("整改时限", "限时时间", "期限", "整改限期", "限期", "完成时限", "要求完成时间"),
        "person": ("责任人", "整改负责人", "负责人"),
        "phone": ("联系电话", "电话", "联系方式", "责任人联系电话"),
        "measure": ("整改措施与要求", "整改要求", "处理措施", "措施", "治理措施"),
        "funds": ("整改资金", "资金", "投入资金", "整改资金(万元)"),
        "rectified_at_entry": (
            "整改情况",
            "是否整改",
            "整改结果",
            "复查结果",
            "整改情况(是/否)",
            "是否完成整改",
            "整改状态",
        ),
        "rectified_on": ("整改完成时间", "完成时间", "完成日期", "整改日期", "复查日期", "复查时间"),
        "place": ("乡镇", "镇街", "所属乡镇", "所属乡镇(街道)/园区", "所属镇街", "乡镇街道", "村居"),
        "line": ("条线", "监管部门", "行业主管部门"),
        "longitude": ("经度",),
        "latitude": ("纬度",),
        "criteria": ("判定标准条款", "重大隐患判定条款"),
        "campaign": ("专项行动", "行动名称", "所属专项行动"),
        "group": ("同类隐患名称",),
        "contingency": ("应急预案/防范措施", "应急预案", "防范措施", "预案"),
        "told_on": ("是否向从业人员通报", "通报日期"),
        "reported_on": ("双报告", "双报告日期"),
        "note": ("说明",),
    }
    unlinked = {
        "enterprise": "unit",
        "category": "note",
        "consequence": "note",
        "source": "note",
        "line": "note",
        "campaign": "note",
        "criteria": "basis",
    }
    masked = {"phone": mask_phone}
    layer = Layer("status", "alert-triangle", Standing(since=("found_on",), ended="closed_on"))
    flow = rectification
    scope = BY_ENTERPRISE
    grants = {
        "view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE, roles.EXPERT),
        "add": (*DEFAULT_GRANTS["add"], roles.VILLAGE, roles.EXPERT, roles.ENTERPRISE),
    }
    photographs = (("before", _("整改前")), ("after", _("整改后")))
    number = "YH"
    related = (Related("stop-order", "hazard"),)
    chart = ("place", "status", "source", "level", "enterprise__sector")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.contradictions(values)

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            row.status = rules.state_on_entry(
                mode=row.mode, rectified_at_entry=row.rectified_at_entry, rectified_on=row.rectified_on
            )
            if row.status == Status.CLOSED:
                row.closed_on = row.passed_on = row.rectified_on
            if row.enterprise_id and not row.line_id:
                row.line_id = row.enterprise.line_id

    def deadline(self, row: Any) -> Any:
        running = rules.clock_of(row)
        return running[1] if running else None

    def due(self) -> Any:
        return Case(When(status=Status.REVIEWING, then="review_due_on"), When(status__in=OPEN, then="due_on"))

    def due_by(self, until: date) -> Q:
        """The firm's clock and the bureau's."""
        return Q(status__in=OPEN, due_on__lte=until) | Q(status=Status.REVIEWING, review_due_on__lte=until)

    def waiting(self, user: Any) -> Q | None:
        """Supervisors: to order, review, close, decide, and chase what is late; the enterprise: to rectify."""
        mine = Q(pk__in=[])
        for code, condition in {
            "order": Q(status=Status.FOUND, mode=Mode.DEADLINE) | Q(status__in=OPEN, due_on__lt=clock.today()),
            "pass": Q(status=Status.REVIEWING),
            "close": Q(status=Status.PASSED),
            "grant": Q(extension_asked=True, status__in=OPEN),
            "agree-lower": Q(lowering_by__isnull=False) & ~Q(lowering_by=user.pk),
            "submit": Q(status__in=OPEN) & ~Q(status=Status.FOUND)
            if access.only(user, roles.ENTERPRISE)
            else Q(pk__in=[]),
        }.items():
            if access.can(user, f"{self.code}.move.{code}"):
                mine |= condition
        return mine


writing.on_written(Hazard, services.keep_major)
