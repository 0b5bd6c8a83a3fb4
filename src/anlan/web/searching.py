"""Global search: records of every ledger, and pages, by any two characters of what they hold."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from anlan.base.people import access
from anlan.kit.ledger.registry import ledgers
from anlan.kit.pages.doors import picked
from anlan.kit.search import query
from anlan.web.frame import menu

SHORT, LONG = 5, 30


@require_GET
def search_page(request: HttpRequest) -> HttpResponse:
    """The page of results, or, asked by htmx, the few that stand under the box."""
    text = request.GET.get("q", "").strip()[:100]
    few = bool(request.headers.get("HX-Request"))
    groups = found(request, text, SHORT if few else LONG) if text else []
    pages = [
        item for section in menu(request) for item in (section.items or [{"label": section.label, "url": section.url}])
    ]
    hits = [page for page in pages if text and text in page["label"]]
    context = {"q": text, "groups": groups, "pages": hits, "nothing": bool(text) and not groups and not hits}
    return render(request, "web/search_hits.html" if few else "web/search.html", context)


def found(request: HttpRequest, text: str, most: int) -> list[dict[str, Any]]:
    """Hits by ledger that this person may see."""
    open_ledgers = [ledger for ledger in ledgers() if access.can(request.user, f"{ledger.code}.view")]
    holding = query.holding([ledger.code for ledger in open_ledgers], text)
    made = []
    for ledger in open_ledgers:
        if ledger.code not in holding:
            continue
        rows = picked(ledger, request.user, text, most)
        if rows:
            url = reverse("ledger-list", args=[ledger.code])
            hits = [row | {"url": reverse("ledger-detail", args=[ledger.code, row["pk"]])} for row in rows]
            made.append({"ledger": ledger, "rows": hits, "all_url": f"{url}?q={text}", "full": len(rows) == most})
    return made
