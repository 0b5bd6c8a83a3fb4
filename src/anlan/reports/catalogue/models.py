"""Indicators that people make from a list's filters."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.envelope import Record
from anlan.base.places.fields import PlaceField


class Kind(models.TextChoices):
    """What is made of the rows."""

    COUNT = "count", _("数记录")
    DISTINCT = "distinct", _("数不同的值")
    SUM = "sum", _("求和")


class OwnIndicator(Record):
    """One user-made indicator. ``ledger`` and ``query`` are a list's address: its code and what follows the ``?``.

    ``day`` is the column that places rows in a period, empty for rows as they stand; ``column`` is what is summed, or
    of which different values are counted.
    """

    name = models.CharField(_("指标名称"), max_length=60, unique=True)
    unit = models.CharField(_("单位"), max_length=20)
    definition = models.CharField(_("统计口径"), max_length=300)
    ledger = models.CharField(_("台账"), max_length=40, help_text=_("台账的名称，如 事故隐患。"))
    query = models.CharField(
        _("筛选条件"),
        max_length=1000,
        blank=True,
        help_text=_("列表地址里问号后面的部分；从列表点“存为指标”时已填好。"),
    )
    day = models.CharField(
        _("按哪个日期计期"),
        max_length=60,
        blank=True,
        help_text=_("日期字段的名称，如 发现日期；不填则不分时段，按现状计。"),
    )
    kind = models.CharField(_("计量方式"), max_length=10, choices=Kind.choices, default=Kind.COUNT)
    column = models.CharField(
        _("计量字段"), max_length=60, blank=True, help_text=_("求和或数不同的值时，填字段的名称，如 被检查单位。")
    )
    place = PlaceField(_("属地"))
    owner = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("负责单位")
    )
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("自建指标")
        indexes = [models.Index(fields=["place", "id"]), models.Index(fields=["ledger", "id"])]

    def __str__(self) -> str:
        return self.name
