"""Supervision orders in four modes, matters on a supervision list (挂牌督办), and who is told when they are late."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.envelope import Record
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.subjects.governance.choices import ListingLevel, ListingStatus, Mode, OrderStatus, Whom
from anlan.subjects.governance.models.about import About, PartyField

PAST = _("补录已办结的才填；在办的由办理步骤写入。")


class Charge(Record, About):
    """Who must act: an organisation of the contacts book, an enterprise, or a name as it was written."""

    number = models.CharField(_("编号"), max_length=24, unique=True, editable=False)
    title = models.CharField(_("事项"), max_length=200)
    target = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任单位")
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任企业")
    )
    target_name = models.CharField(_("责任单位（其他）"), max_length=120, blank=True)
    party = PartyField(_("责任方"))
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("专项行动")
    )
    due_on = models.DateField(_("办理期限"), null=True, blank=True)
    reply = models.TextField(_("办理情况"), blank=True, editable=False)
    replied_on = models.DateField(_("回复日期"), null=True, blank=True, editable=False)
    returned = models.PositiveSmallIntegerField(_("退回次数"), default=0, editable=False)
    extended = models.PositiveSmallIntegerField(_("延期次数"), default=0, editable=False)
    urged = models.PositiveSmallIntegerField(_("催办次数"), default=0, editable=False)
    escalated_days = models.PositiveSmallIntegerField(_("已升级到超期天数"), default=0, editable=False)
    told_at = models.DateTimeField(_("通知时间"), null=True, blank=True, editable=False)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    def party_name(self) -> str:
        """The name of whoever must act."""
        if self.enterprise_id:
            return str(self.enterprise)
        return str(self.target) if self.target_id else self.target_name


class SupervisionOrder(Charge):
    """One 建议, 提醒, 督办 or 交办 to one unit, with its answer."""

    mode = models.CharField(_("督办方式"), max_length=10, choices=Mode.choices, default=Mode.SUPERVISE)
    source = TermField("supervision-source", verbose_name=_("问题来源"), null=True, blank=True)
    paper = models.CharField(_("文号"), max_length=60, blank=True)
    content = models.TextField(_("存在问题"), blank=True)
    requirement = models.TextField(_("办理要求"), blank=True)
    issuer = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name=_("督办单位"))
    issued_on = models.DateField(_("下发日期"))
    received_on = models.DateField(_("签收日期"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True, help_text=PAST)
    raised = models.PositiveSmallIntegerField(_("升级次数"), default=0, editable=False)
    status = models.CharField(
        _("状态"), max_length=10, choices=OrderStatus.choices, default=OrderStatus.ISSUED, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("督办事项")
        indexes = [
            models.Index(fields=["issued_on", "id"]),
            models.Index(fields=["status", "due_on", "id"]),
            models.Index(fields=["status", "issued_on", "id"]),
            models.Index(fields=["place", "issued_on", "id"]),
            models.Index(fields=["mode", "issued_on", "id"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["about", "about_id"]),
            models.Index(fields=["id"], condition=models.Q(told_at=None), name="supervision_untold"),
        ]


class Listing(Charge):
    """One matter on somebody's list, from the day it is listed to the day it is removed (摘牌)."""

    level = models.CharField(_("挂牌级别"), max_length=10, choices=ListingLevel.choices, default=ListingLevel.COUNTY)
    paper = models.CharField(_("挂牌文号"), max_length=60, blank=True)
    issuer = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name=_("督办单位"))
    content = models.TextField(_("督办内容"), blank=True)
    requirement = models.TextField(_("治理要求"), blank=True)
    listed_on = models.DateField(_("挂牌日期"))
    publicised_on = models.DateField(_("公示日期"), null=True, blank=True)
    removed_on = models.DateField(_("摘牌日期"), null=True, blank=True, help_text=PAST)
    opinion = models.CharField(_("摘牌意见"), max_length=500, blank=True, editable=False)
    status = models.CharField(
        _("状态"), max_length=10, choices=ListingStatus.choices, default=ListingStatus.LISTED, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("挂牌督办")
        indexes = [
            models.Index(fields=["listed_on", "id"]),
            models.Index(fields=["status", "due_on", "id"]),
            models.Index(fields=["place", "listed_on", "id"]),
            models.Index(fields=["level", "listed_on", "id"]),
            models.Index(fields=["about", "about_id"]),
            models.Index(fields=["id"], condition=models.Q(told_at=None), name="listing_untold"),
        ]


class EscalationRule(Record):
    """So many days after the deadline these people are told; within a place, for one mode or all."""

    name = models.CharField(_("规则名称"), max_length=60)
    place = PlaceField(_("适用范围"))
    mode = models.CharField(_("督办方式"), max_length=10, choices=Mode.choices, blank=True, help_text=_("不填为全部。"))
    listings = models.BooleanField(_("也用于挂牌督办"), default=True)
    days_late = models.PositiveSmallIntegerField(_("超期天数"))
    whom = models.CharField(_("报告对象"), max_length=10, choices=Whom.choices)
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("督办升级规则")

    def __str__(self) -> str:
        return self.name
