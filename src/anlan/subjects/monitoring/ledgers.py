"""The ledgers of devices and of what they are judged by; those of events stand in ``happenings``."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.base.text import mask_phone
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, KEEPERS, Group, Layer, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.monitoring import rules
from anlan.subjects.monitoring.choices import Health
from anlan.subjects.monitoring.models import Device, Element, Feed, Station, Threshold

SECTION = _("监测预警")
BY_ENTERPRISE = Scope(organisation="enterprise__organisation")
WATCHERS = (*KEEPERS, roles.DUTY, roles.COMMAND)
SETTERS = (roles.SAFETY_OFFICE, roles.COMMAND)
SHARED = Scope(place=None, line=None)


@register
class DeviceLedger(Ledger):
    """监测设备与报警设施：在哪里、谁负责、是否正常。"""

    model = Device
    code = "device"
    unit = _("台")
    section = SECTION
    icon = "device-desktop"
    headline = "name"
    columns = ("serial", "name", "kind", "place", "station", "health", "heard_at", "patroller", "upkeep_due_on")
    chips = {
        _("离线"): Q(health=Health.SILENT, active=True),
        _("故障"): Q(health=Health.FAULTY, active=True),
        _("未上线"): Q(health=Health.UNKNOWN, active=True, interval_minutes__isnull=False),
        _("巡检到期"): lambda: Q(upkeep_due_on__lt=clock.today(), active=True),
        _("未定位"): Q(quadkey=None),
    }  # fmt: skip
    search = ("serial", "name", "wire", "patroller", "guard", "station__name", "enterprise__name")
    filters = {
        "place": ["subtree"],
        "kind": ["exact"],
        "health": ["exact"],
        "active": ["exact"],
        "line": ["subtree"],
        "station": ["exact"],
        "enterprise": ["exact"],
        "heard_at": ["range"],
    }
    sorts = ("-id", "name", "heard_at")
    groups = (
        Group(_("设备"), ("serial", "name", "kind", "station", "enterprise", "maker", "installed_on", "active")),
        Group(_("通信"), ("wire", "interval_minutes", "video", "person")),
        Group(
            _("管护责任"),
            ("patroller", "patroller_phone", "guard", "guard_phone", "route", "upkeep_days"),
        ),
        Group(_("属地与位置"), ("place", "line", "longitude", "latitude")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("serial",),)
    synonyms = {
        "serial": ("编号", "设备编码", "设备序列号", "测站编码", "站码"),
        "name": ("名称", "测站名称", "点位名称", "设施名称"),
        "kind": ("类型", "类别", "设施类型"),
        "station": ("站点", "站点名称"),
        "enterprise": ("企业名称", "单位名称"),
        "wire": ("MN", "MN号", "遥测站地址", "设备地址", "主题"),
        "interval_minutes": ("上报间隔", "上报间隔(分钟)"),
        "patroller": ("巡查人", "巡查员", "管护责任人", "责任人"),
        "patroller_phone": ("巡查人电话", "联系电话", "责任人电话"),
        "guard": ("防守人", "防守员"),
        "guard_phone": ("防守人电话",),
        "route": ("转移路线", "撤离路线"),
        "place": ("乡镇", "镇街", "所属乡镇", "村居", "所在位置"),
        "longitude": ("经度",),
        "latitude": ("纬度",),
    }
    unlinked = {"station": "note", "enterprise": "note", "line": "note", "person": "note"}
    masked = {"patroller_phone": mask_phone, "guard_phone": mask_phone}
    layer = Layer(colour="health", icon="broadcast")
    scope = BY_ENTERPRISE
    grants = {"view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE)}
    related = (Related("alarm", "device"), Related("fault", "device"), Related("upkeep", "device"))
    photographs = (("site", _("现场照片")),)
    chart = ("kind", "health", "place")

    def tidy(self, values: dict[str, Any]) -> None:
        for name in ("serial", "wire"):
            if values.get(name):
                values[name] = str(values[name]).strip()


@register
class StationLedger(Ledger):
    """监测站点：设备所在的地方。"""

    model = Station
    code = "station"
    unit = _("个")
    section = SECTION
    icon = "map-pin"
    columns = ("name", "kind", "place", "organisation", "keeper", "address")
    chips = {_("未定位"): Q(quadkey=None)}
    search = ("name", "address", "keeper")
    filters = {"place": ["subtree"], "kind": ["exact"], "line": ["subtree"], "organisation": ["exact"]}
    sorts = ("-id", "name")
    groups = (
        Group(_("站点"), ("name", "kind", "organisation", "keeper", "phone")),
        Group(_("属地与位置"), ("place", "line", "address", "longitude", "latitude")),
        Group(_("其他"), ("note",)),
    )
    import_keys = (("name", "place"),)
    synonyms = {
        "name": ("名称", "测站名称", "站名"),
        "kind": ("类型", "站别"),
        "organisation": ("单位", "管护单位", "建设单位"),
        "place": ("乡镇", "镇街", "村居"),
        "address": ("位置", "详细地址"),
    }
    unlinked = {"organisation": "note", "line": "note"}
    masked = {"phone": mask_phone}
    layer = Layer()
    related = (Related("device", "station"),)
    photographs = (("site", _("现场照片")),)
    chart = ("kind", "place")


@register
class ElementLedger(Ledger):
    """监测要素：测什么、什么单位、什么样的数值说明设备坏了。"""

    model = Element
    code = "element"
    unit = _("个")
    section = SECTION
    icon = "ruler-measure"
    headline = "name"
    columns = ("code", "name", "unit", "aliases", "lowest", "highest", "largest_step", "stuck_minutes", "on_site")
    search = ("name", "code", "aliases")
    filters = {"on_site": ["exact"]}
    sorts = ("-id",)
    groups = (
        Group(_("要素"), ("code", "name", "unit", "decimals", "aliases", "on_site")),
        Group(_("怎样算设备故障"), ("lowest", "highest", "largest_step", "zero_is_fault", "stuck_minutes")),
    )
    import_keys = (("code",),)
    scope = SHARED
    grants = {
        "add": SETTERS,
        "change": SETTERS,
        "import": SETTERS,
        "view": (*WATCHERS, roles.LEADER),
        "export": (*WATCHERS, roles.LEADER),
        "reveal": (),
    }

    def tidy(self, values: dict[str, Any]) -> None:
        if values.get("aliases"):
            values["aliases"] = " ".join(str(values["aliases"]).replace("、", " ").replace("，", " ").split())

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.element_errors(values)


@register
class ThresholdLedger(Ledger):
    """报警阈值：什么数值持续多久算什么级别的报警、多久内要核查。"""

    model = Threshold
    code = "threshold"
    unit = _("条")
    section = SECTION
    icon = "adjustments-horizontal"
    columns = (
        "name", "element", "kind", "device", "place", "level", "side", "value", "minutes", "check_minutes", "active",
    )  # fmt: skip
    chips = {_("停用"): Q(active=False)}
    search = ("name", "element__name", "device__name")
    filters = {
        "place": ["subtree"],
        "element": ["exact"],
        "kind": ["exact"],
        "level": ["exact"],
        "active": ["exact"],
        "device": ["exact"],
        "line": ["subtree"],
    }
    sorts = ("-id",)
    groups = (
        Group(_("阈值"), ("name", "element", "level", "side", "value", "minutes", "hysteresis")),
        Group(_("适用于"), ("kind", "device", "place", "line")),
        Group(_("核查"), ("check_minutes", "active")),
    )
    import_keys = (("name", "place"),)
    grants = {"add": (*SETTERS, roles.TOWNSHIP), "change": (*SETTERS, roles.TOWNSHIP)}

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.threshold_errors(values)


@register
class FeedLedger(Ledger):
    """数据接入：哪些系统用接口把监测数据推送过来。"""

    model = Feed
    code = "feed"
    unit = _("个")
    section = SECTION
    icon = "link"
    columns = ("name", "organisation", "place", "active", "issued_at", "heard_at")
    chips = {_("停用"): Q(active=False), _("未签发令牌"): Q(digest="")}
    search = ("name", "note")
    filters = {"place": ["subtree"], "active": ["exact"], "organisation": ["exact"], "line": ["subtree"]}
    sorts = ("-id",)
    scope = SHARED
    groups = (Group(_("接入"), ("name", "organisation", "place", "line", "active", "note")),)
    import_keys = (("name", "place"),)
    unlinked = {"organisation": "note"}
    grants = {
        "view": SETTERS,
        "add": SETTERS,
        "change": SETTERS,
        "import": SETTERS,
        "export": SETTERS,
        "reveal": (),
    }
