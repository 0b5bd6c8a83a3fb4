"""The ledgers of standardisation, certificates, contractors and projects."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.text import check_credit_code, check_id_number, mask_id_number, mask_phone
from anlan.kit.ledger.declaration import Group, Ledger
from anlan.kit.ledger.registry import register
from anlan.subjects.enterprises import rules
from anlan.subjects.enterprises.choices import Holder, Stage
from anlan.subjects.enterprises.flows import LIVE, three_at_once
from anlan.subjects.enterprises.ledgers.expiring import (
    BY_FIRM,
    FIRM_NAMES,
    KEPT_BY_FIRMS,
    SEEN,
    Expiring,
    chips_of,
    due_column,
)
from anlan.subjects.enterprises.models import Certificate, ConstructionProject, Contractor, Standardisation

ORDER = _("有效期不能早于发证日期。")


@register
class StandardisationLedger(Expiring):
    """标准化：自评、定级、有效期。"""

    model = Standardisation
    code = "standardisation"
    unit = _("家次")
    section = _("安全监管")
    icon = "circle-check"
    headline = "enterprise"
    columns = (
        "enterprise",
        "grade",
        "self_assessed_on",
        "score",
        "graded_on",
        "certificate",
        due_column(_("有效期至")),
    )
    renewed = True
    chips = chips_of(Standardisation, renewed=True) | {
        _("仅自评"): Q(grade="", self_assessed_on__isnull=False),
        _("已撤销"): Q(ended_on__isnull=False),
    }
    search = ("enterprise__name", "certificate", "assessor")
    filters = {
        "enterprise__place": ["subtree"],
        "grade": ["exact"],
        "enterprise__sector": ["exact"],
        "self_assessed_on": ["range"],
        "due_on": ["range"],
        "enterprise__flags": ["contains"],
        "enterprise": ["exact"],
    }
    sorts = ("-id", "due_on", "-self_assessed_on")
    groups = (
        Group(_("自评"), ("enterprise", "self_assessed_on", "score")),
        Group(_("定级"), ("grade", "graded_on", "certificate", "assessor", "due_on")),
        Group(_("撤销"), ("ended_on", "end_reason")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("enterprise", "certificate"), ("enterprise", "self_assessed_on"))
    synonyms = {
        "enterprise": FIRM_NAMES,
        "self_assessed_on": ("自评日期", "自评时间"),
        "score": ("自评得分", "评审得分"),
        "grade": ("标准化等级", "达标等级"),
        "graded_on": ("达标日期", "公告日期", "发证日期"),
        "certificate": ("标准化证书编号", "证书号"),
        "due_on": ("到期日期", "证书有效期"),
    }
    scope = BY_FIRM
    grants = SEEN
    photographs = (("paper", _("自评报告与证书")),)
    chart = ("grade", "enterprise__place", "enterprise__sector")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = rules.not_ahead(values, "self_assessed_on", "graded_on")
        errors |= rules.not_before(values, "graded_on", "due_on", _("有效期不能早于定级日期。"))
        if {"self_assessed_on", "graded_on"} <= set(values) and not any(
            values[name] for name in ("self_assessed_on", "graded_on")
        ):
            errors["self_assessed_on"] = str(_("请填自评完成日期或定级日期。"))
        return errors


@register
class CertificateLedger(Expiring):
    """安全证照：单位的许可、人员的证书，到期前 90、60、30 天提醒。"""

    model = Certificate
    code = "certificate"
    unit = _("本")
    section = _("安全监管")
    icon = "address-book"
    headline = "number"
    columns = ("number", "kind", "enterprise", "holder", "person", "authority", "issued_on", due_column(_("有效期至")))
    chips = chips_of(Certificate) | {
        _("单位证照"): Q(holder=Holder.FIRM),
        _("人员证书"): Q(holder=Holder.PERSON),
    }
    search = ("number", "enterprise__name", "person", "authority")
    filters = {
        "enterprise__place": ["subtree"],
        "kind": ["exact"],
        "holder": ["exact"],
        "due_on": ["range"],
        "enterprise": ["exact"],
    }
    sorts = ("-id", "due_on")
    groups = (
        Group(_("证照"), ("kind", "number", "enterprise", "authority", "scope_of_work")),
        Group(_("持证人"), ("holder", "person", "id_number")),
        Group(_("日期"), ("issued_on", "review_on", "due_on", "ended_on")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("kind", "number"),)
    synonyms = {
        "kind": ("证书类别", "证件名称", "证书名称", "作业类别", "许可证名称"),
        "number": ("证号", "许可证编号", "证件编号"),
        "enterprise": (*FIRM_NAMES, "工作单位", "所在单位"),
        "person": ("姓名",),
        "id_number": ("身份证号码", "身份证"),
        "authority": ("签发机关", "发证单位"),
        "scope_of_work": ("许可范围", "作业项目", "操作项目", "准操项目"),
        "issued_on": ("初领日期", "颁发日期"),
        "review_on": ("复审时间", "应复审日期"),
        "due_on": ("有效期", "到期日期", "有效期结束日期"),
    }
    masked = {"id_number": mask_id_number}
    scope = BY_FIRM
    grants = KEPT_BY_FIRMS
    photographs = (("paper", _("证照")),)
    chart = ("kind", "holder", "enterprise__place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = rules.not_before(values, "issued_on", "due_on", ORDER) | rules.not_ahead(values, "issued_on")
        if sentence := check_id_number(number) if (number := values.get("id_number")) else None:
            errors["id_number"] = sentence
        if values.get("holder") == Holder.PERSON and "person" in values and not values["person"]:
            errors["person"] = str(_("人员证书请填持证人。"))
        return errors


@register
class ContractorLedger(Expiring):
    """外包队伍：协议、交底、培训、到期。"""

    model = Contractor
    code = "contractor"
    unit = _("支")
    section = _("安全监管")
    icon = "user"
    columns = ("name", "enterprise", "work", "leader", "phone", "people", "agreed_on", due_column(_("协议到期")))
    chips = chips_of(Contractor) | {
        _("未签安全协议"): Q(agreed_on=None, ended_on=None),
        _("未交底或未培训"): (Q(disclosed_on=None) | Q(trained_on=None)) & Q(ended_on=None),
    }
    search = ("name", "enterprise__name", "work", "leader", "phone")
    filters = {
        "enterprise__place": ["subtree"],
        "enterprise__sector": ["exact"],
        "due_on": ["range"],
        "agreed_on": ["range"],
        "enterprise": ["exact"],
    }
    sorts = ("-id", "due_on")
    groups = (
        Group(_("承包"), ("enterprise", "name", "credit_code", "work", "qualification")),
        Group(_("现场"), ("leader", "phone", "people")),
        Group(_("安全管理"), ("agreed_on", "disclosed_on", "trained_on", "starts_on", "due_on", "ended_on")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("enterprise", "name", "work"),)
    synonyms = {
        "enterprise": (*FIRM_NAMES, "发包单位"),
        "name": ("承包商", "承包商名称", "外包单位", "施工单位"),
        "work": ("作业内容", "施工内容"),
        "leader": ("负责人", "项目负责人"),
        "phone": ("联系电话", "电话"),
        "people": ("人数",),
        "agreed_on": ("协议签订日期", "安全协议日期"),
        "due_on": ("协议有效期", "到期日期"),
    }
    masked = {"phone": mask_phone}
    scope = BY_FIRM
    grants = KEPT_BY_FIRMS
    photographs = (("paper", _("协议与资质")),)
    chart = ("enterprise__place", "enterprise__sector")

    def tidy(self, values: dict[str, Any]) -> None:
        if code := values.get("credit_code"):
            values["credit_code"] = code.strip().upper()

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        sentence = check_credit_code(code) if (code := values.get("credit_code")) else None
        errors = {"credit_code": sentence} if sentence else {}
        return errors | rules.not_before(values, "agreed_on", "due_on", _("到期日期不能早于签订日期。"))


@register
class ProjectLedger(Ledger):
    """建设项目三同时：安全条件、设计审查、试生产、竣工验收，一步也不能少。"""

    model = ConstructionProject
    code = "construction-project"
    unit = _("个")
    section = _("安全监管")
    icon = "ruler-measure"
    columns = (
        "name",
        "enterprise",
        "kind",
        "investment",
        "status",
        "proposed_on",
        "conditions_on",
        "design_on",
        "accepted_on",
        due_column(_("本阶段期限"), lambda row: row.status not in LIVE),
    )
    chips = {
        _("在建"): Q(status__in=LIVE),
        _("未过安全条件"): Q(status=Stage.PROPOSED),
        _("试生产"): Q(status=Stage.TRIAL),
        _("超期"): lambda: Q(status__in=LIVE, due_on__lt=clock.today()),
        _("已验收"): Q(status=Stage.ACCEPTED),
    }
    search = ("name", "enterprise__name", "approval")
    filters = {
        "enterprise__place": ["subtree"],
        "status": ["exact"],
        "kind": ["exact"],
        "proposed_on": ["range"],
        "accepted_on": ["range"],
        "due_on": ["range"],
        "enterprise": ["exact"],
    }
    sorts = ("-id", "due_on", "-proposed_on")
    groups = (
        Group(_("项目"), ("name", "enterprise", "kind", "content", "approval", "proposed_on", "due_on")),
        Group(_("投资"), ("investment", "safety_investment")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("enterprise", "name"),)
    synonyms = {
        "name": ("项目", "建设项目名称"),
        "enterprise": (*FIRM_NAMES, "建设单位名称"),
        "kind": ("项目性质", "建设类型"),
        "content": ("建设规模及内容",),
        "investment": ("总投资", "投资额"),
        "safety_investment": ("安全投资", "安全设施投资"),
        "approval": ("立项批复文号", "备案文号"),
        "proposed_on": ("立项时间", "备案日期"),
    }
    flow = three_at_once
    scope = BY_FIRM
    grants = SEEN
    photographs = (("paper", _("审查与验收材料")),)
    chart = ("status", "kind", "enterprise__place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = rules.not_ahead(values, "proposed_on")
        whole, part = values.get("investment"), values.get("safety_investment")
        if whole is not None and part is not None and part > whole:
            errors["safety_investment"] = str(_("安全设施投资不能多于总投资。"))
        return errors

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status in LIVE else None

    def waiting(self, user: Any) -> Q | None:
        """Whoever reviews, and the firm: stages that are late."""
        if access.can(user, f"{self.code}.move.design") or access.only(user, roles.ENTERPRISE):
            return Q(status__in=LIVE, due_on__lt=clock.today())
        return None
