"""Pages of accidents beside their ledgers: the double-decline monitor, the inquiry lines of one investigation, reports
as Word files, and what leads to governance and back."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.base import clock
from anlan.base.clock import Period
from anlan.base.people import access
from anlan.base.places.codes import code_range
from anlan.base.places.models import Place, PlaceLevel
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.pages.door import found, need, opened, rows
from anlan.subjects.accidents import papers, queries, services, threads
from anlan.subjects.accidents.choices import Finding, Inquiry
from anlan.subjects.accidents.models import InquiryItem

YEARS = 5
INDUSTRY = "industry"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_SHOWN = 10
DIFFERENT = {
    "both": gettext_lazy("双下降"),
    "nobody": gettext_lazy("起数下降，无人死亡"),
    "flat": gettext_lazy("均为零"),
    "accidents": gettext_lazy("死亡未降"),
    "deaths": gettext_lazy("起数未降"),
    "neither": gettext_lazy("未下降"),
}


@require_GET
def monitor(request: HttpRequest) -> HttpResponse:
    """双下降监测: accidents and deaths of a span beside the same months last year, by sector and by town; each figure
    opens the rows that it counted."""
    ledger = opened(request, "accident")
    period, told = _asked(request)
    rows = visible(ledger, request.user)
    narrowed = {"production": request.GET["production"]} if request.GET.get("production") in ("0", "1") else {}
    if narrowed:
        rows = rows.filter(production=narrowed["production"] == "1")
    whole = queries.compare(rows, period)
    context = {
        "period": period,
        "before": period.previous_year(),
        "told": told,
        "production": narrowed.get("production", ""),
        "whole": _line(whole, period, narrowed),
        "sectors": [_line(line, period, narrowed) for line in queries.by_sector(rows, period)],
        "towns": [_line(line, period, narrowed) for line in queries.by_town(rows, period, _towns(request.user))],
        "years": [
            {"year": each.first.year, "figures": figures, "url": _address(each, narrowed)}
            for each, figures in queries.years(rows, period, YEARS)
        ],
        "direct": queries.direct_rate(rows, period),
        "industry": queries.direct_rate(rows, period, INDUSTRY),
    }
    return render(request, "accidents/monitor.html", context)


def _asked(request: HttpRequest) -> tuple[Period, str]:
    """The span asked for, by default this year up to today; a sentence where it cannot be read."""
    today = clock.today()
    usual = Period(date(today.year, 1, 1), today)
    try:
        first = date.fromisoformat(request.GET["from"]) if request.GET.get("from") else usual.first
        last = date.fromisoformat(request.GET["to"]) if request.GET.get("to") else usual.last
        if not (1950 <= first.year <= last.year <= 2200):
            raise ValueError
        return Period(first, last), ""
    except ValueError:
        return usual, _("时段不对：止日不能早于起日。已按今年 1 月 1 日至今统计。")


def _address(period: Period, narrowed: dict[str, str]) -> str:
    """The list of exactly the accidents that a figure counted."""
    span = {"occurred_at_after": period.first.isoformat(), "occurred_at_before": period.last.isoformat()}
    return f"/l/accident/?{urlencode(span | {'counted': '1'} | narrowed)}"


def _line(line: queries.Compared, period: Period, narrowed: dict[str, str]) -> dict[str, Any]:
    wanted = narrowed | (line.target or {})
    return {
        "line": line,
        "group": line.key.startswith("g"),
        "now_url": _address(period, wanted),
        "before_url": _address(period.previous_year(), wanted),
        "verdict": str(DIFFERENT[line.verdict]),
        "good": line.verdict in ("both", "nobody", "flat"),
    }


def _towns(user: Any) -> list[Place]:
    """The towns that this person's grant reaches."""
    towns: dict[str, Place] = {}
    for reach in access.reach(user, "accident.view"):
        if reach.place_code:
            low, high = code_range(reach.place_code)
            found_here = Place.objects.filter(code__gte=low, code__lt=high, level=PlaceLevel.TOWN, valid_to_on=None)
            towns |= {place.code: place for place in found_here.defer("shape")}
    return list(towns.values())


