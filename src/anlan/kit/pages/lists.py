"""The list of a ledger: page, rows, counts, chart, saved views and columns."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Count
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.base.people import access
from anlan.base.places.models import Place
from anlan.kit.ledger.columns import EMPTY, Column, describe, plain_html, shown
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import BadQuery, Listing
from anlan.kit.ledger.models import SavedView
from anlan.kit.ledger.registry import ledgers
from anlan.kit.pages.door import opened
from anlan.kit.pages.extra import buttons_beside
from anlan.kit.pages.filter_row import drawn

FIRST_FILTERS = 4
PAGING = ("after", "before", "at")
TONES = {
    (False, False): SafeString(""),
    (True, False): SafeString("cell-num"),
    (False, True): SafeString(" cell-empty"),
    (True, True): SafeString("cell-num cell-empty"),
}  # by: is it a number, is it empty


@require_GET
def list_page(request: HttpRequest, code: str) -> HttpResponse:
    """Frame of the list with its first rows; totals and chip counts follow as a fragment."""
    ledger = opened(request, code)
    saved = list(SavedView.objects.filter(user=_person(request), ledger=code).order_by("name"))
    context = _context(request, ledger, saved)
    return render(request, "ledger/list.html", context | _doors(request, ledger, saved, context))


@require_GET
def rows(request: HttpRequest, code: str) -> HttpResponse:
    """Only the rows, for filters and paging without a new page."""
    ledger = opened(request, code)
    saved = list(SavedView.objects.filter(user=_person(request), ledger=code, name=""))
    return render(request, "ledger/rows.html", _context(request, ledger, saved))


@require_GET
def counts(request: HttpRequest, code: str) -> HttpResponse:
    """Total and chips with their counts."""
    ledger = opened(request, code)
    listing = Listing(ledger, request.user, request.GET)
    numbers = _try(listing.counts) or {}
    chips = [
        {
            "number": number,
            "label": label,
            "count": numbers.get(str(number)),
            "current": listing.chip == str(number),
            "url": _address(request, ledger, chip=str(number)),
        }
        for number, label in enumerate(ledger.chips, 1)
    ]
    context = {"ledger": ledger, "total": numbers.get(""), "chips": chips, "listing": listing}
    context["all_url"] = _address(request, ledger, chip=None)
    context["beside"] = buttons_beside(request.user, code, request.GET.urlencode())
    shown = numbers.get(listing.chip, numbers.get(""))
    return render(request, "ledger/counts.html", context | {"shown": shown})


@require_GET
def chart(request: HttpRequest, code: str) -> JsonResponse:
    """The same rows counted by one field: ``{"title", "bars": [[label, count, filter value]]}``."""
    ledger = opened(request, code)
    by = request.GET.get("by", "")
    if by not in ledger.chart:
        by = ledger.chart[0] if ledger.chart else ""
    if not by:
        return JsonResponse({"title": "", "bars": []})
    column = describe(ledger.model, by)
    listing = Listing(ledger, request.user, request.GET)
    try:
        bars = _bars(listing, column)
    except BadQuery as wrong:
        return JsonResponse({"error": str(wrong)}, status=400)
    return JsonResponse({"title": str(column.label), "bars": bars, "by": by, "choices": _dimensions(ledger)})


@require_POST
def views(request: HttpRequest, code: str) -> HttpResponse:
    """Save, or remove, a view of this list; the nameless view keeps the chosen columns."""
    ledger = opened(request, code)
    name = request.POST.get("name", "").replace("\x00", "").strip()[:40]
    query = QueryDict(request.POST.get("query", "")[:1000], mutable=True)
    if "columns" in request.POST or request.POST.get("remember") == "columns":
        known = {column.name for column in (*ledger.listed, *ledger.entered)}
        chosen = [value for value in request.POST.getlist("columns") if value in known]
        name, query = "", QueryDict(mutable=True)
        query["cols"] = ",".join(chosen)
    for key in PAGING:
        query.pop(key, None)
    if request.POST.get("remove"):
        SavedView.objects.filter(user=_person(request), ledger=code, name=name).delete()
    else:
        SavedView.objects.update_or_create(
            user=_person(request), ledger=code, name=name, defaults={"query": query.urlencode()[:1000]}
        )
    address = request.POST.get("back", "")
    own = reverse("ledger-list", args=[code])
    return redirect(address if address.startswith(f"{own}?") else own)


def columns_of(ledger: Ledger, chosen: str) -> tuple[Column, ...]:
    """The chosen columns, or those declared; the headline always stands."""
    if not chosen:
        return ledger.listed
    known = {column.name: column for column in (*ledger.entered, *ledger.listed)}
    names = [name for name in chosen.split(",") if name in known]
    if ledger.headline_field not in names:
        names.insert(0, ledger.headline_field)
    return tuple(known[name] for name in names)


def shown_rows(ledger: Ledger, columns: tuple[Column, ...], rows: Iterable[Any]) -> Iterator[str]:
    """Each row as HTML, masked: a template that loops over 450 cells costs more than the query does."""
    own, tick = reverse("ledger-list", args=[ledger.code]), plain_html(_("选择记录 %(pk)s"))
    facts = [
        (column, ledger.masked.get(column.name), column.name == ledger.headline_field, plain_html(column.label))
        for column in columns
    ]
    for row in rows:
        box = f'<input type="checkbox" class="form-check-input" data-tick value="{row.pk}" aria-label="{tick}">'
        cells = ['<tr><td class="cell-tick">', box % {"pk": row.pk}, "</td>"]
        for column, mask, headline, label in facts:
            html = shown(column, mask, row)
            if headline:
                cells.append(f'<td class="cell-headline"><a class="headline" href="{own}{row.pk}/">{html}</a></td>')
            else:
                cells.append(f'<td class="{TONES[column.right, html == EMPTY]}" data-label="{label}">{html}</td>')
        cells.append("</tr>")
        yield "".join(cells)


def _context(request: HttpRequest, ledger: Ledger, saved: list[SavedView]) -> dict[str, Any]:
    listing = Listing(ledger, request.user, request.GET)
    kept = next((view.query for view in saved if not view.name), "")
    columns = columns_of(ledger, request.GET.get("cols") or QueryDict(kept).get("cols", ""))
    page, errors = None, {}
    try:
        page = listing.page(columns)
    except BadQuery as wrong:
        errors = wrong.errors
    found = page.rows if page else []
    return {
        "ledger": ledger,
        "listing": listing,
        "columns": [_header(request, ledger, listing, column) for column in columns],
        "rows": mark_safe("".join(shown_rows(ledger, columns, found))),
        "row_count": len(found),
        "errors": errors,
        "next_url": page and page.following and _address(request, ledger, after=page.following),
        "previous_url": page and page.previous and _address(request, ledger, before=page.previous),
        "first_url": _address(request, ledger),
        "last_url": _address(request, ledger, at="last"),
        "picked_out": [
            (one.label, one.address if not one.grant or access.can(request.user, one.grant) else "")
            for one in _try(lambda: listing.narrowings) or []
        ],
        "narrowed": bool(request.GET.keys() - {"sort", "cols", *PAGING}),
        "query": request.GET.urlencode(),
    }


def _doors(request: HttpRequest, ledger: Ledger, saved: list[SavedView], context: Mapping[str, Any]) -> dict[str, Any]:
    listing = context["listing"]
    shown = {column["name"] for column in context["columns"]}
    bound = [field for field in listing.filterset.form if not field.is_hidden]
    user = request.user
    return {
        "first_filters": [drawn(ledger.code, field) for field in bound[:FIRST_FILTERS]],
        "more_filters": [drawn(ledger.code, field) for field in bound[FIRST_FILTERS:]],
        "more_open": any(listing.params.get(name) for field in bound[FIRST_FILTERS:] for name in _names(field)),
        "saved_views": [view for view in saved if view.name],
        "all_columns": [
            (column.name, column.label, column.name in shown)
            for column in {column.name: column for column in (*ledger.listed, *ledger.entered)}.values()
        ],
        "can_add": access.can(user, f"{ledger.code}.add"),
        "can_import": access.can(user, f"{ledger.code}.import"),
        "can_export": access.can(user, f"{ledger.code}.export"),
        "can_change": access.can(user, f"{ledger.code}.change"),
        "dimensions": _dimensions(ledger),
        "beside": buttons_beside(user, ledger.code, request.GET.urlencode()),
        "current_code": ledger.code,
    }


def _names(field: Any) -> tuple[str, ...]:
    return (field.name, f"{field.name}_after", f"{field.name}_before", f"{field.name}_min", f"{field.name}_max")


def _header(request: HttpRequest, ledger: Ledger, listing: Listing, column: Column) -> dict[str, Any]:
    sorts = {name.lstrip("-"): name for name in ledger.sorts}
    current = listing.sort.lstrip("-") == column.name
    url = None
    if column.name in sorts:
        other = listing.sort[1:] if listing.sort.startswith("-") else f"-{listing.sort}"
        url = _address(request, ledger, sort=other if current else sorts[column.name])
    direction = ("desc" if listing.sort.startswith("-") else "asc") if current else ""
    return {"name": column.name, "label": column.label, "right": column.right, "sort_url": url, "direction": direction}


def _address(request: HttpRequest, ledger: Ledger, **changes: str | None) -> str:
    query = request.GET.copy()
    for name in PAGING:
        query.pop(name, None)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"{reverse('ledger-list', args=[ledger.code])}?{query.urlencode()}"


def _dimensions(ledger: Ledger) -> list[tuple[str, str]]:
    return [(name, str(describe(ledger.model, name).label)) for name in ledger.chart]


def _bars(listing: Listing, column: Column) -> list[list[Any]]:
    rows = listing.queryset.order_by()
    if column.kind == "place":
        pairs = rows.annotate(_town=Substr(f"{column.name}_id", 1, 9)).values_list("_town").annotate(Count("pk"))
        found = dict(pairs)
        names = dict(Place.objects.filter(code__in=[f"{town}000" for town in found]).values_list("code", "name"))
        bars = [[names.get(f"{town}000", _("县本级")), number, f"{town}000"] for town, number in found.items()]
    else:
        pairs = list(rows.values_list(column.name).annotate(Count("pk")))
        words = _names_of(column, [value for value, _number in pairs])
        bars = [[words.get(value) or _bar_label(column, value), number, value] for value, number in pairs]
    return sorted(bars, key=lambda bar: -bar[1])[:60]


def _bar_label(column: Column, value: Any) -> str:
    if value is None or value == "":
        return _("未填")
    return column.worded(value)


def _names_of(column: Column, values: list[Any]) -> dict[Any, str]:
    """Key → name of the linked rows that a chart counts by, in one query."""
    if column.kind not in ("term", "line", "link"):
        return {}
    key = column.field.target_field.attname
    found = column.field.related_model._base_manager.filter(**{f"{key}__in": [v for v in values if v is not None]})
    return {getattr(row, key): str(row) for row in found}


def _try(call: Any) -> Any:
    try:
        return call()
    except BadQuery:
        return None


def viewable(user: Any) -> list[Ledger]:
    """The ledgers that a person may look at."""
    return [ledger for ledger in ledgers() if access.can(user, f"{ledger.code}.view")]


def _person(request: HttpRequest) -> Any:
    """The signed-in user; the account middleware lets nobody else in."""
    return request.user
