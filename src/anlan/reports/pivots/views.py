"""交叉统计: any list counted by two of its fields, with the list's own filters."""

from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import BadQuery, Listing
from anlan.kit.pages.door import opened
from anlan.kit.pages.export import MEDIA
from anlan.reports.pivots import drawings, tables, workbooks
from anlan.reports.pivots.fields import PARAMETER, Field, cell_text, fields_of, numbers_of
from anlan.reports.pivots.tables import Table

OWN = ("down", "across", "of", "as")
FORMS = {"bar": gettext_lazy("柱图"), "line": gettext_lazy("折线"), "map": gettext_lazy("分乡镇图")}


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The table with its drawing."""
    ledger = opened(request, code)
    context = _asked(request, ledger)
    if context.get("table"):
        context |= _drawn(context["table"], context["down"], context["form"])
        context["lines"] = _linked(request, ledger, context["table"], context["down"], context["across"])
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
    known, numbers = fields_of(ledger), numbers_of(ledger)
    names = list(known)
    down = known.get(request.GET.get("down", "")) or (known[names[0]] if names else None)
    across = known.get(request.GET.get("across", ""))
    total_of = request.GET.get("of", "") if request.GET.get("of", "") in numbers else ""
    form = request.GET.get("as", "") if request.GET.get("as", "") in FORMS else "bar"
    query = request.GET.copy()
    for name in (*OWN, "after", "before", "at", "sort", "cols"):
        query.pop(name, None)
    context: dict[str, Any] = {
        "ledger": ledger, "fields": list(known.values()), "numbers": numbers, "down": down, "across": across,
        "total_of": total_of, "form": form, "forms": FORMS, "kept": _pairs(query),
        "query": request.GET.urlencode(),
        "title": f"{ledger.title}{_('统计')}", "current_code": ledger.code, "list_query": query.urlencode(),
        "unit": numbers.get(total_of) or ledger.unit,
    }  # fmt: skip
    if down is None:
        return context | {"errors": [_("这本台账没有可以分组统计的字段。")]}
    if across is not None and across.name == down.name:
        across = context["across"] = None
    listing = Listing(ledger, request.user, query, action)
    try:
        return context | {"table": tables.counted(listing.queryset, down, across, total_of)}
    except BadQuery as wrong:
        return context | {"errors": list(wrong.errors.values())}


def _pairs(query: QueryDict) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, values in query.lists() for value in values]


def _drawn(table: Table, down: Field, form: str) -> dict[str, Any]:
    if form == "map":
        return {"map": drawings.towns(table) if down.part == "town" else None}
    return {"chart": drawings.lines(table) if form == "line" else drawings.bars(table)}


def _linked(
    request: HttpRequest, ledger: Ledger, table: Table, down: Field, across: Field | None
) -> list[dict[str, Any]]:
    """Each line with the address of the rows behind each of its numbers."""
    query = [(name, value) for name, value in _pairs(request.GET) if name not in (*OWN, PARAMETER)]
    already = request.GET.get(PARAMETER, "")

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
