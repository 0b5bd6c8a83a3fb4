"""基层履职: which towns did their daily acts on a day, and how many firms were visited this year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.base.people import access
from anlan.base.people.access import Scope
from anlan.base.places.models import Place, PlaceLevel
from anlan.kit.pages.door import a_day, need, rows
from anlan.subjects.governance import counting, queries
from anlan.subjects.governance.views.seen import town_names


@require_GET
def grassroots(request: HttpRequest) -> HttpResponse:
    """Villages that did each daily act, of all that the person reaches, by town; firms visited once, of all firms."""
    need(request, "grassroots-act.view")
    day = a_day(request.GET.get("day", ""), clock.today())
    reached = access.visible(
        request.user, "grassroots-act.view", Place.objects.filter(level=PlaceLevel.VILLAGE), Scope("code", line=None)
    )
    acts = rows(request, "grassroots-act")
    firms = access.visible(request.user, "grassroots-act.view", queries.enterprises(), Scope(line=None))
    context = {
        "day": day,
        "daily": counting.daily_acts(acts, reached, day, town_names()),
        "visited": counting.firms_visited(acts, firms, day),
    }
    return render(request, "governance/grassroots.html", context)
