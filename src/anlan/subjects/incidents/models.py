"""Incidents and what was reported about them when and to whom; call-outs and what came of them.

Knows teams by name only; what a call-out is about is any ledger's row, named by code and key.
"""

from datetime import datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.dictionaries.fields import TermField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.geo.models import Located
from anlan.kit.geo.tiles import tile_index
from anlan.kit.records.models import Record
from anlan.subjects.incidents.choices import CalloutStatus, EventLevel, ReportKind, Status, Way
from anlan.subjects.incidents.rules import spoken

DAY_MINUTES = 24 * 60


class Incident(Record, Located):
    """One emergency (突发事件) from the moment it is heard of. The clocks stand in the three ``…_due_at`` columns."""

    number = models.CharField(_("事件编号"), max_length=24, unique=True, editable=False)
    title = models.CharField(_("事件标题"), max_length=120)
    kind = TermField("event-kind", verbose_name=_("事件类型"), null=True, blank=True)
    source = TermField("incident-source", verbose_name=_("信息来源"), null=True, blank=True)
    received_at = models.DateTimeField(_("接报时间"))
    occurred_at = models.DateTimeField(_("发生时间"), null=True, blank=True)
    informant = models.CharField(_("报告人"), max_length=40, blank=True)
    phone = models.CharField(_("报告人电话"), max_length=30, blank=True)
    level = models.PositiveSmallIntegerField(_("事件级别"), choices=EventLevel.choices, null=True, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    address = models.CharField(_("地点"), max_length=200, blank=True)
    situation = models.TextField(_("基本情况"), blank=True)
    deaths = models.PositiveIntegerField(_("死亡（人）"), default=0)
    missing = models.PositiveIntegerField(_("失踪（人）"), default=0)
    trapped = models.PositiveIntegerField(_("被困（人）"), default=0)
    injured = models.PositiveIntegerField(_("受伤（人）"), default=0)
    evacuated = models.PositiveIntegerField(_("转移（人）"), default=0)
    loss = models.DecimalField(_("直接经济损失（万元）"), max_digits=12, decimal_places=2, null=True, blank=True)
    measures = models.TextField(_("先期处置"), blank=True)
    next_steps = models.TextField(_("拟采取措施"), blank=True)
    cause = models.CharField(_("原因"), max_length=500, blank=True)
    exercise = models.BooleanField(_("演练"), default=False)
    status = models.CharField(_("状态"), max_length=10, choices=Status.choices, default=Status.RECEIVED, editable=False)
    verified_at = models.DateTimeField(_("核实时间"), null=True, editable=False)
    phoned_at = models.DateTimeField(_("电话报告时间"), null=True, editable=False)
    reported_at = models.DateTimeField(_("初报时间"), null=True, editable=False)
    closed_at = models.DateTimeField(_("终报时间"), null=True, editable=False)
    phone_due_at = models.DateTimeField(_("电话报告时限"), null=True, editable=False)
    report_due_at = models.DateTimeField(_("书面初报时限"), null=True, editable=False)
    follow_due_at = models.DateTimeField(_("下次续报时限"), null=True, editable=False)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("突发事件")
        indexes = [
            models.Index(fields=["received_at", "id"]),
            models.Index(fields=["status", "received_at", "id"]),
            models.Index(fields=["place", "received_at", "id"]),
            models.Index(fields=["level", "id"]),
            tile_index("status", "incident_tile", "place"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class InformationLimit(Record):
    """Within how many minutes of receipt (for ``follow``: of the last report) something must be reported.

    The row that fits most closely counts: kind and level, then kind, then level, then neither.
    """

    name = models.CharField(_("名称"), max_length=80)
    kind = TermField("event-kind", verbose_name=_("事件类型"), null=True, blank=True)
    level = models.PositiveSmallIntegerField(_("事件级别"), choices=EventLevel.choices, null=True, blank=True)
    report = models.CharField(_("报告种类"), max_length=8, choices=ReportKind.choices, default=ReportKind.FIRST)
    minutes = models.PositiveIntegerField(
        _("时限（分钟）"), validators=[MinValueValidator(1), MaxValueValidator(60 * DAY_MINUTES)]
    )
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("信息报送时限")
        indexes = [models.Index(fields=["report", "active"])]

    def __str__(self) -> str:
        return self.name


class Report(models.Model):
    """One report sent upwards. ``figures`` and ``text`` stay as they were sent; ``due_at`` is the clock it ran against.

    Rows are never changed: a correction is the next report.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="reports", verbose_name=_("事件"))
    kind = models.CharField(_("种类"), max_length=8, choices=ReportKind.choices)
    ordinal = models.PositiveSmallIntegerField(_("第几次"))
    number = models.CharField(_("报送编号"), max_length=24, unique=True)
    text = models.TextField(_("内容"))
    figures = models.JSONField(_("数字"), default=dict)
    facts = models.JSONField(_("事实"), default=dict)
    drafted_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+", verbose_name=_("填报人"))
    approver = models.CharField(_("签发人"), max_length=40, blank=True)
    sent_at = models.DateTimeField(_("报送时间"))
    due_at = models.DateTimeField(_("时限"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("信息报告")
        ordering = ["incident", "sent_at", "id"]
        constraints = [models.UniqueConstraint(fields=["incident", "kind", "ordinal"], name="incident_report")]
        indexes = [models.Index(fields=["sent_at", "id"])]

    def __str__(self) -> str:
        return self.number

    @property
    def late(self) -> bool:
        """Was it sent after its limit?"""
        return self.due_at is not None and self.sent_at > self.due_at


class ReportRecipient(models.Model):
    """One body that a report went to, over which way, and when who there took it in (签收)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="recipients", verbose_name=_("信息报告"))
    name = models.CharField(_("报送对象"), max_length=80)
    way = models.CharField(_("方式"), max_length=8, choices=Way.choices, default=Way.NETWORK)
    received_at = models.DateTimeField(_("签收时间"), null=True)
    receiver = models.CharField(_("签收人"), max_length=40, blank=True)
    entered_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+", verbose_name=_("登记人"))

    class Meta:
        verbose_name = verbose_name_plural = _("报送对象")
        constraints = [models.UniqueConstraint(fields=["report", "name"], name="report_recipient")]

    def __str__(self) -> str:
        return self.name


class Callout(Record, Located):
    """One call-out (叫应). Its point is where people muster; muster is measured from ``received_at``, the moment the
    alarm was received, not from the moment of calling.

    ``pace`` above 1 marks a replay, in which one second stands for that many.
    """

    number = models.CharField(_("叫应编号"), max_length=24, unique=True, editable=False)
    title = models.CharField(_("叫应事由"), max_length=120)
    text = models.TextField(_("通知内容"))
    received_at = models.DateTimeField(_("接警时间"))
    about = models.CharField(_("所涉台账"), max_length=40, blank=True, editable=False)
    about_id = models.BigIntegerField(_("所涉记录"), null=True, editable=False)
    muster_point = models.CharField(_("集合地点"), max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("集合时限（分钟）"), default=30, validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )
    policy = models.ForeignKey(
        "notify.Policy", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("叫应策略")
    )
    place = PlaceField(_("范围"))
    line = LineField(_("条线"), null=True, blank=True)
    exercise = models.BooleanField(_("演练"), default=False)
    targets = models.JSONField(_("叫应对象"), default=list, editable=False)
    notice = models.OneToOneField(
        "notify.Notice", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("通知")
    )
    key = models.CharField(_("幂等键"), max_length=40, null=True, unique=True, editable=False)
    called_at = models.DateTimeField(_("发起时间"), null=True, editable=False)
    ended_at = models.DateTimeField(_("结束时间"), null=True, editable=False)
    pace = models.PositiveSmallIntegerField(_("重放倍速"), default=1, editable=False)
    status = models.CharField(
        _("状态"), max_length=10, choices=CalloutStatus.choices, default=CalloutStatus.PREPARED, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("叫应")
        indexes = [
            models.Index(fields=["received_at", "id"]),
            models.Index(fields=["status", "received_at", "id"]),
            models.Index(fields=["place", "received_at", "id"]),
            models.Index(fields=["about", "about_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def seconds(self, moment: datetime | None) -> int | None:
        """From receiving the alarm to a moment, as the clock of the call-out runs; ``None`` for no moment."""
        if moment is None:
            return None
        return round((moment - self.received_at).total_seconds() * self.pace)

    @property
    def notice_key(self) -> int:
        """The notice's key for look-ups, 0 where nothing was sent."""
        return self.notice_id or 0

    @property
    def running(self) -> bool:
        """Are people being called?"""
        return self.status == CalloutStatus.RUNNING

    def elapsed(self) -> int:
        """Seconds since the alarm, until the call-out ended."""
        return self.seconds(self.ended_at or clock.now()) or 0


class Timed(models.Model):
    """Seconds from receiving the alarm until half, nine tenths and all stood ready; null where they never did."""

    half_seconds = models.PositiveIntegerField(_("到位一半（秒）"), null=True)
    ninety_seconds = models.PositiveIntegerField(_("到位九成（秒）"), null=True)
    all_seconds = models.PositiveIntegerField(_("全部到位（秒）"), null=True)

    class Meta:
        abstract = True

    @property
    def times(self) -> list[str]:
        """The three in words."""
        return [spoken(seconds) for seconds in (self.half_seconds, self.ninety_seconds, self.all_seconds)]


class CalloutUnit(Timed):
    """One team (or, without a team, all others) of a call-out: its line, its way, and, once measured, what it did.

    The ``…_seconds`` count from receiving the alarm; null where that share never stood ready.
    """

    callout = models.ForeignKey(Callout, models.CASCADE, related_name="units", verbose_name=_("叫应"))
    team = models.ForeignKey("resources.Team", models.SET_NULL, null=True, related_name="+", verbose_name=_("队伍"))
    name = models.CharField(_("单位"), max_length=80, blank=True)
    minutes = models.PositiveSmallIntegerField(_("集合时限（分钟）"))
    percent = models.PositiveSmallIntegerField(_("到位达标比例（%）"), default=100)
    metres = models.PositiveIntegerField(_("直线距离（米）"), null=True)
    travel_minutes = models.PositiveSmallIntegerField(_("预计行程（分钟）"), null=True)
    total = models.PositiveIntegerField(_("应到"), default=0)
    arrived = models.PositiveIntegerField(_("到位"), null=True)
    mustered_seconds = models.PositiveIntegerField(_("集合完成（秒）"), null=True)
    in_time = models.BooleanField(_("按时集合"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("叫应单位")
        constraints = [models.UniqueConstraint(fields=["callout", "name"], name="callout_unit")]

    def __str__(self) -> str:
        return self.name


class CalloutResult(Timed):
    """The measured record of a whole call-out (seconds from receiving the alarm), which figures use."""

    callout = models.OneToOneField(Callout, models.CASCADE, related_name="result", verbose_name=_("叫应"))
    measured_at = models.DateTimeField(_("测定时间"))
    total = models.PositiveIntegerField(_("应到"))
    sent = models.PositiveIntegerField(_("已发"))
    answered = models.PositiveIntegerField(_("已答复"))
    arrived = models.PositiveIntegerField(_("到位"))
    unable = models.PositiveIntegerField(_("无法到达"))
    silent = models.PositiveIntegerField(_("未答复"))
    teams = models.PositiveIntegerField(_("队伍"), default=0)
    teams_in_time = models.PositiveIntegerField(_("按时集合的队伍"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("叫应结果")

    def __str__(self) -> str:
        return f"{self.arrived}/{self.total}"


class CalloutSheet(models.Model):
    """The sealed sheet: who was called, when, how, and what they answered, as it stood at ``sealed_at``.

    Its digest also stands in the audit, whose entries are sealed into a chain.
    """

    callout = models.OneToOneField(Callout, models.CASCADE, related_name="sheet", verbose_name=_("叫应"))
    sealed_at = models.DateTimeField(_("封存时间"))
    digest = models.CharField(_("摘要"), max_length=64)
    content: Any = models.JSONField(_("内容"))
    entry_id = models.BigIntegerField(_("审计记录"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("叫应封存单")

    def __str__(self) -> str:
        return self.digest[:12]
