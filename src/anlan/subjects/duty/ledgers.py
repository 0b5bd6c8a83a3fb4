"""The ledgers of posts, pools, shifts, swaps, hand-overs, presence checks, and reports that are owed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column, worded
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.duty import queries, rules
from anlan.subjects.duty.choices import HandOverStatus, ReportStatus, Result, SwapStatus
from anlan.subjects.duty.flows import KEEPERS, handing_over, reporting, swapping
from anlan.subjects.duty.models import (
    DutyPost,
    HandOver,
    PostMember,
    PresenceCheck,
    ReportDue,
    ReportDuty,
    Shift,
    Swap,
)
from anlan.subjects.duty.questions import BadQuestions, read

DUTY = _("值班值守")
VIEWERS = tuple(dict.fromkeys((*DEFAULT_GRANTS["view"], *KEEPERS)))
GRANTS: dict[str, tuple[str, ...]] = {
    "view": VIEWERS,
    **dict.fromkeys(("add", "change", "delete", "import", "export"), KEEPERS),
}
BY_EVERYBODY = GRANTS | {"add": VIEWERS}  # each asks for his own swap, writes his own hand-over
OF_POST = Scope(place="post__place", line=None)


@register
class ShiftLedger(Ledger):
    """班次：谁在什么时候值什么班。"""

    model = Shift
    code = "shift"
    unit = _("班")
    section = DUTY
    icon = "table"
    headline = "name"
    columns = (
        "name",
        "leader_names",
        "member_names",
        "standby_names",
        Column(
            "missing",
            _("缺人数"),
            "integer",
            text_of=lambda row: str(row.missing),
            html_of=lambda row: (
                format_html('<span class="late">{}</span>', _now("缺 %(count)d 人") % {"count": row.missing})
                if row.missing
                else format_html('<span class="done">{}</span>', _now("齐"))
            ),
        ),
        "begins_at",
        "ends_at",
    )
    chips = {
        _("正在值班"): lambda: Q(begins_at__lte=clock.now(), ends_at__gt=clock.now()),
        _("今后缺人"): lambda: Q(begins_at__gt=clock.now(), missing__gt=0),
    }
    search = ("note", "name", "leader_names", "member_names", "standby_names")
    filters = {"post": ["exact"], "begins_at": ["range"], "missing": ["exact"]}
    sorts = ("-begins_at", "begins_at", "-id")
    groups = (Group(_("班次"), ("post", "begins_at", "ends_at", "note")),)
    import_keys = (("post", "begins_at"),)
    synonyms = {"post": ("值班岗位",), "begins_at": ("开始时间", "值班时间"), "ends_at": ("结束时间",)}
    scope = OF_POST
    grants = GRANTS
    related = (Related("duty-swap", "shift"),)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        begins, ends = values.get("begins_at"), values.get("ends_at")
        if begins and ends and ends <= begins:
            return {"ends_at": _now("离岗时间应晚于上岗时间。")}
        return {}

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            row.missing = row.post.leaders + row.post.members + row.post.standby


@register
class SwapLedger(Ledger):
    """调班：本人提出，对方同意，值班室批准后生效。"""

    model = Swap
    code = "duty-swap"
    unit = _("件")
    section = DUTY
    icon = "refresh"
    headline = "number"
    columns = ("number", "shift", "giver", "taker", "back_shift", "reason", "status", "created_at")
    chips = {_("待同意"): Q(status=SwapStatus.ASKED), _("待批准"): Q(status=SwapStatus.AGREED)}
    search = ("number", "reason", "giver__name", "taker__name")
    filters = {"status": ["exact"], "shift": ["exact"]}
    sorts = ("-id",)
    groups = (Group(_("调班"), ("shift", "giver", "taker", "back_shift", "reason")),)
    import_keys = (("number",),)
    flow = swapping
    scope = Scope(place="shift__post__place", line=None)
    grants = BY_EVERYBODY
    number = "DB"

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        giver, taker = values.get("giver"), values.get("taker")
        if giver is not None and giver == taker:
            return {"taker": _now("调班人和接班人不能是同一个人。")}
        return {}

    def waiting(self, user: Any) -> Q | None:
        mine = Q(status=SwapStatus.AGREED) if access.can(user, "duty-swap.move.approve") else Q(pk__in=[])
        person = queries.person_of(user)
        return mine | Q(status=SwapStatus.ASKED, taker=person) if person is not None else mine


@register
class HandOverLedger(Ledger):
    """交接班记录。"""

    model = HandOver
    code = "handover"
    unit = _("次")
    section = DUTY
    icon = "clipboard-text"
    headline = "number"
    columns = ("number", "post", "handed_at", "giver", "taker", "summary", "pending", "status")
    chips = {_("待接班"): Q(status=HandOverStatus.WRITTEN), _("有移交待办"): ~Q(pending="")}
    search = ("number", "summary", "pending", "post__name")
    filters = {"post": ["exact"], "handed_at": ["range"], "status": ["exact"]}
    sorts = ("-handed_at", "-id")
    groups = (
        Group(_("交接"), ("post", "handed_at", "giver", "taker")),
        Group(_("内容"), ("summary", "pending", "equipment")),
    )
    import_keys = (("number",), ("post", "handed_at"))
    synonyms = {
        "handed_at": ("交班时间", "时间"),
        "summary": ("值班情况", "值班记录"),
        "pending": ("移交事项", "待办事项"),
    }
    flow = handing_over
    scope = OF_POST
    grants = BY_EVERYBODY
    photographs = (("scene", _("照片")),)
    number = "JB"

    def waiting(self, user: Any) -> Q | None:
        person = queries.person_of(user)
        return None if person is None else Q(status=HandOverStatus.WRITTEN, taker=person)


@register
class PresenceCheckLedger(Ledger):
    """值班抽查：是否真正在岗，四个“到位”逐项记录。"""

    model = PresenceCheck
    code = "presence-check"
    unit = _("次")
    section = DUTY
    icon = "headset"
    headline = "number"
    columns = (
        "number", "post", "checked_at", "way", "person", "result", "answer_seconds", "rules_kept", "manned",
        "reporting_kept", "linkage_kept",
    )  # fmt: skip
    chips = {
        _("等待应答"): Q(result=Result.WAITING),
        _("有问题"): Q(result__in=(Result.LATE, Result.ABSENT, Result.UNFIT)),
    }
    search = ("number", "finding", "post__name")
    filters = {"post": ["exact"], "checked_at": ["range"], "result": ["exact"], "way": ["exact"]}
    sorts = ("-checked_at", "-id")
    groups = (
        Group(_("抽查"), ("post", "person", "checked_at", "way", "result", "answer_seconds")),
        Group(_("四个到位"), ("rules_kept", "manned", "reporting_kept", "linkage_kept", "finding")),
    )
    import_keys = (("number",),)
    synonyms = {"checked_at": ("检查时间",), "finding": ("存在问题", "备注")}
    scope = OF_POST
    grants = GRANTS
    number = "CG"
    chart = ("result", "way")


def _due_text(due: Any) -> str:
    return worded(due.due_at) if due.status == ReportStatus.DUE else worded(due.filed_at or due.due_at)


def _due_cell(due: Any) -> Any:
    late = due.status == ReportStatus.DUE and due.due_at < clock.now()
    after = due.status == ReportStatus.FILED and due.filed_at and due.filed_at > due.due_at
    return cells.flagged(_due_text(due), late or after, _now("超时"))


@register
class ReportDueLedger(Ledger):
    """报送情况：哪个单位该报什么、报了没有。"""

    model = ReportDue
    code = "report-due"
    unit = _("份")
    section = DUTY
    icon = "file-text"
    headline = "duty"
    columns = (
        "duty",
        "unit",
        "period_on",
        Column("due_at", _("截止时间"), text_of=_due_text, html_of=_due_cell),
        "status",
        "zero",
        "text",
        "filed_at",
        "chased",
        "number",
    )
    chips = {
        _("待报送"): Q(status=ReportStatus.DUE),
        _("超时未报"): lambda: Q(status=ReportStatus.DUE, due_at__lt=clock.now()),
        _("今日已报"): lambda: Q(status=ReportStatus.FILED, period_on=clock.today()),
        _("零报告"): Q(zero=True),
    }
    search = ("number", "text", "note", "duty__name", "unit__name")
    filters = {
        "duty": ["exact"], "place": ["subtree"], "period_on": ["range"], "status": ["exact"], "unit": ["exact"],
    }  # fmt: skip
    sorts = ("-due_at", "-id")
    groups = (Group(_("报送"), ("duty", "unit", "place", "period_on", "due_at", "note")),)
    import_keys = (("number",), ("duty", "period_on", "unit"))
    flow = reporting
    scope = Scope(line=None, organisation="unit")
    grants = GRANTS | {"view": (*VIEWERS, roles.ENTERPRISE)}
    number = "BS"
    chart = ("status", "place")

    def deadline(self, row: Any) -> Any:
        return timezone.localtime(row.due_at).date() if row.status == ReportStatus.DUE else None

    def waiting(self, user: Any) -> Q | None:
        """Reports that the user's own unit owes."""
        unit = getattr(user, "organisation_id", None)
        if unit is None or not access.can(user, "report-due.move.file"):
            return None
        return Q(status=ReportStatus.DUE, unit=unit)


