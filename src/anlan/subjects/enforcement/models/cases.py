"""Cases from clue to closing, fines paid, transfers both ways, closed firms, delegation to towns."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.dictionaries.multiple import TermsField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.records.models import Record
from anlan.subjects.enforcement.choices import (
    CaseStatus,
    ClosureStatus,
    Direction,
    PartyKind,
    Revisit,
    TransferStatus,
)


class Delegation(Record):
    """执法权委托: which powers a township exercises, under which paper and until when."""

    name = models.CharField(_("委托名称"), max_length=120)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", verbose_name=_("受委托单位")
    )
    place = PlaceField(_("乡镇街道"))
    line = LineField(_("条线"), null=True, blank=True)
    document = models.CharField(_("委托书文号"), max_length=80)
    powers = TermsField("delegated-power", verbose_name=_("委托事项"), blank=True)
    begins_on = models.DateField(_("生效日期"))
    ends_on = models.DateField(_("截止日期"), null=True, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("执法委托")
        indexes = [models.Index(fields=["begins_on", "id"]), models.Index(fields=["place", "begins_on"])]

    def __str__(self) -> str:
        return self.name


class Case(Record):
    """One case. Money is 元; each stage has its own date, so that any period can be counted later."""

    number = models.CharField(_("案件编号"), max_length=24, unique=True, editable=False)
    provincial_number = models.CharField(_("省系统案号"), max_length=60, blank=True)
    cause = models.CharField(_("案由"), max_length=300)
    party_kind = models.CharField(_("当事人类别"), max_length=6, choices=PartyKind.choices, default=PartyKind.UNIT)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, verbose_name=_("涉案企业")
    )
    party = models.CharField(_("当事人"), max_length=120, blank=True)
    phone = models.CharField(_("当事人电话"), max_length=30, blank=True)
    source = TermField("case-source", verbose_name=_("案件来源"), null=True, blank=True)
    violation = TermField("violation-kind", verbose_name=_("违法行为类别"), null=True, blank=True)
    basis = models.CharField(_("处罚依据"), max_length=300, blank=True)
    strict_rules = TermsField("strict-rule", verbose_name=_("适用的四个一律"), blank=True)
    violated_on = models.DateField(_("违法行为终了日期"), null=True, blank=True)
    found_on = models.DateField(_("发现日期"))
    hazard = models.ForeignKey(
        "hazards.Hazard",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("移交的隐患"),
    )
    accident = models.ForeignKey(
        "accidents.Accident", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("涉及的事故")
    )
    inspection = models.ForeignKey(
        "hazards.Inspection", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("检查记录")
    )
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("专项行动")
    )
    about = models.CharField(_("来源台账"), max_length=40, blank=True, editable=False)
    about_id = models.BigIntegerField(_("来源记录"), null=True, editable=False)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("办案机构")
    )
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("执法委托")
    )
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    lead = models.ForeignKey(
        "enforcement.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("主办人员")
    )
    second = models.ForeignKey(
        "enforcement.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("协办人员")
    )
    major = models.BooleanField(_("重大复杂"), default=False, help_text=_("须法制审核和集体讨论。"))
    hearing_right = models.BooleanField(_("有权要求听证"), default=False)
    filed_on = models.DateField(_("立案日期"), null=True, blank=True)
    investigated_on = models.DateField(_("调查终结日期"), null=True, blank=True)
    reviewed_on = models.DateField(_("法制审核日期"), null=True, blank=True)
    discussed_on = models.DateField(_("集体讨论日期"), null=True, blank=True)
    notified_on = models.DateField(_("告知日期"), null=True, blank=True)
    hearing_asked_on = models.DateField(_("要求听证日期"), null=True, blank=True)
    heard_on = models.DateField(_("听证日期"), null=True, blank=True)
    decided_on = models.DateField(_("处罚决定日期"), null=True, blank=True)
    decision_number = models.CharField(_("决定书文号"), max_length=80, blank=True)
    served_on = models.DateField(_("送达日期"), null=True, blank=True)
    published_on = models.DateField(_("公示日期"), null=True, blank=True)
    urged_on = models.DateField(_("催告日期"), null=True, blank=True)
    court_on = models.DateField(_("申请强制执行日期"), null=True, blank=True)
    executed_on = models.DateField(_("执行完毕日期"), null=True, blank=True)
    closed_on = models.DateField(_("结案日期"), null=True, blank=True)
    revisited_on = models.DateField(_("回访日期"), null=True, blank=True)
    revisit = models.CharField(_("回访结果"), max_length=8, choices=Revisit.choices, blank=True)
    simple = models.BooleanField(_("当场处罚"), default=False, editable=False)
    unpunished = models.BooleanField(_("不予处罚"), default=False, editable=False)
    penalties = TermsField("penalty-kind", verbose_name=_("处罚种类"), blank=True)
    fine = models.DecimalField(
        _("罚款（元）"), null=True, blank=True, validators=[MinValueValidator(0)], max_digits=14, decimal_places=2
    )
    reported_paid = models.DecimalField(
        _("省系统收缴（元）"), null=True, blank=True, validators=[MinValueValidator(0)],
        help_text=_("随省系统表格导入；点“按省系统进度办理”后记为收缴。"), max_digits=14, decimal_places=2,
    )  # fmt: skip
    collected = models.DecimalField(_("已收缴（元）"), default=0, editable=False, max_digits=14, decimal_places=2)
    due_on = models.DateField(_("办理期限"), null=True, editable=False)
    due_for = models.CharField(_("期限事项"), max_length=40, blank=True, editable=False)
    extended_until_on = models.DateField(_("延期至"), null=True, editable=False)
    deferred_until_on = models.DateField(_("缓缴或分期至"), null=True, editable=False)
    status = models.CharField(
        _("状态"), max_length=10, choices=CaseStatus.choices, default=CaseStatus.CLUE, editable=False
    )
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("执法案件")
        constraints = [
            models.UniqueConstraint(
                fields=["provincial_number"], condition=~models.Q(provincial_number=""), name="case_provincial_once"
            ),
            models.CheckConstraint(
                condition=models.Q(collected=0) | models.Q(collected__lte=models.F("fine")), name="case_paid_not_more"
            ),
        ]
        indexes = [
            models.Index(fields=["found_on", "id"]),
            models.Index(fields=["filed_on", "id"]),
            models.Index(fields=["decided_on"]),
            models.Index(fields=["closed_on"]),
            models.Index(fields=["status", "due_on", "id"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["place", "found_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.number


class Payment(models.Model):
    """Money received on one day for one fine."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="payments", verbose_name=_("执法案件"))
    paid_on = models.DateField(_("缴款日期"), db_index=True)
    amount = models.DecimalField(_("金额（元）"), validators=[MinValueValidator(0)], max_digits=14, decimal_places=2)
    receipt = models.CharField(_("票据号"), max_length=80, blank=True)
    entered_by = models.CharField(_("登记人"), max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("罚款收缴")
        ordering = ["paid_on", "id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.amount}"


class Instalment(models.Model):
    """One part of a fine that may be paid later (行政处罚法 第六十六条)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="instalments", verbose_name=_("执法案件"))
    due_on = models.DateField(_("应缴日期"))
    amount = models.DecimalField(_("应缴金额（元）"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = verbose_name_plural = _("分期缴款")
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.due_on}"


class CaseTransfer(Record):
    """行刑衔接: a case sent to, or received from, police, procuratorate or another body."""

    number = models.CharField(_("移送编号"), max_length=24, unique=True, editable=False)
    direction = models.CharField(_("方向"), max_length=4, choices=Direction.choices, default=Direction.OUT)
    counterpart = TermField("transfer-body", verbose_name=_("对方机关"), null=True, blank=True)
    title = models.CharField(_("案件名称"), max_length=200)
    crime = TermField("suspected-crime", verbose_name=_("涉嫌罪名"), null=True, blank=True)
    major = models.BooleanField(_("重大处罚案件"), default=False)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="transfers", verbose_name=_("执法案件")
    )
    document = models.CharField(_("移送文号"), max_length=80, blank=True)
    sent_on = models.DateField(_("移送日期"))
    accepted_on = models.DateField(_("受理日期"), null=True, editable=False)
    ended_on = models.DateField(_("办结日期"), null=True, editable=False)
    outcome = models.CharField(_("办理结果"), max_length=300, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=TransferStatus.choices, default=TransferStatus.SENT, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("案件移送")
        indexes = [
            models.Index(fields=["sent_on", "id"]),
            models.Index(fields=["place", "sent_on"]),
            models.Index(fields=["status", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title[:40]}"


class FirmClosure(Record):
    """关闭: a firm that is shut for good, from the proposal to the check that it stays shut."""

    number = models.CharField(_("关闭编号"), max_length=24, unique=True, editable=False)
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+", verbose_name=_("企业"))
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="closures", verbose_name=_("执法案件")
    )
    reason = models.CharField(_("关闭理由"), max_length=300)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    authority = models.CharField(_("决定机关"), max_length=80, blank=True)
    proposed_on = models.DateField(_("提请日期"))
    decided_on = models.DateField(_("决定日期"), null=True, editable=False)
    carried_out_on = models.DateField(_("实施日期"), null=True, editable=False)
    verified_on = models.DateField(_("验收日期"), null=True, editable=False)
    due_on = models.DateField(_("实施期限"), null=True, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=12, choices=ClosureStatus.choices, default=ClosureStatus.PROPOSED, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("企业关闭")
        indexes = [
            models.Index(fields=["proposed_on", "id"]),
            models.Index(fields=["place", "proposed_on"]),
            models.Index(fields=["status", "id"]),
        ]

    def __str__(self) -> str:
        return self.number
