"""The ledgers of experts and of the services they give."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.base.text import check_id_number, mask_id_number, mask_phone
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.enterprises import rules
from anlan.subjects.enterprises.choices import ServiceStatus
from anlan.subjects.enterprises.flows import expert_service
from anlan.subjects.enterprises.ledgers.expiring import BY_FIRM, FIRM_NAMES, SEEN, Expiring, chips_of, due_column
from anlan.subjects.enterprises.models import Expert, ExpertService


@register
class ExpertLedger(Expiring):
    """专家：层级、专业、服务周期、费用标准、聘期。"""

    model = Expert
    code = "expert"
    unit = _("人")
    section = _("安全监管")
    icon = "school"
    columns = ("name", "tier", "specialities", "enterprise", "title", "cadence", "phone", due_column(_("聘期至")))
    chips = chips_of(Expert)
    search = ("name", "employer", "title", "phone", "enterprise__name")
    filters = {
        "place": ["subtree"],
        "tier": ["exact"],
        "specialities": ["contains"],
        "line": ["subtree"],
        "due_on": ["range"],
        "enterprise": ["exact"],
    }
    sorts = ("-id", "name", "due_on")
    groups = (
        Group(_("专家"), ("name", "tier", "specialities", "employer", "title", "certificate", "id_number", "phone")),
        Group(_("服务"), ("enterprise", "cadence", "day_fee", "hired_on", "due_on", "ended_on")),
        Group(_("区域"), ("place", "line", "organisation")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("id_number",), ("name", "tier", "place"))
    synonyms = {
        "name": ("专家姓名", "专家"),
        "tier": ("专家层级", "级别", "专家类别"),
        "specialities": ("专业领域", "专长", "行业领域"),
        "employer": ("单位", "所在单位"),
        "title": ("职称", "职务"),
        "id_number": ("身份证号码", "身份证"),
        "phone": ("联系电话", "手机号"),
        "enterprise": ("所在企业", "聘用企业"),
        "cadence": ("服务频次",),
        "day_fee": ("费用标准", "服务费标准"),
        "hired_on": ("聘用日期", "入库日期"),
        "due_on": ("聘期", "到期日期"),
        "place": ("所属区域", "区域"),
    }
    unlinked = {"enterprise": "note", "organisation": "note", "line": "note"}
    masked = {"phone": mask_phone, "id_number": mask_id_number}
    scope = Scope(organisation="organisation")
    grants = {"view": (*DEFAULT_GRANTS["view"], roles.EXPERT)}
    related = (Related("expert-service", "expert"),)
    photographs = (("paper", _("资格证书")),)
    chart = ("tier", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        sentence = check_id_number(number) if (number := values.get("id_number")) else None
        errors = {"id_number": sentence} if sentence else {}
        if values.get("enterprise") and "cadence" in values and not values["cadence"]:
            errors["cadence"] = str(_("为企业服务的专家请填服务周期，例如企业自聘每季度、企业内部每月。"))
        return errors | rules.not_before(values, "hired_on", "due_on", _("聘期不能早于聘任日期。"))

    def waiting(self, user: Any) -> Q | None:
        return None


@register
class ExpertServiceLedger(Ledger):
    """专家服务：计划、到企、查出问题、评价、付费。"""

    model = ExpertService
    code = "expert-service"
    unit = _("次")
    section = _("安全监管")
    icon = "clipboard-check"
    headline = "topic"
    columns = (
        "topic",
        "expert",
        "enterprise",
        "kind",
        due_column(_("计划"), lambda row: row.status != ServiceStatus.PLANNED),
        "status",
        "served_on",
        "issues_found",
        "issues_fixed",
        "rating",
        "fee",
    )
    chips = {
        _("待服务"): Q(status=ServiceStatus.PLANNED),
        _("超期未服务"): lambda: Q(status=ServiceStatus.PLANNED, due_on__lt=clock.today()),
        _("待评价"): Q(status=ServiceStatus.DELIVERED),
        _("待付费"): Q(status=ServiceStatus.CONFIRMED, paid_on=None, fee__gt=0),
    }
    search = ("topic", "expert__name", "enterprise__name", "summary")
    filters = {
        "enterprise__place": ["subtree"],
        "status": ["exact"],
        "expert__tier": ["exact"],
        "kind": ["exact"],
        "served_on": ["range"],
        "due_on": ["range"],
        "expert": ["exact"],
        "enterprise": ["exact"],
    }
    sorts = ("-id", "due_on", "-served_on")
    groups = (Group(_("计划"), ("expert", "enterprise", "kind", "topic", "due_on", "note")),)
    import_keys = (("expert", "enterprise", "due_on"),)
    synonyms = {
        "expert": ("专家姓名",),
        "enterprise": (*FIRM_NAMES, "服务企业", "被服务单位"),
        "kind": ("服务类别",),
        "topic": ("内容", "指导内容", "服务事项"),
        "due_on": ("计划时间", "日期"),
    }
    flow = expert_service
    scope = BY_FIRM
    grants = SEEN
    photographs = (("report", _("服务报告与照片")),)
    chart = ("kind", "status", "expert__tier", "enterprise__place")

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status == ServiceStatus.PLANNED else None

    def waiting(self, user: Any) -> Q | None:
        """The firm: to rate, and in-house rounds to record; the office: fees to pay."""
        if access.only(user, roles.ENTERPRISE):
            return Q(status=ServiceStatus.DELIVERED) | Q(status=ServiceStatus.PLANNED, due_on__lte=clock.today())
        if access.only(user, roles.EXPERT):
            return Q(status=ServiceStatus.PLANNED)
        if access.can(user, f"{self.code}.move.pay"):
            return Q(status=ServiceStatus.CONFIRMED, paid_on=None, fee__gt=0)
        return None
