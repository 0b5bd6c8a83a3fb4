"""Stations and their devices, what they measure, alarms and faults. Knows enterprises by name only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.dictionaries.fields import TermField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.geo.models import Located
from anlan.kit.geo.tiles import tile_index
from anlan.kit.records.models import Record
from anlan.subjects.monitoring.choices import (
    AlarmStatus,
    Checked,
    Condition,
    FaultKind,
    FaultStatus,
    Flag,
    Health,
    Level,
    Origin,
    Side,
)


class Feed(Record):
    """A system that pushes readings to us over HTTP. Only the hash of its token is kept; the token is told once."""

    name = models.CharField(_("接入名称"), max_length=80)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("建设单位")
    )
    place = PlaceField(_("范围"))
    line = LineField(_("条线"), null=True, blank=True)
    active = models.BooleanField(_("启用"), default=True)
    digest = models.CharField(_("令牌摘要"), max_length=64, blank=True, editable=False, db_index=True)
    issued_at = models.DateTimeField(_("令牌签发时间"), null=True, blank=True, editable=False)
    heard_at = models.DateTimeField(_("最近推送"), null=True, blank=True, editable=False)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("数据接入")
        indexes = [models.Index(fields=["place", "id"])]

    def __str__(self) -> str:
        return self.name


class Station(Record, Located):
    """A place where devices stand: a gauge house, a watch-tower, a tank farm."""

    name = models.CharField(_("站点名称"), max_length=80)
    kind = TermField("station-kind", verbose_name=_("站点类型"))
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("管理单位")
    )
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    keeper = models.CharField(_("管护人"), max_length=40, blank=True)
    phone = models.CharField(_("管护人电话"), max_length=30, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("监测站点")
        indexes = [
            models.Index(fields=["place", "id"]),
            models.Index(fields=["name", "id"]),
        ]

    def __str__(self) -> str:
        return self.name


class Device(Record, Located):
    """One device: a gauge, a sensor, a camera, a siren.

    ``wire`` is what it is known by in messages (MQTT device, MN, station address) where that is not its serial number.
    ``interval_minutes`` is how often it should be heard; without it nobody waits. ``person`` hears of its alarms.
    """

    serial = models.CharField(_("设备编号"), max_length=60, unique=True)
    name = models.CharField(_("设备名称"), max_length=80)
    kind = TermField("device-kind", verbose_name=_("设备类型"))
    station = models.ForeignKey(
        Station, models.PROTECT, null=True, blank=True, related_name="devices", verbose_name=_("所在站点")
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所在企业")
    )
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    wire = models.CharField(_("通信地址"), max_length=60, blank=True)
    interval_minutes = models.PositiveIntegerField(_("应报间隔（分钟）"), null=True, blank=True)
    active = models.BooleanField(_("在用"), default=True)
    installed_on = models.DateField(_("安装日期"), null=True, blank=True)
    maker = models.CharField(_("厂家型号"), max_length=80, blank=True)
    person = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("接警人")
    )
    patroller = models.CharField(_("巡查责任人"), max_length=40, blank=True)
    patroller_phone = models.CharField(_("巡查责任人电话"), max_length=30, blank=True)
    guard = models.CharField(_("防守责任人"), max_length=40, blank=True)
    guard_phone = models.CharField(_("防守责任人电话"), max_length=30, blank=True)
    route = models.CharField(_("人员转移路线"), max_length=300, blank=True)
    video = models.CharField(_("视频地址"), max_length=300, blank=True)
    upkeep_days = models.PositiveIntegerField(_("巡检周期（天）"), null=True, blank=True)
    upkept_on = models.DateField(_("上次巡检"), null=True, blank=True, editable=False)
    upkeep_due_on = models.DateField(_("下次巡检"), null=True, blank=True, editable=False, db_index=True)
    health = models.CharField(
        _("运行状况"), max_length=8, choices=Health.choices, default=Health.UNKNOWN, editable=False
    )
    heard_at = models.DateTimeField(_("最近数据"), null=True, blank=True, editable=False)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("监测设备")
        constraints = [models.UniqueConstraint(fields=["wire"], condition=~models.Q(wire=""), name="device_wire_once")]
        indexes = [
            models.Index(fields=["place", "id"]),
            models.Index(fields=["name", "id"]),
            models.Index(fields=["health", "id"]),
            models.Index(fields=["heard_at", "id"]),
            models.Index(fields=["kind", "place"]),
            tile_index("health", "device_tile", "place"),
        ]

    def __str__(self) -> str:
        return self.name


class Element(Record):
    """A quantity that is measured. ``aliases`` are its codes in protocols, such as ``39`` or ``w01018``.

    The last fields say what no such quantity does: they tell a broken device from an event.
    """

    code = models.CharField(_("要素代码"), max_length=30, unique=True)
    name = models.CharField(_("要素名称"), max_length=40)
    unit = models.CharField(_("单位"), max_length=16, blank=True)
    decimals = models.PositiveSmallIntegerField(_("小数位数"), default=2)
    aliases = models.CharField(_("协议代码"), max_length=300, blank=True, help_text=_("多个用空格分开"))
    lowest = models.FloatField(_("量程下限"), null=True, blank=True)
    highest = models.FloatField(_("量程上限"), null=True, blank=True)
    largest_step = models.FloatField(_("两次之间最大变幅"), null=True, blank=True)
    zero_is_fault = models.BooleanField(_("突然归零算故障"), default=False)
    stuck_minutes = models.PositiveIntegerField(_("多久不变算故障（分钟）"), null=True, blank=True)
    on_site = models.BooleanField(_("报警须到现场核查"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("监测要素")

    def __str__(self) -> str:
        return self.name


class Threshold(Record):
    """When a value is an alarm: for one device, or for a kind of device within a territory.

    The nearest one holds: a device's own before its kind's, a town's before the county's.
    """

    name = models.CharField(_("阈值名称"), max_length=80)
    element = models.ForeignKey(Element, models.PROTECT, related_name="thresholds", verbose_name=_("要素"))
    device = models.ForeignKey(
        Device, models.CASCADE, null=True, blank=True, related_name="thresholds", verbose_name=_("设备")
    )
    kind = TermField("device-kind", verbose_name=_("设备类型"), null=True, blank=True)
    place = PlaceField(_("适用范围"))
    line = LineField(_("条线"), null=True, blank=True)
    level = models.CharField(_("报警级别"), max_length=8, choices=Level.choices, default=Level.YELLOW)
    side = models.CharField(_("方向"), max_length=6, choices=Side.choices, default=Side.ABOVE)
    value = models.FloatField(_("限值"))
    minutes = models.PositiveIntegerField(_("持续（分钟）"), default=0)
    hysteresis = models.FloatField(_("回差"), default=0)
    check_minutes = models.PositiveIntegerField(_("核查时限（分钟）"), default=30)
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("报警阈值")
        indexes = [models.Index(fields=["place", "id"]), models.Index(fields=["element", "active"])]

    def __str__(self) -> str:
        return self.name


class Sensor(models.Model):
    """One quantity of one device: its latest good value and where the judging of the stream stands.

    ``watch`` holds by threshold since when its limit is passed and whether it holds; ``level`` is the highest of those.
    """

    device = models.ForeignKey(Device, models.CASCADE, related_name="sensors", verbose_name=_("设备"))
    element = models.ForeignKey(Element, models.PROTECT, related_name="+", verbose_name=_("要素"))
    last_at = models.DateTimeField(_("最近时间"), null=True)
    last_value = models.FloatField(_("最近值"), null=True)
    good_at = models.DateTimeField(_("最近有效时间"), null=True)
    good_value = models.FloatField(_("最近有效值"), null=True)
    same_since_at = models.DateTimeField(_("数值从何时不变"), null=True)
    doubt = models.JSONField(_("可疑值"), default=list)
    watch = models.JSONField(_("越限情况"), default=dict)
    level = models.CharField(_("报警级别"), max_length=8, choices=Level.choices, blank=True)
    fault = models.CharField(_("故障"), max_length=8, choices=FaultKind.choices, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("测点")
        constraints = [models.UniqueConstraint(fields=["device", "element"], name="sensor_once")]

    def __str__(self) -> str:
        return f"{self.device_id}/{self.element_id}"


class Reading(models.Model):
    """One value. Narrow, as there are many; the same sensor and moment is one reading however often it arrives."""

    sensor = models.ForeignKey(Sensor, models.CASCADE, related_name="readings", db_index=False, verbose_name=_("测点"))
    at = models.DateTimeField(_("时间"))
    value = models.FloatField(_("数值"))
    flag = models.PositiveSmallIntegerField(_("质量"), choices=Flag.choices, default=Flag.GOOD)

    class Meta:
        verbose_name = verbose_name_plural = _("监测数据")
        constraints = [models.UniqueConstraint(fields=["sensor", "at"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.sensor_id} {self.at:%m-%d %H:%M} {self.value:g}"


class Stray(models.Model):
    """What came in and belongs to nothing we know, with the reason; counted, and the latest kept."""

    door = models.CharField(_("途径"), max_length=12)
    address = models.CharField(_("地址"), max_length=80, blank=True)
    reason = models.CharField(_("原因"), max_length=200)
    count = models.PositiveBigIntegerField(_("次数"), default=1)
    first_at = models.DateTimeField(_("首次"), default=clock.now)
    last_at = models.DateTimeField(_("最近"), default=clock.now)
    sample = models.TextField(_("内容"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("未认领数据")
        constraints = [models.UniqueConstraint(fields=["door", "address", "reason"], name="stray_once")]
        indexes = [models.Index(fields=["last_at"])]

    def __str__(self) -> str:
        return f"{self.door} {self.address} {self.reason}"


class Alarm(Record, Located):
    """One event on one device, from the moment it is raised until somebody has seen to it.

    A second crossing while it stands is the same alarm; a higher level raises it. ``due_at``: by then it is checked.
    """

    number = models.CharField(_("报警编号"), max_length=24, unique=True, editable=False)
    content = models.CharField(_("报警内容"), max_length=300)
    device = models.ForeignKey(Device, models.PROTECT, null=True, blank=True, verbose_name=_("设备"))
    element = models.ForeignKey(
        Element, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("要素")
    )
    origin = models.CharField(_("来源"), max_length=8, choices=Origin.choices, default=Origin.PERSON, editable=False)
    level = models.CharField(_("级别"), max_length=8, choices=Level.choices, default=Level.YELLOW)
    value = models.FloatField(_("报警值"), null=True, blank=True)
    raised_at = models.DateTimeField(_("报警时间"), default=clock.now)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=12, choices=AlarmStatus.choices, default=AlarmStatus.RAISED, editable=False
    )
    due_at = models.DateTimeField(_("核查期限"), null=True, blank=True, editable=False)
    over_at = models.DateTimeField(_("恢复正常时间"), null=True, blank=True, editable=False)
    times = models.PositiveIntegerField(_("触发次数"), default=1, editable=False)
    checked_how = models.CharField(_("核查方式"), max_length=6, choices=Checked.choices, blank=True, editable=False)
    checked_at = models.DateTimeField(_("核查时间"), null=True, blank=True, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("核查人")
    )
    finding = models.CharField(_("核查情况"), max_length=500, blank=True, editable=False)
    outcome = models.CharField(_("处置结果"), max_length=500, blank=True, editable=False)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True, editable=False)
    late_told = models.BooleanField(_("已催办"), default=False, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("监测报警")
        indexes = [
            models.Index(fields=["raised_at", "id"]),
            models.Index(fields=["status", "raised_at", "id"]),
            models.Index(fields=["status", "due_at"]),
            models.Index(fields=["place", "status", "raised_at"]),
            models.Index(fields=["device", "raised_at"]),
            models.Index(fields=["level", "raised_at"]),
            models.Index(fields=["due_at", "id"]),
            tile_index("status", "alarm_tile", "place"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.content[:40]}"


class Fault(Record):
    """A device out of order, found by its own readings or written down by somebody."""

    content = models.CharField(_("故障情况"), max_length=300)
    device = models.ForeignKey(Device, models.CASCADE, related_name="faults", verbose_name=_("设备"))
    kind = models.CharField(_("故障类型"), max_length=8, choices=FaultKind.choices, default=FaultKind.OTHER)
    began_at = models.DateTimeField(_("开始时间"), default=clock.now)
    ended_at = models.DateTimeField(_("恢复时间"), null=True, blank=True, editable=False)
    status = models.CharField(
        _("状态"), max_length=12, choices=FaultStatus.choices, default=FaultStatus.OPEN, editable=False
    )
    remedy = models.CharField(_("处理情况"), max_length=300, blank=True, editable=False)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("设备故障")
        indexes = [
            models.Index(fields=["began_at", "id"]),
            models.Index(fields=["status", "began_at", "id"]),
            models.Index(fields=["place", "status", "began_at"]),
            models.Index(fields=["device", "status"]),
        ]

    def __str__(self) -> str:
        return f"{self.device_id} {self.content[:40]}"


class Upkeep(Record):
    """One visit to see whether a device or alarm facility is in order."""

    device = models.ForeignKey(Device, models.PROTECT, related_name="upkeeps", verbose_name=_("设备"))
    done_on = models.DateField(_("巡检日期"))
    inspector = models.CharField(_("巡检人"), max_length=60)
    condition = models.CharField(_("设施状况"), max_length=8, choices=Condition.choices, default=Condition.SOUND)
    findings = models.CharField(_("巡检情况"), max_length=500, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("设施巡检")
        indexes = [
            models.Index(fields=["done_on", "id"]),
            models.Index(fields=["place", "done_on"]),
            models.Index(fields=["device", "done_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.done_on:%Y-%m-%d} {self.inspector}"


class VideoPatrol(Record):
    """One look through the cameras at one enterprise or place, at no fixed hour, and what was said to those there."""

    number = models.CharField(_("巡查编号"), max_length=24, unique=True, editable=False)
    patrolled_at = models.DateTimeField(_("巡查时间"), default=clock.now)
    patroller = models.CharField(_("巡查人"), max_length=60)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("被巡查企业")
    )
    device = models.ForeignKey(
        Device, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("摄像机")
    )
    found = models.BooleanField(_("发现问题"), default=False)
    findings = models.CharField(_("巡查情况"), max_length=500)
    instruction = models.CharField(_("调度指导"), max_length=500, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("视频巡查")
        indexes = [
            models.Index(fields=["patrolled_at", "id"]),
            models.Index(fields=["place", "patrolled_at"]),
            models.Index(fields=["found", "patrolled_at"]),
            models.Index(fields=["enterprise", "patrolled_at"]),
        ]

    def __str__(self) -> str:
        return self.number
