"""Notices, whom they are for, each message sent, each answer; channels, policies and recipient lists.

State is rows and time is a column: whatever is to happen stands in ``Notice.next_at`` and ``Delivery.due_at``.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.dictionaries.fields import TermField
from anlan.base.envelope import Record
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.base.secrets import SealedTextField
from anlan.kit.notify.choices import ChannelKind, DeliveryState, Door, EventKind, NoticeState, Rule, Urgency, Word
from anlan.kit.notify.reaching import Contact, EarlyReceipt, Guess, Preference, QuietHours

__all__ = [
    "Absence",
    "Addressee",
    "Answer",
    "Channel",
    "CommunicationTest",
    "Contact",
    "Delivery",
    "EarlyReceipt",
    "Guess",
    "ListMember",
    "Notice",
    "NoticeEvent",
    "Policy",
    "PolicyStep",
    "Preference",
    "QuietHours",
    "RecipientList",
    "Reply",
]


class Channel(Record):
    """A way out, as the administrator set it up. ``options`` and ``secret`` are what its kind needs."""

    code = models.SlugField(_("代码"), max_length=30, unique=True)
    name = models.CharField(_("名称"), max_length=40)
    kind = models.CharField(_("类型"), max_length=12, choices=ChannelKind.choices)
    active = models.BooleanField(_("启用"), default=True)
    live = models.BooleanField(_("真实发送"), default=False, help_text=_("真实通道拒收演练消息。"))
    position = models.PositiveSmallIntegerField(_("顺序"), default=1)
    options = models.JSONField(_("参数"), default=dict, blank=True)
    secret = SealedTextField(_("密钥"), blank=True, editable=False)
    rate = models.FloatField(_("每秒条数"), default=10)
    timeout_seconds = models.PositiveSmallIntegerField(_("超时（秒）"), default=10)
    fallback = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("备用通道")
    )
    slow_seconds = models.PositiveSmallIntegerField(_("慢的界限（秒）"), default=10)
    slow_share = models.FloatField(_("慢的比例上限"), default=0.2)
    cost = models.DecimalField(_("单价（元/条）"), max_digits=8, decimal_places=4, default=0)
    failures = models.PositiveIntegerField(_("连续失败"), default=0, editable=False)
    broken_until_at = models.DateTimeField(_("熔断至"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("发送通道")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class RecipientList(Record):
    """Who is to hear of something, by village, household and person (接收名单)."""

    name = models.CharField(_("名单名称"), max_length=80, unique=True)
    purpose = TermField("recipient-purpose", verbose_name=_("用途"), null=True, blank=True)
    place = PlaceField(_("范围"))
    line = LineField(_("条线"), null=True, blank=True)
    active = models.BooleanField(_("启用"), default=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("接收名单")

    def __str__(self) -> str:
        return self.name


class ListMember(Record):
    """One person on a list: for which village and household, in what part, and who stands in."""

    list = models.ForeignKey(RecipientList, models.CASCADE, related_name="members", verbose_name=_("名单"))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name=_("人员"))
    place = PlaceField(_("村社"))
    household = models.CharField(_("联系户"), max_length=80, blank=True)
    role = TermField("recipient-role", verbose_name=_("身份"), null=True, blank=True)
    deputy = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("替补")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("名单人员")
        constraints = [models.UniqueConstraint(fields=["list", "person", "place", "household"], name="list_member")]
        indexes = [models.Index(fields=["list", "place", "id"]), models.Index(fields=["place", "id"])]

    def __str__(self) -> str:
        return str(self.person)


class Absence(Record):
    """A person who cannot be reached for a while, and who stands in."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="absences", verbose_name=_("人员"))
    from_at = models.DateTimeField(_("开始"))
    to_at = models.DateTimeField(_("结束"))
    deputy = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("代理人")
    )
    reason = models.CharField(_("事由"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("外出与代理")
        indexes = [models.Index(fields=["person", "to_at"])]

    def __str__(self) -> str:
        return f"{self.person} {self.from_at:%m-%d}"


class Policy(Record):
    """How a kind of notice is called out: its steps, its rule of answering."""

    code = models.SlugField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    rule = models.CharField(_("答复规则"), max_length=10, choices=Rule.choices, default=Rule.FIRST)
    quorum = models.PositiveIntegerField(_("需答复人数"), null=True, blank=True)
    within_minutes = models.PositiveIntegerField(_("限时（分钟）"), null=True, blank=True)
    rounds = models.PositiveSmallIntegerField(_("整套重复次数"), default=0)
    remind_minutes = models.PositiveIntegerField(_("答复后未行动再提醒（分钟）"), null=True, blank=True)
    words = models.JSONField(_("可选答复"), default=list, blank=True)
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("叫应策略")

    def __str__(self) -> str:
        return self.name


class PolicyStep(models.Model):
    """One step. ``targets``: ``[{"kind": "person", "key": "17"}, {"kind": "post", "key": "county-duty"}]``, kinds as
    registered in ``targets``; empty means those whom the notice itself was addressed to. ``shared`` names kinds of
    channels that know no single person: groups, machines, loudspeakers."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("顺序"))
    delay_minutes = models.PositiveIntegerField(_("上一步之后（分钟）"), default=0)
    targets = models.JSONField(_("对象"), default=list, blank=True)
    deputies = models.BooleanField(_("叫替补"), default=False)
    channels = models.JSONField(_("通道顺序"), default=list, blank=True)
    shared = models.JSONField(_("同时推送到"), default=list, blank=True)
    repeats = models.PositiveSmallIntegerField(_("重复次数"), default=0)
    repeat_minutes = models.PositiveSmallIntegerField(_("重复间隔（分钟）"), default=5)

    class Meta:
        verbose_name = verbose_name_plural = _("叫应步骤")
        ordering = ["policy", "position"]
        constraints = [models.UniqueConstraint(fields=["policy", "position"], name="policy_step")]

    def __str__(self) -> str:
        return f"{self.policy_id}/{self.position}"


class Notice(models.Model):
    """One thing that people must hear of. ``about`` and ``about_id`` name a ledger's code and row.

    ``steps`` is the snapshot of the policy: editing it never changes a running notice. ``stream`` and ``sequence``
    order notices about one thing, so that a cancel never overtakes what it cancels.
    """

    key = models.CharField(_("幂等键"), max_length=120, unique=True)
    topic = models.CharField(_("事项"), max_length=40)
    about = models.CharField(_("所涉台账"), max_length=40, blank=True)
    about_id = models.BigIntegerField(_("所涉记录"), null=True)
    stream = models.CharField(_("序列"), max_length=80, blank=True)
    sequence = models.PositiveIntegerField(_("序号"), default=0)
    title = models.CharField(_("标题"), max_length=120)
    text = models.TextField(_("内容"))
    urgency = models.PositiveSmallIntegerField(_("紧急程度"), choices=Urgency.choices, default=Urgency.NORMAL)
    exercise = models.BooleanField(_("演练"), default=False)
    rule = models.CharField(_("答复规则"), max_length=10, choices=Rule.choices, default=Rule.NONE)
    quorum = models.PositiveIntegerField(_("需答复人数"), null=True)
    within_seconds = models.PositiveIntegerField(_("限时（秒）"), null=True)
    remind_seconds = models.PositiveIntegerField(_("再提醒（秒）"), null=True)
    words = models.JSONField(_("可选答复"), default=list)
    steps = models.JSONField(_("步骤快照"), default=list)
    step = models.PositiveSmallIntegerField(_("已到步骤"), default=0)
    repeat = models.PositiveSmallIntegerField(_("本步已重复"), default=0)
    round = models.PositiveSmallIntegerField(_("第几轮"), default=0)
    rounds = models.PositiveSmallIntegerField(_("整套重复次数"), default=0)
    step_at = models.DateTimeField(_("本步开始时间"), null=True)
    next_at = models.DateTimeField(_("下一步时间"), null=True)
    expires_at = models.DateTimeField(_("失效时间"), null=True)
    state = models.CharField(_("状态"), max_length=10, choices=NoticeState.choices, default=NoticeState.OPEN)
    created_at = models.DateTimeField(_("发起时间"), default=clock.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("发起人")
    )
    ended_at = models.DateTimeField(_("结束时间"), null=True)
    place = PlaceField(_("属地"), null=True)
    line = LineField(_("条线"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("通知")
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(state="open"), name="notice_next"),
            models.Index(fields=["expires_at"], condition=models.Q(state="open"), name="notice_expiry"),
            models.Index(fields=["about", "about_id", "id"]),
            models.Index(fields=["stream", "sequence"]),
            models.Index(fields=["created_at", "id"]),
        ]

    def __str__(self) -> str:
        return self.title


class Addressee(models.Model):
    """One person whom a notice is for. ``unit`` is the body for which the board counts; ``instead_of`` the person
    whose deputy this one is. The best answer so far stands in ``word``."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="addressees", verbose_name=_("通知"))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="addressed", verbose_name=_("人员"))
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, related_name="+", verbose_name=_("所属单位")
    )
    group = models.CharField(_("分组"), max_length=80, blank=True)
    place = PlaceField(_("村社"), null=True)
    instead_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="deputies", verbose_name=_("替谁"))
    deputy = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+", verbose_name=_("替补"))
    required = models.BooleanField(_("须本人或代理人答复"), default=True)
    covered_at = models.DateTimeField(_("由他人答复时间"), null=True)
    step = models.PositiveSmallIntegerField(_("第几步"), default=0)
    called_at = models.DateTimeField(_("叫应时间"), null=True)
    sent_at = models.DateTimeField(_("最早发出"), null=True)
    delivered_at = models.DateTimeField(_("最早送达"), null=True)
    seen_at = models.DateTimeField(_("最早看到"), null=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    arrived_at = models.DateTimeField(_("到位时间"), null=True)
    word = models.CharField(_("答复"), max_length=12, choices=Word.choices, blank=True)
    remind_at = models.DateTimeField(_("再提醒时间"), null=True)
    reminders = models.PositiveSmallIntegerField(_("已再提醒次数"), default=0)
    failed = models.BooleanField(_("联系不上"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("通知对象")
        constraints = [models.UniqueConstraint(fields=["notice", "person"], name="notice_person")]
        indexes = [
            models.Index(fields=["notice", "group"]),
            models.Index(fields=["notice", "place"]),
            models.Index(fields=["person", "notice"]),
            models.Index(
                fields=["notice", "id"],
                condition=models.Q(required=True, answered_at=None, covered_at=None),
                name="addressee_open",
            ),
            models.Index(fields=["remind_at"], condition=models.Q(remind_at__isnull=False), name="addressee_remind"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} → {self.person_id}"


class Delivery(models.Model):
    """One message to one address over one channel. ``key`` is what the gateway knows it by: the same key is never two
    messages. A row is ``TAKEN`` under ``leased_until_at`` while it is handed over; ``lease`` counts the hand-overs, so
    that a late one is noticed. ``unsure``: handed over, and no answer came."""

    key = models.CharField(_("幂等键"), max_length=80, unique=True)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries", verbose_name=_("通知"))
    addressee = models.ForeignKey(
        Addressee, models.CASCADE, null=True, related_name="deliveries", verbose_name=_("对象")
    )
    kind = models.CharField(_("通道类型"), max_length=12, choices=ChannelKind.choices)
    channel = models.ForeignKey(Channel, models.PROTECT, null=True, related_name="+", verbose_name=_("通道"))
    address = models.CharField(_("号码或地址"), max_length=200)
    text = models.TextField(_("内容"))
    urgency = models.PositiveSmallIntegerField(_("紧急程度"), choices=Urgency.choices, default=Urgency.NORMAL)
    exercise = models.BooleanField(_("演练"), default=False)
    step = models.PositiveSmallIntegerField(_("第几步"), default=0)
    parts = models.PositiveSmallIntegerField(_("条数"), default=1)
    cost = models.DecimalField(_("费用（元）"), max_digits=10, decimal_places=4, default=0)
    state = models.CharField(_("状态"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    due_at = models.DateTimeField(_("应发时间"))
    expires_at = models.DateTimeField(_("失效时间"), null=True)
    leased_until_at = models.DateTimeField(_("占用至"), null=True)
    attempts = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    created_at = models.DateTimeField(_("生成时间"), default=clock.now)
    sent_at = models.DateTimeField(_("发出时间"), null=True)
    delivered_at = models.DateTimeField(_("送达时间"), null=True)
    provider_id = models.CharField(_("网关编号"), max_length=80, blank=True)
    bundled_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="bundle", verbose_name=_("并入"))
    error = models.CharField(_("失败原因"), max_length=300, blank=True)
    lease = models.PositiveIntegerField(_("占用序号"), default=0, editable=False)
    unsure = models.BooleanField(_("结果不明"), default=False, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("发送记录")
        indexes = [
            models.Index(
                fields=["kind", "urgency", "due_at", "id"],
                condition=models.Q(state__in=("waiting", "taken")),
                name="delivery_queue",
            ),
            models.Index(fields=["state", "id"]),
            models.Index(fields=["notice", "state"]),
            models.Index(fields=["addressee", "id"]),
            models.Index(fields=["provider_id"]),
            models.Index(fields=["channel", "sent_at"], name="delivery_channel"),
            models.Index(fields=["address", "-id"]),
        ]

    def __str__(self) -> str:
        return self.key


class Answer(models.Model):
    """What one person answered, when, where and over which door. Rows are never changed."""

    addressee = models.ForeignKey(Addressee, models.CASCADE, related_name="answers", verbose_name=_("对象"))
    word = models.CharField(_("答复"), max_length=12, choices=Word.choices)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    at = models.DateTimeField(_("时间"), default=clock.now)
    door = models.CharField(_("途径"), max_length=8, choices=Door.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("代录人")
    )
    longitude = models.FloatField(_("经度"), null=True)
    latitude = models.FloatField(_("纬度"), null=True)
    key = models.CharField(_("幂等键"), max_length=120, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = _("答复")
        indexes = [models.Index(fields=["addressee", "id"])]

    def __str__(self) -> str:
        return f"{self.addressee_id} {self.word}"


class NoticeEvent(models.Model):
    """One line of a notice's timeline. Rows are only added."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="events", verbose_name=_("通知"))
    at = models.DateTimeField(_("时间"), default=clock.now)
    kind = models.CharField(_("事项"), max_length=12, choices=EventKind.choices)
    text = models.CharField(_("说明"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("操作人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("通知时间线")
        indexes = [models.Index(fields=["notice", "id"])]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.kind}"


class Reply(models.Model):
    """What came back from a number, word for word; one that nobody could read waits to be looked at."""

    key = models.CharField(_("幂等键"), max_length=120, unique=True)
    address = models.CharField(_("号码"), max_length=200)
    text = models.CharField(_("内容"), max_length=500)
    at = models.DateTimeField(_("时间"))
    door = models.CharField(_("途径"), max_length=8, choices=Door.choices)
    addressee = models.ForeignKey(Addressee, models.SET_NULL, null=True, related_name="replies", verbose_name=_("对象"))
    word = models.CharField(_("读作"), max_length=12, blank=True)
    aside = models.BooleanField(_("待人工处理"), default=False)
    handled_at = models.DateTimeField(_("处理时间"), null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("处理人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("回复")
        indexes = [
            models.Index(fields=["at", "id"]),
            models.Index(fields=["id"], condition=models.Q(aside=True, handled_at=None), name="reply_aside"),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.text[:20]}"


class CommunicationTest(Record):
    """A test of whether people can be reached, held by itself at its time (通信测试); its results are a notice."""

    class Every(models.TextChoices):
        ONCE = "once", _("一次")
        WEEK = "week", _("每周")
        MONTH = "month", _("每月")

    name = models.CharField(_("名称"), max_length=60)
    list = models.ForeignKey(RecipientList, models.PROTECT, related_name="tests", verbose_name=_("名单"))
    next_at = models.DateTimeField(_("下次时间"), null=True, blank=True)
    every = models.CharField(_("周期"), max_length=6, choices=Every.choices, default=Every.MONTH)
    within_minutes = models.PositiveIntegerField(_("限时（分钟）"), default=30)
    place = PlaceField(_("范围"))
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("通信测试")
        indexes = [models.Index(fields=["next_at"])]

    def __str__(self) -> str:
        return self.name
