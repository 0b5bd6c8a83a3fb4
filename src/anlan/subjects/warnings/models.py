"""Warnings, what came in raw, who may sign, feeds, consultations, fire bans, broadcast terminals."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.dictionaries.fields import TermField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.geo.models import Located
from anlan.kit.geo.tiles import tile_index
from anlan.kit.records.models import Record
from anlan.subjects.warnings.choices import Act, Door, Level, MessageKind, Online, Origin, Status, Verdict

OPEN = (Status.DRAFT, Status.REVIEW)  # only in these may the words of a warning be changed
CONTENT = (
    "identifier", "kind_id", "level", "sender", "sender_code", "headline", "description", "instruction", "area_text",
    "onset_at", "expires_at", "exercise", "place_id",
)  # fmt: skip
CLOSED = _("已审批或已发布的预警不能再改内容。请先退回修改，或发一条更新。")


class Consultation(Record):
    """One round of consultation (研讨会商): who took part, what each said, what was decided."""

    held_at = models.DateTimeField(_("会商时间"))
    title = models.CharField(_("会商主题"), max_length=120)
    kind = TermField("warning-kind", verbose_name=_("灾种"), null=True, blank=True)
    chair = models.CharField(_("主持人"), max_length=40)
    participants = models.CharField(_("参加单位和人员"), max_length=400)
    opinions = models.TextField(_("各方意见"))
    decision = models.TextField(_("会商结论"))
    place = PlaceField(_("属地"))

    class Meta:
        verbose_name = verbose_name_plural = _("会商研判")
        indexes = [models.Index(fields=["held_at", "id"]), models.Index(fields=["place", "held_at"])]

    def __str__(self) -> str:
        return self.title


class Alert(Record, Located):
    """One warning message, ours or received. A change of a warning is a new row that refers to the first one.

    ``areas`` are 12-digit codes, ``shapes`` GeoJSON geometries; the point is where its label stands on the map.
    """

    identifier = models.CharField(_("预警编号"), max_length=120, unique=True, blank=True)
    origin = models.CharField(_("来源"), max_length=8, choices=Origin.choices, default=Origin.OWN, editable=False)
    message = models.CharField(
        _("消息类型"), max_length=8, choices=MessageKind.choices, default=MessageKind.ALERT, editable=False
    )
    status = models.CharField(_("状态"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False)
    kind = TermField("warning-kind", verbose_name=_("预警种类"))
    level = models.CharField(_("预警级别"), max_length=6, choices=Level.choices)
    sender = models.CharField(_("发布单位"), max_length=120)
    sender_code = models.CharField(_("发布单位编码"), max_length=14, blank=True)
    cap_sender = models.CharField(_("消息发送者"), max_length=200, blank=True, editable=False)
    headline = models.CharField(_("标题"), max_length=200, blank=True)
    description = models.TextField(_("预警内容"))
    instruction = models.TextField(_("防御指南"), blank=True)
    area_text = models.CharField(_("影响区域"), max_length=400, blank=True)
    areas = models.JSONField(_("区域代码"), default=list, blank=True, editable=False)
    shapes = models.JSONField(_("区域图形"), default=list, blank=True, editable=False)
    issued_at = models.DateTimeField(_("发布时间"), null=True, blank=True, editable=False)
    onset_at = models.DateTimeField(_("预计影响时间"), null=True, blank=True)
    expires_at = models.DateTimeField(_("失效时间"))
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True, editable=False)
    reason = models.CharField(_("解除原因"), max_length=300, blank=True, editable=False)
    exercise = models.BooleanField(_("演练"), default=False)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    consultation = models.ForeignKey(
        Consultation, models.SET_NULL, null=True, blank=True, related_name="alerts", verbose_name=_("依据的会商")
    )
    lists = models.JSONField(_("接收名单"), default=list, blank=True, editable=False)
    first = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers", editable=False, verbose_name=_("首发")
    )
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="next", editable=False, verbose_name=_("上一条")
    )
    refers = models.JSONField(_("引用的编号"), default=list, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("审批人")
    )
    approved_at = models.DateTimeField(_("审批时间"), null=True, blank=True, editable=False)
    dispatched_at = models.DateTimeField(_("发到村户时间"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("预警信息")
        indexes = [
            models.Index(fields=["issued_at", "id"]),
            models.Index(fields=["status", "expires_at", "id"]),
            models.Index(fields=["status", "issued_at", "id"]),
            models.Index(fields=["place", "issued_at", "id"]),
            models.Index(fields=["level", "id"]),
            tile_index("level", "alert_tile", "place"),
        ]

    def __str__(self) -> str:
        return self.headline or self.identifier

    def clean(self) -> None:
        """What was approved or issued is not changed any more: it is sent back, or another message follows it."""
        super().clean()
        if self.pk is None or self.status in OPEN:
            return
        kept = type(self)._base_manager.filter(pk=self.pk).values(*CONTENT).first()
        if kept is not None and any(kept[name] != getattr(self, name) for name in CONTENT):
            raise ValidationError(CLOSED)

    @property
    def stream(self) -> str:
        """What all notices about one warning share, so that none overtakes another."""
        return f"warning:{self.first_id or self.pk}"


class TrustedSender(Record):
    """A certificate that may sign for a sender. Without one a signature of his counts for nothing."""

    sender = models.CharField(_("发送者标识"), max_length=200)
    name = models.CharField(_("单位名称"), max_length=120)
    certificate = models.TextField(_("证书（PEM）"))
    fingerprint = models.CharField(_("证书指纹"), max_length=64, editable=False, blank=True)
    valid_from_at = models.DateTimeField(_("启用时间"), null=True, blank=True)
    valid_until_at = models.DateTimeField(_("停用时间"), null=True, blank=True)
    active = models.BooleanField(_("启用"), default=True)
    forward_from = models.CharField(
        _("自动转发到村到户"), max_length=6, choices=Level.choices, blank=True,
        help_text=_("选定级别及以上的预警，一收到就转发到村到户；不选则由值班人员转发。"),
    )  # fmt: skip
    place = PlaceField(_("属地"))
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("可信发送者")
        indexes = [models.Index(fields=["sender", "id"])]

    def __str__(self) -> str:
        return self.name


class WarningFeed(Record):
    """An address that is asked for messages at intervals. Only the named hosts are ever asked."""

    name = models.CharField(_("订阅源名称"), max_length=80)
    address = models.CharField(_("地址"), max_length=400)
    hosts = models.CharField(_("允许的主机"), max_length=400, help_text=_("逗号分开；订阅源里的链接只到这些主机去取。"))
    every_minutes = models.PositiveSmallIntegerField(_("间隔（分钟）"), default=5)
    active = models.BooleanField(_("启用"), default=True)
    place = PlaceField(_("属地"))
    note = models.TextField(_("备注"), blank=True)
    next_at = models.DateTimeField(_("下次取"), default=clock.now, editable=False)
    asked_at = models.DateTimeField(_("上次取"), null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(_("连续失败"), default=0, editable=False)
    error = models.CharField(_("失败原因"), max_length=300, blank=True, editable=False)
    etag = models.CharField(_("版本标记"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("预警订阅源")
        indexes = [models.Index(fields=["active", "next_at"])]

    def __str__(self) -> str:
        return self.name


class Intake(Record):
    """One message as it came in, with the verdict on it. Nothing that comes in is thrown away.

    ``raw`` is the text, or base64 after ``base64:`` where the bytes are no text that both databases can hold.
    """

    received_at = models.DateTimeField(_("收到时间"), default=clock.now)
    door = models.CharField(_("途径"), max_length=5, choices=Door.choices, default=Door.FILE)
    name = models.CharField(_("文件名或来源"), max_length=400, blank=True)
    raw = models.TextField(_("原文"), editable=False, blank=True)
    digest = models.CharField(_("原文摘要"), max_length=64, editable=False, blank=True)
    verdict = models.CharField(_("结论"), max_length=8, choices=Verdict.choices, default=Verdict.REFUSED)
    reasons = models.TextField(_("原因"), blank=True)
    sender = models.CharField(_("发送者"), max_length=200, blank=True)
    identifier = models.CharField(_("消息编号"), max_length=200, blank=True)
    headline = models.CharField(_("标题"), max_length=400, blank=True)
    alert = models.ForeignKey(
        Alert, models.SET_NULL, null=True, blank=True, related_name="intakes", editable=False, verbose_name=_("预警")
    )
    feed = models.ForeignKey(
        WarningFeed,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="intakes",
        editable=False,
        verbose_name=_("订阅源"),
    )
    attempts = models.PositiveSmallIntegerField(_("读取次数"), default=1, editable=False)
    handled = models.BooleanField(_("已人工处理"), default=False)
    note = models.TextField(_("处理说明"), blank=True)
    place = PlaceField(_("属地"))

    class Meta:
        verbose_name = verbose_name_plural = _("预警接收记录")
        indexes = [
            models.Index(fields=["received_at", "id"]),
            models.Index(fields=["verdict", "handled", "id"]),
            models.Index(fields=["digest"]),
        ]

    def __str__(self) -> str:
        return self.headline or self.name or f"{self.received_at:%Y-%m-%d %H:%M}"


class WarningTemplate(Record):
    """What is said for one kind, colour and act; 〈地点〉〈种类〉〈颜色〉 are filled when a warning is drafted."""

    name = models.CharField(_("模板名称"), max_length=120)
    kind = TermField("warning-kind", verbose_name=_("预警种类"))
    level = models.CharField(_("预警级别"), max_length=6, choices=Level.choices)
    act = models.CharField(_("用途"), max_length=6, choices=Act.choices, default=Act.ISSUE)
    description = models.TextField(_("预警内容"))
    instruction = models.TextField(_("防御指南"), blank=True)
    place = PlaceField(_("属地"))
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("预警模板")
        indexes = [models.Index(fields=["kind", "level", "act"])]

    def __str__(self) -> str:
        return self.name


class FireBan(Record):
    """A fire-ban order (禁火令): where, from when, until when."""

    title = models.CharField(_("禁火令名称"), max_length=160)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    issuer = models.CharField(_("发布机关"), max_length=120)
    issued_on = models.DateField(_("发布日期"))
    from_on = models.DateField(_("禁火开始"))
    to_on = models.DateField(_("禁火结束"))
    place = PlaceField(_("禁火区域"))
    area = models.CharField(_("区域说明"), max_length=300, blank=True)
    content = models.TextField(_("禁火内容"))
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("禁火令")
        indexes = [models.Index(fields=["from_on", "id"]), models.Index(fields=["to_on", "id"])]

    def __str__(self) -> str:
        return self.title


class BroadcastTerminal(Record, Located):
    """A loudspeaker of the emergency broadcast (村村响), with whom it reaches."""

    code = models.CharField(_("终端编码"), max_length=40, unique=True)
    name = models.CharField(_("终端名称"), max_length=120)
    kind = TermField("broadcast-kind", verbose_name=_("终端类型"))
    place = PlaceField(_("所在村社"))
    site = models.CharField(_("安装位置"), max_length=160, blank=True)
    households = models.PositiveIntegerField(_("覆盖户数"), null=True, blank=True)
    population = models.PositiveIntegerField(_("覆盖人口"), null=True, blank=True)
    radius = models.PositiveIntegerField(_("覆盖半径（米）"), null=True, blank=True)
    online = models.CharField(_("状况"), max_length=8, choices=Online.choices, default=Online.ONLINE)
    tested_on = models.DateField(_("最近试播日期"), null=True, blank=True)
    keeper = models.CharField(_("管护人"), max_length=40, blank=True)
    phone = models.CharField(_("管护人电话"), max_length=30, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("应急广播终端")
        indexes = [
            models.Index(fields=["place", "id"]),
            models.Index(fields=["online", "id"]),
            models.Index(fields=["tested_on", "id"]),
            tile_index("online", "broadcast_tile", "place"),
        ]

    def __str__(self) -> str:
        return self.name
