"""What a firm must hold and renew: standardisation, certificates, contractors, and projects with their three stages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.kit.records.models import Record
from anlan.subjects.enterprises.choices import Grade, Holder, Stage
from anlan.subjects.enterprises.models.firms import Enterprise


class Standardisation(Record):
    """One round of work-safety standardisation: self-assessed, then graded."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name=_("企业"))
    self_assessed_on = models.DateField(_("自评完成日期"), null=True, blank=True)
    score = models.DecimalField(_("得分"), max_digits=5, decimal_places=2, null=True, blank=True)
    grade = models.CharField(_("等级"), max_length=6, choices=Grade.choices, blank=True)
    graded_on = models.DateField(_("定级日期"), null=True, blank=True)
    certificate = models.CharField(_("证书编号"), max_length=80, blank=True)
    assessor = models.CharField(_("评审单位"), max_length=120, blank=True)
    due_on = models.DateField(_("有效期至"), null=True, blank=True)
    ended_on = models.DateField(_("撤销日期"), null=True, blank=True)
    end_reason = models.CharField(_("撤销原因"), max_length=200, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("标准化")
        indexes = [
            models.Index(fields=["enterprise", "due_on"]),
            models.Index(fields=["grade", "id"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["self_assessed_on", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.get_grade_display()}".strip()


class Certificate(Record):
    """A licence of the firm or a certificate of one of its people."""

    kind = TermField("certificate-kind", verbose_name=_("证照类别"))
    number = models.CharField(_("证书编号"), max_length=80)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name=_("企业"))
    holder = models.CharField(_("持证对象"), max_length=8, choices=Holder.choices, default=Holder.FIRM)
    person = models.CharField(_("持证人"), max_length=40, blank=True)
    id_number = models.CharField(_("身份证号"), max_length=18, blank=True)
    authority = models.CharField(_("发证机关"), max_length=120, blank=True)
    scope_of_work = models.CharField(_("许可范围或作业项目"), max_length=200, blank=True)
    issued_on = models.DateField(_("发证日期"), null=True, blank=True)
    review_on = models.DateField(_("复审日期"), null=True, blank=True)
    due_on = models.DateField(_("有效期至"), null=True, blank=True)
    ended_on = models.DateField(_("注销日期"), null=True, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("安全证照")
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="certificate_number_once")]
        indexes = [
            models.Index(fields=["enterprise", "due_on"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["holder", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.person}".strip()


class Contractor(Record):
    """A firm that works within another's premises (外包队伍)."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name=_("发包企业"))
    name = models.CharField(_("承包单位"), max_length=120)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    work = models.CharField(_("承包内容"), max_length=200)
    qualification = models.CharField(_("资质"), max_length=120, blank=True)
    leader = models.CharField(_("现场负责人"), max_length=40, blank=True)
    phone = models.CharField(_("现场负责人电话"), max_length=30, blank=True)
    people = models.PositiveIntegerField(_("作业人数"), null=True, blank=True)
    agreed_on = models.DateField(_("安全协议签订日期"), null=True, blank=True)
    disclosed_on = models.DateField(_("安全交底日期"), null=True, blank=True)
    trained_on = models.DateField(_("入厂培训日期"), null=True, blank=True)
    starts_on = models.DateField(_("进场日期"), null=True, blank=True)
    due_on = models.DateField(_("协议到期日期"), null=True, blank=True)
    ended_on = models.DateField(_("退场日期"), null=True, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("外包队伍")
        indexes = [models.Index(fields=["enterprise", "due_on"]), models.Index(fields=["due_on", "id"])]

    def __str__(self) -> str:
        return self.name


class ConstructionProject(Record):
    """A project whose safety facilities are designed, built and taken into use with it (三同时)."""

    name = models.CharField(_("项目名称"), max_length=120)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name=_("建设单位"))
    kind = TermField("project-kind", verbose_name=_("建设性质"))
    content = models.TextField(_("建设内容"), blank=True)
    investment = models.DecimalField(_("总投资（万元）"), max_digits=14, decimal_places=4, null=True, blank=True)
    safety_investment = models.DecimalField(
        _("安全设施投资（万元）"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    approval = models.CharField(_("立项文号"), max_length=80, blank=True)
    proposed_on = models.DateField(_("立项日期"))
    due_on = models.DateField(_("本阶段期限"), null=True, blank=True)
    conditions_on = models.DateField(_("安全条件审查日期"), null=True, blank=True, editable=False)
    conditions_paper = models.CharField(_("安全条件审查文号"), max_length=80, blank=True, editable=False)
    design_on = models.DateField(_("安全设施设计审查日期"), null=True, blank=True, editable=False)
    design_paper = models.CharField(_("设计审查文号"), max_length=80, blank=True, editable=False)
    trial_on = models.DateField(_("试生产开始日期"), null=True, blank=True, editable=False)
    accepted_on = models.DateField(_("竣工验收日期"), null=True, blank=True, editable=False)
    acceptance_paper = models.CharField(_("验收报告编号"), max_length=80, blank=True, editable=False)
    stopped_on = models.DateField(_("终止日期"), null=True, blank=True, editable=False)
    status = models.CharField(_("阶段"), max_length=12, choices=Stage.choices, default=Stage.PROPOSED, editable=False)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("建设项目三同时")
        constraints = [models.UniqueConstraint(fields=["enterprise", "name"], name="project_name_once")]
        indexes = [
            models.Index(fields=["status", "due_on"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["proposed_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.name
