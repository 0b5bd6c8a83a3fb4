"""The row of any ledger that something is about, named by the ledger's code and the row's key. Knows no ledger."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class About(models.Model):
    """``about`` is a ledger's code, ``about_id`` the key of its row; both empty where it is about nothing recorded."""

    about = models.CharField(_("关联台账"), max_length=40, blank=True, editable=False)
    about_id = models.PositiveBigIntegerField(_("关联记录"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class PartyField(models.CharField):  # type: ignore[type-arg]
    """The name of the firm, unit or person that a row is about, worked out by ``party_name()`` whenever it is saved."""

    def __init__(self, verbose_name: Any = None, **kwargs: Any) -> None:
        super().__init__(verbose_name, **({"max_length": 200, "blank": True, "editable": False} | kwargs))

    def pre_save(self, model_instance: Any, add: bool) -> str:
        value: str = model_instance.party_name()[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value
