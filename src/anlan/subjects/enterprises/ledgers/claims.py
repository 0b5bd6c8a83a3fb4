"""The ledger of claims on insurance."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.base.text import mask_phone
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger
from anlan.kit.ledger.registry import register
from anlan.subjects.enterprises import claiming, rules
from anlan.subjects.enterprises.choices import ClaimStatus
from anlan.subjects.enterprises.ledgers.expiring import SEEN, due_column
from anlan.subjects.enterprises.models import InsuranceClaim

OPEN = (ClaimStatus.REPORTED, ClaimStatus.VALID)


@register
class ClaimLedger(Ledger):
    """保险理赔：谁报的案、有效没有、估损多少、赔了多少、何时结案。"""

    model = InsuranceClaim
    code = "insurance-claim"
    unit = _("件")
    section = _("安全监管")
    icon = "file-text"
    headline = "claimant"
    columns = (
        "number",
        "claimant",
        "kind",
        "place",
        "reported_on",
        "status",
        "estimated",
        "paid",
        due_column(_("理赔期限"), lambda row: row.status not in OPEN),
        "settled_on",
    )
    chips = {
        _("有效报案"): Q(accepted_on__isnull=False),
        _("未结案"): Q(status__in=OPEN),
        _("超期未结案"): lambda: Q(status__in=OPEN, due_on__lt=clock.today()),
        _("理赔结案"): Q(status=ClaimStatus.SETTLED),
    }
    search = ("number", "reference", "claimant", "cause", "policy__number")
    filters = {
        "place": ["subtree"],
        "kind": ["exact"],
        "status": ["exact"],
        "insurer": ["exact"],
        "reported_on": ["range"],
        "settled_on": ["range"],
        "policy": ["exact"],
    }
    sorts = ("-reported_on", "-id", "due_on")
    groups = (
        Group(_("报案"), ("kind", "claimant", "phone", "policy", "insurer", "reference", "reported_on")),
        Group(_("出险"), ("happened_on", "place", "cause", "estimated", "due_on")),
        Group(_("理赔"), ("accepted_on", "settled_on", "paid", "refused_on", "note")),
    )
    import_keys = (("number",), ("reference",), ("claimant", "happened_on", "kind"))
    synonyms = {
        "kind": ("保险险种", "保险类型", "险别"),
        "policy": ("保单号", "保险单号"),
        "insurer": ("保险公司", "承保机构", "承保公司"),
        "reference": ("报案编号", "赔案号", "立案号"),
        "claimant": ("报案人", "被保险人", "户主姓名", "受灾户", "企业名称", "单位名称"),
        "phone": ("电话", "联系方式", "手机号"),
        "place": ("乡镇", "镇街", "所属乡镇", "村居", "出险地点"),
        "happened_on": ("出险时间", "事故日期", "受灾日期"),
        "cause": ("出险原因", "损失情况", "事故经过"),
        "reported_on": ("报案时间",),
        "estimated": ("估损", "估损金额", "估损金额(万元)", "预估损失"),
        "accepted_on": ("立案日期", "受理日期"),
        "settled_on": ("结案时间", "赔付日期"),
        "paid": ("赔付金额", "赔款", "赔付金额(万元)", "结案金额"),
        "refused_on": ("拒赔日期",),
        "due_on": ("理赔时限", "应结案日期"),
    }
    unlinked = {"policy": "note", "insurer": "note"}
    masked = {"phone": mask_phone}
    flow = claiming.claims
    scope = Scope("place", None, "policy__enterprise__organisation")
    grants = SEEN | {"add": (*DEFAULT_GRANTS["add"], roles.ENTERPRISE)}
    number = "LP"
    photographs = (("scene", _("现场照片")), ("paper", _("理赔材料")))
    chart = ("kind", "status", "place", "insurer")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = rules.not_ahead(values, "happened_on", "reported_on")
        errors |= rules.not_before(values, "happened_on", "reported_on", _("报案日期不能早于出险日期。"))
        return errors | rules.not_before(values, "reported_on", "settled_on", _("结案日期不能早于报案日期。"))

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            if row.policy_id and not row.insurer_id:
                row.insurer_id = row.policy.insurer_id
            row.status = claiming.state_on_entry(row)

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status in OPEN else None

    def waiting(self, user: Any) -> Q | None:
        """Townships: to chase what is past its day."""
        if access.only(user, roles.TOWNSHIP):
            return Q(status__in=OPEN, due_on__lt=clock.today())
        return None
