"""Campaigns (专项行动) with what drives them: work groups, documents, measures, tasks, meetings and bulletins.

They count what others record and record nothing twice themselves. Knows neither inspections nor hazards.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.dictionaries.multiple import TermsField
from anlan.base.envelope import Record
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.subjects.campaigns.choices import (
    BulletinStatus,
    Cadence,
    Direction,
    DocumentStatus,
    MemberRole,
    Ranked,
    ReceiptStatus,
    Stage,
    TaskStatus,
)

PERSON = settings.AUTH_USER_MODEL


def _organisation(label: Any, *, optional: bool = True) -> Any:
    return models.ForeignKey(
        "people.Organisation", models.PROTECT, null=optional, blank=optional, related_name="+", verbose_name=label
    )


def _campaign(related: str) -> Any:
    return models.ForeignKey(
        "campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name=related, verbose_name=_("专项行动")
    )


class Campaign(Record):
    """One campaign or a strand of one; inspections, hazards and tasks of several campaigns name each of them."""

    name = models.CharField(_("行动名称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    number = models.CharField(_("发文字号"), max_length=60, blank=True)
    kind = TermField("campaign-kind", verbose_name=_("行动类别"), null=True, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="strands", verbose_name=_("上级行动")
    )
    organiser = _organisation(_("牵头单位"))
    sectors = TermsField("sector", verbose_name=_("涉及行业"), blank=True)
    place = PlaceField(_("范围"))
    line = LineField(_("条线"), null=True, blank=True)
    begins_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    stage = models.CharField(_("状态"), max_length=8, choices=Stage.choices, default=Stage.PLANNED, editable=False)
    started_on = models.DateField(_("实际开始"), null=True, blank=True, editable=False)
    ended_on = models.DateField(_("实际结束"), null=True, blank=True, editable=False)
    cadence = models.CharField(_("通报周期"), max_length=12, choices=Cadence.choices, default=Cadence.NONE)
    occasion = models.CharField(_("部署起因"), max_length=200, blank=True, help_text=_("如：吸取事故教训、节日节点。"))
    aim = models.TextField(_("目标"), blank=True)
    summary = models.TextField(_("总结"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("专项行动")
        indexes = [
            models.Index(fields=["begins_on", "id"]),
            models.Index(fields=["stage", "begins_on"]),
            models.Index(fields=["place", "begins_on"]),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        above, seen = self.parent, {self.pk} - {None}
        while above is not None:
            if above.pk in seen or above is self:
                raise ValidationError({"parent": _("上级行动绕成了圈：不能是本行动或其子行动。")})
            seen.add(above.pk)
            above = above.parent


class WorkGroup(Record):
    """A group as it stands between two re-formations; ``predecessor`` is the group that it replaced."""

    name = models.CharField(_("工作组名称"), max_length=80)
    kind = TermField("work-group-kind", verbose_name=_("类别"), null=True, blank=True)
    campaign = _campaign("groups")
    organisation = _organisation(_("牵头单位"))
    leader = models.CharField(_("组长"), max_length=40, blank=True)
    sectors = TermsField("sector", verbose_name=_("负责行业"), blank=True)
    place = PlaceField(_("负责片区"))
    line = LineField(_("条线"), null=True, blank=True)
    formed_on = models.DateField(_("成立日期"))
    dissolved_on = models.DateField(_("撤销日期"), null=True, blank=True)
    predecessor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("改组自")
    )
    duty = models.TextField(_("职责"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("工作组")
        indexes = [
            models.Index(fields=["formed_on", "id"]),
            models.Index(fields=["place", "formed_on"]),
            models.Index(fields=["campaign", "formed_on"]),
        ]

    def __str__(self) -> str:
        return self.name


class WorkGroupMember(Record):
    """One person in one group, from a day to a day."""

    group = models.ForeignKey(WorkGroup, models.CASCADE, related_name="members", verbose_name=_("工作组"))
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("人员")
    )
    name = models.CharField(_("姓名"), max_length=40, blank=True)
    role = models.CharField(_("组内职务"), max_length=8, choices=MemberRole.choices, default=MemberRole.MEMBER)
    from_on = models.DateField(_("加入日期"))
    to_on = models.DateField(_("退出日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("工作组成员")
        indexes = [models.Index(fields=["group", "from_on", "id"]), models.Index(fields=["from_on", "id"])]

    def __str__(self) -> str:
        return self.name or str(self.person or "")


class Document(Record):
    """A numbered document (文件), to whom it goes and who has read it. ``word`` is the issuer's code (机关代字)."""

    title = models.CharField(_("标题"), max_length=200)
    word = models.CharField(_("机关代字"), max_length=30, blank=True, help_text=_("如：澜安委办。印发时据此编文号。"))
    number = models.CharField(_("文号"), max_length=60, blank=True)
    kind = TermField("document-kind", verbose_name=_("文件类别"), null=True, blank=True)
    direction = models.CharField(_("收发"), max_length=4, choices=Direction.choices, default=Direction.OUT)
    issuer = models.CharField(_("发文单位"), max_length=120, blank=True)
    campaign = _campaign("documents")
    dated_on = models.DateField(_("成文日期"))
    feedback_due_on = models.DateField(_("反馈期限"), null=True, blank=True)
    content = models.TextField(_("正文"), blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=DocumentStatus.choices, default=DocumentStatus.DRAFT, editable=False
    )
    issued_at = models.DateTimeField(_("印发时间"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("文件")
        indexes = [
            models.Index(fields=["dated_on", "id"]),
            models.Index(fields=["place", "dated_on", "id"]),
            models.Index(fields=["status", "dated_on"]),
            models.Index(fields=["campaign", "dated_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "number"],
                condition=~Q(number=""),
                name="document_number_once",
                violation_error_message=_("这个发文单位已经有这个文号的文件。"),
            )
        ]

    def __str__(self) -> str:
        return f"《{self.title}》"


class DocumentReceipt(Record):
    """That one organisation was sent a document, when it opened it, and what it fed back."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="receipts", verbose_name=_("文件"))
    organisation = _organisation(_("接收单位"), optional=False)
    sent_at = models.DateTimeField(_("发送时间"))
    due_on = models.DateField(_("反馈期限"), null=True, blank=True)
    read_at = models.DateTimeField(_("签收时间"), null=True, blank=True, editable=False)
    read_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("签收人")
    )
    answered_at = models.DateTimeField(_("反馈时间"), null=True, blank=True, editable=False)
    answer = models.TextField(_("反馈内容"), blank=True, editable=False)
    note = models.CharField(_("备注"), max_length=200, blank=True)
    chased = models.PositiveSmallIntegerField(_("催收次数"), default=0, editable=False)
    chased_at = models.DateTimeField(_("最近催收"), null=True, blank=True, editable=False)
    status = models.CharField(
        _("状态"), max_length=8, choices=ReceiptStatus.choices, default=ReceiptStatus.SENT, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("文件签收")
        constraints = [models.UniqueConstraint(fields=["document", "organisation"], name="document_receipt_once")]
        indexes = [
            models.Index(fields=["sent_at", "id"]),
            models.Index(fields=["organisation", "sent_at"]),
            models.Index(fields=["status", "due_on"]),
            models.Index(fields=["due_on", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.organisation}"


class Meeting(Record):
    """A meeting held, with its minutes; what it decided to do are tasks that name it."""

    title = models.CharField(_("会议名称"), max_length=160)
    kind = TermField("meeting-kind", verbose_name=_("会议类型"), null=True, blank=True)
    topic = TermField("meeting-topic", verbose_name=_("议题类别"), null=True, blank=True)
    held_on = models.DateField(_("召开日期"))
    organisation = _organisation(_("召开单位"))
    chair = models.CharField(_("主持人"), max_length=40, blank=True)
    venue = models.CharField(_("地点"), max_length=120, blank=True)
    attendees = models.PositiveIntegerField(_("参会人数"), null=True, blank=True)
    units = models.PositiveIntegerField(_("参会单位数"), null=True, blank=True)
    campaign = _campaign("meetings")
    agenda = models.TextField(_("议程"), blank=True)
    minutes = models.TextField(_("会议纪要"), blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("会议")
        indexes = [
            models.Index(fields=["held_on", "id"]),
            models.Index(fields=["place", "held_on"]),
            models.Index(fields=["campaign", "held_on"]),
        ]

    def __str__(self) -> str:
        return self.title


class Measure(Record):
    """One measure (条) of a superior's document, broken down into tasks (项)."""

    content = models.CharField(_("措施内容"), max_length=500)
    position = models.PositiveSmallIntegerField(_("序号"), default=1)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name=_("来源文件")
    )
    campaign = _campaign("measures")
    lead = models.CharField(_("牵头单位"), max_length=200, blank=True)
    issued_on = models.DateField(_("提出日期"), null=True, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("工作措施")
        indexes = [
            models.Index(fields=["document", "position"]),
            models.Index(fields=["campaign", "position"]),
            models.Index(fields=["position", "id"]),
            models.Index(fields=["place", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.content}"


class Task(Record):
    """One task (项) of one responsible organisation. ``parent`` is the task that it was passed down from."""

    number = models.CharField(_("任务编号"), max_length=24, unique=True, editable=False)
    content = models.CharField(_("任务内容"), max_length=500)
    requirement = models.TextField(_("工作要求"), blank=True)
    campaign = _campaign("tasks")
    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("对应措施")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("来源文件")
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("来源会议")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="parts", verbose_name=_("上级任务")
    )
    group = models.ForeignKey(
        WorkGroup, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("督导组")
    )
    sector = TermField("sector", verbose_name=_("行业"), null=True, blank=True)
    organisation = _organisation(_("责任单位"), optional=False)
    assigner = _organisation(_("交办单位"))
    partners = models.CharField(_("配合单位"), max_length=300, blank=True)
    leader = models.CharField(_("责任领导"), max_length=40, blank=True)
    person = models.CharField(_("联系人"), max_length=40, blank=True)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    due_on = models.DateField(_("完成时限"), null=True, blank=True)
    line = LineField(_("条线"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=TaskStatus.choices, default=TaskStatus.DRAFT, editable=False
    )
    ordered_on = models.DateField(_("下达日期"), null=True, blank=True, editable=False)
    received_at = models.DateTimeField(_("签收时间"), null=True, blank=True, editable=False)
    progress = models.PositiveSmallIntegerField(
        _("进度（%）"), default=0, validators=[MaxValueValidator(100)], editable=False
    )
    progress_at = models.DateTimeField(_("最近报进度"), null=True, blank=True, editable=False)
    result = models.TextField(_("完成情况"), blank=True, editable=False)
    submitted_at = models.DateTimeField(_("报验时间"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("报验人")
    )
    completed_on = models.DateField(_("完成日期"), null=True, blank=True, editable=False)
    returned = models.PositiveSmallIntegerField(_("退回次数"), default=0, editable=False)
    urged = models.PositiveSmallIntegerField(_("催办次数"), default=0, editable=False)
    extension_asked = models.BooleanField(_("延期待批"), default=False, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("工作任务")
        indexes = [
            models.Index(fields=["status", "due_on", "id"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["organisation", "status", "due_on"]),
            models.Index(fields=["campaign", "status", "due_on"]),
            models.Index(fields=["ordered_on", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.content[:40]}"


class TaskExtension(models.Model):
    """A request for more time and what was decided on it."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="extensions", verbose_name=_("工作任务"))
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    asked_at = models.DateTimeField(_("申请时间"))
    reason = models.CharField(_("申请理由"), max_length=500)
    old_due_on = models.DateField(_("原期限"), null=True)
    new_due_on = models.DateField(_("申请延至"))
    granted = models.BooleanField(_("是否同意"), null=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人"))
    decided_at = models.DateTimeField(_("审批时间"), null=True)
    opinion = models.CharField(_("审批意见"), max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("任务延期申请")
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=Q(granted=None), name="task_extension_one_waits")
        ]

    def __str__(self) -> str:
        return f"{self.task} → {self.new_due_on}"


class Bulletin(Record):
    """A bulletin (通报) over a span of days. ``ranking`` holds its figures, frozen when it is issued."""

    title = models.CharField(_("标题"), max_length=160)
    campaign = _campaign("bulletins")
    cadence = models.CharField(_("周期"), max_length=12, choices=Cadence.choices, default=Cadence.NONE)
    ranked = models.CharField(_("排名对象"), max_length=12, choices=Ranked.choices, default=Ranked.TOWNS)
    from_on = models.DateField(_("统计起日"))
    to_on = models.DateField(_("统计止日"))
    organisation = _organisation(_("通报单位"))
    text = models.TextField(_("正文"), blank=True)
    place = PlaceField(_("范围"))
    line = LineField(_("条线"), null=True, blank=True)
    due_on = models.DateField(_("应发日期"), null=True, blank=True)
    ordinal = models.PositiveIntegerField(_("期号"), null=True, blank=True, editable=False)
    ranking = models.JSONField(_("排名"), default=dict, editable=False)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, editable=False, related_name="bulletin", verbose_name=_("文件")
    )
    status = models.CharField(
        _("状态"), max_length=8, choices=BulletinStatus.choices, default=BulletinStatus.DRAFT, editable=False
    )
    issued_at = models.DateTimeField(_("印发时间"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("通报")
        indexes = [
            models.Index(fields=["to_on", "id"]),
            models.Index(fields=["status", "due_on"]),
            models.Index(fields=["place", "to_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "cadence", "from_on", "to_on"],
                name="bulletin_once_a_period",
                violation_error_message=_("这个行动在这一期已经有通报。"),
            ),
            models.UniqueConstraint(
                fields=["campaign", "ordinal"], condition=Q(ordinal__isnull=False), name="bulletin_ordinal_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
