"""The ledger of complaints and of the limits that they run against. Who reported is masked and found by no search."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.base.text import mask_name, mask_phone
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import Group, Layer, Ledger, Standing
from anlan.kit.ledger.registry import register
from anlan.subjects.permits import rules, services
from anlan.subjects.permits.choices import Handling, Result
from anlan.subjects.permits.flows import CHECKERS, CLERKS, DECIDERS
from anlan.subjects.permits.flows.complaints import handling
from anlan.subjects.permits.models import Complaint, ComplaintLimit

SECTION = _("执法")
AT_WORK = (Handling.RECEIVED, Handling.ACCEPTED, Handling.ASSIGNED, Handling.CHECKED)
KEEPERS = (*CHECKERS, roles.DUTY)


def _due(row: Any) -> tuple[Any, Any]:
    return (row.due_on, None) if row.status in AT_WORK else (None, row.closed_on)


def _handler(row: Any) -> str:
    return row.handler.name if row.handler else ""


@register
class ComplaintLedger(Ledger):
    """投诉举报：受理、交办、核查、反馈、奖励，可转隐患或执法线索。"""

    model = Complaint
    code = "complaint"
    unit = _("件")
    section = SECTION
    icon = "headset"
    headline = "title"
    columns = (
        "number",
        Column("title", _("举报事项"), html_of=lambda row: cells.flagged(row.title, row.anonymous, _("匿名"))),
        "source",
        "place",
        "received_at",
        Column("handled_by", _("承办单位"), links=("handler__name",), text_of=_handler),
        "status",
        Column(
            "due_on",
            _("期限"),
            text_of=lambda row: cells.deadline_text(*_due(row)),
            html_of=lambda row: cells.deadline(*_due(row)),
        ),
        "result",
    )
    chips = {
        _("待受理"): Q(status=Handling.RECEIVED),
        _("待交办"): Q(status=Handling.ACCEPTED),
        _("核查中"): Q(status=Handling.ASSIGNED),
        _("待反馈"): Q(status=Handling.CHECKED),
        _("超期"): lambda: Q(status__in=AT_WORK, due_on__lt=clock.today()),
        _("转办件"): ~Q(sender_number=""),
        _("属实"): Q(result__in=(Result.TRUE, Result.PARTLY)),
        _("转为隐患"): Q(hazard__isnull=False),
        _("转为线索"): Q(clue_on__isnull=False),
    }
    search = ("number", "title", "content", "sender_number", "enterprise__name", "unit", "address")
    filters = {
        "place": ["subtree"],
        "source": ["exact"],
        "status": ["exact"],
        "category": ["exact"],
        "result": ["exact"],
        "received_at": ["range"],
        "closed_on": ["range"],
        "anonymous": ["exact"],
        "handler": ["exact"],
        "due_on": ["range"],
        "line": ["subtree"],
        "enterprise": ["exact"],
    }
    sorts = ("-received_at", "-id", "due_on")
    groups = (
        Group(
            _("举报"),
            ("title", "content", "category", "source", "sender_number", "received_at", "return_due_on"),
        ),
        Group(_("举报人"), ("anonymous", "reporter", "phone")),
        Group(
            _("被举报单位"),
            ("enterprise", "unit", "place", "line", "address", "longitude", "latitude"),
        ),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("number",), ("source", "sender_number"), ("received_at", "title"))
    synonyms = {
        "title": ("标题", "举报主题", "投诉事项"),
        "content": ("举报事由", "投诉内容", "反映内容", "诉求内容"),
        "source": ("举报来源", "受理渠道", "来件渠道"),
        "sender_number": ("转办单号", "工单编号", "工单号", "交办编号"),
        "received_at": ("接报时间", "举报时间", "来件时间", "受理时间", "转办时间"),
        "return_due_on": ("办理期限", "回复期限", "办结时限"),
        "category": ("举报类别", "类型"),
        "reporter": ("投诉人", "姓名", "来电人"),
        "phone": ("联系电话", "举报电话", "电话"),
        "enterprise": ("企业名称",),
        "unit": ("单位名称", "被投诉单位"),
        "place": ("乡镇", "镇街", "属地镇街"),
        "address": ("地址", "事发地点"),
        "longitude": ("经度",),
        "latitude": ("纬度",),
        "note": ("说明",),
    }
    unlinked = {"enterprise": "unit", "category": "note", "line": "note"}
    masked = {"phone": mask_phone, "reporter": mask_name}
    layer = Layer("status", "headset", Standing(since=("received_at",), ended="closed_on"))
    flow = handling
    grants = {
        "view": (*KEEPERS, roles.LEADER, roles.COMMAND),
        "add": KEEPERS,
        "change": KEEPERS,
        "delete": (roles.SAFETY_OFFICE,),
        "import": KEEPERS,
        "export": DECIDERS,
        "reveal": (roles.SAFETY_OFFICE,),
    }
    photographs = (("report", _("举报材料")), ("check", _("核查材料")))
    number = "TS"
    chart = ("place", "source", "category", "status", "result")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.complaint_faults(values)

    def prepare(self, rows: Sequence[Any]) -> None:
        services.register(rows)
        for row in rows:
            if row.enterprise_id and not row.line_id:
                row.line_id = row.enterprise.line_id

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status in AT_WORK else None

    def waiting(self, user: Any) -> Q | None:
        """To take up, to give to somebody, to check, to answer."""
        mine = Q(pk__in=[])
        for move, condition in {
            "accept": Q(status=Handling.RECEIVED),
            "assign": Q(status=Handling.ACCEPTED),
            "check": Q(status=Handling.ASSIGNED),
            "answer": Q(status=Handling.CHECKED),
        }.items():
            if access.can(user, f"{self.code}.move.{move}"):
                mine |= condition
        return mine


@register
class ComplaintLimitLedger(Ledger):
    """举报办理时限：多少个工作日内受理、多少日内办结，按来源可不同。"""

    model = ComplaintLimit
    code = "complaint-limit"
    section = SECTION
    icon = "alarm"
    columns = ("name", "source", "accept_days", "check_days", "basis", "active")
    search = ("name", "basis")
    filters = {"source": ["exact"], "active": ["exact"]}
    sorts = ("-id",)
    groups = (Group(_("时限"), ("name", "source", "accept_days", "check_days", "basis", "active")),)
    import_keys = (("name",),)
    scope = Scope(place=None, line=None)
    grants = {
        "view": (*KEEPERS, roles.LEADER, roles.COMMAND),
        **dict.fromkeys(("add", "change", "delete", "import", "export"), CLERKS),
        "reveal": (),
    }

    def prepare(self, rows: Sequence[Any]) -> None:
        services.forget_limits()
