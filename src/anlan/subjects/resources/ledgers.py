"""The ledgers of teams and their members."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.base.text import mask_phone
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Layer, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.resources.choices import Level
from anlan.subjects.resources.models import Team, TeamMember

KEEPERS = (roles.SAFETY_OFFICE, roles.COMMAND, roles.DUTY, roles.TOWNSHIP)
GRANTS = {
    "add": KEEPERS,
    "change": KEEPERS,
    "import": KEEPERS,
    "export": (*KEEPERS, roles.LEADER),
    "delete": (roles.SAFETY_OFFICE, roles.COMMAND),
    "reveal": (*DEFAULT_GRANTS["reveal"], roles.VILLAGE),
}


@register
class TeamLedger(Ledger):
    """应急队伍：县、乡镇、村三级。"""

    model = Team
    code = "team"
    unit = _("支")
    section = _("应急准备")
    icon = "lifebuoy"
    columns = ("name", "level", "kind", "place", "leader", "headcount", "muster_minutes", "phone")
    chips = {
        _("县级"): Q(level=Level.COUNTY),
        _("乡镇级"): Q(level=Level.TOWN),
        _("村级"): Q(level=Level.VILLAGE),
        _("未定位"): Q(quadkey=None),
    }
    search = ("name", "skills", "address", "phone", "leader__name")
    filters = {"place": ["subtree"], "level": ["exact"], "kind": ["exact"], "line": ["subtree"], "active": ["exact"]}
    sorts = ("level", "-id", "name")
    groups = (
        Group(_("队伍"), ("name", "level", "kind", "organisation", "headcount", "skills", "equipment", "active")),
        Group(_("指挥"), ("leader", "deputy", "phone", "muster_minutes", "muster_percent")),
        Group(_("驻地"), ("place", "line", "address", "longitude", "latitude")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("name",),)
    synonyms = {
        "name": ("队伍", "救援队名称", "单位名称"),
        "level": ("队伍级别", "层级"),
        "kind": ("队伍类型", "队伍性质", "类别"),
        "organisation": ("主管部门", "组建单位", "所属单位"),
        "leader": ("负责人", "联系人"),
        "phone": ("联系电话", "值班电话", "电话"),
        "headcount": ("人数", "队员人数", "队伍人数"),
        "address": ("地址", "驻地地址", "集结地点"),
        "place": ("乡镇", "镇街", "所属乡镇", "所属区域"),
        "longitude": ("经度",),
        "latitude": ("纬度",),
    }
    unlinked = {"leader": "note", "deputy": "note", "organisation": "note", "kind": "note", "line": "note"}
    masked = {"phone": mask_phone}
    layer = Layer(colour="level", icon="lifebuoy")
    grants = GRANTS
    related = (Related("team-member", "team"),)
    chart = ("place", "level", "kind")


@register
class TeamMemberLedger(Ledger):
    """队员：人员、岗位与替补。"""

    model = TeamMember
    code = "team-member"
    unit = _("人")
    section = _("应急准备")
    icon = "user"
    headline = "person"
    columns = ("person", "team", "role", "deputy", "active")
    chips = {_("没有替补"): Q(deputy=None, active=True)}
    search = ("person__name", "team__name", "note")
    filters = {"team": ["exact"], "role": ["exact"], "active": ["exact"]}
    sorts = ("-id",)
    groups = (Group(_("队员"), ("team", "person", "role", "deputy", "active", "note")),)
    import_keys = (("team", "person"),)
    synonyms = {
        "team": ("队伍名称", "所属队伍"),
        "person": ("姓名", "人员", "队员姓名"),
        "role": ("职务", "分工"),
        "deputy": ("替补人员", "AB岗"),
    }
    unlinked = {"deputy": "note", "role": "note"}
    scope = Scope(place="team__place", line="team__line")
    grants = GRANTS
