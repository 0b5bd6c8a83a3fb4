"""The ledgers of warnings: messages, what came in, who may sign, feeds, templates, consultations, bans, terminals."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.base.text import mask_phone
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Layer, Ledger, Related, Standing
from anlan.kit.ledger.registry import register
from anlan.subjects.warnings import queries, rules, services
from anlan.subjects.warnings.cap import signing
from anlan.subjects.warnings.choices import Online, Status, Verdict
from anlan.subjects.warnings.flows import lifecycle
from anlan.subjects.warnings.models import (
    CLOSED,
    Alert,
    BroadcastTerminal,
    Consultation,
    FireBan,
    Intake,
    TrustedSender,
    WarningFeed,
    WarningTemplate,
)

SECTION = _("监测预警")
DESK = (roles.SAFETY_OFFICE, roles.DUTY, roles.COMMAND)
DESK_GRANTS = {"add": DESK, "change": DESK, "import": DESK, "delete": (roles.SAFETY_OFFICE,)}
KEEPERS_ONLY = dict.fromkeys(("add", "change", "delete", "import", "export"), (roles.SAFETY_OFFICE,))
NO_LINE = Scope(line=None)


@register
class WarningLedger(Ledger):
    """预警信息：接收的和本级发布的。"""

    model = Alert
    code = "warning"
    section = SECTION
    icon = "broadcast"
    headline = "headline"
    columns = (
        Column("headline", _("标题"), html_of=lambda row: cells.flagged(str(row), row.exercise, _("演练"))),
        "level",
        "kind",
        "status",
        "sender",
        "issued_at",
        "expires_at",
        "area_text",
        "origin",
    )
    chips = {
        _("生效中"): lambda: Q(status=Status.ISSUED, expires_at__gt=clock.now()),
        _("待审批"): Q(status=Status.REVIEW),
        _("待发布"): Q(status=Status.APPROVED),
        _("草稿"): Q(status=Status.DRAFT),
        _("接收的"): Q(origin="received"),
        _("未转发"): lambda: Q(origin="received", status=Status.ISSUED, dispatched_at=None, expires_at__gt=clock.now()),
    }
    search = ("headline", "identifier", "sender", "description", "area_text")
    filters = {
        "place": ["subtree"],
        "kind": ["exact"],
        "level": ["exact"],
        "status": ["exact"],
        "origin": ["exact"],
        "message": ["exact"],
        "issued_at": ["range"],
        "consultation": ["exact"],
    }
    sorts = ("-id", "-issued_at")
    groups = (
        Group(_("预警"), ("kind", "level", "headline", "description", "instruction", "exercise")),
        Group(_("发布"), ("sender", "sender_code", "identifier", "consultation")),
        Group(_("时间"), ("onset_at", "expires_at")),
        Group(_("区域"), ("place", "area_text", "line", "longitude", "latitude")),
    )
    import_keys = (("identifier",),)
    synonyms = {
        "kind": ("种类", "类型", "灾种", "预警类型"),
        "level": ("级别", "等级", "颜色"),
        "headline": ("预警标题", "名称"),
        "description": ("内容", "预警信息", "正文"),
        "sender": ("单位", "发布机构"),
        "identifier": ("编号", "预警ID"),
        "expires_at": ("失效", "结束时间"),
        "onset_at": ("影响时间", "开始时间"),
        "place": ("区域", "属地", "乡镇"),
    }
    unlinked = {"consultation": "area_text", "line": "area_text"}
    layer = Layer(
        "level",
        "broadcast",
        Standing(since=("issued_at",), until=("ended_at", "expires_at"), only=Q(message__in=queries.ALERTING)),
    )
    flow = lifecycle
    grants = {**DESK_GRANTS, "view": (*DEFAULT_GRANTS["view"],)}
    related = (Related("warning-intake", "alert"),)
    photographs = (("paper", _("附件")),)
    chart = ("kind", "level", "status", "origin")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = rules.contradictions(values)
        if queries.changes_what_is_closed(values):
            errors["identifier"] = str(CLOSED)
        return errors

    def prepare(self, rows: Sequence[Any]) -> None:
        services.complete(rows)

    def deadline(self, row: Any) -> Any:
        return row.expires_at if row.status == Status.ISSUED else None

    def due(self) -> Any:
        return "expires_at"

    def waiting(self, user: Any) -> Q | None:
        """To approve what others wrote, to issue what is approved, to pass on what came in."""
        mine = Q(pk__in=[])
        if access.can(user, "warning.move.approve"):
            mine |= Q(status=Status.REVIEW) & ~Q(created_by=user.pk)
        if access.can(user, "warning.move.issue"):
            mine |= Q(status=Status.APPROVED)
        if access.can(user, "warning.move.forward"):
            mine |= Q(origin="received", status=Status.ISSUED, dispatched_at=None, expires_at__gt=clock.now()) & ~Q(
                message="Cancel"
            )
        return mine


@register
class IntakeLedger(Ledger):
    """接收记录：每一条来文和对它的结论，读不出来的也留着。"""

    model = Intake
    code = "warning-intake"
    section = SECTION
    icon = "inbox"
    headline = "headline"
    columns = (
        Column("headline", _("标题"), text_of=str),
        "verdict",
        Column("reasons", _("原因"), text_of=lambda row: row.reasons.replace("\n", "；")[:80]),
        "door",
        "sender",
        "received_at",
        "handled",
    )
    chips = {
        _("拒收待处理"): Q(verdict=Verdict.REFUSED, handled=False),
        _("有疑点"): Q(verdict=Verdict.REMARKS),
    }
    search = ("headline", "name", "sender", "identifier", "reasons")
    filters = {
        "verdict": ["exact"],
        "door": ["exact"],
        "handled": ["exact"],
        "received_at": ["range"],
        "feed": ["exact"],
        "alert": ["exact"],
    }
    sorts = ("-id", "-received_at")
    import_keys = (("received_at", "identifier", "sender"),)
    groups = (
        Group(_("来文"), ("headline", "sender", "identifier", "door", "name", "received_at")),
        Group(_("结论"), ("verdict", "reasons", "handled", "note")),
        Group(_("属地"), ("place",)),
    )
    scope = NO_LINE
    grants = {**DESK_GRANTS, "view": (*DESK, roles.LEADER)}


@register
class TrustedSenderLedger(Ledger):
    """可信发送者：谁的签名作数。"""

    model = TrustedSender
    code = "trusted-sender"
    section = SECTION
    icon = "circle-check"
    unit = _("家")
    columns = ("name", "sender", "forward_from", "fingerprint", "valid_from_at", "valid_until_at", "active")
    search = ("name", "sender", "fingerprint")
    filters = {"active": ["exact"]}
    import_keys = (("sender", "name"),)
    groups = (
        Group(_("发送者"), ("name", "sender", "certificate", "place", "forward_from")),
        Group(_("有效期"), ("valid_from_at", "valid_until_at", "active", "note")),
    )
    scope = NO_LINE
    grants = {**KEEPERS_ONLY, "view": DESK}

    def tidy(self, values: dict[str, Any]) -> None:
        if values.get("certificate"):
            values["certificate"] = signing.bare(values["certificate"])

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        begins, ends = values.get("valid_from_at"), values.get("valid_until_at")
        errors = {"valid_until_at": str(_("停用时间不能早于启用时间。"))} if begins and ends and ends < begins else {}
        if values.get("certificate"):
            try:
                signing.loaded(values["certificate"])
            except ValueError as wrong:
                errors["certificate"] = str(wrong)
        return errors

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            row.fingerprint = signing.fingerprint(signing.loaded(row.certificate))


@register
class WarningFeedLedger(Ledger):
    """预警订阅源：定时去取的地址。"""

    model = WarningFeed
    code = "warning-feed"
    section = SECTION
    icon = "link"
    unit = _("个")
    columns = ("name", "address", "active", "every_minutes", "asked_at", "failures", "error")
    chips = {_("取不到"): Q(failures__gt=0)}
    import_keys = (("address",),)
    search = ("name", "address")
    filters = {"active": ["exact"]}
    groups = (Group(_("订阅源"), ("name", "address", "hosts", "every_minutes", "active", "place", "note")),)
    scope = NO_LINE
    grants = {**KEEPERS_ONLY, "view": DESK}
    related = (Related("warning-intake", "feed"),)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.feed_contradictions(values)


@register
class WarningTemplateLedger(Ledger):
    """预警模板：每个种类、颜色和用途怎么写。"""

    model = WarningTemplate
    code = "warning-template"
    section = SECTION
    icon = "file-text"
    columns = ("name", "kind", "level", "act", "description", "active")
    search = ("name", "description")
    filters = {"kind": ["exact"], "level": ["exact"], "act": ["exact"], "active": ["exact"]}
    groups = (Group(_("模板"), ("name", "kind", "level", "act", "description", "instruction", "place", "active")),)
    import_keys = (("name", "place"),)
    scope = NO_LINE
    grants = {**DESK_GRANTS, "view": DESK}


@register
class ConsultationLedger(Ledger):
    """会商研判：谁参加、各方怎么看、结论是什么。"""

    model = Consultation
    code = "consultation"
    section = SECTION
    icon = "address-book"
    unit = _("次")
    columns = ("title", "held_at", "kind", "chair", "participants", "decision")
    search = ("title", "participants", "opinions", "decision", "chair")
    filters = {"kind": ["exact"], "held_at": ["range"], "place": ["subtree"]}
    sorts = ("-held_at", "-id")
    groups = (
        Group(_("会商"), ("title", "held_at", "kind", "chair", "participants", "place")),
        Group(_("意见和结论"), ("opinions", "decision")),
    )
    import_keys = (("held_at", "title"),)
    synonyms = {"held_at": ("时间", "日期"), "title": ("主题", "名称"), "decision": ("结论", "决定")}
    scope = NO_LINE
    grants = DESK_GRANTS
    related = (Related("warning", "consultation"),)
    photographs = (("paper", _("会商材料")),)


@register
class FireBanLedger(Ledger):
    """禁火令：禁火的区域和时段。"""

    model = FireBan
    code = "fire-ban"
    section = SECTION
    icon = "alarm"
    columns = ("title", "place", "from_on", "to_on", "issuer", "number")
    chips = {
        _("生效中"): lambda: Q(from_on__lte=clock.today(), to_on__gte=clock.today()),
        _("未开始"): lambda: Q(from_on__gt=clock.today()),
    }
    search = ("title", "number", "issuer", "area", "content")
    filters = {"place": ["subtree"], "from_on": ["range"], "to_on": ["range"]}
    sorts = ("-from_on", "-id", "to_on")
    groups = (
        Group(_("禁火令"), ("title", "number", "issuer", "issued_on")),
        Group(_("区域和时段"), ("place", "area", "from_on", "to_on")),
        Group(_("内容"), ("content", "note")),
    )
    import_keys = (("title", "from_on"),)
    synonyms = {"title": ("名称", "标题"), "from_on": ("开始日期",), "to_on": ("结束日期",), "place": ("区域", "乡镇")}
    scope = NO_LINE
    grants = {**DESK_GRANTS, "add": (*DESK, roles.TOWNSHIP), "change": (*DESK, roles.TOWNSHIP)}
    photographs = (("paper", _("禁火令文本")),)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.ban_contradictions(values)


@register
class BroadcastTerminalLedger(Ledger):
    """应急广播终端：村村响在哪里、覆盖多少人。"""

    model = BroadcastTerminal
    code = "broadcast-terminal"
    section = SECTION
    icon = "broadcast"
    unit = _("个")
    columns = ("name", "code", "kind", "place", "online", "households", "population", "tested_on", "keeper")
    chips = {_("离线"): Q(online=Online.OFFLINE), _("故障"): Q(online=Online.FAULTY), _("未定位"): Q(quadkey=None)}
    search = ("name", "code", "site", "keeper", "phone")
    filters = {"place": ["subtree"], "kind": ["exact"], "online": ["exact"], "tested_on": ["range"]}
    sorts = ("-id", "tested_on", "place")
    groups = (
        Group(_("终端"), ("code", "name", "kind", "site", "online", "tested_on")),
        Group(_("覆盖"), ("households", "population", "radius")),
        Group(_("管护"), ("keeper", "phone")),
        Group(_("位置"), ("place", "longitude", "latitude")),
    )
    import_keys = (("code",),)
    synonyms = {
        "code": ("编码", "终端编号", "设备编号"),
        "name": ("名称", "广播名称"),
        "place": ("村", "所在村", "村居", "属地"),
        "site": ("位置", "安装地点"),
        "online": ("状态", "在线状态"),
        "keeper": ("管理员", "负责人"),
        "phone": ("电话", "联系电话"),
    }
    masked = {"phone": mask_phone}
    layer = Layer(colour="online", icon="broadcast")
    scope = NO_LINE
    chart = ("place", "kind", "online")
