"""Claims on insurance: reported, found valid, settled or refused. Knows policies; must not know accidents."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.places.fields import PlaceField
from anlan.kit.records.models import Record
from anlan.subjects.enterprises.choices import ClaimStatus
from anlan.subjects.enterprises.models.services import InsurancePolicy, SafetyProvider


class InsuranceClaim(Record):
    """One claim. ``policy`` where a firm of the ledger holds it; relief insurance of residents has none of its own.

    Valid claims are those with ``accepted_on``; money is 万元.
    """

    number = models.CharField(_("登记编号"), max_length=24, unique=True, editable=False)
    kind = TermField("insurance-kind", verbose_name=_("险种"))
    policy = models.ForeignKey(
        InsurancePolicy, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("保单")
    )
    insurer = models.ForeignKey(
        SafetyProvider, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("保险机构")
    )
    reference = models.CharField(_("报案号"), max_length=60, blank=True)
    claimant = models.CharField(_("报案人或被保险人"), max_length=120)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    place = PlaceField(_("出险地"))
    happened_on = models.DateField(_("出险日期"))
    cause = models.CharField(_("出险原因和损失"), max_length=300)
    reported_on = models.DateField(_("报案日期"))
    estimated = models.DecimalField(_("估损金额（万元）"), max_digits=12, decimal_places=4, null=True, blank=True)
    due_on = models.DateField(_("理赔期限"), null=True, blank=True)
    accepted_on = models.DateField(_("认定有效日期"), null=True, blank=True, editable=False)
    settled_on = models.DateField(_("结案日期"), null=True, blank=True, editable=False)
    paid = models.DecimalField(
        _("赔付金额（万元）"), max_digits=12, decimal_places=4, null=True, blank=True, editable=False
    )
    refused_on = models.DateField(_("不予赔付日期"), null=True, blank=True, editable=False)
    status = models.CharField(
        _("状态"), max_length=8, choices=ClaimStatus.choices, default=ClaimStatus.REPORTED, editable=False
    )
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("保险理赔")
        indexes = [
            models.Index(fields=["reported_on", "id"]),
            models.Index(fields=["status", "due_on"]),
            models.Index(fields=["place", "reported_on"]),
            models.Index(fields=["settled_on", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.claimant}"
