"""The ledgers of risk points and of the bureau's schemes of scoring."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.base.text import mask_phone
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Layer, Ledger, Standing
from anlan.kit.ledger.registry import register
from anlan.subjects.enterprises import rules, scoring
from anlan.subjects.enterprises.choices import PointStatus, Risk
from anlan.subjects.enterprises.flows import control
from anlan.subjects.enterprises.ledgers.expiring import FIRM_NAMES, KEPT_BY_FIRMS, due_column
from anlan.subjects.enterprises.models import RiskPoint, RiskScheme

CONTROLLED = Q(status=PointStatus.CONTROLLED)


@register
class RiskPointLedger(Ledger):
    """风险点：辨识、LEC 或 LS 评价、四色图、措施、层级、排查周期。"""

    model = RiskPoint
    code = "risk-point"
    unit = _("个")
    section = _("安全监管")
    icon = "focus-2"
    headline = "name"
    columns = (
        "number",
        "name",
        "enterprise",
        "place",
        "level",
        "score",
        "rank",
        "person",
        "status",
        due_column(_("下次排查"), lambda row: row.status == PointStatus.TREATED),
    )
    chips = {
        _("红色"): CONTROLLED & Q(level=Risk.RED),
        _("橙色"): CONTROLLED & Q(level=Risk.ORANGE),
        _("黄色"): CONTROLLED & Q(level=Risk.YELLOW),
        _("蓝色"): CONTROLLED & Q(level=Risk.BLUE),
        _("未评价"): CONTROLLED & Q(level=""),
        _("排查超期"): lambda: CONTROLLED & Q(due_on__lt=clock.today()),
        _("整治完成"): Q(status=PointStatus.TREATED),
    }
    search = ("number", "name", "enterprise__name", "location", "person", "phone")
    filters = {
        "place": ["subtree"],
        "level": ["exact"],
        "status": ["exact"],
        "rank": ["exact"],
        "enterprise__sector": ["exact"],
        "kind": ["exact"],
        "method": ["exact"],
        "found_on": ["range"],
        "due_on": ["range"],
        "line": ["subtree"],
        "enterprise": ["exact"],
    }
    sorts = ("-id", "-score", "due_on", "-found_on")
    groups = (
        Group(_("风险点"), ("name", "enterprise", "kind", "location", "factors", "consequences", "found_on")),
        Group(
            _("评价"),
            ("method", "scheme", "likelihood", "exposure", "consequence", "direct", "direct_basis"),
        ),
        Group(_("管控措施"), ("engineering", "management", "training", "protection", "response")),
        Group(_("责任与排查"), ("rank", "person", "phone", "cadence", "checked_on")),
        Group(_("属地与位置"), ("place", "line", "longitude", "latitude")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("number",), ("enterprise", "name", "location"))
    synonyms = {
        "number": ("风险点编号",),
        "name": ("风险点名称", "风险名称", "危险源名称", "危险源", "名称", "分项工程/活动点"),
        "enterprise": FIRM_NAMES,
        "kind": ("风险点类型", "类别", "危险源类别", "危险源类型"),
        "location": ("所在部位", "位置", "地点", "场所", "活动/场所"),
        "factors": ("危害因素", "危险源描述", "危险因素", "风险描述", "可能的危害", "危险因素明细", "环境因素"),
        "consequences": ("事故类型", "可能发生的事故类型", "可导致的事故"),
        "found_on": ("排查日期", "辨识时间", "登记日期"),
        "likelihood": ("L", "可能性", "L值", "危险评价L"),
        "exposure": ("E", "暴露频率", "E值", "危险评价E"),
        "consequence": ("C", "S", "后果", "严重性", "C值", "S值", "危险评价C"),
        "engineering": ("工程措施", "工程控制措施"),
        "management": ("管控措施", "控制措施", "现有控制措施", "安全措施"),
        "training": ("培训措施",),
        "protection": ("防护措施", "个体防护"),
        "response": ("应急措施",),
        "rank": ("管控级别", "责任层级"),
        "person": ("负责人", "管控责任人"),
        "phone": ("联系电话", "电话"),
        "cadence": ("排查频次", "检查频次", "巡查频次"),
        "place": ("乡镇", "镇街", "所属乡镇", "所属区域"),
        "longitude": ("经度",),
        "latitude": ("纬度",),
    }
    unlinked = {"enterprise": "note", "kind": "note", "scheme": "note", "line": "note"}
    masked = {"phone": mask_phone}
    layer = Layer("level", "focus-2", Standing(since=("found_on",)))
    flow = control
    scope = Scope(organisation="enterprise__organisation")
    grants = KEPT_BY_FIRMS
    photographs = (("site", _("现场照片")), ("check", _("排查与整治")), ("card", _("风险告知卡")))
    number = "FX"
    chart = ("place", "level", "rank", "enterprise__sector", "status")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        method = values.get("method")
        factors = [values.get(name) for name in ("likelihood", "exposure", "consequence")]
        errors = scoring.wrong_factors(method, *factors) if method else {}
        scheme = values.get("scheme")
        if scheme is not None and method and getattr(scheme, "method", method) != method:
            errors["scheme"] = str(_("这个方案不是这种评价方法的。"))
        if values.get("direct") and "direct_basis" in values and not values["direct_basis"]:
            errors["direct_basis"] = str(_("直接判定等级的，请写明依据。"))
        errors |= rules.not_ahead(values, "found_on", "checked_on")
        return errors | rules.not_before(values, "found_on", "checked_on", _("排查日期不能早于辨识日期。"))

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            if row.enterprise_id and not row.line_id:
                row.line_id = row.enterprise.line_id
            if row.enterprise_id and row.longitude is None:
                row.longitude, row.latitude = row.enterprise.longitude, row.enterprise.latitude

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status == PointStatus.CONTROLLED else None

    def waiting(self, user: Any) -> Q | None:
        """The firm: what is to be looked at; villages: points of no firm."""
        if not access.can(user, f"{self.code}.move.check"):
            return None
        due = CONTROLLED & Q(due_on__lte=clock.today())
        if access.only(user, roles.ENTERPRISE):
            return due
        return due & Q(enterprise=None) if access.only(user, roles.VILLAGE) else None


@register
class RiskSchemeLedger(Ledger):
    """风险评价方案：LEC、LS 的四色界限，各省不同，可改。改后按新界限重新定色。"""

    model = RiskScheme
    code = "risk-scheme"
    unit = _("个")
    section = _("安全监管")
    icon = "adjustments-horizontal"
    columns = ("name", "method", "red", "orange", "yellow", "inclusive", "preferred")
    search = ("name", "basis")
    filters = {"method": ["exact"]}
    sorts = ("-id",)
    groups = (Group(_("方案"), ("name", "method", "red", "orange", "yellow", "inclusive", "preferred", "basis")),)
    import_keys = (("name",),)
    synonyms = {"name": ("方案",), "red": ("重大风险界限",), "orange": ("较大风险界限",), "yellow": ("一般风险界限",)}
    scope = Scope(place=None, line=None)
    grants = {
        "view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE, roles.EXPERT),
        "add": (roles.SAFETY_OFFICE,),
        "change": (roles.SAFETY_OFFICE,),
        "import": (roles.SAFETY_OFFICE,),
        "reveal": (),
    }

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.thresholds(values)
