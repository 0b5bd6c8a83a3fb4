"""Enforcement officers, what they have learnt, and whom they must not check."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.records.models import Record


class Officer(Record):
    """One person with a certificate of enforcement; one row of the register that draws take officers from."""

    name = models.CharField(_("姓名"), max_length=40)
    person = models.OneToOneField(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("通讯录人员")
    )
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name=_("单位"))
    place = PlaceField(_("执法区域"))
    line = LineField(_("条线"), null=True, blank=True)
    certificate_number = models.CharField(_("执法证号"), max_length=40, unique=True)
    valid_until_on = models.DateField(_("证件有效期至"))
    qualification = TermField("officer-qualification", verbose_name=_("学历资格"), null=True, blank=True)
    qualified = models.BooleanField(_("有相关学历或执业证"), default=False)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    joined_on = models.DateField(_("入职日期"), null=True, blank=True)
    active = models.BooleanField(_("在岗"), default=True)
    drawable = models.BooleanField(_("参加随机抽取"), default=True)
    note = models.CharField(_("备注"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("执法人员")
        indexes = [
            models.Index(fields=["name", "id"]),
            models.Index(fields=["valid_until_on", "id"]),
            models.Index(fields=["place", "id"]),
        ]

    def __str__(self) -> str:
        return self.name


class OfficerTraining(Record):
    """One officer at one course: induction, rotation training, examination."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="trainings", verbose_name=_("执法人员"))
    kind = TermField("officer-training-kind", verbose_name=_("培训类别"))
    title = models.CharField(_("培训名称"), max_length=120)
    held_on = models.DateField(_("培训日期"))
    hours = models.DecimalField(_("学时"), max_digits=6, decimal_places=2)
    score = models.DecimalField(_("考核成绩"), max_digits=6, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(_("考核合格"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("执法培训")
        indexes = [models.Index(fields=["held_on", "id"]), models.Index(fields=["officer", "held_on"])]

    def __str__(self) -> str:
        return self.title


class Recusal(Record):
    """回避: a declared conflict of interest. While it lasts, no draw sends this officer to this enterprise."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="recusals", verbose_name=_("执法人员"))
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, related_name="+", verbose_name=_("回避的企业")
    )
    reason = models.CharField(_("回避理由"), max_length=200)
    declared_on = models.DateField(_("申报日期"))
    ends_on = models.DateField(_("截止日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("回避申报")
        indexes = [models.Index(fields=["declared_on", "id"]), models.Index(fields=["officer", "enterprise"])]

    def __str__(self) -> str:
        return self.reason
