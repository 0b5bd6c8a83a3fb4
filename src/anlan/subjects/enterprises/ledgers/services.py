"""The ledgers of institutions, insurance, its services, and contracts for third-party service."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.base.text import check_credit_code, mask_phone
from anlan.kit.ledger.declaration import Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.enterprises import rules
from anlan.subjects.enterprises.choices import ServiceStatus
from anlan.subjects.enterprises.flows import insurance_service
from anlan.subjects.enterprises.ledgers.expiring import BY_FIRM, FIRM_NAMES, SEEN, Expiring, chips_of, due_column
from anlan.subjects.enterprises.models import InsurancePolicy, InsuranceService, SafetyProvider, ServiceContract

SPAN = _("止期不能早于起期。")


@register
class ProviderLedger(Expiring):
    """服务机构：保险、评价、检测、培训等中介机构及其资质、查处。"""

    model = SafetyProvider
    code = "safety-provider"
    unit = _("家")
    section = _("安全监管")
    icon = "building"
    columns = ("name", "kind", "qualification", due_column(_("资质到期")), "contact", "phone", "blamed_on")
    chips = chips_of(SafetyProvider) | {_("被查处"): Q(blamed_on__isnull=False)}
    search = ("name", "credit_code", "qualification", "contact", "phone")
    filters = {"kind": ["exact"], "due_on": ["range"], "blamed_on": ["range"]}
    sorts = ("-id", "due_on")
    groups = (
        Group(_("机构"), ("name", "kind", "credit_code", "qualification", "scope_of_work", "due_on", "ended_on")),
        Group(_("联系"), ("contact", "phone", "address")),
        Group(_("查处"), ("blamed_on", "blamed_for")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("name",),)
    synonyms = {
        "name": ("单位名称", "中介机构名称", "机构"),
        "kind": ("机构类型", "类别"),
        "credit_code": ("信用代码",),
        "qualification": ("资质证书号", "资质编号"),
        "due_on": ("资质到期日期", "有效期至"),
        "contact": ("负责人",),
        "phone": ("电话", "联系方式"),
    }
    masked = {"phone": mask_phone}
    scope = Scope(place=None, line=None)
    grants = SEEN
    related = (Related("insurance-policy", "insurer"), Related("service-contract", "provider"))
    chart = ("kind",)

    def tidy(self, values: dict[str, Any]) -> None:
        if code := values.get("credit_code"):
            values["credit_code"] = code.strip().upper()

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        sentence = check_credit_code(code) if (code := values.get("credit_code")) else None
        return ({"credit_code": sentence} if sentence else {}) | rules.not_ahead(values, "blamed_on")

    def waiting(self, user: Any) -> Q | None:
        return None


@register
class PolicyLedger(Expiring):
    """安责险保单：谁投保、保多少、何时到期。"""

    model = InsurancePolicy
    code = "insurance-policy"
    unit = _("份")
    section = _("安全监管")
    icon = "file-text"
    columns = ("number", "enterprise", "insurer", "insured", "cover", "premium", "starts_on", due_column(_("止期")))
    renewed = True
    chips = chips_of(InsurancePolicy, renewed=True)
    search = ("number", "enterprise__name", "insurer__name")
    filters = {
        "enterprise__place": ["subtree"],
        "insurer": ["exact"],
        "enterprise__sector": ["exact"],
        "due_on": ["range"],
        "starts_on": ["range"],
        "enterprise": ["exact"],
    }
    sorts = ("-id", "due_on", "-starts_on")
    groups = (
        Group(_("保单"), ("number", "enterprise", "insurer", "starts_on", "due_on", "ended_on")),
        Group(_("金额"), ("insured", "cover", "premium", "prevention")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("number",),)
    synonyms = {
        "number": ("保险单号", "保单编号"),
        "enterprise": (*FIRM_NAMES, "被保险人", "投保人"),
        "insurer": ("保险公司", "承保机构", "承保公司"),
        "insured": ("投保人数",),
        "cover": ("保险金额", "保额", "总保额"),
        "premium": ("保险费", "保费"),
        "prevention": ("事故预防费", "预防费用"),
        "starts_on": ("起保日期", "保险起期日期"),
        "due_on": ("终保日期", "到期日期", "保险期限至"),
    }
    scope = BY_FIRM
    grants = SEEN
    related = (Related("insurance-service", "policy"), Related("insurance-claim", "policy"))
    photographs = (("paper", _("保单")),)
    chart = ("insurer", "enterprise__place", "enterprise__sector")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.not_before(values, "starts_on", "due_on", SPAN)


@register
class InsuranceServiceLedger(Ledger):
    """保险服务：保单应给的事故预防服务，做了没有、查出什么、企业怎么说。"""

    model = InsuranceService
    code = "insurance-service"
    unit = _("次")
    section = _("安全监管")
    icon = "lifebuoy"
    headline = "kind"
    columns = (
        "kind",
        "policy",
        "provider",
        due_column(_("计划"), lambda row: row.status != ServiceStatus.PLANNED),
        "status",
        "delivered_on",
        "issues_found",
        "issues_fixed",
        "rating",
    )
    chips = {
        _("待服务"): Q(status=ServiceStatus.PLANNED),
        _("超期未服务"): lambda: Q(status=ServiceStatus.PLANNED, due_on__lt=clock.today()),
        _("待评价"): Q(status=ServiceStatus.DELIVERED),
        _("评价 2 分以下"): Q(rating__lte=2),
    }
    search = ("policy__number", "note", "summary")
    filters = {
        "policy__enterprise__place": ["subtree"],
        "status": ["exact"],
        "kind": ["exact"],
        "due_on": ["range"],
        "delivered_on": ["range"],
        "provider": ["exact"],
        "policy": ["exact"],
    }
    sorts = ("-id", "due_on", "-delivered_on")
    groups = (Group(_("计划"), ("policy", "kind", "provider", "due_on", "note")),)
    import_keys = (("policy", "kind", "due_on"),)
    synonyms = {
        "policy": ("保单号", "保险单号"),
        "kind": ("服务类型", "服务内容"),
        "provider": ("服务机构", "第三方机构"),
        "due_on": ("计划日期", "计划时间"),
    }
    unlinked = {"provider": "note"}
    flow = insurance_service
    scope = Scope("policy__enterprise__place", "policy__enterprise__line", "policy__enterprise__organisation")
    grants = SEEN
    photographs = (("report", _("服务报告与照片")),)
    chart = ("kind", "status", "provider")

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status == ServiceStatus.PLANNED else None

    def due(self) -> Any:
        return Case(When(status=ServiceStatus.PLANNED, then="due_on"))

    def waiting(self, user: Any) -> Q | None:
        """The firm: to rate; townships: to chase what is late."""
        if access.only(user, roles.ENTERPRISE):
            return Q(status=ServiceStatus.DELIVERED)
        if access.only(user, roles.TOWNSHIP):
            return Q(status=ServiceStatus.PLANNED, due_on__lt=clock.today())
        return None


@register
class ContractLedger(Expiring):
    """社会化服务合同：机构替小微企业做安全管理，约定几次、做了几次。"""

    model = ServiceContract
    code = "service-contract"
    unit = _("份")
    section = _("安全监管")
    icon = "clipboard-text"
    headline = "subject"
    columns = (
        "subject",
        "enterprise",
        "provider",
        "visits_made",
        "visits_agreed",
        "last_visit_on",
        "issues_found",
        due_column(_("止期")),
    )
    renewed = True
    chips = chips_of(ServiceContract, renewed=True) | {
        _("服务次数不足"): lambda: Q(visits_made__lt=F("visits_agreed"), due_on__lt=clock.today())
    }
    search = ("subject", "enterprise__name", "provider__name")
    filters = {
        "enterprise__place": ["subtree"],
        "provider": ["exact"],
        "enterprise__size": ["exact"],
        "due_on": ["range"],
        "paid_by_public": ["exact"],
        "enterprise": ["exact"],
    }
    sorts = ("-id", "due_on")
    groups = (
        Group(_("合同"), ("enterprise", "provider", "subject", "starts_on", "due_on", "ended_on")),
        Group(_("服务"), ("visits_agreed", "visits_made", "last_visit_on", "issues_found")),
        Group(_("费用"), ("fee", "paid_by_public")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("enterprise", "provider", "starts_on"),)
    synonyms = {
        "enterprise": FIRM_NAMES,
        "provider": ("机构名称", "第三方机构"),
        "subject": ("服务项目", "合同内容"),
        "visits_agreed": ("应服务次数",),
        "visits_made": ("服务次数", "实际服务次数"),
        "starts_on": ("合同开始日期", "签订日期"),
        "due_on": ("合同到期日期", "到期日期"),
        "fee": ("服务费", "金额"),
    }
    scope = BY_FIRM
    grants = SEEN
    photographs = (("paper", _("合同")),)
    chart = ("provider", "enterprise__place", "enterprise__size")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.not_before(values, "starts_on", "due_on", SPAN) | rules.not_ahead(values, "last_visit_on")
