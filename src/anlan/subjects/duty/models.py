"""Posts and who may fill them, shifts and who is on them, swaps, hand-overs, presence checks, reports that are due.

Key periods are known through ``governance``; places, people and absences by name only.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.dictionaries.multiple import TermsField
from anlan.base.envelope import Record
from anlan.base.places.fields import PlaceField
from anlan.subjects.duty.choices import (
    Cycle,
    HandOverStatus,
    Kept,
    Part,
    ReportKind,
    ReportStatus,
    Result,
    RunState,
    SwapStatus,
    Way,
)

HALF_HOURS = [(f"{hour:02d}:{minute}", f"{hour:02d}:{minute}") for hour in range(24) for minute in ("00", "30")]


class DutyPost(Record):
    """A post that is to be manned, with the rules of its unit. ``starts`` are the hours of hand-over, ``08:00、20:00``;
    a shift lasts ``hours`` from each of them, across midnight too. Policies of notices call it by ``code``."""

    code = models.SlugField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("岗位名称"), max_length=60, unique=True)
    unit = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name=_("值班单位"))
    place = PlaceField(_("属地"))
    phone = models.CharField(_("值班电话"), max_length=40, blank=True)
    starts = models.CharField(
        _("交接时刻"), max_length=60, default="08:00", help_text=_("如 08:00；两班为 08:00、20:00。")
    )
    hours = models.PositiveSmallIntegerField(_("每班小时数"), default=24)
    leaders = models.PositiveSmallIntegerField(_("带班领导人数"), default=1)
    members = models.PositiveSmallIntegerField(_("值班员人数"), default=2)
    standby = models.PositiveSmallIntegerField(_("备勤人数"), default=0)
    round_the_clock = models.BooleanField(
        _("24 小时双人值守"), default=True, help_text=_("全天不断岗，每班至少两人并有领导带班。")
    )
    skills = TermsField("duty-skill", _("每班须有的技能"))
    rest_hours = models.PositiveSmallIntegerField(_("班后休息（小时）"), default=24)
    longest_run = models.PositiveSmallIntegerField(_("最多连值（天）"), default=2)
    warn_days = models.PositiveSmallIntegerField(_("缺班提前几天提醒"), default=3)
    remind_hours = models.PositiveSmallIntegerField(_("上岗前几小时提醒"), default=12)
    answer_minutes = models.PositiveSmallIntegerField(_("抽查应答时限（分钟）"), default=10)
    active = models.BooleanField(_("启用"), default=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("值班岗位")
        indexes = [models.Index(fields=["place", "name"])]

    def __str__(self) -> str:
        return self.name


class PostMember(Record):
    """A person of a post's pool. ``share`` of 50 bears half of the duty. ``avoids`` are weekdays such as ``三、六``."""

    post = models.ForeignKey(DutyPost, models.CASCADE, related_name="pool", verbose_name=_("岗位"))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name=_("人员"))
    can_lead = models.BooleanField(_("可带班"), default=False)
    can_serve = models.BooleanField(_("可值班"), default=True)
    skills = TermsField("duty-skill", _("技能"))
    share = models.PositiveSmallIntegerField(_("承担比例（%）"), default=100)
    position = models.PositiveSmallIntegerField(_("轮值次序"), default=1)
    avoids = models.CharField(
        _("不便值班的星期"), max_length=20, blank=True, help_text=_("如：三、六。排班时尽量避开。")
    )
    active = models.BooleanField(_("参加值班"), default=True)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("值班人员")
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="post_member_once")]
        indexes = [models.Index(fields=["post", "position"])]

    def __str__(self) -> str:
        return f"{self.post} {self.person}"


