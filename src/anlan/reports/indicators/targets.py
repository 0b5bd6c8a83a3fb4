"""What plans and years set as a goal, and what was reached."""

from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.reports.figures.declaration import Facts
from anlan.reports.figures.dimensions import Dimension, Term, Words
from anlan.reports.figures.measures import Largest
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by

BY: dict[str, Dimension] = {
    "指标": Words("name"), "规划": Words("plan"), "类别": Term("kind", dictionary="target-kind"), **by.AREA, **by.BODY,
    **by.LINE,
}  # fmt: skip
TARGETS = Facts("target", by=BY, unit_in="measured_in")
goal = TARGETS.indicator(
    "target-goal", _("目标值"), "", Largest("goal"), lambda period: Q(year=period.last.year),
    definition=_("目标指标台账中所问指标在期末所在年度的目标值，计量单位见该指标；有几条的取最大的。"),
    answers=(
        "S1-060", "S1-061", "S1-062", "S1-063", "S1-064", "S1-065", "S2-074", "S2-075",
        "S2-077", "S2-078", "S4-060", "S4-061", "S4-062", "S4-063",
    ),
)  # fmt: skip
actual = TARGETS.indicator(
    "target-actual", _("目标实际值"), "", Largest("actual"), lambda period: Q(year=period.last.year),
    definition=_("目标指标台账中所问指标在期末所在年度的实际值，计量单位见该指标；有几条的取最大的。"),
)  # fmt: skip
register(goal, actual)
