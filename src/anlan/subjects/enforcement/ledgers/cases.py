"""Ledgers of cases, transfers, closed firms and delegations."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.text import mask_phone
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column, describe
from anlan.kit.ledger.declaration import KEEPERS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.enforcement.choices import (
    RUNNING,
    CaseStatus,
    ClosureStatus,
    Direction,
    TransferStatus,
)
from anlan.subjects.enforcement.flows import closing, handling, transferring
from anlan.subjects.enforcement.ledgers.officers import SECTION
from anlan.subjects.enforcement.models import Case, CaseTransfer, Delegation, FirmClosure
from anlan.subjects.enforcement.rules import cases as rules

VIEWERS = (*KEEPERS, roles.LEADER)
GRANTS = {"view": VIEWERS, "reveal": VIEWERS}
WAITS = {
    "take": CaseStatus.CLUE, "submit": CaseStatus.FILED, "notify": CaseStatus.REVIEWING,
    "decide": CaseStatus.NOTIFIED, "serve": CaseStatus.DECIDED, "finish": CaseStatus.SERVED,
    "close": CaseStatus.EXECUTED,
}  # fmt: skip


def _clock(case: Any) -> Any:
    return (case.due_on, None) if case.status in RUNNING else (None, case.closed_on)


def _clock_text(case: Any) -> str:
    text = cells.deadline_text(*_clock(case))
    return f"{case.due_for} {text}".strip() if case.status in RUNNING and text else text


@register
class CaseLedger(Ledger):
    """执法案件：从线索到结案、收缴、回访，法定期限自动计算。"""

    model = Case
    code = "case"
    unit = _("起")
    section = SECTION
    icon = "gavel"
    headline = "cause"
    columns = (
        "number", "cause",
        Column(
            "subject", _("当事人"), text_of=lambda row: row.enterprise.name if row.enterprise else row.party,
            links=("enterprise__name",),
        ),
        "source", "place", "status",
        Column("due_on", _("办理期限"), text_of=_clock_text, html_of=lambda row: cells.deadline(*_clock(row))),
        "filed_on", "decided_on", "fine", "collected", "lead", "provincial_number",
    )  # fmt: skip
    chips = {
        _("线索"): Q(status=CaseStatus.CLUE),
        _("在办"): Q(status__in=RUNNING),
        _("超期"): lambda: Q(status__in=RUNNING, due_on__lt=clock.today()),
        _("罚款未缴清"): Q(status=CaseStatus.SERVED, fine__gt=F("collected")),
        _("应回访"): Q(status=CaseStatus.CLOSED, revisited_on=None),
        _("重大复杂"): Q(major=True),
        _("事故案件"): Q(accident__isnull=False),
        _("未录省系统"): Q(provincial_number="", status__in=RUNNING),
    }
    search = ("number", "provincial_number", "cause", "enterprise__name", "party", "decision_number")
    filters = {
        "place": ["subtree"], "status": ["exact"], "source": ["exact"], "violation": ["exact"], "filed_on": ["range"],
        "decided_on": ["range"], "closed_on": ["range"], "campaign": ["exact"], "enterprise": ["exact"],
        "major": ["exact"], "line": ["subtree"], "hazard": ["exact"], "delegation": ["exact"], "accident": ["exact"],
        "accident__sector_group": ["exact"],
    }  # fmt: skip
    sorts = ("-found_on", "-id", "due_on", "-filed_on")
    groups = (
        Group(_("案件"), ("cause", "source", "violation", "basis", "strict_rules", "found_on", "violated_on", "major",
                        "provincial_number")),
        Group(_("当事人"), ("party_kind", "enterprise", "party", "phone")),
        Group(_("来源"), ("accident", "inspection", "campaign")),
        Group(_("办案"), ("organisation", "delegation", "lead", "second", "place", "line")),
        Group(_("进度"), ("filed_on", "investigated_on", "reviewed_on", "discussed_on", "notified_on", "hearing_right",
                        "hearing_asked_on", "heard_on", "decided_on", "decision_number", "served_on", "published_on")),
        Group(_("处罚和执行"), ("penalties", "fine", "reported_paid", "urged_on", "court_on", "executed_on",
                           "closed_on", "revisited_on", "revisit")),
        Group(_("备注"), ("note",)),
    )  # fmt: skip
    import_keys = (("provincial_number",), ("number",))
    synonyms = {
        "number": ("本局编号",),
        "provincial_number": ("案号", "案件号", "省系统编号", "执法系统案号", "案件编码"),
        "cause": ("案件名称", "违法事实", "违法行为"),
        "enterprise": ("企业名称", "单位名称", "被处罚单位", "当事人名称"),
        "party": ("当事人姓名", "被处罚人"),
        "source": ("来源", "线索来源"),
        "accident": ("事故", "事故名称", "事故编号", "引发案件的事故"),
        "found_on": ("受理日期", "发现时间", "线索日期"),
        "filed_on": ("立案时间",),
        "decided_on": ("决定日期", "处罚日期", "处罚决定时间"),
        "decision_number": ("处罚决定书文号", "决定书编号", "行政处罚决定书文号"),
        "served_on": ("送达时间",),
        "executed_on": ("履行日期", "执行日期"),
        "closed_on": ("结案时间",),
        "fine": ("罚款金额", "处罚金额", "罚款金额(元)", "罚款"),
        "reported_paid": ("收缴金额", "已缴罚款", "缴纳金额", "实缴罚款(元)"),
        "organisation": ("承办单位", "办案单位"),
        "lead": ("承办人1", "主办人"),
        "second": ("承办人2", "协办人"),
        "place": ("乡镇", "所属乡镇", "案发地"),
        "basis": ("处罚依据条款", "法律依据"),
    }
    unlinked = {
        "enterprise": "party", "source": "note", "violation": "note", "lead": "note", "second": "note",
        "organisation": "note", "inspection": "note", "accident": "note",
    }  # fmt: skip
    masked = {"phone": mask_phone}
    flow = handling
    grants = GRANTS
    related = (Related("coercive-measure", "case"), Related("case-transfer", "case"), Related("firm-closure", "case"))
    photographs = (("evidence", _("证据")), ("paper", _("文书")))
    number = "AJ"
    chart = ("status", "source", "violation", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        labels = {name: describe(Case, name).label for name in rules.STAGES}
        return rules.contradictions(values, labels)

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            if row.enterprise_id and not row.line_id:
                row.line_id = row.enterprise.line_id

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status in RUNNING else None

    def waiting(self, user: Any) -> Q | None:
        mine = Q(pk__in=[])
        for code, state in WAITS.items():
            if access.can(user, f"{self.code}.move.{code}"):
                mine |= Q(status=state)
        return mine


@register
class CaseTransferLedger(Ledger):
    """行刑衔接：移送公安、检察院移交，双向登记。"""

    model = CaseTransfer
    code = "case-transfer"
    unit = _("起")
    section = SECTION
    icon = "arrow-back-up"
    headline = "title"
    columns = (
        "number", "title", "direction", "counterpart", "crime", "major", "place", "sent_on", "status", "outcome",
        "case",
    )  # fmt: skip
    chips = {
        _("移出"): Q(direction=Direction.OUT),
        _("移入"): Q(direction=Direction.IN),
        _("待受理"): Q(status=TransferStatus.SENT),
    }
    search = ("number", "title", "document")
    filters = {
        "direction": ["exact"], "counterpart": ["exact"], "status": ["exact"], "sent_on": ["range"],
        "place": ["subtree"], "major": ["exact"], "case": ["exact"],
    }  # fmt: skip
    sorts = ("-sent_on", "-id")
    groups = (
        Group(_("移送"), ("direction", "title", "counterpart", "crime", "major", "document", "sent_on", "outcome")),
        Group(_("关联"), ("case", "place", "line")),
    )
    import_keys = (("number",), ("title", "sent_on"))
    synonyms = {
        "title": ("案由",), "counterpart": ("移送机关", "接收机关", "移交单位"), "sent_on": ("移交日期",),
        "direction": ("移送方向",), "case": ("案件编号",),
    }  # fmt: skip
    unlinked = {"counterpart": "outcome", "crime": "outcome"}
    flow = transferring
    grants = GRANTS
    number = "YS"
    chart = ("direction", "counterpart", "status")

    def waiting(self, user: Any) -> Q | None:
        return Q(status=TransferStatus.SENT) if access.can(user, "case-transfer.move.accept") else None


@register
class FirmClosureLedger(Ledger):
    """关闭企业：提请、决定、实施、验收。"""

    model = FirmClosure
    code = "firm-closure"
    unit = _("家")
    section = SECTION
    icon = "building"
    headline = "number"
    columns = (
        "number", "enterprise", "reason", "authority", "place", "status", "proposed_on", "decided_on",
        "carried_out_on", "verified_on",
    )  # fmt: skip
    chips = {
        _("待决定"): Q(status=ClosureStatus.PROPOSED),
        _("待实施"): Q(status=ClosureStatus.DECIDED),
        _("待验收"): Q(status=ClosureStatus.CARRIED_OUT),
    }
    search = ("number", "enterprise__name", "reason")
    filters = {
        "status": ["exact"], "place": ["subtree"], "proposed_on": ["range"], "case": ["exact"], "enterprise": ["exact"],
    }  # fmt: skip
    sorts = ("-proposed_on", "-id")
    groups = (
        Group(_("关闭"), ("enterprise", "case", "reason", "basis", "authority", "proposed_on", "due_on")),
        Group(_("属地"), ("place", "line")),
    )
    import_keys = (("number",), ("enterprise", "proposed_on"))
    synonyms = {"enterprise": ("企业名称", "单位名称"), "reason": ("关闭原因",), "authority": ("决定单位",)}
    flow = closing
    grants = GRANTS
    photographs = (("scene", _("现场照片")),)
    number = "GB"

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status == ClosureStatus.DECIDED else None

    def waiting(self, user: Any) -> Q | None:
        mine = Q(pk__in=[])
        for code, state in (
            ("decide", ClosureStatus.PROPOSED), ("carry", ClosureStatus.DECIDED), ("verify", ClosureStatus.CARRIED_OUT),
        ):  # fmt: skip
            if access.can(user, f"firm-closure.move.{code}"):
                mine |= Q(status=state)
        return mine


@register
class DelegationLedger(Ledger):
    """执法委托：哪个乡镇（街道）受委托行使哪些执法权。"""

    model = Delegation
    code = "delegation"
    unit = _("份")
    section = SECTION
    icon = "link"
    headline = "name"
    columns = ("name", "organisation", "place", "document", "powers", "begins_on", "ends_on")
    chips = {_("有效"): lambda: Q(begins_on__lte=clock.today()) & (Q(ends_on=None) | Q(ends_on__gte=clock.today()))}
    search = ("name", "document", "organisation__name")
    filters = {"place": ["subtree"], "organisation": ["exact"], "begins_on": ["range"]}
    sorts = ("-begins_on", "-id")
    groups = (
        Group(_("委托"), ("name", "organisation", "document", "powers", "begins_on", "ends_on")),
        Group(_("范围"), ("place", "line", "note")),
    )
    import_keys = (("document",),)
    synonyms = {"organisation": ("受托单位", "被委托单位"), "document": ("文号",), "powers": ("委托执法事项",)}
    grants = GRANTS | dict.fromkeys(("add", "change", "import"), (roles.ENFORCEMENT, roles.SAFETY_OFFICE))
    related = (Related("case", "delegation"),)
    photographs = (("paper", _("委托书")),)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        begins, ends = values.get("begins_on"), values.get("ends_on")
        if begins and ends and ends < begins:
            return {"ends_on": _now("截止日期不能早于生效日期。")}
        return {}
