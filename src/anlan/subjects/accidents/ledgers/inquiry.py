"""Investigations, the inquiry lines that each must answer, who is held to account, and measures until they are seen."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access
from anlan.base.people.access import Scope
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger
from anlan.kit.ledger.registry import register
from anlan.subjects.accidents import flows, rules, services
from anlan.subjects.accidents.choices import Inquiry, MeasureStatus
from anlan.subjects.accidents.ledgers.accident import BY_ACCIDENT, GRANTS, SECTION
from anlan.subjects.accidents.models import AccidentMeasure, InquiryItem, Investigation, Sanction

OURS = GRANTS | {"add": flows.BUREAU, "change": flows.BUREAU, "reveal": flows.BUREAU}


def _due_column(done: str) -> Column:
    """The clock that runs, or the day it was done."""

    def days(row: Any) -> tuple[Any, Any]:
        return (None, getattr(row, done)) if getattr(row, done) else (row.due_on, None)

    return Column(
        "due_on",
        _("期限"),
        text_of=lambda row: cells.deadline_text(*days(row)),
        html_of=lambda row: cells.deadline(*days(row)),
    )


@register
class InvestigationLedger(Ledger):
    """事故调查：60 日报告、15 日批复、一年内整改评估，三个期限接着走。"""

    model = Investigation
    code = "investigation"
    unit = _("起")
    section = SECTION
    icon = "search"
    headline = "number"
    columns = (
        "number",
        "accident",
        "organiser",
        "leader",
        "begun_on",
        "status",
        _due_column("assessed_on"),
        "nature",
        "closed_on",
        "assessment",
    )
    chips = {
        _("调查中"): Q(status=Inquiry.RUNNING),
        _("待批复"): Q(status=Inquiry.REPORTED),
        _("超期"): lambda: Q(due_on__lt=clock.today(), assessed_on=None),
        _("已结案"): Q(status=Inquiry.CLOSED),
        _("待评估"): Q(assessed_on=None, approved_on__isnull=False),
        _("未公布"): Q(published_on=None, approved_on__isnull=False),
    }
    search = ("number", "accident__title", "organiser", "leader", "case_number", "approval_paper")
    filters = {
        "status": ["exact"],
        "accident__sector_group": ["exact"],
        "nature": ["exact"],
        "assessment": ["exact"],
        "begun_on": ["range"],
        "closed_on": ["range"],
        "due_on": ["range"],
        "accident": ["exact"],
    }
    sorts = ("-begun_on", "-id", "due_on")
    groups = (
        Group(_("调查组"), ("accident", "organiser", "leader", "members", "begun_on", "entrusted")),
        Group(_("调查报告"), ("nature", "direct_cause", "indirect_cause", "opinion", "submitted_on")),
        Group(
            _("批复和结案"),
            ("approved_on", "approval_paper", "case_number", "closed_on", "published_on", "published_where"),
        ),
        Group(
            _("整改评估"),
            ("revisited_on", "assessed_on", "assessment", "assessment_note", "assessment_published_on"),
        ),
    )
    import_keys = (("number",), ("accident",))
    synonyms = {
        "accident": ("事故名称", "事故编号"),
        "organiser": ("牵头部门", "调查单位"),
        "leader": ("组长",),
        "members": ("成员", "成员单位"),
        "begun_on": ("调查组成立日期", "立案日期"),
        "submitted_on": ("报告日期",),
        "case_number": ("案号", "立案号"),
    }
    flow = flows.inquiry
    scope = BY_ACCIDENT
    grants = OURS
    photographs = (("report", _("调查报告")), ("paper", _("批复和其他材料")))
    number = "DC"
    chart = ("status", "nature", "accident__sector_group")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.order_of_days(values)

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            row.status = rules.state_on_entry(row)
        services.set_clocks(rows)

    def deadline(self, row: Any) -> Any:
        return None if row.assessed_on else row.due_on

    def waiting(self, user: Any) -> Q | None:
        """To investigate, to approve, to close, to assess."""
        mine = Q(pk__in=[])
        for move, condition in {
            "submit": Q(status=Inquiry.RUNNING),
            "approve": Q(status=Inquiry.REPORTED),
            "assess": Q(status__in=(Inquiry.APPROVED, Inquiry.CLOSED), assessed_on=None),
        }.items():
            if access.can(user, f"{self.code}.move.{move}"):
                mine |= condition
        return mine


@register
class InquiryItemLedger(Ledger):
    """倒查事项：“一案四查”“两个倒查”各查什么，由本局规定。"""

    model = InquiryItem
    code = "inquiry-item"
    unit = _("项")
    section = SECTION
    icon = "clipboard-check"
    headline = "content"
    columns = ("scheme", "position", "content", "guidance", "active")
    search = ("content", "guidance")
    filters = {"scheme": ["exact"], "active": ["exact"]}
    sorts = ("-id",)
    groups = (Group(_("倒查事项"), ("scheme", "position", "content", "guidance", "active")),)
    import_keys = (("scheme", "content"),)
    synonyms = {"content": ("倒查内容", "事项"), "scheme": ("类别",), "position": ("序号",)}
    scope = Scope(place=None, line=None)
    grants = {
        "view": DEFAULT_GRANTS["view"],
        **dict.fromkeys(("add", "change", "delete", "import", "export"), flows.BUREAU),
        "reveal": (),
    }


@register
class SanctionLedger(Ledger):
    """事故责任追究：人和单位，怎么追究、谁决定、落实没有。"""

    model = Sanction
    code = "accident-sanction"
    unit = _("人次")
    section = SECTION
    icon = "gavel"
    headline = "name"
    columns = ("name", "accident", "subject", "kind", "amount", "authority", "decided_on", _due_column("executed_on"))
    chips = {
        _("未落实"): Q(executed_on=None),
        _("超期"): lambda: Q(executed_on=None, due_on__lt=clock.today()),
        _("刑事立案"): Q(kind__code="criminal"),
        _("吊销证照"): Q(kind__code="licence"),
    }
    search = ("name", "employer", "authority", "paper")
    filters = {
        "kind": ["exact"],
        "subject": ["exact"],
        "official": ["exact"],
        "decided_on": ["range"],
        "accident": ["exact"],
        "due_on": ["range"],
    }
    sorts = ("-decided_on", "-id", "due_on")
    groups = (
        Group(_("追究"), ("accident", "subject", "name", "employer", "official", "kind", "amount")),
        Group(_("决定和落实"), ("authority", "paper", "decided_on", "due_on", "executed_on", "note")),
    )
    import_keys = (("accident", "name", "kind"),)
    synonyms = {
        "accident": ("事故名称", "事故编号"),
        "name": ("姓名", "责任人", "单位名称"),
        "employer": ("单位职务", "职务"),
        "kind": ("处理方式", "处理措施", "处分"),
        "amount": ("罚款金额", "罚款(万元)"),
    }
    scope = BY_ACCIDENT
    grants = OURS
    chart = ("kind", "subject")

    def deadline(self, row: Any) -> Any:
        return None if row.executed_on else row.due_on

    def waiting(self, user: Any) -> Q | None:
        """Decided, and not carried out yet."""
        return Q(executed_on=None, due_on__isnull=False) if access.can(user, f"{self.code}.change") else None


@register
class AccidentMeasureLedger(Ledger):
    """事故整改措施：谁负责、何时完成、回访核查。"""

    model = AccidentMeasure
    code = "accident-measure"
    unit = _("条")
    section = SECTION
    icon = "clipboard-text"
    headline = "content"
    columns = ("content", "accident", "unit", "person", _due_column("done_on"), "status", "revisited_on")
    chips = {
        _("待落实"): Q(status=MeasureStatus.OPEN),
        _("超期"): lambda: Q(status=MeasureStatus.OPEN, due_on__lt=clock.today()),
        _("待核查"): Q(status=MeasureStatus.DONE),
    }
    search = ("content", "unit", "person", "evidence")
    filters = {"status": ["exact"], "due_on": ["range"], "accident": ["exact"]}
    sorts = ("due_on", "-id")
    groups = (
        Group(_("措施"), ("accident", "content", "unit", "person", "due_on")),
        Group(_("落实和回访"), ("done_on", "evidence", "revisited_on", "verified_by")),
    )
    import_keys = (("accident", "content"),)
    synonyms = {
        "accident": ("事故名称", "事故编号"),
        "content": ("整改措施", "防范措施", "措施"),
        "unit": ("落实单位",),
        "due_on": ("整改期限", "完成时限"),
    }
    flow = flows.carrying_out
    scope = BY_ACCIDENT
    grants = GRANTS | {"add": flows.BUREAU, "change": flows.OWNERS}
    photographs = (("after", _("落实照片和材料")),)
    chart = ("status",)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.measure_faults(values)

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            row.status = rules.measure_state_on_entry(row)

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status == MeasureStatus.OPEN else None

    def waiting(self, user: Any) -> Q | None:
        """To carry out, and to look at."""
        mine = Q(pk__in=[])
        for move, condition in {
            "finish": Q(status=MeasureStatus.OPEN),
            "verify": Q(status=MeasureStatus.DONE),
        }.items():
            if access.can(user, f"{self.code}.move.{move}"):
                mine |= condition
        return mine
