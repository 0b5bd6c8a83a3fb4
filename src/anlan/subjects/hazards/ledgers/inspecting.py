"""The ledgers of rounds and inspections. Know nothing of how a hazard is closed."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.base.text import normalise
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.kit.records import writing
from anlan.subjects.hazards import settling, visiting
from anlan.subjects.hazards.models import Inspection, Round

BY_ENTERPRISE = Scope(organisation="enterprise__organisation")
WAITING = Q(due_on__isnull=False, revisited_by=None)


@register
class RoundLedger(Ledger):
    """检查轮次：一次出动，检查多家。"""

    model = Round
    code = "round"
    unit = _("次")
    section = _("安全监管")
    icon = "list"
    headline = "name"
    columns = ("number", "name", "kind", "begins_on", "ends_on", "place", "group", "leader", "campaign")
    chips = {
        _("进行中"): lambda: Q(begins_on__lte=clock.today(), ends_on__gte=clock.today()),
        _("近 30 天"): lambda: Q(begins_on__gt=clock.today() - timedelta(days=30)),
    }
    search = ("number", "name", "group", "leader", "members")
    filters = {
        "place": ["subtree"],
        "kind": ["exact"],
        "begins_on": ["range"],
        "line": ["subtree"],
        "campaign": ["exact"],
    }
    sorts = ("-begins_on", "-id")
    groups = (
        Group(_("轮次"), ("name", "kind", "begins_on", "ends_on", "campaign")),
        Group(_("检查组"), ("organisation", "group", "leader", "members", "home")),
        Group(_("范围与要求"), ("place", "line", "note")),
    )
    import_keys = (("number",), ("name", "begins_on"))
    synonyms = {
        "name": ("行动名称", "督查名称", "检查名称", "督查轮次"),
        "kind": ("检查类别", "检查方式", "督查方式"),
        "begins_on": ("开始时间", "起始日期", "督查时间"),
        "ends_on": ("结束时间", "截止日期"),
        "group": ("督查组", "督导组", "暗访组", "组别"),
        "leader": ("组长", "带队", "领队"),
        "members": ("成员", "参加人员", "检查组成员"),
        "organisation": ("牵头单位", "组织单位"),
        "place": ("受检地区", "检查区域", "被查乡镇", "范围"),
        "home": ("互查单位属地", "检查方", "检查方乡镇"),
        "campaign": ("专项行动",),
        "line": ("监管条线", "行业主管部门"),
        "note": ("要求", "备注"),
    }
    related = (Related("inspection", "round"),)
    number = "LC"
    photographs = (("paper", _("方案与通知")),)
    chart = ("kind", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return visiting.round_contradictions(values)


def _days(row: Any) -> tuple[Any, Any]:
    """The revisit's deadline while it runs; a made revisit is done."""
    return (row.due_on, None) if row.revisited_by_id is None else (None, row.due_on)


