"""Interviews (约谈) and with whom, accountability (问责), and lessons pushed to units with their receipts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.dictionaries.multiple import TermsField
from anlan.base.envelope import Record
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.subjects.governance.choices import FollowUp, LessonStatus, ReceiptStatus
from anlan.subjects.governance.models.about import About, PartyField


class Interview(Record, About):
    """One talk, with one party or with hundreds at once; the parties are rows of their own."""

    number = models.CharField(_("约谈编号"), max_length=24, unique=True, editable=False)
    title = models.CharField(_("约谈事由"), max_length=200)
    reason = TermField("interview-reason", verbose_name=_("约谈原因"), null=True, blank=True)
    kind = TermField("interview-kind", verbose_name=_("约谈方式"))
    held_on = models.DateField(_("约谈日期"))
    host = models.CharField(_("约谈人"), max_length=80)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("约谈单位")
    )
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("专项行动")
    )
    place = PlaceField(_("范围"))
    line = LineField(_("条线"), null=True, blank=True)
    content = models.TextField(_("约谈内容"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("约谈")
        indexes = [models.Index(fields=["held_on", "id"]), models.Index(fields=["place", "held_on", "id"])]

    def __str__(self) -> str:
        return self.number


class Interviewee(Record):
    """One party of an interview, what it was told to do, and whether it did."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="parties", verbose_name=_("约谈"))
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("被约谈企业")
    )
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("被约谈单位")
    )
    name = models.CharField(_("被约谈人"), max_length=60, blank=True)
    post = models.CharField(_("职务"), max_length=60, blank=True)
    party = PartyField(_("被约谈方"))
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    place = PlaceField(_("属地"))
    present = models.BooleanField(_("到场"), default=True)
    measure = models.CharField(_("整改要求"), max_length=500, blank=True)
    due_on = models.DateField(_("落实期限"), null=True, blank=True)
    result = models.TextField(_("落实情况"), blank=True, editable=False)
    done_on = models.DateField(
        _("落实日期"), null=True, blank=True, help_text=_("补录已落实的才填；其余由办理步骤写入。")
    )
    status = models.CharField(_("状态"), max_length=10, choices=FollowUp.choices, default=FollowUp.OPEN, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("被约谈方")
        indexes = [
            models.Index(fields=["status", "due_on", "id"]),
            models.Index(fields=["place", "id"]),
            models.Index(fields=["due_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.party or self.party_name()

    def party_name(self) -> str:
        """The firm or unit, or the person where neither is named."""
        if self.enterprise_id:
            return str(self.enterprise)
        return str(self.unit) if self.unit_id else self.name


class Accountability(Record, About):
    """One measure against one person or one unit; nobody's measure is counted twice."""

    number = models.CharField(_("问责编号"), max_length=24, unique=True, editable=False)
    person = models.CharField(_("被问责人"), max_length=60, blank=True)
    post = models.CharField(_("职务"), max_length=80, blank=True)
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所在单位")
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所在企业")
    )
    unit_name = models.CharField(_("单位（其他）"), max_length=120, blank=True)
    party = PartyField(_("单位"))
    of_unit = models.BooleanField(_("对单位问责"), default=False, help_text=_("被问责的是单位本身，如吊销证照。"))
    measure = TermField("accountability-measure", verbose_name=_("问责方式"))
    reason = TermField("accountability-reason", verbose_name=_("问责原因"), null=True, blank=True)
    decided_on = models.DateField(_("决定日期"))
    decided_by = models.CharField(_("决定机关"), max_length=80, blank=True)
    paper = models.CharField(_("文号"), max_length=60, blank=True)
    place = PlaceField(_("属地"))
    content = models.TextField(_("问责事由"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("责任追究")
        indexes = [models.Index(fields=["decided_on", "id"]), models.Index(fields=["place", "decided_on", "id"])]

    def __str__(self) -> str:
        return self.number

    def party_name(self) -> str:
        """The firm or unit that the person belongs to, or that is itself held to account."""
        if self.enterprise_id:
            return str(self.enterprise)
        return str(self.unit) if self.unit_id else self.unit_name


class Lesson(Record, About):
    """What others should learn from one case; pushed to units of these kinds and to enterprises of these sectors."""

    number = models.CharField(_("编号"), max_length=24, unique=True, editable=False)
    title = models.CharField(_("警示标题"), max_length=200)
    content = models.TextField(_("案例情况"))
    requirement = models.TextField(_("举一反三要求"), blank=True)
    issuer = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("下发单位")
    )
    place = PlaceField(_("推送范围"))
    unit_kinds = TermsField("organisation-kind", verbose_name=_("推送单位类别"))
    sectors = TermsField("sector", verbose_name=_("推送企业行业"))
    due_on = models.DateField(_("自查期限"), null=True, blank=True)
    issued_on = models.DateField(_("下发日期"), null=True, blank=True, editable=False)
    status = models.CharField(
        _("状态"), max_length=10, choices=LessonStatus.choices, default=LessonStatus.DRAFT, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("警示教育")
        indexes = [models.Index(fields=["issued_on", "id"]), models.Index(fields=["place", "id"])]

    def __str__(self) -> str:
        return self.number


class LessonReceipt(Record):
    """One unit's reading of a lesson and what it found when it looked at itself."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="receipts", verbose_name=_("警示教育"))
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("接收单位")
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("接收企业")
    )
    party = PartyField(_("接收方"))
    place = PlaceField(_("属地"))
    due_on = models.DateField(_("自查期限"), null=True, blank=True)
    read_at = models.DateTimeField(_("阅读时间"), null=True, blank=True, editable=False)
    checked_on = models.DateField(_("自查日期"), null=True, blank=True, editable=False)
    problems = models.PositiveIntegerField(_("自查发现问题数"), null=True, blank=True, editable=False)
    result = models.TextField(_("自查情况"), blank=True, editable=False)
    chased = models.PositiveSmallIntegerField(_("催收次数"), default=0, editable=False)
    note = models.CharField(_("备注"), max_length=200, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=ReceiptStatus.choices, default=ReceiptStatus.SENT, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("警示教育回执")
        constraints = [
            models.UniqueConstraint(fields=["lesson", "enterprise"], name="lesson_enterprise_once"),
            models.UniqueConstraint(
                fields=["lesson", "unit"], condition=models.Q(enterprise=None), name="lesson_unit_once"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "due_on", "id"]),
            models.Index(fields=["place", "id"]),
            models.Index(fields=["lesson", "status"]),
        ]

    def __str__(self) -> str:
        return self.party or self.party_name()

    def party_name(self) -> str:
        """The firm or the unit."""
        return str(self.enterprise) if self.enterprise_id else str(self.unit) if self.unit_id else ""
