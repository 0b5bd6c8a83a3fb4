"""The append-only table of acts and the blocks that seal it. The database itself refuses to change either."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One act: who, what, on which record, from where. Personal data in it is masked as on the page."""

    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("操作人")
    )
    actor_name = models.CharField(_("操作人姓名"), max_length=60, blank=True)
    act = models.CharField(_("操作"), max_length=60)
    kind = models.CharField(_("台账"), max_length=40, blank=True)
    object_id = models.CharField(_("记录编号"), max_length=40, blank=True)
    label = models.CharField(_("记录"), max_length=200, blank=True)
    before = models.JSONField(_("操作前"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("操作后"), null=True, encoder=DjangoJSONEncoder)
    address = models.CharField(_("来源地址"), max_length=45, blank=True)
    request_id = models.CharField(_("请求编号"), max_length=32, blank=True)

    class Meta:
        verbose_name = _("审计记录")
        verbose_name_plural = _("审计记录")
        indexes = [
            models.Index(fields=["kind", "object_id", "id"]),
            models.Index(fields=["act", "id"]),
            models.Index(fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.act} {self.label}"


class AuditBlock(models.Model):
    """A seal over entries: a link of the chain.

    ``ranges`` lists the sealed ids as ``[first, last]`` pairs without holes; ``leaves`` holds 16 hexadecimal digits of
    each entry's own hash, in the order of ids, so that the altered one can be named.
    """

    number = models.PositiveBigIntegerField(_("块号"), primary_key=True)
    sealed_at = models.DateTimeField(_("封存时间"))
    algorithm = models.CharField(_("算法"), max_length=20)
    previous = models.CharField(_("前块摘要"), max_length=64)
    digest = models.CharField(_("摘要"), max_length=64)
    count = models.PositiveIntegerField(_("条数"))
    first_id = models.BigIntegerField(_("首条编号"))
    last_id = models.BigIntegerField(_("末条编号"))
    ranges = models.JSONField(_("编号区间"))
    leaves = models.TextField(_("逐条摘要"))

    class Meta:
        verbose_name = _("审计封存块")
        verbose_name_plural = _("审计封存块")
        ordering = ["number"]
        indexes = [models.Index(fields=["last_id"])]

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:12]}"
