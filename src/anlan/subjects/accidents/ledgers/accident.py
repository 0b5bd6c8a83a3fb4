"""The register of accidents and the people hurt in them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import F, Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.base.text import mask_id_number, mask_name
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Layer, Ledger, Related, Standing
from anlan.kit.ledger.registry import register
from anlan.subjects.accidents import flows, queries, rules, services
from anlan.subjects.accidents.choices import Level, Outcome, Status
from anlan.subjects.accidents.models import Accident, AccidentCasualty

SECTION = _("安全监管")
KEEPERS = (roles.SAFETY_OFFICE, roles.ENFORCEMENT, roles.DUTY, roles.COMMAND, roles.TOWNSHIP)
VIEWERS = tuple(role for role in DEFAULT_GRANTS["view"] if role != roles.VILLAGE)
GRANTS: dict[str, tuple[str, ...]] = {
    "view": VIEWERS,
    "add": KEEPERS,
    "change": KEEPERS,
    "delete": (roles.SAFETY_OFFICE,),
    "import": flows.BUREAU,
    "export": (*flows.BUREAU, roles.LEADER),
    "reveal": flows.REPORTERS,
}
BY_ACCIDENT = Scope(place="accident__place", line="accident__line")


def provisional() -> Q:
    """A figure that the level hangs on is not known yet (初判)."""
    return Q(override=None) & (Q(deaths=None) | Q(serious_injuries=None) | Q(loss=None))


def _title_cell(row: Any) -> Any:
    return cells.flagged(row.title, bool(row.fault), row.get_fault_display())


def _level_cell(row: Any) -> Any:
    told = row.get_level_display() or "—"
    unsure = row.override is None and rules.judge(row.deaths, row.serious_injuries, row.loss).provisional
    if row.override is not None:
        return format_html('{} <span class="quiet">{}</span>', told, _("认定"))
    return format_html('{} <span class="quiet">{}</span>', told, _("初判")) if unsure else told


def _unit_text(row: Any) -> str:
    return str(row.enterprise.name if row.enterprise else row.unit)


@register
class AccidentLedger(Ledger):
    """生产安全事故：登记、核实、上报、伤亡变更、统计直报。"""

    model = Accident
    code = "accident"
    unit = _("起")
    section = SECTION
    icon = "alert-triangle"
    headline = "title"
    columns = (
        "number",
        Column("title", _("事故名称"), html_of=_title_cell),
        "occurred_at",
        "place",
        "sector",
        Column("unit_text", _("事故单位"), text_of=_unit_text, links=("enterprise__name",)),
        Column("level_text", _("等级"), text_of=lambda row: str(row.get_level_display() or ""), html_of=_level_cell),
        "deaths",
        "serious_injuries",
        "status",
    )  # fmt: skip
    chips = {
        _("待上报"): Q(reported_at=None) & ~Q(status=Status.VOID),
        _("迟报"): queries.late_up,
        _("单位迟报"): Q(received_at__gt=F("firm_due_at")),
        _("未直报"): Q(direct_reported_at=None, counted=True),
        _("较大及以上"): Q(level__lte=Level.LARGER),
        _("初判等级"): provisional,
        _("未成立调查组"): Q(investigation=None) & ~Q(status=Status.VOID),
        _("今年"): lambda: Q(occurred_at__gte=clock.at(f"{clock.today().year}-01-01")),
    }
    search = ("number", "title", "enterprise__name", "unit", "address", "course")
    filters = {
        "place": ["subtree"],
        "sector_group": ["exact"],
        "sector": ["exact"],
        "level": ["exact"],
        "occurred_at": ["range"],
        "kind": ["exact"],
        "status": ["exact"],
        "production": ["exact"],
        "counted": ["exact"],
        "group": ["exact"],
        "fault": ["exact"],
        "line": ["subtree"],
        "enterprise": ["exact"],
    }
    sorts = ("-occurred_at", "-id", "level", "-deaths")
    groups = (
        Group(_("事故"), ("title", "occurred_at", "sector", "kind", "production", "enterprise", "unit", "group")),
        Group(_("地点"), ("place", "line", "address", "longitude", "latitude")),
        Group(
            _("伤亡、损失和等级"),
            (
                "deaths",
                "missing",
                "serious_injuries",
                "minor_injuries",
                "loss",
                "override",
                "override_reason",
                "counted",
            ),
        ),
        Group(_("报告"), ("firm_knew_at", "received_at", "reported_at", "direct_reported_at", "fault")),
        Group(_("处置和经过"), ("rescue_begun_at", "rescue_ended_at", "rescue", "course", "cause")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("number",), ("occurred_at", "title"))
    synonyms = {
        "title": ("事故简称", "事故标题"),
        "occurred_at": ("事故发生时间", "事发时间", "事故时间", "事故日期", "发生日期", "日期"),
        "sector": ("行业", "行业领域", "事故行业", "行业类别", "所属行业"),
        "kind": ("事故类型", "类型"),
        "production": ("是否生产经营性", "是否生产经营性事故"),
        "enterprise": ("企业名称", "生产经营单位"),
        "unit": ("发生单位", "事故发生单位", "单位名称"),
        "group": ("所属企业集团", "集团"),
        "place": ("乡镇", "镇街", "发生地", "所属乡镇", "所属地区"),
        "address": ("事故地点", "发生地点", "详细地点"),
        "deaths": ("死亡人数", "死亡", "亡"),
        "missing": ("失踪人数", "下落不明人数", "失踪"),
        "serious_injuries": ("重伤人数", "重伤"),
        "minor_injuries": ("轻伤人数", "轻伤"),
        "loss": ("直接经济损失", "经济损失", "直接经济损失(万元)", "损失(万元)"),
        "override": ("事故等级", "等级", "事故级别"),
        "received_at": ("接报时间", "接到报告时间"),
        "reported_at": ("上报时间",),
        "direct_reported_at": ("直报时间", "联网直报时间"),
        "course": ("简要经过", "事故概况", "事故简况"),
        "cause": ("事故原因", "原因"),
        "longitude": ("经度",),
        "latitude": ("纬度",),
        "note": ("说明",),
    }
    unlinked = {"enterprise": "unit", "kind": "note", "group": "note", "line": "note"}
    layer = Layer("level", "alert-triangle", Standing(since=("occurred_at",)))
    flow = flows.register
    grants = GRANTS
    related = (
        Related("investigation", "accident"),
        Related("case", "accident"),
        Related("accident-casualty", "accident"),
        Related("accident-report", "accident"),
        Related("accident-measure", "accident"),
        Related("accident-sanction", "accident"),
    )
    photographs = (("scene", _("现场照片")), ("paper", _("报告材料")))
    number = "SG"
    chart = ("place", "sector_group", "level", "kind", "enterprise__sector")

    def tidy(self, values: dict[str, Any]) -> None:
        services.retype(values)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.contradictions(values)

    def prepare(self, rows: Sequence[Any]) -> None:
        services.set_limits(rows)
        for row in rows:
            if row.enterprise_id and not row.line_id:
                row.line_id = row.enterprise.line_id

    def deadline(self, row: Any) -> Any:
        """The bureau's report upwards, while it is owed."""
        return row.due_at if row.reported_at is None and row.status != Status.VOID else None

    def waiting(self, user: Any) -> Q | None:
        """To verify, to report upwards, to report to the statistical system."""
        mine = Q(pk__in=[])
        recent = clock.now() - timedelta(days=60)
        for move, condition in {
            "verify": Q(status=Status.REGISTERED),
            "report": Q(reported_at=None, received_at__gt=recent) & ~Q(status=Status.VOID),
            "direct": Q(direct_reported_at=None, counted=True, status=Status.VERIFIED, received_at__gt=recent),
        }.items():
            if access.can(user, f"{self.code}.move.{move}"):
                mine |= condition
        return mine