@register
class DutyPostLedger(Ledger):
    """值班岗位和它的规则。"""

    model = DutyPost
    code = "duty-post"
    unit = _("个")
    section = DUTY
    icon = "home"
    columns = ("name", "unit", "place", "phone", "starts", "hours", "leaders", "members", "standby", "active")
    chips = {_("启用"): Q(active=True)}
    search = ("name", "phone", "unit__name")
    filters = {"place": ["subtree"], "unit": ["exact"], "active": ["exact"]}
    sorts = ("-id", "name")
    groups = (
        Group(_("岗位"), ("name", "code", "unit", "place", "phone", "active", "note")),
        Group(_("每班"), ("starts", "hours", "leaders", "members", "standby", "round_the_clock", "skills")),
        Group(_("规则"), ("rest_hours", "longest_run", "warn_days", "remind_hours", "answer_minutes")),
    )
    import_keys = (("code",), ("name",))
    synonyms = {"name": ("值班岗位", "岗位"), "phone": ("电话",), "unit": ("单位",)}
    scope = Scope(line=None)
    grants = GRANTS
    related = (Related("duty-member", "post"), Related("shift", "post"), Related("presence-check", "post"))

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.post_contradictions(values)


@register
class PostMemberLedger(Ledger):
    """值班人员：每个岗位由哪些人轮流值班。"""

    model = PostMember
    code = "duty-member"
    unit = _("人")
    section = DUTY
    icon = "user"
    headline = "person"
    columns = ("person", "post", "can_lead", "can_serve", "skills", "share", "position", "avoids", "active")
    search = ("note", "person__name", "post__name")
    filters = {"post": ["exact"], "can_lead": ["exact"], "active": ["exact"]}
    sorts = ("-id", "position")
    groups = (
        Group(_("人员"), ("post", "person", "can_lead", "can_serve", "skills", "active")),
        Group(_("排班"), ("share", "position", "avoids", "note")),
    )
    import_keys = (("post", "person"),)
    synonyms = {"post": ("值班岗位",), "person": ("姓名", "值班员")}
    scope = OF_POST
    grants = GRANTS

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = {}
        if values.get("share") == 0:
            errors["share"] = _now("承担比例至少为 1；不再值班请去掉“参加值班”。")
        if "can_lead" in values and "can_serve" in values and not values["can_lead"] and not values["can_serve"]:
            errors["can_serve"] = _now("可带班和可值班至少选一项。")
        return errors


