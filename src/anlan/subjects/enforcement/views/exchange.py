"""省系统对接: which cases the province's table says more of than we do, and bringing them on by our own moves."""

from typing import Any

from django.contrib import messages
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anlan.kit.flow.making import Refused
from anlan.kit.records.writing import Conflict
from anlan.subjects.enforcement.choices import RUNNING, CaseStatus
from anlan.subjects.enforcement.flows.following import follow
from anlan.subjects.enforcement.rules import cases as rules
from anlan.subjects.enforcement.views.seen import rows

MOST = 500
SHOWN = 20


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """GET shows the difference; POST makes the moves, case by case, and says which could not be made and why."""
    waiting = _ahead(request)
    if request.method == "POST":
        _follow(request, waiting)
        return redirect("enforcement-exchange")
    seen = rows(request, "case", "import")
    context = {
        "waiting": waiting, "without": seen.filter(provincial_number="", status__in=RUNNING).count(),
        "linked": seen.exclude(provincial_number="").count(),
    }  # fmt: skip
    return render(request, "enforcement/exchange.html", context)


def _ahead(request: HttpRequest) -> list[Any]:
    """Cases with a number of the province whose dates or payments lead beyond their state."""
    later = Q(pk__in=[])
    for number, (state, _move, _name) in enumerate(rules.NEXT_BY_DATES):
        told = Q(pk__in=[])
        for _state, _code, name in rules.NEXT_BY_DATES[number:]:
            told |= Q(**{f"{name}__isnull": False})
        later |= Q(status=state) & told
    later |= Q(status=CaseStatus.SERVED, reported_paid__gt=F("collected"))
    found = rows(request, "case", "import").exclude(provincial_number="").filter(later)
    return list(found.select_related("enterprise").order_by("id")[:MOST])


def _follow(request: HttpRequest, cases: list[Any]) -> None:
    done, refused = 0, []
    for case in cases:
        try:
            done += bool(follow(case, actor=request.user))
        except (Refused, Conflict) as why:
            refused.append(f"{case.provincial_number}：{why}")
    messages.success(request, _("已按省系统进度办理 %(count)d 起。") % {"count": done})
    for sentence in refused[:SHOWN]:
        messages.error(request, sentence)
