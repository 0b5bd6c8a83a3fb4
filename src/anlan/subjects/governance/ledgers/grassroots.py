"""The ledgers of committees' members and of what grids, villages and townships do day by day."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.text import mask_phone
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger
from anlan.kit.ledger.registry import register
from anlan.subjects.governance import rules
from anlan.subjects.governance.ledgers.held import BY_OFFICE, BY_TOWNS, OF_PLACE, SECTION
from anlan.subjects.governance.models import CommitteeMember, GrassrootsAct

DOERS = (roles.SAFETY_OFFICE, roles.TOWNSHIP, roles.VILLAGE)


@register
class CommitteeMemberLedger(Ledger):
    """委员会成员单位：安委会和各专委会有哪些单位、什么职责、有没有安全生产监管内设机构。"""

    model = CommitteeMember
    code = "committee-member"
    unit = _("家")
    section = SECTION
    icon = "user"
    headline = "unit"
    columns = ("unit", "committee", "role", "key", "inner_unit", "inner_unit_on", "inner_staff", "contact", "phone",
               "from_on")  # fmt: skip
    chips = {
        _("现任"): lambda: Q(to_on=None) | Q(to_on__gte=clock.today()),
        _("重点成员单位"): Q(key=True),
        _("已设内设机构"): ~Q(inner_unit=""),
        _("未设内设机构"): Q(inner_unit=""),
    }
    search = ("unit__name", "committee__name", "inner_unit", "contact", "duty")
    filters = {
        "committee": ["exact"], "unit": ["exact"], "role": ["exact"], "key": ["exact"], "place": ["subtree"],
        "inner_unit_on": ["range"], "committee__kind": ["exact"],
    }  # fmt: skip
    sorts = ("-from_on", "-id")
    groups = (
        Group(_("成员"), ("committee", "unit", "role", "key", "place", "from_on", "to_on")),
        Group(_("内设机构"), ("inner_unit", "inner_unit_on", "inner_staff")),
        Group(_("职责与联络"), ("duty", "contact", "phone")),
    )
    import_keys = (("committee", "unit", "from_on"),)
    synonyms = {
        "committee": ("委员会", "专委会", "安委会"), "unit": ("单位", "单位名称"), "inner_unit": ("内设机构",),
        "contact": ("联系人",), "phone": ("电话",), "duty": ("职责", "工作职责"), "role": ("身份",),
    }  # fmt: skip
    masked = {"phone": mask_phone}
    scope = OF_PLACE
    grants = BY_OFFICE
    chart = ("committee", "role", "key")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = rules.in_order(values, "from_on", "to_on")
        if values.get("inner_unit_on") and not values.get("inner_unit") and "inner_unit" in values:
            errors["inner_unit"] = _now("填了设置日期，请写明内设机构名称。")
        return errors


@register
class GrassrootsActLedger(Ledger):
    """基层履职记录：每日巡查、调度、报告、通报，一企一宣传，咨询日等，有哪些事项由字典定。"""

    model = GrassrootsAct
    code = "grassroots-act"
    unit = _("次")
    section = SECTION
    icon = "clipboard-check"
    headline = "kind"
    columns = ("kind", "done_on", "place", "unit", "party", "person", "problems", "people", "materials", "content")
    chips = {
        _("今天"): lambda: Q(done_on=clock.today()),
        _("本月"): lambda: Q(done_on__gte=clock.today().replace(day=1)),
        _("发现问题"): Q(problems__gt=0),
    }
    search = ("person", "content", "enterprise__name", "unit__name")
    filters = {
        "place": ["subtree"], "kind": ["exact"], "done_on": ["range"], "unit": ["exact"], "enterprise": ["exact"],
    }  # fmt: skip
    sorts = ("-done_on", "-id")
    groups = (
        Group(_("履职"), ("kind", "done_on", "place", "unit", "enterprise", "person")),
        Group(_("情况"), ("problems", "people", "materials", "content")),
    )
    import_keys = (("kind", "done_on", "place", "enterprise", "person"), ("kind", "done_on", "place", "person"))
    synonyms = {
        "kind": ("事项", "履职类别", "活动类别"), "done_on": ("时间", "履职日期", "活动时间"),
        "place": ("村", "网格", "村社", "地点"), "enterprise": ("企业名称",), "person": ("网格员", "巡查人"),
        "people": ("咨询人数", "参加人数", "受众"), "materials": ("发放资料数", "资料份数"),
        "problems": ("发现问题", "问题数"), "content": ("内容", "活动情况"),
    }  # fmt: skip
    unlinked = {"unit": "content", "enterprise": "content"}
    scope = OF_PLACE
    grants = BY_TOWNS | {
        "view": (*DEFAULT_GRANTS["view"],),
        "add": DOERS,
        "change": DOERS,
        "import": (roles.SAFETY_OFFICE, roles.TOWNSHIP),
    }
    photographs = (("scene", _("现场照片")),)
    chart = ("kind", "place", "unit")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        if values.get("done_on") and values["done_on"] > clock.today():
            return {"done_on": _now("日期不能晚于今天。")}
        return {}
