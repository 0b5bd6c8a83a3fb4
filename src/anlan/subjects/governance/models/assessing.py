"""Score sheets that the bureau words itself (六有, 三有, 八化, 五到位 …) and assessments of units by them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.dictionaries.multiple import TermsField
from anlan.base.envelope import Record
from anlan.base.places.fields import PlaceField
from anlan.subjects.governance.choices import AssessmentStatus, SheetStatus


class Sheet(Record):
    """One version of a sheet. Its items may be changed while it is a draft; a new version is a copy of it."""

    name = models.CharField(_("评分表名称"), max_length=120, unique=True)
    family = models.CharField(_("表系列"), max_length=60, help_text=_("同一张表的各个版本用同一个系列名。"))
    revision = models.PositiveIntegerField(_("版本号"), default=1)
    kind = TermField("assessment-kind", verbose_name=_("考核类别"))
    unit_kinds = TermsField("organisation-kind", verbose_name=_("适用单位类别"))
    pass_score = models.DecimalField(_("达标分"), max_digits=7, decimal_places=2, null=True, blank=True)
    all_needed = models.BooleanField(_("须全部达标"), default=False, help_text=_("如六有、三有：缺一项即不达标。"))
    from_on = models.DateField(_("启用日期"), null=True, blank=True)
    source = models.CharField(_("依据"), max_length=200, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=SheetStatus.choices, default=SheetStatus.DRAFT, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("考核评分表")
        constraints = [models.UniqueConstraint(fields=["family", "revision"], name="sheet_revision_once")]

    def __str__(self) -> str:
        return self.name


class SheetItem(Record):
    """One item; ``points`` is its full mark, empty where it is only met or not. An unmet ``veto`` fails the unit."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="items", verbose_name=_("评分表"))
    position = models.PositiveIntegerField(_("序号"))
    part = models.CharField(_("分类"), max_length=60, blank=True)
    content = models.CharField(_("考核内容"), max_length=300)
    criterion = models.TextField(_("评分标准"), blank=True)
    points = models.DecimalField(_("分值"), max_digits=6, decimal_places=2, null=True, blank=True)
    veto = models.BooleanField(_("一票否决"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("评分项")
        constraints = [models.UniqueConstraint(fields=["sheet", "position"], name="sheet_item_position_once")]
        indexes = [models.Index(fields=["position", "id"])]

    def __str__(self) -> str:
        return f"{self.position}. {self.content[:40]}"


class Assessment(Record):
    """One unit assessed by one sheet for one year; score and counts follow from the answers."""

    number = models.CharField(_("考核编号"), max_length=24, unique=True, editable=False)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="assessments", verbose_name=_("评分表"))
    unit = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name=_("被考核单位"))
    place = PlaceField(_("属地"))
    year = models.PositiveIntegerField(_("年度"))
    period = models.CharField(_("考核期"), max_length=40, blank=True)
    assessed_on = models.DateField(_("考核日期"))
    assessor = models.CharField(_("考核人"), max_length=80, blank=True)
    opinion = models.TextField(_("考核意见"), blank=True)
    of_items = models.PositiveIntegerField(_("评分项数"), default=0, editable=False)
    answered = models.PositiveIntegerField(_("已评项数"), default=0, editable=False)
    met = models.PositiveIntegerField(_("达标项数"), default=0, editable=False)
    score = models.DecimalField(_("得分"), max_digits=8, decimal_places=2, null=True, blank=True, editable=False)
    passed = models.BooleanField(_("达标"), null=True, editable=False)
    confirmed_on = models.DateField(_("确认日期"), null=True, blank=True, editable=False)
    status = models.CharField(
        _("状态"), max_length=10, choices=AssessmentStatus.choices, default=AssessmentStatus.OPEN, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("考核评分")
        constraints = [models.UniqueConstraint(fields=["sheet", "unit", "year", "period"], name="assessment_unit_once")]
        indexes = [
            models.Index(fields=["assessed_on", "id"]),
            models.Index(fields=["place", "assessed_on", "id"]),
            models.Index(fields=["sheet", "year", "score"]),
            models.Index(fields=["status", "id"]),
        ]

    def __str__(self) -> str:
        return self.number


class Answer(models.Model):
    """What one item was given in one assessment; ``points`` where the item has any, else ``met``."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers", verbose_name=_("考核评分"))
    item = models.ForeignKey(SheetItem, models.PROTECT, related_name="answers", verbose_name=_("评分项"))
    met = models.BooleanField(_("达标"))
    points = models.DecimalField(_("得分"), max_digits=6, decimal_places=2, null=True, blank=True)
    remark = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("评分结果")
        constraints = [models.UniqueConstraint(fields=["assessment", "item"], name="assessment_answer_once")]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.item_id}"
