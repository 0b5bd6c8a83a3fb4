"""Checklists (检查表) as data, and what was answered at an inspection item by item. Knows no law: items bring it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.kit.records.models import Record
from anlan.subjects.hazards.inspection_choices import Verdict
from anlan.subjects.hazards.models.inspecting import Inspection


class Checklist(Record):
    """One edition of a checklist, valid from day to day; a changed list is a new edition beside the old one, under a
    name of its own, by which imports find it."""

    code = models.CharField(_("检查表编码"), max_length=40, blank=True)
    name = models.CharField(_("检查表名称"), max_length=120, unique=True)
    edition = models.CharField(_("版次"), max_length=20, blank=True)
    sector = TermField("sector", verbose_name=_("适用行业"), null=True, blank=True)
    kind = TermField("inspection-kind", verbose_name=_("检查类型"), null=True, blank=True)
    body = models.CharField(_("检查主体"), max_length=120, blank=True)
    basis = models.CharField(_("编制依据"), max_length=500, blank=True)
    valid_from_on = models.DateField(_("启用日期"))
    valid_to_on = models.DateField(_("停用日期"), null=True, blank=True)
    note = models.TextField(_("说明"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("检查表")
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="checklist_code_once"),
        ]
        indexes = [models.Index(fields=["valid_from_on", "id"])]

    def __str__(self) -> str:
        return self.name


class ChecklistItem(Record):
    """One thing to look at: what, how, by which law, and whether a failure suggests a major hazard."""

    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="items", verbose_name=_("检查表"))
    position = models.PositiveIntegerField(_("序号"))
    code = models.CharField(_("事项编码"), max_length=40, blank=True)
    section = models.CharField(_("抽查类别"), max_length=80, blank=True)
    title = models.CharField(_("检查事项"), max_length=200, blank=True)
    content = models.CharField(_("检查内容"), max_length=1000)
    method = models.CharField(_("检查方法"), max_length=300, blank=True)
    basis = models.CharField(_("检查依据"), max_length=1000, blank=True)
    penalty = models.CharField(_("处罚依据"), max_length=1000, blank=True)
    weighty = models.BooleanField(_("重点检查事项"), default=False)
    major = models.BooleanField(_("不符合的提示重大隐患"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("检查事项")
        constraints = [models.UniqueConstraint(fields=["checklist", "position"], name="checklist_item_once")]

    def __str__(self) -> str:
        return f"{self.position}. {self.content[:60]}"


class ItemAnswer(models.Model):
    """What was found for one item at one inspection. ``asked`` keeps the item's words as they then were."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="answers", verbose_name=_("检查"))
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="+", verbose_name=_("检查事项"))
    asked = models.CharField(_("检查内容"), max_length=1000)
    verdict = models.CharField(_("结论"), max_length=8, choices=Verdict.choices)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    version = models.PositiveIntegerField(_("版本"), default=1)
    answered_at = models.DateTimeField(_("填写时间"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("填写人")
    )
    hazard = models.OneToOneField(
        "hazards.Hazard", models.SET_NULL, null=True, related_name="+", verbose_name=_("登记的隐患")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("检查项结论")
        constraints = [models.UniqueConstraint(fields=["inspection", "item"], name="item_answer_once")]

    def __str__(self) -> str:
        return f"{self.asked[:40]}：{self.get_verdict_display()}"
