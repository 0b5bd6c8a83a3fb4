"""交叉统计: any list counted by two of its fields, with the list's own filters."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import BadQuery, Listing
from anlan.kit.pages.door import opened
from anlan.kit.pages.export import MEDIA
from anlan.reports.pivots import drawings, tables, workbooks
from anlan.reports.pivots.fields import PARAMETER, TILDE, Field, cell_text, fields_of, numbers_of, spans_of
from anlan.reports.shown import periods

OWN = ("down", "across", "of", "as", "on", *periods.NAMES)
FORMS = {"bar": gettext_lazy("柱图"), "line": gettext_lazy("折线"), "map": gettext_lazy("分乡镇图")}


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The table with its drawing."""
    ledger = opened(request, code)
    context = _asked(request, ledger)
    if context.get("table"):
        context["lines"] = _linked(ledger, context)
        context |= _drawn(context, context["lines"])
    return render(request, "pivots/pivot.html", context)


@require_GET
def workbook(request: HttpRequest, code: str) -> HttpResponse | FileResponse:
    """The same as a workbook."""
    ledger = opened(request, code, "export")
    context = _asked(request, ledger, "export")
    if not context.get("table"):
        return render(request, "pivots/pivot.html", context, status=400)
    file = workbooks.workbook(context["table"], context["title"], context["down"].label, context["form"])
    name = f"{ledger.title}统计-{clock.today().isoformat()}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=MEDIA["xlsx"])


def _asked(request: HttpRequest, ledger: Ledger, action: str = "view") -> dict[str, Any]:
    known, numbers, spans = fields_of(ledger), numbers_of(ledger), spans_of(ledger)
    params = request.GET
    down = known.get(params.get("down", "")) or next(iter(known.values()), None)
    across = known.get(params.get("across", ""))
    if across is not None and down is not None and across.name == down.name:
        across = None
    total_of = params.get("of", "") if params.get("of", "") in numbers else ""
    form = params.get("as", "") if params.get("as", "") in FORMS else "bar"
    on = spans.get(params.get("on", "")) or next(iter(spans.values()), None)
    period, wrong = periods.asked(params)
    query = params.copy()
    for name in (*OWN, "after", "before", "at", "sort", "cols"):
        query.pop(name, None)
    context: dict[str, Any] = {
        "ledger": ledger, "fields": list(known.values()), "numbers": numbers, "down": down, "across": across,
        "total_of": total_of, "form": form, "forms": FORMS, "kept": _pairs(query), "spans": list(spans.values()),
        "on": on, "period": period, "periods": periods.offered(period), "any_time": True,
        "query": params.urlencode(), "unit": numbers.get(total_of) or ledger.unit,
        "title": f"{ledger.title}{_('统计')}", "current_code": ledger.code,
        "may_export": access.can(request.user, f"{ledger.code}.export"),
    }  # fmt: skip
    if on is not None and period is not None:
        query[PARAMETER] = ";".join(filter(None, (query.get(PARAMETER, ""), f"{on.name}{TILDE}{period.code}")))
    context["narrowed"] = query
    context["list_query"] = query.urlencode()
    if down is None or wrong:
        return context | {"errors": [wrong or _("这本台账没有可以分组统计的字段。")]}
    try:
        return context | {"table": tables.counted(_listed(request, ledger, query, action), down, across, total_of)}
    except BadQuery as refused:
        return context | {"errors": list(refused.errors.values())}


def _listed(request: HttpRequest, ledger: Ledger, query: QueryDict, action: str) -> QuerySet[Any]:
    return Listing(ledger, request.user, query, action).queryset


def _pairs(query: QueryDict) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, values in query.lists() for value in values]


def _drawn(context: dict[str, Any], lines: list[dict[str, Any]]) -> dict[str, Any]:
    table, down = context["table"], context["down"]
    if context["form"] != "map":
        return {"chart": drawings.lines(table) if context["form"] == "line" else drawings.bars(table)}
    if down.part == "town":
        return {"map": drawings.towns(table, {one["line"].key: one["rows"] for one in lines})}
    return {"towns": next((field for field in context["fields"] if field.part == "town"), None)}


def _linked(ledger: Ledger, context: dict[str, Any]) -> list[dict[str, Any]]:
    """Each line with the address of the rows behind each of its numbers."""
    table, down, across = context["table"], context["down"], context["across"]
    query = [(name, value) for name, value in _pairs(context["narrowed"]) if name != PARAMETER]
    already = context["narrowed"].get(PARAMETER, "")

    def address(*chosen: tuple[Field, Any]) -> str:
        text = ";".join(filter(None, (already, cell_text(chosen))))
        return f"/l/{ledger.code}/?{urlencode([*query, (PARAMETER, text)])}"

    made = []
    for line in table.lines:
        cells = [
            {"number": number, "rows": address((down, line.key), (across, key)) if across and number else ""}
            for (key, _name), number in zip(table.columns, line.cells, strict=True)
        ]
        made.append({"line": line, "cells": cells, "rows": address((down, line.key))})
    return made
