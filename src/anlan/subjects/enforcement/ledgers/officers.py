"""Ledgers of officers, their trainings and recusals."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.base.text import mask_phone
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, KEEPERS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.enforcement.models import Officer, OfficerTraining, Recusal

SECTION = _("执法")
VIEWERS = (*KEEPERS, roles.LEADER)
GRANTS = {
    "view": VIEWERS,
    **dict.fromkeys(("add", "change", "import"), (roles.ENFORCEMENT, roles.SAFETY_OFFICE)),
    "reveal": VIEWERS,
}
WARN_DAYS = 60


@register
class OfficerLedger(Ledger):
    """执法人员名录：证件、资格、培训；随机抽取从这里抽人。"""

    model = Officer
    code = "officer"
    unit = _("人")
    section = SECTION
    icon = "user"
    columns = (
        "name", "organisation", "certificate_number",
        Column(
            "valid_until_on", _("证件有效期"), text_of=lambda row: row.valid_until_on.isoformat(),
            html_of=lambda row: cells.deadline(row.valid_until_on) if row.active else cells.deadline(None),
        ),
        "qualified", "qualification", "drawable", "active", "place",
    )  # fmt: skip
    chips = {
        _("证件过期"): lambda: Q(active=True, valid_until_on__lt=clock.today()),
        _("60 天内到期"): lambda: Q(
            active=True, valid_until_on__range=(clock.today(), clock.today() + timedelta(days=WARN_DAYS))
        ),
        _("无相关资格"): Q(active=True, qualified=False),
    }
    search = ("name", "certificate_number", "organisation__name", "phone")
    filters = {
        "place": ["subtree"], "qualified": ["exact"], "active": ["exact"], "valid_until_on": ["range"],
        "organisation": ["exact"],
    }  # fmt: skip
    sorts = ("name", "valid_until_on", "-id")
    groups = (
        Group(_("人员"), ("name", "person", "organisation", "place", "line", "phone", "joined_on", "active")),
        Group(_("证件与资格"), ("certificate_number", "valid_until_on", "qualification", "qualified", "drawable")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("certificate_number",),)
    synonyms = {
        "name": ("执法人员", "人员姓名"),
        "organisation": ("所在单位", "工作单位"),
        "certificate_number": ("执法证编号", "行政执法证号", "证件号码", "证号"),
        "valid_until_on": ("有效期", "证件有效期", "有效期至"),
        "qualification": ("学历", "资格", "执业资格"),
        "phone": ("联系电话", "手机"),
        "joined_on": ("参加工作时间",),
    }
    unlinked = {"qualification": "note"}
    masked = {"phone": mask_phone}
    grants = GRANTS
    related = (Related("officer-training", "officer"), Related("recusal", "officer"))
    chart = ("organisation", "qualification", "qualified")


OF_OFFICER = Scope(place="officer__place", line=None)


@register
class OfficerTrainingLedger(Ledger):
    """执法人员入职培训、轮训和考核。"""

    model = OfficerTraining
    code = "officer-training"
    unit = _("人次")
    section = SECTION
    icon = "school"
    headline = "title"
    columns = ("title", "officer", "kind", "held_on", "hours", "score", "passed")
    chips = {_("今年"): lambda: Q(held_on__year=clock.today().year), _("不合格"): Q(passed=False)}
    search = ("title", "officer__name")
    filters = {"kind": ["exact"], "held_on": ["range"], "officer": ["exact"], "passed": ["exact"]}
    sorts = ("-held_on", "-id")
    groups = (Group(_("培训"), ("officer", "kind", "title", "held_on", "hours", "score", "passed")),)
    import_keys = (("officer", "title", "held_on"),)
    synonyms = {
        "officer": ("姓名", "参训人员"),
        "kind": ("类别", "培训类型"),
        "title": ("培训班", "培训内容"),
        "held_on": ("培训时间", "日期", "时间"),
        "score": ("成绩", "考试成绩"),
        "passed": ("是否合格", "考核结果"),
    }
    scope = OF_OFFICER
    grants = GRANTS
    chart = ("kind", "passed")


@register
class RecusalLedger(Ledger):
    """回避申报：有利害关系的企业，抽取时不派给本人。"""

    model = Recusal
    code = "recusal"
    unit = _("件")
    section = SECTION
    icon = "eraser"
    headline = "reason"
    columns = ("officer", "enterprise", "reason", "declared_on", "ends_on")
    chips = {_("有效"): lambda: Q(ends_on=None) | Q(ends_on__gte=clock.today())}
    search = ("reason", "officer__name", "enterprise__name")
    filters = {"officer": ["exact"], "enterprise": ["exact"], "declared_on": ["range"]}
    sorts = ("-declared_on", "-id")
    groups = (Group(_("回避"), ("officer", "enterprise", "reason", "declared_on", "ends_on")),)
    import_keys = (("officer", "enterprise", "declared_on", "reason"),)
    synonyms = {"officer": ("姓名",), "enterprise": ("企业", "单位名称"), "reason": ("事由", "利害关系")}
    scope = OF_OFFICER
    grants = GRANTS | {"add": KEEPERS, "change": KEEPERS, "delete": DEFAULT_GRANTS["delete"]}

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        declared, ends = values.get("declared_on"), values.get("ends_on")
        if declared and ends and ends < declared:
            return {"ends_on": _now("截止日期不能早于申报日期。")}
        return {}
