"""The enterprise ledger."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.base.text import check_credit_code, mask_phone
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Layer, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.enterprises.choices import Operation, Risk
from anlan.subjects.enterprises.models import Enterprise


@register
class EnterpriseLedger(Ledger):
    """监管企业：一企一档的底册."""

    model = Enterprise
    code = "enterprise"
    unit = _("家")
    section = _("安全监管")
    icon = "building-factory"
    columns = ("name", "sector", "size", "place", "risk", "operation", "officer", "phone", "updated_at")
    chips = {
        _("红色风险"): Q(risk=Risk.RED),
        _("橙色风险"): Q(risk=Risk.ORANGE),
        _("停产"): Q(operation=Operation.STOPPED),
        _("未定位"): Q(quadkey=None),
    }
    search = ("name", "credit_code", "officer", "phone", "legal_person", "legal_phone", "address")
    filters = {
        "place": ["subtree"],
        "sector": ["exact"],
        "risk": ["exact"],
        "size": ["exact"],
        "operation": ["exact"],
        "flags": ["contains"],
        "line": ["subtree"],
        "updated_at": ["range"],
    }
    sorts = ("-id", "name", "updated_at", "place")
    groups = (
        Group(_("基本情况"), ("name", "credit_code", "sector", "size", "flags", "operation", "employees")),
        Group(_("安全管理"), ("risk", "risk_system_on", "line", "legal_person", "legal_phone", "officer", "phone")),
        Group(_("位置"), ("place", "address", "park", "longitude", "latitude")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("credit_code",), ("name", "place"))
    synonyms = {
        "name": ("单位名称", "生产经营单位", "生产经营单位名称", "公司名称", "企业全称", "单位全称", "被检查单位"),
        "credit_code": ("信用代码", "社会信用代码", "组织机构代码", "统一信用代码", "单位代码"),
        "sector": ("行业", "行业类别", "所属行业", "行业领域", "单位类型", "企业类型", "企业类别"),
        "size": ("企业规模", "规模类型"),
        "flags": ("标识", "特殊标识", "重点类型"),
        "operation": ("生产状态", "企业状态", "生产经营状态"),
        "risk": ("风险", "风险颜色", "风险级别", "安全风险等级"),
        "employees": ("员工人数", "职工人数", "人数", "从业人员数", "员工数"),
        "legal_person": ("法人", "法人代表", "法定代表", "企业负责人", "主要负责人"),
        "legal_phone": ("法人电话", "法人联系电话", "主要负责人电话"),
        "officer": ("联系人", "安全管理员", "安全总监", "安全员", "安全管理负责人"),
        "phone": ("联系电话", "电话", "手机", "手机号", "联系方式", "安全负责人联系电话"),
        "address": ("单位地址", "企业地址", "详细地址", "生产经营地址", "注册地址"),
        "place": ("乡镇", "镇街", "所属乡镇", "所属乡镇(街道)", "乡镇街道", "所在乡镇", "所属镇街", "村居", "所属区域"),
        "line": ("条线", "监管部门", "行业主管"),
        "longitude": ("经度", "X坐标", "lng", "lon"),
        "latitude": ("纬度", "Y坐标", "lat"),
        "park": ("园区", "小微企业园", "工业园区"),
        "risk_system_on": ("双重预防机制建成日期", "风险管控体系建成时间"),
        "note": ("说明", "其他"),
    }
    unlinked = {"flags": "note", "line": "note"}
    masked = {"phone": mask_phone, "legal_phone": mask_phone}
    layer = Layer(colour="risk", icon="building-factory")
    scope = Scope(organisation="organisation")
    grants = {"view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE, roles.EXPERT)}
    related = (
        Related("hazard", "enterprise"),
        Related("inspection", "enterprise"),
        Related("risk-point", "enterprise"),
        Related("major-source", "enterprise"),
    )
    photographs = (("site", _("现场照片")), ("paper", _("证照资料")))
    chart = ("place", "sector", "risk", "size")

    def tidy(self, values: dict[str, Any]) -> None:
        if code := values.get("credit_code"):
            values["credit_code"] = code.strip().upper()

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        if code := values.get("credit_code"):
            sentence = check_credit_code(code)
            return {"credit_code": sentence} if sentence else {}
        return {}
