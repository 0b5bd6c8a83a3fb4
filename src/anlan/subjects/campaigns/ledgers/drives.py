"""The ledgers of campaigns and of their work groups."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.campaigns import rules
from anlan.subjects.campaigns.choices import Stage
from anlan.subjects.campaigns.flows import campaign
from anlan.subjects.campaigns.models import Campaign, WorkGroup, WorkGroupMember

OFFICE = (roles.SAFETY_OFFICE,)
SECTION = _("责任督办")
DOTS = {Stage.PLANNED: "found", Stage.RUNNING: "rectifying", Stage.ENDED: "closed"}


def _stage_cell(row: Any) -> Any:
    return format_html(
        '<span class="state"><span class="state-dot state-{}"></span>{}</span>',
        DOTS[Stage(row.stage)],
        row.get_stage_display(),
    )


@register
class CampaignLedger(Ledger):
    """专项行动：行动及其子行动。各级都看得到，由安委办维护。"""

    model = Campaign
    code = "campaign"
    unit = _("个")
    section = _("安全监管")
    icon = "gavel"
    columns = (
        "name",
        "parent",
        "kind",
        Column("stage", _("状态"), text_of=lambda row: str(row.get_stage_display()), html_of=_stage_cell),
        "begins_on",
        "ends_on",
        "organiser",
        "cadence",
    )
    chips = {
        _("进行中"): Q(stage=Stage.RUNNING),
        _("未开始"): Q(stage=Stage.PLANNED),
        _("到期未结束"): lambda: Q(stage=Stage.RUNNING, ends_on__lt=clock.today()),
        _("只看总行动"): Q(parent__isnull=True),
    }
    search = ("name", "short_name", "number", "aim")
    filters = {
        "stage": ["exact"],
        "kind": ["exact"],
        "parent": ["exact"],
        "sectors": ["exact"],
        "begins_on": ["range"],
        "cadence": ["exact"],
        "place": ["subtree"],
        "line": ["subtree"],
    }
    sorts = ("-begins_on", "-id", "ends_on")
    groups = (
        Group(_("行动"), ("name", "short_name", "number", "kind", "parent", "organiser", "occasion", "aim")),
        Group(_("时间与通报"), ("begins_on", "ends_on", "cadence")),
        Group(_("范围"), ("place", "line", "sectors")),
        Group(_("总结"), ("summary",)),
    )
    import_keys = (("name", "begins_on"),)
    synonyms = {
        "name": ("行动", "专项行动名称", "专项整治名称", "名称"),
        "number": ("文号", "方案文号"),
        "parent": ("所属行动", "总行动"),
        "organiser": ("牵头部门", "组织单位", "责任部门"),
        "begins_on": ("开始时间", "起始日期", "启动时间"),
        "ends_on": ("结束时间", "截止日期"),
        "sectors": ("行业", "行业领域", "整治领域"),
        "aim": ("工作目标", "总体目标"),
        "place": ("实施范围", "区域", "属地"),
    }
    flow = campaign
    scope = Scope(place=None, line=None)
    grants = dict.fromkeys(("add", "change", "delete", "import", "export"), OFFICE)
    related = (
        Related("campaign", "parent"),
        Related("task", "campaign"),
        Related("measure", "campaign"),
        Related("work-group", "campaign"),
        Related("document", "campaign"),
        Related("meeting", "campaign"),
        Related("bulletin", "campaign"),
    )
    photographs = (("plan", _("方案与附件")),)
    chart = ("kind", "stage")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.span_errors(values, "begins_on", "ends_on")

    def deadline(self, row: Any) -> Any:
        return row.ends_on if row.stage == Stage.RUNNING else None


@register
class WorkGroupLedger(Ledger):
    """工作组：检查组、督查组、暗访组、工作专班及其历次改组。"""

    model = WorkGroup
    code = "work-group"
    unit = _("个")
    section = SECTION
    icon = "user"
    columns = ("name", "kind", "campaign", "leader", "place", "sectors", "formed_on", "dissolved_on")
    chips = {
        _("在岗"): lambda: Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=clock.today()),
        _("已撤销"): lambda: Q(dissolved_on__lte=clock.today()),
    }
    search = ("name", "leader", "duty")
    filters = {
        "campaign": ["exact"],
        "kind": ["exact"],
        "place": ["subtree"],
        "sectors": ["exact"],
        "formed_on": ["range"],
        "organisation": ["exact"],
        "line": ["subtree"],
    }
    sorts = ("-formed_on", "-id")
    groups = (
        Group(_("工作组"), ("name", "kind", "campaign", "organisation", "leader", "duty")),
        Group(_("负责"), ("place", "line", "sectors")),
        Group(_("起止"), ("formed_on", "dissolved_on", "predecessor")),
    )
    import_keys = (("name", "formed_on"),)
    synonyms = {
        "name": ("组别", "小组名称", "督导组", "督查组", "名称"),
        "leader": ("组长姓名", "带队领导", "负责人"),
        "place": ("包保乡镇", "联系乡镇", "包片", "负责乡镇", "督导乡镇"),
        "sectors": ("负责领域", "行业"),
        "formed_on": ("成立时间", "组建日期"),
        "dissolved_on": ("撤销时间",),
        "organisation": ("牵头部门", "责任单位"),
    }
    related = (Related("work-group-member", "group"), Related("task", "group"))
    chart = ("kind", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.span_errors(values, "formed_on", "dissolved_on")


@register
class WorkGroupMemberLedger(Ledger):
    """工作组成员：谁从哪天到哪天在哪个组。"""

    model = WorkGroupMember
    code = "work-group-member"
    unit = _("人次")
    section = SECTION
    icon = "user"
    columns = (
        Column(
            "name",
            _("姓名"),
            text_of=lambda row: row.person.name if row.person else row.name,
            links=("person__name",),
        ),
        "group",
        "role",
        "from_on",
        "to_on",
    )
    chips = {_("在组"): lambda: Q(to_on__isnull=True) | Q(to_on__gt=clock.today())}
    search = ("name", "person__name", "group__name")
    filters = {"group": ["exact"], "role": ["exact"], "person": ["exact"], "from_on": ["range"]}
    sorts = ("-from_on", "-id")
    groups = (Group(_("成员"), ("group", "person", "name", "role", "from_on", "to_on")),)
    import_keys = (("group", "name", "from_on"),)
    synonyms = {
        "group": ("工作组", "组别"),
        "name": ("成员", "组员"),
        "role": ("职务",),
        "from_on": ("起",),
        "to_on": ("止",),
    }
    unlinked = {"person": "name"}
    scope = Scope(place="group__place", line="group__line")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = rules.span_errors(values, "from_on", "to_on")
        if "person" in values and "name" in values and not values["person"] and not values["name"]:
            errors["name"] = str(_("请选择人员，或填写姓名。"))
        return errors
