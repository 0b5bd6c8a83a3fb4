"""What a person may see and change of duty: the first step of every page here."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.pages.door import a_day, rows
from anlan.subjects.duty.models import DutyPost, Shift


def posts_of(request: HttpRequest) -> list[DutyPost]:
    """The active posts a person may see, his own unit's first."""
    unit = getattr(request.user, "organisation_id", None)
    place = next((one.place_code for one in access.reach(request.user, "duty-post.view") if one.place_code), "") or ""
    found = rows(request, "duty-post").filter(active=True).select_related("unit", "place").order_by("place", "id")
    return sorted(found, key=lambda post: (post.unit_id != unit, post.place_id != place))


def a_shift(request: HttpRequest, pk: int, action: str = "view") -> Shift:
    """A shift within the person's reach, else ``Http404``."""
    found: Shift | None = (
        rows(request, "shift", action).select_related("post__unit", "post__place").filter(pk=pk).first()
    )
    if found is None:
        raise Http404(_("没有这个班次，或它不在您的范围内。"))
    return found


def may_change(request: HttpRequest, shift: Shift) -> bool:
    """May the person put people on this shift?"""
    return access.reaches(request.user, "shift.change", shift, ledger_by_code("shift").scope)


def a_month(text: str) -> date:
    """The first of a month from ``2026-11``."""
    return a_day(f"{text}-01", clock.today().replace(day=1))
