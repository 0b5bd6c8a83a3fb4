"""The period that a page is asked for, and those that it offers. Must not know what is counted."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.periods import Period, PeriodKind

NAMES = ("period", "from", "to")  # the parameters that it is written in
FIRST, LAST = 2000, 2199


def asked(params: Mapping[str, str]) -> tuple[Period | None, str]:
    """What ``period`` says, or ``from`` and ``to`` where filled in; with a sentence where that means nothing."""
    first, last = (params.get(name, "").strip()[:10] for name in ("from", "to"))
    code = params.get("period", "").strip()[:24]
    if first or last:
        last = last or clock.today().isoformat()
        code = f"{first or f'{last[:4]}-01-01'}..{last}"
    if not code:
        return None, ""
    try:
        found = Period.parse(code)
    except ValueError as wrong:
        return None, str(wrong)
    if not FIRST <= found.first.year <= found.last.year <= LAST:
        return None, _("时段应在%(first)d年至%(last)d年之间。") % {"first": FIRST, "last": LAST}
    return found, ""


def this_year() -> Period:
    """The whole year that runs."""
    return Period.of(PeriodKind.YEAR, clock.today())


def offered(chosen: Period | None = None) -> list[Period]:
    """This year and the last two, halves, quarters and months of this year so far; what is chosen first."""
    year = this_year()
    made = [year, year.previous(), year.previous().previous()]
    for kind in (PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH):
        step = Period.of(kind, clock.today())
        while step.first >= year.first:
            made.append(step)
            step = step.previous()
    return made if chosen is None or chosen in made else [chosen, *made]
