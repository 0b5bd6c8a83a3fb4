"""A bulletin as a page to print and as a Word file, for those who write it and those who received it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.base.people import access
from anlan.kit.pages.door import need, rows
from anlan.subjects.campaigns import figures, papers
from anlan.subjects.campaigns.choices import BulletinStatus
from anlan.subjects.campaigns.models import Bulletin

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