class ShiftName(models.CharField):
    """The name of a shift by its post and beginning, made anew whenever the shift is written."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        shift: Any = model_instance
        name = f"{shift.post.name} {timezone.localtime(shift.begins_at):%Y-%m-%d %H:%M}"
        setattr(shift, self.attname, name)
        return name


class Shift(Record):
    """One post from one hand-over to the next. Names and ``missing`` repeat what stands in ``people``, for lists."""

    post = models.ForeignKey(DutyPost, models.PROTECT, related_name="shifts", verbose_name=_("岗位"))
    name = ShiftName(_("班次"), max_length=90, editable=False)
    begins_at = models.DateTimeField(_("上岗时间"))
    ends_at = models.DateTimeField(_("离岗时间"))
    leader_names = models.CharField(_("带班领导"), max_length=200, blank=True, editable=False)
    member_names = models.CharField(_("值班员"), max_length=400, blank=True, editable=False)
    standby_names = models.CharField(_("备勤"), max_length=400, blank=True, editable=False)
    missing = models.PositiveSmallIntegerField(_("缺人数"), default=0, editable=False)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("班次")
        indexes = [
            models.Index(fields=["post", "begins_at"]),
            models.Index(fields=["begins_at", "id"]),
            models.Index(fields=["ends_at", "begins_at"]),
            models.Index(fields=["missing", "begins_at"]),
            models.Index(fields=["name"]),
        ]

    def __str__(self) -> str:
        return self.name


class ShiftPerson(models.Model):
    """Who is on a shift, as what. ``held``: put there by hand or by a swap; a new roster leaves it alone."""

    shift = models.ForeignKey(Shift, models.CASCADE, related_name="people", verbose_name=_("班次"))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="duties", verbose_name=_("人员"))
    part = models.CharField(_("职责"), max_length=8, choices=Part.choices)
    held = models.BooleanField(_("手工安排"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("班次人员")
        constraints = [models.UniqueConstraint(fields=["shift", "person"], name="shift_person_once")]
        indexes = [models.Index(fields=["person", "shift"])]

    def __str__(self) -> str:
        return f"{self.shift_id} {self.person_id}"


class Swap(Record):
    """One asks another to take a shift, perhaps for one in return. It names shifts, not hours, and so follows them."""

    number = models.CharField(_("编号"), max_length=24, unique=True, editable=False)
    shift = models.ForeignKey(Shift, models.PROTECT, related_name="swaps", verbose_name=_("调出班次"))
    giver = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name=_("调班人"))
    taker = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name=_("接班人"))
    back_shift = models.ForeignKey(
        Shift, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("换回班次")
    )
    reason = models.CharField(_("事由"), max_length=200, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=SwapStatus.choices, default=SwapStatus.ASKED, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("调班申请")
        indexes = [models.Index(fields=["status", "id"])]

    def __str__(self) -> str:
        return self.number


class HandOver(Record):
    """The log of one hand-over at a post."""

    number = models.CharField(_("编号"), max_length=24, unique=True, editable=False)
    post = models.ForeignKey(DutyPost, models.PROTECT, related_name="+", verbose_name=_("岗位"))
    handed_at = models.DateTimeField(_("交接时间"))
    giver = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name=_("交班人"))
    taker = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("接班人")
    )
    summary = models.TextField(_("本班情况"))
    pending = models.TextField(_("移交待办"), blank=True)
    equipment = models.CharField(_("设备与物品"), max_length=200, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=HandOverStatus.choices, default=HandOverStatus.WRITTEN, editable=False
    )
    taken_at = models.DateTimeField(_("接班确认时间"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("交接班记录")
        indexes = [models.Index(fields=["handed_at", "id"]), models.Index(fields=["post", "handed_at"])]

    def __str__(self) -> str:
        return self.number


class PresenceCheck(Record):
    """One look at whether duty is really kept (抽查), with the four 「到位」."""

    number = models.CharField(_("编号"), max_length=24, unique=True, editable=False)
    post = models.ForeignKey(DutyPost, models.PROTECT, related_name="checks", verbose_name=_("岗位"))
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("被查人员")
    )
    checked_at = models.DateTimeField(_("抽查时间"), default=clock.now)
    way = models.CharField(_("方式"), max_length=8, choices=Way.choices, default=Way.PHONE)
    result = models.CharField(_("结果"), max_length=8, choices=Result.choices, default=Result.PRESENT)
    answer_seconds = models.PositiveIntegerField(_("应答用时（秒）"), null=True, blank=True)
    rules_kept = models.CharField(_("制度执行"), max_length=8, choices=Kept.choices, default=Kept.UNASKED)
    manned = models.CharField(_("带班和双人值守"), max_length=8, choices=Kept.choices, default=Kept.UNASKED)
    reporting_kept = models.CharField(_("信息报送"), max_length=8, choices=Kept.choices, default=Kept.UNASKED)
    linkage_kept = models.CharField(_("应急联动"), max_length=8, choices=Kept.choices, default=Kept.UNASKED)
    finding = models.TextField(_("发现问题"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("值班抽查")
        indexes = [
            models.Index(fields=["checked_at", "id"]),
            models.Index(fields=["result", "checked_at"]),
            models.Index(fields=["post", "checked_at"]),
        ]

    def __str__(self) -> str:
        return self.number


class ReportDuty(Record):
    """Who owes which report by when. ``fields`` is the form as data, a line a field: ``巡查人数｜整数｜必填``."""

    name = models.CharField(_("报送事项"), max_length=80, unique=True)
    kind = models.CharField(_("类型"), max_length=8, choices=ReportKind.choices, default=ReportKind.DAILY)
    place = PlaceField(_("范围"))
    unit_kinds = TermsField("organisation-kind", _("报送单位类别"))
    cycle = models.CharField(_("周期"), max_length=8, choices=Cycle.choices, default=Cycle.DAILY)
    due_day = models.PositiveSmallIntegerField(
        _("截止日"), null=True, blank=True, help_text=_("每周填 1–7（周一至周日），每月填 1–31；每日不填。")
    )
    due_time = models.CharField(_("截止时刻"), max_length=5, choices=HALF_HOURS, default="17:00")
    key_periods_only = models.BooleanField(_("仅重要时段"), default=False)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)
    form_fields = models.TextField(
        _("填报内容"), blank=True, help_text=_("一行一项：名称｜类型（文字、整数、小数、是否、选项：甲、乙）｜必填")
    )
    remind_minutes = models.PositiveSmallIntegerField(_("截止前几分钟提醒"), default=60)
    chase_minutes = models.PositiveSmallIntegerField(_("超时后每几分钟催报"), default=30)
    chase_times = models.PositiveSmallIntegerField(_("最多催报次数"), default=3)
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("报送任务")

    def __str__(self) -> str:
        return self.name


class ReportDue(Record):
    """One report that one unit owes for one day; what was filed stands in it. ``next_at``: the next reminder."""

    number = models.CharField(_("编号"), max_length=24, unique=True, editable=False)
    duty = models.ForeignKey(ReportDuty, models.PROTECT, related_name="dues", verbose_name=_("报送事项"))
    unit = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name=_("报送单位"))
    place = PlaceField(_("属地"))
    period_on = models.DateField(_("报告日期"))
    due_at = models.DateTimeField(_("截止时间"))
    status = models.CharField(
        _("状态"), max_length=8, choices=ReportStatus.choices, default=ReportStatus.DUE, editable=False
    )
    zero = models.BooleanField(_("零报告"), default=False, editable=False)
    text = models.TextField(_("报告内容"), blank=True, editable=False)
    content = models.JSONField(_("填报数据"), default=dict, blank=True, editable=False)
    filed_at = models.DateTimeField(_("报送时间"), null=True, blank=True, editable=False)
    chased = models.PositiveSmallIntegerField(_("催报次数"), default=0, editable=False)
    next_at = models.DateTimeField(_("下次提醒"), null=True, blank=True, editable=False)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("报送情况")
        constraints = [models.UniqueConstraint(fields=["duty", "period_on", "unit"], name="report_due_once")]
        indexes = [
            models.Index(fields=["due_at", "id"]),
            models.Index(fields=["status", "due_at"]),
            models.Index(fields=["place", "due_at"]),
            models.Index(fields=["next_at"], condition=models.Q(status="due"), name="report_due_next"),
        ]

    def __str__(self) -> str:
        return self.number


class RosterRun(models.Model):
    """One making of a roster in the background: asked for, solved, looked at, adopted or dropped."""

    posts = models.ManyToManyField(DutyPost, related_name="+", verbose_name=_("岗位"))
    begins_on = models.DateField(_("从"))
    ends_on = models.DateField(_("到"))
    way = models.CharField(
        _("方法"), max_length=8, choices=[("fair", _("均衡排班")), ("turns", _("按次序轮值"))], default="fair"
    )
    turn_unit = models.CharField(
        _("轮换单位"), max_length=5,
        choices=[("hour", _("小时")), ("day", _("天")), ("week", _("周")), ("month", _("月"))], default="day",
    )  # fmt: skip
    turn_length = models.PositiveSmallIntegerField(_("每轮几个单位"), default=1)
    seconds = models.PositiveSmallIntegerField(_("最多计算秒数"), default=20)
    state = models.CharField(_("状态"), max_length=8, choices=RunState.choices, default=RunState.WAITING)
    progress = models.PositiveSmallIntegerField(_("进度"), default=0)
    asked_at = models.DateTimeField(_("提出时间"), default=clock.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("提出人")
    )
    leased_until_at = models.DateTimeField(_("占用至"), null=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True)
    result = models.JSONField(_("结果"), default=dict)
    error = models.CharField(_("原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("排班任务")
        indexes = [models.Index(fields=["state", "id"])]

    def __str__(self) -> str:
        return f"{self.begins_on} – {self.ends_on}"


class CalendarKey(models.Model):
    """What makes a person's calendar address secret; a new ``nonce`` ends the old address."""

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="+", verbose_name=_("人员"))
    nonce = models.CharField(_("随机数"), max_length=40)
    made_at = models.DateTimeField(_("生成时间"), default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = _("日历订阅")

    def __str__(self) -> str:
        return str(self.person_id)