@register
class ReportDutyLedger(Ledger):
    """报送任务：谁在什么时候之前报什么。"""

    model = ReportDuty
    code = "report-duty"
    unit = _("项")
    section = DUTY
    icon = "report-analytics"
    columns = ("name", "kind", "place", "unit_kinds", "cycle", "due_time", "key_periods_only", "starts_on", "active")
    chips = {_("启用"): Q(active=True)}
    search = ("name", "form_fields")
    filters = {"place": ["subtree"], "kind": ["exact"], "cycle": ["exact"], "active": ["exact"]}
    sorts = ("-id", "name")
    groups = (
        Group(_("任务"), ("name", "kind", "place", "unit_kinds", "active")),
        Group(_("时间"), ("cycle", "due_day", "due_time", "starts_on", "ends_on", "key_periods_only")),
        Group(_("填报与催报"), ("form_fields", "remind_minutes", "chase_minutes", "chase_times")),
    )
    import_keys = (("name",),)
    scope = Scope(line=None)
    grants = GRANTS
    related = (Related("report-due", "duty"),)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = {}
        try:
            read(str(values.get("form_fields") or ""))
        except BadQuestions as wrong:
            errors["form_fields"] = str(wrong)
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            errors["ends_on"] = _now("结束日期不能早于开始日期。")
        return errors | _due_day_error(values)


def _due_day_error(values: Mapping[str, Any]) -> dict[str, str]:
    most = {"weekly": 7, "monthly": 31}.get(str(values.get("cycle") or ""))
    day = values.get("due_day")
    if most is not None and "due_day" in values and not (day and 1 <= day <= most):
        return {"due_day": _now("请填 1 到 %(most)d。") % {"most": most}}
    return {}
