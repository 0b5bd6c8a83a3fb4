"""The ledgers of major-hazard sources, their substances, and safety equipment."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.base.text import mask_phone, normalise
from anlan.kit.ledger.declaration import Group, Layer, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.enterprises import gb18218, rules
from anlan.subjects.enterprises.choices import SourceLevel, SourceStatus
from anlan.subjects.enterprises.flows import filing
from anlan.subjects.enterprises.ledgers.expiring import BY_FIRM, FIRM_NAMES, KEPT_BY_FIRMS, SEEN, due_column, within
from anlan.subjects.enterprises.models import MajorHazardSource, MonitoringEquipment, SourceSubstance

MAJOR = (SourceLevel.FIRST, SourceLevel.SECOND, SourceLevel.THIRD, SourceLevel.FOURTH)
LIVE = Q(retired_on=None)


@register
class MajorSourceLedger(Ledger):
    """重大危险源：按 GB 18218-2018 逐单元辨识分级，备案、包保、评估到期。"""

    model = MajorHazardSource
    code = "major-source"
    unit = _("处")
    section = _("安全监管")
    icon = "alert-triangle"
    headline = "name"
    columns = (
        "number",
        "name",
        "enterprise",
        "level",
        "s_value",
        "r_value",
        "status",
        "filed_on",
        due_column(_("评估到期"), lambda row: row.retired_on is not None),
        "principal",
        "connected_on",
    )
    chips = {
        _("一级"): LIVE & Q(level=SourceLevel.FIRST),
        _("二级"): LIVE & Q(level=SourceLevel.SECOND),
        _("三级"): LIVE & Q(level=SourceLevel.THIRD),
        _("四级"): LIVE & Q(level=SourceLevel.FOURTH),
        _("未备案"): Q(level__in=MAJOR, status=SourceStatus.UNFILED),
        _("未接入监测"): LIVE & Q(level__in=MAJOR) & (Q(connected_on=None) | Q(disconnected_on__isnull=False)),
        _("评估过期"): lambda: LIVE & Q(due_on__lt=clock.today()),
        _("待补充"): LIVE & Q(level=SourceLevel.OPEN),
    }
    search = ("number", "name", "enterprise__name", "file_number", "principal", "technician", "operator")
    filters = {
        "enterprise__place": ["subtree"],
        "level": ["exact"],
        "status": ["exact"],
        "kind": ["exact"],
        "filed_on": ["range"],
        "due_on": ["range"],
        "enterprise__line": ["subtree"],
        "key_process": ["exact"],
        "key_chemical": ["exact"],
        "enterprise": ["exact"],
    }
    sorts = ("-id", "-r_value", "due_on")
    groups = (
        Group(_("单元"), ("name", "enterprise", "kind", "boundary", "started_on", "key_process", "key_chemical")),
        Group(_("分级依据"), ("people_500m", "assessed_on", "due_on")),
        Group(
            _("包保责任人"),
            ("principal", "principal_phone", "technician", "technician_phone", "operator", "operator_phone"),
        ),
        Group(_("在线监测"), ("connected_on", "disconnected_on")),
        Group(_("位置"), ("longitude", "latitude")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("number",), ("enterprise", "name"))
    synonyms = {
        "number": ("危险源编号",),
        "name": ("重大危险源名称", "危险源名称", "名称"),
        "enterprise": FIRM_NAMES,
        "kind": ("危险源类型",),
        "people_500m": ("暴露人员", "厂外暴露人员数量", "500m范围内常住人口数量"),
        "started_on": ("投产日期", "投用时间"),
        "assessed_on": ("评估日期", "安全评估时间"),
        "due_on": ("评估有效期", "评估到期日期"),
        "principal": ("主要负责人姓名", "包保主要负责人"),
        "technician": ("技术负责人姓名", "包保技术负责人"),
        "operator": ("操作负责人姓名", "包保操作负责人"),
        "connected_on": ("接入日期", "联网日期"),
        "longitude": ("经度",),
        "latitude": ("纬度",),
    }
    masked = {"principal_phone": mask_phone, "technician_phone": mask_phone, "operator_phone": mask_phone}
    layer = Layer(colour="level", icon="alert-triangle")
    flow = filing
    scope = BY_FIRM
    grants = SEEN
    related = (Related("source-substance", "source"), Related("safety-equipment", "source"))
    photographs = (("site", _("现场照片")), ("paper", _("评估报告与备案材料")))
    number = "ZDY"
    chart = ("level", "status", "kind", "enterprise__place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return (
            rules.not_ahead(values, "assessed_on")
            | rules.not_before(values, "assessed_on", "due_on", _("评估有效期不能早于评估日期。"))
            | rules.not_before(values, "connected_on", "disconnected_on", _("断开日期不能早于接入日期。"))
        )

    def deadline(self, row: Any) -> Any:
        return None if row.retired_on else row.due_on

    def waiting(self, user: Any) -> Q | None:
        """The office: to file; the firm: an assessment that ends, substances to complete."""
        if access.can(user, f"{self.code}.move.file"):
            return Q(level__in=MAJOR, status=SourceStatus.UNFILED)
        if access.only(user, roles.ENTERPRISE):
            return LIVE & (within(30) | Q(due_on__lt=clock.today()) | Q(level=SourceLevel.OPEN))
        return None


@register
class SubstanceLedger(Ledger):
    """重大危险源物质：品名、设计最大量、危险性类别。"""

    model = SourceSubstance
    code = "source-substance"
    unit = _("种")
    section = _("安全监管")
    icon = "stack-2"
    columns = ("name", "source", "quantity", "classes", "form", "place_of_use")
    search = ("name", "source__name")
    filters = {"source": ["exact"], "source__enterprise": ["exact"]}
    sorts = ("-id",)
    groups = (Group(_("物质"), ("source", "name", "quantity", "classes", "form", "place_of_use")),)
    import_keys = (("source", "name", "place_of_use"),)
    synonyms = {
        "source": ("重大危险源名称", "危险源名称", "单元名称"),
        "name": ("品名", "危险化学品名称", "物质名称", "化学品名称"),
        "quantity": ("存量", "最大存量(t)", "设计最大量(t)", "实际存在量", "q"),
        "classes": ("类别", "危险性分类"),
        "form": ("状态", "工艺条件"),
        "place_of_use": ("设备", "储罐"),
    }
    scope = Scope("source__enterprise__place", "source__enterprise__line", "source__enterprise__organisation")
    grants = SEEN

    def tidy(self, values: dict[str, Any]) -> None:
        if classes := values.get("classes"):
            text = normalise(classes).upper()
            for mark in ",，;；/ ":
                text = text.replace(mark, "、")
            values["classes"] = "、".join(part for part in text.split("、") if part)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        name, classes = values.get("name"), values.get("classes")
        if not name or classes is None:
            return {}
        symbols = tuple(part for part in classes.split("、") if part)
        fault = gb18218.line_of(gb18218.Item(name, Fraction(1), symbols)).fault
        return {"classes": fault} if fault else {}


@register
class EquipmentLedger(Ledger):
    """安全监测设施：应装、已装、有效投用。装了不等于投用。"""

    model = MonitoringEquipment
    code = "safety-equipment"
    unit = _("套")
    section = _("安全监管")
    icon = "broadcast"
    columns = (
        "name",
        "enterprise",
        "system",
        "required",
        "installed",
        "in_service",
        "out_since_on",
        due_column(_("下次校验")),
    )
    chips = {
        _("未装齐"): Q(installed__lt=F("required")),
        _("装而未用"): Q(in_service__lt=F("installed")),
        _("校验过期"): lambda: Q(due_on__lt=clock.today()),
        _("30 天内校验"): lambda: within(30),
    }
    search = ("name", "enterprise__name", "out_reason")
    filters = {
        "enterprise__place": ["subtree"],
        "system": ["exact"],
        "enterprise__sector": ["exact"],
        "due_on": ["range"],
        "enterprise": ["exact"],
        "source": ["exact"],
    }
    sorts = ("-id", "due_on")
    groups = (
        Group(_("设施"), ("enterprise", "source", "system", "name")),
        Group(_("数量"), ("required", "installed", "in_service")),
        Group(_("日期"), ("installed_on", "checked_on", "due_on", "out_since_on", "out_reason")),
    )
    import_keys = (("enterprise", "system", "name"),)
    synonyms = {
        "enterprise": FIRM_NAMES,
        "source": ("重大危险源名称", "危险源名称"),
        "system": ("系统类别", "设施类别", "系统名称"),
        "name": ("装置名称", "设施名称", "部位"),
        "required": ("应装数", "应配备数量", "应装"),
        "installed": ("已装数", "装备数量", "已装"),
        "in_service": ("投用数量", "有效投用", "投用数"),
        "checked_on": ("检测日期", "校验日期"),
        "due_on": ("下次检测日期", "有效期至"),
    }
    unlinked = {"source": "out_reason"}
    scope = BY_FIRM
    grants = KEPT_BY_FIRMS
    chart = ("system", "enterprise__place", "enterprise__sector")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        source, firm = values.get("source"), values.get("enterprise")
        errors = rules.equipment_counts(values) | rules.not_ahead(values, "installed_on", "checked_on", "out_since_on")
        if source is not None and firm is not None and getattr(source, "enterprise_id", firm.pk) != firm.pk:
            errors["source"] = str(_("这处重大危险源不是这家企业的。"))
        return errors | rules.not_before(values, "checked_on", "due_on", _("下次日期不能早于最近一次。"))

    def deadline(self, row: Any) -> Any:
        return row.due_on

    def waiting(self, user: Any) -> Q | None:
        """The firm: what is to be tested within a month, and what is installed but not used."""
        if not access.only(user, roles.ENTERPRISE):
            return None
        return within(30) | Q(due_on__lt=clock.today()) | Q(in_service__lt=F("installed"))
