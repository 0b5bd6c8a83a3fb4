"""Enterprises under supervision (监管对象). Must not know what is inspected or found there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.dictionaries.multiple import TermsField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.geo.models import Located
from anlan.kit.geo.tiles import tile_index
from anlan.kit.records.models import Record
from anlan.subjects.enterprises.choices import Operation, Risk, Size


class Enterprise(Record, Located):
    """One supervised enterprise or site; ``organisation`` is what its own users belong to."""

    name = models.CharField(_("企业名称"), max_length=120)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    sector = TermField("sector", verbose_name=_("监管行业"))
    size = models.CharField(_("规模"), max_length=8, choices=Size.choices, blank=True)
    flags = TermsField("enterprise-flag", verbose_name=_("重点标识"))
    operation = models.CharField(_("经营状态"), max_length=8, choices=Operation.choices, default=Operation.OPEN)
    risk = models.CharField(
        _("风险等级"),
        max_length=8,
        choices=Risk.choices,
        blank=True,
        help_text=_("登记了风险点的企业，等级随最高的风险点自动确定。"),
    )
    employees = models.PositiveIntegerField(_("从业人数"), null=True, blank=True)
    legal_person = models.CharField(_("法定代表人"), max_length=40, blank=True)
    legal_phone = models.CharField(_("法定代表人电话"), max_length=30, blank=True)
    officer = models.CharField(_("安全负责人"), max_length=40, blank=True)
    phone = models.CharField(_("安全负责人电话"), max_length=30, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("监管条线"), null=True, blank=True)
    organisation = models.OneToOneField(
        "people.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("企业账号所属单位"),
    )
    park = models.CharField(_("所在园区"), max_length=60, blank=True)
    risk_system_on = models.DateField(_("风险管控体系建成日期"), null=True, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = _("监管企业")
        verbose_name_plural = _("监管企业")
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"], condition=~models.Q(credit_code=""), name="enterprise_credit_code_once"
            )
        ]
        indexes = [
            models.Index(fields=["place", "id"]),
            models.Index(fields=["name", "id"]),
            models.Index(fields=["risk", "id"]),
            models.Index(fields=["updated_at", "id"]),
            tile_index("risk", "enterprise_tile", "place"),
            tile_index("risk", "enterprise_past", "place", "created_at"),  # the tiles of a past moment
        ]

    def __str__(self) -> str:
        return self.name
