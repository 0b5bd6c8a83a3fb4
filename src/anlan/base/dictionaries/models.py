"""Dictionaries and their terms, and the working days and holidays that the bureau decides itself."""

from typing import Any

from django.core.cache import cache
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.envelope import Record


def kept_key(dictionary: str) -> str:
    """Where a process keeps the terms of a dictionary."""
    return f"terms:{dictionary}"


class Dictionary(models.Model):
    """One list of terms, such as hazard categories; ``owner`` says who keeps it (国标, 省厅, 本局 …).

    ``offered`` are the codes that the program has brought once, so that what the bureau deleted stays away.
    """

    code = models.CharField(_("代码"), max_length=40, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    owner = models.CharField(_("维护单位"), max_length=60, blank=True)
    offered = models.JSONField(_("程序带来过的代码"), default=list, editable=False)

    class Meta:
        verbose_name = _("字典")
        verbose_name_plural = _("字典")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Term(Record):
    """One entry. A term in use is never deleted but set inactive."""

    dictionary = models.ForeignKey(Dictionary, models.CASCADE, related_name="terms", verbose_name=_("字典"))
    code = models.CharField(_("代码"), max_length=40)
    name = models.CharField(_("名称"), max_length=100)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )
    position = models.PositiveIntegerField(_("次序"), default=0)
    active = models.BooleanField(_("启用"), default=True)
    other_names = models.CharField(
        _("其他写法"), max_length=400, blank=True, help_text=_("用顿号隔开；导入时这些写法也认得。")
    )

    class Meta:
        verbose_name = _("字典项")
        verbose_name_plural = _("字典项")
        ordering = ["dictionary", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["dictionary", "code"], name="term_code_once")]
        indexes = [models.Index(fields=["dictionary", "position", "code"])]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self._forget()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._forget()
        return super().delete(*args, **kwargs)

    def _forget(self) -> None:
        cache.delete(kept_key(self.dictionary_id))


class Holiday(models.Model):
    """A day that the bureau decides itself, over the built-in arrangement: a holiday, or a working day."""

    on = models.DateField(_("日期"), primary_key=True)
    working = models.BooleanField(_("上班"), default=False)
    name = models.CharField(_("说明"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("节假日调整")
        verbose_name_plural = _("节假日调整")
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.name}".strip()
