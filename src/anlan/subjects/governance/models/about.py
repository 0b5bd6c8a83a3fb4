"""The row of any ledger that something is about, named by the ledger's code and the row's key. Knows no ledger."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class About(models.Model):
    """``about`` is a ledger's code, ``about_id`` the key of its row; both empty where it is about nothing recorded."""

    about = models.CharField(_("关联台账"), max_length=40, blank=True, editable=False)
    about_id = models.PositiveBigIntegerField(_("关联记录"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
