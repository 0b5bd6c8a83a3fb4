"""The engine's parts of duty: making rosters, raising gaps, reminding, chasing reports, ending checks, key periods."""

from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.kit.engine.parts import part
from anlan.subjects.duty import checking, reporting, rostering, watching


@part("duty-rosters", every=1, waiting=lambda: rostering.waiting().exists(), lease=300, title=_("自动排班"))
def make_rosters() -> bool:
    """The oldest making that waits; True when more wait."""
    run_id = rostering.waiting().values_list("pk", flat=True).first()
    if run_id is not None:
        rostering.work(run_id)
    return rostering.waiting().exists()


@part("duty-gaps", every=300, title=_("缺班提醒"))
def raise_gaps() -> None:
    """Shifts ahead that nobody, or too few, will be on."""
    watching.raise_gaps()


@part("duty-reminders", every=60, title=_("值班提醒"))
def remind() -> None:
    """One's own duty, soon and in the coming week, and swaps that wait for an answer."""
    watching.remind()
    watching.tell_swaps()
    watching.week_ahead()


@part("duty-reports", every=30, title=_("应报报告与催报"))
def chase_reports() -> bool:
    """What is owed today, and those who have not reported."""
    reporting.spread(clock.today())
    return reporting.chase()


@part("duty-checks", every=15, waiting=lambda: checking.overdue().exists(), title=_("值班抽查"))
def end_checks() -> None:
    """Calls that nobody has answered in time."""
    checking.close_overdue()


@part("key-periods", every=60, title=_("重要时段"))
def switch_periods() -> None:
    """Beginnings and ends are told; extra checks are made while a period holds."""
    watching.tell_periods()
    watching.extra_checks()
