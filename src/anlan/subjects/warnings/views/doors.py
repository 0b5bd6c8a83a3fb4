"""Which warning somebody may look at: those of the own territory, and those in force that concern it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from anlan.base.people import access
from anlan.kit.ledger.lists import visible
from anlan.kit.pages.door import found, opened
from anlan.subjects.warnings import queries
from anlan.subjects.warnings.models import Alert


def seen(request: HttpRequest, pk: int) -> Alert:
    """The warning, or ``Http404`` / ``PermissionDenied``. Towns see their county's warning while it is in force."""
    ledger = opened(request, queries.KIND)
    row = visible(ledger, request.user).select_related("kind", "place", "first", "previous").filter(pk=pk).first()
    if row is None:
        row = next((alert for alert in queries.concerning(request.user) if alert.pk == pk), None)
    if row is None:
        raise Http404(_("没有这条记录，或它不在您的范围内。"))
    return row


def changed(request: HttpRequest, pk: int) -> Alert:
    """The warning, where this person may change it."""
    row: Alert = found(request, opened(request, queries.KIND, "change"), pk, "change", "kind", "place", "line")
    return row


def territories(request: HttpRequest, grant: str = "warning.view") -> list[str]:
    """The places that this person's grant reaches."""
    return [one.place_code for one in access.reach(request.user, grant) if one.place_code]


def wide(request: HttpRequest, alert: Alert) -> list[str]:
    """Nothing where this person sees all of a warning's people; else the territories to which the board is cut."""
    reached = territories(request)
    return [] if any(code == alert.place_id or _holds(code, alert) for code in reached) else reached


def _holds(code: str, alert: Alert) -> bool:
    from anlan.base.places import codes

    return all(codes.holds(code, area) for area in (alert.place_id, *alert.areas))


def may(request: HttpRequest, grant: str) -> bool:
    return bool(access.can(request.user, grant))


def context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    """What the pages share."""
    return {"may_receive": may(request, "warning-intake.add"), "may_draft": may(request, "warning.add"), **more}
