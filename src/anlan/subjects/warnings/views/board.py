"""How a warning has got through: by town, ranked, with the villages where nobody has answered; live."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.kit.notify import queries as notices
from anlan.kit.notify.choices import NoticeState
from anlan.subjects.warnings import queries
from anlan.subjects.warnings.models import Alert
from anlan.subjects.warnings.views import doors


@require_GET
def reach_page(request: HttpRequest, pk: int) -> HttpResponse:
    """到村到户到人: the whole board."""
    alert = doors.seen(request, pk)
    return render(request, "warnings/reach.html", _standing(request, alert))


@require_GET
def reach_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """The part that moves."""
    return render(request, "warnings/reach_rows.html", _standing(request, doors.seen(request, pk)))


def _standing(request: HttpRequest, alert: Alert) -> dict[str, Any]:
    notice = queries.notices_of(alert).first()
    context = doors.context(request, alert=alert, notice=notice, now=clock.now())
    if notice is None:
        return context
    within = doors.wide(request, alert)
    towns = queries.towns(notice, within)
    return context | {
        "towns": towns,
        "silent": queries.silent_villages(notice, within),
        "progress": None if within else notices.progress(notice),
        "should": sum(row.should for row in towns),
        "delivered": sum(row.delivered for row in towns),
        "answered": sum(row.answered for row in towns),
        "villages": sum(row.villages for row in towns),
        "running": notice.state in (NoticeState.OPEN, NoticeState.EXHAUSTED),
    }
