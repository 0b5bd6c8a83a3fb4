"""挂图作战: how a campaign stands by town, unit, sector or group, late ones first, with a map of the towns."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.base import clock
from anlan.base.people import access
from anlan.base.places.models import PlaceLevel
from anlan.kit.flow import making
from anlan.kit.pages.door import a_key, need, rows
from anlan.kit.records import writing
from anlan.subjects.campaigns import figures, outlines, queries
from anlan.subjects.campaigns.boards import By
from anlan.subjects.campaigns.choices import Stage, TaskStatus
from anlan.subjects.campaigns.flows import task as flow
from anlan.subjects.campaigns.models import Campaign
from anlan.subjects.campaigns.views.seen import one

LEVELS = {str(int(PlaceLevel.COUNTY)): "县直", str(int(PlaceLevel.TOWN)): "镇街", str(int(PlaceLevel.VILLAGE)): "村社"}
LATE_ROWS = 20


@require_GET
def board_page(request: HttpRequest) -> HttpResponse:
    """The board of the campaign in the address, else of the one that runs latest."""
    need(request, "task.view")
    need(request, "campaign.view")
    offered = rows(request, "campaign").order_by("-begins_on", "-id")
    chosen = offered.filter(pk=a_key(request.GET.get("campaign", ""))).first()
    campaign = chosen or offered.filter(stage=Stage.RUNNING).first() or offered.first()
    context: dict[str, Any] = {"campaign": campaign, "campaigns": offered[:200], "bys": By.choices, "levels": LEVELS}
    if campaign is not None:
        drafts = rows(request, "task").filter(campaign=campaign, status=TaskStatus.DRAFT, due_on__isnull=False)
        context |= _standing(request, campaign)
        context["strands"] = list(campaign.strands.order_by("begins_on", "id"))
        context["drafts"] = drafts.count() if access.can(request.user, "task.move.order") else 0
    return render(request, "campaigns/board.html", context)


@require_GET
def board_rows(request: HttpRequest) -> HttpResponse:
    """The part of the board that moves."""
    need(request, "task.view")
    campaign = one(request, "campaign", a_key(request.GET.get("campaign", "")))
    return render(request, "campaigns/board_rows.html", _standing(request, campaign))


def _standing(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    by = request.GET.get("by", "")
    by = by if by in By.values else By.TOWN.value
    usual = str(int(PlaceLevel.TOWN)) if by == By.TOWN else ""
    level = request.GET.get("level", usual)
    level = level if level in LEVELS else ""
    table = figures.board(campaign, by, request.user, int(level) if level else None)
    keys = queries.with_strands(campaign)
    late = queries.late(queries.tasks_of(keys, rows(request, "task"))).select_related("organisation", "group")
    return {
        "campaign": campaign,
        "by": by,
        "level": level,
        "table": table,
        "lines": [
            (
                line,
                _address(campaign, keys, by, level, line.standing.key),
                tuple(zip(table.labels, line.counts, strict=True)),
            )
            for line in table.lines
        ],
        "whole_counts": tuple(zip(table.labels, table.whole.counts, strict=True)),
        "late": late.order_by("due_on", "pk")[:LATE_ROWS],
        "late_total": table.whole.standing.late,
        "shapes": outlines.towns({line.standing.key: line.standing for line in table.lines}) if by == By.TOWN else None,
        "query": urlencode({"campaign": str(campaign.pk), "by": by, "level": level}),
        "now": clock.now(),
    }


def _address(campaign: Campaign, keys: tuple[int, ...], by: str, level: str, key: str) -> str:
    """The list of the tasks that a line counted; none where no filter of the list says the same."""
    field = {By.TOWN.value: "organisation__place", By.UNIT.value: "organisation", By.GROUP.value: "group"}.get(by)
    if field is None or not key or len(keys) > 1:
        return ""
    filters: dict[str, Any] = {"campaign": campaign.pk, field: key} | (
        {"organisation__place__level": level} if level else {}
    )
    return f"{reverse('ledger-list', args=['task'])}?{urlencode(filters)}"


@require_POST
def order_all(request: HttpRequest, pk: int) -> HttpResponse:
    """全部下达: every task of the campaign that waits and has a deadline, each by its own move, all or none."""
    need(request, "task.move.order")
    campaign = one(request, "campaign", pk)
    drafts = rows(request, "task").filter(campaign=campaign, status=TaskStatus.DRAFT, due_on__isnull=False)
    move = flow.move("order")
    given = 0
    try:
        with transaction.atomic():
            for task in drafts.select_related("organisation").order_by("pk"):
                if move is not None and making.may("task", move, request.user, task):
                    making.make(flow, move, task, actor=request.user, data={"due_on": task.due_on})
                    given += 1
    except (making.Refused, writing.Conflict) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已下达 %(count)d 项任务。") % {"count": given})
    return redirect(f"{reverse('campaign-board')}?campaign={campaign.pk}")
