"""Reports of an incident: the Word form, and the receipts of those who took them in."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.kit.pages.door import found, opened
from anlan.subjects.incidents import services
from anlan.subjects.incidents.models import Report, ReportRecipient

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The written report as a Word file, from the facts as they were sent."""
    from anlan.subjects.incidents import papers

    ledger = opened(request, "incident")
    report = Report.objects.select_related("incident__place", "incident__kind", "drafted_by").filter(pk=pk).first()
    if report is None:
        raise Http404(_("没有这份报告。"))
    found(request, ledger, report.incident_id)
    response = HttpResponse(papers.word_form(report), content_type=WORD)
    name = quote(f"{report.get_kind_display()}-{report.number}.docx")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """签收登记: who took the report in, and when."""
    ledger = opened(request, "incident", "change")
    recipient = ReportRecipient.objects.select_related("report__incident").filter(pk=pk).first()
    if recipient is None:
        raise Http404(_("没有这个报送对象。"))
    incident = recipient.report.incident
    found(request, ledger, incident.pk, "change")
    receiver = request.POST.get("receiver", "").strip()[:40]
    try:
        moment = parse_datetime(request.POST.get("at", "")) if request.POST.get("at") else clock.now()
    except ValueError:
        moment = None
    if not receiver or moment is None:
        messages.error(request, _("请填写签收人和正确的时间。"))
        return redirect("ledger-detail", "incident", incident.pk)
    try:
        services.sign_for(
            recipient, actor=request.user, receiver=receiver, at=make_aware(moment) if is_naive(moment) else moment
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已登记“%(name)s”签收。") % {"name": recipient.name})
    return redirect("ledger-detail", "incident", incident.pk)
