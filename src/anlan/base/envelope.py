"""The envelope every recorded row carries: who, when, and a version that grows with each write."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base import clock


class Record(models.Model):
    """Abstract base of every ledger's model. Rows are written through ``kit.records.writing`` only."""

    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)
    created_at = models.DateTimeField(_("登记时间"), default=clock.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("登记人")
    )
    updated_at = models.DateTimeField(_("更新时间"), default=clock.now, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("更新人")
    )

    class Meta:
        abstract = True
