"""Signatures drawn on a paper that was issued: who, as what, when, over which words; and a refusal in their place."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.subjects.hazards.inspection_choices import Signer
from anlan.subjects.hazards.models.papers import Paper


class Signature(models.Model):
    """One person's hand under one paper. Written once: no page changes or removes it.

    ``content_sha256`` is of the Word file that was signed; ``refused`` says why the party did not sign, and then there
    is no picture.
    """

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="signatures", verbose_name=_("执法文书"))
    part = models.CharField(_("签名身份"), max_length=16, choices=Signer.choices)
    name = models.CharField(_("姓名"), max_length=40)
    certificate = models.CharField(_("执法证号"), max_length=40, blank=True)
    refused = models.CharField(_("拒签情况"), max_length=200, blank=True)
    picture = models.ForeignKey(
        "files.Attachment", models.PROTECT, null=True, related_name="+", verbose_name=_("签名图")
    )
    content_sha256 = models.CharField(_("所签文书摘要"), max_length=64)
    signed_at = models.DateTimeField(_("签名时间"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("文书签名")
        ordering = ["signed_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "part"], name="signature_once_a_part"),
            models.CheckConstraint(
                condition=models.Q(refused="", picture__isnull=False)
                | (~models.Q(refused="") & models.Q(picture__isnull=True, part=Signer.PARTY)),
                name="signature_drawn_or_refused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.name}"
