"""Statutory papers (执法文书) as data: kinds with their rules, and each paper issued, frozen as it was filled."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.records.models import Record
from anlan.subjects.hazards.inspection_choices import Direction, PaperStatus


class PaperKind(Record):
    """One kind of paper. ``word`` stands in its number: （县）应急检记〔2026〕1号 has 检记.

    ``needs`` are codes of kinds, separated by commas, of which one must have been issued about the same matter.
    ``longest_days`` bounds the deadline that a paper sets.
    """

    code = models.CharField(_("文书代码"), max_length=40, unique=True)
    title = models.CharField(_("文书名称"), max_length=60)
    stage = models.CharField(_("阶段"), max_length=20, blank=True)
    direction = models.CharField(_("对内对外"), max_length=8, choices=Direction.choices, default=Direction.OUTWARD)
    word = models.CharField(_("文号代字"), max_length=20, blank=True)
    needs = models.CharField(_("须先有的文书"), max_length=200, blank=True)
    longest_days = models.PositiveIntegerField(_("最长期限（日）"), null=True, blank=True)
    copies = models.PositiveSmallIntegerField(_("份数"), default=2)
    basis = models.CharField(_("依据"), max_length=300, blank=True)
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("文书种类")

    def __str__(self) -> str:
        return self.title


class Paper(Record):
    """One paper: issued from here about a row of any ledger (``about``, ``about_id``), or entered afterwards.

    ``reference`` is its 文号, ``filled`` what stood in it. ``recipient`` is the organisation that an outward paper was
    served on: it lets the firm see the paper, while inward ones stay inside.
    """

    number = models.CharField(_("登记编号"), max_length=24, unique=True, editable=False)
    reference = models.CharField(_("文号"), max_length=60, blank=True)
    kind = models.ForeignKey(PaperKind, models.PROTECT, related_name="papers", verbose_name=_("文书种类"))
    addressee = models.CharField(_("当事人"), max_length=120)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所涉企业")
    )
    issued_on = models.DateField(_("出具日期"))
    due_on = models.DateField(_("要求期限"), null=True, blank=True)
    copies = models.PositiveSmallIntegerField(_("份数"), default=2)
    about = models.CharField(_("所属台账"), max_length=40, blank=True, editable=False)
    about_id = models.BigIntegerField(_("所属记录"), null=True, editable=False)
    about_label = models.CharField(_("所属事项"), max_length=200, blank=True, editable=False)
    filled = models.JSONField(_("填写内容"), default=dict, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("出具人")
    )
    status = models.CharField(
        _("状态"), max_length=8, choices=PaperStatus.choices, default=PaperStatus.ISSUED, editable=False
    )
    signer = models.CharField(_("签收人"), max_length=40, blank=True, editable=False)
    served_on = models.DateField(_("送达日期"), null=True, blank=True, editable=False)
    served_how = models.CharField(_("送达方式"), max_length=40, blank=True, editable=False)
    refused = models.CharField(_("拒签情况"), max_length=200, blank=True, editable=False)
    void_reason = models.CharField(_("作废理由"), max_length=200, blank=True, editable=False)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    recipient = models.ForeignKey(
        "people.Organisation", models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("送达单位")
    )
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("执法文书")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"], condition=~models.Q(reference=""), name="paper_reference_once"
            )
        ]
        indexes = [
            models.Index(fields=["issued_on", "id"]),
            models.Index(fields=["place", "issued_on"]),
            models.Index(fields=["about", "about_id"]),
            models.Index(fields=["status", "issued_on"]),
        ]

    def __str__(self) -> str:
        return self.reference or self.number
