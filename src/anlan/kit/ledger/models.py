"""What one person keeps of a list: saved views and chosen columns."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A list's address under a name; the nameless one keeps the person's columns."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("用户"))
    ledger = models.CharField(_("台账"), max_length=40)
    name = models.CharField(_("名称"), max_length=40, blank=True)
    query = models.CharField(_("查询条件"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("我的视图")
        verbose_name_plural = _("我的视图")
        constraints = [models.UniqueConstraint(fields=["user", "ledger", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return f"{self.ledger} {self.name}"