@register
class InspectionLedger(Ledger):
    """监督检查：哪天谁去查了哪家。"""

    model = Inspection
    code = "inspection"
    unit = _("次")
    section = _("安全监管")
    icon = "clipboard-check"
    columns = (
        "number",
        "inspected_on",
        Column(
            "subject",
            _("被检查单位"),
            text_of=lambda row: row.enterprise.name if row.enterprise else row.unit,
            links=("enterprise__name",),
        ),
        "place",
        "kind",
        "inspectors",
        "result",
        Column(
            "due_on",
            _("复查"),
            text_of=lambda row: cells.deadline_text(*_days(row)),
            html_of=lambda row: cells.deadline(*_days(row)),
        ),
        "conclusion",
    )
    chips = {
        _("近 30 天"): lambda: Q(inspected_on__gt=clock.today() - timedelta(days=30)),
        _("待复查"): WAITING,
        _("复查超期"): lambda: WAITING & Q(due_on__lt=clock.today()),
        _("结果未公开"): Q(published_on=None),
    }
    search = ("number", "enterprise__name", "unit", "inspectors", "leader", "experts", "conclusion")
    filters = {
        "place": ["subtree"],
        "kind": ["exact"],
        "inspected_on": ["range"],
        "result": ["exact"],
        "campaign": ["exact"],
        "round": ["exact"],
        "line": ["subtree"],
        "drawn": ["exact"],
        "due_on": ["range"],
        "published_on": ["range"],
        "enterprise": ["exact"],
        "revisit_of": ["exact"],
    }
    sorts = ("-inspected_on", "-id", "due_on")
    groups = (
        Group(
            _("检查情况"),
            ("inspected_on", "kind", "enterprise", "unit", "inspectors", "organisation", "result", "conclusion"),
        ),
        Group(_("组织"), ("round", "campaign", "leader", "experts", "rank", "checklist", "drawn", "joint")),
        Group(_("告知、公开与复查"), ("notified_on", "published_on", "published_where", "due_on", "revisit_of")),
        Group(_("属地与条线"), ("place", "home", "line")),
    )
    import_keys = (("number",), ("inspected_on", "enterprise", "unit", "kind"))
    synonyms = {
        "inspected_on": ("检查时间", "日期", "排查日期"),
        "kind": ("检查类别", "检查方式", "检查形式"),
        "enterprise": ("单位名称", "企业名称", "被查单位", "受检单位", "检查对象"),
        "inspectors": ("检查人", "参加人员", "执法人员"),
        "conclusion": ("存在问题", "检查内容", "检查发现"),
        "place": ("乡镇", "镇街", "所属乡镇", "所属镇街"),
        "round": ("轮次", "检查批次", "督查轮次"),
        "campaign": ("专项行动", "行动名称"),
        "leader": ("带队", "领队", "带队人员"),
        "experts": ("专家", "专家姓名", "聘请专家"),
        "rank": ("自查级别", "排查层级"),
        "checklist": ("检查表名称", "检查清单"),
        "drawn": ("是否双随机", "双随机"),
        "joint": ("是否部门联合", "是否联合检查", "是否跨部门联合"),
        "notified_on": ("告知日期", "告知时间"),
        "result": ("结果", "检查结论", "抽查结果"),
        "published_on": ("公示日期", "公开日期", "结果公示时间"),
        "published_where": ("公示渠道", "公示平台"),
        "due_on": ("复查日期", "复查期限", "复查时间"),
        "home": ("检查方", "互查方"),
        "line": ("条线", "监管部门", "行业主管部门"),
    }
    unlinked = {"enterprise": "unit", "line": "conclusion"}
    scope = BY_ENTERPRISE
    grants = {"view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE, roles.EXPERT)}
    related = (Related("hazard", "inspection"), Related("inspection", "revisit_of"))
    number = "JC"
    photographs = (("scene", _("现场照片")), ("paper", _("检查文书")))
    chart = ("place", "kind", "result", "line")

    def tidy(self, values: dict[str, Any]) -> None:
        if values.get("unit"):
            values["unit"] = normalise(values["unit"])

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return visiting.contradictions(values)

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            if row.enterprise_id and not row.line_id:
                row.line_id = row.enterprise.line_id
            if row.round_id:
                outing = row.round
                row.campaign_id = row.campaign_id or outing.campaign_id
                row.organisation_id = row.organisation_id or outing.organisation_id
                row.home_id = row.home_id or outing.home_id
                row.leader = row.leader or outing.leader

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.revisited_by_id is None else None

    def waiting(self, user: Any) -> Q | None:
        """Whoever enters inspections has revisits to make, from a week before."""
        if not access.can(user, "inspection.add"):
            return None
        return WAITING & Q(due_on__lte=clock.today() + timedelta(days=7))


writing.on_written(Inspection, settling.settle_inspections)
writing.on_written(Round, settling.settle_rounds)
