"""案件和罚款 of a period, and the way from an accident to the form of a case that arose from it."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.dictionaries.models import Term
from anlan.kit.pages.door import found, opened
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.models import Payment
from anlan.subjects.enforcement.views.seen import a_period, rows

LONGEST_CAUSE, LONGEST_PARTY = 300, 120


@require_GET
def summary(request: HttpRequest) -> HttpResponse:
    """Cases filed and closed, fines imposed and collected, whole and by source, violation and sector of accident."""
    first, last = a_period(request)
    cases = rows(request, "case")
    payments = Payment.objects.filter(case__in=cases.order_by())
    tables = []
    for title, field, other in (
        (_("案件来源"), "source", _("没有填来源")),
        (_("违法行为类别"), "violation", _("没有填类别")),
        (_("引发案件的事故（行业领域）"), "accident__sector_group", ""),
    ):
        kept = queries.case_figures(cases, payments, first, last, field)
        names = {None: other} | dict(Term.objects.filter(pk__in=[key for key in kept if key]).values_list("pk", "name"))
        lines = [(names[key], _address(field, key, first, last), kept[key]) for key in kept]
        tables.append((title, sorted((line for line in lines if line[0]), key=lambda line: -line[2].filed)))
    whole = queries.case_figures(cases, payments, first, last).get(None, queries.CaseFigures())
    context: dict[str, Any] = {
        "first": first, "last": last, "whole": whole, "tables": tables, "all_url": _address("", None, first, last),
    }  # fmt: skip
    return render(request, "enforcement/cases.html", context)


def _address(field: str, key: Any, first: Any, last: Any) -> str:
    """The list of the cases that a count of filed ones counted."""
    span = {"filed_on_after": first.isoformat(), "filed_on_before": last.isoformat()}
    return f"/l/case/?{urlencode(span | ({field.replace('__', '-'): key} if key else {}))}"


@require_GET
def about_accident(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a new case with what the accident's record already says."""
    opened(request, "case", "add")
    row = found(request, opened(request, "accident"), pk)
    source = next((term for term in terms.active("case-source") if term.code == "accident"), None)
    happened = localtime(row.occurred_at).date()
    known = {
        "accident": row.pk, "cause": row.title[:LONGEST_CAUSE], "enterprise": row.enterprise_id,
        "party": row.unit[:LONGEST_PARTY], "place": row.place_id, "line": row.line_id,
        "source": source.pk if source is not None else None, "violated_on": happened,
        "found_on": max(happened, min(localtime(row.received_at).date(), clock.today())),
    }  # fmt: skip
    return redirect(f"/l/case/new?{urlencode({name: value for name, value in known.items() if value})}")


@require_GET
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a new seizure or keeping of evidence in a case."""
    opened(request, "coercive-measure", "add")
    case = found(request, opened(request, "case"), pk)
    known = {
        "case": case.pk, "place": case.place_id, "line": case.line_id, "lead": case.lead_id, "second": case.second_id,
        "taken_on": clock.today().isoformat(),
    }  # fmt: skip
    return redirect(f"/l/coercive-measure/new?{urlencode({name: value for name, value in known.items() if value})}")