@register
class AccidentCasualtyLedger(Ledger):
    """事故伤亡人员：姓名、证件打码，逐人登记伤亡情况。"""

    model = AccidentCasualty
    code = "accident-casualty"
    unit = _("人")
    section = SECTION
    icon = "user"
    columns = ("accident", "outcome", "name", "gender", "age", "employer", "post", "died_on")
    headline = "accident"
    chips = {_("死亡"): Q(outcome=Outcome.DEAD), _("下落不明"): Q(outcome=Outcome.MISSING)}
    search = ("name", "employer", "post")
    filters = {"outcome": ["exact"], "accident": ["exact"], "died_on": ["range"]}
    sorts = ("-id",)
    groups = (
        Group(
            _("人员"),
            ("accident", "position", "outcome", "name", "id_number", "gender", "age", "employer", "post"),
        ),
        Group(_("伤情"), ("died_on", "hospital", "lost_days", "note")),
    )
    import_keys = (("accident", "position"),)  # what is masked in an export finds no row again
    synonyms = {
        "accident": ("事故名称", "事故编号", "所属事故"),
        "position": ("编号", "人员序号"),
        "outcome": ("伤害程度", "伤亡类型"),
        "name": ("伤亡人员姓名", "人员姓名"),
        "id_number": ("身份证", "身份证号码", "证件号码"),
        "post": ("工种", "岗位"),
        "employer": ("单位", "工作单位"),
    }
    masked = {"id_number": mask_id_number, "name": mask_name}
    scope = BY_ACCIDENT
    grants = GRANTS | {"add": flows.REPORTERS, "change": flows.REPORTERS}

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.casualty_faults(values)
