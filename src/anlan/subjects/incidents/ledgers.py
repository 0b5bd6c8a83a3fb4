"""The ledgers of incidents, of their reporting limits and of call-outs."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.base.text import mask_phone
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Layer, Ledger, Standing
from anlan.kit.ledger.registry import register
from anlan.subjects.incidents import queries, rules, services
from anlan.subjects.incidents.choices import RUNNING, UNREPORTED, CalloutStatus, ReportKind, Status
from anlan.subjects.incidents.flows import BUREAU, CALLERS, calls, information
from anlan.subjects.incidents.models import Callout, Incident, InformationLimit

KEEPERS = (*CALLERS, roles.VILLAGE)
GRANTS = {
    "view": DEFAULT_GRANTS["view"],
    "add": KEEPERS,
    "change": CALLERS,
    "delete": (roles.SAFETY_OFFICE,),
    "import": CALLERS,
    "export": BUREAU,
    "reveal": CALLERS,
}


@register
class IncidentLedger(Ledger):
    """突发事件信息：接报、核实、初报、续报、终报，各有时限。"""

    model = Incident
    code = "incident"
    unit = _("起")
    section = _("应急处置")
    icon = "alert-triangle"
    headline = "title"
    columns = ("number", "title", "kind", "level", "place", "received_at", "status", "reported_at")
    chips = {
        _("处置中"): Q(status__in=RUNNING),
        _("待初报"): Q(status__in=UNREPORTED),
        _("已超时限"): lambda: _owed(clock.now()),
        _("近 30 天"): lambda: Q(received_at__gt=clock.now() - timedelta(days=30)),
    }
    search = ("number", "title", "address", "situation", "informant", "phone")
    filters = {
        "place": ["subtree"],
        "kind": ["exact"],
        "level": ["exact"],
        "status": ["exact"],
        "source": ["exact"],
        "received_at": ["range"],
        "line": ["subtree"],
        "exercise": ["exact"],
    }
    sorts = ("-received_at", "-id", "level")
    groups = (
        Group(
            _("事件"), ("title", "kind", "level", "occurred_at", "place", "address", "longitude", "latitude", "line")
        ),
        Group(_("接报"), ("received_at", "source", "informant", "phone", "exercise")),
        Group(_("情况"), ("situation", "measures", "next_steps", "cause")),
        Group(_("伤亡和损失"), ("deaths", "missing", "trapped", "injured", "evacuated", "loss")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("number",), ("received_at", "title", "place"))
    synonyms = {
        "title": ("事件名称", "事件", "信息标题"),
        "kind": ("事件类别", "灾种"),
        "received_at": ("接警时间", "接报时刻", "报告时间"),
        "occurred_at": ("事发时间", "时间"),
        "place": ("乡镇", "镇街", "所属乡镇", "发生地"),
        "address": ("地址", "具体地点", "事发地点"),
        "situation": ("简要情况", "基本经过", "情况"),
        "source": ("来源", "信息渠道"),
        "informant": ("报警人", "来电人"),
        "phone": ("报警电话", "联系电话"),
    }
    unlinked = {"kind": "note", "source": "note", "line": "note"}
    masked = {"phone": mask_phone}
    layer = Layer(
        "status",
        "alert-triangle",
        Standing(
            since=("occurred_at", "received_at"),
            until=("closed_at",),
            leaving=(Status.CLOSED, Status.DISMISSED),
            ended="closed_at",
        ),
    )
    flow = information
    grants = GRANTS
    photographs = (("scene", _("现场照片")), ("paper", _("报送材料")))
    number = "SJ"
    chart = ("place", "kind", "level", "status")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.contradictions(values)

    def prepare(self, rows: Sequence[Any]) -> None:
        limits = queries.limits()
        for row in rows:
            services.set_clocks(row, limits)

    def deadline(self, row: Any) -> Any:
        """The clock that runs now: first the telephone, then the written report, then the next follow-up."""
        if row.status in UNREPORTED:
            return row.phone_due_at if row.phoned_at is None and row.phone_due_at else row.report_due_at
        return row.follow_due_at if row.status in RUNNING else None

    def due(self) -> Any:
        return Case(
            When(status__in=UNREPORTED, phoned_at=None, phone_due_at__isnull=False, then="phone_due_at"),
            When(status__in=UNREPORTED, then="report_due_at"),
            When(status__in=RUNNING, then="follow_due_at"),
        )

    def waiting(self, user: Any) -> Q | None:
        """What must be verified or reported, by those who may."""
        mine = Q(pk__in=[])
        for move, condition in {
            "verify": Q(status=Status.RECEIVED),
            "report": Q(status=Status.VERIFIED),
            "follow": Q(status__in=(Status.REPORTED, Status.FOLLOWED)),
        }.items():
            if access.can(user, f"{self.code}.move.{move}"):
                mine |= condition
        return mine


def _owed(moment: Any) -> Q:
    """Rows of which a report is owed and late."""
    unreported = Q(status__in=UNREPORTED)
    return (
        (unreported & Q(phoned_at=None, phone_due_at__lt=moment))
        | (unreported & Q(report_due_at__lt=moment))
        | Q(status__in=(Status.REPORTED, Status.FOLLOWED), follow_due_at__lt=moment)
        | Q(reported_at__gt=F("report_due_at"), status__in=RUNNING)
    )


@register
class InformationLimitLedger(Ledger):
    """信息报送时限：哪类、哪级事件多少分钟内报。"""

    model = InformationLimit
    code = "information-limit"
    section = _("应急处置")
    icon = "alarm"
    columns = ("name", "report", "kind", "level", "minutes", "basis", "active")
    chips = {_("电话报告"): Q(report=ReportKind.PHONE), _("初报"): Q(report=ReportKind.FIRST)}
    search = ("name", "basis")
    filters = {"report": ["exact"], "kind": ["exact"], "level": ["exact"], "active": ["exact"]}
    sorts = ("-id",)
    groups = (Group(_("时限"), ("name", "report", "kind", "level", "minutes", "basis", "active")),)
    import_keys = (("name",),)
    scope = Scope(place=None, line=None)
    grants = {
        "view": DEFAULT_GRANTS["view"],
        "add": (roles.SAFETY_OFFICE, roles.COMMAND),
        "change": (roles.SAFETY_OFFICE, roles.COMMAND),
        "delete": (roles.SAFETY_OFFICE, roles.COMMAND),
        "import": (roles.SAFETY_OFFICE, roles.COMMAND),
        "export": (roles.SAFETY_OFFICE, roles.COMMAND, roles.LEADER),
        "reveal": (),
    }


@register
class CalloutLedger(Ledger):
    """叫应：为什么事、叫了谁、什么时候到齐。"""

    model = Callout
    code = "callout"
    unit = _("次")
    section = _("应急处置")
    icon = "alarm"
    headline = "title"
    columns = ("number", "title", "place", "received_at", "minutes", "exercise", "status", "ended_at")
    chips = {
        _("叫应中"): Q(status=CalloutStatus.RUNNING),
        _("待发起"): Q(status=CalloutStatus.PREPARED),
        _("演练"): Q(exercise=True),
    }
    search = ("number", "title", "text", "muster_point")
    filters = {"place": ["subtree"], "status": ["exact"], "exercise": ["exact"], "received_at": ["range"]}
    sorts = ("-received_at", "-id")
    groups = (
        Group(_("叫应"), ("title", "text", "received_at", "minutes", "policy", "exercise")),
        Group(_("集合"), ("muster_point", "longitude", "latitude", "place", "line")),
    )
    import_keys = (("number",),)
    synonyms = {"title": ("事由",), "received_at": ("接报时间",), "muster_point": ("集结地点",)}
    unlinked = {"line": "text"}
    flow = calls
    grants = GRANTS | {"add": CALLERS}
    number = "JY"
    chart = ("place", "status")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.alarm_ahead(values)

    def waiting(self, user: Any) -> Q | None:
        """Call-outs that run, for those who lead them."""
        return Q(status=CalloutStatus.RUNNING) if access.can(user, "callout.move.end") else None
