"""The investigation of an accident: its clocks, the inquiry lines and their answers, who is held to account, and the
measures that are tracked until somebody has looked again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.kit.records.models import Record
from anlan.subjects.accidents import standards
from anlan.subjects.accidents.choices import Assessment, Finding, Inquiry, MeasureStatus, Nature, Subject
from anlan.subjects.accidents.models.accident import Accident


class Investigation(Record):
    """One investigation of one accident. ``due_on`` is the clock that runs now: report, reply, then assessment."""

    number = models.CharField(_("调查编号"), max_length=24, unique=True, editable=False)
    accident = models.OneToOneField(Accident, models.PROTECT, related_name="investigation", verbose_name=_("事故"))
    organiser = models.CharField(_("牵头单位"), max_length=120)
    leader = models.CharField(_("调查组组长"), max_length=40, blank=True)
    members = models.TextField(_("调查组成员"), blank=True)
    begun_on = models.DateField(_("成立日期"))
    entrusted = models.BooleanField(_("委托事故单位调查"), default=False)
    extension_days = models.PositiveSmallIntegerField(_("延长（日）"), default=0, editable=False)
    appraisal_days = models.PositiveSmallIntegerField(_("技术鉴定（日）"), default=0, editable=False)
    report_due_on = models.DateField(_("报告期限"), null=True, editable=False)
    submitted_on = models.DateField(_("提交报告日期"), null=True, blank=True)
    reply_due_on = models.DateField(_("批复期限"), null=True, editable=False)
    approved_on = models.DateField(_("批复日期"), null=True, blank=True)
    approval_paper = models.CharField(_("批复文号"), max_length=80, blank=True)
    assess_due_on = models.DateField(_("整改评估期限"), null=True, editable=False)
    due_on = models.DateField(_("当前期限"), null=True, editable=False)
    nature = models.CharField(_("事故性质"), max_length=12, choices=Nature.choices, blank=True)
    direct_cause = models.TextField(_("直接原因"), blank=True)
    indirect_cause = models.TextField(_("间接原因"), blank=True)
    opinion = models.TextField(_("责任认定和处理建议"), blank=True)
    case_number = models.CharField(_("行政处罚案号"), max_length=80, blank=True)
    published_on = models.DateField(_("报告公布日期"), null=True, blank=True)
    published_where = models.CharField(_("公布网址或载体"), max_length=200, blank=True)
    closed_on = models.DateField(_("结案日期"), null=True, blank=True)
    revisited_on = models.DateField(_("回访日期"), null=True, blank=True)
    assessed_on = models.DateField(_("整改评估日期"), null=True, blank=True)
    assessment = models.CharField(_("评估结论"), max_length=4, choices=Assessment.choices, blank=True)
    assessment_note = models.TextField(_("评估情况"), blank=True)
    assessment_published_on = models.DateField(_("评估公布日期"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=Inquiry.choices, default=Inquiry.RUNNING, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("事故调查")
        indexes = [
            models.Index(fields=["begun_on", "id"]),
            models.Index(fields=["status", "due_on", "id"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["closed_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.number


class InquiryItem(Record):
    """One line of 一案四查 or 两个倒查 that every investigation answers."""

    scheme = TermField(standards.SCHEMES, verbose_name=_("方案"))
    position = models.PositiveSmallIntegerField(_("次序"), default=1)
    content = models.CharField(_("查什么"), max_length=200)
    guidance = models.CharField(_("怎么查"), max_length=300, blank=True)
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("倒查事项")
        ordering = ["scheme", "position", "id"]

    def __str__(self) -> str:
        return self.content


class InquiryAnswer(models.Model):
    """What one investigation found on one line; the line's words stay as they were when it was answered."""

    investigation = models.ForeignKey(Investigation, models.CASCADE, related_name="answers", verbose_name=_("事故调查"))
    item = models.ForeignKey(InquiryItem, models.PROTECT, related_name="answers", verbose_name=_("倒查事项"))
    scheme = models.CharField(_("方案"), max_length=100)
    content = models.CharField(_("查什么"), max_length=200)
    finding = models.CharField(_("结论"), max_length=8, choices=Finding.choices)
    text = models.TextField(_("查明情况"), blank=True)
    answered_at = models.DateTimeField(_("填写时间"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("填写人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("倒查结果")
        constraints = [models.UniqueConstraint(fields=["investigation", "item"], name="inquiry_answer_once")]

    def __str__(self) -> str:
        return self.content


class Sanction(Record):
    """One measure against one person or unit held to account; ``amount`` is 万元."""

    accident = models.ForeignKey(Accident, models.PROTECT, related_name="sanctions", verbose_name=_("事故"))
    subject = models.CharField(_("追究对象"), max_length=6, choices=Subject.choices, default=Subject.PERSON)
    name = models.CharField(_("姓名或单位名称"), max_length=120)
    employer = models.CharField(_("所在单位和职务"), max_length=160, blank=True)
    official = models.BooleanField(_("公职人员"), default=False)
    kind = TermField("sanction-kind", verbose_name=_("追究方式"))
    amount = models.DecimalField(_("金额（万元）"), max_digits=12, decimal_places=4, null=True, blank=True)
    authority = models.CharField(_("决定机关"), max_length=120, blank=True)
    paper = models.CharField(_("决定文号"), max_length=80, blank=True)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    due_on = models.DateField(_("应落实日期"), null=True, blank=True)
    executed_on = models.DateField(_("落实日期"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("事故责任追究")
        indexes = [
            models.Index(fields=["decided_on", "id"]),
            models.Index(fields=["kind", "decided_on"]),
            models.Index(fields=["due_on", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.kind}"


class AccidentMeasure(Record):
    """One measure that the report demands, with who carries it out, by when, and what was seen when looking again."""

    accident = models.ForeignKey(Accident, models.PROTECT, related_name="measures", verbose_name=_("事故"))
    content = models.CharField(_("整改和防范措施"), max_length=500)
    unit = models.CharField(_("责任单位"), max_length=120)
    person = models.CharField(_("责任人"), max_length=40, blank=True)
    due_on = models.DateField(_("完成期限"))
    done_on = models.DateField(_("完成日期"), null=True, blank=True)
    evidence = models.TextField(_("落实情况"), blank=True)
    revisited_on = models.DateField(_("回访核查日期"), null=True, blank=True)
    verified_by = models.CharField(_("核查人"), max_length=40, blank=True)
    returned = models.PositiveSmallIntegerField(_("退回次数"), default=0, editable=False)
    status = models.CharField(
        _("状态"), max_length=8, choices=MeasureStatus.choices, default=MeasureStatus.OPEN, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("事故整改措施")
        indexes = [models.Index(fields=["due_on", "id"]), models.Index(fields=["status", "due_on", "id"])]

    def __str__(self) -> str:
        return self.content[:60]
