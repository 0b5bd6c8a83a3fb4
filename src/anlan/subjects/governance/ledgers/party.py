"""The ledgers of the party-building programme."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people.access import Scope
from anlan.base.text import mask_phone
from anlan.kit.ledger.declaration import Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.governance import rules
from anlan.subjects.governance.ledgers.held import BY_TOWNS, OF_PLACE, SECTION
from anlan.subjects.governance.models import (
    Milestone,
    MilestoneRecord,
    PartyActivity,
    PartyBody,
    PartyPost,
    PartyTeam,
    Programme,
)


@register
class ProgrammeLedger(Ledger):
    """党建方案：如“党建+安全生产”，有单位、有节点。"""

    model = Programme
    code = "programme"
    unit = _("个")
    section = SECTION
    icon = "stack-2"
    columns = ("name", "issuer", "paper", "place", "begins_on", "ends_on")
    search = ("name", "issuer", "paper", "aim")
    filters = {"place": ["subtree"], "begins_on": ["range"]}
    sorts = ("-begins_on", "-id")
    groups = (Group(_("方案"), ("name", "issuer", "paper", "place", "begins_on", "ends_on", "aim")),)
    import_keys = (("name",),)
    synonyms = {"name": ("名称",), "paper": ("发文字号",)}
    scope = OF_PLACE
    grants = BY_TOWNS
    related = (
        Related("milestone", "programme"),
        Related("party-team", "programme"),
        Related("party-activity", "programme"),
    )
    photographs = (("paper", _("方案文件")),)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.in_order(values, "begins_on", "ends_on")


@register
class MilestoneLedger(Ledger):
    """党建节点：每个单位都要完成的事。"""

    model = Milestone
    code = "milestone"
    unit = _("个")
    section = SECTION
    icon = "list"
    headline = "name"
    columns = ("programme", "position", "name", "due_on", "requirement")
    search = ("name", "requirement")
    filters = {"programme": ["exact"]}
    sorts = ("position", "-id")
    groups = (Group(_("节点"), ("programme", "position", "name", "due_on", "requirement")),)
    import_keys = (("programme", "name"),)
    synonyms = {"name": ("节点名称", "任务"), "due_on": ("时限",)}
    scope = Scope(place="programme__place", line=None)
    grants = BY_TOWNS


@register
class MilestoneRecordLedger(Ledger):
    """党建节点完成情况：一个单位、一个节点一条。"""

    model = MilestoneRecord
    code = "milestone-record"
    unit = _("条")
    section = SECTION
    icon = "check"
    headline = "note"
    columns = ("unit", "milestone", "programme", "place", "done_on", "count", "note")
    chips = {
        _("已完成"): Q(done_on__isnull=False),
        _("未完成"): Q(done_on=None),
        _("超期"): lambda: Q(done_on=None, due_on__lt=clock.today()),
    }
    search = ("note", "unit__name", "milestone__name")
    filters = {
        "programme": ["exact"], "milestone": ["exact"], "unit": ["exact"], "place": ["subtree"], "done_on": ["range"],
    }  # fmt: skip
    sorts = ("-id", "-done_on")
    groups = (Group(_("完成情况"), ("programme", "milestone", "unit", "place", "done_on", "count", "note")),)
    import_keys = (("programme", "milestone", "unit"),)
    synonyms = {"unit": ("单位名称",), "milestone": ("节点名称",), "done_on": ("完成时间",)}
    scope = OF_PLACE
    grants = BY_TOWNS
    photographs = (("paper", _("佐证材料")),)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        milestone, programme = values.get("milestone"), values.get("programme")
        errors = {}
        if milestone is not None and programme is not None and milestone.programme_id != programme.pk:
            errors["milestone"] = _now("这个节点不属于所选的方案。")
        if values.get("done_on") and values["done_on"] > clock.today():
            errors["done_on"] = _now("完成日期不能晚于今天。")
        return errors

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            row.due_on = row.milestone.due_on

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.done_on is None else None

    def waiting(self, user: Any) -> Q | None:
        """What one's own unit has not reached yet."""
        own = getattr(user, "organisation_id", None)
        return Q(done_on=None, unit_id=own) if own is not None else None


