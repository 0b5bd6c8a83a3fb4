"""Running numbers, one series a code and year; knows nothing of what is numbered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Series(models.Model):
    code = models.CharField(_("编号系列"), max_length=40)
    year = models.PositiveIntegerField(_("年度"))
    last = models.PositiveBigIntegerField(_("最后编号"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("编号系列")
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="documents_series_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.year}: {self.last}"
