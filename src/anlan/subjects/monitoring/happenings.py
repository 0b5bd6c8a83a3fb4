"""The ledgers of what happens: alarms, faults, upkeep visits, patrols by video."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Case, Q, When
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.kit.ledger.columns import EMPTY, Column, worded
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, KEEPERS, Group, Layer, Ledger, Standing
from anlan.kit.ledger.registry import register
from anlan.subjects.monitoring import rules
from anlan.subjects.monitoring.choices import (
    OPEN_ALARM,
    STANDING_FAULT,
    UNCHECKED,
    AlarmStatus,
    Condition,
    FaultStatus,
    Level,
)
from anlan.subjects.monitoring.flows import handling, repair
from anlan.subjects.monitoring.models import Alarm, Fault, Upkeep, VideoPatrol

SECTION = _("监测预警")
WATCHERS = (*KEEPERS, roles.DUTY, roles.COMMAND)
BY_ENTERPRISE = Scope(organisation="enterprise__organisation")
BY_DEVICE = Scope(organisation="device__enterprise__organisation")


def _due_text(alarm: Any) -> str:
    return worded(alarm.due_at) if alarm.status in UNCHECKED and alarm.due_at else ""


def _due_cell(alarm: Any) -> SafeString:
    text = _due_text(alarm)
    if not text:
        return format_html('<span class="text-secondary">{}</span>', EMPTY)
    late = alarm.due_at < clock.now()
    return format_html('<span class="{}">{}</span>', "late" if late else "soon", text)


@register
class AlarmLedger(Ledger):
    """监测报警：谁报的、核查了没有、是真是假、怎么处置。"""

    model = Alarm
    code = "alarm"
    unit = _("起")
    section = SECTION
    icon = "alarm"
    headline = "content"
    columns = (
        "number",
        "content",
        "level",
        "device",
        "place",
        "status",
        "raised_at",
        Column("due_at", _("核查期限"), text_of=_due_text, html_of=_due_cell),
        "times",
    )
    chips = {
        _("待核查"): Q(status__in=UNCHECKED),
        _("超时未核查"): lambda: Q(status__in=UNCHECKED, due_at__lt=clock.now()),
        _("处置中"): Q(status=AlarmStatus.DISPATCHED),
        _("红色橙色"): Q(level__in=(Level.RED, Level.ORANGE), status__in=OPEN_ALARM),
        _("误报"): Q(status=AlarmStatus.FALSE),
    }
    search = ("number", "content", "device__name")
    filters = {
        "place": ["subtree"],
        "status": ["exact"],
        "level": ["exact"],
        "raised_at": ["range"],
        "element": ["exact"],
        "origin": ["exact"],
        "device": ["exact"],
        "line": ["subtree"],
    }
    sorts = ("-raised_at", "-id", "due_at")
    groups = (
        Group(_("报警"), ("content", "device", "element", "level", "value", "raised_at")),
        Group(_("属地与位置"), ("place", "line", "longitude", "latitude")),
    )
    import_keys = (("number",), ("raised_at", "content"))
    synonyms = {
        "content": ("报警信息", "报警描述", "内容"),
        "device": ("报警设备", "设备名称"),
        "level": ("报警等级", "等级"),
        "raised_at": ("发生时间", "时间"),
        "place": ("乡镇", "镇街", "村居"),
    }
    unlinked = {"line": "content"}
    layer = Layer(
        "status",
        "alarm",
        Standing(
            since=("raised_at",),
            until=("closed_at",),
            leaving=(AlarmStatus.FALSE, AlarmStatus.CLOSED),
            ended="closed_at",
        ),
    )
    flow = handling
    scope = BY_DEVICE
    grants = {
        "view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE),
        "add": (*WATCHERS, roles.VILLAGE),
        "change": (*WATCHERS, roles.VILLAGE),
    }
    photographs = (("scene", _("核查照片")),)
    number = "BJ"
    chart = ("place", "status", "level", "element")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.not_ahead(values, "raised_at")

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            if row.due_at is None:
                row.due_at = row.raised_at + timedelta(minutes=30)

    def deadline(self, row: Any) -> Any:
        return row.due_at if row.status in UNCHECKED else None

    def due(self) -> Any:
        return Case(When(status__in=UNCHECKED, then="due_at"))

    def waiting(self, user: Any) -> Q | None:
        """Alarms to be checked or finished."""
        mine = Q(pk__in=[])
        if access.can(user, "alarm.move.dispatch"):
            mine |= Q(status__in=UNCHECKED)
        if access.can(user, "alarm.move.close"):
            mine |= Q(status__in=(AlarmStatus.DISPATCHED, AlarmStatus.FALSE))
        return mine


@register
class FaultLedger(Ledger):
    """设备故障：自动发现的和人工报修的，派修到恢复。"""

    model = Fault
    code = "fault"
    unit = _("次")
    section = SECTION
    icon = "alert-circle"
    headline = "content"
    columns = ("content", "device", "kind", "place", "status", "began_at", "ended_at")
    chips = {
        _("待处理"): Q(status=FaultStatus.OPEN),
        _("维修中"): Q(status=FaultStatus.REPAIRING),
        _("超过 3 天"): lambda: Q(status__in=STANDING_FAULT, began_at__lt=clock.now() - timedelta(days=3)),
    }
    search = ("content", "device__name")
    filters = {
        "place": ["subtree"],
        "kind": ["exact"],
        "status": ["exact"],
        "began_at": ["range"],
        "device": ["exact"],
        "line": ["subtree"],
    }
    sorts = ("-began_at", "-id")
    groups = (
        Group(_("故障"), ("device", "kind", "content", "began_at")),
        Group(_("属地"), ("place", "line")),
    )
    import_keys = (("device", "began_at", "kind"),)
    unlinked = {"line": "content"}
    flow = repair
    scope = BY_DEVICE
    grants = {
        "view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE),
        "add": (*WATCHERS, roles.VILLAGE),
        "change": WATCHERS,
    }
    photographs = (("scene", _("照片")),)
    chart = ("kind", "place", "status")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.not_ahead(values, "began_at")

    def waiting(self, user: Any) -> Q | None:
        """Faults that nobody has been sent to."""
        return Q(status=FaultStatus.OPEN) if access.can(user, "fault.move.send") else None


@register
class UpkeepLedger(Ledger):
    """设施巡检：报警设施和监测设备的日常巡查维护。"""

    model = Upkeep
    code = "upkeep"
    unit = _("次")
    section = SECTION
    icon = "clipboard-check"
    headline = "inspector"
    columns = ("done_on", "device", "condition", "inspector", "place", "findings")
    chips = {_("需要维修"): Q(condition=Condition.BROKEN)}
    search = ("inspector", "findings", "device__name")
    filters = {
        "place": ["subtree"],
        "condition": ["exact"],
        "done_on": ["range"],
        "device": ["exact"],
        "line": ["subtree"],
    }
    sorts = ("-done_on", "-id")
    groups = (
        Group(_("巡检"), ("device", "done_on", "inspector", "condition", "findings")),
        Group(_("属地"), ("place", "line")),
    )
    import_keys = (("device", "done_on", "inspector"),)
    synonyms = {"inspector": ("巡检人员", "巡查人"), "done_on": ("日期", "巡查日期"), "findings": ("存在问题",)}
    unlinked = {"line": "findings"}
    scope = BY_DEVICE
    grants = {
        "view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE),
        "add": (*WATCHERS, roles.VILLAGE),
        "change": WATCHERS,
    }
    photographs = (("scene", _("照片")),)
    chart = ("place", "condition")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.not_ahead(values, "done_on")


@register
class VideoPatrolLedger(Ledger):
    """视频巡查：每天不定时看企业和重点部位，发现什么、怎么调度指导。"""

    model = VideoPatrol
    code = "video-patrol"
    unit = _("次")
    section = SECTION
    icon = "camera"
    headline = "number"
    columns = ("number", "patrolled_at", "enterprise", "device", "place", "patroller", "found", "findings")
    chips = {
        _("发现问题"): Q(found=True),
        _("今天"): lambda: Q(patrolled_at__gte=clock.at("00:00")),
    }
    search = ("number", "patroller", "findings", "enterprise__name")
    filters = {
        "place": ["subtree"],
        "found": ["exact"],
        "patrolled_at": ["range"],
        "enterprise": ["exact"],
        "device": ["exact"],
        "line": ["subtree"],
    }
    sorts = ("-patrolled_at", "-id")
    groups = (
        Group(_("巡查"), ("patrolled_at", "patroller", "enterprise", "device", "found", "findings", "instruction")),
        Group(_("属地"), ("place", "line")),
    )
    import_keys = (("number",), ("patrolled_at", "enterprise", "patroller"))
    synonyms = {
        "enterprise": ("企业名称", "单位名称", "巡查企业"),
        "patroller": ("巡查人员", "值班人员"),
        "findings": ("巡查结果", "存在问题"),
        "instruction": ("处理情况", "调度情况"),
    }
    unlinked = {"enterprise": "findings", "device": "findings", "line": "findings"}
    scope = BY_ENTERPRISE
    grants = {"view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE), "add": WATCHERS, "change": WATCHERS}
    photographs = (("scene", _("画面截图")),)
    number = "SP"
    chart = ("place", "found")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.not_ahead(values, "patrolled_at")
