"""The register of accidents with casualties, reports upwards and changes of the figures.

It must not know who is held to account for them."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.dictionaries.fields import TermField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.geo.models import Located
from anlan.kit.geo.tiles import tile_index
from anlan.kit.records.models import Record
from anlan.subjects.accidents import rules, standards
from anlan.subjects.accidents.choices import CASUALTIES, FIGURES, Fault, Gender, Level, Outcome, Status, Step, Way
from anlan.subjects.accidents.derived import ClockField, GroupField, LevelField

DAY_MINUTES = 24 * 60


class Accident(Record, Located):
    """One accident. An empty figure is not known yet, 0 is known to be none. ``loss`` is 万元.

    ``counted`` accidents make the official figures; one that is struck off (核销) no longer is.
    """

    number = models.CharField(_("事故编号"), max_length=24, unique=True, editable=False)
    title = models.CharField(_("事故名称"), max_length=120)
    occurred_at = models.DateTimeField(_("发生时间"))
    sector = TermField(standards.SECTORS, verbose_name=_("统计行业"))
    sector_group = GroupField(standards.SECTORS, verbose_name=_("行业领域"), null=True, editable=False)
    kind = TermField(standards.KINDS, verbose_name=_("事故类别"), null=True, blank=True)
    production = models.BooleanField(_("生产经营性"), default=True)
    counted = models.BooleanField(_("纳入统计"), default=True)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("事故企业")
    )
    unit = models.CharField(_("事故单位"), max_length=120, blank=True)
    group = TermField("enterprise-group", verbose_name=_("所属集团"), null=True, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    address = models.CharField(_("地点"), max_length=200, blank=True)
    deaths = models.PositiveIntegerField(_("死亡（人）"), null=True, blank=True)
    missing = models.PositiveIntegerField(_("下落不明（人）"), null=True, blank=True)
    serious_injuries = models.PositiveIntegerField(
        _("重伤（人）"), null=True, blank=True, help_text=_("含急性工业中毒。不掌握的留空，没有的填 0。")
    )
    minor_injuries = models.PositiveIntegerField(_("轻伤（人）"), null=True, blank=True)
    loss = models.DecimalField(_("直接经济损失（万元）"), max_digits=12, decimal_places=4, null=True, blank=True)
    override = models.PositiveSmallIntegerField(_("认定等级"), choices=Level.choices, null=True, blank=True)
    override_reason = models.CharField(_("认定理由"), max_length=300, blank=True)
    level = LevelField(_("事故等级"), choices=Level.choices, null=True, editable=False)
    firm_knew_at = models.DateTimeField(_("单位负责人接报时间"), null=True, blank=True)
    received_at = models.DateTimeField(_("县应急局接报时间"))
    firm_minutes = models.PositiveIntegerField(_("单位报告时限（分钟）"), null=True, editable=False)
    firm_due_at = ClockField(_("单位报告期限"), since="firm_knew_at", minutes="firm_minutes")
    report_minutes = models.PositiveIntegerField(_("上报时限（分钟）"), null=True, editable=False)
    due_at = ClockField(_("上报期限"), since="received_at", minutes="report_minutes")
    reported_at = models.DateTimeField(_("上报市局时间"), null=True, blank=True)
    direct_reported_at = models.DateTimeField(_("统计直报时间"), null=True, blank=True)
    fault = models.CharField(_("报告问题"), max_length=10, choices=Fault.choices, blank=True)
    rescue_begun_at = models.DateTimeField(_("处置开始"), null=True, blank=True)
    rescue_ended_at = models.DateTimeField(_("处置结束"), null=True, blank=True)
    rescue = models.TextField(_("应急处置情况"), blank=True)
    course = models.TextField(_("事故经过"), blank=True)
    cause = models.TextField(_("初步原因"), blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=Status.choices, default=Status.REGISTERED, editable=False
    )
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("生产安全事故")
        indexes = [
            models.Index(fields=["occurred_at", "id"]),
            models.Index(fields=["place", "occurred_at", "id"]),
            models.Index(fields=["sector_group", "occurred_at"]),
            models.Index(fields=["level", "id"]),
            models.Index(fields=["deaths", "id"]),
            models.Index(fields=["due_at"]),
            tile_index("level", "accident_tile", "place"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def changes(self) -> models.QuerySet["AccidentRevision"]:
        """What its figures were changed from and to, oldest first."""
        return self.revisions.select_related("revised_by")

    def clean(self) -> None:
        """A form may fill in what was not known while it still counts; known figures change by a move that asks why."""
        super().clean()
        kept = Accident._base_manager.filter(pk=self.pk).values(*FIGURES).first() if self.pk else None
        changed = {name for name in FIGURES if kept is not None and kept[name] != getattr(self, name)}
        if not changed or kept is None:
            return
        over = clock.today() > rules.last_counted_on(self.occurred_at, self.sector.code)
        told = _now("已经登记的伤亡和损失不能直接改，请用“伤亡变更”，写明原因。")
        errors = {name: told for name in sorted(changed) if kept[name] is not None or (over and name in CASUALTIES)}
        if errors:
            raise ValidationError(errors)


class AccidentRevision(models.Model):
    """Figures of an accident as they were changed. ``counted`` is false where the window was over: then the accident
    keeps the figures that count, and this row tells what is known since."""

    accident = models.ForeignKey(Accident, models.CASCADE, related_name="revisions", verbose_name=_("事故"))
    revised_at = models.DateTimeField(_("变更时间"))
    revised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("变更人")
    )
    before = models.JSONField(_("变更前"), default=dict)
    after = models.JSONField(_("变更后"), default=dict)
    counted = models.BooleanField(_("计入统计"), default=True)
    reason = models.CharField(_("变更原因"), max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = _("伤亡变更")
        ordering = ["accident", "revised_at", "id"]

    def __str__(self) -> str:
        return f"{self.accident_id} {self.revised_at:%Y-%m-%d}"

    @property
    def lines(self) -> list[tuple[Any, Any, Any]]:
        """(name, before, after) of what changed; the level by its name."""
        fields: dict[str, Any] = {field.name: field for field in Accident._meta.concrete_fields}
        named = [(name, fields[name].verbose_name) for name in (*FIGURES, "level")]
        pairs = [(name, label, self.before.get(name), self.after.get(name)) for name, label in named]
        levels: dict[Any, Any] = dict(Level.choices)
        return [
            (label, levels.get(was, was), levels.get(now, now)) if name == "level" else (label, was, now)
            for name, label, was, now in pairs
            if was != now
        ]


class AccidentCasualty(Record):
    """One person killed, missing or hurt."""

    accident = models.ForeignKey(Accident, models.PROTECT, related_name="casualties", verbose_name=_("事故"))
    position = models.PositiveSmallIntegerField(_("序号"), default=1)
    outcome = models.CharField(_("伤亡情况"), max_length=8, choices=Outcome.choices)
    name = models.CharField(_("姓名"), max_length=40, blank=True)
    id_number = models.CharField(_("身份证号"), max_length=18, blank=True)
    gender = models.CharField(_("性别"), max_length=6, choices=Gender.choices, blank=True)
    age = models.PositiveSmallIntegerField(_("年龄"), null=True, blank=True)
    employer = models.CharField(_("所在单位"), max_length=120, blank=True)
    post = models.CharField(_("工种岗位"), max_length=60, blank=True)
    died_on = models.DateField(_("死亡日期"), null=True, blank=True)
    hospital = models.CharField(_("救治医院"), max_length=120, blank=True)
    lost_days = models.PositiveIntegerField(_("损失工作日"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("事故伤亡人员")
        indexes = [models.Index(fields=["outcome", "id"]), models.Index(fields=["died_on", "id"])]

    def __str__(self) -> str:
        return f"{self.position} {self.get_outcome_display()} {self.employer}".strip()


class AccidentReport(Record):
    """One step of reporting: when the news came, by when it had to go on, and when it went."""

    accident = models.ForeignKey(Accident, models.PROTECT, related_name="reports", verbose_name=_("事故"))
    step = models.CharField(_("报告环节"), max_length=12, choices=Step.choices)
    sender = models.CharField(_("报告单位"), max_length=80, blank=True)
    recipient = models.CharField(_("接收单位"), max_length=80)
    way = models.CharField(_("方式"), max_length=8, choices=Way.choices, default=Way.PHONE)
    known_at = models.DateTimeField(_("接到报告时间"))
    minutes = models.PositiveIntegerField(_("时限（分钟）"), null=True, editable=False)
    due_at = ClockField(_("报告期限"), since="known_at", minutes="minutes")
    sent_at = models.DateTimeField(_("报告时间"), null=True, blank=True)
    content = models.TextField(_("报告内容"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("事故报告")
        indexes = [
            models.Index(fields=["known_at", "id"]),
            models.Index(fields=["due_at"]),
            models.Index(fields=["sent_at", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.recipient}"


class ReportingLimit(Record):
    """Within how many minutes a step must be taken, for accidents from ``gravest`` to ``lightest``."""

    name = models.CharField(_("名称"), max_length=80)
    step = models.CharField(_("报告环节"), max_length=12, choices=Step.choices)
    gravest = models.PositiveSmallIntegerField(_("最高等级"), choices=Level.choices, default=Level.EXTREME)
    lightest = models.PositiveSmallIntegerField(_("最低等级"), choices=Level.choices, default=Level.GENERAL)
    minutes = models.PositiveIntegerField(
        _("时限（分钟）"), validators=[MinValueValidator(1), MaxValueValidator(60 * DAY_MINUTES)]
    )
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("事故报告时限")
        indexes = [models.Index(fields=["step", "active"])]

    def __str__(self) -> str:
        return self.name
