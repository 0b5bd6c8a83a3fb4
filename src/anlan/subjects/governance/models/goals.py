"""Targets of plans and years (规划指标、年度目标) with what was reached; it knows no ledger that figures come from."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.envelope import Record
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.subjects.governance.choices import Bound


class Target(Record):
    """One target for one year: milestones of a plan are rows of the same name for its years."""

    name = models.CharField(_("指标名称"), max_length=120)
    kind = TermField("target-kind", verbose_name=_("指标类别"), null=True, blank=True)
    plan = models.CharField(_("所属规划或要点"), max_length=120, blank=True, help_text=_("如：“十四五”应急管理规划。"))
    document = models.ForeignKey(
        "campaigns.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("依据文件")
    )
    year = models.PositiveIntegerField(_("目标年度"))
    due_on = models.DateField(_("完成时限"), null=True, blank=True)
    measured_in = models.CharField(_("计量单位"), max_length=20, blank=True)
    bound = models.CharField(_("要求"), max_length=10, choices=Bound.choices, default=Bound.AT_LEAST)
    base = models.DecimalField(_("基期值"), max_digits=16, decimal_places=4, null=True, blank=True)
    goal = models.DecimalField(_("目标值"), max_digits=16, decimal_places=4)
    actual = models.DecimalField(_("实际值"), max_digits=16, decimal_places=4, null=True, blank=True)
    measured_on = models.DateField(_("实际值截至"), null=True, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任单位")
    )
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("目标指标")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "year", "place", "plan"],
                name="target_once_a_year",
                violation_error_message=_("这一年已经有同名的目标指标。"),
            )
        ]
        indexes = [
            models.Index(fields=["year", "name", "id"]),
            models.Index(fields=["place", "year"]),
            models.Index(fields=["due_on", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.name}"

    @property
    def reached(self) -> bool | None:
        """Does the actual value keep to the goal? ``None`` while nothing was measured."""
        if self.actual is None:
            return None
        return self.actual >= self.goal if self.bound == Bound.AT_LEAST else self.actual <= self.goal

    @property
    def share(self) -> Decimal | None:
        """Actual of goal in per cent, where more is better; ``None`` without a goal to divide by."""
        if self.actual is None or not self.goal or self.bound != Bound.AT_LEAST:
            return None
        return (self.actual * 100 / self.goal).quantize(Decimal("0.1"))
