"""The states that rows have left, so that a past moment can be shown. Written by ``past.keep`` alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PastState(models.Model):
    """A state that one row of a ledger stood in until a moment; the state it stands in now is in the row itself."""

    kind = models.CharField(_("台账"), max_length=40)
    row_id = models.BigIntegerField(_("记录"))
    state = models.CharField(_("状态"), max_length=40)
    until_at = models.DateTimeField(_("离开时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("曾处状态")
        indexes = [models.Index(fields=["kind", "row_id", "until_at", "id", "state"], name="past_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id} {self.state}"
