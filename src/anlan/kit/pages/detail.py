"""The page of one record: state, moves, cards, timeline, attachments, related ledgers; and its card on the map."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import select_template
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_POST

from anlan.base.audit import records as audit
from anlan.base.people import access
from anlan.kit.files.models import Attachment
from anlan.kit.ledger.columns import describe, shown
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import BadQuery, joined, visible
from anlan.kit.ledger.registry import ledger_by_code, ledger_of
from anlan.kit.pages import history, moments
from anlan.kit.pages.door import found, opened
from anlan.kit.pages.offering import offer

RELATED_ROWS = 5


@require_GET
def detail_page(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The record's page, or the subject's own template ``<subject>/<code>_detail.html``."""
    ledger = opened(request, code)
    row = _whole(request, ledger, pk)
    label = ledger.model._meta.app_label
    template = select_template([f"{label}/{code}_detail.html", "ledger/detail.html"])
    context = facts(request, ledger, row) | {
        "attachments": _attachments(ledger, row),
        "related": _related(request, ledger, row),
        "timeline": history.timeline(ledger, row),
        "current_code": code,
    }
    return HttpResponse(template.render(context, request))


@require_GET
def card(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The record in short, for a pin on the map; with ``moment``, told whether its layer draws it then."""
    ledger = opened(request, code)
    row = _whole(request, ledger, pk)
    try:
        moment = moments.read(request.GET.get("moment", ""))
    except BadQuery as wrong:
        return HttpResponse(str(wrong), status=400, content_type="text/plain; charset=utf-8")
    return render(request, "ledger/card.html", facts(request, ledger, row) | _pin(ledger, row, moment))


@require_POST
def reveal(request: HttpRequest, code: str, pk: int, field: str) -> JsonResponse:
    """The value behind a mask; who asked is audited."""
    ledger = opened(request, code, "reveal")
    row = found(request, ledger, pk, "reveal")
    if field not in ledger.masked:
        return JsonResponse({"error": "field"}, status=404)
    column = describe(ledger.model, field)
    audit.record(
        f"{code}.reveal", actor=request.user, kind=code, object_id=str(pk), label=str(row)[:200], after={"field": field}
    )
    return JsonResponse({"value": column.text(row)})


def facts(request: HttpRequest, ledger: Ledger, row: Any) -> dict[str, Any]:
    """What page and card both show."""
    user = request.user
    state = describe(ledger.model, ledger.flow.field) if ledger.flow else None
    offered = offer(ledger, user, row)
    return {
        "ledger": ledger,
        "record": row,
        "title": str(describe(ledger.model, ledger.headline_field).text(row)) or str(row),
        "headline": fact(ledger, ledger.headline_field, row)["html"],
        "number": getattr(row, "number", ""),
        "state": state.cell(row) if state else "",
        "first": offered.first,
        "moves": offered.own,
        "instead": offered.instead,
        "deadline": ledger.deadline(row),
        "groups": [(group.title, [fact(ledger, name, row) for name in group.fields]) for group in ledger.groups],
        "point": _point(row),
        "place": getattr(row, "place", None),
        "can_change": access.reaches(user, f"{ledger.code}.change", row, ledger.scope),
        "can_delete": access.reaches(user, f"{ledger.code}.delete", row, ledger.scope),
        "can_reveal": access.reaches(user, f"{ledger.code}.reveal", row, ledger.scope),
        "url": reverse("ledger-detail", args=[ledger.code, row.pk]),
        "onward": [
            {
                "title": each.title,
                "icon": each.icon,
                "url": each.address(ledger.code, row.pk),
                "first": each is offered.first,
            }
            for each in offered.onward
        ],
    }


def fact(ledger: Ledger, name: str, row: Any) -> dict[str, Any]:
    """One labelled value; masked ones carry the field's name for the button that asks to see it."""
    column = describe(ledger.model, name)
    listed = next((c for c in ledger.listed if c.name == name), column)
    mask = ledger.masked.get(name)
    text = column.text(row)
    link = None
    if column.kind == "link" and (target := ledger_of_field(column)) and column.raw(row) is not None:
        link = reverse("ledger-detail", args=[target.code, column.raw(row).pk])
    html = mask(text) if mask and text else listed.cell(row)
    if column.kind == "date" and text and listed.html_of is not None:
        html = format_html("{} {}", text, html)
    return {
        "name": name,
        "label": column.label,
        "html": html,
        "masked": bool(mask and text),
        "link": link,
        "empty": not text,
    }


def ledger_of_field(column: Any) -> Ledger | None:
    """The ledger that a foreign key leads to, if there is one."""
    return ledger_of(column.field.related_model)


def _whole(request: HttpRequest, ledger: Ledger, pk: int) -> Any:
    rows = joined(visible(ledger, request.user), ledger, (*ledger.entered, *ledger.listed))
    row = rows.filter(pk=pk).first()
    return row if row is not None else found(request, ledger, pk)


def _point(row: Any) -> tuple[float, float] | None:
    longitude, latitude = getattr(row, "longitude", None), getattr(row, "latitude", None)
    return None if longitude is None or latitude is None else (longitude, latitude)


def _pin(ledger: Ledger, row: Any, moment: moments.Moment | None) -> dict[str, Any]:
    """What the map draws a row's own pin by, also where the layer leaves the row out."""
    layer = ledger.layer
    if layer is None or _point(row) is None:
        return {}
    rows = ledger.model._default_manager.filter(pk=row.pk)
    return {
        "shade": getattr(row, layer.colour, "") if layer.colour else "",
        "stands": moments.standing(ledger, rows, moment).exists(),
    }


def _attachments(ledger: Ledger, row: Any) -> list[dict[str, Any]]:
    if not ledger.photographs:
        return []
    files = list(
        Attachment.objects.filter(kind=ledger.code, object_id=row.pk)
        .select_related("uploaded_by")
        .order_by("uploaded_at", "id")
    )
    return [
        {"slot": slot, "title": title, "files": [f for f in files if f.slot == slot]}
        for slot, title in ledger.photographs
    ]


def _related(request: HttpRequest, ledger: Ledger, row: Any) -> list[dict[str, Any]]:
    made = []
    for related in ledger.related:
        if not access.can(request.user, f"{related.ledger}.view"):
            continue
        other = ledger_by_code(related.ledger)
        rows = visible(other, request.user).filter(**{related.field: row.pk})
        columns = tuple(column for column in other.listed if column.name != related.field)[:5]
        first = list(joined(rows, other, columns, lean=True).order_by("-pk")[:RELATED_ROWS])
        made.append(
            {
                "ledger": other,
                "count": rows.count() if len(first) == RELATED_ROWS else len(first),
                "columns": columns,
                "rows": [
                    (
                        reverse("ledger-detail", args=[other.code, item.pk]),
                        [shown(column, other.masked.get(column.name), item) for column in columns],
                    )
                    for item in first
                ],
                "url": f"{reverse('ledger-list', args=[other.code])}?{related.field}={row.pk}",
            }
        )
    return made
