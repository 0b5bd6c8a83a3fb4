"""The envelope of records, at hand for the kit (it lives in ``base`` since places and persons carry it too), and rows
that search has yet to learn of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.envelope import Record

__all__ = ["Record", "Unindexed"]


class Unindexed(models.Model):
    """Rows of one ledger, written in bulk, that the engine is to put into the search index."""

    kind = models.CharField(_("台账"), max_length=40)
    keys = models.JSONField(_("记录"))
    created_at = models.DateTimeField(_("写入时间"), default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = _("待检索记录")

    def __str__(self) -> str:
        return f"{self.kind} × {len(self.keys)}"
