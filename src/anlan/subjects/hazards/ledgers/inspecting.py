"""The ledger of inspections. Knows nothing of how a hazard is closed."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.hazards.models import Inspection

BY_ENTERPRISE = Scope(organisation="enterprise__organisation")


@register
class InspectionLedger(Ledger):
    """监督检查：哪天谁去查了哪家。"""

    model = Inspection
    code = "inspection"
    unit = _("次")
    section = _("安全监管")
    icon = "clipboard-check"
    columns = ("number", "inspected_on", "enterprise", "place", "kind", "inspectors", "conclusion")
    chips = {_("近 30 天"): lambda: Q(inspected_on__gt=clock.today() - timedelta(days=30))}
    search = ("number", "enterprise__name", "inspectors", "conclusion")
    filters = {
        "place": ["subtree"],
        "kind": ["exact"],
        "line": ["subtree"],
        "inspected_on": ["range"],
        "enterprise": ["exact"],
    }
    sorts = ("-inspected_on", "-id")
    groups = (
        Group(_("检查情况"), ("inspected_on", "kind", "enterprise", "inspectors", "organisation", "conclusion")),
        Group(_("属地与条线"), ("place", "line")),
    )
    import_keys = (("number",), ("inspected_on", "enterprise", "kind"))
    synonyms = {
        "inspected_on": ("检查时间", "日期", "排查日期"),
        "kind": ("检查类别", "检查方式", "检查形式"),
        "enterprise": ("单位名称", "企业名称", "被查单位", "受检单位", "检查对象"),
        "inspectors": ("检查人", "参加人员", "执法人员"),
        "conclusion": ("检查结果", "存在问题", "检查内容"),
        "place": ("乡镇", "镇街", "所属乡镇", "所属镇街"),
    }
    scope = BY_ENTERPRISE
    grants = {"view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE, roles.EXPERT)}
    related = (Related("hazard", "inspection"),)
    number = "JC"
    photographs = (("scene", _("现场照片")), ("paper", _("检查文书")))
    chart = ("place", "kind", "line")