@register
class PartyBodyLedger(Ledger):
    """党组织：含隔离点、救灾现场等临时党组织。"""

    model = PartyBody
    code = "party-body"
    unit = _("个")
    section = SECTION
    icon = "building"
    columns = ("name", "kind", "area", "unit", "place", "founded_on", "ended_on", "members", "secretary")
    chips = {_("现有"): lambda: Q(ended_on=None) | Q(ended_on__gte=clock.today())}
    search = ("name", "secretary", "unit__name")
    filters = {
        "place": ["subtree"], "kind": ["exact"], "area": ["exact"], "line": ["subtree"], "founded_on": ["range"],
    }  # fmt: skip
    sorts = ("-founded_on", "-id")
    groups = (
        Group(_("党组织"), ("name", "kind", "area", "unit", "secretary", "members")),
        Group(_("时间与属地"), ("founded_on", "ended_on", "place", "line")),
    )
    import_keys = (("name",),)
    synonyms = {"name": ("名称", "支部名称"), "founded_on": ("成立时间",), "area": ("领域",)}
    grants = BY_TOWNS
    chart = ("kind", "area", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.in_order(values, "founded_on", "ended_on")


@register
class PartyPostLedger(Ledger):
    """党员示范岗、先锋岗。"""

    model = PartyPost
    code = "party-post"
    unit = _("个")
    section = SECTION
    icon = "bookmark"
    columns = ("name", "kind", "unit", "enterprise", "place", "holder", "from_on", "to_on")
    chips = {_("现有"): lambda: Q(to_on=None) | Q(to_on__gte=clock.today())}
    search = ("name", "holder", "unit__name", "enterprise__name")
    filters = {"place": ["subtree"], "kind": ["exact"], "from_on": ["range"], "enterprise": ["exact"]}
    sorts = ("-from_on", "-id")
    groups = (Group(_("示范岗"), ("name", "kind", "unit", "enterprise", "place", "holder", "from_on", "to_on")),)
    import_keys = (("name", "place"),)
    synonyms = {"name": ("岗位名称", "示范岗"), "holder": ("责任人", "党员姓名"), "from_on": ("设立时间",)}
    scope = OF_PLACE
    grants = BY_TOWNS
    chart = ("kind", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.in_order(values, "from_on", "to_on")


@register
class PartyTeamLedger(Ledger):
    """党员宣讲团、党员志愿服务队。"""

    model = PartyTeam
    code = "party-team"
    unit = _("支")
    section = SECTION
    icon = "lifebuoy"
    columns = ("name", "kind", "programme", "unit", "place", "founded_on", "members", "captain", "phone")
    chips = {_("现有"): lambda: Q(ended_on=None) | Q(ended_on__gte=clock.today())}
    search = ("name", "captain", "unit__name")
    filters = {
        "place": ["subtree"], "kind": ["exact"], "programme": ["exact"], "unit": ["exact"], "founded_on": ["range"],
    }  # fmt: skip
    sorts = ("-founded_on", "-id")
    groups = (
        Group(_("队伍"), ("name", "kind", "programme", "unit", "place")),
        Group(_("人员"), ("members", "captain", "phone", "founded_on", "ended_on")),
    )
    import_keys = (("name", "place"),)
    synonyms = {"name": ("名称",), "captain": ("队长",), "phone": ("电话",), "founded_on": ("成立时间",)}
    masked = {"phone": mask_phone}
    scope = OF_PLACE
    grants = BY_TOWNS
    related = (Related("party-activity", "team"),)
    chart = ("kind", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.in_order(values, "founded_on", "ended_on")


@register
class PartyActivityLedger(Ledger):
    """党建活动：调度会、送服务、讲堂、党课、研讨、提醒函、警示教育大会、入党申请等。"""

    model = PartyActivity
    code = "party-activity"
    unit = _("次")
    section = SECTION
    icon = "school"
    headline = "title"
    columns = ("title", "kind", "held_on", "unit", "team", "place", "quantity", "participants", "programme")
    chips = {_("今年"): lambda: Q(held_on__gte=clock.today().replace(month=1, day=1))}
    search = ("title", "content", "unit__name", "team__name")
    filters = {
        "place": ["subtree"], "kind": ["exact"], "programme": ["exact"], "team": ["exact"], "unit": ["exact"],
        "held_on": ["range"],
    }  # fmt: skip
    sorts = ("-held_on", "-id")
    groups = (
        Group(_("活动"), ("title", "kind", "held_on", "quantity", "participants", "content")),
        Group(_("组织"), ("programme", "team", "body", "unit", "place")),
    )
    import_keys = (("title", "held_on", "place"),)
    synonyms = {
        "title": ("名称", "主题"), "held_on": ("时间", "活动时间"), "participants": ("人数", "参与人数"),
        "quantity": ("期数", "份数", "次数"),
    }  # fmt: skip
    unlinked = {"unit": "content", "team": "content"}
    scope = OF_PLACE
    grants = BY_TOWNS
    photographs = (("scene", _("活动照片")),)
    chart = ("kind", "place")
