"""Attachments as rows; the bytes lie in the content store. Knows of their records only kind and id."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Slot(models.TextChoices):
    """Usual places of an attachment at its record; a ledger may use others."""

    BEFORE = "before", _("整改前")
    AFTER = "after", _("整改后")
    OTHER = "other", _("其他")


class Attachment(models.Model):
    kind = models.CharField(_("台账"), max_length=40)
    object_id = models.BigIntegerField(_("记录"), null=True)
    slot = models.CharField(_("类别"), max_length=20, default=Slot.OTHER)
    sha256 = models.CharField(_("内容摘要"), max_length=64)
    name = models.CharField(_("文件名"), max_length=150)
    size = models.PositiveBigIntegerField(_("大小（字节）"))
    media_type = models.CharField(_("类型"), max_length=100)
    width = models.PositiveIntegerField(_("宽"), null=True, blank=True)
    height = models.PositiveIntegerField(_("高"), null=True, blank=True)
    longitude = models.FloatField(_("拍摄经度"), null=True, blank=True)
    latitude = models.FloatField(_("拍摄纬度"), null=True, blank=True)
    taken_at = models.DateTimeField(_("拍摄时间"), null=True, blank=True)
    position = models.PositiveIntegerField(_("次序"), null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("上传人")
    )
    uploaded_at = models.DateTimeField(_("上传时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("附件")
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["kind", "object_id"], name="files_of_object"),
            models.Index(fields=["sha256"], name="files_by_content"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")

    def get_absolute_url(self) -> str:
        return reverse("files:serve", args=[self.pk, self.name])

    def get_thumb_url(self) -> str:
        return reverse("files:thumb", args=[self.pk])