@require_http_methods(["GET", "POST"])
def inquiries(request: HttpRequest, pk: int) -> HttpResponse:
    """一案四查、两个倒查 of one investigation, line by line; answered while it runs."""
    ledger = opened(request, "investigation", "view" if request.method == "GET" else "change")
    row = found(request, ledger, pk, "view" if request.method == "GET" else "change", "accident")
    if request.method == "POST":
        try:
            count = _keep(request, row)
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("已保存 %(count)d 项。") % {"count": count})
        return redirect("accident-inquiries", pk)
    answers = {answer.item_id: answer for answer in row.answers.select_related("item", "answered_by")}
    active = InquiryItem.objects.filter(active=True).select_related("scheme")
    items = list(active.order_by("scheme__position", "position"))
    items += [answer.item for answer in answers.values() if answer.item not in items]
    context = {
        "investigation": row,
        "lines": [{"item": item, "answer": answers.get(item.pk)} for item in items],
        "findings": Finding.choices,
        "may_answer": row.status == Inquiry.RUNNING
        and access.reaches(request.user, "investigation.change", row, ledger.scope),
        "missing": queries.unanswered(row).count(),
    }  # fmt: skip
    return render(request, "accidents/inquiries.html", context)


def _keep(request: HttpRequest, row: Any) -> int:
    """Keep every line whose finding was ticked; returns how many."""
    count = 0
    for item in InquiryItem.objects.filter(active=True).select_related("scheme"):
        finding = request.POST.get(f"finding-{item.pk}", "")
        if finding in Finding.values:
            text = request.POST.get(f"text-{item.pk}", "").replace("\x00", "").strip()[:4000]
            services.answer(row, item, finding, text, actor=request.user)
            count += 1
    return count


@require_GET
def first_report(request: HttpRequest, pk: int) -> HttpResponse:
    """事故信息报告 as a Word file, with what is known now."""
    row = found(
        request, opened(request, "accident"), pk, "view", "enterprise__sector", "place", "kind", "sector", "group"
    )
    return _word(papers.first_report(row), f"{row.number}事故信息报告")


@require_GET
def investigation_report(request: HttpRequest, pk: int) -> HttpResponse:
    """事故调查报告 as a Word file, as the record stands now."""
    links = [f"accident__{name}" for name in ("enterprise__sector", "place", "kind", "sector", "group")]
    row = found(request, opened(request, "investigation"), pk, "view", *links)
    return _word(papers.investigation_report(row), f"{row.number}事故调查报告")


def _word(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=WORD)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.docx") or "attachment"
    return response


@require_GET
def governed(request: HttpRequest, pk: int) -> HttpResponse:
    """What governance does about an accident, as a fragment of its page: rows that this person may see there."""
    row = found(request, opened(request, "accident"), pk)
    own = {"accident": [row.pk], threads.ABOUT: list(row.sanctions.values_list("pk", flat=True))}
    parts = []
    for code in (*threads.GOVERNED, "accountability"):
        if access.can(request.user, f"{code}.view"):
            ledger = ledger_by_code(code)
            kept = threads.about(rows(request, code), own).order_by("-pk")[:MOST_SHOWN]
            column = ledger.headline_column
            parts += [(ledger.title, code, one.pk, column.text(one) or str(one), one) for one in kept]
    return render(request, "accidents/governed.html", {"parts": parts})


@require_GET
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a sanction stands in the accountability ledger, as a fragment of its page."""
    row = found(request, opened(request, "accident-sanction"), pk)
    kept = threads.held_to_account(row)
    seen = kept is not None and rows(request, "accountability").filter(pk=kept.pk).exists()
    context = {"sanction": row, "kept": kept, "seen": seen, "may": access.can(request.user, "accountability.add")}
    return render(request, "accidents/account.html", context)


@require_POST
def hold_to_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a sanction into the accountability ledger."""
    need(request, "accountability.add")
    row = found(request, opened(request, "accident-sanction"), pk)
    try:
        made = threads.hold_to_account(row, actor=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已列入问责台账：%(number)s。") % {"number": made.number})
    return redirect("ledger-detail", "accident-sanction", pk)
