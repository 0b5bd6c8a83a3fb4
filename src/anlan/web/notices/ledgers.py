"""Ledgers of what notices are set up with: channels, policies, recipient lists and their people, absences, tests.

They stand here because the machinery of notices must not know of ledgers.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.kit.notify.models import (
    Absence,
    Channel,
    CommunicationTest,
    ListMember,
    Policy,
    RecipientList,
)

SECTION = _("值班值守")
KEEPERS = (roles.SAFETY_OFFICE, roles.DUTY, roles.COMMAND, roles.TOWNSHIP)
KEPT = {
    "view": (*KEEPERS, roles.LEADER, roles.VILLAGE),
    "add": KEEPERS,
    "change": KEEPERS,
    "delete": KEEPERS,
    "import": KEEPERS,
    "export": (*KEEPERS, roles.LEADER),
    "reveal": DEFAULT_GRANTS["reveal"],
}
COMMANDED = {
    "view": (roles.SAFETY_OFFICE, roles.DUTY, roles.COMMAND, roles.LEADER, roles.TOWNSHIP),
    "add": (roles.COMMAND, roles.SAFETY_OFFICE),
    "change": (roles.COMMAND, roles.SAFETY_OFFICE),
    "delete": (roles.COMMAND, roles.SAFETY_OFFICE),
    "import": (roles.COMMAND, roles.SAFETY_OFFICE),
    "export": (roles.COMMAND, roles.SAFETY_OFFICE, roles.LEADER),
    "reveal": (roles.SAFETY_OFFICE,),
}
SYSTEM: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("view", "add", "change", "delete", "import", "export"), (roles.SYSADMIN,)),
    "reveal": (),
}
UNSCOPED = Scope(place=None, line=None)
OF_A_PERSON = Scope(place="person__organisation__place", line=None, organisation="person__organisation")


def _settings(channel: Channel) -> Any:
    address = reverse("notice-channel-settings", args=[channel.pk])
    return format_html('<a href="{}">{}</a>', address, _now("参数与密钥"))


def _steps(policy: Policy) -> Any:
    return format_html('<a href="{}">{}</a>', reverse("notice-policy-steps", args=[policy.pk]), _now("叫应步骤"))


@register
class ChannelLedger(Ledger):
    """发送通道：短信、电话、邮件、群机器人等，由系统管理员设置。"""

    model = Channel
    code = "channel"
    unit = _("个")
    section = _("系统管理")
    icon = "broadcast"
    headline = "name"
    columns = (
        "name",
        "kind",
        "active",
        "live",
        "position",
        "rate",
        "cost",
        "fallback",
        Column("settings", _("设置"), text_of=lambda row: _now("参数与密钥"), html_of=_settings),
    )
    search = ("name", "code")
    filters = {"kind": ["exact"], "active": ["exact"], "live": ["exact"]}
    sorts = ("position", "-id")
    groups = (
        Group(_("通道"), ("code", "name", "kind", "active", "live", "position")),
        Group(_("发送"), ("rate", "timeout_seconds", "cost")),
        Group(_("切换"), ("fallback", "slow_seconds", "slow_share")),
    )
    import_keys = (("code",),)
    scope = UNSCOPED
    grants = SYSTEM
    system = True

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = {}
        if values.get("rate") is not None and values["rate"] <= 0:
            errors["rate"] = _now("每秒条数应大于 0。")
        if values.get("slow_share") is not None and not 0 < values["slow_share"] <= 1:
            errors["slow_share"] = _now("比例应在 0 和 1 之间。")
        return errors


@register
class PolicyLedger(Ledger):
    """叫应策略：按哪些步骤叫谁、怎样算答复。"""

    model = Policy
    code = "call-policy"
    unit = _("套")
    section = SECTION
    icon = "list"
    headline = "name"
    columns = (
        "name",
        "code",
        "rule",
        "quorum",
        "within_minutes",
        "rounds",
        "remind_minutes",
        "active",
        Column("steps", _("步骤"), text_of=lambda row: _now("叫应步骤"), html_of=_steps),
    )
    search = ("name", "code")
    filters = {"rule": ["exact"], "active": ["exact"]}
    sorts = ("name", "-id")
    groups = (
        Group(_("策略"), ("code", "name", "rule", "active")),
        Group(_("答复"), ("quorum", "within_minutes", "rounds", "remind_minutes")),
    )
    import_keys = (("code",),)
    scope = UNSCOPED
    grants = COMMANDED

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        if values.get("rule") == "quorum" and not values.get("quorum"):
            return {"quorum": _now("“限时内满人数”要填需答复人数。")}
        return {}


@register
class RecipientListLedger(Ledger):
    """接收名单：哪类通知发给哪些人。"""

    model = RecipientList
    code = "recipient-list"
    unit = _("份")
    section = SECTION
    icon = "address-book"
    headline = "name"
    columns = ("name", "purpose", "place", "line", "active")
    search = ("name",)
    filters = {"purpose": ["exact"], "place": ["subtree"], "active": ["exact"]}
    sorts = ("name", "-id")
    groups = (Group(_("名单"), ("name", "purpose", "place", "line", "active", "note")),)
    import_keys = (("name",),)
    grants = KEPT
    related = (Related("list-member", "list"), Related("communication-test", "list"))


@register
class ListMemberLedger(Ledger):
    """名单人员：到村、到户、到人，以及谁来替补。"""

    model = ListMember
    code = "list-member"
    unit = _("人")
    section = SECTION
    icon = "user"
    headline = "person"
    columns = ("person", "list", "place", "household", "role", "deputy")
    chips = {_("无替补"): Q(deputy=None), _("联系到户"): ~Q(household="")}
    search = ("person__name", "household")
    filters = {"list": ["exact"], "place": ["subtree"], "role": ["exact"]}
    sorts = ("place", "-id")
    groups = (Group(_("人员"), ("list", "person", "place", "household", "role", "deputy")),)
    import_keys = (("list", "person", "place", "household"),)
    synonyms = {
        "list": ("名单名称", "接收名单"),
        "person": ("姓名", "责任人", "联系人"),
        "place": ("村", "所在村", "村（社区）"),
        "household": ("户主", "联系户主"),
        "deputy": ("代理人", "替补人"),
    }
    scope = Scope(line=None)
    grants = KEPT


@register
class AbsenceLedger(Ledger):
    """外出与代理：谁什么时候联系不上，由谁代理。"""

    model = Absence
    code = "absence"
    unit = _("条")
    section = SECTION
    icon = "logout"
    headline = "person"
    columns = ("person", "from_at", "to_at", "deputy", "reason")
    chips = {
        _("现在"): lambda: Q(from_at__lte=clock.now(), to_at__gt=clock.now()),
        _("近 7 天"): lambda: Q(from_at__lte=clock.now() + timedelta(days=7), to_at__gt=clock.now()),
    }
    search = ("person__name", "reason")
    filters = {"from_at": ["range"]}
    sorts = ("-from_at", "-id")
    groups = (Group(_("外出"), ("person", "from_at", "to_at", "deputy", "reason")),)
    import_keys = (("person", "from_at"),)
    synonyms = {"from_at": ("开始时间",), "to_at": ("结束时间",), "deputy": ("代理", "代班人")}
    scope = OF_A_PERSON
    grants = KEPT

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        begins, ends = values.get("from_at"), values.get("to_at")
        if begins and ends and ends <= begins:
            return {"to_at": _now("结束应在开始之后。")}
        if values.get("deputy") and values.get("deputy") == values.get("person"):
            return {"deputy": _now("代理人不能是本人。")}
        return {}


@register
class CommunicationTestLedger(Ledger):
    """通信测试：按周期自动试叫，逐人出结果。"""

    model = CommunicationTest
    code = "communication-test"
    unit = _("项")
    section = SECTION
    icon = "refresh"
    headline = "name"
    columns = ("name", "list", "place", "next_at", "every", "within_minutes", "active")
    search = ("name",)
    filters = {"place": ["subtree"], "every": ["exact"], "active": ["exact"]}
    sorts = ("name", "-id")
    groups = (Group(_("测试"), ("name", "list", "place", "next_at", "every", "within_minutes", "active")),)
    import_keys = (("name",),)
    scope = Scope(line=None)
    grants = KEPT
