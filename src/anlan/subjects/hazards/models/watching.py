"""The rules of time over hazards, edited by the bureau: how long a re-inspection may take, who hears of lateness."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.kit.records.models import Record
from anlan.subjects.hazards.choices import Level, Needed, Receiver, Side
from anlan.subjects.hazards.models.hazard import Hazard


class ReviewTerm(Record):
    """For hazards of one level: working days for the re-inspection, and photographs without which none is asked for."""

    level = models.CharField(_("隐患级别"), max_length=8, choices=Level.choices)
    valid_from_on = models.DateField(_("施行日期"))
    working_days = models.PositiveSmallIntegerField(_("复查工作日"), default=10)
    photographs = models.CharField(_("报请复查所需照片"), max_length=8, choices=Needed.choices, default=Needed.AFTER)
    basis = models.CharField(_("依据"), max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = _("复查时限")
        constraints = [models.UniqueConstraint(fields=["level", "valid_from_on"], name="review_term_once")]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.valid_from_on} {self.basis}".strip()


class LatenessRule(Record):
    """Who hears of a late hazard after how many days; the firm's lateness and the bureau's are told apart."""

    side = models.CharField(_("逾期环节"), max_length=8, choices=Side.choices)
    level = models.CharField(_("隐患级别"), max_length=8, choices=Level.choices, blank=True)
    after_days = models.PositiveSmallIntegerField(_("逾期满（天）"))
    receiver = models.CharField(_("通知对象"), max_length=16, choices=Receiver.choices)
    active = models.BooleanField(_("启用"), default=True)
    note = models.CharField(_("规则名称"), max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = _("逾期提级规则")
        constraints = [
            models.UniqueConstraint(fields=["side", "level", "after_days", "receiver"], name="lateness_rule_once")
        ]

    def __str__(self) -> str:
        said = f"{self.get_side_display()} {self.after_days} → {self.get_receiver_display()} {self.note}"
        return said.strip()


class LatenessNotice(models.Model):
    """That one kind of receiver has heard of one deadline missed by so many days, so that nobody hears it twice."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="lateness", verbose_name=_("隐患"))
    side = models.CharField(_("逾期环节"), max_length=8, choices=Side.choices)
    due_on = models.DateField(_("期限"))
    after_days = models.PositiveSmallIntegerField(_("逾期满（天）"))
    receiver = models.CharField(_("通知对象"), max_length=16, choices=Receiver.choices)
    people = models.PositiveIntegerField(_("通知人数"), default=0)
    told_at = models.DateTimeField(_("通知时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("逾期通知")
        constraints = [
            models.UniqueConstraint(
                fields=["hazard", "side", "due_on", "after_days", "receiver"], name="lateness_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hazard_id} {self.due_on} +{self.after_days}"
