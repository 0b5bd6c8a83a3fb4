"""A bulletin as a page to print and as a Word file, for those who write it and those who received it."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.pages.door import need, rows
from anlan.subjects.campaigns import drafting, figures, papers
from anlan.subjects.campaigns.choices import BulletinStatus
from anlan.subjects.campaigns.models import Bulletin, Campaign
from anlan.subjects.campaigns.views.seen import one

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _bulletin(request: HttpRequest, pk: int) -> Bulletin:
    """One that the person may see, or that was sent to an organisation whose receipts the person may see."""
    if access.can(request.user, "bulletin.view"):
        found: Bulletin | None = (
            rows(request, "bulletin").select_related("campaign", "organisation").filter(pk=pk).first()
        )
        if found is not None:
            return found
    else:
        need(request, "document-receipt.view")
    sent = rows(request, "document-receipt").values("document")
    found = Bulletin.objects.filter(pk=pk, document__in=sent).select_related("campaign", "organisation").first()
    if found is None:
        raise Http404(_("没有这期通报，或它不在您的范围内。"))
    return found


def ranking_of(bulletin: Bulletin) -> dict[str, Any]:
    """What was frozen; of a draft, what issuing it now would freeze."""
    if bulletin.status == BulletinStatus.ISSUED:
        kept: dict[str, Any] = bulletin.ranking
        return kept
    return figures.ranking(bulletin).frozen()


@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The printable page."""
    bulletin = _bulletin(request, pk)
    ranking = ranking_of(bulletin)
    lines = [papers.cells(line) for line in ranking.get("lines", ())]
    context = {
        "bulletin": bulletin,
        "columns": papers.columns(ranking),
        "lines": lines,
        "whole": papers.cells(ranking["whole"]) if ranking.get("whole") else [],
        "current_code": "bulletin",
    }
    return render(request, "campaigns/bulletin_sheet.html", context)


@require_GET
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """The Word file; of a draft with the figures as they are now."""
    bulletin = _bulletin(request, pk)
    bulletin.ranking = ranking_of(bulletin)
    response = HttpResponse(papers.bulletin_form(bulletin), content_type=WORD)
    response["Content-Disposition"] = content_disposition_header(True, f"{bulletin.title}.docx") or "attachment"
    return response


@require_GET
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a bulletin on a campaign, from the day after its last one until yesterday, with its figures."""
    need(request, "bulletin.add")
    campaign: Campaign = one(request, "campaign", pk, "organiser")
    from_on, to_on = _span_to_tell(campaign)
    draft = drafting.drafted(campaign, from_on, to_on)
    known = {
        "title": draft.title, "campaign": campaign.pk, "organisation": campaign.organiser_id, "text": draft.text,
        "from_on": from_on.isoformat(), "to_on": to_on.isoformat(), "place": campaign.place_id,
        "line": campaign.line_id, "cadence": campaign.cadence,
        "due_on": draft.due_on.isoformat() if draft.due_on else None,
    }  # fmt: skip
    return redirect(f"/l/bulletin/new?{urlencode({name: value for name, value in known.items() if value})}")


def _span_to_tell(campaign: Campaign) -> tuple[date, date]:
    """What no bulletin of the campaign has told yet, up to yesterday; today alone where yesterday is told."""
    told = campaign.bulletins.order_by("-to_on").values_list("to_on", flat=True).first()
    first = told + timedelta(days=1) if told else campaign.started_on or campaign.begins_on
    last = max(clock.today() - timedelta(days=1), min(first, clock.today()))
    return min(first, last), last
