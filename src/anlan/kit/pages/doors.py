"""Where rows leave the list's page: export, map tiles and area search, typeahead, import template."""

from typing import Any

from django.core.cache import cache
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.base.audit import records as audit
from anlan.base.people import access
from anlan.kit.geo import tiles
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import BadQuery, Listing, search_tags, visible
from anlan.kit.pages import export, moments
from anlan.kit.pages.door import opened
from anlan.kit.pages.lists import columns_of
from anlan.kit.search import query as search

PICK_MOST = 12
TILE_SECONDS = 20
DEEPEST_ZOOM = 20


@require_GET
def export_rows(request: HttpRequest, code: str, form: str) -> HttpResponseBase:
    """What the list shows, masked as shown; ``columns=all`` takes every field of the form."""
    ledger = opened(request, code, "export")
    if form not in export.FORMS or (form in export.PLACED and ledger.layer is None):
        return HttpResponse(_("没有这种导出格式。"), status=404)
    listing = Listing(ledger, request.user, request.GET, "export")
    columns = (
        export.whole(ledger) if request.GET.get("columns") == "all" else columns_of(ledger, request.GET.get("cols", ""))
    )
    try:
        rows = listing.ordered()
    except BadQuery as wrong:
        return HttpResponse(str(wrong), status=400, content_type="text/plain; charset=utf-8")
    audit.record(
        f"{code}.export",
        actor=request.user,
        kind=code,
        label=ledger.title,
        after={"form": form, "query": request.GET.urlencode()},
    )
    name = f"{ledger.title}_{clock.today().isoformat()}.{form}"
    made = export.FORMS[form](ledger, rows, columns)
    kind = export.MEDIA[form]
    if form == "xlsx":
        return FileResponse(made, as_attachment=True, filename=name, content_type=kind)
    response = StreamingHttpResponse(made, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_GET
def template(request: HttpRequest, code: str) -> HttpResponseBase:
    """An empty sheet with the ledger's headers, for people to fill in."""
    ledger = opened(request, code, "import")
    return FileResponse(
        export.template_of(ledger),
        as_attachment=True,
        filename=f"{ledger.title}_模板.xlsx",
        content_type=export.MEDIA["xlsx"],
    )


@require_GET
def tile(request: HttpRequest, code: str, z: int, x: int, y: int) -> HttpResponse:
    """Clusters and points of one tile under the list's filters; with ``moment``, of what stood on the map then."""
    ledger = opened(request, code)
    if ledger.layer is None or z > DEEPEST_ZOOM or x >= 2**z or y >= 2**z:
        return HttpResponse(status=404)
    listing = Listing(ledger, request.user, request.GET)
    reach = access.reach(request.user, f"{code}.view")
    key = f"tile:{code}:{z}:{x}:{y}:{hash((repr(reach), request.GET.urlencode()))}"
    made = cache.get(key)
    if made is None:
        try:
            moment = moments.read(request.GET.get("moment", ""))
            parts = moments.parts(ledger, listing.queryset, moment)
            made = tiles.tile(parts, z, x, y, label=ledger.headline_field)
        except BadQuery as wrong:
            return JsonResponse({"error": str(wrong)}, status=400)
        cache.set(key, made, TILE_SECONDS)
    return JsonResponse(made)


@require_GET
def pick(request: HttpRequest, code: str) -> JsonResponse:
    """Rows whose words hold what was typed: ``[{"key", "name", "more"}]``."""
    ledger = opened(request, code)
    return JsonResponse({"rows": picked(ledger, request.user, request.GET.get("q", ""))})


def picked(ledger: Ledger, user: Any, text: str, most: int = PICK_MOST) -> list[dict[str, Any]]:
    """A few rows found by a text, for typeahead and global search."""
    text = text.replace("\x00", "").strip()[:100]
    if not text:
        return []
    keys = search.matching_ids(ledger.code, text, tags_any=search_tags(ledger, user), limit=most)
    rows = visible(ledger, user).filter(pk__in=keys)
    rows = rows.select_related("place") if any(f.name == "place" for f in ledger.model._meta.fields) else rows
    shown = sorted(rows, key=lambda row: -row.pk)
    return [
        {
            "key": str(getattr(row, ledger.key)),
            "pk": row.pk,
            "name": ledger.headline_column.text(row),
            "more": " · ".join(str(v) for v in (getattr(row, "number", ""), getattr(row, "place", "")) if v),
        }
        for row in shown
    ]
