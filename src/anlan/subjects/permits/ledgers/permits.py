"""The ledgers of permit items, permits and applications."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.base.text import mask_phone
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Layer, Ledger, Related, Standing
from anlan.kit.ledger.registry import register
from anlan.subjects.permits import rules, services
from anlan.subjects.permits.choices import OPEN, RUNNING, Stage, Validity
from anlan.subjects.permits.flows import CLERKS, DECIDERS
from anlan.subjects.permits.flows.applications import handling
from anlan.subjects.permits.flows.certificates import term
from anlan.subjects.permits.models import Permit, PermitApplication, PermitItem

SECTION = _("执法")
BY_ENTERPRISE = Scope(organisation="enterprise__organisation")
VIEWERS = tuple(role for role in DEFAULT_GRANTS["view"] if role != roles.VILLAGE)
GRANTS: dict[str, tuple[str, ...]] = {
    "view": (*VIEWERS, roles.ENTERPRISE),
    "add": CLERKS,
    "change": CLERKS,
    "delete": (roles.SAFETY_OFFICE,),
    "import": CLERKS,
    "export": DECIDERS,
    "reveal": DECIDERS,
}


@register
class PermitItemLedger(Ledger):
    """行政许可事项：依据、法定时限、承诺时限、材料、公示、走流程。"""

    model = PermitItem
    code = "permit-item"
    unit = _("项")
    section = SECTION
    icon = "clipboard-text"
    headline = "name"
    columns = (
        "code",
        "name",
        "category",
        "legal_days",
        "promised_days",
        Column(
            "saved",
            _("压缩"),
            text_of=lambda row: (
                "" if (share := rules.saved_share(row.legal_days, row.promised_days)) is None else f"{share:.0f}%"
            ),
        ),
        "valid_years",
        "published_on",
        "active",
    )
    chips = {
        _("在用"): Q(active=True),
        _("未公示"): Q(active=True, published_on=None),
        _("走流程问题未改"): Q(walked_fixed_on=None) & ~Q(walked_issues=""),
    }
    search = ("code", "name", "basis")
    filters = {"category": ["exact"], "active": ["exact"]}
    sorts = ("-id",)
    groups = (
        Group(_("事项"), ("code", "name", "category", "basis", "active")),
        Group(_("时限和证书"), ("accept_days", "legal_days", "promised_days", "valid_years", "series")),
        Group(_("材料和公示"), ("materials", "published_on", "published_where")),
        Group(_("“走流程”"), ("walked_on", "walked_issues", "walked_fixed_on")),
    )
    import_keys = (("code",),)
    synonyms = {
        "name": ("许可事项", "事项"),
        "code": ("编码", "事项代码"),
        "legal_days": ("法定时限", "法定办结时限"),
        "promised_days": ("承诺时限", "承诺办结时限"),
        "basis": ("法律依据", "依据"),
        "materials": ("材料清单",),
    }
    scope = Scope(place=None, line=None)
    grants = {
        "view": VIEWERS,
        **dict.fromkeys(("add", "change", "delete", "import"), CLERKS),
        "export": DECIDERS,
        "reveal": (),
    }
    related = (Related("permit-application", "item"), Related("permit", "item"))

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.item_faults(values)


def _expiry(row: Any) -> tuple[Any, Any]:
    return (row.expires_on, None) if row.status == Validity.VALID else (None, row.ended_on)


@register
class PermitLedger(Ledger):
    """许可证：发了什么证、什么时候到期、怎么终止的。"""

    model = Permit
    code = "permit"
    unit = _("证")
    section = SECTION
    icon = "file-text"
    headline = "holder"
    columns = (
        "number",
        "holder",
        "item",
        "place",
        "issued_on",
        Column(
            "expires_on",
            _("有效期"),
            text_of=lambda row: cells.deadline_text(*_expiry(row)),
            html_of=lambda row: cells.deadline(*_expiry(row)),
        ),
        "status",
        "end_reason",
    )
    chips = {
        _("有效"): Q(status=Validity.VALID),
        _("90 天内到期"): lambda: Q(
            status=Validity.VALID,
            expires_on__gte=clock.today(),
            expires_on__lte=clock.today() + timedelta(days=rules.EXPIRING_DAYS),
        ),
        _("已过期未处理"): lambda: Q(status=Validity.VALID, expires_on__lt=clock.today()),
        _("到期不再核发"): Q(status=Validity.NOT_RENEWED),
        _("已注销或吊销"): Q(status__in=(Validity.CANCELLED, Validity.REVOKED)),
    }
    search = ("number", "holder", "credit_code", "enterprise__name", "address", "person")
    filters = {
        "place": ["subtree"],
        "item": ["exact"],
        "item__category": ["exact"],
        "status": ["exact"],
        "expires_on": ["range"],
        "issued_on": ["range"],
        "ended_on": ["range"],
        "line": ["subtree"],
        "enterprise": ["exact"],
    }
    sorts = ("-issued_on", "-id", "expires_on")
    groups = (
        Group(_("许可证"), ("number", "item", "scope_text", "issued_on", "valid_from_on", "expires_on")),
        Group(_("持证人"), ("holder", "credit_code", "enterprise", "person", "phone")),
        Group(_("位置"), ("place", "line", "address", "longitude", "latitude")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("number",),)
    synonyms = {
        "number": ("证号", "许可证编号", "许可证号", "证书号"),
        "item": ("许可事项", "许可类型", "证书类型", "证书名称"),
        "holder": ("企业名称", "单位名称", "持证单位", "门店名称", "经营者"),
        "person": ("负责人", "法定代表人"),
        "phone": ("电话", "联系方式"),
        "scope_text": ("经营范围", "许可经营范围"),
        "issued_on": ("发证时间", "核发日期"),
        "valid_from_on": ("有效期开始", "起始日期"),
        "expires_on": ("有效期至", "有效期截止", "到期日期", "有效期限"),
        "place": ("乡镇", "镇街", "所属乡镇"),
        "address": ("经营地址", "经营场所"),
        "longitude": ("经度",),
        "latitude": ("纬度",),
        "note": ("说明",),
    }
    unlinked = {"enterprise": "note", "line": "note"}
    masked = {"phone": mask_phone}
    layer = Layer("status", "file-text", Standing(since=("issued_on",), ended="ended_on"))
    flow = term
    scope = BY_ENTERPRISE
    grants = GRANTS
    related = (Related("permit-application", "permit"),)
    photographs = (("paper", _("证书和材料")),)
    chart = ("place", "item__category", "status")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.permit_faults(values)

    def deadline(self, row: Any) -> Any:
        return row.expires_on if row.status == Validity.VALID else None

    def due(self) -> Any:
        return "expires_on"

    def waiting(self, user: Any) -> Q | None:
        """Expired and neither renewed nor struck off."""
        if not access.can(user, f"{self.code}.move.lapse"):
            return None
        return Q(status=Validity.VALID, expires_on__lt=clock.today())


def _due(row: Any) -> tuple[Any, Any]:
    return (row.due_on, None) if row.status in RUNNING else (None, row.decided_on)


@register
class PermitApplicationLedger(Ledger):
    """许可办件：收件、受理、补正、中止、决定、送达，按工作日计时。"""

    model = PermitApplication
    code = "permit-application"
    unit = _("件")
    section = SECTION
    icon = "inbox"
    headline = "applicant"
    columns = (
        "number",
        "applicant",
        "item",
        "kind",
        "place",
        "received_on",
        "accepted_on",
        "status",
        Column(
            "due_on",
            _("期限"),
            text_of=lambda row: cells.deadline_text(*_due(row)),
            html_of=lambda row: cells.deadline(*_due(row)),
        ),
        "used_days",
        "in_time",
    )
    chips = {
        _("在办"): Q(status__in=OPEN),
        _("超承诺时限"): lambda: Q(status__in=RUNNING, due_on__lt=clock.today()),
        _("中止计时"): Q(status__in=(Stage.PAUSED, Stage.SUPPLEMENTING)),
        _("按承诺办结"): Q(in_time=True),
        _("逾期办结"): Q(in_time=False),
        _("未送达"): Q(status__in=(Stage.GRANTED, Stage.DENIED), delivered_on=None),
    }
    search = ("number", "applicant", "credit_code", "enterprise__name", "person")
    filters = {
        "place": ["subtree"],
        "item": ["exact"],
        "item__category": ["exact"],
        "kind": ["exact"],
        "status": ["exact"],
        "received_on": ["range"],
        "accepted_on": ["range"],
        "decided_on": ["range"],
        "in_time": ["exact"],
        "line": ["subtree"],
        "enterprise": ["exact"],
        "permit": ["exact"],
    }
    sorts = ("-received_on", "-id", "due_on")
    groups = (
        Group(_("申请"), ("item", "kind", "permit", "received_on", "content")),
        Group(_("申请人"), ("applicant", "credit_code", "enterprise", "person", "phone", "place", "line")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("number",), ("received_on", "applicant", "item"))
    synonyms = {
        "item": ("许可事项", "事项名称", "申请事项"),
        "applicant": ("申请单位", "申请企业", "单位名称", "企业名称"),
        "kind": ("办件类型",),
        "received_on": ("申请日期", "收件时间", "申请时间"),
        "phone": ("电话",),
        "place": ("乡镇", "镇街"),
        "note": ("说明",),
    }
    unlinked = {"enterprise": "note", "line": "note"}
    masked = {"phone": mask_phone}
    flow = handling
    scope = BY_ENTERPRISE
    grants = GRANTS
    photographs = (("material", _("申请材料")), ("decision", _("决定文书")))
    number = "XK"
    chart = ("item__category", "status", "place")

    def tidy(self, values: dict[str, Any]) -> None:
        if code := values.get("credit_code"):
            values["credit_code"] = code.strip().upper()

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.application_faults(values)

    def prepare(self, rows: Sequence[Any]) -> None:
        services.receive(rows)

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status in RUNNING else None

    def waiting(self, user: Any) -> Q | None:
        """To take up, to decide, to deliver."""
        mine = Q(pk__in=[])
        for move, condition in {
            "accept": Q(status=Stage.RECEIVED),
            "grant": Q(status=Stage.ACCEPTED),
            "deliver": Q(status__in=(Stage.GRANTED, Stage.DENIED), delivered_on=None),
        }.items():
            if access.can(user, f"{self.code}.move.{move}"):
                mine |= condition
        return mine
