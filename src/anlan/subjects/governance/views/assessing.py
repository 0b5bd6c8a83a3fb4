"""Scoring one unit item by item, the ranking of units, and which units meet every item of a sheet."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.kit.pages.door import a_key, need, rows
from anlan.kit.records.writing import Conflict
from anlan.subjects.governance import counting, queries, services
from anlan.subjects.governance.choices import AssessmentStatus, SheetStatus
from anlan.subjects.governance.models import Assessment, SheetItem
from anlan.subjects.governance.services import Given
from anlan.subjects.governance.views.seen import chosen, units

YEARS = (2000, 2199)
REMARK_LENGTH = 300


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet with what each item was given so far; anything left empty stays unscored."""
    need(request, "assessment.change")
    held: Assessment | None = (
        rows(request, "assessment", "change").select_related("sheet", "unit").filter(pk=pk).first()
    )
    if held is None:
        raise Http404(_("没有这份考核，或它不在您的范围内。"))
    items = list(held.sheet.items.order_by("position", "id"))
    refusal = ""
    if request.method == "POST":
        try:
            version = a_key(request.POST.get("version", ""))
            done = services.answer(held, _given(request, items), actor=request.user, version=version)
        except (Refused, Conflict) as refused:
            refusal = str(refused)
        else:
            left = done.of_items - done.answered
            messages.success(
                request,
                _("已保存，还有 %(left)d 项未评。") % {"left": left} if left else _("已保存，全部评完，可以提交。"),
            )
            return redirect("ledger-detail", "assessment", held.pk)
    known = {one.item_id: one for one in held.answers.all()}
    context = {
        "assessment": held,
        "lines": [_line(request, item, known.get(item.pk)) for item in items],
        "refusal": refusal,
        "open": held.status == AssessmentStatus.OPEN,
        "current_code": "assessment",
    }
    return render(request, "governance/answer.html", context, status=409 if refusal else 200)


def _line(request: HttpRequest, item: SheetItem, known: Any) -> dict[str, Any]:
    """One item with what was typed, else with what is kept."""
    value = "" if known is None else known.points if item.points is not None else "1" if known.met else "0"
    remark = known.remark if known is not None else ""
    if request.method == "POST":
        value = request.POST.get(f"mark-{item.pk}", "")
        remark = request.POST.get(f"remark-{item.pk}", "")
    return {"item": item, "value": str(value), "remark": remark}


def _given(request: HttpRequest, items: list[SheetItem]) -> dict[int, Given]:
    """The items that were given anything. Raises ``Refused`` for a mark that is no number."""
    made = {}
    for item in items:
        text = request.POST.get(f"mark-{item.pk}", "").strip()
        remark = request.POST.get(f"remark-{item.pk}", "").strip()[:REMARK_LENGTH]
        if not text:
            continue
        if item.points is None:
            made[item.pk] = Given(met=text == "1", remark=remark)
        else:
            made[item.pk] = Given(met=False, points=_number(item, text), remark=remark)
    return made


def _number(item: SheetItem, text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise Refused(_("第 %(item)d 项的得分应填数字。") % {"item": item.position})
    return found.quantize(Decimal("0.01"))


def _asked(request: HttpRequest) -> dict[str, Any]:
    """The sheet and the year that an address asks for."""
    sheets = rows(request, "score-sheet").exclude(status=SheetStatus.DRAFT).order_by("-from_on", "-id")
    year = a_key(request.GET.get("year", ""))
    year = year if YEARS[0] <= year <= YEARS[1] else clock.today().year
    return {"sheets": list(sheets), "sheet": chosen(sheets, request.GET.get("sheet", "")), "year": year}


@require_GET
def ranking(request: HttpRequest) -> HttpResponse:
    """Units by score."""
    need(request, "assessment.view")
    context = _asked(request)
    found = rows(request, "assessment").filter(sheet=context["sheet"], year=context["year"])
    context["ranked"] = queries.ranking(found) if context["sheet"] is not None else []
    return render(request, "governance/ranking.html", context)


@require_GET
def coverage(request: HttpRequest) -> HttpResponse:
    """Units × items of a sheet, and how many units meet all of them."""
    need(request, "assessment.view")
    context = _asked(request)
    if (sheet := context["sheet"]) is not None:
        asked = units(request, "assessment.view").filter(kind__code__in=list(sheet.unit_kinds))
        context["coverage"] = counting.sheet_coverage(sheet, context["year"], asked, rows(request, "assessment"))
    return render(request, "governance/coverage.html", context)
